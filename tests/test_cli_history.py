import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from registers import text
from repositories import commit, git, repository
from tooling import ROOT
from workspaces import RECOMMENDATIONS, RESPONSE, SETTINGS, auditresp

FILES: dict[str, str | bytes | None] = {
    "auditresp.yaml": text(SETTINGS),
    "recommendations.yaml": text(RECOMMENDATIONS),
    "responses/avtal.yaml": text(RESPONSE),
}
PARTLY = text(RESPONSE).replace("R1: {stance: agree", "R1: {stance: partly")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A response that a colleague has begun, changed her mind about, tidied and renamed."""
    root = repository(tmp_path / "svar")
    commit(root, FILES, "Första utkastet", "2018-04-01T12:00:00+00:00")
    git(root, "tag", "sent/avtal/1")
    commit(root, {"responses/avtal.yaml": PARTLY}, "Delvis\n\nEfter samråd", "2018-04-02T12:00:00+00:00")
    commit(root, {"responses/avtal.yaml": f"# Klart\n{PARTLY}"}, "Städar", "2018-04-03T12:00:00+00:00")
    git(root, "mv", "responses/avtal.yaml", "responses/avtalen.yaml")
    commit(root, {}, "Nytt namn", "2018-04-04T12:00:00+00:00")
    return root


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")


def short(root: Path, version: str) -> str:
    return git(root, "rev-parse", version)[:10]


def test_a_response_has_its_versions_newest_first(root: Path) -> None:
    result = auditresp(root, "history", "avtalen")

    assert result.stdout == text(f"""
        {short(root, "HEAD")} 2018-04-04 12:00 Sekreteraren
        Nytt namn
          > Svaret har bytt beteckning från avtal till avtalen.

        {short(root, "HEAD~2")} 2018-04-02 12:00 Sekreteraren
        Delvis
          Svaret avtal: Granskning av avtal
          ~ Ställningstagandet till R1 har ändrats från ”instämmer” till ”instämmer
            delvis”.

        {short(root, "HEAD~3")} 2018-04-01 12:00 Sekreteraren  (sent/avtal/1)
        Första utkastet
          Svaret avtal: Granskning av avtal
          + Svaret avtal har lagts till.

    """)


def sentences(root: Path, *words: str) -> list[str]:
    """The sentences of the versions that are told of."""
    return [each["sentence"] for each in json.loads(auditresp(root, "history", "--format", "json", *words).stdout)["versions"]]


def test_what_is_told_of_can_be_chosen(root: Path) -> None:
    assert sentences(root) == ["Nytt namn", "Delvis", "Första utkastet"]
    assert sentences(root, "--all") == ["Nytt namn", "Städar", "Delvis", "Första utkastet"]
    assert sentences(root, "--limit", "1") == ["Nytt namn"]
    assert sentences(root, "--since", "2018-04-02") == ["Nytt namn", "Delvis"]
    assert sentences(root, "--since", "sent/avtal") == ["Nytt namn", "Delvis"]
    assert sentences(root, "avtalen/R1") == ["Nytt namn", "Delvis", "Första utkastet"]
    assert sentences(root, "avtalen/R2") == ["Nytt namn", "Första utkastet"]


def test_a_day_that_is_not_in_the_calendar_is_said(root: Path) -> None:
    assert auditresp(root, "history", "--since", "2018-02-30").stderr == "auditresp: 2018-02-30 is not a day in the calendar\n"


def test_a_name_that_only_earlier_versions_have_is_found(root: Path) -> None:
    git(root, "mv", "responses/avtalen.yaml", "responses/avtalsuppföljning.yaml")
    commit(root, {"recommendations.yaml": text(RECOMMENDATIONS).replace("id: avtal", "id: granskning")}, "Ännu ett namn")

    assert sentences(root, "avtalen") == ["Ännu ett namn", "Nytt namn", "Delvis", "Första utkastet"]
    assert auditresp(root, "history", "avtaln").stderr == "auditresp: there is no response or audit 'avtaln'; did you mean 'avtalen'?\n"


def test_an_audit_is_told_of_with_its_responses(root: Path) -> None:
    commit(root, {"recommendations.yaml": text(RECOMMENDATIONS).replace("Samla avtalen", "Samla alla avtal")}, "Revisorerna")

    assert sentences(root, "avtal") == ["Revisorerna", "Nytt namn", "Delvis", "Första utkastet"]
    assert sentences(root, "avtal/R2") == ["Nytt namn", "Första utkastet"]


def test_full_tells_texts_word_by_word(root: Path) -> None:
    commit(root, {"responses/avtalen.yaml": PARTLY.replace("Ett register", "Ett nytt register")}, "Nytt ord")

    result = auditresp(root, "history", "--full", "--limit", "1")

    assert result.stdout.splitlines()[2:] == [
        "  Svaret avtalen: Granskning av avtal",
        "  ~ Svaret på R1 har formulerats om.",
        "      Ett {+nytt+} register införs.",
        "",
    ]


def test_json_is_as_its_schema_says(root: Path, tmp_path: Path) -> None:
    schemas = {name: json.loads((ROOT / "schema" / name).read_text("utf-8")) for name in ("history.schema.json", "diff.schema.json")}
    registry = Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in schemas.items())
    Draft202012Validator.check_schema(schemas["history.schema.json"])

    auditresp(root, "history", "avtalen", "--format", "json", "--output", str(tmp_path / "history.json"))

    said = json.loads((tmp_path / "history.json").read_text("utf-8"))
    Draft202012Validator(schemas["history.schema.json"], registry=registry).validate(said)
    assert said["subject"] == {"response": "avtalen", "audit": "avtal", "item": None}
    assert {key: value for key, value in said["versions"][-1].items() if key != "changes"} == {
        "commit": git(root, "rev-parse", "HEAD~3"),
        "parents": [],
        "when": "2018-04-01T12:00:00+00:00",
        "who": "Sekreteraren",
        "sentence": "Första utkastet",
        "tags": ["sent/avtal/1"],
        "unread": [],
    }
    assert [change["kind"] for version in said["versions"] for change in version["changes"]] == ["renamed", "changed", "added"]


def test_versions_that_cannot_be_told_of_are_named(root: Path) -> None:
    commit(root, {"responses/avtalen.yaml": "audit: [\n"}, "Trasig")

    assert auditresp(root, "history", "--limit", "1").stdout.splitlines()[1:] == [
        "Trasig",
        "  responses/avtalen.yaml kan inte läsas i den här versionen.",
        "",
    ]
    assert auditresp(root, "history", "--since", "HEAD").stdout == "Ingenting har ändrats.\n"


def test_without_versions_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "auditresp.yaml").write_text("format: 1\n")

    assert "it lies in no git repository" in auditresp(tmp_path, "history").stderr
    repository(tmp_path)
    assert "nothing has been committed" in auditresp(tmp_path, "history").stderr


def test_an_early_end_of_history_is_remarked(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=2", root.as_uri(), "clone")

    result = auditresp(tmp_path / "clone", "history", "avtalen")

    assert result.stderr == "the clone is shallow, and its history ends early; `git fetch --unshallow` fetches the rest\n"
