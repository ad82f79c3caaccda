"""What was worked out from a workspace is found again, as long as everything that was asked for then gets the same answer now."""

import marshal
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

from auditresp.keeping import Keeping
from auditresp.problems import AuditrespError, Level, Place, Problem
from auditresp.store.repository.place import git_folder
from auditresp.store.sources import Folder

NAMES, READ, BESIDES = "names", "read", "besides"
"""What may be asked: which files a folder has, what a file says, something else."""


class Asked(Folder):
    """A folder that writes down what it was asked, and a digest of each answer."""

    def __init__(self, root: Path, besides: Callable[[], bytes]) -> None:
        super().__init__(root)
        self.answers: dict[tuple[str, str], bytes] = {}
        self.is_whole = True
        """Whether there was an answer to everything; what comes of a refusal is not kept."""
        self._besides = besides

    def afresh(self) -> Self:
        """The same folder, of which nothing was asked yet."""
        return type(self)(self.root, self._besides)

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder."""
        names = super().names(folder)
        self.answers[NAMES, folder] = digest("\0".join(names).encode(errors="surrogateescape"))
        return names

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        try:
            content = super().read(name)
        except AuditrespError:
            self.is_whole = False
            raise
        self.answers[READ, name] = digest(content)
        return content

    def besides(self) -> None:
        """Say that the answer also depends on what is no file of the workspace."""
        self.answers[BESIDES, ""] = digest(self._besides())

    def ask(self, kind: str, name: str) -> bytes:
        """The digest of the answer to a question."""
        if kind == NAMES:
            self.names(name)
        elif kind == READ:
            self.read(name)
        else:
            self.besides()
        return self.answers[kind, name]


def gets_the_same(before: dict[tuple[str, str], bytes], source: Asked) -> bool:
    """Whether every question from before gets its answer again."""
    try:
        return all(source.ask(kind, name) == answer for (kind, name), answer in before.items())
    except AuditrespError:
        return False


def digest(answer: bytes) -> bytes:
    """What stands for an answer."""
    return sha256(answer).digest()


def recalled(kind: str, root: Path, kept: Keeping, work: Callable[[Asked], Any], besides: Callable[[], bytes]) -> Any:
    """What `work` gives: plain values, from nothing but what it asks its source, in the language of the terminal.

    `besides` gives what it may depend on otherwise, which it says by asking for it.
    """
    key = key_of(root)
    if before := kept.kept(kind, key):
        answers, found = marshal.loads(before)  # noqa: S302 - it bears our seal
        if gets_the_same(answers, Asked(root, besides)):
            return found
    asked = Asked(root, besides)
    found = work(asked)
    if asked.is_whole:
        kept.keep(kind, key, marshal.dumps((asked.answers, found)))
    return found


def key_of(root: Path) -> bytes:
    """By what is found again what was said of a workspace."""
    return b"\0".join((os.fsencode(root), os.environ["LANGUAGE"].encode()))


Plain = tuple[str, int, int, str, str, str, str]


def plain(problem: Problem) -> Plain:
    """A problem as values that can be kept."""
    place = problem.place
    return str(place.file), place.line, place.column, str(place.spot), str(problem.code), str(problem.message), str(problem.level.value)


def problem_of(plain: Plain) -> Problem:
    """The problem that was kept."""
    file, line, column, spot, code, message, level = plain
    return Problem(Place(file, line, column, spot), code, message, Level(level))


def sent_tags(root: Path) -> bytes:
    """The tags of what was sent, by which git knows everything that is in them; nothing without a repository."""
    from auditresp.store.repository.git import git

    return git(root, "for-each-ref", "refs/tags/sent", "refs/replace") if git_folder(root) else b""
