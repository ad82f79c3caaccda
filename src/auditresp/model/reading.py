"""From plain data to records: as much of it as stands, and what is wrong with the rest, found in one pass."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache, partial
from typing import Any, Generic, NamedTuple, TypeVar, get_args

from auditresp.model.dates import Deadline, read_day
from auditresp.model.kinds import bare, inside, is_list, is_mapping
from auditresp.model.records import Field, Record
from auditresp.model.values import Id, Line, Refused, Text, Who, Written
from auditresp.problems import Path
from auditresp.value import Value

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
    record = reading.record(slot_of(kind), data, ())
    return Shaped(None if record is LEFT_OUT else record, frozenset(reading.left_out), tuple(reading.flaws))


def record_from(kind: type[R], data: Mapping[str, Any]) -> R:
    """The record that the data says. Raises Refused with what is wrong first, where something is."""
    record, _left_out, flaws = shaped(kind, data)
    if record is None or flaws:
        raise Refused(flaws[0].code, f"{'.'.join(map(str, flaws[0].path))}: {flaws[0].message or flaws[0].code or flaws[0].given}")
    return record


Scalar = Callable[[Any], Any]
"""Reads one value. Raises Refused."""
Nested = Callable[["_Reading", "Slot", Any, Path], Any]
"""Reads a value that holds others."""


class Slot(Value):
    """A field, or what a list or mapping holds, as it is read: by `scalar` where it is one value, else by `nested`."""

    name: str
    kind: Any
    is_required: bool
    scalar: Scalar | None
    nested: Nested
    inner: "Slot | None"
    """What a list or mapping holds."""
    key: Scalar | None
    """Reads the keys of a mapping."""


class _Reading:
    """Collects, while data is read, what is wrong with it and what is left out."""

    def __init__(self) -> None:
        self.flaws: list[Flaw] = []
        self.left_out: set[Path] = set()

    def record(self, slot: Slot, given: Any, path: Path) -> Any:
        """A record; LEFT_OUT where it lacks what it must have."""
        kind = slot.kind
        if not isinstance(given, dict):
            return given if isinstance(given, kind) else self.refuse(Flaw(path, "", given))
        form, flaws = form_of(kind), len(self.flaws)
        values = form.defaults.copy()
        for key, said in given.items():
            inner = form.slots.get(key)
            if inner is None:
                self.flaws.append(Flaw((*path, key), UNKNOWN_KEY))
            elif said is not None:
                try:
                    values[inner.name] = inner.scalar(said) if inner.scalar else inner.nested(self, inner, said, (*path, key))
                except Refused as refused:
                    values[inner.name] = self.refuse(Flaw((*path, key), refused.code, said, refused.message))
        if len(values) != form.size or len(self.flaws) != flaws:
            return self.patched(kind, values, path)
        return kind.of(values)

    def patched(self, kind: type[Record], values: dict[str, Any], path: Path) -> Any:
        """The record without the optional values that are wrong; something stands in for the required ones that are, or that it lacks."""
        for key, slot in form_of(kind).slots.items():
            if slot.is_required and slot.name not in values:
                self.refuse(Flaw((*path, key), MISSING))
                values[slot.name] = LEFT_OUT
            if values[slot.name] is LEFT_OUT:
                values[slot.name] = stand_in(slot.kind, key) if slot.is_required else form_of(kind).defaults[slot.name]
        if LEFT_OUT in values.values():
            self.left_out.add(path)
            return LEFT_OUT
        return kind.of(values)

    def listed(self, slot: Slot, given: Any, path: Path) -> Any:
        """A list, without the entries that cannot stand."""
        if not isinstance(given, list | tuple):
            return self.refuse(Flaw(path, "", given))
        entries = [self.value(slot.inner, entry, (*path, index)) for index, entry in enumerate(given)]
        return tuple(entry for entry in entries if entry is not LEFT_OUT)

    def named(self, slot: Slot, given: Any, path: Path) -> Any:
        """A mapping, without the entries that cannot stand."""
        if not isinstance(given, dict):
            return self.refuse(Flaw(path, "", given))
        entries = {}
        for key, entry in given.items():
            value = self.value(slot.inner, entry, (*path, key))
            try:
                read_key = slot.key(key) if slot.key else key
            except Refused as refused:
                self.flaws.append(Flaw((*path, key), refused.code, key, refused.message, at_key=True))
            else:
                entries[read_key] = value
        return {key: value for key, value in entries.items() if value is not LEFT_OUT}

    def value(self, slot: Any, given: Any, path: Path) -> Any:
        """What a list or mapping holds; LEFT_OUT where it cannot stand."""
        try:
            return slot.scalar(given) if slot.scalar else slot.nested(self, slot, given, path)
        except Refused as refused:
            return self.refuse(Flaw(path, refused.code, given, refused.message))

    def refuse(self, flaw: Flaw) -> Any:
        """Remember what is wrong, and leave it out."""
        self.flaws.append(flaw)
        self.left_out.add(flaw.path)
        return LEFT_OUT


class Form(NamedTuple):
    """How a kind of record is read: its fields by what may be given, their keys in the files and what the files do not hold by its name."""

    slots: dict[str, Slot]
    defaults: dict[str, Any]
    size: int
    """How many fields a record has."""


@cache
def form_of(kind: type[Record]) -> Form:
    """The form of a kind of record."""
    slots = {field.alias or name: slot_of(bare(field.annotation), name, field) for name, field in kind.fields.items()}
    return Form(slots, dict(kind.defaults), len(slots))


@cache
def slot_of(kind: Any, name: str = "", field: Field | None = None) -> Slot:
    """How a value of that kind is read."""
    is_required = field is not None and field.is_required()
    if is_list(kind):
        return Slot(name, kind, is_required, None, _Reading.listed, slot_of(inside(kind, 0)), None)
    if is_mapping(kind):
        return Slot(name, kind, is_required, None, _Reading.named, slot_of(inside(kind, "")), scalar_of(get_args(kind)[0]))
    return Slot(name, kind, is_required, scalar_of(kind, field), _Reading.record, None, None)


def scalar_of(kind: Any, field: Field | None = None) -> Scalar | None:
    """What reads a value of that kind; None where it is a record."""
    if issubclass(kind, Id | Who | Deadline):
        return remembering(kind.read)
    if issubclass(kind, Written):
        read: Scalar = kind.read
        return read
    if issubclass(kind, StrEnum):
        return partial(read_choice, {str(member): member for member in kind})
    if issubclass(kind, date):
        return remembering(read_day)
    if kind is bool:
        return read_truth
    if kind is int:
        return partial(read_number, field.at_least if field else None, field.at_most if field else None)
    return None


REMEMBERED = 10_000
"""So many values of a kind are read once, however often they are written."""


def remembering(read: Scalar) -> Scalar:
    """The same reader for values that are written again and again: names, days."""
    known = lru_cache(REMEMBERED)(read)
    return lambda given: known(given) if isinstance(given, str) else read(given)


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
        inner = {slot.name: stand_in(slot.kind, key) for key, slot in form_of(kind).slots.items() if slot.is_required}
        return LEFT_OUT if LEFT_OUT in inner.values() else kind(**inner)
    return LEFT_OUT
