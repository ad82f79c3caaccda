"""Whom a key of auditresp.yaml names, and records as documents see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar, cast

from auditresp.documents.view import fields
from auditresp.model.settings import Settings
from auditresp.model.values import BoardKey, ContactKey, Id, Line, Record, Who

Seen = TypeVar("Seen", bound=Record)


def seen_as(kind: type[Seen], record: Record, **seen: object) -> Seen:
    """The record as a document sees it: its own values, except those given, which are seen otherwise or computed."""
    return cast(Seen, kind.model_construct(**{**vars(record), **seen}))


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
        known = {name: value for name, value in named if name in fields.Actor.model_fields}
        return fields.Actor.model_construct(key=Id(who), **known)

    def actor_if_any(self, who: Who | None) -> fields.Actor | None:
        """The same, where a file need not say who."""
        return None if who is None else self.actor(who)
