"""Deadlines along a line of time: a lane for replies, one for measures, one for reports."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from auditresp.deadlines import Due, DueKind, DueState
from auditresp.pages.bars import percent
from auditresp.wording import MONTHS, date_long, word

LANES = {DueKind.REPLY: "Svar", DueKind.MEASURE: "Åtgärder", DueKind.FOLLOW_UP: "Återrapporter"}
LANE, TOP = 60, 26
"""How high a lane is, and where the first begins, in pixels."""
LEFT, RIGHT = 4.0, 96.0
"""Between which shares of the width, in percent, the time lies."""
PLACES = 20
"""So many marks fit beside each other, on a phone too; what is due closer together is one mark with a number."""
DRAWN = (DueState.MET, DueState.UPCOMING, DueState.OVERDUE, DueState.DUE_SOON)
"""In which order marks are drawn: where there is no room for all of them, what is due soon lies on top."""
SMALLEST, LARGEST = 6.0, 14.0
WIDER = 4.0
"""So much more a mark has for each digit after the second, so that its number does not touch its edges."""
MOST_TICKS = 3
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 4800, 12000)
"""Months between two ticks."""
MARGIN = timedelta(days=7)
NEAR_END = 75.0
"""From here on, words stand to the left of what they belong to."""


@dataclass(frozen=True)
class Mark:
    """One or more deadlines of a kind that lie close together, and stand alike."""

    x: str
    y: int
    radius: float
    state: DueState
    number: int
    said: str


@dataclass(frozen=True)
class Tick:
    """A month or year that is named."""

    x: str
    name: str


@dataclass(frozen=True)
class Timeline:
    """What there is to draw."""

    height: int
    today: str
    today_is_near_end: bool
    lanes: tuple[tuple[str, int], ...]
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]


def timeline(deadlines: Sequence[Due], today: date, soon: int) -> Timeline | None:
    """The deadlines as they lie in time; nothing where there are none."""
    if not deadlines:
        return None
    days = [due.due.day for due in deadlines]
    scale = Scale(earlier(min(*days, today)), later(max(*days, today)))
    lanes = tuple((name, TOP + LANE * row) for row, name in enumerate(LANES.values()))
    return Timeline(
        height=TOP + LANE * len(LANES) + 24,
        today=percent(scale.share(today)),
        today_is_near_end=scale.share(today) > NEAR_END,
        lanes=lanes,
        ticks=tuple(scale.ticks()),
        marks=tuple(marks(deadlines, today, soon, scale)),
    )


def earlier(day: date) -> date:
    """A little before a day."""
    return day - MARGIN if day - date.min > MARGIN else date.min


def later(day: date) -> date:
    """A little after a day."""
    return day + MARGIN if date.max - day > MARGIN else date.max


@dataclass(frozen=True)
class Scale:
    """The days that a line of time shows."""

    first: date
    last: date

    def share(self, day: date) -> float:
        """Where a day lies, in percent of the width."""
        return LEFT + (RIGHT - LEFT) * (day - self.first).days / (self.last - self.first).days

    def ticks(self) -> Iterator[Tick]:
        """A few months or years, evenly spread."""
        months = [12 * day.year + day.month - 1 for day in (self.first, self.last)]
        step = next((step for step in STEPS if (months[1] - months[0]) // step <= MOST_TICKS), STEPS[-1])
        for month in range(-(-(months[0] + 1) // step) * step, months[1] + 1, step):
            day = date(month // 12, month % 12 + 1, 1)
            yield Tick(percent(self.share(day)), str(day.year) if step % 12 == 0 else f"{MONTHS[day.month - 1][:3]} {day.year}")


def marks(deadlines: Iterable[Due], today: date, soon: int, scale: Scale) -> Iterator[Mark]:
    """A mark for each group of deadlines that would lie on top of each other."""
    groups: dict[tuple[DueKind, DueState, int], list[Due]] = {}
    for due in deadlines:
        place = int(scale.share(due.due.day) * PLACES / 100)
        groups.setdefault((due.kind, due.state(today, soon=soon), place), []).append(due)
    for (kind, state, _place), members in sorted(groups.items(), key=lambda group: DRAWN.index(group[0][1])):
        days = [scale.share(due.due.day) for due in members]
        yield Mark(
            x=percent(sum(days) / len(days)),
            y=TOP + LANE * list(LANES).index(kind) + LANE // 2 + 9,
            radius=radius(len(members)),
            state=state,
            number=len(members),
            said=in_words(members, state),
        )


def radius(number: int) -> float:
    """How large a mark for so many deadlines is; their number has room in it."""
    return round(min(LARGEST, SMALLEST + 3 * sqrt(number - 1)), 1) + WIDER * max(0, len(str(number)) - 2)


def in_words(deadlines: Sequence[Due], state: DueState) -> str:
    """A mark in words."""
    first, last = deadlines[0], deadlines[-1]
    if len(deadlines) == 1:
        return f"{word(first.kind).capitalize()}, {date_long(first.due)}: {word(state)}"
    stand = "försenade" if state is DueState.OVERDUE else word(state)
    return f"{len(deadlines)} {LANES[first.kind].lower()}, {date_long(first.due)} till {date_long(last.due)}: {stand}"
