"""What a command that commits is about to do, written down before it does it, so that a killed one leaves the old state or the new.

The files change first, then git's index, and last, in one step, the branch and the tag. Until that step all can be undone; after it
all is done.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from auditresp.store.repository.git import GitError, git
from auditresp.store.repository.place import JOURNAL
from auditresp.store.repository.state import Entry, Repository, answer, commit_at, entries_staged
from auditresp.store.writing import FileChange, sweep, take_back, write_whole


@dataclass(frozen=True)
class Journal:
    """A commit that is ready in git's store, and all that becomes visible with it."""

    commit: str
    parent: str | None
    branch: str
    subject: str
    tag: tuple[str, str] | None
    """The tag as git names it whole, and its object."""
    files: tuple[FileChange, ...]
    """By their paths from the repository's top."""
    staged: Mapping[str, Entry | None]
    """What git's index has for each file that is committed, by path."""
    entries: Mapping[str, Entry]
    """What it gets."""

    def write(self, repository: Repository) -> None:
        """Put it where the next command looks."""
        files = [{"name": each.name, "before": encoded(each.before), "after": encoded(each.after)} for each in self.files]
        write_whole(repository.folder / JOURNAL, json.dumps({**asdict(self), "files": files}).encode())

    @classmethod
    def read(cls, repository: Repository) -> Self | None:
        """What an earlier command was about to do; nothing where all had been done."""
        path = repository.folder / JOURNAL
        if not path.is_file():
            return None
        said: dict[str, Any] = json.loads(path.read_bytes())
        return cls(
            commit=said["commit"],
            parent=said["parent"],
            branch=said["branch"],
            subject=said["subject"],
            tag=(said["tag"][0], said["tag"][1]) if said["tag"] else None,
            files=tuple(FileChange(each["name"], decoded(each["before"]), decoded(each["after"]) or b"") for each in said["files"]),
            staged={path: Entry(**entry) if entry else None for path, entry in said["staged"].items()},
            entries={path: Entry(**entry) for path, entry in said["entries"].items()},
        )

    def settle(self, repository: Repository, lock: int) -> None:
        """Undo what was begun, or, where the branch or the tag shows the commit already, see that both do."""
        tip = commit_at(repository, self.branch)
        tagged = self.tag is not None and answer(repository, "rev-parse", "--verify", "--quiet", self.tag[0]) == self.tag[1]
        if tip == self.parent and not tagged:
            self.undo(repository, lock)
        elif tip in (self.parent, self.commit):
            self.show(repository, lock, commit=tip == self.parent, tag=not tagged)
        sweep(repository.top, self.files)
        self.close(repository)

    def show(self, repository: Repository, lock: int, *, commit: bool = True, tag: bool = True) -> None:
        """Let branch and tag name the commit, both in one step."""
        orders = []
        if commit:
            orders.append(f"update {self.branch} {self.commit} {self.parent}" if self.parent else f"create {self.branch} {self.commit}")
        if tag and self.tag:
            orders.append(f"create {self.tag[0]} {self.tag[1]}")
        given = "".join(f"{order}\n" for order in orders).encode()
        git(repository.top, "update-ref", "-m", f"commit: {self.subject}", "--stdin", given=given, holding=[lock])

    def stage(self, repository: Repository, lock: int) -> None:
        """Let git's index have the files as they are committed."""
        put_in_index(repository, self.entries, lock)

    def undo(self, repository: Repository, lock: int) -> None:
        """Give the files and git's index what they had before, unless they have something else again by now."""
        now = entries_staged(repository, list(self.entries))
        ours = [path for path, entry in self.entries.items() if now.get(path) == entry]
        put_in_index(repository, {path: self.staged[path] or gone(self.entries[path]) for path in ours}, lock)
        take_back(repository.top, self.files)

    def close(self, repository: Repository) -> None:
        """Nothing is left to do."""
        (repository.folder / JOURNAL).unlink(missing_ok=True)


def gone(entry: Entry) -> Entry:
    """What git's index reads as: no such file."""
    return Entry("0", "0" * len(entry.blob))


def put_in_index(repository: Repository, entries: Mapping[str, Entry], lock: int) -> None:
    """Change these entries of git's index and no other."""
    if not entries:
        return
    given = b"".join(entry.written(path) for path, entry in entries.items())
    git(repository.top, "update-index", "--add", "-z", "--index-info", given=given, holding=[lock])
    try:
        git(repository.top, "update-index", "-q", "--refresh")
    except GitError:
        return  # some other file has changes: that is what it says then


def encoded(data: bytes | None) -> str | None:
    """Bytes as JSON can hold them."""
    return None if data is None else b64encode(data).decode()


def decoded(text: str | None) -> bytes | None:
    """The bytes again."""
    return None if text is None else b64decode(text)
