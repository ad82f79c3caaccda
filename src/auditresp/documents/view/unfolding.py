"""Records that make some of their values when they are first asked for: a response holds much, and most templates show little of it."""

from collections.abc import Callable, Iterator
from typing import Any, Self

from auditresp.model.records import Record
from auditresp.problems import OwnFaultError

MAKERS = "makers"
"""Where a record keeps how its other values are made. No field is called so."""


class Unfolding(Record):
    """A record with values that are made when they are first asked for. Nothing else is made of it, nor is it sent anywhere."""

    def unfolding(self, **makers: Callable[[], object]) -> Self:
        """The record, in which the values of these names are yet to be made."""
        said = {name: value for name, value in vars(self).items() if name not in makers}
        return self.of({**said, MAKERS: makers})

    def but(self, **values: object) -> Self:
        """The same record, but for these values."""
        return type(self)(**{**dict(self), **values})

    def __getattr__(self, name: str) -> Any:
        """A value that has not been asked for before.

        Raises AttributeError where there is none of that name, OwnFaultError where it cannot be made.
        """
        makers = vars(self).get(MAKERS, {})
        if name not in makers:
            raise AttributeError(name)
        try:
            vars(self)[name] = value = makers[name]()
        except Exception as error:
            raise OwnFaultError(name) from error
        return value

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        known = vars(self).keys() | vars(self).get(MAKERS, {}).keys()
        return ((name, getattr(self, name)) for name in type(self).fields if name in known)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and dict(other) == dict(self)

    __hash__ = Record.__hash__
