"""The document that is being filled, as the template language speaks with it."""

from contextvars import ContextVar
from typing import Protocol


class Document(Protocol):
    """What hears what jinja's own machinery cannot tell."""

    def unknown(self, message: str, line: int | None) -> None:
        """The template asks, on that line of the part's jinja source, for what there is not."""
        ...

    def meant(self, name: str) -> str:
        """The end of a message about a name that means nothing: which was probably meant."""
        ...


CURRENT: ContextVar[Document] = ContextVar("document")
