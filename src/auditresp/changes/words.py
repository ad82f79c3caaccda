"""Two texts compared word by word, in pieces that can be read: what stayed, what went, what came."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import partial
from itertools import groupby, takewhile
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and what became of it."""

    mark: Mark
    text: str


TOKEN = re.compile(r"(\s*)(\w+(?:[-.:/@'’]\w+)*|[^\w\s]|$)")
"""The space before a word or a sign, and the word or sign itself: `2018-10-25` and `SAN:s` are words, the full stop is a sign."""


class _Words:
    """A text as words, each with the space before it. The last is empty: what the text ends with is the space before that."""

    def __init__(self, text: str) -> None:
        found = TOKEN.findall(text)
        self.spaces = [space for space, _word in found]
        self.words = [word for _space, word in found]

    def between(self, start: int, end: int) -> str:
        """The text of some words, with the space before the first."""
        return "".join(space + word for space, word in zip(self.spaces[start:end], self.words[start:end], strict=True))


Stretch = tuple[int, int, int, int]
"""Where a change begins and ends: among the old words, then among the new."""


def compared(old: str, new: str) -> tuple[Piece, ...]:
    """What stayed, went and came. All but what came is the old text, all but what went is the new one, to the letter."""
    before, after = _Words(old), _Words(new)
    changes = readable(stretches(before.words, after.words), before.words, after.words)
    return tuple(joined(pieces(before, after, changes)))


def pieces(before: _Words, after: _Words, changes: Sequence[Stretch]) -> Iterator[Piece]:
    """The texts cut where they change."""
    was = now = 0
    for start, end, new_start, new_end in [*changes, (len(before.words), len(before.words), len(after.words), len(after.words))]:
        for space, new_space, word in zip(before.spaces[was:start], after.spaces[now:new_start], before.words[was:start], strict=True):
            yield from spaced(space, new_space)
            yield Piece(Mark.SAME, word)
        yield Piece(Mark.REMOVED, before.between(start, end))
        yield Piece(Mark.ADDED, after.between(new_start, new_end))
        was, now = end, new_end


def spaced(old: str, new: str) -> Iterator[Piece]:
    """The space before a word that stayed."""
    if old == new:
        yield Piece(Mark.SAME, old)
    else:
        yield Piece(Mark.REMOVED, old)
        yield Piece(Mark.ADDED, new)


def joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, neighbours of a kind as one; between two that stayed, what went stands before what came."""
    said = (piece for piece in pieces if piece.text)
    runs = ((same, list(run)) for same, run in groupby(said, key=lambda piece: piece.mark is Mark.SAME))
    settled = (piece for same, run in runs for piece in (run if same else exchanged(run)) if piece.text)
    for mark, run in groupby(settled, key=lambda piece: piece.mark):
        yield Piece(mark, "".join(piece.text for piece in run))


def exchanged(pieces: Sequence[Piece]) -> list[Piece]:
    """What went and what came in its place; the space that both begin or end with stayed."""
    gone, come = ("".join(piece.text for piece in pieces if piece.mark is mark) for mark in (Mark.REMOVED, Mark.ADDED))
    first = shared_space(gone, come)
    last = shared_space(gone[first:][::-1], come[first:][::-1])
    inside = slice(first, -last or None)
    after = gone[len(gone) - last :]
    return [Piece(Mark.SAME, gone[:first]), Piece(Mark.REMOVED, gone[inside]), Piece(Mark.ADDED, come[inside]), Piece(Mark.SAME, after)]


def shared_space(old: str, new: str) -> int:
    """How many blanks two texts both begin with."""
    both = zip(old, new, strict=False)
    return sum(1 for _blank in takewhile(lambda letters: letters[0] == letters[1] and letters[0].isspace(), both))


def stretches(old: Sequence[T], new: Sequence[T]) -> list[Stretch]:
    """Where two sequences of words differ."""
    changes: list[Stretch] = []
    was = now = 0
    for at, new_at in [*common(old, new), (len(old), len(new))]:
        if was < at or now < new_at:
            changes.append((was, at, now, new_at))
        was, now = at + 1, new_at + 1
    return changes


LARGE = 250_000
"""So many pairs of words are compared one by one; beyond that, and without landmarks, all counts as rewritten."""

LANDMARKS = (1, 4, 16)
"""So many words in a row make a landmark where both texts have them once: first words alone, then phrases, as a book has few words once."""


def common(old: Sequence[T], new: Sequence[T], landmark: int = 0) -> Iterator[tuple[int, int]]:
    """The places of the words that both have, in order. Landmarks keep long texts quick; what lies between is compared in full."""
    first, last = shared_ends(old, new)
    yield from ((place, place) for place in range(first))
    was = now = first
    end, new_end = len(old) - last, len(new) - last
    marks = landmarks(old[first:end], new[first:new_end], LANDMARKS[landmark])
    for at, new_at in [*((first + at, first + new_at) for at, new_at in marks), (end, new_end)]:
        if was <= at and now <= new_at:
            small = (at - was) * (new_at - now) <= LARGE
            compare = in_full if small or landmark + 1 == len(LANDMARKS) else partial(common, landmark=landmark + 1)
            yield from ((was + place, now + other) for place, other in compare(old[was:at], new[now:new_at]))
            if at < end:
                yield at, new_at
            was, now = at + 1, new_at + 1
    yield from ((len(old) - place, len(new) - place) for place in range(last, 0, -1))


def shared_ends(old: Sequence[T], new: Sequence[T]) -> tuple[int, int]:
    """How many words two sequences share at the beginning, and at the end of what is left."""
    shorter = min(len(old), len(new))
    first = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    left = shorter - first
    return first, next((place for place in range(left) if old[-1 - place] != new[-1 - place]), left)


def landmarks(old: Sequence[T], new: Sequence[T], length: int) -> list[tuple[int, int]]:
    """The places where words begin that stand in that row once in each, as many as come in the same order."""
    rows = [list(zip(*(words[offset:] for offset in range(length)), strict=False)) for words in (old, new)]
    once = [{row for row, count in Counter(found).items() if count == 1} for found in rows]
    shared = once[0] & once[1]
    where = {row: place for place, row in enumerate(rows[1]) if row in shared}
    found = [(place, where[row]) for place, row in enumerate(rows[0]) if row in shared]
    return [found[index] for index in longest_rise([new_place for _place, new_place in found])]


def longest_rise(numbers: Sequence[int]) -> list[int]:
    """The indices of the longest run of numbers, gaps allowed, that only rises."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(tops, number)
        before.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [number]
        ends[length : length + 1] = [index]
    rise: list[int] = []
    last = ends[-1] if ends else -1
    while last >= 0:
        rise.append(last)
        last = before[last]
    return rise[::-1]


