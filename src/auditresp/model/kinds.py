"""What may stand where: the model's fields, found by the keys that are written in the files."""

from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from auditresp.model.records import Field, Record
from auditresp.problems import Path


@cache
def fields(record: type[Record]) -> dict[str, Field]:
    """A record's fields by the keys they are written with."""
    return {field.alias or name: field for name, field in record.fields.items() if field.in_file}


@cache
def bare(annotation: Any) -> Any:
    """What a value is when it is there: `Text` of `Text | None`."""
    return bare(get_args(annotation)[0]) if get_origin(annotation) in (Union, UnionType) else annotation


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
        field = fields(kind).get(str(step))
        return field and bare(field.annotation)
    if is_list(kind):
        return bare(get_args(kind)[0])
    return bare(get_args(kind)[1]) if is_mapping(kind) else None


def kind_at(kind: Any, path: Path) -> Any:
    """The kind of what lies at a path."""
    for step in path:
        kind = inside(kind, step)
    return kind
