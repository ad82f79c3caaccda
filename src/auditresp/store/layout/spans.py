"""The values of a file as they stand in its text: where each begins and ends, and in which style it is written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from auditresp.store import parsing
from auditresp.store.places import written_key

TRIVIA = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
"""What stands between values and means nothing: blanks, line breaks, comments."""

PROPERTIES = re.compile(r"(?:[&!]\S*[ \t\r\n]*)*")
"""An anchor or a tag before a value."""

LINE_END = re.compile(r"[\r\n]|\Z")


@dataclass(slots=True)
class Scalar:
    """A text; `style` is empty for one without quotes, else the mark it begins with: `'`, `"`, `|` or `>`."""

    start: int
    end: int
    value: str
    style: str
    head: int = 0
    """Where the line of its mark ends, of a text below a mark."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written: a key without a value."""
        return self.start == self.end

    @property
    def is_block(self) -> bool:
        """Whether its lines stand below its mark, `|` or `>`."""
        return self.style in ("|", ">")


@dataclass(slots=True)
class Alias:
    """A value that is written elsewhere, and is meant again."""

    start: int
    end: int
    name: str


@dataclass(slots=True)
class Part:
    """What a mapping or a list is made of: a value, and before it a key and a colon, a dash, or nothing.

    It begins at `start`; its key ends at `named`, and `after` is where the colon or the dash ends.
    """

    start: int
    named: int
    after: int
    value: "Node"
    name: str = ""

    @property
    def end(self) -> int:
        """Where it ends; comments behind it do not belong to it."""
        return max(self.after, self.value.end)


@dataclass(slots=True)
class Mapping:
    """Keys and values; `flow` when they stand in braces."""

    start: int
    end: int
    flow: bool
    parts: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class Sequence:
    """A list; `flow` when it stands in brackets."""

    start: int
    end: int
    flow: bool
    parts: list[Part] = field(default_factory=list)


Node = Scalar | Alias | Mapping | Sequence
Anchors = dict[str, Node]


@dataclass(slots=True)
class Spans:
    """A file's text, its outermost value, and the values that are named to be meant again."""

    text: str
    root: Node
    anchors: Anchors


def spans(text: str) -> Spans:
    """The values of a text that `parsed` has read: its nesting is shallow, and it holds one document."""
    events = yaml.parse(text, Loader=parsing.Loader)
    reading = _Reading(text, events)
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            return Spans(text, reading.node(event), reading.anchors)
    raise AssertionError("an empty file is refused when it is read")


class _Reading:
    """Builds the values from the parser's events."""

    def __init__(self, text: str, events: Iterator[Any]) -> None:
        self.text = text
        self.events = events
        self.anchors: Anchors = {}

    def node(self, event: Any) -> Node:
        """The value that begins with an event."""
        start, end = event.start_mark.index, event.end_mark.index
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self.scalar(event, start, end)
        elif isinstance(event, yaml.AliasEvent):
            return Alias(start, end, str(event.anchor))
        elif isinstance(event, yaml.MappingStartEvent):
            node = self.mapping(Mapping(start, end, bool(event.flow_style)))
        else:
            node = self.sequence(Sequence(start, end, bool(event.flow_style)))
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def scalar(self, event: Any, start: int, end: int) -> Scalar:
        """A text. The parser counts the empty lines after a block among its lines; they belong to what follows."""
        style = event.style or ""
        if style in ("|", ">"):
            end = line_end(self.text, start + len(self.text[start:end].rstrip()))
        return Scalar(start, end, event.value, style, line_end(self.text, start))

    def mapping(self, mapping: Mapping) -> Mapping:
        """Keys and values, until the mapping ends."""
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                mapping.end = self.end_of(mapping, event)
                break
            key = self.node(event)
            after = self.behind(":", key.end)
            part = Part(key.start, key.end, key.end if after is None else after, self.node(next(self.events)), self.name(key))
            mapping.parts.append(part)
            mapping.end = part.end
        return mapping

    def name(self, key: Node) -> str:
        """A key as fields are compared."""
        named = self.anchors[key.name] if isinstance(key, Alias) else key
        return written_key(named.value) if isinstance(named, Scalar) else ""

    def sequence(self, sequence: Sequence) -> Sequence:
        """Entries, until the list ends."""
        sequence.end = past_properties(self.text, sequence.start)
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                sequence.end = self.end_of(sequence, event)
                break
            value = self.node(event)
            after = value.start if sequence.flow else self.behind("-", sequence.end) or value.start
            start = after if sequence.flow else after - 1
            sequence.parts.append(Part(start, start, after, value))
            sequence.end = sequence.parts[-1].end
        return sequence

    def end_of(self, node: Mapping | Sequence, event: Any) -> int:
        """Where a mapping or list ends: at its bracket, else where its last value does."""
        return event.end_mark.index if node.flow else node.end

    def behind(self, mark: str, index: int) -> int | None:
        """The index behind a mark, when it is the next thing that is written."""
        index = skip(self.text, index)
        return index + 1 if self.text.startswith(mark, index) else None


def skip(text: str, index: int) -> int:
    """The index of the next thing that is written: no blank, no line break, no comment."""
    found = TRIVIA.match(text, index)
    return found.end() if found else index


def line_end(text: str, index: int) -> int:
    """Where the line ends on which an index is: at its line break, or the text's end."""
    found = LINE_END.search(text, index)
    return found.start() if found else len(text)


def next_line(text: str, end: int) -> int:
    """The index behind a line's end."""
    return min(len(text), end + (2 if text.startswith("\r\n", end) else 1))


def column(text: str, index: int) -> int:
    """How far into its line an index is."""
    start = text.rfind("\n", 0, index) + 1
    return index - max(start, text.rfind("\r", start, index) + 1)


def past_properties(text: str, index: int) -> int:
    """The index behind an anchor or a tag, where one stands."""
    found = PROPERTIES.match(text, index)
    return found.end() if found else index
