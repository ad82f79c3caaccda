"""From which commit a document's files are: the last one that changed any of them, or the part of it that the document is built from.

Commits are counted along the branch itself (first parents): what a merge brought in came with the merge. So every file has one last
commit, whichever other files are asked about with it, and at that commit all of them said what they say now. So has every part of a
file that many documents share: a commit that changed another audit than the document's is none of its own.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, suppress
from functools import cached_property
from itertools import islice
from types import TracebackType
from typing import IO, NamedTuple, Self

from auditresp.keeping import NOTHING_KEPT, Keeping
from auditresp.problems import AuditrespError
from auditresp.store.repository.git import IN_ONE_FORM, git, git_saying
from auditresp.store.repository.place import git_folder
from auditresp.store.sources import Folder
from auditresp.store.versions.comparing import is_blob
from auditresp.store.versions.parts import Changes
from auditresp.store.versions.revisions import Entry, Revision, contents

FEW = 100
"""So many files can be named to git; of more, the folders they are in."""

TOGETHER = 20
"""The contents that so many commits changed are asked for in one go."""

COMMIT = b"commit "
LOG = (
    *(*IN_ONE_FORM, "--literal-pathspecs", "log", "--first-parent", "-m", "--no-renames"),
    *("--raw", "--no-abbrev", "--relative", "-z", "--format=commit %H"),
)

NOTHING = frozenset("0")
"""What the id of a content that is not there is made of."""


class Touch(NamedTuple):
    """That a commit touched a file: which of the commits, and the ids of the content before and after it."""

    place: int
    old: str
    new: str

    @property
    def is_change(self) -> bool:
        """Whether the file was there before and is there after it."""
        return set(self.old) != NOTHING and set(self.new) != NOTHING


class Origins:
    """The commits of a workspace's files. git is asked when the first is wanted, and tells no more than is needed."""

    def __init__(self, source: Folder | Revision, files: Collection[str], keeping: Keeping = NOTHING_KEPT) -> None:
        """`files` are all that will be asked about."""
        self._source = source
        self._files = sorted(files)
        self._keeping = keeping
        self._stack = ExitStack()
        self._commits: list[str] = []
        self._touches: dict[str, list[Touch]] = {}
        self._unchanged: dict[str, bool] = {}
        self._alike: dict[str, frozenset[str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stack.close()

    def commit(self, inputs: Mapping[str, str | None]) -> str:
        """The last commit that changed one of these files, or the part of it that is named.

        Empty where one is not as committed, or nothing is known.
        """
        if git_folder(self._source.root) is None:
            return ""
        try:
            changes, more = self._changes, 1
            if not all(self._as_committed(file, part) for file, part in inputs.items()):
                return ""
            while (place := self._last(inputs)) is None:
                if not list(islice(changes, more)):
                    return ""
                more = TOGETHER
        except AuditrespError:
            return ""
        found = self._commits[place]
        return "" if found in self._cut_off else found

    def _last(self, inputs: Mapping[str, str | None]) -> int | None:
        """Which of the commits that are known so far is the last that changed one of the inputs; None where none is."""
        whole = [self._touches[file][0].place for file, part in inputs.items() if part is None and file in self._touches]
        last = min(whole, default=None)
        for file, part in inputs.items():
            if part is not None and (place := self._last_of_part(file, part, last)) is not None:
                last = place
        return last

    def _last_of_part(self, file: str, part: str, after: int | None) -> int | None:
        """The last commit that changed a part of a file, if it comes after another one."""
        touches = [touch for touch in self._touches.get(file, ()) if after is None or touch.place < after]
        for start in range(0, len(touches), TOGETHER):
            together = touches[start : start + TOGETHER]
            self._parts.learn(file, [(touch.old, touch.new) for touch in together if touch.is_change])
            for touch in together:
                if not touch.is_change or self._parts.changed(file, touch.old, touch.new, part):
                    return touch.place
        return None

    @cached_property
    def _parts(self) -> Changes:
        changes = Changes(self._source.root, self._keeping)
        self._stack.callback(changes.keep)
        return changes

    @cached_property
    def state(self) -> str:
        """While this and the files are as they were, all answers are too. Empty where there is no commit."""
        if git_folder(self._source.root) is None:
            return ""
        with suppress(AuditrespError):
            tip = git(self._source.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{self._tip}^{{commit}}")
            return " ".join((str(self._source.root), tip.decode().strip(), *sorted(self._cut_off)))
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
        told = words(said)
        for word in told:
            name = word.lstrip(b"\n")
            if name.startswith(COMMIT):
                yield from self._commits[-1:]
                self._commits.append(name.removeprefix(COMMIT).decode())
            elif name:
                _modes, _mode, old, new, _what = name.decode().split()
                if file := next(told, b"").decode(errors="surrogateescape"):
                    self._touches.setdefault(file, []).append(Touch(len(self._commits) - 1, old, new))
        yield from self._commits[-1:]

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        return dict(Revision(self._source.root, self._tip).entries)

    def _as_committed(self, file: str, part: str | None) -> bool:
        """Whether a file, or that part of it, says what the last commit has."""
        if isinstance(self._source, Revision):
            return True
        if file not in self._unchanged:
            self._unchanged[file] = file in self._entries and is_blob(self._source.read(file), self._entries[file].id)
        return self._unchanged[file] or part in self._parts_as_committed(file)

    def _parts_as_committed(self, file: str) -> frozenset[str]:
        """The parts of a file that say what the last commit has, although others do not."""
        if file not in self._alike:
            then = contents(self._source.root, [self._entries[file].id]) if file in self._entries else {}
            self._alike[file] = frozenset().union(*(self._parts.alike(file, self._source.read(file), content) for content in then.values()))
        return self._alike[file]

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
    """What git prints, cut at the zero bytes. What stands behind the last was to go on, but git was stopped."""
    rest = b""
    while piece := said.read1(4096):  # type: ignore[attr-defined]
        *whole, rest = (rest + piece).split(b"\0")
        yield from whole
