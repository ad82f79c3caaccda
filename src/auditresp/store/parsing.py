"""From text to plain data: mappings, lists, and every value as the text that was written."""

import unicodedata
from typing import Any, NoReturn

import yaml

from auditresp.language import _
from auditresp.problems import Place, Problem
from auditresp.store.decoding import UnreadableError, empty_file
from auditresp.store.syntax import syntax_problem

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fast loader where it was built."""

DEPTH = 40
"""How deep lists and mappings may lie in each other; the files' own depth is below ten."""

COPIED = 100_000
"""How many characters of text aliases may repeat in a file."""

STANDARD = "tag:yaml.org,2002:"
"""What YAML makes of a `!!` that begins a tag."""

SKIPPED = object()
"""Stands for a key that cannot be used; its value is left out."""


def parsed(file: str, text: str) -> tuple[dict[str, Any], list[Problem]]:
    """The file's mapping, and what is wrong with it although it can be used. Raises UnreadableError where it cannot.

    An empty value is an absent key; in a list it is None.
    """
    document = _Document(file)
    try:
        for event in yaml.parse(text, Loader=Loader):
            document.take(event)
    except yaml.MarkedYAMLError as error:
        raise UnreadableError(*document.problems, syntax_problem(file, text, error)) from error
    return document.mapping(), document.problems


def written_key(key: str) -> str:
    """A key as fields and ids are compared: without blanks around it, its letters composed."""
    return key if key.isascii() else unicodedata.normalize("NFC", key.strip())


class _Sequence:
    """A list that is being read; `start` is where it began, `size` what the file had said by then."""

    def __init__(self, start: Any, size: int) -> None:
        self.value: list[Any] = []
        self.start = start
        self.size = size

    def add(self, value: Any, event: Any, document: "_Document") -> None:
        self.value.append(None if value == "" else value)


class _Mapping:
    """A mapping that is being read: keys and values come in turn."""

    def __init__(self, start: Any, size: int) -> None:
        self.value: dict[str, Any] = {}
        self.start = start
        self.size = size
        self.key: Any = None
        self.lines: dict[str, int] = {}

    def add(self, value: Any, event: Any, document: "_Document") -> None:
        if self.key is None:
            self.key = self.usable_key(value, event, document)
            return
        if self.key is not SKIPPED and value != "":
            self.value[self.key] = value
        self.key = None

    def usable_key(self, value: Any, event: Any, document: "_Document") -> Any:
        """The key, or SKIPPED with a problem."""
        if not isinstance(value, str) or value == "":
            message = _("a name was expected before the colon; put a text that has braces or brackets in quotes")
            return document.complain(event, "key-not-text", message, SKIPPED)
        if value == "<<":
            message = _("'<<' (a merge of mappings) is not supported; write the fields out")
            return document.complain(event, "merge-key", message, SKIPPED)
        key = written_key(value)
        if key in self.lines:
            message = _("'{key}' is written twice; the first is on line {line}: keep one of them").format(key=key, line=self.lines[key])
            return document.complain(event, "duplicate-key", message, SKIPPED)
        self.lines[key] = event.start_mark.line + 1
        return key


class _Document:
    """Builds plain data from the events of a file. What is open is kept in a list: nesting never touches the stack."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.documents = _Sequence(None, 0)
        self.open: list[_Sequence | _Mapping] = [self.documents]
        self.anchors: dict[str, tuple[Any, int] | None] = {}
        self.unused: dict[str, Any] = {}
        self.size = 0
        self.copied = 0

    def mapping(self) -> dict[str, Any]:
        """What was read, when it is one mapping."""
        for anchor, event in self.unused.items():
            message = _("'&{anchor}' is left out of the text, as & at the beginning means something else in YAML; put the text in quotes")
            self.complain(event, "unused-anchor", message.format(anchor=anchor))
        match self.documents.value:
            case [dict(said)]:
                return said
            case [] | [None]:
                raise UnreadableError(empty_file(self.file))
            case _:
                message = _("the file is no mapping; it is made of lines such as 'key: value'")
                raise UnreadableError(*self.problems, Problem(Place(self.file, 1, 1), "not-a-mapping", message))

    def take(self, event: Any) -> None:
        """One event of the parser, in the order of the text."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self.scalar(event)
        elif kind is yaml.MappingStartEvent:
            self.start(event, _Mapping)
        elif kind is yaml.SequenceStartEvent:
            self.start(event, _Sequence)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.end()
        elif kind is yaml.AliasEvent:
            self.alias(event)
        elif kind is yaml.DocumentStartEvent and self.documents.value:
            message = _("a second document begins here; a file holds one: remove the line with ---")
            self.refuse(event, "several-documents", message)

    def scalar(self, event: Any) -> None:
        """A text."""
        self.see_properties(event)
        value = "" if event.value.isspace() else event.value
        self.size += len(value) + 1
        if event.anchor:
            self.anchors[event.anchor] = value, len(value) + 1
        self.open[-1].add(value, event, self)

    def start(self, event: Any, kind: type[_Sequence] | type[_Mapping]) -> None:
        """The beginning of a list or a mapping."""
        if len(self.open) > DEPTH:
            message = _("more than {depth} levels of nesting; perhaps brackets that are not closed")
            self.refuse(event, "too-deep", message.format(depth=DEPTH))
        self.see_properties(event)
        if event.anchor:
            self.anchors[event.anchor] = None
        self.open.append(kind(event, self.size))

    def end(self) -> None:
        """The end of the innermost list or mapping."""
        closed = self.open.pop()
        self.size += 1
        if closed.start.anchor:
            self.anchors[closed.start.anchor] = closed.value, self.size - closed.size
        self.open[-1].add(closed.value, closed.start, self)

    def alias(self, event: Any) -> None:
        """A value that was written before, and is meant again."""
        if event.anchor not in self.anchors:
            message = _("'*{anchor}' refers to nothing; put a text that begins with * in quotes")
            self.refuse(event, "unknown-alias", message.format(anchor=event.anchor))
        self.unused.pop(event.anchor, None)
        target = self.anchors[event.anchor]
        if target is None:
            message = _("'*{anchor}' contains itself; write the value out")
            self.refuse(event, "recursive-alias", message.format(anchor=event.anchor))
        value, size = target
        self.size += size
        self.copied += size
        if self.copied > COPIED:
            self.refuse(event, "too-many-aliases", _("aliases repeat too much text; write the values out"))
        self.open[-1].add(value, event, self)

    def see_properties(self, event: Any) -> None:
        """Remember an anchor that may turn out to be the beginning of a text; complain of a tag."""
        if event.anchor in self.anchors:
            message = _("'&{anchor}' is written twice; put a text that begins with & in quotes, or name one of them differently")
            self.refuse(event, "duplicate-anchor", message.format(anchor=event.anchor))
        if event.anchor:
            self.unused[event.anchor] = event
        if event.tag:
            message = _("'{tag}' is a tag in YAML and not supported; put a text that begins with ! in quotes")
            self.complain(event, "tag", message.format(tag=event.tag.replace(STANDARD, "!!")))

    def complain(self, event: Any, code: str, message: str, answer: Any = None) -> Any:
        """Note a problem at an event, and go on with `answer`."""
        mark = event.start_mark
        self.problems.append(Problem(Place(self.file, mark.line + 1, mark.column + 1), code, message))
        return answer

    def refuse(self, event: Any, code: str, message: str) -> NoReturn:
        """Stop at a problem after which nothing more can be said about the file."""
        self.complain(event, code, message)
        raise UnreadableError(*self.problems)
