"""git as a program: every question to it, and every order, goes through here."""

import os
import re
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO

from auditresp.language import _
from auditresp.problems import AuditrespError

QUIET = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
    "NoDefaultCurrentDirectoryInExePath": "1",
}
"""git asks nobody anything, takes no lock for a mere question, says what is wrong in the one language that is read here,
and on Windows runs nothing that happens to lie in the current folder."""


IN_ONE_FORM = (
    *("-c", "log.showRoot=true", "-c", "log.showSignature=false", "-c", "log.follow=false", "-c", "log.diffMerges=separate"),
    *("-c", "i18n.logOutputEncoding=UTF-8"),
)
"""Stands before `log` and `show`: whatever the user has set, git tells the same, in one form."""


class GitError(AuditrespError):
    """What git refused to do; `said` is what it said, in English, as it says it."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(_("git could not do it: {reason}").format(reason=reason_of(said)))


def git(
    root: Path,
    *arguments: str,
    given: bytes | None = None,
    environment: Mapping[str, str] | None = None,
    holding: Collection[int] = (),
) -> bytes:
    """What git prints when run with these arguments in a folder, with `given` on its standard input.

    A name from outside (a revision, a branch, a path) stands behind `--end-of-options` or `--`, so that it never is an option.
    `holding` are open files that stay open until git has ended, also when this program does not live to see it.
    Raises GitError where git refuses, AuditrespError where there is no git.
    """
    done = subprocess.run(  # noqa: S603 - what is run is written here
        [program(), *arguments],
        cwd=root,
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        env=surroundings(environment),
        pass_fds=() if sys.platform == "win32" else tuple(holding),
        check=False,
    )
    if done.returncode:
        raise GitError(done.stderr.decode(errors="replace"))
    return done.stdout


@contextmanager
def git_saying(root: Path, *arguments: str) -> Iterator[IO[bytes]]:
    """What git prints, to be read as it comes; git is stopped where the rest is not wanted. What it refuses is an early end."""
    with subprocess.Popen(  # noqa: S603 - what is run is written here
        [program(), *arguments],
        cwd=root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=surroundings(None),
    ) as running:
        if running.stdout is None:  # never: it is a pipe
            return
        try:
            yield running.stdout
        finally:
            running.kill()


def surroundings(more: Mapping[str, str] | None) -> dict[str, str]:
    """The environment git runs in. Where it is told of a repository from the current folder, as its hooks are, it is told from anywhere."""
    told = {name: str(Path(os.environ[name]).absolute()) for name in ("GIT_DIR", "GIT_WORK_TREE") if name in os.environ}
    return {**os.environ, **told, **QUIET, **(more or {})}


def program() -> str:
    """Where git is installed. Raises AuditrespError where it is not."""
    if found := found_in(os.environ.get("PATH", os.defpath)):
        return found
    raise AuditrespError(_("git is not installed; install it from your system's programs, on Windows as 'Git for Windows'"))


@lru_cache(maxsize=1)
def found_in(path: str) -> str | None:
    """The git in one of the folders of PATH; those that mean the current folder, where anyone may write, are passed over."""
    name = "git.exe" if sys.platform == "win32" else "git"
    folders = (Path(folder) for folder in path.split(os.pathsep))
    candidates = (folder / name for folder in folders if folder.is_absolute())
    return next((str(file) for file in candidates if file.is_file() and os.access(file, os.X_OK)), None)


def reason_of(said: str) -> str:
    """What git says went wrong, in one line."""
    if "Please tell me who you are" in said or "empty ident" in said or "auto-detection is disabled" in said:
        return _('it knows no user; say who you are with git config --global user.name "…" and git config --global user.email "…"')
    if trusted := re.search(r"safe\.directory (.+)", said):
        message = _(
            "the repository belongs to another user, and git trusts it only after git config --global --add safe.directory {folder}"
        )
        return message.format(folder=trusted[1])
    if in_use := re.search(r"'(.+\.lock)': File exists", said):
        message = _("another git command is at work in the repository; let it finish, or remove {file} if there is none")
        return message.format(file=in_use[1])
    lines = [line.strip().removeprefix("fatal: ") for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else _("it gave no reason")
