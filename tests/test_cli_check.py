import json
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document

from registers import text
from repositories import repository
from workspaces import RESPONSE, auditresp, workspace

MISSPELT = RESPONSE.replace("stance: agree, text: Ett", "stanse: agree, text: Ett")
WAITING = RESPONSE.replace("      R2: {stance: agree, text: Varje avtal får en ansvarig.}\n", "")


def test_silent_when_all_is_well(tmp_path: Path) -> None:
    result = auditresp(workspace(tmp_path), "check")

    assert (result.output, result.exit_code) == ("", 0)


def test_an_error_has_its_place_and_remedy_and_ends_with_1(tmp_path: Path) -> None:
    result = auditresp(workspace(tmp_path, avtal=MISSPELT), "check")

    assert result.stdout == "responses/avtal.yaml:6:8: error unknown-key: 'stanse' is not a field of a reply; did you mean 'stance'?\n"
    assert result.stderr == "1 error, 0 warnings\n"
    assert result.exit_code == 1


def test_a_warning_ends_with_0_and_with_strict_with_1(tmp_path: Path) -> None:
    root = workspace(tmp_path, avtal=WAITING)

    assert [auditresp(root, "check").exit_code, auditresp(root, "check", "--strict").exit_code] == [0, 1]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk here")
def test_a_full_disk_behind_the_output_is_said(tmp_path: Path) -> None:
    root = workspace(tmp_path, avtal=MISSPELT)

    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "auditresp", "check"]
        run = subprocess.run(command, cwd=root, stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8")

    assert run.returncode == 2
    assert run.stderr == "auditresp: there is no room for what is to be written: No space left on device\n"


def test_json_gives_every_part_of_a_problem(tmp_path: Path) -> None:
    result = auditresp(workspace(tmp_path, avtal=MISSPELT), "check", "--format", "json")

    assert json.loads(result.stdout) == {
        "problems": [
            {
                "file": "responses/avtal.yaml",
                "line": 6,
                "column": 8,
                "spot": "",
                "level": "error",
                "code": "unknown-key",
                "message": "'stanse' is not a field of a reply; did you mean 'stance'?",
            }
        ]
    }


def test_json_says_so_when_all_is_well(tmp_path: Path) -> None:
    assert json.loads(auditresp(workspace(tmp_path), "check", "--format", "json").stdout) == {"problems": []}


def test_github_shows_the_problem_beside_its_line(tmp_path: Path) -> None:
    result = auditresp(workspace(tmp_path, avtal=MISSPELT), "check", "--format", "github")

    assert result.stdout == (
        "::error file=responses/avtal.yaml,line=6,col=8,title=unknown-key::'stanse' is not a field of a reply; did you mean 'stance'?\n"
    )


def test_gitlab_has_a_report_of_its_own_in_which_a_problem_is_known_again(tmp_path: Path) -> None:
    root = workspace(tmp_path, avtal=MISSPELT.replace("R2: {stance", "R2: {stanse"))
    first, second = json.loads(auditresp(root, "check", "--format", "gitlab").stdout)
    (root / "responses/avtal.yaml").write_text("# En rad till\n\n" + text(MISSPELT), encoding="utf-8")
    (moved,) = json.loads(auditresp(root, "check", "--format", "gitlab").stdout)

    assert first == {
        "description": "'stanse' is not a field of a reply; did you mean 'stance'?",
        "check_name": "unknown-key",
        "fingerprint": first["fingerprint"],
        "severity": "major",
        "location": {"path": "responses/avtal.yaml", "lines": {"begin": 6}},
    }
    assert moved == first | {"location": {"path": "responses/avtal.yaml", "lines": {"begin": 7}}}
    assert first["fingerprint"] != second["fingerprint"]
    assert json.loads(auditresp(workspace(tmp_path / "annan"), "check", "--format", "gitlab").stdout) == []


def test_forges_name_files_from_the_top_of_the_repository(tmp_path: Path) -> None:
    root = workspace(repository(tmp_path) / "svar", avtal=MISSPELT)

    assert auditresp(root, "check", "--format", "github").stdout.startswith("::error file=svar/responses/avtal.yaml,line=6")
    assert json.loads(auditresp(root, "check", "--format", "gitlab").stdout)[0]["location"]["path"] == "svar/responses/avtal.yaml"
    assert auditresp(root, "check").stdout.startswith("responses/avtal.yaml:6:8")


def test_no_workspace_is_a_sentence_and_2(tmp_path: Path) -> None:
    result = auditresp(tmp_path, "check")

    assert result.exit_code == 2
    assert result.stderr.startswith("auditresp: ")
    assert "auditresp init" in result.stderr


def test_works_from_a_folder_inside_the_workspace(tmp_path: Path) -> None:
    assert auditresp(workspace(tmp_path) / "responses", "check").exit_code == 0


def test_the_templates_that_are_used_are_checked_too(tmp_path: Path) -> None:
    root = workspace(tmp_path, avtal=RESPONSE.replace("[svar]", "[brev]"))
    letter = Document()
    letter.add_paragraph("{{ subjekt }}")
    letter.save(str(root / "templates/brev.docx"))

    result = auditresp(root, "check")

    assert result.exit_code == 1
    assert [line for line in result.stdout.splitlines() if " error " in line] == [
        "templates/brev.docx: body, paragraph 1: «{{ subjekt }}»: error unknown-name: 'subjekt' is not known here; did you mean 'subject'?"
    ]
