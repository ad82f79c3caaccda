from pathlib import Path

import pytest

from auditresp import keeping as room
from auditresp.store import known, loading
from auditresp.store.loading import load
from auditresp.store.sources import Folder, InMemory
from registers import AUDIT, SETTINGS, text

RESPONSE = "audit: a1\ndocuments: [svar]\nboards: [san]\nreplies:\n  R1:\n    stance: agree\n    text: |\n      Ja.\n\n      - varje år\n"


@pytest.fixture(autouse=True)
def parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were parsed, in order; what is kept is kept in a folder of this test's own."""
    files: list[str] = []
    really = loading.said_in
    monkeypatch.setenv("AUDITRESP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(room, "program", lambda: b"this one")
    monkeypatch.setattr(loading, "said_in", lambda file, *said: (files.append(file), really(file, *said))[1])
    return files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with three responses."""
    root = tmp_path / "workspace"
    (root / "responses").mkdir(parents=True)
    (root / "auditresp.yaml").write_text(text(SETTINGS), encoding="utf-8")
    (root / "recommendations.yaml").write_text(text(AUDIT), encoding="utf-8")
    for name in "abc":
        (root / "responses" / f"{name}.yaml").write_text(RESPONSE, encoding="utf-8")
    return root


def in_memory(root: Path) -> InMemory:
    return InMemory({path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.yaml")})


def test_a_second_run_parses_nothing_and_says_the_same(root: Path, parsed: list[str]) -> None:
    first = load(Folder(root))
    began = len(parsed)
    second = load(Folder(root))

    assert (began, len(parsed)) == (5, 5)
    assert second == first == load(in_memory(root))
    assert second.problems == first.problems
    assert second.place(second.responses["b"].replies["R1"], "text") == first.place(first.responses["b"].replies["R1"], "text")


@pytest.mark.parametrize("name", ["auditresp.yaml", "recommendations.yaml", "responses/b.yaml"])
def test_one_edited_file_costs_one_file(root: Path, parsed: list[str], name: str) -> None:
    load(Folder(root))
    parsed.clear()
    with (root / name).open("a", encoding="utf-8") as file:
        file.write("# en rad till\n")

    load(Folder(root))

    assert parsed == [name]


def test_a_file_that_says_what_another_said_is_that_ones(root: Path, parsed: list[str]) -> None:
    load(Folder(root))
    (root / "responses" / "c.yaml").rename(root / "responses" / "d.yaml")
    parsed.clear()

    assert list(load(Folder(root)).responses) == ["a", "b", "d"]
    assert parsed == []


def test_what_is_wrong_in_a_file_is_said_every_time(root: Path, parsed: list[str]) -> None:
    (root / "responses" / "a.yaml").write_text(RESPONSE + "audit: a1\n", encoding="utf-8")  # a key that is written twice: parsed again
    (root / "responses" / "b.yaml").write_text(RESPONSE.replace("agree", "klar"), encoding="utf-8")  # a value that is none

    first, second = load(Folder(root)), load(Folder(root))

    assert [problem.code for problem in first.problems] == ["duplicate-key", "unknown-value"]
    assert second.problems == first.problems
    assert parsed[5:] == ["responses/a.yaml"]


def test_the_files_of_a_large_workspace_are_kept_in_several_bundles(
    root: Path, tmp_path: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known, "BUNDLE", 1)
    load(Folder(root))
    bundles = {path: path.stat().st_mtime_ns for path in (tmp_path / "cache").glob("parsed-*")}
    (root / "responses" / "b.yaml").write_text(RESPONSE + "# en rad till\n", encoding="utf-8")
    parsed.clear()

    load(Folder(root))

    written = [path for path, moment in bundles.items() if path.stat().st_mtime_ns != moment]
    assert (len(bundles) > 1, len(written), parsed) == (True, 1, ["responses/b.yaml"])
