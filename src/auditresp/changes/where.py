"""Where a comparison of two registers has come to."""

from dataclasses import dataclass, replace

from auditresp.changes.values import Around, Change, Kind
from auditresp.model.records import Record
from auditresp.problems import Path


@dataclass(frozen=True)
class Where:
    """A place in both versions: the file, the way there, and the records on the way, each as it was and as it is."""

    file: str
    path: Path = ()
    field: str = ""
    was: tuple[Around, ...] = ()
    now: tuple[Around, ...] = ()

    def at(self, name: str) -> "Where":
        """Where a field of this record stands."""
        return replace(self, path=(*self.path, name), field=name)

    def entry(self, key: str | int) -> "Where":
        """Where an entry of this list or mapping stands."""
        return replace(self, path=(*self.path, key))

    def within(self, old: Record, new: Record) -> "Where":
        """The same place, inside a record."""
        return replace(self, was=(*self.was, Around(self.field, old)), now=(*self.now, Around(self.field, new)))

    def change(self, kind: Kind, old: object = None, new: object = None, given: object = None) -> Change:
        """A change just here."""
        around = self.was if kind in (Kind.REMOVED, Kind.CLEARED) else self.now
        return Change(kind, self.file, self.path, self.field, old, new, given, around)
