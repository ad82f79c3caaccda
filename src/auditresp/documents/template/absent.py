"""An optional value that is not there: it prints nothing, is false, and is empty to go through."""

from typing import Any

from jinja2 import TemplateRuntimeError, Undefined

from auditresp.language import _


class Cannot(TemplateRuntimeError):  # noqa: N818 - said to the person as a problem, with its place
    """Something that cannot be worked out; the message says why, and what to do instead."""


class Absent(Undefined):
    """What a template gets where a record has None. What the value could have had is absent too; what it never has is unknown."""

    __slots__ = ("kinds",)

    def __init__(self, *kinds: type) -> None:
        """`kinds` are the types the value may have when it is there; where none is known, it may have anything."""
        super().__init__(exc=Cannot)
        self.kinds = kinds

    @property
    def _undefined_message(self) -> str:
        """Jinja's name for what is said where something is to be worked out with the value."""
        message = _("one of the values is not there in this document, so nothing can be worked out with it; ask first, with {tag}")
        return message.format(tag="{% if … %}")

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
