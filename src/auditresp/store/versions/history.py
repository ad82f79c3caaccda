"""What changed from version to version in meaning. Only the files that a commit touched are read, and each content once."""

import posixpath
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from auditresp.changes import Change, Kind, changes_between
from auditresp.model.audits import Audit
from auditresp.model.reading import stand_in
from auditresp.model.register import RECOMMENDATIONS_FILE, RESPONSES_FOLDER, SETTINGS_FILE, Register
from auditresp.model.responses import Response
from auditresp.model.settings import Settings
from auditresp.store.loading import response_in, settings_in
from auditresp.store.names import YAML, stem
from auditresp.store.sources import visible
from auditresp.store.versions.commits import Commit, Touched, commits
from auditresp.store.versions.merges import own
from auditresp.store.versions.pieces import Audits
from auditresp.store.versions.revisions import Revision, contents

TOGETHER = 50
"""The files of so many commits are asked for in one go."""

SHARED_FILES = (SETTINGS_FILE, RECOMMENDATIONS_FILE)
"""What a response's words lean on: who the boards are, what the auditors said."""


@dataclass(frozen=True)
class Subject:
    """Whose history is told: a response's or an audit's, of either a recommendation's or finding's; without a name, all of it."""

    response: str | None = None
    audit: str | None = None
    """The audit; beside a response, the one it answers."""
    item: str | None = None


@dataclass(frozen=True)
class Version:
    """A commit and what it changed in meaning."""

    commit: Commit
    changes: tuple[Change, ...]
    old: Register
    """Of the files it touched, what its (first) parent has, and what their words lean on."""
    new: Register
    """The same as the commit has it."""
    unread: tuple[str, ...] = ()
    """The files that cannot be read as it has them. What changed in them is told of the next version that can be read."""


def history(
    root: Path, subject: Subject | None = None, *, start: str, before: str | None = None, since: date | None = None
) -> Iterator[Version]:
    """The versions that touched the files of the subject, newest first, also those that changed nothing in meaning.

    `start` and `before` are whole ids of commits: what `before` builds on is left out, and with `since` what is older than that
    day in local time. A response that was renamed is followed. A merge tells only what it brought about itself.
    """
    told = (each for each in commits(root, start, before) if since is None or each.when.astimezone().date() >= since)
    telling = _Telling(root, subject or Subject(), Revision(root, start))
    while together := list(islice(told, TOGETHER)):
        yield from telling.versions(together)


def earlier_responses(root: Path, start: str) -> set[str]:
    """The ids of all responses that a version up to `start` has or had."""
    files = (touched.file for each in commits(root, start) for touched in each.touched)
    return {response_name(file) for file in files if is_ours(file) and file not in SHARED_FILES}


