"""What changed, for the terminal: in colours where it has them, and with marks that need none."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import click

from auditresp.changes import Kind
from auditresp.changes.remarks import counted, from_to, has_stayed, item_sign, no_change, skipped, what_happened
from auditresp.changes.sections import Comparison
from auditresp.changes.telling import Told
from auditresp.changes.texts import Compared
from auditresp.changes.words import Mark, Piece
from auditresp.markdown import SPACE

SIGNS = {
    Kind.ADDED: "+",
    Kind.SET: "+",
    Kind.REMOVED: "-",
    Kind.CLEARED: "-",
    Kind.CHANGED: "~",
    Kind.REWORDED: "~",
    Kind.RESCHEDULED: "~",
    Kind.MOVED: ">",
    Kind.RENAMED: ">",
}
COLOURS = {"+": "green", "-": "red", "~": "yellow", ">": "cyan"}
MARKED = {Mark.SAME: ("", "", None), Mark.REMOVED: ("[-", "-]", "red"), Mark.ADDED: ("{+", "+}", "green")}
"""What stands around a piece, as git marks words, and its colour."""

AROUND = 8
"""So many words that stayed are shown on each side of a change."""

INDENT = 4

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""What could steer a terminal."""

Segment = tuple[str, str | None]
"""A stretch of text, and its colour."""

Letter = tuple[str, str | None]
"""A letter, and its colour."""


def as_text(comparison: Comparison, width: int) -> str:
    """Each change below what it concerns, no wider than `width`."""
    lines = folded([(from_to(comparison), None)], width)
    if not comparison.sections:
        lines += ["", no_change(comparison)]
    for section in comparison.sections:
        lines += ["", *(click.style(line, bold=True) for line in folded([(section.heading, None)], width))]
        lines += [line for told in section.told for line in change(told, width)]
    return "\n".join(lines)


def as_stat(comparison: Comparison, width: int) -> str:
    """A line for each response, audit and the settings: how many changes, and of which kind."""
    said = (f"{section.heading}: {counted(section.told)}" for section in comparison.sections)
    return "\n".join([line for each in said for line in folded([(each, None)], width, " " * INDENT)] or [no_change(comparison)])


def change(told: Told, width: int) -> Iterator[str]:
    """A change: its sentence, what came with it, and its text."""
    sign = SIGNS[told.change.kind]
    first, *rest = folded([(told.sentence, None)], width - 2)
    yield f"{click.style(sign, fg=COLOURS[sign], bold=True)} {first}"
    yield from (f"  {line}" for line in rest)
    for detail in told.details:
        yield from (" " * INDENT + line for line in folded([(detail, None)], width - INDENT, "  "))
    yield from (" " * INDENT + line for line in text(told.text, width - INDENT))


def text(passages: Sequence[Compared], width: int) -> Iterator[str]:
    """The passages of a text that changed; those that stayed are counted."""
    for stayed, group in groupby(passages, key=has_stayed):
        run = list(group)
        if stayed:
            yield from (click.style(line, dim=True) for line in folded([(skipped(len(run)), None)], width))
            continue
        for passage in run:
            note, sign = what_happened(passage), item_sign(passage)
            start: list[Segment] = [(f"({note}) ", "cyan")] if note else []
            yield from folded([*start, (sign, None), *marked(passage.pieces)], width, "  ")


def marked(pieces: Sequence[Piece]) -> Iterator[Segment]:
    """A passage, with marks around the words that went and came; long stretches that stayed are cut."""
    for index, piece in enumerate(pieces):
        before, after, colour = MARKED[piece.mark]
        said = piece.text if colour else shortened(piece.text, start=index == 0, end=index == len(pieces) - 1)
        core = said.strip() or said
        lead, tail = said.split(core, 1)
        yield lead, None
        yield f"{before}{core}{after}", colour
        yield tail, None


def shortened(text: str, *, start: bool, end: bool) -> str:
    """A stretch that stayed, with as many words beside each change as tell where it is; of a whole passage, its first words."""
    words = re.findall(r"\s*\S+\s*", text)
    first, last = (0 if start and not end else AROUND), (0 if end else AROUND)
    if len(words) <= first + last + AROUND:
        return text
    return "".join(words[:first]).rstrip() + (" … " if first else "… ") + "".join(words[len(words) - last :]).lstrip()


def folded(segments: Iterable[Segment], width: int, indent: str = "") -> list[str]:
    """Stretches of text in lines no wider than `width`, those after the first indented; no colour reaches over a line's end."""
    lines: list[list[Letter]] = []
    line: list[Letter] = []
    for word in words(segments, width - len(indent)):
        room = width - (len(indent) if lines else 0) - len(line) - 1
        if line and len(word) > room:
            lines.append(line)
            line = []
        line = [*line, (" ", line[-1][1] if line[-1][1] == word[0][1] else None), *word] if line else word
    return [(indent if index else "") + painted(each) for index, each in enumerate([*lines, line])]


def words(segments: Iterable[Segment], longest: int) -> Iterator[list[Letter]]:
    """The words of the text, their letters coloured. What could steer the terminal is shown as a letter that is not there."""
    letters = [(letter, colour) for said, colour in segments for letter in CONTROL.sub("\ufffd", SPACE.sub(" ", said))]
    for is_space, group in groupby(letters, key=lambda letter: letter[0] == " "):
        word = list(group)
        if not is_space:
            yield from (word[start : start + longest] for start in range(0, len(word), longest))


def painted(line: Iterable[Letter]) -> str:
    """A line with its colours."""
    runs = ((colour, "".join(letter for letter, _colour in run)) for colour, run in groupby(line, key=itemgetter(1)))
    return "".join(click.style(said, fg=colour) if colour else said for colour, said in runs)
