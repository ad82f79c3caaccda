"""Whom a key of auditresp.yaml names, and records as documents see them."""

from functools import cache
from typing import TypeVar

from auditresp.documents.view import fields
from auditresp.model.records import Record
from auditresp.model.settings import Settings
from auditresp.model.values import BoardKey, ContactKey, Id, Line, Who

Seen = TypeVar("Seen", bound=Record)


def extended(kind: type[Seen], record: Record, **more: object) -> Seen:
    """The record as one of a kind that has these fields besides, and all of the record's. It is `seen_as`, said quicker."""
    return kind.of({**vars(record), **more})


def seen_as(kind: type[Seen], record: Record, **seen: object) -> Seen:
    """The record as a document sees it: its own values, except those given, which are seen otherwise or computed."""
    new, strange = differences(kind, type(record))
    values = {**new, **vars(record), **seen}
    for name in strange:
        values.pop(name, None)
    return kind.of(values)


@cache
def differences(kind: type[Record], other: type[Record]) -> tuple[dict[str, object], frozenset[str]]:
    """The fields that only the one kind has, with what stands in them when nothing is said; and those that only the other has."""
    new = {name: value for name, value in kind.defaults.items() if name not in other.fields}
    return new, frozenset(other.fields.keys() - kind.fields.keys())


class AddressBook:
    """Finds whom a key of auditresp.yaml names, each once for a document: of its measures, a few do most."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._actors: dict[str, fields.Actor] = {}
        self._boards: dict[BoardKey, fields.Board] = {}
        self._several: dict[tuple[BoardKey, ...], tuple[fields.Board, ...]] = {}

    def board(self, key: BoardKey) -> fields.Board:
        """The board of that key. One that does not exist is a problem elsewhere; a draft shows that it is missing."""
        if key not in self._boards:
            self._boards[key] = self._board(key)
        return self._boards[key]

    def _board(self, key: BoardKey) -> fields.Board:
        if board := self.settings.boards.get(key):
            return seen_as(fields.Board, board, key=key)
        return fields.Board(key=key, name=Line(f"⟦nämnd saknas: {key}⟧"))

    def boards(self, keys: tuple[BoardKey, ...]) -> tuple[fields.Board, ...]:
        """The boards of those keys."""
        if keys not in self._several:
            self._several[keys] = tuple(map(self.board, keys))
        return self._several[keys]

    def actor(self, who: str) -> fields.Actor:
        """The contact or board of that key, else somebody with that name."""
        if who not in self._actors:
            self._actors[who] = self._actor(who)
        return self._actors[who]

    def _actor(self, who: str) -> fields.Actor:
        named = self.settings.contacts.get(ContactKey(who)) or self.settings.boards.get(BoardKey(who))
        if named is None:
            return fields.Actor(name=Line(who))
        return seen_as(fields.Actor, named, key=Id(who))

    def actor_if_any(self, who: Who | None) -> fields.Actor | None:
        """The same, where a file need not say who."""
        return None if who is None else self.actor(who)
