"""git as a program: every question to it, and every order, goes through here."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from auditresp.language import _
from auditresp.problems import AuditrespError

QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
"""git asks nobody anything, takes no lock for a mere question, and says what is wrong in the one language that is read here."""


class GitError(AuditrespError):
    """What git refused to do; `said` is what it said, in English, as it says it."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(_("git could not do it: {reason}").format(reason=reason_of(said)))


def git(root: Path, *arguments: str, given: bytes | None = None, environment: Mapping[str, str] | None = None) -> bytes:
    """What git prints when run with these arguments in a folder, with `given` on its standard input.

    A name from outside (a revision, a branch, a path) stands behind `--end-of-options` or `--`, so that it never is an option.
    Raises GitError where git refuses, AuditrespError where there is no git.
    """
    try:
        done = subprocess.run(  # noqa: S603 - what is run is written here
            ["git", *arguments],  # noqa: S607 - where it is differs
            cwd=root,
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            env={**os.environ, **QUIET, **(environment or {})},
            check=False,
        )
    except FileNotFoundError as error:
        raise AuditrespError(_("git is not installed; install it from your system's programs, on Windows as 'Git for Windows'")) from error
    if done.returncode:
        raise GitError(done.stderr.decode(errors="replace"))
    return done.stdout


def reason_of(said: str) -> str:
    """What git says went wrong, in one line."""
    if "Please tell me who you are" in said or "empty ident" in said:
        return _('it knows no user; say who you are with git config --global user.name "…" and user.email "…"')
    if trusted := re.search(r"safe\.directory (.+)", said):
        message = _(
            "the repository belongs to another user, and git trusts it only after git config --global --add safe.directory {folder}"
        )
        return message.format(folder=trusted[1])
    lines = [line.strip().removeprefix("fatal: ") for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else _("it gave no reason")
