"""The days around a deadline on which something is said."""

from bisect import bisect_right
from datetime import date, timedelta
from itertools import count

from auditresp.deadlines import working_days_between
from auditresp.model.settings import Reminders
from auditresp.value import Value

ON_THE_DAY = 0


class Stages(Value):
    """Days counted from a deadline, negative before it; after the last of them every so many days."""

    days: tuple[int, ...]
    step: int = 0
    """How many days lie between those that follow; 0 where none do."""

    @property
    def first(self) -> int:
        """The day on which something is said for the first time."""
        return self.days[0]

    def last_due(self, today: date) -> date:
        """The last day for which something can be said today: later deadlines have not reached their first stage."""
        return date.fromordinal(min(today.toordinal() - self.first, date.max.toordinal()))

    def reached(self, days: int) -> int | None:
        """The last stage that has come, so many days from the deadline; None before the first."""
        if self.step and days > self.days[-1]:
            return days - (days - self.days[-1]) % self.step
        position = bisect_right(self.days, days)
        return self.days[position - 1] if position else None


def stages_of(reminders: Reminders) -> Stages:
    """When somebody is reminded of what is theirs: before, on and after the day."""
    after = overdue(reminders)
    before = (-days for days in reminders.days_before if days > 0)
    return Stages(tuple(sorted({*before, ON_THE_DAY, *after})), step=max(after, default=0))


def stages_from(start: int, own: Stages) -> Stages:
    """When those are told to whom a delay is taken further: from a certain day on, together with the one who is late."""
    later = own.reached(start + own.step) if own.step else None
    following = [day for day in (*own.days, later) if day is not None and day > start]
    return Stages(tuple(sorted({start, *following})), step=own.step)


def overdue(reminders: Reminders) -> list[int]:
    """The days after a deadline on which something is said."""
    return [days for days in reminders.days_overdue if days > 0]


def days_until_escalation(due: date, working_days: int) -> int:
    """How many days after a deadline so many working days have passed; at least one."""
    return next(days for days in count(max(working_days, 1)) if working_days_between(due, due + timedelta(days)) >= working_days)
