"""Everything that falls due because of a register, in order."""

from collections.abc import Iterable, Iterator
from datetime import date

from auditresp.deadlines.due import Due, DueId, DueKind
from auditresp.deadlines.meetings import meetings_for
from auditresp.deadlines.repetition import reports
from auditresp.model.audits import Audit, VerdictValue
from auditresp.model.register import Register
from auditresp.model.responses import Response
from auditresp.model.standing import ENDED, verdict_of
from auditresp.model.values import BoardKey, Who

OPEN = {None, VerdictValue.OPEN, VerdictValue.PARTLY_ADDRESSED}
"""The verdicts after which the auditors still wait for something."""


def deadlines_of(register: Register, *, met: bool = False, through: date | None = None) -> list[Due]:
    """What falls due, the earliest first; with `met` also what is sent, ended or reported already.

    Of a follow-up that repeats, the next report; with `through`, also those that are due up to that day.
    """
    found = [due for audit in register.audits for due in replies_to(register, audit)]
    for _, response in sorted(register.responses.items()):
        found += measures_in(register, response)
        found += follow_ups_in(register, response, through)
    return sorted((due for due in found if met or not due.met), key=order)


def order(due: Due) -> tuple[date, str, str, str, str, int]:
    """By deadline, then by id, in values that compare quickly."""
    return due.due.day, due.due.written, due.id.kind, due.id.file, due.id.part, due.id.number


def soon(register: Register) -> int:
    """How many days before a deadline it is due soon: when the first reminder is given."""
    return max(register.settings.reminders.days_before, default=0)


def replies_to(register: Register, audit: Audit) -> Iterator[Due]:
    """The replies to an audit: one for each board, since each has meetings of its own, also where they answer together."""
    if audit.reply_due is None:
        return
    responses = register.responses_to(audit)
    for key in dict.fromkeys([*audit.boards, *(board for response in responses for board in response.boards)]):
        own = [response for response in responses if key in response.boards]
        if not own and not awaits_replies(audit):
            continue
        unsent = [response for response in own if response.sent is None]
        board, decided = register.settings.boards.get(key), is_decided(own, key)
        yield Due(
            DueId(DueKind.REPLY, audit.id, key),
            audit.reply_due,
            audit.title,
            audit=audit.id,
            title=audit.title,
            who=register.settings.called(key),
            boards=(key,),
            response=(unsent or own)[0].id if own else None,
            met=bool(own) and not unsent,
            met_on=max((response.sent.date for response in own if response.sent), default=None) if not unsent else None,
            meetings=meetings_for(board, audit) if board and not decided else None,
            decided=decided,
        )


def awaits_replies(audit: Audit) -> bool:
    """Whether the auditors still wait for something: of an old audit they may have closed every item without a response being here."""
    return not audit.items or any(verdict_of(item) in OPEN for item in audit.items)


def is_decided(responses: list[Response], board: BoardKey) -> bool:
    """Whether a board has decided each of its responses to an audit."""
    return bool(responses) and all(board in {decision.board for decision in response.decisions} for response in responses)


def measures_in(register: Register, response: Response) -> Iterator[Due]:
    """The measures of a response that have a deadline."""
    audit = register.audit(response.audit)
    items = {item.id: item for item in audit.items} if audit else {}
    for item_id, reply in response.replies.items():
        item = items.get(item_id)
        asked = audit.answered_by(item) if audit and item else ()
        boards = tuple(board for board in response.boards if board in asked) or response.boards
        for measure in reply.measures:
            if measure.due:
                yield Due(
                    DueId(DueKind.MEASURE, response.id, measure.id),
                    measure.due,
                    measure.text,
                    audit=response.audit,
                    title=audit.title if audit else response.audit,
                    who=named(register, measure.owner, boards),
                    boards=boards,
                    response=response.id,
                    owner=measure.owner,
                    item=item_id,
                    confidential=bool(item and item.confidential),
                    status=measure.status,
                    moves=measure.due_changes,
                    met=measure.status in ENDED,
                    met_on=measure.done,
                )


def follow_ups_in(register: Register, response: Response, through: date | None) -> Iterator[Due]:
    """The reports of a response's follow-ups: those that are given, the next, and those up to `through`."""
    audit = register.audit(response.audit)
    for follow_up in response.follow_ups:
        given = len(follow_up.reported)
        for number, due in enumerate(reports(follow_up), 1):
            if number > given + 1 and (through is None or due.day > through):
                break
            yield Due(
                DueId(DueKind.FOLLOW_UP, response.id, follow_up.id, number),
                due,
                follow_up.text,
                audit=response.audit,
                title=audit.title if audit else response.audit,
                who=named(register, follow_up.reporter, response.boards),
                boards=response.boards,
                response=response.id,
                owner=follow_up.reporter,
                moves=follow_up.due_changes if number == 1 else (),
                met=number <= given,
                met_on=follow_up.reported[number - 1].date if number <= given else None,
                receiver=follow_up.receiver,
                document=follow_up.document,
            )


def named(register: Register, who: Who | None, boards: Iterable[BoardKey]) -> str:
    """Who is responsible in words: the one the file names, else the boards."""
    called = register.settings.called
    return called(who) if who else ", ".join(map(called, boards))
