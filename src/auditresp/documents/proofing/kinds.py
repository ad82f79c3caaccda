"""What a value in a template may be, as far as that is certain before there are any data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

from jinja2 import nodes as ast
from jinja2.runtime import LoopContext

from auditresp.documents.template.records import FIELDS
from auditresp.language import _
from auditresp.model.dates import Deadline
from auditresp.model.records import Record
from auditresp.model.values import Text

Field: TypeAlias = tuple[type[Record], str]
"""A field of a record, by its name in the files."""


@dataclass(frozen=True)
class Anything:
    """Nothing is certain about the value, so nothing is said about it."""


@dataclass(frozen=True)
class Plain:
    """A text, a number, a day, or one of a few words."""

    type: type
    origin: Field | None = None
    """The field that it comes from."""


@dataclass(frozen=True)
class Whole:
    """A record."""

    record: type[Record]


@dataclass(frozen=True)
class Several:
    """A list."""

    items: "Kinds"


@dataclass(frozen=True)
class Keyed:
    """What is found by keys, which nobody knows beforehand."""

    values: "Kinds"


@dataclass(frozen=True)
class Row:
    """A few values side by side, as `groupby` and `items` give them."""

    parts: tuple["Kinds", ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Loop:
    """`loop`, which knows how far a loop has come."""

    items: "Kinds"


@dataclass(frozen=True, eq=False)
class Routine:
    """A macro."""

    macro: ast.Macro


Kind: TypeAlias = Anything | Plain | Whole | Several | Keyed | Row | Loop | Routine
Kinds: TypeAlias = frozenset[Kind]
"""All kinds that a value may be of."""

ANYTHING: Kinds = frozenset({Anything()})
NOTHING: Kinds = frozenset()
"""A value that is never there."""
WORDS: Kinds = frozenset({Plain(str)})
NUMBER: Kinds = frozenset({Plain(int)})
TRUTH: Kinds = frozenset({Plain(bool)})


def either(*kinds: Kinds) -> Kinds:
    """The kinds of a value that is one of several."""
    together: Kinds = frozenset().union(*kinds)
    return ANYTHING if Anything() in together else together


def is_certain(kinds: Kinds) -> bool:
    """Whether it is known what the value may be."""
    return bool(kinds) and Anything() not in kinds


def kinds_in(annotation: object, origin: Field) -> Kinds:
    """The kinds of value that a field with that annotation may hold; that it may be absent does not matter."""
    arguments = get_args(annotation)
    match get_origin(annotation):
        case outer if outer in (Union, UnionType):
            return either(*(kinds_in(each, origin) for each in arguments))
        case outer if outer is Annotated:
            return kinds_in(arguments[0], origin)
        case outer if outer is tuple:
            return frozenset({Several(kinds_in(arguments[0], origin))})
        case outer if outer is Mapping:
            return frozenset({Keyed(kinds_in(arguments[1], origin))})
        case _:
            return kinds_of_class(annotation, origin)


def kinds_of_class(annotation: object, origin: Field) -> Kinds:
    """The same for a class."""
    if annotation is NoneType:
        return NOTHING
    if not isinstance(annotation, type):
        return ANYTHING
    return frozenset({Whole(annotation) if issubclass(annotation, Record) else Plain(annotation, origin)})


@cache
def fields_seen(record: type[Record]) -> Mapping[str, Kinds]:
    """A record's fields by their names in the files, each with what it may hold."""
    return {name: kinds_in(record.fields[attribute].annotation, (record, name)) for name, (attribute, _types) in FIELDS[record].items()}


def attribute(kind: Kind, name: str) -> Kinds | None:
    """What a value of that kind has under that name; None where it has nothing."""
    match kind:
        case Whole(record):
            return fields_seen(record).get(name)
        case Keyed(values):
            return values
        case Row(parts, names) if name in names:
            return parts[names.index(name)]
        case Row() | Several():
            return None
        case Loop(items) if name in ("previtem", "nextitem"):
            return items
        case Loop():
            return ANYTHING if has(LoopContext, name) else None
        case Plain(type=plain):
            return ANYTHING if has(plain, name) else None
        case Anything() | Routine():
            return ANYTHING


def has(kind: type[Any], name: str) -> bool:
    """Whether jinja's sandbox lets a template ask a value of that class for that name."""
    return not name.startswith("_") and hasattr(kind, name)


def items_of(kinds: Kinds) -> Kinds:
    """What comes of going through a value; anything where it is not certain to be a list."""
    return either(*(items_of_one(kind) for kind in kinds)) if kinds else NOTHING


def items_of_one(kind: Kind) -> Kinds:
    """The same for one kind."""
    match kind:
        case Several(items):
            return items
        case Keyed():
            return WORDS
        case Row(parts):
            return either(*parts)
        case _:
            return ANYTHING


def is_list(kind: Kind) -> bool:
    """Whether a value of that kind can be gone through, item by item."""
    return isinstance(kind, Several | Keyed | Row | Anything)


def texts_in(kinds: Kinds) -> list[Plain]:
    """Those of the kinds that are Markdown."""
    return [kind for kind in kinds if isinstance(kind, Plain) and issubclass(kind.type, Text)]


def records_in(kinds: Kinds) -> list[type[Record]]:
    """Those of the kinds that are records."""
    return [kind.record for kind in kinds if isinstance(kind, Whole)]


def described(kinds: Iterable[Kind]) -> str:
    """What a value is, in words: `a text`, `a list`."""
    return _(" or ").join(sorted({described_one(kind) for kind in kinds}))


def described_one(kind: Kind) -> str:
    """The same for one kind."""
    match kind:
        case Whole(record):
            return _("a whole {kind}").format(kind=_(record.__name__))
        case Several() | Row():
            return _("a list")
        case Keyed():
            return _("a collection by name")
        case Loop():
            return _("the loop's counter")
        case Routine():
            return _("a macro")
        case Plain(type=plain) if issubclass(plain, Enum):
            return _(plain.__name__)
        case Plain(type=plain) if issubclass(plain, Deadline):
            return _("a deadline")
        case Plain(type=plain) if issubclass(plain, date):
            return _("a day")
        case Plain(type=plain) if issubclass(plain, bool):
            return _("a yes or no")
        case Plain(type=plain) if issubclass(plain, int | float):
            return _("a number")
        case Plain() | Anything():
            return _("a text")
