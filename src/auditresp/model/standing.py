"""Where a response and a recommendation stand: computed from what the files say, never stored."""

from enum import StrEnum

from auditresp.model.audits import Item, VerdictValue
from auditresp.model.responses import MeasureStatus, Reply, Response


class ResponseState(StrEnum):
    """Draft until every board has decided; then decided until it is sent."""

    DRAFT = "draft"
    DECIDED = "decided"
    SENT = "sent"


class ItemStatus(StrEnum):
    """How far the answer to a recommendation or finding has come."""

    UNANSWERED = "unanswered"
    ANSWERED = "answered"
    IN_PROGRESS = "in_progress"
    IMPLEMENTED = "implemented"


ENDED = {MeasureStatus.DONE, MeasureStatus.CANCELLED}


def state_of(response: Response) -> ResponseState:
    """Draft, decided or sent."""
    if response.sent:
        return ResponseState.SENT
    decided = {decision.board for decision in response.decisions}
    return ResponseState.DECIDED if decided >= set(response.boards) else ResponseState.DRAFT


def is_answered(reply: Reply | None) -> bool:
    """Whether a reply says anything: a stance, a text or a measure."""
    return reply is not None and bool(reply.stance or reply.text or reply.by_board or reply.measures)


def status_of(reply: Reply | None) -> ItemStatus:
    """Unanswered, answered, in progress, or implemented when every measure has ended."""
    if reply is None or not is_answered(reply):
        return ItemStatus.UNANSWERED
    statuses = {measure.status for measure in reply.measures}
    if not statuses:
        return ItemStatus.ANSWERED
    if statuses <= ENDED:
        return ItemStatus.IMPLEMENTED
    return ItemStatus.ANSWERED if statuses == {MeasureStatus.PLANNED} else ItemStatus.IN_PROGRESS


def verdict_of(item: Item) -> VerdictValue | None:
    """The auditors' latest verdict."""
    return max(item.verdicts, key=lambda verdict: verdict.date).value if item.verdicts else None
