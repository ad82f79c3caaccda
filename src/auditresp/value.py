"""Things that say something and are never changed, whose classes cost nothing to make.

A dataclass is the same, but for each of them Python writes and compiles six functions at every start, which takes a millisecond: with
the classes that `build` needs, a fifth of its time from the shell.
"""

from collections.abc import KeysView, Mapping
from operator import attrgetter
from typing import Any, ClassVar, Self, dataclass_transform


@dataclass_transform(frozen_default=True)
class Value:
    """A thing with the fields that its class declares, after those of the class that it is made from; compared by what they say."""

    field_names: ClassVar[tuple[str, ...]] = ()
    """The fields' names, in the order in which they are given."""
    _names: ClassVar[KeysView[str]]
    _defaults: ClassVar[Mapping[str, object]]
    _compared: "ClassVar[attrgetter[Any]]"
    """What it is compared by."""

    def __init_subclass__(cls, *, beside: tuple[str, ...] = ()) -> None:
        """`beside` are the fields that are not compared."""
        names = cls.field_names = (*cls.field_names, *cls.__annotations__)
        cls._names = dict.fromkeys(names).keys()
        cls._defaults = {name: getattr(cls, name) for name in names if hasattr(cls, name)}
        cls._compared = attrgetter(*(name for name in names if name not in beside))

    def __init__(self, *given: Any, **named: Any) -> None:
        kind, said = type(self), vars(self)
        if kind._defaults:
            said.update(kind._defaults)
        said.update(zip(kind.field_names, given, strict=False), **named)
        if said.keys() != kind._names or len(given) + len(named) > len(said):
            raise TypeError(f"{kind.__name__} has the fields {', '.join(kind.field_names)}")

    def but(self, **values: object) -> Self:
        """The same, except for these values."""
        return type(self)(**{**self.as_dict(), **values})

    def as_dict(self) -> dict[str, Any]:
        """What each field says."""
        return {name: getattr(self, name) for name in self.field_names}

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __delattr__(self, name: str) -> None:
        raise AttributeError(name)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and bool(self._compared(self) == self._compared(other))

    def __lt__(self, other: Self) -> bool:
        return bool(self._compared(self) < self._compared(other))

    def __hash__(self) -> int:
        return hash(self._compared(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.as_dict().items())})"
