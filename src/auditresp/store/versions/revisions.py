"""The files of a workspace as they were committed: a source over any commit of the repository around it."""

import posixpath
from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import new as new_hash
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from auditresp.language import _
from auditresp.model.register import RESPONSES_FOLDER
from auditresp.problems import AuditrespError
from auditresp.store.names import YAML
from auditresp.store.repository.git import GitError, git
from auditresp.store.sources import leads_outside, visible

LINK, SUBMODULE = "120000", "160000"
"""How git marks what is no file of its own: a symbolic link, and the commit of another repository."""

HOPS = 40
"""So many links in a row lead nowhere."""

ABBREVIATED = 10
"""So many characters of an id tell commits apart in any repository of this kind."""


class Entry(NamedTuple):
    """What a commit says of a path: its kind, and the id of its content."""

    mode: str
    id: str


class Blobs:
    """The contents in a repository by their ids, each read once; versions that share them read what differs alone."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[str, bytes] = {}

    def fetch(self, ids: Iterable[str]) -> None:
        """Read all of these in one go, but for those that are known."""
        wanted = [each for each in dict.fromkeys(ids) if each not in self._known]
        if wanted:
            self._known |= contents(self.root, wanted)

    def __getitem__(self, blob: str) -> bytes:
        """The content of that id. Raises AuditrespError where the repository lacks it."""
        self.fetch([blob])
        return self._known[blob]


def contents(root: Path, ids: Iterable[str]) -> Mapping[str, bytes]:
    """The content of each id, by one call of git. Raises AuditrespError where the repository lacks one."""
    answer = git(root, "cat-file", "--batch", given="".join(f"{each}\n" for each in ids).encode())
    found, start = {}, 0
    while start < len(answer):
        end = answer.index(b"\n", start)
        blob, *kind = answer[start:end].decode().split()
        if len(kind) < 2:
            raise AuditrespError(_("the repository is damaged or not whole: it lacks {id}; `git fsck` says more").format(id=blob))
        size = int(kind[1])
        found[blob] = answer[end + 1 : end + 1 + size]
        start = end + size + 2
    return found


def blob_id(content: bytes, like: str) -> str:
    """The id that git would give a content, in the kind of id that `like` is; equal ids are equal contents."""
    kind = "sha256" if len(like) == 64 else "sha1"
    return new_hash(kind, b"blob %d\0%s" % (len(content), content), usedforsecurity=False).hexdigest()


class Revision:
    """The workspace's files as one commit has them: content as committed, whatever the working folder does to line ends."""

    def __init__(self, root: Path, commit: str, blobs: Blobs | None = None) -> None:
        """`root` is the workspace today, `commit` a whole id; revisions that are given the same `blobs` read what they share once."""
        self.root = root
        self.commit = commit
        self.blobs = blobs or Blobs(root)

    @property
    def short(self) -> str:
        """The commit's id as people write it."""
        return self.commit[:ABBREVIATED]

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder; none where the folder is not there."""
        revision, real = self._followed(folder)
        names = (posixpath.basename(name) for name in revision.folders.get(real, ())) if real is not None else ()
        return sorted((PurePosixPath(folder) / name).as_posix() for name in names)

    def read(self, name: str) -> bytes:
        """The bytes of a file. The YAML files of the workspace are read together, as whoever reads one reads them all."""
        revision, entry = self._entry(name)
        if name.endswith(YAML):
            revision.blobs.fetch(revision._texts)
        return revision.blobs[entry.id]

    def blob(self, name: str) -> str:
        """The id of a file's content: files with one id say the same."""
        return self._entry(name)[1].id

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Every path that the commit has in the workspace's folder, as a path there."""
        try:
            listed = git(self.root, "ls-tree", "-r", "-z", self.commit)
        except GitError as error:
            message = _("the version {version} is not in the repository around {folder}")
            raise AuditrespError(message.format(version=self.short, folder=self.root)) from error
        lines = (line.partition(b"\t") for line in listed.split(b"\0") if line)
        return {path.decode(errors="surrogateescape"): entry(description) for description, _tab, path in lines}

    @cached_property
    def folders(self) -> Mapping[str, list[str]]:
        """The secretary's files by the folder in which they lie."""
        found: dict[str, list[str]] = {}
        for name, entry in self.entries.items():
            folder, base = posixpath.split(name)
            if entry.mode != SUBMODULE and visible(base):
                found.setdefault(folder, []).append(name)
        return found

    @property
    def submodules(self) -> list[str]:
        """The folders whose files another repository keeps."""
        return [name for name, entry in self.entries.items() if entry.mode == SUBMODULE]

    @cached_property
    def _texts(self) -> list[str]:
        """What `read` reads together."""
        named = (name for folder in ("", RESPONSES_FOLDER) for name in self.folders.get(folder, ()))
        return [self.entries[name].id for name in named if name.endswith(YAML) and self.entries[name].mode != LINK]

    @cached_property
    def _crossings(self) -> frozenset[str]:
        """The paths that lead somewhere else."""
        return frozenset(name for name, entry in self.entries.items() if entry.mode in (LINK, SUBMODULE))

    def _entry(self, name: str) -> tuple["Revision", Entry]:
        """The revision and the entry that a file's name leads to."""
        revision, real = self._followed(name)
        if real is None:
            raise AuditrespError(leads_outside(name))
        if real not in revision.entries:
            raise AuditrespError(_("{file} is not in the version {version}").format(file=name, version=self.short))
        return revision, revision.entries[real]

    def _followed(self, name: str) -> tuple["Revision", str | None]:
        """Where a name leads when links and submodules on the way are followed; None where that is outside the workspace."""
        real = posixpath.normpath(name) if name else ""
        for _hop in range(HOPS):
            crossing = next((each for each in ways_to(real) if each in self._crossings), None)
            if crossing is None:
                return self, real
            beyond = real[len(crossing) + 1 :]
            if self.entries[crossing].mode == SUBMODULE:
                return self._submodule(crossing)._followed(beyond)
            target = self.blobs[self.entries[crossing].id].decode(errors="surrogateescape")
            real = posixpath.normpath(posixpath.join(posixpath.dirname(crossing), target, beyond))
            real = "" if real == "." else real
            if real.startswith(("/", "..")):
                return self, None
        raise AuditrespError(_("{file} is a link that leads back to itself").format(file=name))

    def _submodule(self, folder: str) -> "Revision":
        """The files of a submodule as this commit wants them. Raises AuditrespError where they are not here."""
        inside = Revision(self.root / folder, self.entries[folder].id)
        try:
            if (self.root / folder / ".git").exists():
                git(inside.root, "cat-file", "-e", f"{inside.commit}^{{commit}}")
                return inside
        except GitError:
            pass
        message = _("{folder} is a submodule, and its version {version} is not here; `git submodule update --init {folder}` fetches it")
        raise AuditrespError(message.format(folder=folder, version=inside.short))


def entry(description: bytes) -> Entry:
    """What `ls-tree` says before a path: mode, kind and id."""
    mode, _kind, blob = description.decode().split()
    return Entry(mode, blob)


def ways_to(name: str) -> Iterable[str]:
    """The folders on the way to a path, outermost first, and the path itself."""
    parts = name.split("/")
    return ("/".join(parts[: length + 1]) for length in range(len(parts)))
