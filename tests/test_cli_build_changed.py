"""`build` makes what its inputs changed, and nothing else: every input in turn, and each time what a clean build would make."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from auditresp import keeping
from picture_making import png
from registers import text
from repositories import commit, git, repository
from tooling import tool
from workspaces import RECOMMENDATIONS, RESPONSE, SETTINGS, auditresp, workspace

TWO_AUDITS = (
    RECOMMENDATIONS.rstrip(" ")
    + """\
      - id: skola
        title: Granskning av skolan
        boards: [ks]
        recommendations:
          - {id: R1, text: Följ upp resultaten}
    """
)
SCHOOL = """
    audit: skola
    documents: [svar]
    boards: [ks]
    replies:
      R1: {stance: agree, text: Det görs varje termin.}
"""
AGREEMENTS, BESIDE, OTHER, ALL = "avtal/svar.docx", "avtal-2/svar.docx", "skola/svar.docx", "sammanstallning.docx"
EVERYTHING = [AGREEMENTS, BESIDE, OTHER, ALL]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two responses to one audit, one to another, and a document of them all; with a logo. All is built."""
    settings = SETTINGS.replace("Provby kommun", "Provby kommun\n      logo: templates/logo.png")
    settings += "      san: {name: Socialnämnden}\n    contacts:\n      chef: {title: Kommunchef}\n    documents: [sammanstallning]\n"
    root = workspace(
        tmp_path / "work",
        settings=settings,
        recommendations=TWO_AUDITS,
        avtal=RESPONSE.replace("documents: [svar]", "documents: [svar]\n    case_officers: [{name: Ada}]"),
        skola=SCHOOL,
        **{"avtal-2": "audit: avtal\ndocuments: [svar]\nboards: [san]\nreplies:\n  R1: {stance: agree, text: Vi gör som styrelsen.}\n"},
    )
    (root / "templates" / "logo.png").write_bytes(png(8, 8))
    assert sorted(built(root)) == sorted(EVERYTHING)
    return root


def built(root: Path, *words: str) -> list[str]:
    """The files that a build writes, and that they are what a clean build makes."""
    result = auditresp(root, "build", "--draft", *words)
    assert result.exit_code == 0, result.output
    written = [line for line in result.stdout.splitlines() if line.endswith((".docx", ".pdf"))]
    clean = root.parent / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    assert auditresp(root, "build", "--draft", "--force", "--output", str(clean), *words).exit_code == 0
    assert documents(root / "build") == documents(clean)
    return [Path(line).relative_to(root / "build").as_posix() for line in written]


def documents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.docx")}


def says(name: str, old: str, new: str) -> Callable[[Path], None]:
    """That a file says something else."""

    def change(root: Path) -> None:
        file = root / name
        said = file.read_text("utf-8")
        assert old in said
        file.write_text(said.replace(old, new), "utf-8")

    return change


def another_template(root: Path) -> None:
    shutil.copyfile(root / "templates/yttrande.docx", root / "templates/svar.docx")


def another_logo(root: Path) -> None:
    (root / "templates/logo.png").write_bytes(png(9, 9))


def no_logo(root: Path) -> None:
    (root / "templates/logo.png").unlink()


def one_removed(root: Path) -> None:
    (root / "build" / OTHER).unlink()


def one_saved_in_word(root: Path) -> None:
    (root / "build" / OTHER).write_bytes((root / "build" / AGREEMENTS).read_bytes())


def one_more_response(root: Path) -> None:
    (root / "responses/skola-2.yaml").write_text(text(SCHOOL).replace("documents: [svar]", "documents: []"), "utf-8")


def one_response_less(root: Path) -> None:
    (root / "responses/avtal-2.yaml").unlink()


ANSWER = [AGREEMENTS, BESIDE, ALL]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda root: None, []),
        (says("responses/avtal.yaml", "Ett register", "Ett nytt register"), ANSWER),
        (says("responses/avtal-2.yaml", "som styrelsen", "likadant"), ANSWER),
        (says("responses/skola.yaml", "varje termin", "varje år"), [OTHER, ALL]),
        (one_more_response, [OTHER, ALL]),
        (says("recommendations.yaml", "Samla avtalen", "Samla alla avtal"), ANSWER),
        (says("recommendations.yaml", "Granskning av skolan", "Granskning av skolorna"), [OTHER, ALL]),
        (says("recommendations.yaml", "audits:\n", "# Granskningarna\n\naudits:\n"), []),
        (says("auditresp.yaml", "Provby kommun", "Provby stad"), EVERYTHING),
        (says("auditresp.yaml", "Kommunstyrelsen", "Styrelsen"), EVERYTHING),
        (says("auditresp.yaml", "title: Kommunchef", "title: Kommundirektör"), EVERYTHING),
        (says("auditresp.yaml", "documents: [", "reminders: {days_before: [3]}\ndocuments: ["), []),
        (another_template, [AGREEMENTS, BESIDE, OTHER]),
        (another_logo, EVERYTHING),
        (no_logo, EVERYTHING),
        (one_removed, [OTHER]),
        (one_saved_in_word, [OTHER]),
    ],
)
def test_what_changed_is_built(root: Path, change: Callable[[Path], None], expected: list[str]) -> None:
    change(root)

    assert built(root) == [file for file in EVERYTHING if file in expected]
    assert built(root) == []


def test_a_response_that_is_gone_changes_the_others_to_its_audit(root: Path) -> None:
    one_response_less(root)
    (root / "build" / BESIDE).unlink()

    assert built(root) == [AGREEMENTS, ALL]


