"""Finding the workspace."""

import os
from pathlib import Path

from auditresp.language import _
from auditresp.model.register import SETTINGS_FILE
from auditresp.problems import AuditrespError

JOURNAL = Path("auditresp", "journal.json")
"""Where in git's folder a command that commits writes down what it is about to do, until it is done."""


def find_workspace(start: Path) -> Path:
    """The folder with auditresp.yaml: `start` or the nearest around it. Raises AuditrespError where there is none.

    What an earlier command was about to do when it was cut off is finished or undone first.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / SETTINGS_FILE).is_file():
            settle(folder)
            return folder
    message = _("no workspace here: there is no {file} in {folder} or around it; `auditresp init` makes a new one")
    raise AuditrespError(message.format(file=SETTINGS_FILE, folder=here))


def settle(root: Path) -> None:
    """Finish or undo what was cut off, if anything was."""
    folder = git_folder(root)
    if folder and (folder / JOURNAL).is_file():
        from auditresp.store.repository.committing import settle_interrupted

        settle_interrupted(root)


def git_folder(root: Path) -> Path | None:
    """Where git keeps what concerns the working folder around `root`, found without running git; none without a repository."""
    if named := os.environ.get("GIT_DIR"):
        return Path(named).absolute()
    for folder in (root, *root.parents):
        link = folder / ".git"
        if link.is_dir():
            return link
        if link.is_file():
            return folder / link.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
    return None


def way_from_top(root: Path) -> str:
    """The way from the repository's top to the workspace, with `/` at its end: what forges put before a file's name. Empty at the top."""
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    return f"{root.relative_to(top).as_posix()}/" if top != root else ""
