"""What is to be said, with its comments, as lines of YAML."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from auditresp.model.kinds import fields, inside
from auditresp.model.records import Record
from auditresp.model.values import Id, Line, Text
from auditresp.store.decoding import FORBIDDEN
from auditresp.store.layout.quoting import GUESSED, double_quoted, is_plain, spelled

WIDTH = 120
"""A text on one line, or a list in brackets, that goes beyond this stands on lines of its own."""


@dataclass(slots=True)
class Said:
    """A value to be written: a text, a list, a mapping, or nothing (None), and the comments around it.

    Comments are whole lines without their indentation; an empty one is an empty line.
    """

    kind: Any
    value: "str | list[Said] | dict[str, Said] | None"
    before: list[str] = field(default_factory=list)
    """The lines above it."""
    beside: str = ""
    """The comment on its first line, with the blanks before it."""
    after: list[str] = field(default_factory=list)
    """The lines after the last value of a list or mapping."""
    style: str = ""
    """How it was written: `|` can wait for a text, and a value of no known kind keeps its quotes."""


@dataclass(frozen=True, slots=True)
class Style:
    """How far things are indented: a mapping below its key, a list's dash below its key, and a value behind its dash."""

    mapping: int = 2
    sequence: int = 2
    dash: int = 2


def said(kind: Any, value: object) -> Said:
    """A value of the register, to be written; of a record, what is not as it is when nothing is written."""
    match value:
        case None | "":
            return Said(kind, None)
        case Record():
            return Said(kind, {key: said(inside(kind, key), field) for key, field in written_fields(kind, value).items()})
        case Mapping():
            return Said(kind, {str(key): said(inside(kind, key), entry) for key, entry in value.items()})
        case tuple():
            return Said(kind, [said(inside(kind, 0), entry) for entry in value])
        case _:
            return Said(kind, written(value))


def written_fields(kind: type[Record], record: Record) -> dict[str, Any]:
    """The fields of a record that its file must hold, by their keys and in their order."""
    values = {key: value_at(record, key) for key in fields(kind)}
    return {key: value for key, value in values.items() if fields(kind)[key].is_required() or value != fields(kind)[key].default}


def value_at(record: Record, key: str) -> Any:
    """What a record has in the field that is written with a key."""
    names = type(record).fields
    return getattr(record, key if key in names else next(name for name, info in names.items() if info.alias == key))


def written(value: object) -> str:
    """A single value as the files have it."""
    match value:
        case bool():
            return str(value).lower()
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def mapping_lines(pairs: dict[str, Said], column: int, style: Style) -> list[str]:
    """Keys and values as lines; the keys stand at `column`."""
    return [line for key, each in pairs.items() for line in pair_lines(key, each, column, style)]


def pair_lines(key: str, each: Said, column: int, style: Style) -> list[str]:
    """A key and its value as lines; the key stands at `column`."""
    name = spelled(key, Id)
    first, rest = below(each, column, style, column + len(name) + 2)
    return [*indented(each.before, column), f"{' ' * column}{name}:{first and ' '}{first}{each.beside}", *rest]


def sequence_lines(entries: list[Said], column: int, style: Style) -> list[str]:
    """The entries of a list as lines; the dashes stand at `column`."""
    return [line for each in entries for line in entry_lines(each, column, style)]


def entry_lines(each: Said, column: int, style: Style) -> list[str]:
    """An entry of a list as lines; the dash stands at `column`. A mapping begins behind the dash."""
    above = list(each.before)
    if isinstance(each.value, dict) and each.value:
        behind = column + style.dash
        lines = [*mapping_lines(each.value, behind, style), *indented(each.after, behind)]
        first = next(iter(each.value.values()))
        above += first.before
        first_line, *rest = lines[len(first.before) :]
        first_line = first_line.lstrip()
        if first.beside and each.beside:
            above.append(each.beside.strip())
        else:
            first_line += each.beside
    else:
        first_line, rest = below(each, column, style, column + style.dash)
        first_line += each.beside
    return [*indented(above, column), f"{' ' * column}-{' ' * (style.dash - 1)}{first_line}".rstrip(), *rest]


class Below(NamedTuple):
    """A value as it stands behind a key's colon or a dash: the words on that line, and the lines below it."""

    first: str
    lines: list[str]


def below(each: Said, column: int, style: Style, at: int) -> Below:
    """A value behind a colon or a dash; `column` is where the key or the dash stands, `at` where the value would begin."""
    match each.value:
        case None:
            return Below(each.style if each.style in ("|", ">") else "", [])
        case str() as text:
            return text_below(text, each, column + style.mapping, at)
        case list() as entries if not entries or fits_in_brackets(each, at):
            return Below(f"[{', '.join(spelled(str(entry.value), entry.kind, in_flow=True) for entry in entries)}]", [])
        case list() as entries:
            column += style.sequence
            return Below("", [*sequence_lines(entries, column, style), *indented(each.after, column)])
        case pairs if pairs:
            column += style.mapping
            return Below("", [*mapping_lines(pairs, column, style), *indented(each.after, column)])
        case _:
            return Below("{}", [])


def text_below(text: str, each: Said, column: int, at: int) -> Below:
    """A text behind its key; running text below it, where it has several lines, is long, or would need quotes."""
    if each.kind is None and is_plain(text) and (each.style == "" or not GUESSED.fullmatch(text)):
        return Below(text, [])
    if each.kind is not None and not issubclass(each.kind, Text):
        return Below(spelled(text, each.kind), [])
    if is_plain(text) and (at + len(text) <= WIDTH or " " not in text):
        return Below(spelled(text, Text), [])
    if not can_stand_below(text):
        return Below(double_quoted(text), [])
    return Below("|", [f"{' ' * column}{line}" if line else "" for line in text.split("\n")])


def can_stand_below(text: str) -> bool:
    """Whether a text can be written as lines below its key."""
    return not (re.search(FORBIDDEN, text) or "\r" in text) and text == text.strip()


def fits_in_brackets(each: Said, at: int) -> bool:
    """Whether a list stands in brackets on its key's line: short names, numbers or days, without comments."""
    short = inside(each.kind, 0)
    if not isinstance(short, type) or issubclass(short, Line | Text | Record) or each.after:
        return False
    entries = each.value if isinstance(each.value, list) else []
    if any(not isinstance(entry.value, str) or entry.before or entry.beside for entry in entries):
        return False
    return at + sum(len(str(entry.value)) + 2 for entry in entries) <= WIDTH


def in_flow(each: Said) -> str:
    """A value as it stands inside brackets or braces, on one line."""
    match each.value:
        case None:
            return ""
        case str() as text:
            return spelled(text, each.kind, in_flow=True)
        case list() as entries:
            return f"[{', '.join(map(in_flow, entries))}]"
        case pairs:
            return "{" + ", ".join(f"{spelled(key, Id, in_flow=True)}: {in_flow(value)}" for key, value in pairs.items()) + "}"


def indented(lines: list[str], column: int) -> list[str]:
    """Comments and empty lines, the comments at `column`."""
    return [f"{' ' * column}{line}" if line else "" for line in lines]
