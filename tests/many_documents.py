"""A workspace with so many documents that building them takes a while, and builds of it that are watched from outside."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from textwrap import indent

import psutil

from workspaces import RECOMMENDATIONS, workspace

PARAGRAPHS = "\n\n".join(f"Stycke {number} om **hur** det går.\n\n- en punkt\n- en till" for number in range(30))


def many(root: Path, count: int, reply: str = "Ett register införs.", **others: str) -> Path:
    """A workspace with so many responses, each to an audit of its own, and what else is given."""
    names = [f"svar{number:03}" for number in range(count)]
    audits = RECOMMENDATIONS + "".join(f"      - {audit(name)}\n" for name in names)
    return workspace(root, recommendations=audits, **{name: response(name, reply) for name in names}, **others)


def audit(name: str) -> str:
    """An audit, in a line."""
    return f"{{id: {name}, title: Granskning, boards: [ks], recommendations: [{{id: R1, text: Följ upp}}]}}"


def response(name: str, reply: str) -> str:
    """A response that is in order."""
    return f"audit: {name}\ndocuments: [svar]\nboards: [ks]\nreplies:\n  R1:\n    stance: agree\n    text: |\n{indent(reply, '      ')}\n"


def building(root: Path, *words: str, **environment: str) -> "subprocess.Popen[str]":
    """A build in a process and a session of its own."""
    command = [sys.executable, "-m", "auditresp", "-C", str(root), "build", *words]
    return subprocess.Popen(
        command,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | environment,
    )


def until(seen: Callable[[], object], patience: float = 60) -> None:
    """Wait until something is so."""
    end = time.monotonic() + patience
    while not seen():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.01)


def finished(root: Path) -> int:
    """How many documents are whole, while others are still being written."""
    return len([*(root / "build").glob("*/[!.]*.docx")])


def written(root: Path) -> dict[str, bytes]:
    """Everything in the build folder, also what is hidden."""
    folder = root / "build"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def workers(owner: int) -> list[psutil.Process]:
    """The processes that build for another."""
    return [each for each in psutil.Process(owner).children() if each.name() != "git"]


def left(session: int) -> list[int]:
    """The processes of a session that are still there."""
    return [each.pid for each in psutil.process_iter() if is_of(each, session)]


def is_of(process: psutil.Process, session: int) -> bool:
    """Whether a process is at work in that session."""
    try:
        return os.getsid(process.pid) == session and process.status() != psutil.STATUS_ZOMBIE
    except (ProcessLookupError, psutil.NoSuchProcess):
        return False
