"""Stacked bars: how many recommendations stand where."""

from collections.abc import Iterable
from dataclasses import dataclass

from auditresp.model.standing import ItemStatus
from auditresp.overview import Counts
from auditresp.wording import join_and, word_for

ROOM_FOR_NUMBER = 6
"""From this share of the width on, in percent, a number can be read on a segment."""


@dataclass(frozen=True)
class Segment:
    """A part of a bar. Positions are shares of the width, so that a bar is as wide as the page allows while its text keeps its size."""

    status: ItemStatus
    number: int
    start: str
    width: str
    middle: str
    is_labelled: bool


@dataclass(frozen=True)
class Bar:
    """The recommendations of an audit or a year."""

    name: str
    counts: Counts
    segments: tuple[Segment, ...]

    @property
    def total(self) -> int:
        """How many recommendations there are."""
        return sum(self.counts.values())

    @property
    def said(self) -> str:
        """The bar in words: *2 besvarade och 3 pågår*."""
        return (
            join_and(f"{number} {word_for(status, number)}" for status, number in self.counts.items() if number) or "inga rekommendationer"
        )


def bars(groups: Iterable[tuple[str, Counts]]) -> list[Bar]:
    """A bar for each group, all on one scale: the longest is as wide as there is room."""
    listed = list(groups)
    longest = max((sum(counts.values()) for _name, counts in listed), default=0) or 1
    return [Bar(name, counts, tuple(segments(counts, longest))) for name, counts in listed]


def segments(counts: Counts, longest: int) -> Iterable[Segment]:
    """The parts of a bar, from left to right."""
    start = 0.0
    for status, number in counts.items():
        width = 100 * number / longest
        if number:
            middle = start + width / 2
            yield Segment(status, number, percent(start), percent(width), percent(middle), width >= ROOM_FOR_NUMBER)
        start += width


def percent(share: float) -> str:
    """A share as SVG has it."""
    return f"{share:.2f}%"
