"""Every written value of a record, for the rules that go by what kind of value it is."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from auditresp.model.records import Record
from auditresp.model.register import Register
from auditresp.model.values import Written
from auditresp.problems import Path


class Value(NamedTuple):
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


def values(record: Record) -> list[Value]:
    """Every written value in a record and in the records it holds."""
    found: list[Value] = []
    _gather(record, record, (), found)
    return found


def _gather(value: object, record: Record, path: Path, found: list[Value]) -> None:
    """Add the written values in the value at a path; a list that grows is quicker here than generators in generators."""
    if isinstance(value, Written):
        found.append(Value(value, record, path))
    elif isinstance(value, Record):
        for field, name in names(type(value)):
            if inner := getattr(value, field):
                _gather(inner, value, (name,), found)
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            _gather(entry, record, (*path, index), found)
    elif isinstance(value, Mapping):
        for name, entry in value.items():
            found.append(Value(name, record, (*path, name), key=True))
            _gather(entry, record, (*path, name), found)


@cache
def names(record: type[Record]) -> tuple[tuple[str, str], ...]:
    """A record's fields: the attribute, and the name it is written with."""
    return tuple((field, info.alias or field) for field, info in record.fields.items())
