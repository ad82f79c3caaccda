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
      | (?(key)(?P<opened>\n)|(?!))
      | \|(?P<strip>-?)\n(?P<block>(?P<margin>\ +)[^\ \n].*\n(?:(?P=margin).*\n|\n)*)(?!\n*\ +\n)
      | "(?P<quoted>[^"\\\n]+)"\ *\n
      | \[(?P<listed>{SHORT}(?:,\ {SHORT})*)]\ *\n
      | {{(?P<mapped>{KEY}:\ {SHORT}(?:,\ {KEY}:\ {SHORT})*)}}\ *\n
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
        return _Reading().read(text)
    except UnusualError:
        return None


class _Reading:
    """Puts the entries of a text into each other, by the columns in which they stand. Raises UnusualError."""

    def __init__(self) -> None:
        self.holder: Any = {}
        """The list or mapping whose entries stand in this column."""
        self.column = 0
        self.around: list[tuple[Any, int]] = []
        self.opened: str | None = None
        """The key of this mapping whose value begins with the next entry."""

    def read(self, text: str) -> dict[str, Any]:
        """What all of a text says."""
        root: dict[str, Any] = self.holder
        ended = 0
        while entry := ENTRY.match(text, ended):
            ended = entry.end()
            indent, dash, key, words, opened, strip, block, margin, quoted, listed, mapped = entry.groups()
            column = len(indent)
            if self.opened or column != self.column or (type(self.holder) is list) is not bool(dash):
                self.go_to(column, dash)
            if dash and key:
                self.begin(column + len(dash), {})
            if opened:
                self.open(key)
            elif words:
                self.put(key, words.rstrip(" "))
            else:
                self.put(key, self.lines(block, margin, strip) if block else short(quoted, listed, mapped))
        if self.opened or not root or not END.match(text, ended):
            raise UnusualError
        return root

    def go_to(self, column: int, dash: str | None) -> None:
        """Find the list or mapping that an entry belongs to: it begins here, or is one of those around the last entry."""
        if self.opened:
            self.begin(column, [] if dash else {})
        while column < self.column or (column == self.column and not dash and type(self.holder) is list):
            self.holder, self.column = self.around.pop()
        if column != self.column or (type(self.holder) is list) is not bool(dash):
            raise UnusualError

    def begin(self, column: int, holder: Any) -> None:
        """Begin a list, which may stand in the column of its key, or a mapping."""
        if column < self.column + (type(holder) is dict) or len(self.around) == DEEP:
            raise UnusualError
        self.put(self.opened, holder)
        self.around.append((self.holder, self.column))
        self.holder, self.column, self.opened = holder, column, None

    def open(self, key: str | None) -> None:
        """Remember a key whose value comes below."""
        if not key or key in self.holder:
            raise UnusualError
        self.opened = key

    def put(self, key: str | None, value: Any) -> None:
        """Put a value where it belongs. A key that is there already, or is missing, is none of our business."""
        if type(self.holder) is list:
            self.holder.append(value)
        elif key is None or key in self.holder:
            raise UnusualError
        else:
            self.holder[key] = value

    def lines(self, block: str, margin: str, strip: str) -> str:
        """The text below a `|`."""
        if len(margin) <= self.column:
            raise UnusualError
        text = block[len(margin) :].replace("\n" + margin, "\n")
        if text.endswith("\n\n"):
            text = text.rstrip("\n") + "\n"
        return text[:-1] if strip else text


def short(quoted: str | None, listed: str | None, mapped: str | None) -> Any:
    """The text between quotes, or the texts between brackets or braces."""
    if quoted:
        if quoted.isspace():  # an absent value, of which there is more to say
            raise UnusualError
        return quoted
    if listed:
        return [text.rstrip(" ") for text in listed.split(", ")]
    pairs = [pair.split(": ") for pair in (mapped or "").split(", ")]
    said = {key: text.rstrip(" ") for key, text in pairs}
    if len(said) < len(pairs):
        raise UnusualError
    return said
