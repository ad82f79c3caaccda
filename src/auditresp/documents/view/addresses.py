"""Whom a key of auditresp.yaml names, and records as documents see them."""

from collections.abc import Iterable
from functools import cache, cached_property
from typing import TypeVar

from auditresp.documents.view import fields
from auditresp.model.records import Record
from auditresp.model.settings import Settings
from auditresp.model.values import BoardKey, ContactKey, Id, Line, Who
from auditresp.value import Value

Seen = TypeVar("Seen", bound=Record)


def seen_as(kind: type[Seen], record: Record, **seen: object) -> Seen:
    """The record as a document sees it: its own values, except those given, which are seen otherwise or computed."""
    own = vars(record)
    strange = unknown_to(kind, type(record))
    return kind.unchecked(**({name: own[name] for name in own if name not in strange} if strange else own) | seen)


@cache
def unknown_to(kind: type[Record], other: type[Record]) -> frozenset[str]:
    """The fields that only the other kind has."""
    return frozenset(other.fields.keys() - kind.fields.keys())


class AddressBook(Value):
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
        if who not in self._found:
            self._found[who] = self._actor(who)
        return self._found[who]

    @cached_property
    def _found(self) -> dict[str, fields.Actor]:
        """Whom it was asked for already: of a document's measures, a few do most."""
        return {}

    def _actor(self, who: str) -> fields.Actor:
        named = self.settings.contacts.get(ContactKey(who)) or self.settings.boards.get(BoardKey(who))
        if named is None:
            return fields.Actor(name=Line(who))
        return seen_as(fields.Actor, named, key=Id(who))

    def actor_if_any(self, who: Who | None) -> fields.Actor | None:
        """The same, where a file need not say who."""
        return None if who is None else self.actor(who)
