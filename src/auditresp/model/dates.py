"""Days, and deadlines with the precision they were promised with."""

import re
from datetime import date
from enum import StrEnum
from functools import total_ordering
from typing import Any, ClassVar, Self

from auditresp.language import _
from auditresp.model.values import Refused

DAY_PATTERN = r"^\d{4}-\d{2}-\d{2}$"


def read_day(value: object) -> date:
    """A day as `2018-04-11`; nothing else is a day, so that nobody has to guess which number is the month."""
    if isinstance(value, date):
        return value
    written = str(value).strip()
    if not re.match(DAY_PATTERN, written):
        raise Refused("not-a-date", _("'{value}' is no date; a date is written 2018-04-11").format(value=written))
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise Refused("impossible-date", _("{value} is not in the calendar").format(value=written)) from error


Day = date
"""Written as `read_day` reads it."""


class Precision(StrEnum):
    """How exactly a deadline was promised."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SPRING = "spring"
    AUTUMN = "autumn"
    YEAR = "year"


DEADLINE = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|Q(?P<quarter>[1-4])|(?P<season>spring|autumn)))?")

DEADLINE_SCHEMA = {"type": ["string", "integer"], "pattern": "^" + re.sub(r"\?P<\w+>", "", DEADLINE.pattern) + "$"}

SEASON_ENDS = {"spring": (5, 31), "autumn": (11, 30)}


@total_ordering
class Deadline:
    """When something is due: `2018-10-25`, `2018-10`, `2018-Q4`, `2018-spring`, `2018-autumn` or `2018`.

    Two deadlines are the same when they were promised alike; they are ordered by the day that counts.
    """

    __slots__ = ("day", "precision", "written")
    schema: ClassVar[dict[str, Any]] = DEADLINE_SCHEMA

    precision: Precision
    day: date
    """The day that counts: the period's last (spring ends 31 May, autumn 30 November)."""
    written: str

    def __init__(self, written: str) -> None:
        """Raises ValueError where `written` is no deadline, or names a day that is not in the calendar."""
        parts = DEADLINE.fullmatch(written)
        if parts is None:
            raise ValueError(written)
        year, month = int(parts["year"]), int(parts["month"] or 0)
        if parts["day"]:
            precision, last = Precision.DAY, date(year, month, int(parts["day"]))
        elif parts["month"]:
            precision, last = Precision.MONTH, last_day(year, month)
        elif parts["quarter"]:
            precision, last = Precision.QUARTER, last_day(year, 3 * int(parts["quarter"]))
        elif parts["season"]:
            precision, last = Precision(parts["season"]), date(year, *SEASON_ENDS[parts["season"]])
        else:
            precision, last = Precision.YEAR, date(year, 12, 31)
        for name, value in (("precision", precision), ("day", last), ("written", written)):
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Deadline) and self.written == other.written

    def __lt__(self, other: object) -> bool:
        return (self.day, self.written) < (other.day, other.written) if isinstance(other, Deadline) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.written)

    def __str__(self) -> str:
        return self.written

    def __repr__(self) -> str:
        return f"Deadline({self.written!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.written,)

    @classmethod
    def read(cls, value: object) -> Self:
        """The deadline that was written. Raises `impossible-date` or `not-a-deadline`."""
        if isinstance(value, cls):
            return value
        written = str(value).strip()
        try:
            return cls(written)
        except ValueError as error:
            if DEADLINE.fullmatch(written):
                raise Refused("impossible-date", _("{value} is not in the calendar").format(value=written)) from error
            expected = _("'{value}' is no deadline; write 2018-10-25, 2018-10, 2018-Q4, 2018-spring, 2018-autumn or 2018")
            raise Refused("not-a-deadline", expected.format(value=written)) from error


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    from calendar import monthrange

    return date(year, month, monthrange(year, month)[1])
