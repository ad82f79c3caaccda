"""From plain data to records: as much of it as stands, and what is wrong with the rest, found in one pass."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache, partial
from typing import Any, Generic, NamedTuple, TypeVar, get_args

from auditresp.model.dates import Deadline, read_day
from auditresp.model.kinds import bare, inside, is_list, is_record
from auditresp.model.records import Field, Record
from auditresp.model.values import Line, Refused, Text, Written
from auditresp.problems import Path

R = TypeVar("R", bound=Record)

LEFT_OUT: Any = object()
"""In place of a value that cannot stand."""

MISSING, UNKNOWN_KEY, OUT_OF_RANGE = "missing-key", "unknown-key", "out-of-range"
"""Codes of what is wrong with a record or a number; a value has codes of its own."""

TRUTHS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


class Flaw(NamedTuple):
    """What is wrong with the value at a path; with `at_key`, with the path's last step, which is a key of a mapping."""

    path: Path
    code: str
    """Nothing where the value simply is not what the field takes."""
    given: object = None
    message: str = ""
    at_key: bool = False


class Shaped(NamedTuple, Generic[R]):
    """What became of plain data: a record (None where nothing stands), the paths left out of it, and why."""

    record: R | None
    left_out: frozenset[Path] = frozenset()
    flaws: tuple[Flaw, ...] = ()


def shaped(kind: type[R], data: Mapping[str, Any]) -> Shaped[R]:
    """The record that the data says, without what is wrong in it, so that the rules can look at the rest."""
    reading = _Reading()
    record = reading.record(kind, data, ())
    return Shaped(None if record is LEFT_OUT else record, frozenset(reading.left_out), tuple(reading.flaws))


def record_from(kind: type[R], data: Mapping[str, Any]) -> R:
    """The record that the data says. Raises Refused with what is wrong first, where something is."""
    record, _left_out, flaws = shaped(kind, data)
    if record is None or flaws:
        raise Refused(flaws[0].code, f"{'.'.join(map(str, flaws[0].path))}: {flaws[0].message or flaws[0].code or flaws[0].given}")
    return record


class _Reading:
    """Collects, while data is read, what is wrong with it and what is left out."""

    def __init__(self) -> None:
        self.flaws: list[Flaw] = []
        self.left_out: set[Path] = set()

    def record(self, kind: type[Record], given: Any, path: Path) -> Any:
        """A record; LEFT_OUT where it lacks what it must have."""
        if isinstance(given, kind):
            return given
        if not isinstance(given, dict):
            return self.refuse(Flaw(path, "", given))
        slots = slots_of(kind)
        self.flaws += [Flaw((*path, key), UNKNOWN_KEY) for key in given.keys() - slots.keys()]
        values: dict[str, Any] = {}
        for key, slot in slots.items():
            if given.get(key) is not None:
                value = self.value(slot.kind, slot.scalar, given[key], (*path, key))
            elif slot.is_required:
                value = self.refuse(Flaw((*path, key), MISSING))
            else:
                continue
            values[slot.name] = stand_in(slot.kind, key) if value is LEFT_OUT and slot.is_required else value
        return self.standing(kind, values, path)

    def standing(self, kind: type[Record], values: dict[str, Any], path: Path) -> Any:
        """The record, without the optional values that cannot stand; LEFT_OUT where a required one cannot."""
        if LEFT_OUT not in values.values():  # compared by identity first, which is all that is needed
            return kind(**values)
        kept = {name: value for name, value in values.items() if value is not LEFT_OUT}
        if all(name in kept or not field.is_required() for name, field in kind.fields.items()):
            return kind(**kept)
        self.left_out.add(path)
        return LEFT_OUT

    def value(self, kind: Any, scalar: "Scalar | None", given: Any, path: Path) -> Any:
        """A value of that kind; LEFT_OUT where it is none."""
        try:
            if scalar is not None:
                return scalar(given)
        except Refused as refused:
            return self.refuse(Flaw(path, refused.code, given, refused.message))
        if is_record(kind):
            return self.record(kind, given, path)
        return self.listed(kind, given, path) if is_list(kind) else self.named(kind, given, path)

    def listed(self, kind: Any, given: Any, path: Path) -> Any:
        """A list, without the entries that cannot stand."""
        if not isinstance(given, list | tuple):
            return self.refuse(Flaw(path, "", given))
        inner = inside(kind, 0)
        scalar = scalar_of(inner)
        entries = [self.value(inner, scalar, entry, (*path, index)) for index, entry in enumerate(given)]
        return tuple(entry for entry in entries if entry is not LEFT_OUT)

    def named(self, kind: Any, given: Any, path: Path) -> Any:
        """A mapping, without the entries that cannot stand."""
        if not isinstance(given, dict):
            return self.refuse(Flaw(path, "", given))
        inner = inside(kind, "")
        scalar, name = scalar_of(inner), scalar_of(get_args(kind)[0])
        entries = {}
        for key, entry in given.items():
            value = self.value(inner, scalar, entry, (*path, key))
            try:
                read_key = name(key) if name else key
            except Refused as refused:
                self.refuse(Flaw((*path, key), refused.code, key, refused.message, at_key=True))
            else:
                entries[read_key] = value
        return {key: value for key, value in entries.items() if value is not LEFT_OUT}

    def refuse(self, flaw: Flaw) -> Any:
        """Remember what is wrong, and leave it out."""
        self.flaws.append(flaw)
        self.left_out.add(flaw.path)
        return LEFT_OUT


