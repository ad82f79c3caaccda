"""What may stand where: the model's fields, found by the keys that are written in the files."""

from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from auditresp.model.responses import Response
from auditresp.model.values import Record
from auditresp.problems import Path


@cache
def fields(record: type[Record]) -> dict[str, FieldInfo]:
    """A record's fields by the keys they are written with; a response's id is not among them, it is its file's name."""
    written = ((info.alias or name, info) for name, info in record.model_fields.items())
    return {key: info for key, info in written if (record, key) != (Response, "id")}


def bare(annotation: Any) -> Any:
    """What a value is when it is there: `Day` of `Day | None`, and date of `Day`."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return bare(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return bare(get_args(annotation)[0])
    return annotation


def is_record(kind: Any) -> bool:
    """Whether values of this kind have named fields."""
    return isinstance(kind, type) and issubclass(kind, Record)


def is_list(kind: Any) -> bool:
    """Whether values of this kind are lists."""
    return get_origin(kind) is tuple


def is_mapping(kind: Any) -> bool:
    """Whether values of this kind have keys that the secretary chooses."""
    return get_origin(kind) is Mapping


def inside(kind: Any, step: str | int) -> Any:
    """The kind of what lies at a key or an index of a value of `kind`; None where there is no such key."""
    if is_record(kind):
        info = fields(kind).get(str(step))
        return info and bare(info.annotation)
    if is_list(kind):
        return bare(get_args(kind)[0])
    return bare(get_args(kind)[1]) if is_mapping(kind) else None


def kind_at(kind: Any, path: Path) -> Any:
    """The kind of what lies at a path."""
    for step in path:
        kind = inside(kind, step)
    return kind
