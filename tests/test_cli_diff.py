"""`auditresp diff` on real repositories."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from repositories import commit, git, repository, write
from tooling import ROOT
from workspaces import RECOMMENDATIONS, RESPONSE, SETTINGS, auditresp

REGISTER = "responses/register.yaml"
FILES = {
    "auditresp.yaml": SETTINGS.replace("\n    ", "\n"),
    "recommendations.yaml": RECOMMENDATIONS.replace("\n    ", "\n"),
    "responses/avtal.yaml": RESPONSE.replace("\n    ", "\n"),
}
AVTAL = FILES["responses/avtal.yaml"]
PARTLY = AVTAL.replace("R1: {stance: agree, text: Ett register införs.}", "R1: {stance: partly, text: Ett nytt register införs i maj.}")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one commit, and a change in the working folder."""
    commit(repository(tmp_path), FILES)
    write(tmp_path, {"responses/avtal.yaml": PARTLY})
    return tmp_path


def lines(root: Path, *words: str) -> list[str]:
    """What the command prints below the line that names the versions."""
    result = auditresp(root, "diff", *words)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.splitlines()[1:]


CHANGES = [
    "",
    "Svaret avtal: Granskning av avtal",
    "~ Ställningstagandet till R1 har ändrats från ”instämmer” till ”instämmer",
    "  delvis”.",
    "~ Svaret på R1 har formulerats om.",
    "    Ett {+nytt+} register införs {+i maj+}.",
]


def test_the_latest_commit_against_the_working_folder(root: Path) -> None:
    result = auditresp(root, "diff")

    short = git(root, "rev-parse", "--short=10", "HEAD")
    assert result.stdout.splitlines() == [f"Från den senaste versionen ({short}) till arbetsmappen", *CHANGES]
    assert (result.exit_code, result.stderr) == (0, "")


def test_versions_by_tag_day_and_what_was_sent(root: Path) -> None:
    git(root, "tag", "--annotate", "--message", "x", "sent/avtal/1")
    git(root, "tag", "utkast")
    commit(root, {}, day="2018-05-01T12:00:00")

    for old in ("utkast", "2018-04-01", "2018-04-20", "sent", "sent/avtal", "HEAD~1"):
        assert lines(root, old, "HEAD") == CHANGES
        assert lines(root, old) == CHANGES
    assert lines(root, ".", "utkast")[2] == "~ Ställningstagandet till R1 har ändrats från ”instämmer delvis” till"
    assert lines(root) == ["", "Ingenting har ändrats."]


def test_a_response_of_the_same_name_as_a_branch_is_the_response(root: Path) -> None:
    git(root, "branch", "avtal")
    write(root, {"responses/annat.yaml": AVTAL})

    assert lines(root, "avtal") == CHANGES
    assert lines(root, "heads/avtal", "avtal") == CHANGES
    assert lines(root, "HEAD", "annat")[2:] == [
        "+ Svaret annat har lagts till.",
        "    Granskning: ”avtal”",
        "    Nämnder: Kommunstyrelsen",
        "    Svar på: R1 och R2",
        "    Uppföljningar: ”Hur långt arbetet har kommit”",
    ]


def test_what_is_neither_version_nor_response_is_said_with_the_nearest(root: Path) -> None:
    for words, end in {
        ("avtall",): "or did you mean the response 'avtal'?",
        ("HAED", "avtal"): "did you mean 'HEAD'?",
        ("HEAD", ".", "avtla"): "there is no response 'avtla' in either version; did you mean 'avtal'?",
    }.items():
        result = auditresp(root, "diff", *words)

        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.strip().endswith(end)


def test_a_response_that_is_gone_can_be_asked_for(root: Path) -> None:
    write(root, {"responses/avtal.yaml": None})

    assert lines(root, "avtal")[2] == "- Svaret avtal har tagits bort."


def test_exit_code_tells_whether_there_is_a_difference(root: Path) -> None:
    assert auditresp(root, "diff", "--exit-code").exit_code == 1
    assert auditresp(root, "diff", "HEAD", "HEAD", "--exit-code").exit_code == 0


def test_what_cannot_be_read_may_have_changed(root: Path) -> None:
    write(root, {"responses/avtal.yaml": "<<<<<<< HEAD\n" + PARTLY})

    result = auditresp(root, "diff", "--exit-code")

    assert (result.exit_code, result.stdout.splitlines()[2]) == (1, "I det som gick att läsa har ingenting ändrats.")
    assert "I det som gick att läsa har ingenting ändrats." in auditresp(root, "diff", "--format", "html").stdout


def test_stat_is_a_line_for_each_response(root: Path) -> None:
    result = auditresp(root, "diff", "--stat")

    assert result.stdout == "Svaret avtal: Granskning av avtal: 2 ändringar (1 ändrad uppgift, 1\n    omformulering)\n"


def test_faults_are_said_and_the_rest_is_compared(root: Path) -> None:
    write(root, {"responses/trasig.yaml": "audit: [", "responses/avtal.yaml": PARTLY + "stanse: x\n"})

    result = auditresp(root, "diff", "--format", "json")

    said = json.loads(result.stdout)
    assert [change["field"] for change in said["changes"]] == ["stance", "text"]
    assert [(fault["version"], fault["file"], fault["code"]) for fault in said["faults"]] == [
        ("new", "responses/avtal.yaml", "unknown-key"),
        ("new", "responses/trasig.yaml", "syntax"),
    ]
    assert result.stderr.startswith(
        "The files have errors (arbetsmappen); what cannot be read is not compared, or seems to be gone:\n  responses/avtal.yaml:"
    )


def test_without_a_repository_or_a_commit_it_says_what_to_do(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    assert "it lies in no git repository" in auditresp(tmp_path, "diff").stderr
    repository(tmp_path)
    assert "nothing has been committed" in auditresp(tmp_path, "diff").stderr


def test_json_is_as_its_schema_says(root: Path) -> None:
    schema = json.loads((ROOT / "schema/diff.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)

    said = json.loads(auditresp(root, "diff", "--format", "json").stdout)

    Draft202012Validator(schema).validate(said)
    assert said["changes"][0] | {"old": "agree", "new": "partly", "path": ["replies", "R1", "stance"], "item": "R1"} == said["changes"][0]
    assert said["changes"][1]["text"] == [
        {
            "fate": "reworded",
            "shape": "paragraph",
            "was": None,
            "moved": False,
            "pieces": [
                {"mark": "same", "text": "Ett"},
                {"mark": "added", "text": " nytt"},
                {"mark": "same", "text": " register införs"},
                {"mark": "added", "text": " i maj"},
                {"mark": "same", "text": "."},
            ],
        }
    ]


def test_a_form_can_go_into_a_file_and_has_no_colours_there(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "diff.txt"

    assert auditresp(root, "diff", "--output", str(file)).exit_code == 0
    assert file.read_text("utf-8").splitlines()[1:] == CHANGES
