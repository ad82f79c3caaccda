"""What is wrong with plain data as problems: where in the file, what was expected, and what would have been right."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from auditresp.language import _
from auditresp.model import reading
from auditresp.model.dates import Deadline
from auditresp.model.kinds import fields, inside, is_list, is_mapping, is_record, kind_at
from auditresp.model.reading import OUT_OF_RANGE, Flaw
from auditresp.model.records import Record
from auditresp.model.values import AuditId, BoardKey, Email, Id, Line, PictureFile, TemplateName, Text
from auditresp.problems import Path, Place, Problem
from auditresp.store.places import TextPlaces
from auditresp.store.words import KEYS, RECORDS, VALUES, nearest
from auditresp.wording import word

EXAMPLES: dict[type, str] = {
    AuditId: "2018-skolan",
    BoardKey: "san",
    TemplateName: "svar",
    Id: "R1",
    Email: "namnd@example.se",
    PictureFile: "templates/logo.png",
    date: "2018-04-11",
    Deadline: "2018-10-25",
    bool: "true",
    int: "1",
}
"""What a value could be, by kind; a kind stands before those that include it."""


def explained(root: type[Record], flaws: Iterable[Flaw], places: TextPlaces) -> Iterator[Problem]:
    """A problem for each flaw, at its place in the file."""
    for flaw in flaws:
        match flaw.code:
            case reading.MISSING:
                yield missing_key(root, flaw.path, places)
            case reading.UNKNOWN_KEY:
                yield unknown_key(root, flaw.path, places.written(flaw.path, key=True))
            case _:
                code, message = wrong_value(root, flaw)
                yield Problem(places.written(flaw.path, key=flaw.at_key), code, message)


def missing_key(root: type[Record], path: Path, places: TextPlaces) -> Problem:
    """That a record lacks what every record of its kind has: at the record's key, or at the key that is there without a value."""
    *around, name = path
    example = f"{name}: {example_of(kind_at(root, path))}"
    message = _("'{key}' is missing in {record}; write for example `{example}`")
    record = RECORDS[kind_at(root, tuple(around))]
    return Problem(places.lack(path), "missing-key", message.format(key=name, record=record, example=example))


def unknown_key(root: type[Record], path: Path, place: Place) -> Problem:
    """That a key is no field of its record, with the field that was probably meant."""
    *around, key = path
    record = kind_at(root, tuple(around))
    message = _("'{key}' is not a field of {record}").format(key=key, record=RECORDS[record])
    return Problem(place, "unknown-key", message + remedy(root, tuple(around), str(key)))


def remedy(root: type[Record], path: Path, key: str) -> str:
    """What to do about an unknown key: the near one, the record it belongs to, or else the keys to choose from."""
    here = fields(kind_at(root, path))
    if home := elsewhere(root, path, key):
        return _("; it belongs to {record}").format(record=RECORDS[home])
    return nearest(key, here, KEYS) or _("; its fields are {keys}").format(keys=", ".join(here))


def elsewhere(root: type[Record], path: Path, key: str) -> type[Record] | None:
    """The record one or more levels out, or one level in, that has a field of this name."""
    here = kind_at(root, path)
    out = [kind_at(root, path[:length]) for length in range(len(path) - 1, -1, -1)]
    inner = [innermost(inside(here, name)) for name in fields(here)]
    return next((kind for kind in (*out, *inner) if is_record(kind) and key in fields(kind)), None)


def innermost(kind: Any) -> Any:
    """The kind of the entries of a list or a mapping; another kind itself."""
    return inside(kind, 0) if is_list(kind) or is_mapping(kind) else kind


def wrong_value(root: type[Record], flaw: Flaw) -> tuple[str, str]:
    """Code and message for a value that its field does not take."""
    kind, given, name = kind_at(root, flaw.path), flaw.given, flaw.path[-1]
    if flaw.code == OUT_OF_RANGE:
        return "out-of-range", out_of_range(root, flaw)
    if flaw.code and isinstance(given, str):
        return flaw.code, flaw.message
    if given is None:
        return "empty-entry", _("an empty entry in a list; write a value, or remove the dash")
    if isinstance(given, str) and isinstance(kind, type) and issubclass(kind, StrEnum):
        return "unknown-value", unknown_value(name, given, [str(member) for member in kind], swedish(kind))
    if isinstance(given, str) and kind is bool:
        return "unknown-value", unknown_value(name, given, ["true", "false"], VALUES)
    return "wrong-type", wrong_type(kind, given)


def out_of_range(root: type[Record], flaw: Flaw) -> str:
    """That a number is smaller or greater than its field takes."""
    *around, name = flaw.path
    field = fields(kind_at(root, tuple(around)))[str(name)]
    if field.at_least is not None and int(str(flaw.given)) < field.at_least:
        return _("expected a number that is at least {ge}").format(ge=field.at_least)
    return _("expected a number that is at most {le}").format(le=field.at_most)


def unknown_value(name: str | int, given: str, possible: list[str], habits: Mapping[str, str]) -> str:
    """That a value is none of those there are."""
    message = _("{key} is '{value}', expected one of {values}")
    return message.format(key=name, value=given, values=", ".join(possible)) + nearest(given, possible, habits)


def swedish(kind: Any) -> dict[str, str]:
    """The Swedish words for the values to choose from."""
    return VALUES | {word(member): str(member) for member in kind}


def wrong_type(kind: Any, given: Any) -> str:
    """That a value is of another shape than its field's."""
    if is_list(kind):
        entry = given if isinstance(given, str) and len(given) < 40 and not is_record(inside(kind, 0)) else None
        return _("expected a list, e.g. {example}").format(example=f"[{entry}]" if entry else example_of(kind))
    if is_mapping(kind) or is_record(kind):
        return _("expected fields with values, e.g. {example}").format(example=example_of(kind))
    if kind is int:
        return _("expected a whole number, e.g. {example}").format(example=example_of(kind))
    if not issubclass(kind, Line | Text):
        return _("expected one value, e.g. {example}").format(example=example_of(kind))
    found = _("a list") if isinstance(given, list) else _("fields with values")
    return _("expected a text, found {found}; put a text with brackets, braces or a colon in quotes").format(found=found)


def example_of(kind: Any) -> str:
    """A value of this kind as it could be written in the file."""
    if is_list(kind):
        return f"[{example_of(inside(kind, 0))}]"
    if is_mapping(kind):
        return f"{{{'san' if is_record(inside(kind, '')) else 'R1'}: {example_of(inside(kind, ''))}}}"
    if is_record(kind):
        required = [name for name, info in fields(kind).items() if info.is_required()] or list(fields(kind))[:1]
        return f"{{{', '.join(f'{name}: {example_of(inside(kind, name))}' for name in required)}}}"
    if issubclass(kind, StrEnum):
        return str(next(iter(kind)))
    return next((example for known, example in EXAMPLES.items() if issubclass(kind, known)), "…")
