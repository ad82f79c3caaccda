"""Meetings, decisions, sending and verdicts come in their order and in time."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from auditresp.deadlines import is_safe, last_safe_meeting
from auditresp.language import _
from auditresp.model.audits import Audit
from auditresp.model.register import Register
from auditresp.model.settings import Board
from auditresp.model.standing import ResponseState, state_of
from auditresp.problems import Level, Problem


def decided_by_its_boards(register: Register) -> Iterator[Problem]:
    """The boards that decide are those of the response, and each decides once."""
    for response in register.responses.values():
        decided = set()
        for decision in response.decisions:
            if decision.board in register.settings.boards and decision.board not in response.boards:
                message = _("'{board}' is none of the boards that respond ({boards}); add it to them, or correct it here")
                message = message.format(board=decision.board, boards=", ".join(response.boards))
                yield register.problem(decision, "board", code="not-a-responding-board", message=message)
            if decision.board in decided:
                message = _("a decision of '{board}' stands here already; keep the one that counts").format(board=decision.board)
                yield register.problem(decision, "board", code="decided-twice", message=message)
            decided.add(decision.board)


def sent_when_decided(register: Register) -> Iterator[Problem]:
    """A response is sent when every board has decided on it, not before."""
    for response in register.responses.values():
        if response.sent is None:
            continue
        decided = {decision.board for decision in response.decisions}
        if undecided := [board for board in dict.fromkeys(response.boards) if board not in decided]:
            message = _("sent without a decision of {boards}; write it under decisions:").format(boards=", ".join(undecided))
            yield register.problem(response, "sent", code="sent-without-decision", message=message, key=True)
        last = max((decision.date for decision in response.decisions), default=response.sent.date)
        if response.sent.date < last:
            message = _("the response was sent on {sent}, before the decision of {decided}; correct one of the days")
            message = message.format(sent=response.sent.date, decided=last)
            yield register.problem(response.sent, "date", code="sent-before-decision", message=message)


def replies_in_time(register: Register) -> Iterator[Problem]:
    """The reply is dated no later than the auditors want it."""
    for response in register.responses.values():
        audit = register.audit(response.audit)
        if audit and audit.reply_due and response.date and response.date > audit.reply_due.day:
            message = _("the reply is dated {date}, and was due {due}; correct the date, or agree with the auditors on a later reply_due")
            message = message.format(date=response.date, due=audit.reply_due)
            yield register.problem(response, "date", code="reply-after-due", message=message, level=Level.WARNING)


def meets_in_time(register: Register) -> Iterator[Problem]:
    """The meeting that decides is early enough for its minutes to be approved when the reply is due."""
    for response in register.responses.values():
        audit = register.audit(response.audit)
        if audit is None or state_of(response) is ResponseState.SENT:
            continue
        decisions = {decision.board: decision for decision in response.decisions}
        for index, key in enumerate(response.boards):
            board, decision = register.settings.boards.get(key), decisions.get(key)
            meeting = decision.date if decision else response.meeting
            if board and (message := too_late(board, audit, meeting)):
                if decision:
                    place = register.place(decision, "date")
                else:
                    place = register.place(response, "meeting") if meeting else register.place(response, "boards", index)
                yield Problem(place, code="meeting-too-late", message=message, level=Level.WARNING)


def too_late(board: Board, audit: Audit, meeting: date | None) -> str | None:
    """That a board's meeting is too late, and which would not be; None where it is early enough or nothing is known."""
    due, safe = audit.reply_due, last_safe_meeting(board, audit)
    if due is None or (is_safe(board, meeting, due) if meeting else safe or not board.meetings):
        return None
    if safe:
        message = _("{board} approves its minutes in {days} days, and the reply is due {due}; the last safe meeting is {safe}")
    else:
        message = _(
            "{board} approves its minutes in {days} days, and the reply is due {due}; "
            "no meeting is early enough, so decide on immediate approval (omedelbar justering)"
        )
    return message.format(board=board.name, days=board.approval_days, due=due, safe=safe)


def verdicts_in_order(register: Register) -> Iterator[Problem]:
    """The auditors' verdicts stand in the order they were given; a new one is added last."""
    for audit in register.audits:
        for item in audit.items:
            for earlier, verdict in pairwise(item.verdicts):
                if verdict.date < earlier.date:
                    message = _("this verdict is of {day}, the one before it of {before}; put the oldest first")
                    message = message.format(day=verdict.date, before=earlier.date)
                    yield register.problem(verdict, "date", code="verdicts-out-of-order", message=message)
