"""The one form that files of the same meaning have, so that a difference between two versions is one that somebody made.

Keys stand in the order of the fields, each sentence on a line of its own, quotes only where YAML needs them, lists and mappings on
lines below their keys but for short lists in brackets. Comments stay with what they are about. The result is read back and compared:
what would mean something else, or lose a comment, is not given back.
"""

from collections import Counter
from typing import Any

from auditresp.language import _
from auditresp.markdown.sentences import says_the_same, sentence_lines
from auditresp.model.audits import RecommendationsFile
from auditresp.model.kinds import inside, is_mapping
from auditresp.model.records import Record
from auditresp.model.register import RECOMMENDATIONS_FILE, SETTINGS_FILE, in_responses
from auditresp.model.responses import Response
from auditresp.model.settings import Settings
from auditresp.model.values import Line, Text
from auditresp.problems import AuditrespError
from auditresp.store.decoding import UnreadableError, decoded
from auditresp.store.layout.comments import comments_in, with_comments
from auditresp.store.layout.printing import Said, Style, mapping_lines
from auditresp.store.layout.spans import line_end, next_line, spans
from auditresp.store.names import YAML
from auditresp.store.parsing import parsed


def kind_of_file(name: str) -> type[Record] | None:
    """What a file of a workspace says, by its name; nothing where it is none of them."""
    if in_responses(name):
        return Response if name.endswith(YAML) and name.count("/") == 1 else None
    return {SETTINGS_FILE: Settings, RECOMMENDATIONS_FILE: RecommendationsFile}.get(name)


def canonical(kind: type[Record], name: str, data: bytes) -> bytes:
    """The bytes of a file in the one form; line ends stay as they are.

    Raises UnreadableError where it cannot be read, AuditrespError where it cannot be put in order without losing something.
    """
    text = decoded(name, data)
    before = readable(name, text)
    file = spans(text)
    top, said = with_comments(kind, file)
    arrange(said)
    pairs = said.value if isinstance(said.value, dict) else {}
    body = mapping_lines(pairs, 0, Style()) if pairs else ["{}"]
    lines = [*once_empty(top), *body, *once_empty(said.after)]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    tidy = "\n".join([*lines, ""])
    if not (means_the_same(kind, before, parsed(name, tidy)[0]) and Counter(comments_in(file)) == Counter(comments_in(spans(tidy)))):
        message = _("{file} is written in a way that cannot be put in order safely; it is left as it is")
        raise AuditrespError(message.format(file=name))
    end = line_end(text, 0)
    return tidy.replace("\n", text[end : next_line(text, end)] or "\n").encode()


def readable(name: str, text: str) -> dict[str, Any]:
    """What a file says. Raises UnreadableError where part of it could not be read, and would be lost."""
    data, problems = parsed(name, text)
    if problems:
        raise UnreadableError(*problems)
    return data


def arrange(said: Said, *, first: bool = True) -> None:
    """Put a value and all in it in order: its texts sentence by sentence, its empty lines one at a time."""
    said.before = once_empty(said.before)
    if first and said.before[:1] == [""]:
        del said.before[0]
    said.after = once_empty(said.after)
    if said.after[-1:] == [""]:
        del said.after[-1]
    if isinstance(said.value, str):
        if said.kind and issubclass(said.kind, Text):
            said.value = sentence_lines(said.value)
    elif said.value:
        entries = list(said.value.values() if isinstance(said.value, dict) else said.value)
        apart = sum(entry.before[:1] == [""] for entry in entries) == len(entries) - 1
        for index, entry in enumerate(entries):
            if apart and index and entry.before[:1] != [""]:
                entry.before.insert(0, "")
            arrange(entry, first=index == 0)


def once_empty(lines: list[str]) -> list[str]:
    """Comments, with one empty line where there are several."""
    return [line for index, line in enumerate(lines) if line or index == 0 or lines[index - 1]]


def means_the_same(kind: Any, one: Any, other: Any) -> bool:
    """Whether two pieces of plain data mean the same, texts as they are printed."""
    match one, other:
        case dict(), dict():
            if one.keys() != other.keys() or (is_mapping(kind) and list(one) != list(other)):
                return False
            return all(means_the_same(inside(kind, key), value, other[key]) for key, value in one.items())
        case list(), list():
            return len(one) == len(other) and all(means_the_same(inside(kind, 0), *each) for each in zip(one, other, strict=True))
        case str(), str():
            if not isinstance(kind, type):
                return one.strip() == other.strip()
            if issubclass(kind, Text):
                return says_the_same(one.strip(), other.strip())
            return one.split() == other.split() if issubclass(kind, Line) else one.strip() == other.strip()
        case _:
            return one is other is None
