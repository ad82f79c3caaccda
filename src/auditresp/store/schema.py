"""The files' JSON Schema, from which an editor completes keys and explains them, in Swedish, while they are written."""

from datetime import date
from enum import EnumType
from inspect import getdoc
from typing import Any, get_args

from auditresp.model.audits import RecommendationsFile
from auditresp.model.dates import DAY_PATTERN
from auditresp.model.kinds import bare, fields, inside, is_list, is_mapping, is_record
from auditresp.model.records import Field, Record
from auditresp.model.responses import Response
from auditresp.model.settings import FORMAT, Settings
from auditresp.wording import word

KINDS: dict[str, tuple[type[Record], str]] = {
    "settings": (Settings, "Inställningar (auditresp.yaml)"),
    "recommendations": (RecommendationsFile, "Vad revisorerna har sagt (recommendations.yaml)"),
    "response": (Response, "Ett svar (responses/*.yaml)"),
}
"""The kinds of file: the record each holds, and its title."""


JsonSchema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: str) -> JsonSchema:
    """The JSON Schema of a kind of file, one of KINDS."""
    record, title = KINDS[kind]
    head = {"$schema": DIALECT, "$id": f"urn:auditresp:{FORMAT}:{kind}", "title": title}
    definitions: dict[str, JsonSchema] = {}
    body = of_record(record, definitions)
    return head | {"$defs": dict(sorted(definitions.items()))} | body


def of_record(record: type[Record], definitions: dict[str, JsonSchema]) -> JsonSchema:
    """The fields of a record. What they are made of is added to the definitions."""
    of_fields = {key: of_field(field, definitions) for key, field in fields(record).items()}
    required = [key for key, field in fields(record).items() if field.is_required()]
    said = {"additionalProperties": False, "description": getdoc(record), "properties": of_fields}
    return said | ({"required": required} if required else {}) | {"type": "object"}


def of_field(field: Field, definitions: dict[str, JsonSchema]) -> JsonSchema:
    """What may stand at a key. An empty value is an absent one, so wherever a key may be absent null may stand."""
    said = of_kind(bare(field.annotation), definitions)
    if not field.is_required():
        said = or_empty(said)
        said |= {"default": field.default} if isinstance(field.default, int | str) else {}
    limits = {"minimum": field.at_least, "maximum": field.at_most}
    return said | {"description": field.description} | {name: limit for name, limit in limits.items() if limit is not None}


def of_kind(kind: Any, definitions: dict[str, JsonSchema]) -> JsonSchema:
    """A value of that kind."""
    if is_list(kind):
        return {"items": of_kind(inside(kind, 0), definitions), "type": "array"}
    if is_mapping(kind):
        named = {get_args(kind)[0].pattern: or_empty(of_kind(inside(kind, ""), definitions))}
        return {"additionalProperties": False, "patternProperties": named, "type": "object"}
    if is_record(kind) or isinstance(kind, EnumType):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}  # stands there already while what it is made of is described
            definitions[kind.__name__] = of_record(kind, definitions) if is_record(kind) else of_choice(kind)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if issubclass(kind, date):
        return {"format": "date", "pattern": DAY_PATTERN, "type": "string"}
    plain = {bool: "boolean", int: "integer"}
    return {"type": plain[kind]} if kind in plain else dict(kind.schema)


def of_choice(kind: Any) -> JsonSchema:
    """Values to choose from, each with its Swedish word, also as a description for editors that show no more."""
    words = {str(member): word(member) for member in kind}
    explained = "; ".join(f"{value}: {meaning}" for value, meaning in words.items())
    return {"description": explained, "enum": list(words), "enumDescriptions": list(words.values()), "type": "string"}


def or_empty(said: JsonSchema) -> JsonSchema:
    """The schema, or nothing written."""
    if "type" not in said:
        return {"anyOf": [said, {"type": "null"}]}
    kinds = said["type"] if isinstance(said["type"], list) else [said["type"]]
    return said | {"type": [*kinds, "null"]}
