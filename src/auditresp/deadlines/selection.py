"""Those of the deadlines that somebody asks for."""

from collections.abc import Collection, Iterable
from datetime import date

from auditresp.deadlines.due import Due
from auditresp.model.register import Register, measures
from auditresp.model.settings import Settings
from auditresp.model.values import BoardKey


def selected(
    deadlines: Iterable[Due],
    *,
    first: date | None = None,
    last: date | None = None,
    boards: Collection[str] = (),
    owners: Collection[str] = (),
) -> list[Due]:
    """The deadlines between two days, of any of the boards and of any of the owners; without these, all."""
    wanted = {owner.casefold() for owner in owners}
    return [
        due
        for due in deadlines
        if (first is None or first <= due.due.day)
        and (last is None or due.due.day <= last)
        and (not boards or set(boards) & set(due.boards))
        and (not wanted or wanted & responsible(due))
    ]


def responsible(due: Due) -> set[str]:
    """Every name that the one responsible goes by: as in the file and as shown; the boards where nobody is named."""
    names = {due.owner, due.who} if due.owner else {*due.boards, due.who}
    return {name.casefold() for name in names if name}


def unreachable(deadlines: Collection[Due], settings: Settings) -> list[Due]:
    """What nobody can be reminded of, since neither the owner nor a board has an e-mail address."""
    nobody = {asked for asked in {(due.owner, due.boards) for due in deadlines} if not settings.addresses(*asked)}
    return [due for due in deadlines if (due.owner, due.boards) in nobody] if nobody else []


def known_owners(register: Register) -> set[str]:
    """Everybody who may be responsible for something: contacts, boards, and whomever the responses name."""
    settings = register.settings
    keys: set[str] = {*settings.contacts, *settings.boards}
    for response in register.responses.values():
        keys |= {measure.owner for measure in measures(response) if measure.owner}
        keys |= {follow_up.reporter for follow_up in response.follow_ups if follow_up.reporter}
    return keys | {settings.called(key) for key in keys}


def board_named(register: Register, name: str) -> BoardKey | None:
    """The board of that key or name."""
    called = {board.name.casefold(): key for key, board in register.settings.boards.items()}
    key = BoardKey(name)
    return key if key in register.settings.boards else called.get(name.casefold())
