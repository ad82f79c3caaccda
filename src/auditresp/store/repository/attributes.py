"""What git must know to show Word files and to merge the register: which files, by `.gitattributes`, and how, by each clone's settings."""

import sys
from collections.abc import Iterator
from pathlib import Path

from auditresp.language import _
from auditresp.model.register import RECOMMENDATIONS_FILE, RESPONSES_FOLDER, SETTINGS_FILE
from auditresp.problems import AuditrespError
from auditresp.store.repository.git import GitError, git
from auditresp.store.writing import write_whole

FILE = ".gitattributes"
NAME = "auditresp"
FORM = 1
"""The number of the text's form. git keeps texts by the command that made them; a new form is a new command."""

WORD = f"-text -merge diff={NAME}"
MERGED = f"merge={NAME}"
WANTED = {
    "*.docx": WORD,
    "*.dotx": WORD,
    f"/{SETTINGS_FILE}": MERGED,
    f"/{RECOMMENDATIONS_FILE}": MERGED,
    f"/{RESPONSES_FOLDER}/*.yaml": MERGED,
}
"""The files of a workspace that git needs to know of, and what."""


def program() -> str:
    """The call of this program in git's shell, on every system. What lies in the folder where git happens to stand is not run."""
    import shlex

    return f"{shlex.quote(Path(sys.executable).as_posix())} -P -m {NAME}"


def wanted_settings() -> dict[str, str]:
    """The settings of git by their names."""
    return {
        f"diff.{NAME}.textconv": f"{program()} text --git {FORM}",
        f"diff.{NAME}.cachetextconv": "true",
        f"diff.{NAME}.xfuncname": "^#+ .*$",
        f"merge.{NAME}.name": "auditresp: by what the files mean",
        f"merge.{NAME}.driver": f"{program()} git merge %O %A %B %P",
    }


def add_attributes(root: Path) -> list[str]:
    """Add to a workspace's `.gitattributes` what it does not say yet; the lines that were added. What is there stays."""
    path = root / FILE
    try:
        there = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise AuditrespError(_("{file} cannot be read; it should be a text in UTF-8").format(file=path)) from error
    missing = [f"{pattern} {attributes}" for pattern, attributes in WANTED.items() if not said(there, pattern, attributes)]
    if missing:
        end = "\r\n" if "\r\n" in there else "\n"
        whole = there if not there or there.endswith("\n") else there + end
        write_whole(path, (whole + "".join(line + end for line in missing)).encode())
    return missing


def said(text: str, pattern: str, attributes: str) -> bool:
    """Whether the last line about these files says all this of them."""
    lines = [line.split() for line in text.splitlines() if line.split()[:1] == [pattern]]
    return bool(lines) and set(attributes.split()) <= set(lines[-1][1:])


def change_settings(root: Path, *, for_all: bool = False) -> dict[str, str]:
    """Give git its settings, in this clone or for all of the user's; those that were not so already."""
    where = "--global" if for_all else "--local"
    changed = {name: wanted for name, wanted in wanted_settings().items() if setting(root, name, where) != wanted}
    for name, wanted in changed.items():
        git(root, "config", where, "--replace-all", name, wanted)
    return changed


def setting(root: Path, name: str, *where: str) -> str | None:
    """What git's setting is; nothing where there is none."""
    try:
        return git(root, "config", *where, "--get", name).decode().removesuffix("\n")
    except GitError:
        return None


def unfinished(root: Path) -> Iterator[str]:
    """What is worth saying where the files ask for what this clone has not learnt."""
    try:
        asked = git(root, "check-attr", "merge", "--", RECOMMENDATIONS_FILE).decode().strip().endswith(f": {NAME}")
    except AuditrespError:
        return
    if asked and setting(root, f"merge.{NAME}.driver") is None:
        yield _("git cannot show Word files or merge the register by its meaning in this clone yet; `auditresp git setup` teaches it")
