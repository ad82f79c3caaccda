import json
from io import BytesIO
from pathlib import Path

import jsonschema
import pytest
from openpyxl import load_workbook
from referencing import Registry, Resource

from overviews import BISTAND, RECOMMENDATIONS, SETTINGS, SKOLVAGAR
from tooling import ROOT
from workspaces import auditresp, workspace


@pytest.fixture
def root(tmp_path: Path) -> Path:
    texts = {"avtal": BISTAND, "skolvagar": SKOLVAGAR}
    return workspace(tmp_path, settings=SETTINGS, recommendations=RECOMMENDATIONS, **texts)


def test_where_an_audit_stands(root: Path) -> None:
    result = auditresp(root, "status", "2018-bistand", "--as-of", "2019-03-05")

    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "Granskning av ekonomiskt bistånd (2018) · 2018-bistand",
        "Socialnämnden: sent",
        "",
        "R1  in progress · agree · the auditors: partly addressed",
        "    Klargör vem som ansvarar för vad <b>i dag</b>",
        "    - Skriv en rutin (Förvaltningschef; done 2018-05-28)",
        "    - =Inför ansvaret (Förvaltningschef; LATE, due 2018-12, moved 2 times)",
        "",
        "R2  in progress · agree partly",
        "    Ordna ett verksamhetssystem",
        "    - Skriv en anvisning (IT-chefen; due 2019-Q2)",
        "    - Köp ett system (Socialnämnden; cancelled)",
        "",
        "R3  answered · agree",
        "    Skydda den hemliga hallen",
        "    - Ett hemligt larm (Socialnämnden; LATE, due 2018-10)",
        "",
        "I1  answered",
        "    Målen är tydliga.",
        "",
        "Year  unanswered  answered  in progress  implemented",
        "2018           0         1            2            0",
        "2 deadlines have passed; auditresp deadlines lists them",
    ]


def test_a_response_is_its_boards_part(root: Path) -> None:
    said = auditresp(root, "status", "skolvagar", "--as-of", "2019-03-05").stdout.splitlines()

    assert said[:5] == [
        "Granskning av säkra skolvägar (2019) · 2019-skolvagar",
        "Utbildningsnämnden: draft",
        "Utbildningsnämnden owes the reply, due 2019-04-30; last safe meeting 2019-04-03:",
        "its minutes are approved by 2019-04-13",
        "",
    ]


@pytest.mark.parametrize("words", [[], ["--public"], ["skolvagar"]])
def test_json_is_as_its_schema_says(root: Path, words: list[str]) -> None:
    said = json.loads(auditresp(root, "status", "--format", "json", "--as-of", "2019-03-05", *words).stdout)

    deadlines, status = (json.loads((ROOT / "schema" / f"{name}.schema.json").read_text("utf-8")) for name in ("deadlines", "status"))
    registry: Registry[object] = Registry().with_resource(deadlines["$id"], Resource.from_contents(deadlines))
    jsonschema.Draft202012Validator(status, registry=registry).validate(said)
    assert ("hemlig" in json.dumps(said)) == (words == [])


def test_a_page_and_a_workbook_are_written_whole_into_a_file(root: Path) -> None:
    page, book = root / "build" / "läget.html", root / "build" / "läget.xlsx"

    assert auditresp(root, "status", "--format", "html", "-o", str(page)).stdout == f"{page}\n"
    assert auditresp(root, "status", "--format", "xlsx", "-o", str(book)).stdout == f"{book}\n"

    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert load_workbook(book).sheetnames == ["Läget", "Rekommendationer", "Åtgärder", "Tidsgränser"]


def test_without_a_file_the_bytes_go_to_standard_output(root: Path) -> None:
    result = auditresp(root, "status", "--format", "xlsx", "--as-of", "2019-03-05")

    assert load_workbook(BytesIO(result.stdout_bytes)).sheetnames[0] == "Läget"


def test_a_misspelt_name_is_told_the_nearest_and_a_file_with_faults_is_named(root: Path) -> None:
    (root / "responses" / "trasig.yaml").write_text("audit: [", encoding="utf-8")

    (root / "responses" / "losryckt.yaml").write_text("audit: borta\ndocuments: [svar]\nboards: [san]\n", encoding="utf-8")

    misspelt, broken = auditresp(root, "status", "skolvgar"), auditresp(root, "status", "trasig")
    astray = auditresp(root, "status", "losryckt")

    assert (misspelt.exit_code, misspelt.stderr) == (2, "auditresp: there is no response or audit 'skolvgar'; did you mean 'skolvagar'?\n")
    assert (broken.exit_code, broken.stderr) == (2, "auditresp: responses/trasig.yaml cannot be read; auditresp check says why\n")
    assert (astray.exit_code, astray.stderr) == (
        2,
        "auditresp: 'losryckt' answers the audit 'borta', which is not in recommendations.yaml\n",
    )
    assert auditresp(root, "status").stderr == "not read, see auditresp check: responses/trasig.yaml\n"
