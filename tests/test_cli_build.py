import hashlib
from pathlib import Path

import pytest
from docx import Document

from tooling import PdfText, tool
from workspaces import RECOMMENDATIONS, RESPONSE, SETTINGS, auditresp, workspace

WRONG = RESPONSE.replace("audit: avtal", "audit: avtla")


def sums(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()
    }


def test_builds_every_response_and_says_what_follows(tmp_path: Path) -> None:
    root = workspace(tmp_path)

    result = auditresp(root, "build")

    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        str(root / "build/avtal/svar.docx"),
        "",
        "Deadlines that follow:",
        "  2018-10-25   Hur långt arbetet har kommit (Kommunchefen)",
    ]
    assert list(sums(root / "build")) == ["avtal/svar.docx"]


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    once, again = workspace(tmp_path / "once"), workspace(tmp_path / "again")
    auditresp(once, "build")
    auditresp(again, "build")

    assert sums(once / "build") == sums(again / "build") != {}


def test_a_response_with_errors_is_refused_while_the_others_are_built(tmp_path: Path) -> None:
    root = workspace(tmp_path, fel=WRONG)

    result = auditresp(root, "build")

    assert list(sums(root / "build")) == ["avtal/svar.docx"]
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0].startswith("responses/fel.yaml:2:8: error unknown-audit: ")
    assert result.stderr.splitlines()[-1] == f"not built: {root / 'build/fel/svar.docx'}"


def test_a_response_that_cannot_be_read_is_refused_too(tmp_path: Path) -> None:
    root = workspace(tmp_path, fel="audit: avtal\n\tdocuments: [svar]\n")

    result = auditresp(root, "build")
    named = auditresp(root, "build", "fel")

    assert [(result.exit_code, list(sums(root / "build"))), named.exit_code] == [(1, ["avtal/svar.docx"]), 1]
    assert result.stderr == named.stderr
    assert result.stderr.splitlines()[0].startswith("responses/fel.yaml:2:1: error tab: ")
    assert result.stderr.splitlines()[1:] == [f"not built: {root / 'responses/fel.yaml'}"]


@pytest.mark.parametrize("text", ["audits: [", "- audits", "<<<<<<< HEAD\naudits: []\n", "audits: []\naudits: []\n"])
def test_without_the_recommendations_nothing_is_built(tmp_path: Path, text: str) -> None:
    root = workspace(tmp_path, recommendations=text)

    result = auditresp(root, "build")

    assert result.exit_code == 1
    assert result.stderr.startswith("recommendations.yaml:")
    assert not (root / "build").exists()


def test_an_error_in_another_audit_stops_no_document(tmp_path: Path) -> None:
    other = """
      - id: annan
        title: En annan granskning
        boards: [ks]
        reply_due: 2018-02-30
        recommendations: [{id: R1, text: Något}]
    """

    result = auditresp(workspace(tmp_path, recommendations=RECOMMENDATIONS.rstrip(" ") + other.lstrip("\n")), "build")

    assert result.exit_code == 0, result.output


def test_a_draft_is_built_with_what_is_missing_marked(tmp_path: Path) -> None:
    root = workspace(
        tmp_path,
        avtal=RESPONSE.replace("documents: [svar]", "documents: [svar]\n    decisions: [{board: ks, date: 2018-05-02}]").replace(
            "      R2: {stance: agree, text: Varje avtal får en ansvarig.}\n", ""
        ),
    )

    assert auditresp(root, "build").exit_code == 1
    assert auditresp(root, "build", "--draft").exit_code == 0
    highlighted = [
        run.text
        for paragraph in Document(str(root / "build/avtal/svar.docx")).paragraphs
        for run in paragraph.runs
        if run.font.highlight_color
    ]
    assert highlighted == ["⟦svar saknas: R2⟧"]


def test_only_the_responses_that_are_named(tmp_path: Path) -> None:
    root = workspace(tmp_path, fel=WRONG)

    assert auditresp(root, "build", "avtal").exit_code == 0


def test_only_the_document_that_is_named(tmp_path: Path) -> None:
    root = workspace(tmp_path)

    auditresp(root, "build", "avtal", "--document", "yttrande")

    assert list(sums(root / "build")) == ["avtal/yttrande.docx"]


def test_output_goes_where_it_is_asked_to(tmp_path: Path) -> None:
    auditresp(workspace(tmp_path / "work"), "build", "--output", str(tmp_path / "diary"))

    assert list(sums(tmp_path / "diary")) == ["avtal/svar.docx"]


def test_a_response_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    result = auditresp(workspace(tmp_path), "build", "avtla")

    assert (result.stderr, result.exit_code) == ("auditresp: there is no response 'avtla'; did you mean 'avtal'?\n", 2)


