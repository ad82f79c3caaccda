"""The written values of a record, for the rules that go by what kind of value it is."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

from auditresp.model.kinds import bare, inside, is_list, is_mapping, is_record
from auditresp.model.records import Record
from auditresp.model.register import Register
from auditresp.model.values import Written
from auditresp.problems import Path

Kinds = tuple[type[Written], ...]


class Occurrence(NamedTuple):
    """A written value (or, with `key`, a mapping's key), the record that has it, and the way there from the record."""

    written: Written
    record: Record
    path: Path
    key: bool = False


def roots(register: Register) -> Iterator[Record]:
    """The settings, the audits and the responses: the records that hold all others."""
    yield register.settings
    yield from register.audits
    yield from register.responses.values()


def values(record: Record, kinds: Kinds, remarkable: Callable[[Any], object]) -> list[Occurrence]:
    """The values of these kinds that are remarkable, in a record and in the records it holds.

    What holds no such value by its kind is not looked into: in most files nothing is remarkable, and the rules should see that at once.
    """
    search = _Search(kinds, remarkable)
    search.record(record)
    return search.found


def written(record: Record, kinds: Kinds) -> list[str]:
    """All values of these kinds, for a rule that asks first whether any of them is worth a look."""
    found: list[str] = []
    values(record, kinds, found.append)  # to which none is remarkable: the search goes through all of them
    return found


class _Search:
    """Collects values; a list that grows is quicker here than generators in generators."""

    def __init__(self, kinds: Kinds, remarkable: Callable[[Any], object]) -> None:
        self.kinds = kinds
        self.remarkable = remarkable
        self.trails = trails_to(kinds)
        self.found: list[Occurrence] = []

    def record(self, record: Record) -> None:
        """Look at the fields of a record that can lead somewhere."""
        said = vars(record)
        for field, name, is_value, is_records in self.trails[type(record)]:
            if value := said[field]:
                if is_records:
                    for each in value:
                        self.record(each)
                elif not is_value:
                    self.inside(value, record, (name,))
                elif self.remarkable(value):
                    self.found.append(Occurrence(value, record, (name,)))

    def inside(self, value: Any, record: Record, path: Path) -> None:
        """Look at what lies at a path in a record."""
        if isinstance(value, Record):
            self.record(value)
        elif isinstance(value, tuple):
            for index, entry in enumerate(value):
                self.inside(entry, record, (*path, index))
        elif isinstance(value, Written):
            self.look(value, record, path)
        else:
            for name, entry in value.items():
                self.look(name, record, (*path, name), key=True)
                self.inside(entry, record, (*path, name))

    def look(self, value: Any, record: Record, path: Path, *, key: bool = False) -> None:
        """Remember a value that is asked for."""
        if isinstance(value, self.kinds) and self.remarkable(value):
            self.found.append(Occurrence(value, record, path, key))


class Trail(NamedTuple):
    """A field that leads to a value: the attribute, the name it is written with, whether it is the value itself or a list of records."""

    field: str
    name: str
    is_value: bool
    is_records: bool


class Trails(dict[type[Record], tuple[Trail, ...]]):
    """The fields that lead to values of some kinds, for each kind of record that was asked for."""

    def __init__(self, kinds: Kinds) -> None:
        super().__init__()
        self.kinds = kinds

    def __missing__(self, record: type[Record]) -> tuple[Trail, ...]:
        fields = ((name, info.alias or name, bare(info.annotation)) for name, info in record.fields.items())
        self[record] = tuple(Trail(field, name, self.is_one(kind), of_records(kind)) for field, name, kind in fields if self.lead(kind))
        return self[record]

    def is_one(self, kind: Any) -> bool:
        """Whether values of a kind are among those asked for."""
        return isinstance(kind, type) and issubclass(kind, self.kinds)

    def lead(self, kind: Any) -> bool:
        """Whether they are, or can hold some."""
        if is_record(kind):
            return bool(self[kind])
        keys = is_mapping(kind) and self.is_one(get_args(kind)[0])
        within = inside(kind, 0)
        return self.is_one(kind) or keys or (within is not None and self.lead(within))


def of_records(kind: Any) -> bool:
    """Whether values of a kind are lists of records."""
    return is_list(kind) and is_record(inside(kind, 0))


trails_to = cache(Trails)
