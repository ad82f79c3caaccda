"""What the names of the files say: which are read, and which only look as if they were."""

import unicodedata
from collections.abc import Collection, Iterable
from posixpath import basename, splitext

from auditresp.language import _
from auditresp.problems import Place, Problem

YAML = ".yaml"
WORD = (".docx", ".dotx", ".docm")
"""The endings of Word templates. One with macros is among them, so that it is refused with the reason when it is used."""


def stem(name: str) -> str:
    """A file's name without folder and ending."""
    return splitext(basename(name))[0]


def template_files(names: Collection[str]) -> dict[str, str]:
    """The Word templates among files, by their names; of several with one name the first in the order of WORD."""
    by_ending = (name for ending in reversed(WORD) for name in names if name.lower().endswith(ending))
    return {unicodedata.normalize("NFC", stem(name)): name for name in by_ending}


def yaml_files(names: Iterable[str]) -> tuple[list[str], list[Problem]]:
    """The files to read, and a problem for each that would be passed over or be taken for another."""
    taken: dict[str, str] = {}
    problems = []
    for name in names:
        ending = splitext(name)[1]
        if ending.lower() not in (YAML, ".yml"):
            continue
        if ending != YAML:
            message = _("the file is not read, as its name ends with {ending}; rename it to {right}")
            right = stem(name) + YAML
            problems.append(Problem(Place(name), "wrong-ending", message.format(ending=ending, right=right)))
        elif (first := taken.setdefault(everywhere(name), name)) != name:
            message = _("the name is the same as {first} on some systems; rename one of them")
            problems.append(Problem(Place(name), "same-name", message.format(first=first)))
    return list(taken.values()), problems


def everywhere(name: str) -> str:
    """A name as Windows and macOS compare it."""
    return unicodedata.normalize("NFC", name).casefold()