def in_full(old: Sequence[T], new: Sequence[T]) -> Iterator[tuple[int, int]]:
    """The places of the words that two short sequences share."""
    if old and new and len(old) * len(new) <= LARGE:
        for start, new_start, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            yield from ((start + place, new_start + place) for place in range(size))


ISLAND = 3
"""So few words between two changes may be taken as changed too, so that one change is seen and not many."""


def readable(changes: Sequence[Stretch], old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    """The changes, joined where hardly anything stands between them, and each put where a sentence or clause ends."""
    return [slid(change, old, new) for change in merged(changes, old)]


def merged(changes: Iterable[Stretch], old: Sequence[str]) -> list[Stretch]:
    """The changes without islands: a few words that stayed, and are shorter than the changes around them."""
    kept: list[Stretch] = []
    for change in changes:
        kept.append(change)
        while len(kept) > 1 and is_island(kept[-2], kept[-1], old):
            (start, _, new_start, _), (_, end, _, new_end) = kept[-2:]
            kept[-2:] = [(start, end, new_start, new_end)]
    return kept


def is_island(before: Stretch, after: Stretch, old: Sequence[str]) -> bool:
    """Whether what stands between two changes only disturbs the reader. Where one of them is a mere sign, it does not."""
    between = old[before[1] : after[0]]
    letters = sum(map(len, between))
    if all(not word[:1].isalnum() for word in between):
        return True
    return len(between) <= ISLAND and all(letters <= size(change) for change in (before, after)) and all(map(is_replaced, (before, after)))


def is_replaced(change: Stretch) -> bool:
    """Whether something went and something else came in its place."""
    start, end, new_start, new_end = change
    return start < end and new_start < new_end


def size(change: Stretch) -> int:
    """How large a change is, in words of an ordinary length."""
    start, end, new_start, new_end = change
    return 4 * max(end - start, new_end - new_start)


def slid(change: Stretch, old: Sequence[str], new: Sequence[str]) -> Stretch:
    """A change that only takes away or only adds, moved along equal words until it ends where a sentence or clause does."""
    start, end, new_start, new_end = change
    if is_replaced(change):
        return change
    words, first, last = (old, start, end) if start < end else (new, new_start, new_end)
    steps = 0
    while last + steps < len(words) and words[first + steps] == words[last + steps] and words[last + steps]:
        steps += 1
    best = max(range(steps + 1), key=lambda step: (ENDS.get(words[last + step - 1], 0), -step))
    return start + best, end + best, new_start + best, new_end + best


ENDS = {".": 2, "!": 2, "?": 2, ",": 1, ";": 1, ":": 1}
"""The signs that end a sentence, and those that end a clause."""


def likeness(old: str, new: str) -> float:
    """How much two texts share, from 0 to 1: the words that both have, in any order."""
    return shared_words(counted_words(old), counted_words(new))


def counted_words(text: str) -> Counter[str]:
    """How often each word stands in a text; signs do not count."""
    return Counter(word for _space, word in TOKEN.findall(text.casefold()) if word[:1].isalnum())


def shared_words(old: Counter[str], new: Counter[str]) -> float:
    """How much of two texts' words is shared, from 0 to 1."""
    together = old.total() + new.total()
    return 2 * (old & new).total() / together if together else 1.0
