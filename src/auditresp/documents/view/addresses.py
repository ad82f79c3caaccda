"""Whom a key of auditresp.yaml names, and records as documents see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from auditresp.documents.view import fields
from auditresp.model.records import Record
from auditresp.model.settings import Settings
from auditresp.model.values import BoardKey, ContactKey, Id, Line, Who

Seen = TypeVar("Seen", bound=Record)


def seen_as(kind: type[Seen], record: Record, **seen: object) -> Seen:
    """The record as a document sees it: its own values, except those given, which are seen otherwise or computed."""
    own = vars(record)
    return kind.unchecked(**{name: own[name] for name in shared(type(record), kind) if name in own} | seen)


@cache
def shared(one: type[Record], other: type[Record]) -> tuple[str, ...]:
    """The fields that both kinds have."""
    return tuple(name for name in one.fields if name in other.fields)


@dataclass(frozen=True)
class AddressBook:
    """Finds whom a key of auditresp.yaml names."""

    settings: Settings

    def board(self, key: BoardKey) -> fields.Board:
        """The board of that key. One that does not exist is a problem elsewhere; a draft shows that it is missing."""
        if board := self.settings.boards.get(key):
            return seen_as(fields.Board, board, key=key)
        return fields.Board(key=key, name=Line(f"⟦nämnd saknas: {key}⟧"))

    def boards(self, keys: Iterable[BoardKey]) -> tuple[fields.Board, ...]:
        """The boards of those keys."""
        return tuple(self.board(key) for key in keys)

    def actor(self, who: str) -> fields.Actor:
        """The contact or board of that key, else somebody with that name."""
        named = self.settings.contacts.get(ContactKey(who)) or self.settings.boards.get(BoardKey(who))
        if named is None:
            return fields.Actor(name=Line(who))
        return seen_as(fields.Actor, named, key=Id(who))

    def actor_if_any(self, who: Who | None) -> fields.Actor | None:
        """The same, where a file need not say who."""
        return None if who is None else self.actor(who)
