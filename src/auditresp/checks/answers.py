"""Every board answers what it was asked, once, and nothing else."""

from collections.abc import Iterable, Iterator

from auditresp.language import _
from auditresp.model.audits import Audit, Item
from auditresp.model.register import Register, response_file
from auditresp.model.responses import Response, Stance
from auditresp.model.standing import ResponseState, is_answered, state_of
from auditresp.model.values import BoardKey
from auditresp.problems import Level, Problem


def answers_what_was_asked(register: Register) -> Iterator[Problem]:
    """Each board that must answer a recommendation or finding does, at the latest when its response is decided."""
    for audit in register.audits:
        responses = register.responses_to(audit)
        for item in audit.items:
            silent = [board for board in dict.fromkeys(audit.answered_by(item)) if board in register.settings.boards]
            for response in responses:
                if answers(register, response, item):
                    silent = [board for board in silent if board not in response.boards]
            yield from unanswered(register, item, silent, responses)


def answers(register: Register, response: Response, item: Item) -> bool:
    """Whether a response answers an item, be it with a stance or a text that could not be read."""
    reply = response.replies.get(item.id)
    return is_answered(reply) or (reply is not None and not (register.lacks(reply, "stance") and register.lacks(reply, "text")))


def unanswered(register: Register, item: Item, silent: list[BoardKey], responses: list[Response]) -> Iterator[Problem]:
    """That boards leave an item unanswered: in the response where they should answer, else at the item itself."""
    for response in responses:
        if set(silent) & set(response.boards):
            silent = [board for board in silent if board not in response.boards]
            yield unanswered_in(register, item, response)
    if silent and not register.unread:  # the answer may stand in a file that could not be read
        message = _("no response from {boards} answers {item}; `auditresp new response` writes one to fill in")
        message = message.format(boards=", ".join(silent), item=item.id)
        yield register.problem(item, code="unanswered", message=message, level=Level.WARNING)


def unanswered_in(register: Register, item: Item, response: Response) -> Problem:
    """That a response leaves an item unanswered."""
    if state_of(response) is ResponseState.DRAFT:
        level, message = Level.WARNING, _("{item} is not answered yet; write a stance, a text or a measure under '{item}:' here")
    else:
        level, message = Level.ERROR, _("{item} is not answered, and the response is decided; write under '{item}:' here what was decided")
    path = ("replies", item.id) if item.id in response.replies else ("replies",)
    return register.problem(response, *path, code="unanswered", message=message.format(item=item.id), level=level, key=True)


def answers_once(register: Register) -> Iterator[Problem]:
    """A board answers a recommendation or finding in one response."""
    for audit in register.audits:
        answered: dict[tuple[str, BoardKey], Response] = {}
        for response in register.responses_to(audit):
            for item in audit.items:
                if not is_answered(response.replies.get(item.id)):
                    continue
                for board in dict.fromkeys(response.boards):
                    first = answered.setdefault((item.id, board), response)
                    if first is not response:
                        message = _("{board} answers {item} already in {file}; keep one of the answers")
                        message = message.format(board=board, item=item.id, file=response_file(first.id))
                        yield register.problem(response, "replies", item.id, code="answered-twice", message=message, key=True)


def answers_when_asked(register: Register) -> Iterator[Problem]:
    """Only a board that was asked answers."""
    for audit in register.audits:
        asked = dict.fromkeys([*audit.boards, *(board for item in audit.items for board in item.boards)])
        for response in register.responses_to(audit):
            for index, board in enumerate(response.boards):
                if board in register.settings.boards and board not in asked:
                    message = not_asked([board], audit.id, asked)
                    yield register.problem(response, "boards", index, code="not-asked", message=message)
            if asked.keys() & set(response.boards):
                yield from replies_when_asked(register, audit, response)


def replies_when_asked(register: Register, audit: Audit, response: Response) -> Iterator[Problem]:
    """Replies, and boards' own parts of them, that nobody asked for."""
    for item in audit.items:
        reply, asked = response.replies.get(item.id), audit.answered_by(item)
        if reply is None:
            continue
        if not set(asked) & set(response.boards):
            message = not_asked(response.boards, item.id, asked)
            yield register.problem(response, "replies", item.id, code="not-asked", message=message, key=True)
            continue
        for board in reply.by_board:
            if board in response.boards and board not in asked:
                message = not_asked([board], item.id, asked)
                yield register.problem(reply, "by_board", board, code="not-asked", message=message, key=True)


def not_asked(boards: Iterable[str], what: str, asked: Iterable[str]) -> str:
    """That boards answer what others were asked."""
    message = _("{boards} was not asked to answer {what}; asked: {asked}")
    return message.format(boards=", ".join(boards), what=what, asked=", ".join(asked))


def speaks_for_its_boards(register: Register) -> Iterator[Problem]:
    """A board with a part of its own in a reply is one of those that respond."""
    for response in register.responses.values():
        for reply in response.replies.values():
            for board in reply.by_board:
                if board in register.settings.boards and board not in response.boards:
                    message = _("'{board}' is none of the boards that respond ({boards}); add it to them, or take it away here")
                    message = message.format(board=board, boards=", ".join(response.boards))
                    yield register.problem(reply, "by_board", board, code="not-a-responding-board", message=message, key=True)


def explains_doubts(register: Register) -> Iterator[Problem]:
    """A board that does not agree, or agrees partly, says why."""
    for response in register.responses.values():
        for reply in response.replies.values():
            if reply.stance in (Stance.PARTLY, Stance.DISAGREE) and register.lacks(reply, "text") and not reply.by_board:
                message = _("the stance is '{stance}', and nothing says why; write it as text: beside the stance")
                yield register.problem(reply, "stance", code="stance-without-text", message=message.format(stance=reply.stance))
