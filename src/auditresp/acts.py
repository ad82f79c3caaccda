"""What happens to a record: each act gives a changed one, and refuses what the trade forbids.

Nothing is changed in place and nothing is written. The refusals are those of `checks`, said before the files hold the fault.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar, cast

from auditresp.deadlines import next_report
from auditresp.language import _
from auditresp.model.audits import Audit, Item, Verdict
from auditresp.model.dates import Deadline
from auditresp.model.reading import record_from
from auditresp.model.records import Record
from auditresp.model.responses import (
    Decision,
    DueChange,
    Evidence,
    FollowUp,
    Measure,
    MeasureStatus,
    Reported,
    Response,
    Sent,
)
from auditresp.model.standing import ENDED
from auditresp.model.values import Text
from auditresp.problems import AuditrespError

R = TypeVar("R", bound=Record)
I = TypeVar("I", bound=Item)  # noqa: E741 - a kind of item
P = TypeVar("P", bound=Measure | FollowUp)


def decided(response: Response, decision: Decision) -> Response:
    """The response after one of its boards has decided on it."""
    if decision.board not in response.boards:
        message = _("'{board}' is none of the boards that respond ({boards})")
        raise AuditrespError(message.format(board=decision.board, boards=", ".join(response.boards)))
    if earlier := next((each for each in response.decisions if each.board == decision.board), None):
        message = _("'{board}' decided on {day} already; a decision is made once")
        raise AuditrespError(message.format(board=decision.board, day=earlier.date))
    return response.but(decisions=(*response.decisions, decision))


def decided_anew(response: Response, sent: Sent, decision: Decision) -> Response:
    """The response that was sent, after one of its boards has decided on it again: as every board does, and then it is sent again."""
    if decision.date < sent.date:
        message = _(
            "{day} is before the response was sent, on {sent}, and a new decision is made after that; "
            "what is wrong with the old one is put right in the file, below decisions:"
        )
        raise AuditrespError(message.format(day=decision.date, sent=sent.date))
    return decided(response.but(decisions=(), sent=None), decision)


def sent(response: Response, day: date) -> Response:
    """The response after it was sent; a response that is sent again is the next version."""
    boards = {decision.board for decision in response.decisions}
    if undecided := [board for board in dict.fromkeys(response.boards) if board not in boards]:
        message = _("a response is sent when it is decided; still to decide: {boards}")
        raise AuditrespError(message.format(boards=", ".join(undecided)))
    last = max((decision.date for decision in response.decisions), default=day)
    if day < last:
        raise AuditrespError(_("{day} is before the decision of {decided}").format(day=day, decided=last))
    if response.sent and day < response.sent.date:
        raise AuditrespError(_("{day} is before the response was last sent, on {sent}").format(day=day, sent=response.sent.date))
    version = response.sent.version + 1 if response.sent else 1
    return response.but(sent=Sent(date=day, version=version))


def started(measure: Measure) -> Measure:
    """The measure now that somebody works on it."""
    refuse_when_ended(measure)
    if measure.status is MeasureStatus.ONGOING:
        raise AuditrespError(_("the measure '{id}' is under way already").format(id=measure.id))
    return measure.but(status=MeasureStatus.ONGOING)


def completed(measure: Measure, on: date, evidence: Iterable[Evidence] = ()) -> Measure:
    """The measure after it was done on a day, with what shows it."""
    refuse_when_ended(measure)
    return measure.but(status=MeasureStatus.DONE, done=on, evidence=(*measure.evidence, *evidence))


def cancelled(measure: Measure, reason: str) -> Measure:
    """The measure now that it will not be done, and why."""
    refuse_when_ended(measure)
    return measure.but(status=MeasureStatus.CANCELLED, reason=given(reason, _("say why the measure is cancelled")))


def moved(promise: P, to: Deadline, reason: str, by: str | None, on: date) -> P:
    """The measure or follow-up with another deadline; the one before and the reason are kept."""
    refuse_to_move(promise, to)
    due, last = promise.due, promise.due_changes[-1] if promise.due_changes else None
    if due is None:
        raise AuditrespError(_("'{id}' has no deadline to move; write it as due: in the file").format(id=promise.id))
    if to == due:
        raise AuditrespError(_("'{id}' is due {due} already").format(id=promise.id, due=due))
    if last and last.to != due:
        message = _("'{id}' is due {due}, but was last moved to {last}; correct due_changes in the file first")
        raise AuditrespError(message.format(id=promise.id, due=due, last=last.to))
    if last and on < last.date:
        raise AuditrespError(_("'{id}' was moved on {day}; a later move cannot be made before that").format(id=promise.id, day=last.date))
    said = {"from": due, "to": to, "reason": given(reason, _("say why the deadline is moved")), "by": by, "date": on}
    return cast(P, promise.but(due=to, due_changes=(*promise.due_changes, record_from(DueChange, said))))


def reported(follow_up: FollowUp, on: date, case_number: str | None = None) -> FollowUp:
    """The follow-up after a report was given; when it is repeated, the next report falls due."""
    if next_report(follow_up) is None:
        last = follow_up.reported[-1].date
        raise AuditrespError(_("'{id}' was reported on {day}, and nothing more is to be reported").format(id=follow_up.id, day=last))
    if follow_up.reported and on < follow_up.reported[-1].date:
        message = _("'{id}' was last reported on {day}; the next report cannot be given before that")
        raise AuditrespError(message.format(id=follow_up.id, day=follow_up.reported[-1].date))
    report = record_from(Reported, {"date": on, "case_number": case_number})
    return follow_up.but(reported=(*follow_up.reported, report))


def judged(item: I, verdict: Verdict) -> I:
    """The recommendation or finding with the auditors' new verdict, which stands last."""
    last = item.verdicts[-1] if item.verdicts else None
    if last and verdict.date < last.date:
        message = _("the last verdict on '{id}' is of {day}; a new one cannot be earlier")
        raise AuditrespError(message.format(id=item.id, day=last.date))
    if last == verdict:
        raise AuditrespError(_("that verdict on '{id}' is there already").format(id=item.id))
    return item.but(verdicts=(*item.verdicts, verdict))


