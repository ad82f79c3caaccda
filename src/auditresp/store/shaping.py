"""From plain data to a record: as much of it as stands, and pydantic's errors for what does not."""

from collections import defaultdict
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from auditresp.model.values import Line, Record, Text
from auditresp.problems import Path
from auditresp.store.kinds import fields, is_list, is_mapping, is_record, kind_at

R = TypeVar("R", bound=Record)

LEFT_OUT = object()
"""In place of a value that cannot stand."""


class Shaped(NamedTuple, Generic[R]):
    """What became of plain data: a record (None where nothing stands), the paths left out of it, and why."""

    record: R | None
    left_out: frozenset[Path] = frozenset()
    errors: tuple[ErrorDetails, ...] = ()


def shaped(kind: type[R], data: dict[str, Any]) -> Shaped[R]:
    """The record that the data says, without what is wrong in it, so that the rules can look at the rest."""
    try:
        return Shaped(kind.model_validate(data))
    except ValidationError as error:
        errors = tuple(error.errors(include_url=False))
    edits = dict(edit(kind, path_of(each)) for each in errors)
    left_out = frozenset(path for path, value in edits.items() if value is LEFT_OUT)
    record = None if () in left_out else kind.model_validate(edited(data, edits))
    return Shaped(record, left_out, errors)


def path_of(error: ErrorDetails) -> Path:
    """The path of the value an error is about; pydantic marks a key that is wrong with a further `[key]`."""
    *path, last = error["loc"]
    return tuple(path) if last == "[key]" else (*path, last)


def edit(kind: Any, path: Path) -> tuple[Path, Any]:
    """What to put where, so that the value at `path` no longer is wrong: the least of the record that must go."""
    while path:
        *around, name = path
        holder = kind_at(kind, tuple(around))
        info = fields(holder).get(str(name)) if is_record(holder) else None
        if info is None or not info.is_required():
            return path, LEFT_OUT
        value = stand_in(kind_at(kind, path), str(name))
        if value is not LEFT_OUT:
            return path, value
        path = tuple(around)
    return (), LEFT_OUT


def stand_in(kind: Any, key: str) -> Any:
    """What a draft shows instead of a required value; LEFT_OUT where nothing honest can be shown."""
    if kind in (Text, Line):
        return f"⟦saknas: {key}⟧"
    if is_list(kind):
        return []
    if is_mapping(kind):
        return {}
    if kind is int:
        return "1"
    if is_record(kind):
        inner = {name: stand_in(kind_at(kind, (name,)), name) for name, info in fields(kind).items() if info.is_required()}
        return LEFT_OUT if LEFT_OUT in inner.values() else inner
    return LEFT_OUT


def edited(data: Any, edits: dict[Path, Any]) -> Any:
    """A copy of the data with the edits done. Aliases share values in the data, so nothing is changed in place."""
    inside: dict[Path, dict[str | int, Any]] = defaultdict(dict)
    for path, value in edits.items():
        inside[path[:-1]][path[-1]] = value

    def copy(value: Any, path: Path) -> Any:
        here = inside.get(path, {})
        match value:
            case dict():
                kept = {key: copy(entry, (*path, key)) for key, entry in value.items() if key not in here}
                return kept | {key: entry for key, entry in here.items() if entry is not LEFT_OUT}
            case list():
                return [copy(entry, (*path, index)) for index, entry in enumerate(value) if index not in here]
            case _:
                return value

    return copy(data, ())
