"""Two changed versions of a list or a text as one, where they changed different places of it."""

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

PIECE = re.compile(
    r"\n[ \t]*\n\s*"  # between paragraphs
    r"|\n(?=[ \t]*(?:[-*+>|]|\d+[.)]|#{1,6}\s))"  # before an item of a list, a row or a heading
    r"|(?<=[.!?:])\s+(?=[A-ZÅÄÖ])"  # between sentences
)


class Clash(NamedTuple, Generic[T]):
    """A stretch that both have changed, each in its own way: as it was, and as each has it."""

    base: Sequence[T]
    ours: Sequence[T]
    theirs: Sequence[T]


class Hunk(NamedTuple):
    """A stretch of the base that one side has changed into a stretch of its own."""

    start: int
    end: int
    own_start: int
    own_end: int


def merged_list(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T], settle: Callable[[Clash[T]], Sequence[T]]) -> list[T]:
    """The list with the changes of both; `settle` says what to do where both changed the same stretch."""
    merged: list[T] = []
    at = 0
    for group in grouped(hunks(base, ours), hunks(base, theirs)):
        start, end = reach([*group[0], *group[1]])
        was = base[start:end]
        mine, other = (own(base, side, changes, start, end) for side, changes in zip((ours, theirs), group, strict=True))
        merged += base[at:start]
        if not group[1] or list(other) == list(mine):
            merged += mine
        else:
            merged += other if not group[0] else settle(Clash(was, mine, other))
        at = end
    return [*merged, *base[at:]]


def grouped(ours: list[Hunk], theirs: list[Hunk]) -> Iterator[tuple[list[Hunk], list[Hunk]]]:
    """The changes of both sides, together where they are of the same stretch, else apart."""
    group: tuple[list[Hunk], list[Hunk]] = ([], [])
    for hunk, side in sorted([*((hunk, 0) for hunk in ours), *((hunk, 1) for hunk in theirs)]):
        if (group[0] or group[1]) and not touches(hunk, *reach([*group[0], *group[1]])):
            yield group
            group = ([], [])
        group[side].append(hunk)
    if group[0] or group[1]:
        yield group


def touches(hunk: Hunk, start: int, end: int) -> bool:
    """Whether a change is of a stretch: it begins in it, or both only add something at the same point."""
    return hunk.start < end or hunk.start == hunk.end == start


def reach(changes: list[Hunk]) -> tuple[int, int]:
    """The stretch of the base that some changes are of."""
    return min(each.start for each in changes), max(each.end for each in changes)


def own(base: Sequence[T], side: Sequence[T], changes: list[Hunk], start: int, end: int) -> Sequence[T]:
    """What a side has in place of a stretch of the base."""
    if not changes:
        return base[start:end]
    return side[changes[0].own_start - (changes[0].start - start) : changes[-1].own_end + (end - changes[-1].end)]


def hunks(base: Sequence[T], changed: Sequence[T]) -> list[Hunk]:
    """Where a side differs from the base."""
    keys: dict[object, int] = {}
    numbers = [[number_of(each, keys) for each in side] for side in (base, changed)]
    opcodes = SequenceMatcher(None, numbers[0], numbers[1], autojunk=False).get_opcodes()
    return [Hunk(*places) for kind, *places in opcodes if kind != "equal"]


def number_of(value: object, keys: dict[object, int]) -> int:
    """A number for a value, the same for equal ones; records that hold mappings cannot be looked up by themselves."""
    return keys.setdefault(repr(value), len(keys))


def merged_text(base: str, ours: str, theirs: str) -> str | None:
    """The text with the changes of both, where they changed different sentences; nothing where both changed the same."""
    clashes: list[Clash[Sentence]] = []

    def refuse(clash: Clash[Sentence]) -> Sequence[Sentence]:
        clashes.append(clash)
        return ()

    whole = merged_list(sentences(base), sentences(ours), sentences(theirs), refuse)
    return None if clashes else "".join(each.text for each in whole).rstrip("\n")


class Sentence:
    """A sentence, an item or a row with the blanks after it; equal to one that says the same, however its lines are broken."""

    def __init__(self, text: str, blanks: str) -> None:
        self.text = text + blanks
        self.key = " ".join(text.split()), min(blanks.count("\n"), 2) if blanks.strip(" ") else 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sentence) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        return repr(self.key)


def sentences(text: str) -> list[Sentence]:
    """A text in sentences; its last ends a paragraph too, as another may be added after it."""
    found = []
    start = 0
    for gap in PIECE.finditer(text):
        found.append(Sentence(text[start : gap.start()], gap[0]))
        start = gap.end()
    if text[start:]:
        found.append(Sentence(text[start:].rstrip("\n"), "\n\n"))
    return found
