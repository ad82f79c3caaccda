"""Markdown read into events: the language of the text fields, and no more of it than the files' format promises."""

from collections.abc import Iterator

from pyromark import Markdown, Options
from pyromark.event import Event

PARSER = Markdown(options=Options.ENABLE_TABLES)
"""Strikethrough stays off: in Swedish prose a tilde says *about*, and `~10 och ~20` must not be struck out."""


def events(text: str) -> Iterator[Event]:
    """What is in the text, in order."""
    return PARSER.events(text)


def is_mark(event: Event) -> bool:
    """Whether the event begins or ends formatting inside a paragraph."""
    match event:
        case {"Start": "Strong" | "Emphasis" | {"Link": _} | {"Image": _}} | {"End": "Strong" | "Emphasis" | "Link" | "Image"}:
            return True
        case _:
            return False


def words(event: Event) -> str:
    """What the event says: its words, or the space between two blocks."""
    match event:
        case {"Text": str(said)} | {"Code": str(said)} | {"InlineHtml": str(said)} | {"Html": str(said)}:
            return said
        case _:
            return "" if is_mark(event) else " "