class _Telling:
    """Reads what the commits touched, one commit after the other, newest first."""

    def __init__(self, root: Path, subject: Subject, newest: Revision) -> None:
        self.root = root
        self.subject = subject
        self.names = {subject.response}
        self.shared: dict[str, str | None] = {file: newest.blob(file) for file in SHARED_FILES if file in newest.entries}
        self.bytes: dict[str, bytes] = {}
        self.read: dict[tuple[str, str], Any] = {}
        self.earlier: dict[tuple[str, str], str] = {}
        self.audits = Audits()

    def versions(self, together: Sequence[Commit]) -> Iterator[Version]:
        """What each of some commits that follow each other changed, of those that touched the subject."""
        for touched in (touched for each in together for touched in each.touched):
            if touched.new and (old := next(filter(None, touched.old), None)):
                self.earlier[touched.file, touched.new] = old
        self.fetch(touched for each in together for touched in self.involved(each))
        for each in together:
            if involved := self.involved(each):
                yield self.version(each, involved)

    def involved(self, commit: Commit) -> list[Touched]:
        """The files that a commit touched and that may concern the subject; where a response is new, also those it may have been."""
        ours = [touched for touched in commit.touched if is_ours(touched.file)]
        if self.subject.response is None:
            return ours if self.subject.audit is None else [touched for touched in ours if touched.file != SETTINGS_FILE]
        named = [touched for touched in ours if self.is_named(touched.file)]
        if any(not any(touched.old) for touched in named):
            named += [touched for touched in ours if not touched.new and touched not in named and touched.file not in SHARED_FILES]
        return named

    def is_named(self, file: str) -> bool:
        """Whether a file is the response that is asked about, or says what it answers where that is asked too."""
        if file in SHARED_FILES:
            return file == RECOMMENDATIONS_FILE and self.subject.item is not None
        return response_name(file) in self.names

    def version(self, commit: Commit, involved: Sequence[Touched]) -> Version:
        """What one commit changed."""
        self.fetch(involved)
        new = self.register({touched.file: touched.new for touched in involved})
        olds = [self.register({touched.file: touched.old[place] for touched in involved}) for place in range(len(involved[0].old))]
        changes = own([changes_between(comparable(old, new), comparable(new, old)) for old in olds])
        told = tuple(change for change in changes if concerns(self.subject, self.names, change))
        self.names |= {str(change.old) for change in told if change.kind is Kind.RENAMED}
        self.shared |= {touched.file: touched.old[0] for touched in involved if touched.file in SHARED_FILES}
        unread = tuple(touched.file for touched in involved if touched.new and self.said(touched.file, touched.new) is None)
        self.forget(involved)
        return Version(commit, told, comparable(olds[0], new), comparable(new, olds[0]), unread)

    def register(self, ids: Mapping[str, str | None]) -> Register:
        """What one version says of the files with these contents, and of those that they lean on."""
        said = {file: self.standing(file, blob) for file, blob in {**self.shared, **ids}.items()}
        settings, audits = said.pop(SETTINGS_FILE, None), said.pop(RECOMMENDATIONS_FILE, None)
        return Register(settings or NO_SETTINGS, audits or (), {response.id: response for response in said.values() if response})

    def standing(self, file: str, blob: str | None) -> Any:
        """What a file says; where it cannot be read, what it said before."""
        while blob and self.said(file, blob) is None:
            blob = self.earlier.get((file, blob))
        return self.said(file, blob) if blob else None

    def said(self, file: str, blob: str) -> Any:
        """What a file says with that content; None where it cannot be read."""
        if (file, blob) not in self.read:
            if blob not in self.bytes:
                self.bytes |= contents(self.root, [blob])
            self.read[file, blob] = self.reading(file, self.bytes[blob])
        return self.read[file, blob]

    def reading(self, file: str, content: bytes) -> Any:
        """What a content says as that file."""
        if file == SETTINGS_FILE:
            return settings_in(content)
        return self.audits.read(content) if file == RECOMMENDATIONS_FILE else response_in(file, content)

    def fetch(self, files: Iterable[Touched]) -> None:
        """Get the contents of files before and after a commit, in one go."""
        pairs = ((touched.file, blob) for touched in files for blob in (*touched.old, touched.new) if blob)
        wanted = dict.fromkeys(blob for file, blob in pairs if (file, blob) not in self.read and blob not in self.bytes)
        if wanted:
            self.bytes |= contents(self.root, wanted)

    def forget(self, files: Iterable[Touched]) -> None:
        """Let go of what came into being with a commit: older ones do not have it, unless somebody took it up again."""
        for touched in files:
            if touched.new:
                self.read.pop((touched.file, touched.new), None)
                self.bytes.pop(touched.new, None)


NO_SETTINGS = stand_in(Settings, SETTINGS_FILE)
"""What stands for settings that a version has not."""


def comparable(register: Register, other: Register) -> Register:
    """A register without settings of its own with the other's, so that their coming and going is no change in each of them."""
    return register.but(settings=other.settings) if register.settings is NO_SETTINGS else register


def is_ours(file: str) -> bool:
    """Whether a file can change in meaning."""
    folder, name = posixpath.split(file)
    return file in SHARED_FILES or (folder == RESPONSES_FOLDER and name.endswith(YAML) and visible(name))


def response_name(file: str) -> str:
    """The id of the response in a file, as it is compared."""
    return unicodedata.normalize("NFC", stem(file))


def concerns(subject: Subject, names: set[str | None], change: Change) -> bool:
    """Whether a change belongs to the history of a subject; `names` are those that its response had."""
    if subject.item and not concerns_item(change, subject.item):
        return False
    if subject.response is None:
        return subject.audit in (None, change.audit)
    if change.response is None:
        return subject.item is not None and change.audit == subject.audit
    return change.response in names


def concerns_item(change: Change, item: str) -> bool:
    """Whether a change is one of a recommendation or finding or its reply, or of a whole that holds one."""
    match change:
        case Change(kind=Kind.ADDED, new=Response() | Audit() as whole) | Change(kind=Kind.REMOVED, old=Response() | Audit() as whole):
            return item in whole.replies if isinstance(whole, Response) else item in {each.id for each in whole.items}
        case _:
            return change.item == item or change.kind is Kind.RENAMED
