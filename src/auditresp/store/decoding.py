"""From bytes to text: UTF-8, or a sentence about what the file is instead."""

import re
from collections.abc import Iterator
from itertools import islice

from auditresp.language import _
from auditresp.problems import Place, Problem

SHOWN = 20
"""How many of a file's invisible characters are worth a line each."""

FORBIDDEN = "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""What YAML refuses, and the line breaks that editors do not show as such: neither is ever meant."""

TAKEN = "\x85\u2028\u2029\ufeff"
"""Those of the forbidden characters that YAML takes; what it refuses need not be looked for before."""

MARK = "<<<<<<<"
CONFLICT = f"^{MARK}(?: .*)?$"
"""Where git leaves both versions of some lines for a person to choose from."""

SWEDISH = "åäöÅÄÖéÉü"


class UnreadableError(Exception):
    """A file that says nothing that can be used; `problems` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


def decoded(file: str, data: bytes) -> str:
    """The text of a file. Raises UnreadableError where the bytes are no text that could be YAML.

    YAML's own parser finds most of the characters that it could not be, and quicker: `parsed` asks for them when it stops.
    """
    if looks_like_utf16(data):
        raise UnreadableError(not_utf8(file, data, 0))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(not_utf8(file, data, error.start)) from error
    if not text or text.isspace():
        raise UnreadableError(empty_file(file))
    if (MARK in text or any(character in text for character in TAKEN)) and (problems := unusable(file, text)):
        raise UnreadableError(*problems)
    return text


def unusable(file: str, text: str) -> list[Problem]:
    """What keeps a text from being YAML that somebody meant."""
    return [*conflicts(file, text), *forbidden_characters(file, text)]


def empty_file(file: str) -> Problem:
    """That a file says nothing at all."""
    return Problem(Place(file), "empty-file", _("the file is empty; write its content, or remove the file"))


def not_utf8(file: str, data: bytes, start: int) -> Problem:
    """That a file is saved in another encoding, with the likely one and the place of the first byte that is wrong."""
    before = data[:start]
    line_start = before.rfind(b"\n") + 1
    place = Place(file, before.count(b"\n") + 1, len(before[line_start:].decode("utf-8-sig", "replace")) + 1)
    message = _("the file is not UTF-8 but probably {encoding}; save it as UTF-8 (in Notepad: Save as, Encoding: UTF-8)")
    return Problem(place, "not-utf-8", message.format(encoding=likely_encoding(data)))


def likely_encoding(data: bytes) -> str:
    """What the bytes most probably are, judged by the Swedish letters they would give."""
    if looks_like_utf16(data):
        return "UTF-16"
    windows, mac = (sum(data.decode(name, "replace").count(letter) for letter in SWEDISH) for name in ("cp1252", "mac_roman"))
    return "Mac Roman" if mac > windows else "Windows-1252"


def looks_like_utf16(data: bytes) -> bool:
    """Whether the bytes begin as UTF-16 does, or every other one of them is zero."""
    beginning = data[:1000]
    return beginning.startswith((b"\xff\xfe", b"\xfe\xff")) or beginning.count(0) > len(beginning) / 4


def conflicts(file: str, text: str) -> Iterator[Problem]:
    """The places where a merge waits for somebody to choose."""
    message = _("an unfinished merge: keep the right lines, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>")
    for found in re.finditer(CONFLICT, text, re.MULTILINE):
        yield Problem(place_at(file, text, found.start()), "merge-conflict", message)


def forbidden_characters(file: str, text: str) -> Iterator[Problem]:
    """The characters that cannot be seen and that no document can hold, for instance a line break pasted from Word."""
    message = _("an invisible character (U+{code}), perhaps pasted from Word; delete it, or put a line break or a space there")
    for found in islice(re.finditer(FORBIDDEN, text), SHOWN):
        code = f"{ord(found.group()):04X}"
        yield Problem(place_at(file, text, found.start()), "invisible-character", message.format(code=code))


def place_at(file: str, text: str, index: int) -> Place:
    """The place of a character of the text."""
    return Place(file, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
