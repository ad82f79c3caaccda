"""What changed, for programs: docs/diff.md says what each field means, schema/diff.schema.json what stands where."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from auditresp.changes.sections import Comparison
from auditresp.changes.telling import Told
from auditresp.changes.texts import Compared
from auditresp.model.dates import Deadline
from auditresp.model.records import Record
from auditresp.problems import Problem

FORMAT = 1
"""The version of this form; a field may be added without a new one."""


def as_json(comparison: Comparison) -> str:
    """One JSON object: the versions, what could not be read, and the changes."""
    said = {
        "format": FORMAT,
        "old": comparison.old,
        "new": comparison.new,
        "faults": [
            *(fault("old", problem) for problem in comparison.faults_in_old),
            *(fault("new", problem) for problem in comparison.faults_in_new),
        ],
        "changes": [change(told, section.heading) for section in comparison.sections for told in section.told],
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def fault(version: str, problem: Problem) -> dict[str, Any]:
    """What could not be read."""
    place = problem.place
    return {
        "version": version,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "code": problem.code,
        "message": problem.message,
    }


def change(told: Told, heading: str) -> dict[str, Any]:
    """A change: what it is, and how it is told."""
    found = told.change
    return {
        "kind": str(found.kind),
        "file": found.file,
        "path": list(found.path),
        "field": found.field,
        "audit": found.audit,
        "response": found.response,
        "item": found.item,
        "old": plain_data(found.old),
        "new": plain_data(found.new),
        "given": plain_data(found.given),
        "heading": heading,
        "sentence": told.sentence,
        "details": list(told.details),
        "text": [passage(compared) for compared in told.text],
    }


def passage(compared: Compared) -> dict[str, Any]:
    """A passage of a text, in pieces."""
    return {
        "fate": str(compared.fate),
        "shape": compared.shape,
        "was": compared.was,
        "moved": compared.moved,
        "pieces": [{"mark": str(piece.mark), "text": piece.text} for piece in compared.pieces],
    }


def plain_data(value: Any) -> Any:
    """A value as the files write it: a record by its fields, without those that have no value."""
    match value:
        case None | bool() | int():
            return value
        case date() | Deadline() | str():
            return str(value)
        case Record():
            named = ((info.alias or name, getattr(value, name)) for name, info in type(value).fields.items())
            return {name: plain_data(each) for name, each in named if each not in (None, (), {})}
        case Mapping():
            return {str(key): plain_data(each) for key, each in value.items()}
        case _:
            return [plain_data(each) for each in value]
