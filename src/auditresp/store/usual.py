"""YAML as our files nearly always write it, read by one regular expression in half the time that a parser of all YAML takes.

Nothing is judged here. A text that holds anything else, or anything wrong, is left to `parsing`, all of it.
"""

import re
from typing import Any

KEY = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}"
FIRST = r"""[^][\s{}?:,&*!|>'"%@`\#-]"""
WORDS = rf"{FIRST}[^:\#\n]*(?:(?::(?=[^ \n])|(?<=[^ ])\#)[^:\#\n]*)*"
"""A text without quotes, in which `: ` and ` #` would mean something else."""
SHORT = rf"{FIRST}[^][{{}},:\#\n]*"
"""A text without quotes inside brackets."""

BETWEEN = r"(?:\ *(?:\#.*)?\n)*"
"""Blank lines and comments."""

ENTRY = re.compile(
    rf"""
    {BETWEEN}(?P<indent>\ *)(?P<dash>-\ +)?(?:(?P<key>{KEY}):(?=[\ \n])\ *)?
    (?: (?P<words>{WORDS})\n
      | \|(?P<block>-?\n(?P<margin>\ +)[^\ \n].*\n(?:(?P=margin).*\n|\n)*)(?!\n*\ +\n)
      | (?P<short> "[^"\\\n]+" | \[{SHORT}(?:,\ {SHORT})*] | {{{KEY}:\ {SHORT}(?:,\ {KEY}:\ {SHORT})*}} )\ *\n
      | (?(key)\n|(?!))
    )
    """,
    re.VERBOSE,
)
"""A dash, a key or both, and what stands there: a text on the line or below it, a short list or mapping. Or more entries come below."""

END = re.compile(rf"{BETWEEN}\Z", re.VERBOSE)

SIMPLE = bytes({*range(256)} - {*range(32), 127} | {10})
CONTROLS = re.compile(rb"\xc2[\x80-\x9f]")
NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
"""With what is not SIMPLE, the characters that YAML refuses, tabs, and the line ends of Windows."""

DEEP = 20
"""So many levels are more than the files have."""


class UnusualError(Exception):
    """Something that YAML's own parser has to judge."""


def usual(content: bytes, text: str) -> dict[str, Any] | None:
    """What a file says that is one mapping, just as `parsed` says it; None where it may say something else.

    `text` is its content, decoded.
    """
    if content.translate(None, SIMPLE) or CONTROLS.search(content) or any(none in content for none in NO_CHARACTERS):
        return None
    try:
        return mapping(text)
    except UnusualError:
        return None


def mapping(text: str) -> dict[str, Any]:
    """What a text says, its entries put into each other by the columns in which they stand. Raises UnusualError."""
    root: dict[str, Any] = {}
    levels: list[tuple[int, Any]] = [(0, root)]
    (column, holder), opened, ended = levels[0], None, 0
    while entry := ENTRY.match(text, ended):
        ended = entry.end()
        indent, dash, key, words, block, margin, short = entry.groups()
        at = len(indent)
        if opened:
            if at < column + (not dash) or len(levels) == DEEP:  # the entries of a list may stand in the column of its key
                raise UnusualError
            column, holder[opened] = at, [] if dash else {}
            holder = holder[opened]
            levels.append((column, holder))
        while at < column or (at == column and not dash and type(holder) is list):
            levels.pop()
            column, holder = levels[-1]
        if at != column or (type(holder) is list) is not bool(dash):
            raise UnusualError
        if dash and key:
            holder.append({})
            column, holder = at + len(dash), holder[-1]
            levels.append((column, holder))
        if key and key in holder:
            raise UnusualError
        opened = None
        if words:
            value = words.rstrip(" ")
        elif block:
            value = below(block, margin, column)
        elif short:
            value = inside(short[1:-1], short[0])
        else:
            opened = key
            continue
        if key:
            holder[key] = value
        elif dash:
            holder.append(value)
        else:
            raise UnusualError
    if opened or not root or not END.match(text, ended):
        raise UnusualError
    return root


def below(block: str, margin: str, column: int) -> str:
    """The text below a `|`, with what stands behind that."""
    if len(margin) <= column:
        raise UnusualError
    strip, _end, lines = block.partition("\n" + margin)
    text = lines.replace("\n" + margin, "\n")
    if text.endswith("\n\n"):
        text = text.rstrip("\n") + "\n"
    return text[:-1] if strip else text


def inside(said: str, bracket: str) -> Any:
    """The text between quotes, or the texts between brackets or braces."""
    if bracket == '"':
        if said.isspace():  # an absent value, of which there is more to say
            raise UnusualError
        return said
    if bracket == "[":
        return [text.rstrip(" ") for text in said.split(", ")]
    pairs = [pair.split(": ") for pair in said.split(", ")]
    named = {key: text.rstrip(" ") for key, text in pairs}
    if len(named) < len(pairs):
        raise UnusualError
    return named
