"""A measure's status, days and deadline agree with each other."""

from collections.abc import Iterator
from itertools import pairwise

from auditresp.deadlines import issued
from auditresp.language import _
from auditresp.model.register import Register, measures
from auditresp.model.responses import FollowUp, Measure, MeasureStatus
from auditresp.problems import Level, Problem


def done_on_a_day(register: Register) -> Iterator[Problem]:
    """A measure that is done says on which day, and one with such a day is done."""
    for measure in all_measures(register):
        if measure.status is MeasureStatus.DONE and register.lacks(measure, "done"):
            message = _("the measure is done, and nothing says when; write the day as done: 2018-06-12")
            yield register.problem(measure, "status", code="done-without-day", message=message)
        elif measure.status is not MeasureStatus.DONE and measure.done:
            message = _("the measure was done on {day}, and its status is '{status}'; write status: done, or take the day away")
            message = message.format(day=measure.done, status=measure.status)
            yield register.problem(measure, "done", code="day-without-done", message=message)


def done_because_of_the_audit(register: Register) -> Iterator[Problem]:
    """A measure is done after the audit that it answers."""
    for response in register.responses.values():
        audit = register.audit(response.audit)
        first = issued(audit) if audit else None
        for measure in measures(response):
            if first and measure.done and measure.done < first:
                message = _("the measure was done on {day}, before the audit of {issued}; correct the day, or tell of it in the reply")
                message = message.format(day=measure.done, issued=first)
                yield register.problem(measure, "done", code="done-before-audit", message=message)


def cancelled_for_a_reason(register: Register) -> Iterator[Problem]:
    """A measure that is cancelled says why."""
    for measure in all_measures(register):
        if measure.status is MeasureStatus.CANCELLED and register.lacks(measure, "reason"):
            message = _("the measure is cancelled, and nothing says why; write it as reason:")
            yield register.problem(measure, "status", code="cancelled-without-reason", message=message)


def planned_for_a_day(register: Register) -> Iterator[Problem]:
    """A measure that is planned has a deadline."""
    for measure in all_measures(register):
        if measure.status is MeasureStatus.PLANNED and register.lacks(measure, "due"):
            message = _("the measure is planned, and nothing says for when; write it as due: 2018-06, as exactly as it is known")
            yield register.problem(measure, "status", code="planned-without-due", message=message, level=Level.WARNING)


def moves_deadlines_openly(register: Register) -> Iterator[Problem]:
    """A moved deadline can be followed from the first promise to the one that counts."""
    for response in register.responses.values():
        promises: list[Measure | FollowUp] = [*measures(response), *response.follow_ups]
        for promise in promises:
            if promise.due_changes:
                yield from due_is_the_last(register, promise)
                yield from moves_follow_each_other(register, promise)


def due_is_the_last(register: Register, promise: Measure | FollowUp) -> Iterator[Problem]:
    """The deadline that counts is the one it was last moved to."""
    last = promise.due_changes[-1].to
    if promise.due != last and (promise.due or register.lacks(promise, "due")):
        message = _("the deadline was last moved to {last}; write due: {last}, or add the move that is missing to due_changes")
        message = message.format(last=last)
        yield register.problem(promise, "due", code="due-not-as-moved", message=message)


def moves_follow_each_other(register: Register, promise: Measure | FollowUp) -> Iterator[Problem]:
    """Each move begins where the one before ended, on the same day or later."""
    for earlier, change in pairwise(promise.due_changes):
        if change.from_ != earlier.to:
            message = _("this move begins at {start}, the one before ended at {end}; write from: {end}, or add the move between them")
            message = message.format(start=change.from_, end=earlier.to)
            yield register.problem(change, "from", code="broken-due-changes", message=message)
        if change.date < earlier.date:
            message = _("this move was made on {day}, the one before it on {before}; put the oldest first")
            message = message.format(day=change.date, before=earlier.date)
            yield register.problem(change, "date", code="broken-due-changes", message=message)


def all_measures(register: Register) -> Iterator[Measure]:
    """Every measure of every response."""
    for response in register.responses.values():
        yield from measures(response)
