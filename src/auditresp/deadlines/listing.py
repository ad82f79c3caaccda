"""Everything that falls due because of a register, in order."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from auditresp.deadlines.due import Due, DueId, DueKind
from auditresp.deadlines.meetings import meetings_for
from auditresp.deadlines.repetition import reports
from auditresp.model.audits import Audit, VerdictValue
from auditresp.model.dates import Deadline
from auditresp.model.records import no_rings
from auditresp.model.register import Register
from auditresp.model.responses import Response
from auditresp.model.standing import ENDED, verdict_of
from auditresp.model.values import BoardKey, Who

OPEN = {None, VerdictValue.OPEN, VerdictValue.PARTLY_ADDRESSED}
"""The verdicts after which the auditors still wait for something."""


class Wish(NamedTuple):
    """What is asked for, so that nothing is made of the rest."""

    met: bool = False
    """Also what is met."""
    through: date | None = None
    """Until when the reports after the next one are wanted too."""
    by: date = date.max
    """The last day of interest."""

    def covers(self, deadline: Deadline, *, met: bool) -> bool:
        """Whether a deadline is asked for."""
        return (self.met or not met) and deadline.day <= self.by


def deadlines_of(register: Register, *, met: bool = False, through: date | None = None) -> list[Due]:
    """What falls due, the earliest first; with `met` also what is sent, ended or reported already.

    Of a follow-up that repeats, the next report; with `through`, also those that are due up to that day.
    """
    return sorted(all_due(register, Wish(met, through)), key=order)


def due_by(register: Register, day: date) -> list[Due]:
    """What falls due until a day and is not met, in the order of the files."""
    return all_due(register, Wish(by=day))


@no_rings()
def all_due(register: Register, wish: Wish) -> list[Due]:
    """Everything that is asked for, in the order of the files."""
    found = [due for audit in register.audits for due in replies_to(register, audit, wish)]
    for _, response in sorted(register.responses.items()):
        found += measures_in(register, response, wish)
        found += follow_ups_in(register, response, wish)
    return found


def order(due: Due) -> tuple[date, str, str, str, str, int]:
    """By deadline, then by id, in values that compare quickly."""
    return due.due.day, due.due.written, due.id.kind, due.id.file, due.id.part, due.id.number


def soon(register: Register) -> int:
    """How many days before a deadline it is due soon: when the first reminder is given."""
    return max(register.settings.reminders.days_before, default=0)


def replies_to(register: Register, audit: Audit, wish: Wish) -> Iterator[Due]:
    """The replies to an audit: one for each board, since each has meetings of its own, also where they answer together."""
    if audit.reply_due is None:
        return
    responses = register.responses_to(audit)
    for key in dict.fromkeys([*audit.boards, *(board for response in responses for board in response.boards)]):
        own = [response for response in responses if key in response.boards]
        if not own and not awaits_replies(audit):
            continue
        unsent = [response for response in own if response.sent is None]
        met = bool(own) and not unsent
        if not wish.covers(audit.reply_due, met=met):
            continue
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
            met=met,
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


def measures_in(register: Register, response: Response, wish: Wish) -> Iterator[Due]:
    """The measures of a response that have a deadline."""
    audit = register.audit(response.audit)
    items = {item.id: item for item in audit.items} if audit else {}
    kind, title = DueKind.MEASURE, audit.title if audit else response.audit
    for item_id, reply in response.replies.items():
        item = items.get(item_id)
        answering = audit.answered_by(item) if audit and item else ()
        boards = tuple(board for board in response.boards if board in answering) or response.boards
        for measure in reply.measures:
            if measure.due and wish.covers(measure.due, met=measure.status in ENDED):
                yield Due(  # by their order, since keywords take twice as long
                    DueId(kind, response.id, measure.id),
                    measure.due,
                    measure.text,
                    response.audit,
                    title,
                    named(register, measure.owner, boards),
                    boards,
                    response.id,
                    measure.owner,
                    item_id,
                    bool(item and item.confidential),
                    measure.status,
                    measure.due_changes,
                    measure.status in ENDED,
                    measure.done,
                )


def follow_ups_in(register: Register, response: Response, wish: Wish) -> Iterator[Due]:
    """The reports of a response's follow-ups: those that are given, the next, and those up to `through`."""
    audit = register.audit(response.audit)
    for follow_up in response.follow_ups:
        given = len(follow_up.reported)
        for number, due in enumerate(reports(follow_up), 1):
            if number > given + 1 and (wish.through is None or due.day > wish.through):
                break
            if not wish.covers(due, met=number <= given):
                continue
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
