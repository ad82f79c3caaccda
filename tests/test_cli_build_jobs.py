"""Building in several processes: the same documents, and no process or half a file is left, whatever is killed."""

import os
import signal
import struct
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor
from multiprocessing.connection import Connection
from pathlib import Path

import psutil
import pytest
from docx import Document

from auditresp.documents.production.processes import Processes
from many_documents import PARAGRAPHS, building, finished, left, many, until, workers, written
from tooling import tool
from workspaces import RESPONSE, auditresp

posix = pytest.mark.skipif(os.name != "posix", reason="sends signals")


@pytest.fixture
def new_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are started anew, as on Windows; those of a build in a process of its own are copies of that where there are such."""
    monkeypatch.setattr("auditresp.documents.production.processes.can_be_copied", lambda: False)


@pytest.mark.usefixtures("new_processes")
def test_several_processes_make_what_one_makes_and_one_failing_stops_no_other(tmp_path: Path) -> None:
    wrong = {"fel": RESPONSE.replace("audit: avtal", "audit: avtla"), "trasig": RESPONSE.replace("[svar]", "[trasig]")}
    alone, together = (many(tmp_path / name, 8, **wrong) for name in ("alone", "together"))
    for root in (alone, together):
        (root / "templates/trasig.docx").write_bytes(b"ingen mall")

    one, two = auditresp(alone, "build", "--jobs", "1"), auditresp(together, "build", "--jobs", "2")

    assert (two.exit_code, written(together)) == (one.exit_code, written(alone))
    assert two.output.replace("/together/", "/alone/") == one.output
    assert len(written(together)) == 9
    assert auditresp(together, "build", "--jobs", "2").stderr.startswith("unchanged: 9 files\n")


@posix
def test_copies_of_the_process_make_what_it_makes(tmp_path: Path) -> None:
    wrong = {"fel": RESPONSE.replace("audit: avtal", "audit: avtla"), "trasig": RESPONSE.replace("[svar]", "[trasig]")}
    alone, together = (many(tmp_path / name, 30, **wrong) for name in ("alone", "together"))
    for root in (alone, together):
        (root / "templates/trasig.docx").write_bytes(b"ingen mall")

    (one, one_told), (two, two_told) = (building(root, "--jobs", jobs).communicate() for root, jobs in ((alone, "1"), (together, "2")))

    assert (two.replace("/together/", "/alone/"), two_told.replace("/together/", "/alone/")) == (one, one_told)
    assert written(together) == written(alone)
    assert len(written(alone)) == 31


@pytest.mark.usefixtures("new_processes")
def test_a_document_that_fails_among_its_piece_is_the_only_one(tmp_path: Path) -> None:
    root = many(tmp_path, 5, avtal=RESPONSE.replace("[svar]", "[svar]\n    case_number: KS 1"))
    letter = Document()
    letter.add_paragraph("{{ 1 // (0 if response.case_number else 1) }}")
    letter.save(str(root / "templates/svar.docx"))

    result = auditresp(root, "build", "--jobs", "2")

    assert (result.exit_code, sorted(written(root))) == (1, [f"svar00{each}/svar.docx" for each in range(5)])
    assert result.stderr.splitlines()[-1] == f"not built: {root / 'build/avtal/svar.docx'}"


@posix
def test_ctrl_c_ends_all_processes_and_the_next_build_goes_on(tmp_path: Path) -> None:
    root = many(tmp_path, 150, PARAGRAPHS)
    build = building(root, "--jobs", "2")
    until(lambda: finished(root) > 10)

    os.killpg(build.pid, signal.SIGINT)
    _said, told = build.communicate(timeout=60)

    assert build.returncode == 130
    until(lambda: left(build.pid) == [], 10)  # what looks after Python's semaphores ends a moment after their owner
    done = written(root)
    assert 10 < len(done) < 151
    assert all(name.endswith("/svar.docx") for name in done)
    assert told.splitlines()[-1] == f"stopped; {len(done)} files were finished, and the next build goes on from there"
    assert "Traceback" not in told
    assert f"unchanged: {len(done)} files" in building(root).communicate()[1]


@posix
def test_a_process_that_is_killed_takes_no_document_along(tmp_path: Path) -> None:
    root, alone = (many(tmp_path / name, 70, PARAGRAPHS) for name in ("killed", "alone"))
    build = building(root, "--jobs", "2")
    until(lambda: finished(root))

    workers(build.pid)[0].kill()
    _said, told = build.communicate(timeout=120)
    building(alone, "--jobs", "1").communicate()

    assert (build.returncode, told.strip()) == (0, "")
    assert written(root) == written(alone)


def half_an_answer() -> str:
    """Where others work: begin to answer, and be killed."""

    def half(connection: Connection, answer: memoryview) -> None:
        os.write(connection.fileno(), struct.pack("!i", len(answer)) + answer[: len(answer) // 2])
        os.kill(os.getpid(), signal.SIGKILL)

    Connection._send_bytes = half  # type: ignore[attr-defined]
    return "svar"


@posix
@pytest.mark.usefixtures("new_processes")
def test_nobody_waits_for_the_rest_of_an_answer_when_a_process_is_killed() -> None:
    with Processes(2).at_work(b"") as executor:
        other, killed = executor.submit(time.sleep, 1), executor.submit(half_an_answer)

        with pytest.raises(BrokenExecutor):
            killed.result(timeout=60)
        with pytest.raises(BrokenExecutor):
            executor.submit(half_an_answer)
    assert other.done()


KILLED_AT_ONCE = """
import sys
import time
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from auditresp.documents.production.processes import Processes
from test_cli_build_jobs import half_an_answer

