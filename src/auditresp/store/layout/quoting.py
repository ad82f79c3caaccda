"""How a text on one line is written in YAML: without quotes where every reader takes it for the text it is."""

import re
from enum import Enum
from typing import Any

from auditresp.model.values import Written
from auditresp.store.decoding import FORBIDDEN

GUESSED = re.compile(
    r"""
      ~ | null | true | false | yes | no | on | off | y | n | = | <<         # and as Null, NULL
    | [-+]? 0b [01_]+ | [-+]? 0o? [0-7_]+ | [-+]? 0x [0-9a-f_]+              # numbers to the base 2, 8 and 16
    | [-+]? [0-9][0-9_]* (?: : [0-5]?[0-9] )+ (?: \. [0-9_]* )?              # to the base 60: 12:30
    | [-+]? (?: [0-9][0-9_,]* (?: \. [0-9_]* )? | \. [0-9][0-9_]* ) (?: e [-+]? [0-9]+ )?
    | [-+]? \. inf | \. nan
    | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} (?: [Tt \t] .* )?                   # a day or a point in time
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What YAML 1.1 or 1.2 takes for something else than a text. Our reader does not, but editors and other programs do."""

UNPLAIN = re.compile(r"^[-?:](?=\s|$)|^[\s,\[\]{}#&*!|>'\"%@`]|^[?:]|:(?=\s|$)|\s#|\s$|^(?:---|\.\.\.)|[\t\r\n]")
"""What a text without quotes cannot hold."""

UNPLAIN_IN_FLOW = re.compile(r"[,\[\]{}:?]")
"""What, beside that, it cannot hold inside brackets and braces in every version of YAML."""

ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def spelled(text: str, kind: Any, *, in_flow: bool = False, quotes: str = "") -> str:
    """A text on one line; `quotes` are those it had, and are kept where they can be."""
    if not quotes and is_plain(text, in_flow=in_flow) and not (is_text(kind) and GUESSED.fullmatch(text)):
        return text
    must_escape = re.search(FORBIDDEN, text) or re.search(r"[\t\r\n]", text)
    prefers_single = quotes == "'" or (quotes == "" and re.search(r'["\\]', text) and "'" not in text)
    return "'{}'".format(text.replace("'", "''")) if prefers_single and not must_escape else double_quoted(text)


def is_plain(text: str, *, in_flow: bool = False) -> bool:
    """Whether YAML reads the text as it is when no quotes stand around it."""
    return not (not text or UNPLAIN.search(text) or re.search(FORBIDDEN, text) or (in_flow and UNPLAIN_IN_FLOW.search(text)))


def is_text(kind: Any) -> bool:
    """Whether values of this kind are texts, and not days, numbers or words of the vocabulary, which every reader knows by their looks."""
    return isinstance(kind, type) and issubclass(kind, Written) and not issubclass(kind, Enum)


def double_quoted(text: str) -> str:
    """The text in quotes that can hold every character."""
    escaped = "".join(ESCAPES.get(character, character) for character in text)
    return f'"{re.sub(FORBIDDEN, lambda found: escape(found.group()), escaped)}"'


def escape(character: str) -> str:
    """A character that cannot be seen, by its number."""
    number = ord(character)
    return f"\\x{number:02X}" if number < 0x100 else f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"
