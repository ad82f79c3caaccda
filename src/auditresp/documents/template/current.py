"""The document that is being filled, as the template language speaks with it."""

from contextvars import ContextVar
from typing import Protocol

from markupsafe import Markup


class Document(Protocol):
    """What gives and hears what jinja's own machinery cannot."""

    def printed(self, value: object, slot: int) -> Markup:
        """What a value becomes where the tag with that number stands."""
        ...

    def unknown(self, message: str, line: int | None) -> None:
        """The template asks, on that line of the part's jinja source, for what there is not."""
        ...

    def meant(self, name: str) -> str:
        """The end of a message about a name that means nothing: which was probably meant."""
        ...


CURRENT: ContextVar[Document] = ContextVar("document")
