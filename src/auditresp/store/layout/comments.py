"""What a file says together with its comments: each belongs to what follows it, or to the line it stands on."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from auditresp.model.kinds import fields, inside, is_record
from auditresp.model.values import Line
from auditresp.store.layout.printing import Said
from auditresp.store.layout.spans import Alias, Mapping, Node, Part, Scalar, Sequence, Spans, column

LINE_BREAK = re.compile(r"\r\n|\r|\n")
EDITOR = "# yaml-language-server:"
"""How the line begins that tells an editor which schema a file follows; it has to stand first."""


class Between(NamedTuple):
    """What stands between two values: a comment on the line of the first, and the lines below with their columns."""

    beside: str
    lines: list[tuple[int, str]]


def with_comments(kind: Any, file: Spans) -> tuple[list[str], Said]:
    """The lines above all that a file says, and what it says."""
    whole = _Reading(file)
    root = file.root
    top, first = heading(whole.between(0, root.start))
    if isinstance(root, Mapping | Sequence) and root.flow:
        top, first = [*top, *first], []
    return top, whole.said(kind, root, whole.between(root.end, len(file.text)), first)


def heading(above: Between) -> tuple[list[str], list[str]]:
    """The comments above the first value: those about the file, and those about that value."""
    lines = [*([above.beside.strip()] if above.beside else []), *(line for _, line in above.lines)]
    apart = "" in lines and any(lines)
    about = len(lines) - lines[::-1].index("") if apart else int(bool(lines) and lines[0].startswith(EDITOR))
    return lines[:about], lines[about:]


def comments_in(file: Spans) -> Iterator[str]:
    """Every comment of a file, in order."""
    at = 0
    for start, end in [*written_spans(file.root), (len(file.text), len(file.text))]:
        yield from re.findall(r"#[^\r\n]*", file.text[at:start])
        at = end


def written_spans(node: Node) -> Iterator[tuple[int, int]]:
    """Where the keys and texts stand in which a `#` is no comment. Of a text below its mark, the line of the mark may have one."""
    match node:
        case Mapping() | Sequence():
            for part in node.parts:
                if isinstance(node, Mapping):
                    yield part.start, part.named
                yield from written_spans(part.value)
        case Scalar(is_block=True):
            yield node.start + 1, node.start + 1
            yield node.head, node.end
        case _:
            yield node.start, node.end


class _Reading:
    """Joins values and comments."""

    def __init__(self, file: Spans) -> None:
        self.text = file.text
        self.anchors = file.anchors

    def between(self, start: int, end: int) -> Between:
        """What stands between two values that end and begin there."""
        first, *more = LINE_BREAK.split(self.text[start:end])
        found = re.search(r"[ \t]*#.*", first)
        beside = found[0].rstrip() if found else ""
        lines = []
        for line in more[:-1] if end < len(self.text) else more:
            at = line.find("#")
            if at >= 0 or not line.strip():
                lines.append((max(at, 0), line[at:].rstrip() if at >= 0 else ""))
        return Between(beside if beside[:1] != "#" else f"  {beside}", lines)

    def said(self, kind: Any, node: Node, behind: Between, above: list[str]) -> Said:
        """A value with its comments; `behind` is what stands between it and the next, `above` the comments on the first value in it."""
        match node:
            case Alias():
                return self.repeated(kind, self.anchors[node.name], behind.beside)
            case Scalar():
                return self.text_said(kind, node, behind.beside)
            case Mapping():
                parts = self.parts(kind, node, behind, above)
                return self.collected(kind, node, ordered(kind, dict(parts)), behind)
            case Sequence():
                return self.collected(kind, node, [each for _, each in self.parts(kind, node, behind, above)], behind)

    def repeated(self, kind: Any, node: Node, beside: str) -> Said:
        """A value that is written elsewhere, written out; its comments stand there."""
        said = self.said(kind, node, Between("", []), [])
        return without_comments(said, beside)

    def text_said(self, kind: Any, node: Scalar, beside: str) -> Said:
        """A text; of one below its mark, the comment stands behind the mark."""
        if node.is_block:
            beside = self.between(node.start + 1, node.head).beside
        if not isinstance(kind, type) or is_record(kind):
            kind = None
        value = " ".join(node.value.split()) if kind and issubclass(kind, Line) else node.value.strip()
        return Said(kind, value or None, beside=beside, style=node.style)

    def collected(self, kind: Any, node: Mapping | Sequence, value: Any, behind: Between) -> Said:
        """A list or a mapping. Behind a bracket stands a comment on it; else it is on the last value's line."""
        if not node.flow:
            return Said(kind, value, after=[line for _, line in own(behind.lines, node, self.text)])
        last = node.parts[-1].end if node.parts else node.start + 1
        inner = self.between(last, node.end)
        return Said(kind, value, beside=behind.beside, after=[line for _, line in inner.lines])

    def parts(self, kind: Any, node: Mapping | Sequence, behind: Between, above: list[str]) -> Iterator[tuple[str, Said]]:
        """The values in a list or a mapping, with the comments above each."""
        if node.flow and node.parts:
            start = self.between(node.start + 1, node.parts[0].start)
            above = [line for line in [start.beside.strip(), *(line for _, line in start.lines)] if line]
        for index, part in enumerate(node.parts):
            is_last = index + 1 == len(node.parts)
            next_start = node.end if is_last else node.parts[index + 1].start
            gap = self.between(part.end, next_start) if node.flow or not is_last else behind
            if is_last and node.flow:
                gap = Between(gap.beside, [])
            step = index if isinstance(node, Sequence) else part.name
            yield part.name, self.part(inside(kind, step), part, gap, above)
            above = [] if is_last else [line for _, line in below(gap.lines, part.value, column(self.text, part.start))[1]]

    def part(self, kind: Any, part: Part, gap: Between, above: list[str]) -> Said:
        """A value in a list or a mapping. A comment between its key and a list or mapping below stands on the key's line."""
        value = part.value
        nested = isinstance(value, Mapping | Sequence) and not value.flow
        begin = value.parts[0].start if isinstance(value, Mapping | Sequence) and nested else value.start
        head = self.between(part.after, begin) if value.end > value.start else Between("", [])
        inner, _rest = below(gap.lines, value, column(self.text, part.start))
        lines = [line for _, line in head.lines if line]
        if nested:
            said = self.said(kind, value, Between(gap.beside, inner), lines)
            said.beside, said.before = head.beside, [*above, *said.before]
            return said
        said = self.said(kind, value, gap, [])
        if head.beside and said.beside:
            lines.insert(0, head.beside.strip())
        said.beside = said.beside or head.beside
        said.before = [*above, *lines]
        return said


