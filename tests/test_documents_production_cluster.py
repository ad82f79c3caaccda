"""The same build on a cluster: a real scheduler, real worker processes, of which one is killed while it builds."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from auditresp.documents.production import cluster
from many_documents import PARAGRAPHS, building, finished, many, until, written
from tooling import tool
from workspaces import RESPONSE, auditresp

pytestmark = pytest.mark.filterwarnings("default")  # what Dask warns of is not ours to mend


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a cluster of three worker processes."""
    with LocalCluster(n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs="CRITICAL") as running:
        yield running.scheduler_address


def test_a_cluster_builds_what_one_process_builds_also_when_a_worker_is_killed(scheduler: str, tmp_path: Path) -> None:
    wrong = RESPONSE.replace("audit: avtal", "audit: avtla")
    root, alone = (many(tmp_path / name, 80, PARAGRAPHS, fel=wrong) for name in ("cluster", "alone"))
    build = building(root, "--scheduler", scheduler)
    until(lambda: finished(root))

    with Client(scheduler) as client:
        victim = sorted(client.run(os.getpid).values())[0]
    os.kill(victim, signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    output = build.communicate(timeout=120)
    expected = building(alone).communicate()

    assert build.returncode == 1
    assert [each.strip() for each in output] == [each.replace("/alone/", "/cluster/").strip() for each in expected]
    assert written(root) == written(alone)
    assert len(written(root)) == 81


def test_pdf_files_are_made_on_the_cluster_too(scheduler: str, tmp_path: Path) -> None:
    tool("soffice")
    root, alone = many(tmp_path / "cluster", 2), many(tmp_path / "alone", 2)

    first, second = (auditresp(root, "build", "--pdf", "--scheduler", scheduler) for _again in range(2))
    auditresp(alone, "build", "--pdf", "--jobs", "1")

    assert first.exit_code == 0, first.output
    assert written(root) == written(alone)
    assert second.stderr == "unchanged: 6 files\n"


def test_a_scheduler_that_does_not_answer_is_said_within_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    root, started = many(tmp_path, 1), time.monotonic()
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        result = auditresp(root, "build", "--scheduler", address)
        silent.listen()
        mute = auditresp(root, "build", "--scheduler", address)

    for each in (result, mute):
        assert each.exit_code == 2
        assert each.stderr.startswith(f"auditresp: no scheduler answers at {address} (")
        assert len(each.stderr.splitlines()) == 1
    assert time.monotonic() - started < 15


def test_what_is_no_address_is_said(tmp_path: Path) -> None:
    result = auditresp(many(tmp_path, 1), "build", "--scheduler", "klustret")

    assert (result.exit_code, result.stderr.startswith("auditresp: no scheduler answers at klustret (")) == (2, True), result.output


def test_without_the_extra_a_sentence_says_what_to_install(tmp_path: Path) -> None:
    root = many(tmp_path / "work", 1)
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "distributed.py").write_text("raise ImportError('distributed')")

    build = building(root, "--scheduler", "tcp://127.0.0.1:8786", PYTHONPATH=str(hidden))
    _said, told = build.communicate()

    assert (build.returncode, told) == (
        2,
        "auditresp: a cluster is worked with through Dask, which is not installed; install it with: pip install 'auditresp[cluster]'\n",
    )


def test_a_scheduler_that_is_killed_is_said_and_what_is_done_stays_done(tmp_path: Path) -> None:
    root = many(tmp_path, 100, PARAGRAPHS)
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None, silence_logs="CRITICAL") as running:
        build = building(root, "--scheduler", running.scheduler_address)
        until(lambda: finished(root))
        running.close()
    _said, told = build.communicate(timeout=60)

    assert (build.returncode, "Traceback" in told) == (2, False), told
    assert told.splitlines()[-1] == "auditresp: the work was taken away while it was being done; run the command again"
    assert f"unchanged: {len(written(root))} files" in building(root).communicate()[1]
