"""Where the workspace's files are read from: a folder, or memory; `revisions` has a third source, a commit."""

import errno
import os
import posixpath
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Protocol

from auditresp.language import _, cause_of
from auditresp.problems import AuditrespError

LOCKS = (".", "~$")
"""How the names begin of what editors and Word leave beside a file while it is open, and of hidden files."""


class Source(Protocol):
    """Files by their names in the workspace, which are written with `/` on every system."""

    def names(self, folder: str) -> list[str]:
        """The names of the files directly in a folder (`""` is the workspace itself), sorted; hidden and lock files left out."""
        ...

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises AuditrespError where they cannot be had."""
        ...


class Folder:
    """The files of a folder on disk."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._folders: dict[str, Path] = {}

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder; none where the folder is not there."""
        here = self.root / folder
        if not here.is_dir():
            return []
        with os.scandir(here) as entries:
            found = [entry.name for entry in entries if visible(entry.name) and (entry.is_symlink() or entry.is_file())]
        return sorted(posixpath.join(folder, name) for name in found)

    def read(self, name: str) -> bytes:
        """The bytes of a file, which must lie in the workspace also when every symbolic link has been followed."""
        path = self._resolved(posixpath.dirname(name)) / posixpath.basename(name)
        try:
            if path.is_symlink():
                path = path.resolve()
            if not path.is_relative_to(self.root):
                raise AuditrespError(leads_outside(name))
            return path.read_bytes()
        except RuntimeError as error:  # by which Python says that a link leads to itself
            raise unreadable(name, OSError(errno.ELOOP, os.strerror(errno.ELOOP))) from error
        except OSError as error:
            raise unreadable(name, error) from error

    def _resolved(self, folder: str) -> Path:
        """A folder when every symbolic link has been followed, which is done once for all its files."""
        if folder not in self._folders:
            self._folders[folder] = (self.root / folder).resolve()
        return self._folders[folder]


def unreadable(name: str, error: OSError) -> AuditrespError:
    """That a file cannot be read, and why."""
    return AuditrespError(_("{file} cannot be read: {reason}").format(file=name, reason=cause_of(error)))


class InMemory:
    """Files that are nowhere but in memory, as text or bytes by name."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self.files = files

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder."""
        return sorted(name for name in self.files if within(name, folder) and visible(PurePosixPath(name).name))

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        content = self.files[name]
        return content.encode() if isinstance(content, str) else content


class Changed:
    """The files of another source, some of which say something else."""

    def __init__(self, source: Source, changed: Mapping[str, bytes]) -> None:
        self.source = source
        self.changed = changed

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder."""
        return sorted({*self.source.names(folder), *(name for name in self.changed if within(name, folder))})

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        return self.changed[name] if name in self.changed else self.source.read(name)


def leads_outside(name: str) -> str:
    """That a file is not the workspace's own."""
    return _("{file} is a link that leads outside the workspace; put the file itself there instead").format(file=name)


def visible(name: str) -> bool:
    """Whether a file is the secretary's own, and not hidden or a program's lock."""
    return not name.startswith(LOCKS)


def within(name: str, folder: str) -> bool:
    """Whether a file lies directly in a folder."""
    return PurePosixPath(name).parent == PurePosixPath(folder)
