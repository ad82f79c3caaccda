"""`auditresp diff --format docx`: the documents, with tracked changes."""

import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from repositories import commit, repository, write
from test_cli_diff import AVTAL, FILES, PARTLY
from tooling import ROOT, ValidateDocx
from workspaces import auditresp


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with templates, a second response, and a change in the first."""
    repository(tmp_path)
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    commit(tmp_path, FILES | {"responses/annat.yaml": AVTAL})
    write(tmp_path, {"responses/avtal.yaml": PARTLY})
    return tmp_path


def tracked(file: Path) -> list[str]:
    """What went and came in a document, as `-went` and `+came`."""
    with ZipFile(file) as package:
        xml = package.read("word/document.xml").decode()
    found = re.findall(r"<w:(ins|del) [^>]*>(.*?)</w:\1>", xml, re.DOTALL)
    said = [(kind, re.sub("<[^>]*>", "", inside).strip()) for kind, inside in found]
    return [f"{'+' if kind == 'ins' else '-'}{words}" for kind, words in said if words]


def test_the_documents_that_differ_show_what_went_and_came(root: Path, validate_docx: ValidateDocx) -> None:
    result = auditresp(root, "diff", "--format", "docx", "--output", str(root / "ut"))

    assert (result.exit_code, result.stderr) == (0, "")
    assert [Path(line).relative_to(root).as_posix() for line in result.stdout.splitlines()] == ["ut/avtal/svar.docx"]
    assert tracked(root / "ut/avtal/svar.docx") == ["+delvis", "+nytt", "+i maj"]
    assert validate_docx(root / "ut/avtal/svar.docx") == []


def test_the_same_versions_give_the_same_bytes_below_build(root: Path) -> None:
    file = root / "build/diff/avtal/svar.docx"
    results = []
    for _turn in range(2):
        assert auditresp(root, "diff", "HEAD", ".", "avtal", "--format", "docx", "--exit-code").exit_code == 1
        results.append(file.read_bytes())
        file.unlink()

    assert results[0] == results[1]
    assert auditresp(root, "diff", "annat", "--format", "docx", "--exit-code").output == ""


def test_a_response_that_came_went_or_has_another_name(root: Path) -> None:
    write(root, {"responses/avtal.yaml": None, "responses/namn.yaml": PARTLY, "responses/annat.yaml": None})

    said = auditresp(root, "diff", "--format", "docx").stdout

    assert [Path(line).relative_to(root / "build/diff").as_posix() for line in said.splitlines()] == ["namn/svar.docx", "avtal/svar.docx"]


def test_a_document_that_cannot_be_made_is_said_with_the_reason(root: Path) -> None:
    (root / "templates/svar.docx").write_bytes(b"no Word file")

    result = auditresp(root, "diff", "--format", "docx", "avtal")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1].startswith("not built: ")


def test_what_cannot_be_read_is_not_taken_for_gone(root: Path) -> None:
    write(root, {"responses/avtal.yaml": "<<<<<<< HEAD\n" + PARTLY})

    result = auditresp(root, "diff", "--format", "docx")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[0] == (
        "responses/avtal.yaml cannot be read in one of the versions, so nobody knows what has changed; auditresp diff says why"
    )