def test_a_time_alone_changes_nothing_and_a_change_needs_none(root: Path) -> None:
    response, times = root / "responses/skola.yaml", (root / "responses/skola.yaml").stat()
    response.write_text(response.read_text("utf-8").replace("termin", "läsår"), "utf-8")
    os.utime(response, ns=(times.st_atime_ns, times.st_mtime_ns))
    (root / "responses/avtal.yaml").touch()

    assert built(root) == [OTHER, ALL]


def test_another_form_is_another_document(root: Path) -> None:
    assert built(root, "--public") == EVERYTHING
    assert built(root, "--public") == []
    assert built(root) == EVERYTHING


def test_another_program_builds_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "program", lambda: b"another")

    assert built(root) == EVERYTHING
    assert built(root) == []


def test_all_is_built_when_it_is_forced(root: Path) -> None:
    assert built(root, "--force") == EVERYTHING


def test_only_what_is_named_is_looked_at(root: Path) -> None:
    says("responses/avtal.yaml", "Ett register", "Ett nytt register")(root)

    first = auditresp(root, "build", "--draft", "avtal-2")
    second = auditresp(root, "build", "--draft", "skola")

    assert [first.stdout.splitlines()[0], second.stdout] == [str(root / "build" / BESIDE), ""]
    assert second.stderr.startswith("unchanged: 1 file\n")
    assert built(root) == [AGREEMENTS, ALL]


def test_what_is_unchanged_is_counted_or_named(root: Path) -> None:
    counted, named = auditresp(root, "build", "--draft").stderr, auditresp(root, "build", "--draft", "-v").stderr

    assert counted.startswith("unchanged: 4 files\n")
    assert named.splitlines()[:4] == [f"unchanged: {root / 'build' / file}" for file in EVERYTHING]


def test_errors_are_said_also_when_nothing_changed(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    auditresp(root, "build")
    says("responses/avtal.yaml", "documents: [svar]", "documents: [svar]\nmeeting: 2018-13-01")(root)

    refused = [auditresp(root, "build") for _again in range(2)]

    assert [result.exit_code for result in refused] == [1, 1]
    assert refused[0].stderr == refused[1].stderr
    assert refused[1].stderr.splitlines()[-1] == f"not built: {root / 'build/avtal/svar.docx'}"


def test_without_a_folder_for_what_is_kept_all_is_built(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITRESP_CACHE", "off")

    assert built(root) == EVERYTHING


@pytest.mark.parametrize("more", [0, 25])
def test_the_commit_that_a_document_names_is_an_input_too(tmp_path: Path, more: int) -> None:
    others = {f"skola{number:02}": SCHOOL for number in range(more)}
    root = workspace(repository(tmp_path / "work"), recommendations=TWO_AUDITS, **others)
    all_schools = [f"skola{number:02}/svar.docx" for number in range(more)]
    commit(root, {".gitignore": "build/\n"}, "Svaret")
    assert built(root) == [AGREEMENTS, *all_schools]
    assert built(root) == []

    says("responses/avtal.yaml", "Ett register", "Ett nytt register")(root)
    assert built(root) == [AGREEMENTS]
    commit(root, {"responses/avtal.yaml": (root / "responses/avtal.yaml").read_bytes()}, "Ändrat")
    named = auditresp(root, "build", "--draft")
    assert named.stdout.splitlines()[0] == str(root / "build" / AGREEMENTS)
    assert named.stderr.startswith("1 of them says what it said before, and only names another commit\n")
    assert built(root) == []

    commit(root, {"LÄSMIG.md": "Annat"}, "Annat")
    assert built(root) == []
    git(root, "commit", "--quiet", "--amend", "--allow-empty", "-m", "Annat, i andra ord")
    assert built(root) == []


def test_a_commit_of_another_audit_or_of_reminders_is_not_the_documents_own(tmp_path: Path) -> None:
    root = workspace(repository(tmp_path / "work"), recommendations=TWO_AUDITS, skola=SCHOOL)
    first = commit(root, {".gitignore": "build/\n"}, "Svaren")
    assert built(root) == [AGREEMENTS, OTHER]

    says("recommendations.yaml", "Samla avtalen", "Samla alla avtal")(root)
    says("auditresp.yaml", "boards:", "reminders: {days_before: [3]}\nboards:")(root)
    assert built(root) == [AGREEMENTS]
    second = commit(root, {}, "Den ena granskningen")
    assert built(root) == [AGREEMENTS]
    for file, named in ((AGREEMENTS, second), (OTHER, first)):
        verified = auditresp(root, "verify", str(root / "build" / file))
        assert (verified.exit_code, named[:10] in verified.stdout) == (0, True)
        assert "byte for byte what is built from there" in verified.stdout


def test_a_pdf_is_made_where_its_document_changed_or_it_is_not_as_it_was_left(tmp_path: Path) -> None:
    tool("soffice")
    root = workspace(repository(tmp_path / "work"), recommendations=TWO_AUDITS, skola=SCHOOL)

    def pdfs() -> list[str]:
        return [Path(line).parent.name for line in auditresp(root, "build", "--pdf").stdout.splitlines() if line.endswith(".pdf")]

    assert pdfs() == ["avtal", "skola"]
    assert pdfs() == []
    says("responses/skola.yaml", "varje termin", "varje år")(root)
    assert pdfs() == ["skola"]
    (root / "build/avtal/svar.pdf").write_bytes(b"%PDF")
    assert pdfs() == ["avtal"]
    commit(root, {".gitignore": "build/\n"}, "Svaren, som handlingarna nämner men inte deras PDF")
    assert pdfs() == []
    auditresp(root, "build", "--pdf", "--force", "--output", str(tmp_path / "clean"))
    assert (root / "build/skola/svar.pdf").read_bytes() == (tmp_path / "clean/skola/svar.pdf").read_bytes()
