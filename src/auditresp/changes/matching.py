"""Which entry of a list is which, when nothing but what it says tells them apart."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from auditresp.changes.words import common, longest_rise

T = TypeVar("T", bound=Hashable)


class Pair(NamedTuple):
    """An entry and what it was: its place in the old list (None when it is new) and in the new one (None when it went)."""

    old: int | None
    new: int | None


ALIKE = 0.5
"""From this much in common on, a text is the old one in other words and not another text."""


def matched(old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float]) -> list[Pair]:
    """Every entry of both lists, in the new order; what went stands where it stood.

    Equal ones are paired first, those that also stand in the same order before others; then the most alike.
    """
    pairs = {now: was for was, now in common(old, new)}
    for new_place, old_place in equal_elsewhere(old, new, pairs):
        pairs[new_place] = old_place
    gone, come = left_over(old, new, pairs)
    scored = ((likeness(old[was], new[now]), was, now) for was in gone for now in come)
    for _score, was, now in sorted(
        (entry for entry in scored if entry[0] >= ALIKE), key=lambda entry: (-entry[0], abs(entry[1] - entry[2]))
    ):
        if now not in pairs and was in gone:
            pairs[now] = was
            gone.remove(was)
    return in_order([pairs.get(place) for place in range(len(new))], len(old))


def equal_elsewhere(old: Sequence[T], new: Sequence[T], pairs: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The new and old places of equal entries that are in another order."""
    gone, come = left_over(old, new, pairs)
    waiting: dict[T, list[int]] = {}
    for was in reversed(gone):
        waiting.setdefault(old[was], []).append(was)
    return ((now, waiting[new[now]].pop()) for now in come if waiting.get(new[now]))


def left_over(old: Sequence[T], new: Sequence[T], pairs: dict[int, int]) -> tuple[list[int], list[int]]:
    """The places, old and new, that are not paired yet."""
    taken = set(pairs.values())
    return [was for was in range(len(old)) if was not in taken], [now for now in range(len(new)) if now not in pairs]


def in_order(was: Sequence[int | None], length: int) -> list[Pair]:
    """All pairs in the new order, when `was` gives for each new place the old one; what went follows what it followed."""
    now_at = {place: now for now, place in enumerate(was) if place is not None}
    gone: dict[int, list[Pair]] = {}
    after = -1
    for place in range(length):
        after = now_at.get(place, after)
        if place not in now_at:
            gone.setdefault(after, []).append(Pair(place, None))
    staying = [[Pair(place, now), *gone.get(now, [])] for now, place in enumerate(was)]
    return [pair for pairs in (gone.get(-1, []), *staying) for pair in pairs]


def moved(pairs: Sequence[Pair]) -> set[int]:
    """The new places of those that moved: as few as can be, the others having kept their order."""
    stayed = [pair for pair in pairs if pair.old is not None and pair.new is not None]
    kept = set(longest_rise([pair.old for pair in stayed if pair.old is not None]))
    return {pair.new for index, pair in enumerate(stayed) if index not in kept and pair.new is not None}
