"""What falls due and when, and the last meeting at which a reply can be decided in time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from auditresp.model.audits import Audit
from auditresp.model.dates import SEASON_ENDS, Deadline, Precision, last_day
from auditresp.model.register import Register, measures
from auditresp.model.responses import FollowUp, Repetition, Response
from auditresp.model.settings import Board
from auditresp.model.standing import ENDED, ResponseState, state_of
from auditresp.model.values import Id


class DueKind(StrEnum):
    """What kind of thing falls due."""

    REPLY = "reply"
    MEASURE = "measure"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class Due:
    """Something still to be done: when, what, and by whom, in words that can be read."""

    due: Deadline
    kind: DueKind
    response: Id
    text: str
    who: str


def deadlines_of(register: Register) -> list[Due]:
    """What falls due because of the responses, the earliest first; not what is sent, ended or reported already."""
    found = [due for _, response in sorted(register.responses.items()) for due in _deadlines_of(register, response)]
    return sorted(found, key=lambda due: due.due)


def _deadlines_of(register: Register, response: Response) -> Iterator[Due]:
    """What falls due because of one response: the reply itself, its measures and its follow-ups."""
    called = register.settings.called
    boards = ", ".join(map(called, response.boards))
    audit = register.audit(response.audit)
    if audit and audit.reply_due and state_of(response) is not ResponseState.SENT:
        yield Due(audit.reply_due, DueKind.REPLY, response.id, audit.title, boards)
    for measure in measures(response):
        if measure.due and measure.status not in ENDED:
            yield Due(measure.due, DueKind.MEASURE, response.id, measure.text, called(measure.owner) if measure.owner else boards)
    for follow_up in response.follow_ups:
        if due := next_report(follow_up):
            yield Due(due, DueKind.FOLLOW_UP, response.id, follow_up.text, called(follow_up.reporter) if follow_up.reporter else boards)


MONTHS_BETWEEN = {Repetition.MONTHLY: 1, Repetition.QUARTERLY: 3, Repetition.HALF_YEARLY: 6, Repetition.YEARLY: 12}


def next_report(follow_up: FollowUp) -> Deadline | None:
    """When the next report is due: `due`, then a period later for each that is reported; None when there is no more to report."""
    reported = len(follow_up.reported)
    if not reported:
        return follow_up.due
    if not follow_up.repeats:
        return None
    following = later(follow_up.due, reported * MONTHS_BETWEEN[follow_up.repeats])
    ended = following and follow_up.until and following.day > follow_up.until.day
    return None if ended else following


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


def issued(audit: Audit) -> date | None:
    """The day from which there is something to answer: the report's or the cover letter's, the earlier of those known."""
    dates = [document.date for document in (audit.report, audit.cover_letter) if document and document.date]
    return min(dates, default=None)


def is_safe(board: Board, meeting: date, reply_due: Deadline) -> bool:
    """Whether the minutes of a meeting are approved when the reply is due (kommunallagen 5:69, 6:35)."""
    return (reply_due.day - meeting).days >= board.approval_days


def last_safe_meeting(board: Board, audit: Audit) -> date | None:
    """The board's last meeting at which the reply can be decided with the minutes approved in time, if there is one."""
    if audit.reply_due is None:
        return None
    first = issued(audit) or date.min
    return max((meeting for meeting in board.meetings if meeting >= first and is_safe(board, meeting, audit.reply_due)), default=None)
