"""An optional value that is not there: it prints nothing, is false, and is empty to go through."""

import sys
from typing import Any, NoReturn

from auditresp.language import _


class Cannot(Exception):  # noqa: N818 - said to the person as a problem, with its place
    """Something that cannot be worked out; the message says why, and what to do instead."""


class Nothing:
    """In place of a value that there is not. Nothing can be worked out with it."""

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """Jinja asks `isinstance(value, Undefined)`, and this is how it hears yes. Where it is not loaded, nobody asks."""
        jinja = sys.modules.get("jinja2")
        return jinja.Undefined if jinja else type(self)

    def reason(self) -> Cannot:
        """Why nothing can be worked out."""
        message = _("one of the values is not there in this document, so nothing can be worked out with it; ask first, with {tag}")
        return Cannot(message.format(tag="{% if … %}"))

    def _fail(self, *_others: object) -> NoReturn:
        raise self.reason()

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _fail
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __rpow__ = __pos__ = __neg__ = _fail
    __int__ = __float__ = __le__ = __ge__ = _fail


class Absent(Nothing):
    """What a template gets where a record has None. What the value could have had is absent too; what it never has is unknown."""

    def __init__(self, *kinds: type) -> None:
        """`kinds` are the types the value may have when it is there; where none is known, it may have anything."""
        self.kinds = kinds

    def __str__(self) -> str:
        return ""

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Any:
        return iter(())

    def __call__(self, *args: object, **kwargs: object) -> "Absent":
        """What a method of the value would give is not there either."""
        return Absent()

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Absent)

    def __hash__(self) -> int:
        return hash(None)

    def __lt__(self, other: object) -> bool:
        """What is not there comes first when things are sorted."""
        return not isinstance(other, Absent)

    def __gt__(self, other: object) -> bool:
        return False
