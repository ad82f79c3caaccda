"""Tags found in a paragraph's words, also where Word or a slip of the hand has changed how they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditresp.documents.template.tags import Kind, Level, Tag


@dataclass(frozen=True)
class Found:
    """A stretch of text that is not to be printed as it stands."""

    start: int
    end: int
    tag: Tag | None = None
    literal: str = ""
    """What to print instead: `{{` for `{_{`."""


ESCAPES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
BEGIN = re.compile(r"\{\{|\{%|\{#|\{_\{|\}_\}|\{_%|%_\}")
KINDS = {"{{": (Kind.PRINT, "}}"), "{%": (Kind.STATEMENT, "%}"), "{#": (Kind.COMMENT, "#}")}
RAW = re.compile(r"\{%[-+]?\s*raw\s*[-+]?%\}(.*?)\{%[-+]?\s*endraw\s*[-+]?%\}", re.DOTALL)

DOUBLE, SINGLE = '"“”„‟', "'‘’‚‛"
STRING = re.compile(
    r"""
    (?P<straight>"(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*')
    """
    rf"| (?P<double>[{DOUBLE}][^{DOUBLE}]*[{DOUBLE}]) | (?P<single>[{SINGLE}][^{SINGLE}]*[{SINGLE}])",
    re.VERBOSE | re.DOTALL,
)
"""A string, also where Word has made its quotes typographic."""
SPACES = re.compile(r"[\s\xa0\u2000-\u200a\u202f]+")
UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\xad]")
DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "\N{NON-BREAKING HYPHEN}": "-"})

ASKED_LEVEL = re.compile(r"(tr|tc|p|r) +(?=\S)")
"""`{%p if x %}`: the level follows the brace at once."""
LATE_LEVEL = re.compile(r" +(tr|tc|p|r) +(?=[^\W\d])(?!(?:if|else|is|in|and|or|not)\b)")
"""`{% p if x %}`: a space has slipped in. A value that is called `p` is still one, as in `{{ p if p else q }}`."""


FIELD_BORDER = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a paragraph's words where a field begins, turns or ends; no tag reaches over it."""


def find(text: str) -> Iterator[Found]:
    """The tags and escaped braces in a paragraph's words. Raises Unclosed where a tag does not end."""
    place = 0
    while begin := BEGIN.search(text, place):
        opening = begin[0]
        if opening in ESCAPES:
            found = Found(begin.start(), begin.end(), literal=ESCAPES[opening])
        elif raw := RAW.match(text, begin.start()):
            found = Found(raw.start(), raw.end(), literal=raw[1])
        else:
            end = end_of(text, begin.start())
            found = Found(begin.start(), end, tag=read(text[begin.start() : end]))
        yield found
        place = found.end


class Unclosed(Exception):  # noqa: N818 - said to the person as a problem, with its place
    """A tag that begins in a paragraph and does not end in it."""

    def __init__(self, text: str, start: int) -> None:
        super().__init__(text[start:])
        self.text = text
        self.start = start


def end_of(text: str, start: int) -> int:
    """Where the tag that begins at `start` ends. A closing mark inside a string or inside braces is none."""
    kind, closing = KINDS[text[start : start + 2]]
    if kind is not Kind.COMMENT:
        depth, place = 0, start + 2
        while place < len(text):
            if depth == 0 and text.startswith(closing, place):
                return closed(text, start, place)
            if string := STRING.match(text, place):
                place = string.end()
                continue
            depth += {"{": 1, "}": -1}.get(text[place], 0)
            place += 1
    return closed(text, start, text.find(closing, start + 2))


def closed(text: str, start: int, closing: int) -> int:
    """Where a tag ends, if its closing mark is there and no field's border stands before it. Raises Unclosed."""
    if closing < 0 or FIELD_BORDER in text[start:closing]:
        raise Unclosed(text, start)
    return closing + 2


def read(source: str) -> Tag:
    """The tag that was written."""
    kind, _closing = KINDS[source[:2]]
    inside = source[2:-2]
    joins_before, joins_after = inside[:1] == "-", inside[-1:] == "-" and kind is not Kind.COMMENT
    code = straightened(inside.strip("+") if not (joins_before or joins_after) else inside[joins_before : len(inside) - joins_after])
    level = ASKED_LEVEL.match(code) or LATE_LEVEL.match(code)
    if level:
        code = code[level.end() :]
    return Tag(kind, Level(level[1]) if level else None, code.strip(), SPACES.sub(" ", source), joins_before, joins_after)


def straightened(code: str) -> str:
    """Code as a program reads it: Word's quotes, dashes and fixed spaces made plain; what stands in strings is kept."""
    pieces, place = [], 0
    for string in STRING.finditer(code):
        pieces.append(plain(code[place : string.start()]))
        pieces.append(string_literal(string))
        place = string.end()
    return "".join(pieces) + plain(code[place:])


def plain(code: str) -> str:
    """Code outside strings, on one line."""
    return SPACES.sub(" ", UNSEEN.sub("", code).translate(DASHES))


def string_literal(string: re.Match[str]) -> str:
    """A string between straight quotes, on one line."""
    quote = "'" if string["single"] else '"'
    written = string["straight"] or f"{quote}{string[0][1:-1]}{quote}"
    return re.sub(r"[\n\t]", " ", written)
