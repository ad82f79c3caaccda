"""A text changed where what it says differs from what it is to say, and nowhere else."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

from auditresp.model.kinds import fields, inside, is_list, is_mapping, is_record
from auditresp.model.records import Record
from auditresp.model.values import Text
from auditresp.store.layout import spans as written_as
from auditresp.store.layout.printing import (
    Said,
    Style,
    below,
    can_stand_below,
    entry_lines,
    in_flow,
    pair_lines,
    said,
    value_at,
    written,
    written_fields,
)
from auditresp.store.layout.quoting import spelled
from auditresp.store.layout.spans import Node, Part, Scalar, Sequence, column, line_end, next_line, past_properties, spans

T = TypeVar("T")

MARK = re.compile(r"[|>][-+]?\d?[-+]?")
LEADING_EMPTY_LINES = re.compile(r"\A(?:[ \t]*(?:\r\n|\r|\n))+")
EMPTY_LINE = re.compile(r"\r\n[ \t]*\r\n|\n[ \t]*\n|\r[ \t]*\r")


class Slot(NamedTuple):
    """Where a value stands: behind a colon or dash that ends at `after`, in a mapping or list at `column`, or inside brackets."""

    after: int
    column: int
    flow: bool


class Splice(NamedTuple):
    """What is written instead of a part of the text."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice], start: int = 0, end: int | None = None) -> str:
    """A part of the text with the splices in it done."""
    pieces = []
    for splice in sorted(splices, key=lambda each: each[:2]):
        pieces += [text[start : splice.start], splice.text]
        start = max(start, splice.end)
    return "".join([*pieces, text[start:end]])


