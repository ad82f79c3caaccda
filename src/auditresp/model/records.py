"""What the vocabulary is made of: records with fields, each with the description that people read.

A library for this (pydantic) takes a tenth of a second to import and to make the classes, at every start of every command.
"""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Self

MANY = 100_000
"""So many new objects are very many."""

REQUIRED = object()
"""In place of a default, where a record cannot do without the field."""


class Field:
    """What a record says about one of its fields."""

    __slots__ = ("alias", "annotation", "at_least", "at_most", "default", "description", "in_file")

    def __init__(self, description: str, default: object, alias: str, at_least: int | None, at_most: int | None, *, in_file: bool) -> None:
        self.description = description
        self.default = default
        self.alias = alias
        """The key it is written with, where that is not its name."""
        self.at_least = at_least
        self.at_most = at_most
        self.in_file = in_file
        """Whether it stands in the files; a response's id is its file's name."""
        self.annotation: Any = None

    def is_required(self) -> bool:
        """Whether every record of its kind has it."""
        return self.default is REQUIRED


def required(description: str, *, alias: str = "", at_least: int | None = None, at_most: int | None = None, in_file: bool = True) -> Any:
    """A field every record of its kind has. The description is what an editor shows the secretary, so it is Swedish."""
    return Field(description, REQUIRED, alias, at_least, at_most, in_file=in_file)


def optional(description: str, default: object = None, *, alias: str = "", at_least: int | None = None, at_most: int | None = None) -> Any:
    """A field whose absence is normal."""
    return Field(description, default, alias, at_least, at_most, in_file=True)


class Kind(type):
    """A kind of record: the fields that its class declares, after those of the kind it is made from."""

    fields: Mapping[str, Field]
    """The fields by their names."""
    defaults: Mapping[str, object]
    """What stands in the fields that a record need not have."""

    def __init__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> None:
        super().__init__(name, bases, body)
        own = {name: value for name, value in body.items() if isinstance(value, Field)}
        for name, field in own.items():
            field.annotation = cls.__annotations__[name]
            delattr(cls, name)
        inherited = [base.fields for base in reversed(bases) if isinstance(base, Kind)]
        cls.fields = {name: field for fields in (*inherited, own) for name, field in fields.items()}
        cls.defaults = {name: field.default for name, field in cls.fields.items() if not field.is_required()}


class Record(metaclass=Kind):
    """A thing with fields; never changed, compared by what it says. Where it stood in a file is kept beside it."""

    def __init__(self, **values: Any) -> None:
        """Of values that are right already: `reading` makes a record of what is written. Raises TypeError where a field is missing."""
        kind = type(self)
        if kind.defaults.keys() | values.keys() != kind.fields.keys():
            raise TypeError(f"{kind.__name__} has the fields {', '.join(kind.fields)}")
        vars(self).update(kind.defaults)
        vars(self).update(values)

    @classmethod
    def of(cls, values: dict[str, Any]) -> Self:
        """The record that has these values, and no others: all that its kind has. It keeps the dictionary itself."""
        record = cls.__new__(cls)
        object.__setattr__(record, "__dict__", values)
        return record

    @classmethod
    def unchecked(cls, **values: object) -> Self:
        """A record that may lack what every record of its kind has."""
        record = cls.__new__(cls)
        vars(record).update(cls.defaults)
        vars(record).update(values)
        return record

    def but(self, **values: object) -> Self:
        """The same record, but for these values."""
        return type(self)(**{**vars(self), **values})

    @property
    def filled_in(self) -> set[str]:
        """The fields that say something: those whose value is not what stands there when nothing is said."""
        return {name for name, value in self if name not in type(self).defaults or value != type(self).defaults[name]}

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        said = vars(self)
        return ((name, said[name]) for name in type(self).fields if name in said)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __delattr__(self, name: str) -> None:
        raise AttributeError(name)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash((type(self), *(value for _name, value in self)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self)})"


@contextmanager
def no_rings() -> Iterator[None]:
    """While many records are made or read, Python searches none of them for rings: there are none, and it takes a fifth of the time.

    Of very many it does not even afterwards: they stay for as long as the program runs.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > MANY:
            gc.freeze()
        if searching:
            gc.enable()
