"""What has been sent: the tags `sent/<response>/<n>`, each with the checksums of its documents, and the responses as they were then."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from auditresp.changes.promises import changed_since
from auditresp.changes.telling import told
from auditresp.changes.values import Change
from auditresp.language import _
from auditresp.model.register import Register, response_file
from auditresp.model.responses import Response
from auditresp.problems import AuditrespError, Level, Problem
from auditresp.store.loading import response_in
from auditresp.store.repository.git import git
from auditresp.store.repository.place import git_folder
from auditresp.store.repository.tagging import Tag
from auditresp.store.sources import Source
from auditresp.store.versions.comparing import is_blob
from auditresp.store.versions.naming import SENT
from auditresp.store.versions.revisions import contents

CHECKSUM = re.compile(r"^([0-9a-f]{64})  (.+)$", re.MULTILINE)
"""A line as `sha256sum` writes it, so that it also can be checked with that."""

FIELDS = "%00".join(("%(refname:strip=2)", "%(objectname)", "%(*objectname)", "%(contents)", "%00"))


@dataclass(frozen=True)
class SentVersion:
    """A version of a response that was sent."""

    response: str
    number: int
    commit: str
    checksums: Mapping[str, str]
    """The SHA-256 of each document, by its path in the build folder."""

    @property
    def tag(self) -> str:
        """The name of its tag."""
        return tag_name(self.response, self.number)


def tag_name(response: str, number: int) -> str:
    """The name of the tag of a response's version."""
    return f"{SENT}/{response}/{number}"


def sending_tag(response: str, number: int, sentence: str, documents: Mapping[str, bytes]) -> Tag:
    """The tag of a version that is sent now, with these documents by their paths in the build folder."""
    checksums = "".join(f"{sha256(data).hexdigest()}  {file}\n" for file, data in documents.items())
    return Tag(tag_name(response, number), f"{sentence}\n\n{checksums}".rstrip())


def sent_versions(root: Path, response: str = "") -> list[SentVersion]:
    """All that was sent, or what was of one response, in the order of the numbers; nothing without a repository."""
    if git_folder(root) is None:
        return []
    told = git(root, "for-each-ref", f"--format={FIELDS}", f"refs/tags/{SENT}/{response}")
    entries = (entry.lstrip("\n").split("\0") for entry in told.decode(errors="replace").split("\0\0\n")[:-1])
    found = (version_of(*entry[:4]) for entry in entries)
    return sorted((each for each in found if each), key=lambda each: (each.response, each.number))


def require_tag(response: Response, versions: Sequence[SentVersion]) -> None:
    """Raises AuditrespError where a response was sent, and the tag that says what was sent is not in this clone."""
    if response.sent and response.sent.version not in {version.number for version in versions}:
        message = _(
            "'{response}' was sent, but its tag {tag} is not here, so the next version would be confused with it; "
            "fetch it with git fetch --tags, or take the line sent: away where it never was sent"
        )
        raise AuditrespError(message.format(response=response.id, tag=tag_name(response.id, response.sent.version)))


def version_of(tag: str, object_id: str, commit: str, message: str) -> SentVersion | None:
    """What a tag says was sent; nothing where it is some other tag."""
    named = re.fullmatch(rf"{SENT}/([^/]+)/(\d+)", tag)
    checksums = {file: checksum for checksum, file in CHECKSUM.findall(message)}
    return named and SentVersion(named[1], int(named[2]), commit or object_id, checksums)


def changed_after_sending(root: Path, register: Register, source: Source) -> Iterator[Problem]:
    """What was sent stays as it was; another text is another version, which is sent again. git is asked only where something was sent."""
    if not any(response.sent for response in register.responses.values()):
        return
    versions = sent_versions(root)
    numbers = {(version.response, version.number): version for version in versions}
    tagged = {version.response for version in versions}
    sent: list[tuple[Response, SentVersion]] = []
    for response in register.responses.values():
        if response.sent and (version := numbers.get((response.id, response.sent.version))):
            sent.append((response, version))
        elif response.sent and response.id in tagged:
            yield never_sent(register, response)
    for response, then in as_sent(root, sent, source):
        if changes := changed_since(then, response):
            yield another_text(register, response, changes)


def another_text(register: Register, response: Response, changes: Sequence[Change]) -> Problem:
    """That a response says something else than was sent, and what."""
    number = response.sent.version if response.sent else 0
    first = told(changes[0], register.settings.called).sentence.removesuffix(".")
    more = _("; {count} more").format(count=len(changes) - 1) if len(changes) > 1 else ""
    message = _(
        "the response says something else than when version {version} was sent ({first}{more}); "
        "send it as the next version with auditresp send {response}, or change it back"
    ).format(version=number, first=first, more=more, response=response.id)
    return register.problem(response, "sent", code="changed-after-sending", message=message, key=True)


def never_sent(register: Register, response: Response) -> Problem:
    """That a version is said to be sent that has no tag, where others have."""
    number = response.sent.version if response.sent else 0
    message = _("there is no tag {tag}, so nobody knows what was sent; take the line away, and send it with auditresp send {response}")
    message = message.format(tag=tag_name(response.id, number), response=response.id)
    return register.problem(response, "sent", code="sent-without-tag", message=message, level=Level.WARNING, key=True)


def as_sent(root: Path, sent: Sequence[tuple[Response, SentVersion]], source: Source) -> Iterator[tuple[Response, Response]]:
    """Each response that is not written as it was when it was sent, and what it was then; all are looked up together."""
    if not sent:
        return
    asked = "".join(f"{version.commit}:./{response_file(version.response)}\n" for _response, version in sent)
    blobs = git(root, "cat-file", "--batch-check=%(objectname)", given=asked.encode()).decode().splitlines()
    found = [(response, blob) for (response, _version), blob in zip(sent, blobs, strict=True) if not blob.endswith(" missing")]
    differing = [(response, blob) for response, blob in found if not is_blob(source.read(response_file(response.id)), blob)]
    known = contents(root, dict.fromkeys(blob for _response, blob in differing))
    for response, blob in differing:
        if then := response_in(response_file(response.id), known[blob]):
            yield response, then
