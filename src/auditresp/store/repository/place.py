"""Where a workspace's repository lies, found without running git."""

import os
from pathlib import Path

JOURNAL = Path("auditresp", "journal.json")
"""Where in git's folder a command that commits writes down what it is about to do, until it is done."""


def git_folder(root: Path) -> Path | None:
    """Where git keeps what concerns the working folder around `root`; none without a repository."""
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