def test_a_template_with_a_misspelt_field_is_said_with_its_place(tmp_path: Path) -> None:
    root = workspace(tmp_path, avtal=RESPONSE.replace("[svar]", "[brev]"))
    letter = Document()
    letter.add_heading("Svar", level=1)
    letter.add_paragraph("Ärende {{ subjekt }}")
    letter.save(str(root / "templates/brev.docx"))

    result = auditresp(root, "build")

    assert result.exit_code == 1
    assert "templates/brev.docx" in result.stderr
    assert "subjekt" in result.stderr
    assert "did you mean 'subject'?" in result.stderr
    assert not (root / "build").exists()


def test_a_register_wide_document_sees_all_audits(tmp_path: Path) -> None:
    root = workspace(tmp_path, settings=SETTINGS + "    documents: [lista]\n")
    listing = Document()
    listing.add_paragraph("{%p for audit in audits %}")
    listing.add_paragraph("{{ audit.title }}: {{ audit.recommendations|length }}")
    listing.add_paragraph("{%p endfor %}")
    listing.save(str(root / "templates/lista.docx"))

    auditresp(root, "build", "--document", "lista")

    assert [paragraph.text for paragraph in Document(str(root / "build/lista.docx")).paragraphs] == ["Granskning av avtal: 2"]


def test_a_report_back_is_built_for_every_response_that_promises_one(tmp_path: Path) -> None:
    reported = RESPONSE.replace("reporter: Kommunchefen", "document: aterrapport")
    root = workspace(tmp_path, avtal=reported, utan=RESPONSE)

    auditresp(root, "build", "--document", "aterrapport")

    assert [path.relative_to(root / "build").as_posix() for path in (root / "build").rglob("*.docx")] == ["avtal/aterrapport.docx"]


def test_a_document_that_cannot_be_built_so_is_said(tmp_path: Path) -> None:
    root = workspace(tmp_path, settings=SETTINGS + "    documents: [sammanstallning]\n")

    nobody = auditresp(root, "build", "--document", "yttrande")
    whole = auditresp(root, "build", "avtal", "--document", "sammanstallning")

    assert (nobody.exit_code, nobody.stderr) == (
        2,
        "auditresp: nothing asks for the document 'yttrande'; name the response: auditresp build RESPONSE --document yttrande\n",
    )
    assert (whole.exit_code, whole.stderr) == (
        2,
        "auditresp: 'sammanstallning' is about the whole register; "
        "build it without naming a response: auditresp build --document sammanstallning\n",
    )


def test_a_pdf_stands_beside_each_document(tmp_path: Path, pdf_text: PdfText) -> None:
    tool("soffice")
    root = workspace(tmp_path)

    result = auditresp(root, "build", "--pdf")

    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[:2] == [str(root / "build/avtal/svar.docx"), str(root / "build/avtal/svar.pdf")]
    assert "Varje avtal får en ansvarig." in pdf_text(root / "build/avtal/svar.pdf")


def test_without_libreoffice_a_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITRESP_SOFFICE", str(tmp_path / "soffice"))
    root = workspace(tmp_path)

    result = auditresp(root, "build", "--pdf")

    assert (result.stderr, result.exit_code) == (
        f"auditresp: there is no program {tmp_path / 'soffice'}, which AUDITRESP_SOFFICE names\n",
        2,
    )


def test_what_is_confidential_is_withheld_from_public_documents(tmp_path: Path) -> None:
    confidential = RECOMMENDATIONS.replace("text: Samla avtalen på ett ställe", "confidential: true, text: Samla avtalen på ett ställe")
    root = workspace(tmp_path, recommendations=confidential)

    auditresp(root, "build", "--public")

    words = "".join(paragraph.text for paragraph in Document(str(root / "build/avtal/svar.docx")).paragraphs)
    assert ("Samla avtalen" in words, "Ett register" in words, "Bestäm vem" in words) == (False, False, True)


def test_a_document_is_never_written_over_a_template(tmp_path: Path) -> None:
    root = workspace(tmp_path, templates=RESPONSE)
    before = sums(root / "templates")

    result = auditresp(root, "build", "templates", "--output", str(root), "--draft")

    assert (result.exit_code, sums(root / "templates")) == (1, before)


def test_a_word_template_is_a_template_too(tmp_path: Path) -> None:
    root = workspace(tmp_path, avtal=RESPONSE.replace("[svar]", "[mall]"))
    (root / "templates/svar.docx").rename(root / "templates/mall.dotx")

    result = auditresp(root, "build")

    assert (result.exit_code, list(sums(root / "build"))) == (0, ["avtal/mall.docx"])
