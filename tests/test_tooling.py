"""The judges themselves: each accepts what is right and names what is not. And no test is left out where all must run."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from playwright.sync_api import Browser

from tooling import ConvertToPdf, PdfPages, PdfText, ValidateDocx, accessibility_faults


def document(path: Path, *, spoilt: tuple[str, str] = ("", "")) -> Path:
    """A Word file with a line and a table, its XML spoilt by replacing one text with another."""
    written = docx.Document()
    written.add_paragraph("Nämnden instämmer.")
    written.add_table(rows=1, cols=1).cell(0, 0).text = "Åtgärd"
    written.save(str(path))
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(spoilt[0].encode(), spoilt[1].encode())
    with ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


LEFT_OUT = """
import pytest

@pytest.mark.skipif(True, reason="nothing like it here")
def test_marked() -> None: ...

def test_without_a_tool() -> None:
    pytest.skip("not installed")
"""


@pytest.mark.parametrize(("required", "status", "said"), [("1", 1, "1 failed, 1 error"), ("", 0, "2 skipped")])
def test_a_test_that_is_left_out_fails_where_all_must_run(tmp_path: Path, required: str, status: int, said: str) -> None:
    (tmp_path / "test_left_out.py").write_text(LEFT_OUT, encoding="utf-8")
    surroundings = os.environ | {"AUDITRESP_REQUIRE_TOOLS": required, "PYTHONPATH": str(Path(__file__).parent)}

    command = [sys.executable, "-m", "pytest", "-p", "conftest", "-p", "no:cacheprovider", str(tmp_path)]
    run = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, encoding="utf-8")

    assert (run.returncode, said in run.stdout) == (status, True), run.stdout


def test_validator_finds_nothing_in_a_sound_document(tmp_path: Path, validate_docx: ValidateDocx) -> None:
    assert validate_docx(document(tmp_path / "a.docx"), document(tmp_path / "b.docx")) == []


def test_validator_names_the_document_and_the_place_of_what_is_wrong(tmp_path: Path, validate_docx: ValidateDocx) -> None:
    sound = document(tmp_path / "a.docx")
    broken = document(tmp_path / "b.docx", spoilt=("<w:tblGrid>", "<w:tblGrit>"))
    misplaced = document(tmp_path / "c.docx", spoilt=("<w:t>Nämnden instämmer.</w:t>", "<w:t>Nämnden</w:t><w:rPr/>"))

    errors = validate_docx(sound, broken, misplaced)

    assert [error.split(": ")[0] for error in errors] == ["b.docx", "c.docx"]
    assert "/w:document[1]/w:body[1]/w:p[1]/w:r[1]" in errors[1]


def test_validator_sees_the_cell_without_a_paragraph_that_the_sdk_lets_through(tmp_path: Path, validate_docx: ValidateDocx) -> None:
    spoilt = "<w:p><w:r><w:t>Åtgärd</w:t></w:r></w:p>"

    assert validate_docx(document(tmp_path / "a.docx", spoilt=(spoilt, ""))) == [
        "a.docx: word/document.xml: a table cell does not end with a paragraph"
    ]


def test_libreoffice_opens_several_documents_at_once(
    tmp_path: Path, convert_to_pdf: ConvertToPdf, pdf_text: PdfText, pdf_pages: PdfPages
) -> None:
    pdfs = convert_to_pdf(document(tmp_path / "a.docx"), document(tmp_path / "b.docx"), to=tmp_path)

    assert [pdf_pages(pdf) for pdf in pdfs] == [1, 1]
    assert [pdf_text(pdf).split() for pdf in pdfs] == 2 * [["Nämnden", "instämmer.", "Åtgärd"]]


def test_axe_names_what_keeps_readers_out_of_a_page(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content('<!doctype html><html lang="sv"><title>Läget</title><main><h1>Läget</h1><img src="data:,"></main>')

    assert [fault.split(":")[0] for fault in accessibility_faults(page)] == ["image-alt"]
