"""The files' JSON Schema, from which an editor completes keys and explains them, in Swedish, while they are written."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from auditresp.model.audits import RecommendationsFile
from auditresp.model.responses import Response
from auditresp.model.settings import FORMAT, Settings
from auditresp.model.values import Record
from auditresp.wording import word

KINDS: dict[str, tuple[type[Record], str]] = {
    "settings": (Settings, "Inställningar (auditresp.yaml)"),
    "recommendations": (RecommendationsFile, "Vad revisorerna har sagt (recommendations.yaml)"),
    "response": (Response, "Ett svar (responses/*.yaml)"),
}
"""The kinds of file: the record each holds, and its title."""


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of file, one of KINDS."""
    record, title = KINDS[kind]
    head = {"$schema": _EditorSchema.schema_dialect, "$id": f"urn:auditresp:{FORMAT}:{kind}", "title": title}
    body = record.model_json_schema(schema_generator=_EditorSchema)
    body["$defs"] = {name: in_swedish(definition) for name, definition in body["$defs"].items()}
    return head | body


class _EditorSchema(GenerateJsonSchema):
    """Says what an editor may see in a file: an empty value is an absent one, so wherever a key may be absent null may stand."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """A key needs no title: it has a description."""
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A record, by its description alone."""
        return without(super().model_schema(schema), "title")

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """What may be left out, with its default where that says something."""
        full = super().default_schema(schema)
        usual = full.get("default")
        return or_empty(full if isinstance(usual, str | int) else without(full, "default"))

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """What may be absent."""
        return or_empty(self.generate_inner(schema["schema"]))

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Named values: the names are ids, and a value may wait to be written."""
        [(pattern, value)] = super().dict_schema(schema)["patternProperties"].items()
        return {"type": "object", "patternProperties": {pattern: or_empty(value)}, "additionalProperties": False}

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """Values to choose from, each with its Swedish word."""
        return super().enum_schema(schema) | {"enumDescriptions": [word(member) for member in schema["members"]]}


def in_swedish(definition: JsonSchemaValue) -> JsonSchemaValue:
    """A definition; one of values to choose from is described by their Swedish words, for editors that show no more."""
    if "enum" not in definition:
        return definition
    explained = zip(definition["enum"], definition["enumDescriptions"], strict=True)
    return without(definition, "title") | {"description": "; ".join(f"{value}: {meaning}" for value, meaning in explained)}


def without(schema: JsonSchemaValue, keyword: str) -> JsonSchemaValue:
    """The schema less one keyword."""
    return {key: value for key, value in schema.items() if key != keyword}


def or_empty(schema: JsonSchemaValue) -> JsonSchemaValue:
    """The schema, or nothing written."""
    if "anyOf" in schema or schema.get("type") == "null":
        return schema
    if "type" not in schema or "enum" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return schema | {"type": list(dict.fromkeys([*kinds, "null"]))}
