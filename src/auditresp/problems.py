"""What is wrong, and where: the values every other room speaks in when the files are not right."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Protocol

from auditresp.language import _
from auditresp.value import Value

Path = tuple[str | int, ...]
"""The way to a value inside a file: keys and list indices, as in `("audits", 0, "title")`."""


class Level(StrEnum):
    """How bad a problem is: an error stops the document it concerns, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Place(Value):
    """Somewhere in a file of the workspace.

    In a text: `line` and `column`, which count from 1; 0 means the whole file. In a Word file: `spot`,
    the words by which a person finds it there (part, heading, paragraph).
    """

    file: str
    line: int = 0
    column: int = 0
    spot: str = ""

    def __str__(self) -> str:
        if self.spot:
            return f"{self.file}: {self.spot}"
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Places(Protocol):
    """Knows where the values of one file stand in its text."""

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the value at `path` begins (its key, with `key`); else the nearest value around it."""
        ...


class Problem(Value, beside=("message", "level")):
    """Something wrong in the files. A value, not an exception: problems are collected, sorted, and shown together."""

    place: Place
    code: str
    message: str
    level: Level = Level.ERROR

    def __str__(self) -> str:
        level = {Level.ERROR: _("error"), Level.WARNING: _("warning")}[self.level]
        return f"{self.place}: {level} {self.code}: {self.message}"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those of the problems that stop a document."""
    return [problem for problem in problems if problem.level is Level.ERROR]


class AuditrespError(Exception):
    """What stops the work, said in a sentence a person can act on; `cli` turns it into text and exit status 2."""


class OwnFaultError(Exception):
    """A fault of this program, met where something that a person wrote is at work, which is not to be blamed: the error's cause."""


FEW = 12
"""So many names can be listed in a message and still be read."""


def nearest(written: str, names: Collection[str]) -> str | None:
    """The name that was probably meant; nothing where none is near."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in names}
    near = get_close_matches(written.casefold(), folded, n=1)
    return folded[near[0]] if near else None


def did_you_mean(written: str, names: Collection[str]) -> str:
    """The end of a message about a name that is not there: the nearest one that is, else all there are when they are few."""
    if near := nearest(written, names):
        return _("; did you mean '{name}'?").format(name=near)
    if 0 < len(names) <= FEW:
        return _("; there are {names}").format(names=", ".join(sorted(names)))
    return ""
