"""Pydantic's errors as problems: where in the file, what was expected, and what would have been right."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic_core import ErrorDetails

from auditresp.language import _
from auditresp.model.dates import Deadline
from auditresp.model.values import AuditId, BoardKey, Email, Id, Line, PictureFile, Record, TemplateName, Text
from auditresp.problems import Path, Place, Problem
from auditresp.store.kinds import fields, inside, is_list, is_mapping, is_record, kind_at
from auditresp.store.places import TextPlaces
from auditresp.store.shaping import path_of
from auditresp.store.words import KEYS, RECORDS, VALUES, nearest
from auditresp.wording import word

OWN_CODES = {"not-an-id", "not-a-date", "impossible-date", "not-a-deadline", "not-a-checksum", "not-a-picture"}
"""Codes of what the model's own values raise; their message says it all."""

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

LIMITS: dict[str, Callable[[dict[str, Any]], str]] = {
    "greater_than_equal": lambda limit: _("expected a number that is at least {ge}").format(**limit),
    "less_than_equal": lambda limit: _("expected a number that is at most {le}").format(**limit),
}


def explained(root: type[Record], errors: tuple[ErrorDetails, ...], places: TextPlaces) -> Iterator[Problem]:
    """A problem for each error, at its place in the file."""
    for error in errors:
        path = path_of(error)
        match error["type"]:
            case "missing":
                yield missing_key(root, path, places)
            case "extra_forbidden":
                yield unknown_key(root, path, places.written(path, key=True))
            case _:
                code, message = wrong_value(kind_at(root, path), path, error)
                yield Problem(places.written(path, key=error["loc"][-1] == "[key]"), code, message)


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


def wrong_value(kind: Any, path: Path, error: ErrorDetails) -> tuple[str, str]:
    """Code and message for a value that its field does not take."""
    given, name = error["input"], path[-1]
    if error["type"] in OWN_CODES and isinstance(given, str):
        return error["type"], error["msg"]
    if given is None:
        return "empty-entry", _("an empty entry in a list; write a value, or remove the dash")
    if error["type"] in LIMITS:
        return "out-of-range", LIMITS[error["type"]](error["ctx"])
    if isinstance(given, str) and isinstance(kind, type) and issubclass(kind, StrEnum):
        return "unknown-value", unknown_value(name, given, [str(member) for member in kind], swedish(kind))
    if isinstance(given, str) and kind is bool:
        return "unknown-value", unknown_value(name, given, ["true", "false"], VALUES)
    return "wrong-type", wrong_type(kind, given)


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
