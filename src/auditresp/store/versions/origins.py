"""From which commit the files of a workspace are: the last one that changed any of those that are asked about.

Commits are counted along the branch itself (first parents): what a merge brought in came with the merge. So every file has one last
commit, whichever other files are asked about with it, and at that commit all of them said what they say now.
"""

from collections.abc import Collection, Iterator
from contextlib import ExitStack, suppress
from functools import cached_property
from types import TracebackType
from typing import IO, Self

from auditresp.problems import AuditrespError
from auditresp.store.repository.git import git, git_saying
from auditresp.store.repository.place import git_folder
from auditresp.store.sources import Folder
from auditresp.store.versions.comparing import is_blob
from auditresp.store.versions.revisions import Entry, Revision

FEW = 100
"""So many files can be named to git; of more, the folders they are in."""

COMMIT = b"commit "
LOG = (
    *("--literal-pathspecs", "log", "--first-parent", "-m", "--no-renames", "--no-show-signature"),
    *("--name-only", "--relative", "-z", "--format=commit %H"),
)


class Origins:
    """The commits of a workspace's files. git is asked when the first is wanted, and tells no more than is needed."""

    def __init__(self, source: Folder | Revision, files: Collection[str]) -> None:
        """`files` are all that will be asked about."""
        self._source = source
        self._files = sorted(files)
        self._stack = ExitStack()
        self._last: dict[str, int] = {}
        self._unchanged: dict[str, bool] = {}
        self._commits: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stack.close()

    def commit(self, files: Collection[str]) -> str:
        """The last commit that changed one of these files; empty where one is not as committed, or nothing is known."""
        if git_folder(self._source.root) is None:
            return ""
        try:
            changes = self._changes
            if not all(map(self._as_committed, files)):
                return ""
        except AuditrespError:
            return ""
        while not any(file in self._last for file in files):
            if next(changes, None) is None:
                return ""
        found = self._commits[min(self._last[file] for file in files if file in self._last)]
        return "" if found in self._cut_off else found

    @cached_property
    def state(self) -> str:
        """While this and the files are as they were, all answers are too. Empty where there is no commit."""
        if git_folder(self._source.root) is None:
            return ""
        with suppress(AuditrespError):
            tip = git(self._source.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{self._tip}^{{commit}}")
            return " ".join((tip.decode().strip(), *sorted(self._cut_off)))
        return ""

    @property
    def _tip(self) -> str:
        return self._source.commit if isinstance(self._source, Revision) else "HEAD"

    @cached_property
    def _changes(self) -> Iterator[str]:
        """Each commit, newest first; when it is given, its files are known."""
        paths = self._files if len(self._files) <= FEW else sorted({file.partition("/")[0] for file in self._files})
        said = self._stack.enter_context(git_saying(self._source.root, *LOG, self._tip, "--", *paths))
        return self._read(said)

    def _read(self, said: IO[bytes]) -> Iterator[str]:
        """Note the files of each commit, and give it when the next begins."""
        for word in words(said):
            name = word.lstrip(b"\n")
            if name.startswith(COMMIT):
                yield from self._commits[-1:]
                self._commits.append(name.removeprefix(COMMIT).decode())
            elif name:
                self._last.setdefault(name.decode(errors="surrogateescape"), len(self._commits) - 1)
        yield from self._commits[-1:]

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        return dict(Revision(self._source.root, self._tip).entries)

    def _as_committed(self, file: str) -> bool:
        """Whether a file says what the last commit has."""
        if isinstance(self._source, Revision):
            return True
        if file not in self._unchanged:
            self._unchanged[file] = file in self._entries and is_blob(self._source.read(file), self._entries[file].id)
        return self._unchanged[file]

    @cached_property
    def _cut_off(self) -> frozenset[str]:
        """The commits of a shallow clone that only seem to be the first: what they changed is not known."""
        folder = git_folder(self._source.root)
        shared = folder and folder / "commondir"
        if folder and shared and shared.is_file():
            folder = folder / shared.read_text(encoding="utf-8").strip()
        shallow = folder and folder / "shallow"
        return frozenset(shallow.read_text(encoding="utf-8").split()) if shallow and shallow.is_file() else frozenset()


def words(said: IO[bytes]) -> Iterator[bytes]:
    """What git prints, cut at the zero bytes."""
    rest = b""
    while piece := said.read1(4096):  # type: ignore[attr-defined]
        *whole, rest = (rest + piece).split(b"\0")
        yield from whole
    yield rest
