import json
from pathlib import Path

from click.testing import CliRunner, Result

from auditresp.cli.accessibility import accessibility
from word_files import TEXT, p, word_file


def run(folder: Path, *words: str) -> Result:
    """What the command says and does in the folder."""
    return CliRunner().invoke(accessibility, list(words), obj=folder)


def files(folder: Path, **bodies: str) -> Path:
    """The folder with a Word file for each body."""
    for name, body in bodies.items():
        (folder / f"{name}.docx").write_bytes(word_file(body))
    return folder


def test_silent_when_all_is_well(tmp_path: Path) -> None:
    result = run(files(tmp_path, svar=p("Svar", "Rubrik1") + p(TEXT)), "svar.docx")

    assert (result.output, result.exit_code) == ("", 0)


def test_errors_of_several_files_end_with_1(tmp_path: Path) -> None:
    result = run(files(tmp_path, svar=p("Svar", "Rubrik2"), rapport=p("Före") + p() + p() + p("Efter")), "svar.docx", "rapport.docx")

    assert [line.split(": ", 4)[:4] for line in result.stdout.splitlines()] == [
        [str(tmp_path / "svar.docx"), "body, under the heading “Svar”, paragraph 1", "«Svar»", "error heading-skipped"],
        [str(tmp_path / "rapport.docx"), "body, paragraph 2", "«¶¶»", "warning paragraphs-empty"],
    ]
    assert (result.stderr, result.exit_code) == ("1 error, 1 warning\n", 1)


def test_warnings_alone_end_with_0(tmp_path: Path) -> None:
    assert run(files(tmp_path, svar=p("Före") + p() + p() + p("Efter")), "svar.docx").exit_code == 0


def test_json_gives_every_part_of_a_problem(tmp_path: Path) -> None:
    result = run(files(tmp_path, svar=p("Svar", "Rubrik2")), "svar.docx", "--format", "json")

    assert json.loads(result.stdout) == {
        "problems": [
            {
                "file": str(tmp_path / "svar.docx"),
                "line": 0,
                "column": 0,
                "spot": "body, under the heading “Svar”, paragraph 1: «Svar»",
                "level": "error",
                "code": "heading-skipped",
                "message": "the first heading is of level 2, so who listens looks for what is above it; "
                "choose Home > Styles > Heading 1, and change that style if it looks wrong",
            }
        ]
    }


def test_json_says_so_when_all_is_well(tmp_path: Path) -> None:
    assert json.loads(run(files(tmp_path, svar=p(TEXT)), "svar.docx", "--format", "json").stdout) == {"problems": []}


def test_a_file_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    (files(tmp_path, svar=p("Svar", "Rubrik2")) / "brev.docx").write_bytes(b"Hej")

    result = run(tmp_path, "brev.docx", "saknas.docx", "svar.docx")

    assert result.stdout.count("heading-skipped") == 1
    assert result.stderr.splitlines() == [
        "1 error, 0 warnings",
        f"auditresp: {tmp_path / 'brev.docx'} cannot be used: the file is damaged, or no Word document at all",
        f"auditresp: {tmp_path / 'saknas.docx'} cannot be read: No such file or directory",
    ]
    assert result.exit_code == 2


def test_a_file_must_be_named(tmp_path: Path) -> None:
    assert run(tmp_path).exit_code == 2
