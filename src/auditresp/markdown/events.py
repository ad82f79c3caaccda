"""Markdown read into events: the language of the text fields, and no more of it than the files' format promises."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pyromark import Markdown, Options

from auditresp.markdown.addresses import address

if TYPE_CHECKING:
    from pyromark.event import Event

PARSER = Markdown(options=Options.ENABLE_TABLES)
"""Strikethrough stays off: in Swedish prose a tilde says *about*, and `~10 och ~20` must not be struck out."""

TAG, ENTITY = re.compile("<[A-Za-z/!?]"), re.compile("&(?:#|[A-Za-z][A-Za-z0-9]*;)")
"""How HTML begins, and a letter that is described."""


def events(text: str) -> Iterator[Event]:
    """What is in the text, in order."""
    try:
        return PARSER.events(with_definitions(text) if "]:" in text else text)
    except UnicodeEncodeError:  # half a character, which YAML's `\ud800` can bring, is none
        return events(text.encode(errors="ignore").decode())


def html(text: str) -> str | None:
    """The text as HTML, which is quicker than its events; None where it holds HTML of its own, or what stands for a letter or a link."""
    if ("<" in text and TAG.search(text)) or ("&" in text and ENTITY.search(text)) or ("]" in text and "]:" in text):
        return None
    return PARSER.html(text)


def with_definitions(text: str) -> str:
    """The text, in which `[Obs]: viktigt` is words. Markdown takes it for the definition of a link and does not print it.

    Where it names what a text may link to, it is one.
    """
    definitions = PARSER.reference_definitions(text).values()
    source = text.encode()
    for start in sorted((each["span"]["start"] for each in definitions if address(each["dest"]) is None), reverse=True):
        source = source[:start] + b"\\" + source[start:]
    return source.decode()


Step = tuple[str, Any]
"""What happens next in a text by one name (`Words`, `StartParagraph`, `EndList`, `HardBreak` …), and with what."""


def steps(events: Iterable[Event]) -> Iterator[Step]:
    """The events as steps. Words that follow each other are one: where a line holds a sentence, a paragraph has an event for each."""
    said = ""
    for event in events:
        if isinstance(event, dict):  # asked so, it takes half the time of a `match`
            if "Text" in event:
                said += event["Text"]
                continue
            if "InlineHtml" in event:
                said += event["InlineHtml"]
                continue
        elif event == "SoftBreak":
            said += " "
            continue
        if said:
            yield "Words", said
            said = ""
        yield step(event)
    if said:
        yield "Words", said


def step(event: Event) -> Step:
    """An event by one name."""
    name: str
    detail: Any
    if not isinstance(event, dict):
        return event, None
    ((name, detail),) = event.items()
    if name not in ("Start", "End"):
        return name, detail
    what, detail = (detail, None) if isinstance(detail, str) else next(iter(detail.items()))
    return name + what, detail


ENDED = tuple(",;:.!?…")
"""After one of these an item needs no comma."""


def on_one_line(events: Iterable[Event]) -> Iterator[Event]:
    """The events, with what shows a list on one line among the words: the numbers of its items, else commas between them."""
    numbers: list[int | None] = []
    held: list[Event] = []  # what has come since the last words, so that a comma can stand right behind them
    said = ""
    for event in events:
        held.append(event)
        match event:
            case {"Start": {"List": first}}:
                numbers.append(first)
            case {"Start": "Item"} if (number := numbers[-1]) is not None:
                yield from held
                yield {"Text": f"{number}. "}
                held = []
                numbers[-1] = number + 1
            case {"Start": "Item"} if {"End": "Item"} in held and not said.endswith(ENDED):
                yield {"Text": ","}
                yield from held
                held = []
            case {"End": {"List": _}}:
                numbers.pop()
            case _ if spoken := words(event).strip():
                yield from held
                held, said = [], spoken
            case _:
                pass
    yield from held


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
