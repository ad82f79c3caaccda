"""An optional value that is not there: it prints nothing, is false, and is empty to go through."""

from typing import Any

from jinja2 import Undefined


class Absent(Undefined):
    """What a template gets where a record has None. What the value could have had is absent too; what it never has is unknown."""

    __slots__ = ("kinds",)

    def __init__(self, *kinds: type) -> None:
        """`kinds` are the types the value may have when it is there; where none is known, it may have anything."""
        super().__init__()
        self.kinds = kinds

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)

    def __call__(self, *args: object, **kwargs: object) -> "Absent":  # type: ignore[override]
        """What a method of the value would give is not there either."""
        return Absent()

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Absent)

    def __hash__(self) -> int:
        return hash(None)

    def __lt__(self, other: object) -> bool:  # type: ignore[override]
        """What is not there comes first when things are sorted."""
        return not isinstance(other, Absent)

    def __gt__(self, other: object) -> bool:  # type: ignore[override]
        return False