def own(lines: list[tuple[int, str]], node: Mapping | Sequence, text: str) -> list[tuple[int, str]]:
    """Of the lines below a list or mapping, those that are its own and not its last value's."""
    last = node.parts[-1]
    return below(lines, last.value, column(text, last.start))[1]


def below(lines: list[tuple[int, str]], value: Node, at: int) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The lines behind a value, divided: those further in than `at`, which end it when it is a list or mapping, and the rest."""
    if not isinstance(value, Mapping | Sequence) or value.flow:
        return [], lines
    end = 0
    for index, (indent, line) in enumerate(lines):
        if line and indent <= at:
            break
        if line:
            end = index + 1
    return lines[:end], lines[end:]


def ordered(kind: Any, said: dict[str, Said]) -> dict[str, Said]:
    """What a mapping holds, in the order of its record's fields; what is no field comes last."""
    if not is_record(kind):
        return said
    order = list(fields(kind))
    return dict(sorted(said.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order)))


def without_comments(said: Said, beside: str) -> Said:
    """What is said, without the comments around and in it, but one on its line."""
    match said.value:
        case dict() as pairs:
            value: Any = {key: without_comments(each, "") for key, each in pairs.items()}
        case list() as entries:
            value = [without_comments(each, "") for each in entries]
        case text:
            value = text
    return Said(said.kind, value, beside=beside, style=said.style)
