import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

from auditresp.store.schema import KINDS, schema
from registers import AUDIT, SETTINGS, text

ROOT = Path(__file__).parents[1]

RESPONSE = """
audit: 2018
documents: [svar]
boards: [san]
case_number: 012
date: 2018-04-11
summary: no
decision_basis: [{text: Revisionsskrivelse, date: 2018-01-26}]
proposed_decisions: [{text: "Nämnden antar svaret", follow_up: f1}]
replies:
  R1:
    stance: partly
    text: 12.5
    by_board: {kan: Text}
    measures:
      - {id: m1, text: Ny rutin, status: done, due: 2018, done: 2018-06-12}
      - {id: m2, text: Ny rutin, status: planned, due: 2018-Q4, due_changes: [{from: 2018-05, to: 2018-Q4, reason: x, date: 2018-05-01}]}
  R2:
follow_ups: [{id: f1, text: Rapport, due: 2018-10-25, repeats: yearly}]
texts: {inledning: Text}
meeting:
sent: {date: 2018-04-26, version: 1}
"""


class Editor(yaml.SafeLoader):
    """Reads as an editor does, by YAML 1.2: dates are texts, and only true and false are truth values."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def complaints(kind: str, written: str) -> list[str]:
    """Where an editor underlines."""
    found = Draft202012Validator(schema(kind)).iter_errors(yaml.load(text(written), Editor))  # noqa: S506
    return sorted(error.json_path for outer in found for error in innermost(outer))


def innermost(error: ValidationError) -> Iterator[ValidationError]:
    """The errors inside an optional value; that it is not null is none."""
    inner = [each for each in error.context or () if each.validator_value != "null"]
    for each in inner:
        yield from innermost(each)
    if not inner:
        yield error


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_schema_is_the_models(kind: str) -> None:
    assert json.loads((ROOT / "schema" / f"{kind}.schema.json").read_text("utf-8")) == schema(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(schema(kind))


@pytest.mark.parametrize(("kind", "written"), [("settings", SETTINGS), ("recommendations", AUDIT), ("response", RESPONSE)])
def test_an_editor_is_content_with_what_the_program_reads(kind: str, written: str) -> None:
    assert complaints(kind, written) == []


def test_an_editor_underlines_what_the_program_refuses() -> None:
    written = RESPONSE.replace("partly", "delvis").replace("2018-Q4", "2018-Q5").replace("2018-04-11", "11/4").replace("m1", "m 1")

    assert complaints("response", written) == [
        "$.date",
        "$.replies.R1.measures[0].id",
        "$.replies.R1.measures[1].due",
        "$.replies.R1.measures[1].due_changes[0].to",
        "$.replies.R1.stance",
    ]


def test_an_editor_underlines_keys_that_are_unknown_or_missing() -> None:
    assert complaints("recommendations", "audits: [{id: a1, titel: Granskning, boards: [san], recommendations: []}]") == [
        "$.audits[0]",
        "$.audits[0]",
    ]


def test_the_id_of_a_response_is_its_files_name_alone() -> None:
    assert complaints("response", "id: r\n" + RESPONSE) == ["$"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_explained(kind: str) -> None:
    whole = schema(kind)
    records = [whole, *whole["$defs"].values()]

    assert [name for record in records for name, said in record.get("properties", {}).items() if not described(said)] == []


def described(said: dict[str, Any]) -> bool:
    return bool(said["description"])


def test_values_to_choose_from_are_explained_in_swedish() -> None:
    assert schema("response")["$defs"]["Stance"] == {
        "description": "agree: instämmer; partly: instämmer delvis; disagree: instämmer inte",
        "enum": ["agree", "partly", "disagree"],
        "enumDescriptions": ["instämmer", "instämmer delvis", "instämmer inte"],
        "type": "string",
    }
