"""What is promised to be reported is decided, and falls due after it was decided."""

from collections.abc import Iterator
from datetime import date

from auditresp.checks.phrases import agree, deadlines_named
from auditresp.language import _
from auditresp.model.dates import Deadline
from auditresp.model.register import Register
from auditresp.model.responses import FollowUp, Response
from auditresp.model.standing import ResponseState, state_of
from auditresp.problems import Level, Problem


def reports_after_the_meeting(register: Register) -> Iterator[Problem]:
    """A report that is promised falls due after the meeting that promises it."""
    for response in register.responses.values():
        meeting = promised_on(response)
        for follow_up in response.follow_ups:
            if meeting and follow_up.due.day < meeting:
                message = _("the report is due {due}, before the meeting of {meeting} that decides on it; correct one of them")
                message = message.format(due=follow_up.due, meeting=meeting)
                yield register.problem(follow_up, "due", code="follow-up-before-meeting", message=message)


def promised_on(response: Response) -> date | None:
    """The day a response's promises are made: of its first decision, else of the meeting where it is to be decided."""
    return min((decision.date for decision in response.decisions), default=response.meeting)


def repeats_until_later(register: Register) -> Iterator[Problem]:
    """A follow-up that is repeated ends after it first falls due."""
    for response in register.responses.values():
        for follow_up in response.follow_ups:
            if follow_up.until and follow_up.until.day < follow_up.due.day:
                message = _("the reports end {until}, before the first is due {due}; correct one of them")
                message = message.format(until=follow_up.until, due=follow_up.due)
                yield register.problem(follow_up, "until", code="until-before-due", message=message)


def decides_what_is_followed_up(register: Register) -> Iterator[Problem]:
    """A clause about a follow-up names the follow-up's own deadline, or none."""
    for response in register.responses.values():
        follow_ups = {follow_up.id: follow_up for follow_up in response.follow_ups}
        for clause in response.proposed_decisions:
            follow_up = follow_ups.get(clause.follow_up) if clause.follow_up else None
            if follow_up and (other := another_deadline(clause.text, follow_up, days_mentioned(register, response))):
                message = _("the clause names {other}, but its follow-up '{id}' is due {due}; make them the same")
                message = message.format(other=other, id=follow_up.id, due=follow_up.due)
                yield register.problem(clause, "text", code="clause-names-other-date", message=message)


def another_deadline(text: str, follow_up: FollowUp, mentioned: set[date]) -> Deadline | None:
    """The deadline that a clause names instead of its follow-up's; a moved deadline may still be named as it was decided."""
    promised = [follow_up.due, *(change.from_ for change in follow_up.due_changes)]
    named = deadlines_named(text, follow_up.due.day.year)
    if any(agree(deadline, due) for deadline in named for due in promised):
        return None
    return next((deadline for deadline in named if deadline.day not in mentioned), None)


def days_mentioned(register: Register, response: Response) -> set[date]:
    """The days of the documents and meetings of a response, which a clause may mention without promising anything."""
    audit = register.audit(response.audit)
    dated = [*response.decision_basis, *response.decisions, audit and audit.report, audit and audit.cover_letter]
    days = [response.date, response.meeting, *(document.date for document in dated if document)]
    return {day for day in days if day}


def follows_up_what_is_decided(register: Register) -> Iterator[Problem]:
    """A deadline in a clause that is decided is kept in mind as a follow-up."""
    for response in register.responses.values():
        decided = promised_on(response)
        if state_of(response) is ResponseState.DRAFT or decided is None:
            continue
        for clause in response.proposed_decisions:
            coming = any(deadline.day > decided for deadline in deadlines_named(clause.text, decided.year + 1))
            if coming and clause.follow_up is None:
                message = _("the clause has a deadline that no follow-up keeps in mind; write one under follow_ups, and its id here")
                yield register.problem(clause, "text", code="clause-without-follow-up", message=message, level=Level.WARNING)