class Splicing:
    """Collects the splices that make a file say something else."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = spans(text).root
        self.style = usual_style(text, self.root)
        end = line_end(text, 0)
        self.line_break = text[end : next_line(text, end)] or "\n"
        self.splices: list[Splice] = []

    def edited(self, kind: type[Record], old: Record, new: Record) -> str:
        """The text that says the new record."""
        self.change(kind, self.root, old, new, Slot(self.root.start, 0, flow=False))
        return spliced(self.text, self.splices)

    def splice(self, start: int, end: int, text: str) -> None:
        """Note what is to be written instead of a part of the text."""
        self.splices.append(Splice(start, end, text))

    def change(self, kind: Any, node: Node, old: Any, new: Any, slot: Slot) -> None:
        """Make a value say what it is to say."""
        if old == new:
            return
        match node:
            case written_as.Mapping() if node.parts and new and (is_record(kind) or is_mapping(kind)):
                names = {part.name for part in node.parts}
                self.change_mapping(kind, node, values(kind, old, names), values(kind, new, names), slot)
            case Sequence() if node.parts and new and is_list(kind):
                self.change_sequence(kind, node, old, new, slot)
            case Scalar() if node.is_block and isinstance(new, str):
                self.change_lines(kind, node, new, slot)
            case Scalar() if not node.is_empty and "\n" not in written(new) and not isinstance(new, Record | tuple | Mapping):
                words = spelled(written(new), kind, in_flow=slot.flow, quotes=node.style)
                self.splice(past_properties(self.text, node.start), node.end, words)
            case _:
                self.replace(node, said(kind, new), slot)

    def replace(self, node: Node, new: Said, slot: Slot) -> None:
        """Write a value in the place of one that was written otherwise, or not at all."""
        empty = isinstance(node, Scalar) and node.is_empty
        if slot.flow:
            self.splice(slot.after if empty else node.start, node.end, f"{' ' if empty else ''}{in_flow(new)}")
            return
        first, lines = below(new, slot.column, self.style, slot.column)
        mark = MARK.match(self.text, node.start) if isinstance(node, Scalar) and node.is_block else None
        behind = mark.end() if mark else max(slot.after, node.end)
        self.splice(slot.after, behind, f" {first}" if first else "")
        self.splice(line_end(self.text, behind), max(node.end, line_end(self.text, behind)), self.below(lines))

    def below(self, lines: Iterable[str]) -> str:
        """Lines as they are written at the end of another."""
        return "".join(f"{self.line_break}{line}" for line in lines)

    def change_lines(self, kind: Any, node: Scalar, new: str, slot: Slot) -> None:
        """Change a text that stands below its mark; a line that stays keeps its bytes."""
        head = line_end(self.text, node.start)
        old = self.text[head : node.end].splitlines()[1:]
        if kind is not Text or not can_stand_below(new) or not any(map(str.strip, old)):
            self.replace(node, said(kind, new), slot)
            return
        beginning = next(filter(str.strip, old))
        margin = beginning[: len(beginning) - len(beginning.lstrip(" "))]
        kept = {line.removeprefix(margin): line for line in old}
        lines = [kept.get(line, f"{margin}{line}" if line else "") for line in new.split("\n")]
        mark = MARK.match(self.text, node.start)
        if mark and re.search(r"[>\d]", mark[0]):
            self.splice(*mark.span(), "|" + re.sub(r"[^-+]", "", mark[0]))
        self.splice(head, node.end, self.below(lines))

    # Mappings and lists: what changes inside them, what goes, and what comes

    def change_mapping(self, kind: Any, node: written_as.Mapping, old: Mapping[str, Any], new: Mapping[str, Any], slot: Slot) -> None:
        """Make a mapping hold what it is to hold."""
        parts = {part.name: part for part in node.parts}
        kept = {name for name in parts if name in new or name not in old}
        if not kept:
            self.replace(node, Said(kind, {name: said(inside(kind, name), value) for name, value in new.items()}), slot)
            return
        at = column(self.text, node.parts[0].start)
        for name in filter(new.__contains__, parts):
            self.change(inside(kind, name), parts[name].value, old.get(name), new[name], Slot(parts[name].after, at, node.flow))
        self.take_out(node, [part.name not in kept for part in node.parts])
        for earlier, added in runs(new, kept):
            fresh = {name: said(inside(kind, name), new[name]) for name in added}
            part = max((parts[name] for name in earlier), key=lambda each: each.start, default=None)
            if node.flow:
                self.add_in_flow(node, part, [in_flow(Said(kind, {name: each}))[1:-1] for name, each in fresh.items()])
            else:
                self.add_lines(node, part, [pair_lines(name, each, at, self.style) for name, each in fresh.items()])

    def change_sequence(self, kind: Any, node: Sequence, old: tuple[Any, ...], new: tuple[Any, ...], slot: Slot) -> None:
        """Make a list hold what it is to hold."""
        before = matches(old, new)
        if not before:
            self.replace(node, said(kind, new), slot)
        elif list(before.values()) != sorted(before.values()):
            self.rearrange(kind, node, old, new, before, slot)
        else:
            for index, was in before.items():
                self.change_entry(kind, node, was, old[was], new[index])
            self.take_out(node, [index not in before.values() for index in range(len(node.parts))])
            for earlier, added in runs(range(len(new)), before):
                part = node.parts[before[earlier[-1]]] if earlier else None
                if node.flow:
                    self.add_in_flow(node, part, [in_flow(said(inside(kind, 0), new[index])) for index in added])
                else:
                    self.add_lines(node, part, [self.fresh_entry(kind, node, new[index]) for index in added])

    def change_entry(self, kind: Any, node: Sequence, index: int, old: Any, new: Any) -> None:
        """Make an entry of a list say what it is to say."""
        part = node.parts[index]
        self.change(inside(kind, index), part.value, old, new, Slot(part.after, column(self.text, part.start), node.flow))

    def fresh_entry(self, kind: Any, node: Sequence, new: Any) -> list[str]:
        """A new entry of a list, as lines like those of the other entries."""
        return entry_lines(said(inside(kind, 0), new), column(self.text, node.parts[0].start), self.style)

    def rearrange(
        self, kind: Any, node: Sequence, old: tuple[Any, ...], new: tuple[Any, ...], before: Mapping[int, int], slot: Slot
    ) -> None:
        """Write the entries of a list in another order, each with its own lines and the comments above it."""
        starts, ends = [part.start for part in node.parts], [part.end for part in node.parts]
        between = ", "
        if not node.flow:
            ends = [self.region_end(node, part) for part in node.parts]
            starts = [next_line(self.text, end) for end in [line_end(self.text, slot.after), *ends[:-1]]]
            between = self.line_break * (2 if self.stand_apart(node) else 1)
        pieces = []
        for index, entry in enumerate(new):
            if index in before:
                was, outer = before[index], self.splices
                self.splices = []
                self.change_entry(kind, node, was, old[was], entry)
                pieces.append(spliced(self.text, self.splices, starts[was], ends[was]))
                self.splices = outer
            else:
                fresh = said(inside(kind, 0), entry)
                pieces.append(in_flow(fresh) if node.flow else self.line_break.join(self.fresh_entry(kind, node, entry)))
        self.splice(starts[0], ends[-1], between.join(LEADING_EMPTY_LINES.sub("", piece) for piece in pieces))

    def add_in_flow(self, node: written_as.Mapping | Sequence, previous: Part | None, texts: list[str]) -> None:
        """Write into brackets or braces, behind a part or before the first."""
        if previous:
            self.splice(previous.end, previous.end, "".join(f", {text}" for text in texts))
        else:
            first = node.parts[0].start
            self.splice(first, first, "".join(f"{text}, " for text in texts))

    def add_lines(self, node: written_as.Mapping | Sequence, previous: Part | None, fresh: list[list[str]]) -> None:
        """Write new pairs or entries on lines of their own, behind a part or before the first; as far apart as the others are."""
        apart = [""] if self.stand_apart(node) else []
        if previous:
            end = self.region_end(node, previous)
            self.splice(end, end, self.below(line for lines in fresh for line in [*apart, *lines]))
            return
        first = node.parts[0].start
        at = column(self.text, first)
        lines = [line for lines in fresh for line in [*lines, *apart]]
        if self.text[first - at : first].strip():  # behind a dash
            self.splice(first, first, self.line_break.join(lines).lstrip() + self.line_break + " " * at)
        elif first == at:
            self.splice(0, 0, self.line_break.join([*lines, ""]))
        else:
            end = self.line_before(first - at)
            self.splice(end, end, self.below(lines))

    def take_out(self, node: written_as.Mapping | Sequence, gone: list[bool]) -> None:
        """Take parts away. The comments above them stay."""
        parts = node.parts
        remaining = gone.index(False)
        for index, part in enumerate(parts):
            if not gone[index]:
                continue
            at = column(self.text, part.start)
            if node.flow:
                self.splice(*((parts[index - 1].end, part.end) if index > remaining else (part.start, parts[index + 1].start)), "")
            elif not self.text[part.start - at : part.start].strip():
                end = self.region_end(node, part)
                self.splice(*((self.line_before(part.start - at), end) if part.start > at else (0, next_line(self.text, end))), "")
            elif "#" in self.text[line_end(self.text, part.end) : parts[remaining].start]:
                self.splice(part.start, line_end(self.text, part.end), "")
            else:  # behind a dash: what remains takes its place there
                self.splice(part.start, parts[remaining].start, "")
                gone[1:remaining] = [False] * (remaining - 1)

    def region_end(self, node: written_as.Mapping | Sequence, part: Part) -> int:
        """Where the lines of a part end: with a comment behind its last value, and those below it that are indented further than it."""
        end = line_end(self.text, part.end)
        if isinstance(part.value, written_as.Mapping | Sequence) and not part.value.flow:
            at = column(self.text, node.parts[0].start)
            index = next_line(self.text, end)
            while index < len(self.text):
                words = skip_blanks(self.text, index)
                if not self.text.startswith(("#", "\r", "\n"), words) or (self.text[words] == "#" and words - index <= at):
                    break
                last = line_end(self.text, words)
                end = last if self.text[words] == "#" else end
                index = next_line(self.text, last)
        return end

    def line_before(self, start: int) -> int:
        """Where the line ends above one that begins at an index."""
        return start - (2 if self.text.endswith("\r\n", 0, start) else 1)

    def stand_apart(self, node: written_as.Mapping | Sequence) -> bool:
        """Whether an empty line stands before each part but the first."""
        gaps = [self.text[earlier.end : part.start] for earlier, part in zip(node.parts, node.parts[1:], strict=False)]
        return bool(gaps) and all(map(EMPTY_LINE.search, gaps))


def values(kind: Any, holder: Any, names: Collection[str]) -> dict[str, Any]:
    """What a record or a mapping holds, by key, as far as a file with these keys says it."""
    if holder is None:
        return {}
    if not is_record(kind):
        return {str(key): value for key, value in holder.items()}
    needed = written_fields(kind, holder)
    known = {name: value_at(holder, name) for name in fields(kind) if name in names or name in needed}
    return {name: value for name, value in known.items() if name in needed or value not in (None, (), {})}


def runs(wanted: Iterable[T], there: Collection[T]) -> Iterator[tuple[list[T], list[T]]]:
    """What is wanted and not there yet, in runs, each with all that is there and wanted before it."""
    earlier: list[T] = []
    for missing, run in groupby(wanted, lambda each: each not in there):
        if missing:
            yield list(earlier), list(run)
        else:
            earlier += run


def matches(old: tuple[Any, ...], new: tuple[Any, ...]) -> dict[int, int]:
    """For each index of the new list that has a counterpart in the old one, the index of that.

    What has an id is known by it; other things by what they say, and, where that changed, by where they stand.
    """
    names: list[list[Any]] = [[getattr(each, "id", each) for each in entries] for entries in (old, new)]
    before: dict[int, int] = {}
    changed: list[tuple[list[int], list[int]]] = []
    for tag, a, a_end, b, b_end in SequenceMatcher(None, names[0], names[1], autojunk=False).get_opcodes():
        if tag == "equal":
            before |= zip(range(b, b_end), range(a, a_end), strict=True)
        else:
            changed.append((list(range(a, a_end)), list(range(b, b_end))))
    gone = {names[0][index]: index for olds, _news in changed for index in olds}
    for _olds, news in changed:
        before |= {index: gone.pop(names[1][index]) for index in news if names[1][index] in gone}
    for olds, news in changed:
        left = [index for index in olds if index in gone.values()]
        before |= zip([index for index in news if index not in before], left, strict=False)
    return dict(sorted(before.items()))


def usual_style(text: str, root: Node) -> Style:
    """How far a file indents most of what it indents."""
    steps: dict[str, Counter[int]] = {name: Counter() for name in ("mapping", "sequence", "dash")}

    def look(node: Node) -> None:
        if isinstance(node, Scalar | written_as.Alias) or node.flow:
            return
        for part in node.parts:
            value = part.value
            if isinstance(value, written_as.Mapping | Sequence) and value.parts and not value.flow:
                step = column(text, value.parts[0].start) - column(text, part.start)
                name = "dash" if isinstance(node, Sequence) else "mapping" if isinstance(value, written_as.Mapping) else "sequence"
                steps[name][step] += 1
            look(value)

    look(root)
    return Style(**{name: counted.most_common(1)[0][0] for name, counted in steps.items() if counted})


def skip_blanks(text: str, index: int) -> int:
    """The index of the next character that is no blank."""
    while text.startswith((" ", "\t"), index):
        index += 1
    return index