submit = ProcessPoolExecutor.submit
ProcessPoolExecutor.submit = lambda *call, **named: (submit(*call, **named), time.sleep(float(sys.argv[1])))[0]
crew = Processes(2)
with crew.at_work(b"") as executor:
    killed, other = executor.submit(half_an_answer), executor.submit(time.sleep, 1)
    try:
        killed.result()
    except BrokenExecutor:
        print("copies" if crew.inherits else "new ones")
"""


@posix
@pytest.mark.parametrize("seconds_until_looked_at", ["0", "0.5"])
def test_a_copy_that_is_killed_as_soon_as_it_is_there_keeps_nobody_waiting(seconds_until_looked_at: str) -> None:
    script = [sys.executable, "-c", KILLED_AT_ONCE, seconds_until_looked_at]
    ended = subprocess.run(script, cwd=Path(__file__).parent, capture_output=True, text=True, timeout=60, check=False)

    assert (ended.stdout, ended.stderr) == ("copies\n" if sys.platform == "linux" else "new ones\n", "")


@posix
def test_the_processes_end_when_their_owner_is_killed(tmp_path: Path) -> None:
    root = many(tmp_path, 150, PARAGRAPHS)
    build = building(root, "--jobs", "2")
    until(lambda: finished(root))

    build.kill()
    build.communicate()

    until(lambda: left(build.pid) == [], 10)


def test_pdf_files_are_made_by_several_libreoffices(tmp_path: Path) -> None:
    tool("soffice")
    alone, together = (many(tmp_path / name, 9) for name in ("alone", "together"))

    auditresp(alone, "build", "--pdf", "--jobs", "1")
    result = auditresp(together, "build", "--pdf", "--jobs", "2")

    assert result.exit_code == 0, result.output
    assert [line.endswith(".pdf") for line in result.stdout.splitlines()[:20]] == [False] * 10 + [True] * 10
    assert written(together) == written(alone)


@posix
def test_ctrl_c_ends_libreoffice_too(tmp_path: Path) -> None:
    tool("soffice")
    root = many(tmp_path, 19)
    build = building(root, "--pdf", "--jobs", "2")
    until(lambda: children(build.pid))
    time.sleep(0.5)
    started = children(build.pid)

    os.killpg(build.pid, signal.SIGINT)
    _said, told = build.communicate(timeout=60)

    assert build.returncode == 130
    assert "Traceback" not in told
    assert psutil.wait_procs(started, timeout=10)[1] == []


def children(owner: int) -> list[psutil.Process]:
    """All processes that another has started, and theirs."""
    try:
        return psutil.Process(owner).children(recursive=True)
    except psutil.NoSuchProcess:
        return []
