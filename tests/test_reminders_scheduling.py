"""What each platform is given to run the job every day, judged by that platform as far as it can be had."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from lxml import etree

from auditresp.cli.remind import INSTALLABLE
from auditresp.reminders.scheduling import PLATFORMS, Job, cron, pipeline, systemd, windows
from tooling import tool
from workspaces import auditresp, workspace

SAYS_HOW_IT_WAS_CALLED = "import json, sys; print(json.dumps(sys.argv[1:]))"
AWKWARD = ['Nämndens "svar"', "100 %/$HOME", "C:\\svar\\", 'sista\\"']
"""Names of folders that every platform's own marks stand in."""


def job(folder: str) -> Job:
    return Job((sys.executable, "-c", SAYS_HOW_IT_WAS_CALLED), folder)


def test_every_platform_can_be_asked_for() -> None:
    assert list(INSTALLABLE) == list(PLATFORMS)


@pytest.mark.parametrize("folder", ["/srv/svar", *AWKWARD[:2]])
def test_systemd_finds_nothing_against_its_units(folder: str, tmp_path: Path) -> None:
    for file in systemd(job(folder)):
        (tmp_path / file.name).write_bytes(file.content)

    command = [tool("systemd-analyze"), "verify", "--man=no", *map(str, sorted(tmp_path.glob("auditresp-*")))]
    verified = subprocess.run(command, capture_output=True, text=True)

    assert [line for line in verified.stderr.splitlines() if "auditresp" in line] == []
    assert "Persistent=true" in (tmp_path / "auditresp-remind.timer").read_text("utf-8")


def test_a_unit_s_command_has_its_marks_doubled() -> None:
    (service, _timer) = systemd(Job(("/opt/python",), '/srv/100 % "$svar"'))

    assert 'ExecStart="/opt/python" "-C" "/srv/100 %% \\"$$svar\\"" "remind"\n' in service.text


def test_cron_takes_the_line(tmp_path: Path) -> None:
    (file,) = cron(job("/srv/svar"))
    (tmp_path / "crontab").write_bytes(file.content)

    run = subprocess.run([tool("crontab"), "-n", str(tmp_path / "crontab")], capture_output=True, text=True)

    assert (run.returncode, file.text.split()[:5]) == (0, ["30", "7", "*", "*", "*"])


@pytest.mark.skipif(os.name == "nt", reason="cron's shell is not on Windows")
@pytest.mark.parametrize("folder", AWKWARD)
def test_cron_s_shell_hands_over_the_folder_as_it_is(folder: str) -> None:
    (file,) = cron(job(folder))
    command = file.text.split(maxsplit=5)[5].replace("\\%", "%")  # as cron itself does

    called = subprocess.run(["sh", "-c", command], capture_output=True, check=True, encoding="utf-8").stdout

    assert json.loads(called) == ["-C", folder, "remind"]


def test_the_windows_task_is_as_its_schema_says() -> None:
    (file,) = windows(job("C:\\Nämndens svar & beslut\\"))
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("windows_task.xsd")))

    task = etree.fromstring(file.content)

    assert file.content.startswith((b"\xff\xfe", b"\xfe\xff"))
    assert schema.validate(task), schema.error_log
    assert task.findtext("{*}Settings/{*}StartWhenAvailable") == "true"


def as_windows_reads(line: str) -> list[str]:
    """A command line's arguments, by the rules of Microsoft's C runtime."""
    found, current, quoted, position, begun = [], "", False, 0, False
    while position < len(line):
        slashes = len(line[position:]) - len(line[position:].lstrip("\\"))
        position += slashes
        if line[position : position + 1] == '"':
            current += "\\" * (slashes // 2)
            if slashes % 2:
                current += '"'
            else:
                quoted = not quoted
            begun, position = True, position + 1
            continue
        current += "\\" * slashes
        begun = begun or bool(slashes)
        if position < len(line):
            if line[position] in " \t" and not quoted:
                found += [current] if begun else []
                current, begun = "", False
            else:
                current, begun = current + line[position], True
            position += 1
    return [*found, current] if begun else found


@pytest.mark.parametrize("folder", AWKWARD)
def test_windows_hands_over_the_folder_as_it_is(folder: str) -> None:
    (file,) = windows(job(folder))

    arguments = etree.fromstring(file.content).findtext("{*}Actions/{*}Exec/{*}Arguments")

    assert as_windows_reads(arguments or "") == ["-c", SAYS_HOW_IT_WAS_CALLED, "-C", folder, "remind"]


def test_the_pipelines_run_every_day_one_at_a_time_and_keep_the_memory() -> None:
    gitlab, github = (yaml.safe_load(file.text) for file in pipeline(job("/srv")))

    assert gitlab["remind"]["script"] == ["auditresp remind"]
    assert gitlab["remind"]["resource_group"]
    assert gitlab["remind"]["cache"]["paths"] == [".auditresp"]
    assert github[True] == {"schedule": [{"cron": "30 7 * * *"}], "workflow_dispatch": None}  # YAML 1.1 reads `on` so
    assert [step.get("run") for step in github["jobs"]["remind"]["steps"]] == [None, None, "auditresp remind", None]
    assert github["concurrency"]


@pytest.mark.parametrize("platform", ["systemd", "cron", "windows", "pipeline"])
def test_the_command_prints_or_writes_the_files(platform: str, tmp_path: Path) -> None:
    root = workspace(tmp_path / "Nämndens svar")

    printed = auditresp(root, "remind", "--install", platform)
    written = auditresp(root, "remind", "--install", platform, "--output", str(tmp_path / "filer"))

    assert (printed.exit_code, written.exit_code) == (0, 0)
    files = sorted((tmp_path / "filer").iterdir())
    for file in files:
        text = file.read_bytes().decode("utf-16" if platform == "windows" else "utf-8").replace("\r\n", "\n")
        assert text in printed.output
        assert platform == "pipeline" or file.suffix == ".timer" or "Nämndens svar" in text
        assert f"{file}\n" in written.output
    assert "Next: " in written.output
    assert platform != "windows" or f'/XML "{tmp_path / "filer" / "auditresp-remind.xml"}"' in written.output
    assert platform == "windows" or any(b"AUDITRESP_LANG" in file.read_bytes() for file in files)
