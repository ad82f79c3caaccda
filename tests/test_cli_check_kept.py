"""`auditresp check` is quick where nothing has changed, and never says what was so before something did."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from auditresp import keeping as room
from auditresp.cli import check as command
from picture_making import png
from repositories import commit, git, repository
from workspaces import RESPONSE, SETTINGS, auditresp, workspace

DECIDED = RESPONSE + "    decisions:\n      - {board: ks, date: 2018-04-25}\n    sent: {date: 2018-05-02, version: 1}\n"
LOGO = SETTINGS.replace("name: Provby kommun", "name: Provby kommun\n      logo: templates/logo.png")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in git with a sent response, a logo, and a job that reminds; checked once."""
    monkeypatch.setattr(room, "program", lambda: b"this one")
    monkeypatch.setenv("AUDITRESP_CACHE", str(tmp_path / "cache"))
    root = workspace(repository(tmp_path / "workspace"), settings=LOGO, avtal=DECIDED)
    (root / "templates" / "logo.png").write_bytes(png(10, 10))
    commit(root, {})
    git(root, "tag", "--annotate", "--message=Skickat", "sent/avtal/1")
    auditresp(root, "remind", "--dry-run")
    auditresp(root, "remind", "--channel", "terminal")
    assert auditresp(root, "check").output == ""
    return root


def edit(name: str, old: str, new: str) -> Callable[[Path], object]:
    """Say something else in a file."""

    def change(root: Path) -> None:
        before = (root / name).read_text("utf-8")
        assert old in before
        (root / name).write_text(before.replace(old, new), "utf-8")

    return change


CHANGES: dict[str, Callable[[Path], object]] = {
    "settings": edit("auditresp.yaml", "ks:", "kf:"),
    "recommendations": edit("recommendations.yaml", "{id: R2,", "{id: R3,"),
    "response": edit("responses/avtal.yaml", "stance: agree", "stance: maybe"),
    "sent text": edit("responses/avtal.yaml", "Ett register", "Ett annat register"),
    "response gone": lambda root: (root / "responses" / "avtal.yaml").unlink(),
    "new response": lambda root: (root / "responses" / "nytt.yml").write_text("audit: x\n", "utf-8"),
    "template": lambda root: (root / "templates" / "svar.docx").write_bytes(b"no Word file"),
    "template gone": lambda root: (root / "templates" / "svar.docx").unlink(),
    "logo gone": lambda root: (root / "templates" / "logo.png").unlink(),
    "tag": lambda root: (git(root, "tag", "sent/avtal/2", "sent/avtal/1"), git(root, "tag", "--delete", "sent/avtal/1")),
    "recommendations gone": lambda root: (root / "recommendations.yaml").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_is_seen(root: Path, change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch) -> None:
    change(root)

    seen = auditresp(root, "check").output

    monkeypatch.setenv("AUDITRESP_CACHE", "off")
    assert seen == auditresp(root, "check").output != ""


def test_the_day_and_the_last_reminders_are_asked_every_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (memory,) = root.rglob("reminders.sqlite")
    with sqlite3.connect(memory) as connection:
        connection.execute("UPDATE run SET ended = '2018-01-02T08:00:00+01:00'")
    connection.close()
    assert "reminders-not-running" in auditresp(root, "check").output

    monkeypatch.setattr(command, "today", lambda: date(2018, 1, 3))
    assert auditresp(root, "check").output == ""


def test_where_nothing_changed_nothing_is_imported_that_would_understand_it(root: Path, tmp_path: Path) -> None:
    started = (
        "import sys; from auditresp import keeping; keeping.program = lambda: b'this one'; from auditresp.cli import main\n"
        "main(['-C', sys.argv[1], 'check'], standalone_mode=False); print(*sys.modules)"
    )
    run = [subprocess.run([sys.executable, "-c", started, str(root)], capture_output=True, text=True) for _turn in range(2)][1]

    assert run.returncode == 0, run.stderr
    assert {"yaml", "lxml", "jinja2", "auditresp.store.loading", "auditresp.checks"} & set(run.stdout.split()) == set()


def test_where_nothing_changed_nothing_is_worked_out(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "judged", lambda *_asked: 1 / 0)

    assert auditresp(root, "check").output == ""
    shutil.rmtree(root.parent / "cache")
    assert auditresp(root, "check").exit_code == 2
