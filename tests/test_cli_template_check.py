"""`auditresp template check`, as it is used."""

import json
from pathlib import Path

from template_texts import template
from workspaces import RESPONSE, SETTINGS, auditresp, workspace

LETTER = (Path(__file__).with_name("template_mistakes") / "letter.txt").read_text("utf-8")
MISTAKEN = template(LETTER.replace("{{ subject }}", "{{ subjekt }}"))
SAID = "error unknown-name: 'subjekt' is not known here; did you mean 'subject'?"


def test_all_templates_of_the_workspace_are_read(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    (root / "templates/brev.docx").write_bytes(MISTAKEN)

    result = auditresp(root, "template", "check")

    assert (result.stdout, result.stderr, result.exit_code) == (
        f"{root}/templates/brev.docx: body, paragraph 1: «{{{{ subjekt }}}}»: {SAID}\n",
        "1 error, 0 warnings\n",
        1,
    )


def test_it_is_silent_when_all_is_well(tmp_path: Path) -> None:
    result = auditresp(workspace(tmp_path), "template", "check")

    assert (result.output, result.exit_code) == ("", 0)


def test_a_file_needs_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "brev.docx").write_bytes(template(LETTER))

    result = auditresp(tmp_path, "template", "check", "brev.docx")

    assert (result.output, result.exit_code) == ("", 0)


def test_warnings_alone_are_no_failure(tmp_path: Path) -> None:
    (tmp_path / "brev.docx").write_bytes(template(LETTER.replace("[Heading 1] Bakgrund", "[bold] Bakgrund")))

    result = auditresp(tmp_path, "template", "check", "brev.docx")

    assert (result.stderr, result.exit_code) == ("0 errors, 1 warning\n", 0)


def test_the_workspace_says_what_a_template_sees(tmp_path: Path) -> None:
    """`municipality` is all it asks for, which both see."""
    root = workspace(tmp_path, settings=f"{SETTINGS}    documents: [lista]\n")
    (root / "templates/lista.docx").write_bytes(template("{{ municipality.name }}\n{#p utelämnar: audits #}"))

    result = auditresp(root, "template", "check", "--format", "json", "templates/lista.docx")

    needs = [problem["message"].split(",")[0].split("prints ")[1] for problem in json.loads(result.stdout)["problems"]]
    assert needs == [
        "the recommendations",
        "where the recommendations stand",
        "the measures' deadlines",
        "the deadlines for reporting back",
    ]


def test_what_is_no_template_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    root = workspace(tmp_path, r=RESPONSE)
    (root / "templates/a.docx").write_bytes(b"no zip")
    (root / "templates/brev.docx").write_bytes(MISTAKEN)

    result = auditresp(root, "template", "check", "templates/a.docx", "templates/brev.docx", "templates/none.docx")

    assert (result.exit_code, result.stdout.count(SAID)) == (2, 1)
    assert result.stderr.splitlines() == [
        "1 error, 0 warnings",
        f"auditresp: {root}/templates/a.docx cannot be used: the file is damaged, or no Word document at all",
        f"auditresp: {root}/templates/none.docx cannot be read: No such file or directory",
    ]


def test_without_workspace_and_file_it_says_what_is_missing(tmp_path: Path) -> None:
    result = auditresp(tmp_path, "template", "check")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("auditresp: no workspace here")
