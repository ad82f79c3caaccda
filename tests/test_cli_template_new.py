"""A template made of an existing letter, from the command line."""

from pathlib import Path

import pytest

from letters import almby, hagby
from workspaces import auditresp, workspace


def letter(root: Path, name: str, content: bytes) -> str:
    (root / name).write_bytes(content)
    return name


def test_a_letter_becomes_a_template_and_the_command_says_what_it_did(tmp_path: Path) -> None:
    root = workspace(tmp_path)

    result = auditresp(root, "template", "new", "hagby", "--like", letter(root, "brev.docx", hagby()))

    file = root / "templates/hagby.docx"
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        str(file),
        "",
        "What became of the letter:",
        "  header 1, table 1, row 1, cell 2: «2023-05-17» is {{ date }} now",
        "  header 1, table 1, row 1, cell 2: «KS 2023/00214» is {{ case_number }} now",
        "  header 2, paragraph 1: «2023-05-17» is {{ date }} now",
        "  body, paragraph 1: «Kommunrevisionen» is {{ addressees }} now",
        "  style «heading 3», «heading 4»: the colour #4F81BD on #FFFFFF is too pale for weak eyes, and is #4578B7 now",
        "",
        "Look at this in Word:",
        "  header 1, table 1, row 1, cell 1: «Kommunens logotyp»: the picture had no alternative text and is called this now; "
        "right-click it in Word and say what it shows",
        "",
        "Then:",
        f"  auditresp template check {file}",
        f"  auditresp template preview {file}",
    ]
    assert auditresp(root, "template", "check", "templates/hagby.docx").output == ""
    assert auditresp(root, "template", "preview", "templates/hagby.docx").exit_code == 0


def test_a_template_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    before = (root / "templates/svar.docx").read_bytes()

    result = auditresp(root, "template", "new", "svar", "--like", letter(root, "brev.docx", hagby()))

    assert result.exit_code == 2
    assert "is there already, and is left as it is" in result.stderr
    assert (root / "templates/svar.docx").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("brev.doc", b"\xd0\xcf\x11\xe0", "open it in Word, choose File > Save As, and there the type 'Word Document (.docx)'"),
        ("brev.odt", b"PK", "open it in LibreOffice, choose File > Save As, and there the type 'Word Document (.docx)'"),
        ("brev.pdf", b"%PDF", "open it in Word, choose File > Save As, and there the type 'Word Document (.docx)'"),
        ("brev.docx", b"no zip at all", "the file is damaged, or no Word document at all"),
    ],
)
def test_what_is_no_word_document_is_refused_with_a_remedy(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    root = workspace(tmp_path)

    result = auditresp(root, "template", "new", "min", "--like", letter(root, name, content))

    assert result.exit_code == 2
    assert result.stderr.endswith(f"{reason}\n")
    assert not (root / "templates/min.docx").exists()


def test_the_name_is_one_that_the_files_can_use(tmp_path: Path) -> None:
    root = workspace(tmp_path)

    result = auditresp(root, "template", "new", "vår mall", "--like", letter(root, "brev.docx", almby()))

    assert result.exit_code == 2
    assert "'vår-mall'" in result.stderr
