"""From text to plain data: mappings, lists, and every value as the text that was written."""

from collections.abc import Callable
from typing import Any, NoReturn

import yaml

from auditresp.language import _
from auditresp.problems import Place, Problem
from auditresp.store.decoding import UnreadableError, empty_file, unusable
from auditresp.store.places import written_key

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fast loader where it was built."""

DEPTH = 40
"""How deep lists and mappings may lie in each other; the files' own depth is below ten."""

COPIED = 100_000
"""How many characters of text aliases may repeat in a file."""

DocumentStart, Alias, Scalar = yaml.DocumentStartEvent, yaml.AliasEvent, yaml.ScalarEvent
SequenceStart, SequenceEnd, MappingEnd = yaml.SequenceStartEvent, yaml.SequenceEndEvent, yaml.MappingEndEvent

STANDARD = "tag:yaml.org,2002:"
"""What YAML makes of a `!!` that begins a tag."""

SKIPPED: Any = object()
"""Stands for a key that cannot be used; its value is left out."""

OPEN = object()
"""Stands for a value that is being read, in which an alias cannot mean the whole."""


def parsed(file: str, text: str) -> tuple[dict[str, Any], list[Problem]]:
    """The file's mapping, and what is wrong with it although it can be used. Raises UnreadableError where it cannot.

    An empty value is an absent key; in a list it is None.
    """
    document = _Document(file)
    try:
        said = document.read(Loader(text))
    except yaml.YAMLError as error:
        raise UnreadableError(*(unusable(file, text) or [*document.problems, fault(file, text, error)])) from error
    return document.mapping(said), document.problems


def fault(file: str, text: str, error: Any) -> Problem:
    """The problem that an error of YAML's is."""
    from auditresp.store.syntax import syntax_problem

    return syntax_problem(file, text, error)


def composed(text: str) -> Any:
    """A text that was parsed before as nodes that know where they stand."""
    return yaml.compose(text, Loader=Loader)


class _Document:
    """Builds plain data from the events of a file, one after the other: the parser is the fastest way to them, and nodes cost more."""

    next: Callable[[], Any]
    """Gives the next event."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.anchors: dict[str, Any] = {}
        self.unused: dict[str, Any] = {}
        self.copied = 0
        self.names: dict[str, str] = {}
        """The keys that were met and can be used, as they are written: nearly every key is one that was met before."""

    def read(self, parser: Any) -> Any:
        """What the file says; None where it says nothing."""
        self.next = parser.get_event
        self.next()  # the stream begins
        if type(self.next()) is not DocumentStart:
            return None
        said = self.value(self.next(), 1)
        self.next()  # the document ends
        if type(event := self.next()) is DocumentStart:
            message = _("a second document begins here; a file holds one: remove the line with ---")
            self.refuse(event, "several-documents", message)
        return said

    def mapping(self, said: Any) -> dict[str, Any]:
        """What was read, when it is one mapping."""
        for anchor, event in self.unused.items():
            message = _("'&{anchor}' is left out of the text, as & at the beginning means something else in YAML; put the text in quotes")
            self.complain(event, "unused-anchor", message.format(anchor=anchor))
        if isinstance(said, dict):
            return said
        if not said:
            raise UnreadableError(empty_file(self.file))
        message = _("the file is no mapping; it is made of lines such as 'key: value'")
        raise UnreadableError(*self.problems, Problem(Place(self.file, 1, 1), "not-a-mapping", message))

    def value(self, event: Any, depth: int) -> Any:
        """What begins with an event; `depth` is how deep it lies."""
        kind = type(event)
        if kind is Alias:
            return self.alias(event)
        if event.anchor or event.tag:
            self.see_properties(event)
        if kind is Scalar:
            value = "" if event.value.isspace() else event.value
        else:
            if depth > DEPTH:
                message = _("more than {depth} levels of nesting; perhaps brackets that are not closed")
                self.refuse(event, "too-deep", message.format(depth=DEPTH))
            value = self.entries(depth + 1) if kind is SequenceStart else self.pairs(depth + 1)
        if event.anchor:
            self.anchors[event.anchor] = value
        return value

    def entries(self, depth: int) -> list[Any]:
        """The entries of a list that has begun."""
        said = []
        while type(event := self.next()) is not SequenceEnd:
            value = self.value(event, depth)
            said.append(None if value == "" else value)
        return said

    def pairs(self, depth: int) -> dict[str, Any]:
        """The keys and values of a mapping that has begun."""
        said: dict[str, Any] = {}
        keys: dict[str, Any] = {}
        while type(event := self.next()) is not MappingEnd:
            key = self.names.get(event.value) if type(event) is Scalar and not (event.anchor or event.tag) else None
            if key is None or key in keys:
                key = self.usable_key(self.value(event, depth), event, keys)
            else:
                keys[key] = event
            value = self.value(self.next(), depth)
            if value != "" and key is not SKIPPED:
                said[key] = value
        return said

    def usable_key(self, value: Any, event: Any, keys: dict[str, Any]) -> Any:
        """The key, or SKIPPED with a problem; `keys` are those before it, and where they stand."""
        if not isinstance(value, str) or value == "":
            message = _("a name was expected before the colon; put a text that has braces or brackets in quotes")
            return self.complain(event, "key-not-text", message, SKIPPED)
        if value == "<<":
            message = _("'<<' (a merge of mappings) is not supported; write the fields out")
            return self.complain(event, "merge-key", message, SKIPPED)
        key = written_key(value)
        if key in keys:
            message = _("'{key}' is written twice; the first is on line {line}: keep one of them")
            return self.complain(event, "duplicate-key", message.format(key=key, line=keys[key].start_mark.line + 1), SKIPPED)
        keys[key] = event
        self.names[value] = key
        return key

    def alias(self, event: Any) -> Any:
        """A value that was written before, and is meant again."""
        if event.anchor not in self.anchors:
            message = _("'*{anchor}' refers to nothing; put a text that begins with * in quotes")
            self.refuse(event, "unknown-alias", message.format(anchor=event.anchor))
        self.unused.pop(event.anchor, None)
        value = self.anchors[event.anchor]
        if value is OPEN:
            message = _("'*{anchor}' contains itself; write the value out")
            self.refuse(event, "recursive-alias", message.format(anchor=event.anchor))
        self.copied += size_of(value)
        if self.copied > COPIED:
            self.refuse(event, "too-many-aliases", _("aliases repeat too much text; write the values out"))
        return value

    def see_properties(self, event: Any) -> None:
        """Remember an anchor that may turn out to be the beginning of a text; complain of a tag."""
        if event.anchor in self.anchors:
            message = _("'&{anchor}' is written twice; put a text that begins with & in quotes, or name one of them differently")
            self.refuse(event, "duplicate-anchor", message.format(anchor=event.anchor))
        if event.anchor:
            self.unused[event.anchor] = event
            self.anchors[event.anchor] = OPEN
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


def size_of(value: Any) -> int:
    """How much text a value is, with all that it holds."""
    size, left = 0, [value]
    while left:
        each = left.pop()
        size += 1 + len(each) if isinstance(each, str) else 1
        if isinstance(each, dict):
            left += [*each, *each.values()]
        elif isinstance(each, list):
            left += each
    return size
