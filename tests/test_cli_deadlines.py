import csv
import json
from pathlib import Path

import jsonschema
import pytest

from tooling import ROOT
from workspaces import auditresp, workspace

SETTINGS = """
    format: 1
    municipality:
      name: Provby kommun
    boards:
      ks: {name: Kommunstyrelsen, meetings: [2018-04-11, 2018-04-25]}
      bun: {name: Barnnämnden}
    contacts:
      upphandlare: {title: Upphandlingschef}
"""

RECOMMENDATIONS = """
    audits:
      - id: avtal
        title: Granskning av avtal
        boards: [ks]
        reply_due: 2018-04-30
        recommendations:
          - {id: R1, text: Samla avtalen på ett ställe}
"""

RESPONSE = """
    audit: avtal
    documents: [svar]
    boards: [ks]
    replies:
      R1:
        stance: agree
        measures:
          - id: register
            text: =Köp in ett *register*
            status: ongoing
            owner: upphandlare
            due: 2018-spring
            due_changes: [{from: 2018-03, to: 2018-spring, reason: Ingen lämnade anbud, date: 2018-03-20}]
          - {id: lista, text: Gör en lista, status: done, done: 2018-02-01, due: 2018-02}
    follow_ups:
      - {id: rapport, text: Läget, due: 2018-Q2, repeats: quarterly, until: 2018}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path, settings=SETTINGS, recommendations=RECOMMENDATIONS, avtal=RESPONSE)


def test_what_is_due_in_order_with_what_is_worth_knowing(root: Path) -> None:
    result = auditresp(root, "deadlines", "--as-of", "2018-04-12")

    assert result.exit_code == 0, result.output
    assert [line.rstrip() for line in result.stdout.splitlines()] == [
        "Due          Days Workdays  What",
        "2018-04-30     18       12  Reply: Granskning av avtal",
        "                            Kommunstyrelsen · avtal/ks",
        "                            last safe meeting 2018-04-11 has passed; 2018-04-25",
        "                            remains, with minutes approved at once (omedelbar",
        "                            justering)",
        "våren 2018     49       33  Measure: =Köp in ett register",
        "                            Upphandlingschef · avtal/register",
        "                            moved 2018-03-20 from 2018-03 to våren 2018: Ingen",
        "                            lämnade anbud",
        "2018-Q2        79       52  Report: Läget",
        "                            Kommunstyrelsen · avtal/rapport",
    ]


def test_a_meeting_in_time_says_when_its_minutes_are_approved(root: Path) -> None:
    said = auditresp(root, "deadlines", "--as-of", "2018-04-11", "--to", "2018-05-01").stdout

    assert " ".join(said.split()).endswith("last safe meeting 2018-04-11: its minutes are approved by 2018-04-25")


def test_when_no_meeting_is_left_it_says_which_was_the_last(root: Path) -> None:
    said = auditresp(root, "deadlines", "--as-of", "2018-04-26", "--to", "2018-05-01").stdout

    assert " ".join(said.split()).endswith("last safe meeting 2018-04-11 has passed, and no later one is left before the reply is due")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--board", "bun"], []),
        (["--board", "kommunstyrelsen", "--to", "2018-04-30"], ["reply/avtal/ks"]),
        (["--owner", "upphandlingschef"], ["measure/avtal/register"]),
        (["--owner", "ks", "--from", "2018-05-01"], ["follow_up/avtal/rapport"]),
        (
            ["--from", "2018-06-01", "--to", "2030-01-01"],
            ["follow_up/avtal/rapport", "follow_up/avtal/rapport/2", "follow_up/avtal/rapport/3"],
        ),
        (["--all", "--to", "2018-03-01"], ["measure/avtal/lista"]),
    ],
)
def test_choosing_some(root: Path, words: list[str], expected: list[str]) -> None:
    said = json.loads(auditresp(root, "deadlines", "--format", "json", *words).stdout)

    assert [each["id"] for each in said["deadlines"]] == expected


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--board", "kss"], "there is no board 'kss' in auditresp.yaml; did you mean 'ks'?"),
        (["--owner", "upphandlaren"], "nobody called 'upphandlaren' is responsible for anything; did you mean 'upphandlare'?"),
        (["--as-of", "i dag"], "Invalid value for '--as-of': 'i dag' is no date; a date is written 2018-04-11"),
    ],
)
def test_a_misspelt_name_is_told_the_nearest(root: Path, words: list[str], sentence: str) -> None:
    result = auditresp(root, "deadlines", *words)

    assert (result.exit_code, sentence in result.stderr) == (2, True)


def test_json_is_as_its_schema_says(root: Path) -> None:
    said = json.loads(auditresp(root, "deadlines", "--as-of", "2018-04-12", "--all", "--format", "json").stdout)

    schema = json.loads((ROOT / "schema" / "deadlines.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(said, schema)
    assert [(each["due"], each["day"], each["state"], each["days_left"]) for each in said["deadlines"]] == [
        ("2018-02", "2018-02-28", "met", None),
        ("2018-04-30", "2018-04-30", "due_soon", 18),
        ("2018-spring", "2018-05-31", "upcoming", 49),
        ("2018-Q2", "2018-06-30", "upcoming", 79),
    ]


def test_csv_opens_in_a_swedish_excel_and_holds_no_formula(root: Path) -> None:
    file = root / "build" / "tider.csv"

    result = auditresp(root, "deadlines", "--as-of", "2018-06-02", "--format", "csv", "-o", str(file))

    assert result.stdout == f"{file}\n"
    assert file.read_bytes().startswith(b"\xef\xbb\xbfF\xc3\xb6rfaller;Sista dag;")
    rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
    measure = next(row for row in rows if row["Slag"] == "åtgärd")
    assert {name: measure[name] for name in ("Förfaller", "Sista dag", "Läge", "Dagar kvar", "Vad", "Flyttad från", "Skäl till flytt")} == {
        "Förfaller": "våren 2018",
        "Sista dag": "2018-05-31",
        "Läge": "försenad",
        "Dagar kvar": "-2",
        "Vad": "'=Köp in ett register",
        "Flyttad från": "2018-03",
        "Skäl till flytt": "Ingen lämnade anbud",
    }


def test_no_deadline_is_said_too(tmp_path: Path) -> None:
    root = workspace(
        tmp_path, settings=SETTINGS, recommendations=RECOMMENDATIONS.replace("reply_due: 2018-04-30", "findings: []"), avtal=""
    )

    assert auditresp(root, "deadlines").stdout == "Nothing is due.\n"
