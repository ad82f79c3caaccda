"""The repository's own root: a workspace that is in order, and whose documents are those that were looked at."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from conftest import Golden
from outline import outline
from tooling import ConvertToPdf, PdfText, ValidateDocx
from workspaces import REPOSITORY, auditresp

DOCUMENTS = [
    "2018-ekonomiskt-utanforskap/svar.docx",
    "2018-ekonomiskt-utanforskap/atgardsplan.docx",
    "2021-unga-utanfor/yttrande.docx",
    "sammanstallning.docx",
]
FILES = ["auditresp.yaml", "recommendations.yaml", "responses/2018-ekonomiskt-utanforskap.yaml", "responses/2021-unga-utanfor.yaml"]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the example's documents."""
    folder = tmp_path_factory.mktemp("build")
    result = auditresp(REPOSITORY, "build", "--output", str(folder))
    assert result.exit_code == 0, result.output
    return folder


def test_the_example_is_in_order() -> None:
    result = auditresp(REPOSITORY, "check", "--strict")

    assert (result.output, result.exit_code) == ("", 0)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_says_what_it_said_when_it_was_looked_at(build: Path, golden: Golden, document: str) -> None:
    golden(Path(document).stem, outline(build / document))


def test_word_opens_the_documents(build: Path, validate_docx: ValidateDocx) -> None:
    assert validate_docx(*(build / document for document in DOCUMENTS)) == []


def test_libreoffice_shows_the_documents(build: Path, convert_to_pdf: ConvertToPdf, pdf_text: PdfText, tmp_path: Path) -> None:
    svar, _plan, yttrande, overview = (pdf_text(pdf) for pdf in convert_to_pdf(*(build / document for document in DOCUMENTS), to=tmp_path))

    assert "senast den 25 oktober 2018" in " ".join(svar.split())
    assert "1 (4)" in svar
    assert "Ordförande i utbildningsnämnden" in yttrande
    assert "Antal rekommendationer" in overview


@pytest.mark.parametrize("name", FILES)
def test_an_editor_finds_the_schema_and_nothing_to_complain_of(name: str) -> None:
    """As an editor sees the file: with YAML's own guesses, but for dates, which YAML 1.2 does not know."""
    file = REPOSITORY / name
    text = file.read_text(encoding="utf-8")
    schema = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")

    class Editor(yaml.SafeLoader):
        """Reads as an editor does."""

    Editor.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    validator = Draft202012Validator(json.loads((file.parent / schema).read_text(encoding="utf-8")))

    assert [error.message for error in validator.iter_errors(yaml.load(text, Loader=Editor))] == []  # noqa: S506 - safe, less dates
