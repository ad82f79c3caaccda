import os
import subprocess
import sys
from pathlib import Path

from docx_making import docx
from workspaces import auditresp


def test_says_what_is_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "svar.docx").write_bytes(docx("Nämnden instämmer."))

    result = auditresp(tmp_path, "text", "svar.docx")

    assert (result.stdout, result.exit_code) == ("Nämnden instämmer.\n", 0)


def test_what_cannot_be_read_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "svar.docx").write_bytes(b"PK")

    results = [auditresp(tmp_path, "text", name) for name in ("svar.docx", "saknas.docx")]

    assert [(result.stdout, result.exit_code) for result in results] == [("", 2), ("", 2)]
    assert "svar.docx cannot be used: the file is damaged" in results[0].stderr


def test_git_gets_a_sentence_instead_as_it_would_stop_otherwise(tmp_path: Path) -> None:
    (tmp_path / "svar.docx").write_bytes(b"PK")

    result = auditresp(tmp_path, "text", "--git", "1", "svar.docx")

    assert (result.stdout, result.exit_code) == (
        "[svar.docx cannot be used: the file is damaged, or no Word document at all]\n",
        0,
    )


def test_a_file_takes_the_blink_of_an_eye(tmp_path: Path) -> None:
    """git calls it once for each version of a file, so what it imports decides how long a log takes."""
    (tmp_path / "svar.docx").write_bytes(docx("Hej"))
    started = "import sys; from auditresp.cli import main; main(sys.argv[1:], standalone_mode=False); print(*sys.modules)"
    asked = [sys.executable, "-c", started, "text", str(tmp_path / "svar.docx")]

    run = subprocess.run(asked, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}, check=True)

    assert {"pydantic", "jinja2", "yaml", "ruamel", "pikepdf", "email", "http"} & set(run.stdout.split()) == set()