def with_promise(response: Response, promise: Measure | FollowUp) -> Response:
    """The response with a measure or follow-up in place of the one with its id."""
    if isinstance(promise, FollowUp):
        return response.but(follow_ups=put(response.follow_ups, promise))
    replies = {item: reply.but(measures=put(reply.measures, promise)) for item, reply in response.replies.items()}
    return response.but(replies=replies)


def with_item(audits: Iterable[Audit], audit_id: str, item: Item) -> tuple[Audit, ...]:
    """The audits, one of them with a recommendation or finding in place of the one with its id."""

    def changed(audit: Audit) -> Audit:
        return audit.but(recommendations=put(audit.recommendations, item), findings=put(audit.findings, item))

    return tuple(changed(audit) if audit.id == audit_id else audit for audit in audits)


def put(records: tuple[Any, ...], changed: Measure | FollowUp | Item) -> tuple[Any, ...]:
    """The records, with the changed one in place of that with its id."""
    return tuple(changed if record.id == changed.id else record for record in records)


def refuse_to_move(promise: Measure | FollowUp, to: Deadline) -> None:
    """Raises AuditrespError where a promise has no deadline any more, or none as late as that."""
    if isinstance(promise, Measure):
        refuse_when_ended(promise)
    else:
        refuse_when_reported(promise)
        refuse_after_the_end(promise, to)


def refuse_when_ended(measure: Measure) -> None:
    """Raises AuditrespError where a measure is done or cancelled: what has ended does not change."""
    if measure.status not in ENDED:
        return
    if measure.status is MeasureStatus.DONE:
        message = _("the measure '{id}' is done, on {day}; write a new measure for what remains")
    else:
        message = _("the measure '{id}' is cancelled; write a new measure if it is to be done after all")
    raise AuditrespError(message.format(id=measure.id, day=measure.done))


def refuse_when_reported(follow_up: FollowUp) -> None:
    """Raises AuditrespError where a report was given: later ones follow from the first deadline, which is past."""
    if not follow_up.reported:
        return
    if next_report(follow_up) is None:
        message = _("'{id}' was reported on {day}; its deadline is met")
    else:
        message = _("'{id}' was reported on {day}, and the reports to come follow from its first deadline; write a new follow-up instead")
    raise AuditrespError(message.format(id=follow_up.id, day=follow_up.reported[-1].date))


def refuse_after_the_end(follow_up: FollowUp, to: Deadline) -> None:
    """Raises AuditrespError where a follow-up would end before its first report."""
    if follow_up.until and follow_up.until.day < to.day:
        message = _("'{id}' is repeated until {until}; its first report cannot be due after that")
        raise AuditrespError(message.format(id=follow_up.id, until=follow_up.until))


def given(text: str, otherwise: str) -> Text:
    """A text that says something. Raises AuditrespError with `otherwise` where it is empty."""
    if not text.strip():
        raise AuditrespError(otherwise)
    return Text.read(text)
