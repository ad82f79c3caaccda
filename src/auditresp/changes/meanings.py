"""Changes that are one to the reader although several fields differ: a deadline moved for a reason, a measure done on a day."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from auditresp.changes.values import Change, Kind
from auditresp.changes.where import Where
from auditresp.model.dates import Deadline
from auditresp.model.records import Record
from auditresp.model.responses import DueChange, FollowUp, Measure, MeasureStatus, Response

Meanings = Mapping[str, list[Change]]
"""What to say of fields instead of comparing them each on its own: the changes by the field they stand at."""


def meanings(old: Record, new: Record, where: Where) -> Meanings:
    """What has a meaning of its own in a record of this kind."""
    match old, new:
        case Measure(), Measure():
            return {**rescheduled(old, new, where), **put_into_status(old, new, where)}
        case FollowUp(), FollowUp():
            return rescheduled(old, new, where)
        case Response(), Response():
            return sent_again(old, new, where)
        case _:
            return {}


def rescheduled(old: Measure | FollowUp, new: Measure | FollowUp, where: Where) -> Meanings:
    """A deadline that was moved, with the reasons given for each move; nothing where it was moved without."""
    moves = new.due_changes[len(old.due_changes) :]
    openly = bool(moves) and new.due_changes[: len(old.due_changes)] == old.due_changes and lead(old.due, moves, new.due)
    if not openly:
        return {}
    at = where.at("due")
    return {"due": [at.change(Kind.RESCHEDULED, move.from_, move.to, move) for move in moves], "due_changes": []}


def lead(start: Deadline | None, moves: tuple[DueChange, ...], end: Deadline | None) -> bool:
    """Whether moves lead from one deadline to the other without a gap."""
    return moves[0].from_ == start and moves[-1].to == end and all(before.to == after.from_ for before, after in pairwise(moves))


def put_into_status(old: Measure, new: Measure, where: Where) -> Meanings:
    """A measure's new status, with the day it was done or the reason it was cancelled."""
    if old.status is new.status:
        return {}
    given: object = None
    along = dict(left(old, new))
    if new.status is MeasureStatus.DONE and new.done != old.done:
        given, along["done"] = new.done, []
    elif new.status is MeasureStatus.CANCELLED and new.reason != old.reason:
        given, along["reason"] = new.reason, []
    return {"status": [where.at("status").change(Kind.CHANGED, old.status, new.status, given)], **along}


def left(old: Measure, new: Measure) -> Iterator[tuple[str, list[Change]]]:
    """What goes without saying when a measure is no longer done or cancelled: that its day or reason went."""
    if old.status is MeasureStatus.DONE and new.done is None:
        yield "done", []
    if old.status is MeasureStatus.CANCELLED and new.reason is None:
        yield "reason", []


def sent_again(old: Response, new: Response, where: Where) -> Meanings:
    """A response of which a further version was sent: one change, not a new day and a new number."""
    if old.sent is None or new.sent is None or old.sent == new.sent:
        return {}
    return {"sent": [where.at("sent").change(Kind.CHANGED, old.sent, new.sent)]}
