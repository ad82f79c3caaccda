"""What a template can see of a record: its fields, by their names in the files, and nothing else."""

from collections.abc import Mapping
from types import UnionType
from typing import Annotated, Union, get_args, get_origin

from auditresp.documents.template.absent import Absent
from auditresp.model.records import Record

Fields = Mapping[str, tuple[str, tuple[type, ...]]]
"""By their names in the files: the attribute that holds each, and the types it may have."""


class FieldsByKind(dict[type, Fields]):
    """The fields of each kind of record; of any other type, none. Each type that a template meets is looked at once."""

    def __missing__(self, kind: type) -> Fields:
        fields = kind.fields.items() if issubclass(kind, Record) else ()
        self[kind] = {info.alias or name: (name, types_in(info.annotation)) for name, info in fields}
        return self[kind]


FIELDS = FieldsByKind()


def types_in(annotation: object) -> tuple[type, ...]:
    """The types an optional field may have when it is there."""
    if get_origin(annotation) is Annotated:
        return types_in(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return tuple(found for each in get_args(annotation) if each is not type(None) for found in types_in(each))
    return (annotation,) if isinstance(annotation, type) else ()


def present(value: object, *kinds: type) -> object:
    """A value as the language has it: None is Absent."""
    return Absent(*kinds) if value is None else value


def below(absent: Absent, name: str) -> Absent | None:
    """What an absent value would have under that name; None where it could not have it."""
    if not absent.kinds:
        return Absent()
    for kind in absent.kinds:
        if issubclass(kind, Record):
            if name in FIELDS[kind]:
                return Absent(*FIELDS[kind][name][1])
        elif not name.startswith("_") and hasattr(kind, name):
            return Absent()
    return None
