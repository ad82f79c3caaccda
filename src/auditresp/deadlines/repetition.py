"""When a report is due again."""

from collections.abc import Iterator
from datetime import date
from itertools import count

from auditresp.model.dates import SEASON_ENDS, Deadline, Precision, last_day
from auditresp.model.responses import FollowUp, Repetition

MONTHS_BETWEEN = {Repetition.MONTHLY: 1, Repetition.QUARTERLY: 3, Repetition.HALF_YEARLY: 6, Repetition.YEARLY: 12}


def reports(follow_up: FollowUp) -> Iterator[Deadline]:
    """When each report of a follow-up is due, the first at `due` and the others a period later each; without end where none is set."""
    yield follow_up.due
    if not follow_up.repeats:
        return
    for number in count(1):
        following = later(follow_up.due, number * MONTHS_BETWEEN[follow_up.repeats])
        if following is None or (follow_up.until and following.day > follow_up.until.day):
            return
        yield following


def next_report(follow_up: FollowUp) -> Deadline | None:
    """When the next report is due: the first for which none is reported; None when there is no more to report."""
    waiting = (due for number, due in enumerate(reports(follow_up)) if number >= len(follow_up.reported))
    return next(waiting, None)


def later(deadline: Deadline, months: int) -> Deadline | None:
    """The deadline so many months on, as precise as it was promised where the calendar allows; None after the last year there is."""
    year, month = divmod(12 * deadline.day.year + deadline.day.month - 1 + months, 12)
    month += 1
    if year > date.max.year:
        return None
    written = f"{year:04}-{month:02}"
    match deadline.precision:
        case Precision.DAY:
            written += f"-{min(deadline.day.day, last_day(year, month).day):02}"
        case Precision.QUARTER if month % 3 == 0:
            written = f"{year:04}-Q{month // 3}"
        case Precision.SPRING | Precision.AUTUMN:
            written = next((f"{year:04}-{season}" for season, (end, _) in SEASON_ENDS.items() if end == month), written)
        case Precision.YEAR if month == 12:
            written = f"{year:04}"
        case _:
            pass
    return Deadline(written)