Scalar = Callable[[Any], Any]
"""Reads one value. Raises Refused."""


class Slot(NamedTuple):
    """A field as it is read: its name, the kind of value when it is there, and its reader where that is no record, list or mapping."""

    name: str
    kind: Any
    scalar: Scalar | None
    is_required: bool


@cache
def slots_of(kind: type[Record]) -> dict[str, Slot]:
    """A record's fields by what may be given: their keys in the files, and what the files do not hold by its name."""
    return {
        field.alias or name: Slot(name, bare(field.annotation), scalar_of(bare(field.annotation), field), field.is_required())
        for name, field in kind.fields.items()
    }


def scalar_of(kind: Any, field: Field | None = None) -> Scalar | None:
    """What reads a value of that kind; None where it is made of others."""
    if not isinstance(kind, type) or issubclass(kind, Record):
        return None
    if issubclass(kind, Written | Deadline):
        return kind.read
    if issubclass(kind, StrEnum):
        return partial(read_choice, {str(member): member for member in kind})
    if issubclass(kind, date):
        return read_day
    if kind is bool:
        return read_truth
    if kind is int:
        return partial(read_number, field.at_least if field else None, field.at_most if field else None)
    return None


def read_choice(members: Mapping[str, StrEnum], given: object) -> StrEnum:
    """One of the values to choose from."""
    if isinstance(given, str) and given in members:
        return members[given]
    raise Refused


def read_truth(given: object) -> bool:
    """Yes or no."""
    if isinstance(given, bool):
        return given
    truth = TRUTHS.get(given.lower()) if isinstance(given, str) else None
    if truth is None:
        raise Refused
    return truth


def read_number(at_least: int | None, at_most: int | None, given: object) -> int:
    """A whole number within limits."""
    try:
        number = int(given) if isinstance(given, str | int) else None
    except ValueError:
        number = None
    if number is None:
        raise Refused
    if (at_least is not None and number < at_least) or (at_most is not None and number > at_most):
        raise Refused(OUT_OF_RANGE)
    return number


def stand_in(kind: Any, key: str) -> Any:
    """What a draft shows instead of a required value; LEFT_OUT where nothing honest can be shown."""
    if kind in (Text, Line):
        return kind(f"⟦saknas: {key}⟧")
    if is_list(kind):
        return ()
    if not isinstance(kind, type):
        return {}
    if kind is int:
        return 1
    if issubclass(kind, Record):
        inner = {slot.name: stand_in(slot.kind, name) for name, slot in slots_of(kind).items() if slot.is_required}
        return LEFT_OUT if LEFT_OUT in inner.values() else kind(**inner)
    return LEFT_OUT
