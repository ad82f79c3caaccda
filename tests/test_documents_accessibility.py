"""What keeps readers out of a Word file: the file as a whole, its title and language, files of others and our own."""

import io
import re
from pathlib import Path

import pytest
from docx import Document

from auditresp.documents.accessibility.rules import inaccessible
from auditresp.documents.building import Templates, build
from auditresp.documents.orders import Document as Wanted
from auditresp.problems import AuditrespError
from auditresp.store.loading import load
from auditresp.store.sources import Folder
from tooling import ROOT
from word_files import TEXT, found, p, picture, r, said, table, word_file
from workspaces import workspace


def test_a_file_that_everyone_can_read_gives_no_word() -> None:
    assert (
        said(
            word_file(
                p("Svar", "Rubrik1")
                + p(TEXT)
                + p("Åtgärder", "Rubrik2")
                + p("Nya rutiner", "Punktlista")
                + p("Utbildning", "Punktlista")
                + table("=Åtgärd | Klart", "Rutiner | 2019")
                + p(more=picture('descr="Stapeldiagram: sju av tio åtgärder är klara"'))
                + p("Läs i ", more=f"<w:hyperlink>{r('revisorernas rapport')}</w:hyperlink>")
            )
        )
        == []
    )


def test_what_is_no_word_file_stops_the_work() -> None:
    with pytest.raises(AuditrespError, match=r"svar\.docx cannot be used: the file is damaged, or no Word document at all"):
        inaccessible(b"Hej", "svar.docx")


def test_a_template_is_looked_at_like_a_document() -> None:
    assert found(word_file(p("Svar", "Rubrik2"), kind="template.main")) == [
        "body, under the heading “Svar”, paragraph 1: «Svar»: error heading-skipped"
    ]


def test_problems_come_in_the_order_of_the_text_and_the_whole_file_first() -> None:
    body = "".join(p(f"Rubrik {number}", "Rubrik1") + p() + p() for number in range(1, 12)) + p("Sist", "Rubrik3")

    problems = inaccessible(word_file(body, title=""), "svar.docx")

    assert [problem.code for problem in problems] == ["title-missing", *["paragraphs-empty"] * 11, "heading-skipped"]
    assert [re.sub(r"\D", "", problem.place.spot.partition("paragraph")[2]) for problem in problems[1:]] == [
        str(number) for number in [*range(2, 33, 3), 34]
    ]


def test_a_document_without_title() -> None:
    assert said(word_file(p(TEXT), title=" ")) == [
        "svar.docx: error title-missing: the document has no title, so a screen reader says only the file's name; "
        "write one under File > Info > Properties > Title"
    ]


@pytest.mark.parametrize("title", ["Dokument1", "Microsoft Word - Utkast 3", "svar_slutlig.docx"])
def test_a_title_that_a_program_wrote(title: str) -> None:
    assert said(word_file(p(TEXT), title=title)) == [
        f"svar.docx: warning title-meaningless: the document's title is '{title}', which says nothing; "
        "write what it is about under File > Info > Properties > Title"
    ]


def test_a_document_without_language() -> None:
    assert said(word_file(p(TEXT), language=None)) == [
        "svar.docx: error language-missing: the document does not say which language it is in, so a screen reader has to guess how it is "
        "pronounced; select all (Ctrl+A) and choose Swedish under Review > Language > Set Proofing Language"
    ]


def test_a_language_may_be_said_by_every_run_instead() -> None:
    assert found(word_file(p(TEXT, run='<w:lang w:val="sv-SE"/>'), language=None)) == []


@pytest.mark.parametrize("tag", ["sv", "sv-SE", "smj-SE", "sr-Latn-RS", "sl-rozaj"])
def test_what_is_a_language(tag: str) -> None:
    assert found(word_file(p("Tjänsteskrivelse"), language=tag)) == []


@pytest.mark.parametrize("tag", ["x-none", "svenska", "sv_SE", "und", "1053"])
def test_what_is_no_language(tag: str) -> None:
    assert said(word_file(p(TEXT), language=tag)) == [
        f"svar.docx: error language-invalid: '{tag}' is no language, so a screen reader has to guess how the text is pronounced; "
        "select all (Ctrl+A) and choose Swedish under Review > Language > Set Proofing Language"
    ]


def test_swedish_that_is_marked_as_english() -> None:
    text = "Det är viktigt att nämnden inte bara ser till det ekonomiska och att medel avsätts för ett arbete som är till gagn. " * 2

    assert said(word_file(p(text), language="en-US")) == [
        "svar.docx: warning language-doubtful: the text is marked as 'en-US' but seems to be Swedish, so a screen reader "
        "pronounces it wrongly; select it and choose its language under Review > Language > Set Proofing Language"
    ]


def test_a_few_foreign_words_prove_nothing() -> None:
    assert found(word_file(p("Det är inte för ett år."), language="en-US")) == []


def test_changes_that_nobody_has_accepted() -> None:
    assert said(word_file(p("Nämnden ", more=f"<w:del>{r('delar inte')}</w:del><w:ins>{r('instämmer')}</w:ins>"))) == [
        "svar.docx: body, paragraph 1: «Nämnden instämmer»: warning changes-left: 2 tracked changes are left, and who listens "
        "hears the old words with the new; choose Review > Accept > Accept All Changes and Stop Tracking, when they are agreed"
    ]


def test_a_change_outside_every_paragraph_is_one_too() -> None:
    assert found(word_file(p(TEXT) + "<w:sectPr><w:sectPrChange/></w:sectPr>")) == ["warning changes-left"]


def test_comments_that_nobody_has_answered() -> None:
    assert said(word_file(p("Nämnden instämmer.", more='<w:r><w:commentReference w:id="0"/></w:r>'))) == [
        "svar.docx: body, paragraph 1: «Nämnden instämmer.»: warning comments-left: 1 comment is left, which interrupts the reading and "
        "becomes public with the document; choose Review > Delete > Delete All Comments in Document, when they are answered"
    ]


def test_a_file_by_python_docx() -> None:
    document, written = Document(), io.BytesIO()
    document.core_properties.title = "Svar"
    document.add_heading("Svar", 1)
    document.add_heading("Rutiner", 3)
    document.add_paragraph("Nya rutiner", style="List Bullet")
    document.add_table(2, 2, style="Table Grid")
    document.save(written)

    assert [f"{problem.place.spot}: {problem.code}" for problem in inaccessible(written.getvalue(), "svar.docx")] == [
        "body, under the heading “Rutiner”, paragraph 2: «Rutiner»: heading-skipped",
        "body, under the heading “Rutiner”, paragraph 2: «Rutiner»: contrast-low",
        "body, under the heading “Rutiner”, table 1, row 1, cell 1: «¶»: table-without-header",
    ]


@pytest.mark.parametrize("template", ["svar", "yttrande"])
def test_what_we_build_can_be_read_by_everyone(tmp_path: Path, template: str) -> None:
    source = Folder(workspace(tmp_path))
    register = load(source)

    assert said(build(register, Wanted("avtal", template), Templates(register.templates, source.read))) == []


def test_every_code_is_explained_with_its_level() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "src/auditresp/documents/accessibility").glob("*.py"))
    used = re.findall(r'Finding\("([a-z-]+)".*?Level\.([A-Z]+)', source)
    explained = re.split(r"^### ", (ROOT / "docs/accessibility.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    said_of = {part.split("\n")[0]: part.split("\n")[2].split(". ")[0].lower() for part in explained}

    assert sorted(said_of) == sorted({code for code, _level in used})
    assert [(code, level) for code, level in used if level.lower() not in said_of[code]] == []
