"""The commits of a workspace: who made each when, in what words, and which of the files it touched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from auditresp.model.register import RECOMMENDATIONS_FILE, RESPONSES_FOLDER, SETTINGS_FILE
from auditresp.store.repository.git import IN_ONE_FORM, git
from auditresp.store.versions.revisions import ABBREVIATED

HEADER = "%x00".join(("", "%H", "%P", "%cI", "%aN", "%s"))
"""What git is to say of each commit before its files. NUL stands between, as no name or sentence can hold it."""

FILE_MODES = {"100644", "100755"}
"""How git marks a file; links and submodules are others."""

FILES = (SETTINGS_FILE, RECOMMENDATIONS_FILE, RESPONSES_FOLDER)
"""What can change in meaning."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A file that a commit touched: the id of its content in each parent, and after it; None where it is not there."""

    file: str
    old: tuple[str | None, ...]
    new: str | None


@dataclass(frozen=True)
class Commit:
    """A version, as git tells of it. `when` it was committed, `who` wrote it, and the first `sentence` of what was said."""

    id: str
    parents: tuple[str, ...]
    when: datetime
    who: str
    sentence: str
    touched: tuple[Touched, ...] = ()
    """The files that differ from every parent: what a merge merely brings together, its branches' commits touched."""

    @property
    def short(self) -> str:
        """The commit's id as people write it."""
        return self.id[:ABBREVIATED]


def commit(root: Path, revision: str) -> Commit:
    """What git tells of one commit; its files are not asked for."""
    tokens = git(root, *LOG, "--no-walk", f"--format={HEADER}", "--end-of-options", revision).split(b"\0")
    return described(tokens[1:6])


def commits(root: Path, start: str = "HEAD", before: str | None = None) -> Iterator[Commit]:
    """The commits that touched the workspace, newest first and none before one that builds on it; `before` and what it builds on left out.

    Where a branch was merged of which nothing was kept, it is no part of the history.
    """
    prefix = git(root, "rev-parse", "--show-prefix").rstrip(b"\n")
    range_ = [start, *([f"^{before}"] if before else [])]
    told = git(root, *LOG, *WALK, f"--format={HEADER}", "--end-of-options", *range_, "--", *FILES)
    tokens = iter(told.split(b"\0"))
    header: list[bytes] = []
    touched: list[Touched] = []
    for token in tokens:
        said = token.lstrip(b"\n")
        if said.startswith(b":"):
            touched.append(touched_file(said, next(tokens).removeprefix(prefix)))
        elif said:
            if header:
                yield described(header, touched)
            header, touched = [said, *(next(tokens) for _field in range(4))], []
    if header:
        yield described(header, touched)


LOG = (*IN_ONE_FORM, "log", "-z", "--no-color", "--no-notes")
WALK = ("--date-order", "--raw", "--no-abbrev", "-c", "--no-renames", "--no-ext-diff")


def described(header: Sequence[bytes], touched: Sequence[Touched] = ()) -> Commit:
    """A commit from what git says of it."""
    commit_id, parents, when, who, sentence = (field.decode(errors="replace") for field in header)
    return Commit(commit_id, tuple(parents.split()), datetime.fromisoformat(when), who, sentence, tuple(touched))


def touched_file(said: bytes, path: bytes) -> Touched:
    """A file from git's raw line: for each parent a mode, then the new one; the same for the ids; what happened."""
    parents = said.count(b":", 0, said.index(b" "))
    fields = said.lstrip(b":").decode().split()
    modes, ids = fields[: parents + 1], fields[parents + 1 : 2 * parents + 2]
    *old, new = [blob if mode in FILE_MODES else None for mode, blob in zip(modes, ids, strict=True)]
    return Touched(path.decode(errors="surrogateescape"), tuple(old), new)


def tags(root: Path) -> dict[str, list[str]]:
    """The tags of each commit that has any."""
    told = git(root, "for-each-ref", "--sort=version:refname", "--format=%(*objectname)%00%(objectname)%00%(refname:short)", "refs/tags")
    found: dict[str, list[str]] = {}
    for line in told.decode(errors="replace").splitlines():
        annotated, own, name = line.split("\0")
        found.setdefault(annotated or own, []).append(name)
    return found
