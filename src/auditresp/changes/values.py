"""A change: one thing that differs between two versions of the register."""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from auditresp.model.audits import Audit, Item
from auditresp.model.records import Record
from auditresp.model.responses import Response
from auditresp.model.values import AuditId, Id, ItemId
from auditresp.problems import Path


class Kind(StrEnum):
    """In which way something differs."""

    ADDED = "added"
    """An entry of a list or mapping, an audit or a whole response is new; `new` is all of it."""
    REMOVED = "removed"
    """It is there no more; `old` is all of it."""
    SET = "set"
    """A field that had no value has one."""
    CLEARED = "cleared"
    """A field has no value any more."""
    CHANGED = "changed"
    """A field has another value."""
    REWORDED = "reworded"
    """A running text says it in other words."""
    MOVED = "moved"
    """An entry stands elsewhere in its list; `old` and `new` are its places, which count from 0."""
    RESCHEDULED = "rescheduled"
    """A deadline was moved openly; `given` is the DueChange that says why."""
    RENAMED = "renamed"
    """A response has another id, which is its file's name."""


class Around(NamedTuple):
    """A record that a change lies in, and the field of the record around it through which it is reached."""

    field: str
    record: Record


@dataclass(frozen=True)
class Change:
    """One thing that differs. Two changes are equal when they say the same of the same place."""

    kind: Kind
    file: str
    """The file it stands in, as a path in the workspace; the old one where the file is gone."""
    path: Path
    """The way to it in the file. An entry stands under its id; where it has none, under its place now or, if it went, its place then."""
    field: str
    """The field it concerns, as the files name it; of an entry, the list or mapping it is in."""
    old: object = None
    new: object = None
    given: object = None
    """What came with it and belongs to it: why a deadline was moved, the day a measure was done, the reason it was cancelled."""
    around: tuple[Around, ...] = dataclasses.field(default=(), compare=False, repr=False)
    """The records it lies in, the file's own first, as they are now or, of what went, were; an entry that moved is the last."""

    @property
    def response(self) -> Id | None:
        """The response it concerns."""
        return next((record.id for record in self._records if isinstance(record, Response)), None)

    @property
    def audit(self) -> AuditId | None:
        """The audit it concerns, or that the response it concerns answers."""
        for record in self._records:
            if isinstance(record, Audit):
                return record.id
            if isinstance(record, Response):
                return record.audit
        return None

    @property
    def item(self) -> ItemId | None:
        """The recommendation or finding it concerns, or whose reply it concerns."""
        if self.response and self.path[:1] == ("replies",) and len(self.path) > 1:
            return ItemId(self.path[1])
        return next((record.id for record in self._records if isinstance(record, Item)), None)

    @property
    def _records(self) -> tuple[object, ...]:
        return (*(record for _field, record in self.around), self.new, self.old)
