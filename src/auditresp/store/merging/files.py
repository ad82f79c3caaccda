"""Three versions of a file as one: as text where that gives the right meaning, else with our side edited in place."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from auditresp.language import _
from auditresp.model.audits import RecommendationsFile
from auditresp.model.records import Record
from auditresp.model.register import RECOMMENDATIONS_FILE, RESPONSES_FOLDER, SETTINGS_FILE
from auditresp.model.responses import Response
from auditresp.model.settings import Settings
from auditresp.problems import AuditrespError
from auditresp.store.editing import edited, readable, understood
from auditresp.store.merging.threeway import Merge, paths_in_words
from auditresp.store.names import YAML
from auditresp.store.repository.git import GitError, git

OURS, BETWEEN, THEIRS = "<<<<<<<", "=======", ">>>>>>>"
"""The marks that `check` knows an unfinished merge by."""


@dataclass(frozen=True)
class Merged:
    """A merged file, and where both sides contradict each other."""

    data: bytes
    clashes: tuple[str, ...] = ()
    """The fields, as somebody finds them in the file."""
    is_text: bool = False
    """Whether git merged it line by line, as it could not be read; then there is a contradiction without a name."""


def merged_files(name: str, base: bytes, ours: bytes, theirs: bytes) -> Merged:
    """A file in which both sides' changes are; `name` is its path. Contradictions stand in it between marks, both as they are written."""
    by_lines, clean = merged_by_lines(base, ours, theirs)
    try:
        return merged_by_meaning(name, base, ours, theirs)
    except AuditrespError:
        return Merged(by_lines, () if clean else ("",), is_text=True)


def merged_by_meaning(name: str, base: bytes, ours: bytes, theirs: bytes) -> Merged:
    """The same by meaning. Raises AuditrespError where a version has faults, or what it says cannot be written."""
    kind = kind_of(name)
    before, mine, other = (understood(kind, name, readable(name, data)) if data.strip() else None for data in (base, ours, theirs))
    if mine is None or other is None:
        raise AuditrespError(_("{file} is empty on one side").format(file=name))
    merge = Merge()
    record = merge.records(before, mine, other)
    data = said_by_one(kind, name, record, base, ours, theirs)
    if not merge.clashes:
        return Merged(data)
    otherwise = Merge(frozenset(merge.clashes)).records(before, mine, other)
    return Merged(with_marks(data, edited(kind, name, data, otherwise)), tuple(paths_in_words(merge.clashes)))


def said_by_one(kind: type[Record], name: str, record: Record, base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """A file that says the record, made of what keeps most of both sides' comments: git's merge, that with our lines, ours."""
    for text in (merged_by_lines(base, ours, theirs)[0], merged_by_lines(base, ours, theirs, "--ours")[0]):
        try:
            return edited(kind, name, text, record)
        except AuditrespError:
            continue
    return edited(kind, name, ours, record)


def kind_of(name: str) -> type[Record]:
    """What a file of that name holds. Raises AuditrespError where it is none of the register's."""
    path = PurePosixPath(name)
    if path.name == RECOMMENDATIONS_FILE:
        return RecommendationsFile
    if path.name == SETTINGS_FILE:
        return Settings
    if path.parent.name == RESPONSES_FOLDER and path.suffix == YAML:
        return Response
    raise AuditrespError(_("{file} is none of the register's files").format(file=name))


def merged_by_lines(base: bytes, ours: bytes, theirs: bytes, *options: str) -> tuple[bytes, bool]:
    """What git makes of the texts, and whether it is sure of it."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name, data in {"ours": ours, "base": base, "theirs": theirs}.items():
            (root / name).write_bytes(data)
        try:
            git(root, "merge-file", "-q", *options, "ours", "base", "theirs")
            clean = True
        except GitError:
            clean = False
        return (root / "ours").read_bytes(), clean


def with_marks(ours: bytes, theirs: bytes) -> bytes:
    """Our text, with theirs between marks where it says something else."""
    lines = [text.decode().splitlines(keepends=True) for text in (ours, theirs)]
    return "".join(marked(*lines)).encode()


def marked(ours: list[str], theirs: list[str]) -> Iterator[str]:
    """The lines of both, each once where they are the same."""
    end = "\r\n" if ours and ours[0].endswith("\r\n") else "\n"
    for kind, start, stop, from_, to in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from ours[start:stop]
        else:
            yield from (f"{OURS} ours{end}", *whole(ours[start:stop], end), f"{BETWEEN}{end}")
            yield from (*whole(theirs[from_:to], end), f"{THEIRS} theirs{end}")


def whole(lines: list[str], end: str) -> list[str]:
    """The lines, of which the last is ended too."""
    return [line if line.endswith(("\n", "\r")) else line + end for line in lines]
