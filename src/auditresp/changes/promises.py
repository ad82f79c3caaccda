"""What was promised when a response was sent, apart from what has become of it since.

What is sent is a text. The register goes on living after that: measures are carried out, deadlines are moved openly, reports are given.
None of that changes what was said then, so none of it counts; everything else does.
"""

from typing import TypeVar

from auditresp.changes import in_response
from auditresp.changes.values import Change
from auditresp.model.responses import FollowUp, Measure, MeasureStatus, Response

P = TypeVar("P", Measure, FollowUp)


def changed_since(then: Response, now: Response) -> tuple[Change, ...]:
    """What a response says otherwise than when it was sent."""
    moves: dict[str, int] = {promise.id: len(promise.due_changes) for promise in promises(then)}
    return tuple(in_response(as_promised(then, moves), as_promised(now, moves)))


def promises(response: Response) -> list[Measure | FollowUp]:
    """The measures and follow-ups of a response."""
    return [*(measure for reply in response.replies.values() for measure in reply.measures), *response.follow_ups]


def as_promised(response: Response, moves: dict[str, int]) -> Response:
    """The response without what may change when it is sent. `moves` says how many times each deadline had been moved then."""
    replies = {
        item: reply.but(measures=tuple(measure_promised(each, moves) for each in reply.measures))
        for item, reply in response.replies.items()
    }
    follow_ups = tuple(follow_up_promised(each, moves) for each in response.follow_ups)
    return response.but(replies=replies, follow_ups=follow_ups, documents=(), sent=None)


def measure_promised(measure: Measure, moves: dict[str, int]) -> Measure:
    """What is to be done and by when; not how far it has come, and who looks after it now."""
    lived = {"status": MeasureStatus.PLANNED, "owner": None, "done": None, "reason": None, "evidence": ()}
    return as_first_due(measure, moves).but(**lived)


def follow_up_promised(follow_up: FollowUp, moves: dict[str, int]) -> FollowUp:
    """What is to be reported and by when; not what has been, by whom and on which template."""
    return as_first_due(follow_up, moves).but(reporter=None, document=None, reported=())


def as_first_due(promise: P, moves: dict[str, int]) -> P:
    """A promise with the deadline and the moves that it had when it was sent: later moves say what they began with."""
    known = moves.get(promise.id, 0)
    later = promise.due_changes[known:]
    return promise.but(due=later[0].from_ if later else promise.due, due_changes=promise.due_changes[:known])
