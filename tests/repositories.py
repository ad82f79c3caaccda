"""Workspaces in real git repositories for the tests of versions."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

Files = Mapping[str, str | bytes | None]


def git(root: Path, *arguments: str, **environment: str) -> str:
    """What the real git says."""
    return subprocess.run(
        ["git", "-C", str(root), "-c", "protocol.file.allow=always", *arguments],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=None if not environment else surroundings(environment),
    ).stdout.strip()


def surroundings(changed: Mapping[str, str]) -> dict[str, str]:
    """The environment with what is changed."""
    import os

    return {**os.environ, **changed}


def repository(root: Path) -> Path:
    """A new repository whose branch is main."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    return root


def write(root: Path, files: Files) -> None:
    """Write files, and remove those that are None."""
    for name, content in files.items():
        path = root / name
        if content is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def commit(root: Path, files: Files, message: str = "En ändring", day: str = "2018-04-01T12:00:00") -> str:
    """Write files and commit everything, on that day; the new commit's id."""
    write(root, files)
    git(root, "add", "--all", ".")
    git(root, "commit", "--quiet", "--allow-empty", "--message", message, GIT_AUTHOR_DATE=day, GIT_COMMITTER_DATE=day)
    return git(root, "rev-parse", "HEAD")
