"""Markdown read into events: the language of the text fields, and no more of it than the files' format promises."""

from collections.abc import Iterable, Iterator

from pyromark import Markdown, Options
from pyromark.event import Event

from auditresp.documents.prose.links import address

PARSER = Markdown(options=Options.ENABLE_TABLES)
"""Strikethrough stays off: in Swedish prose a tilde says *about*, and `~10 och ~20` must not be struck out."""


def events(text: str) -> Iterator[Event]:
    """What is in the text, in order."""
    source = text.encode(errors="ignore")  # half a character, which YAML's `\ud800` can bring, is none
    return PARSER.events((with_definitions(source) if b"]:" in source else source).decode())


def with_definitions(source: bytes) -> bytes:
    """The text, in which `[Obs]: viktigt` is words. Markdown takes it for the definition of a link and does not print it.

    Where it names what a text may link to, it is one.
    """
    definitions = PARSER.reference_definitions(source.decode()).values()
    for start in sorted((each["span"]["start"] for each in definitions if address(each["dest"]) is None), reverse=True):
        source = source[:start] + b"\\" + source[start:]
    return source


def with_numbers(events: Iterable[Event]) -> Iterator[Event]:
    """The events, with the numbers of numbered items among the words: on one line there is no list to show them."""
    numbers: list[int | None] = []
    for event in events:
        yield event
        match event:
            case {"Start": {"List": first}}:
                numbers.append(first)
            case {"Start": "Item"} if (number := numbers[-1]) is not None:
                yield {"Text": f"{number}. "}
                numbers[-1] = number + 1
            case {"End": {"List": _}}:
                numbers.pop()
            case _:
                pass


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
