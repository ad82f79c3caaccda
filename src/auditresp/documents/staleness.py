"""Which documents are as they would be built now: what each was built from, in a few bytes, noted when it was written.

Times are not asked: a document is fresh where all that it is built from says what it said then, and its file holds what was written.
"""

import marshal
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from deflate import __version__ as compressor

from auditresp.documents.orders import Document
from auditresp.keeping import Keeping, digest, digest_of
from auditresp.model.audits import Audit
from auditresp.model.register import RECOMMENDATIONS_FILE, Register, response_file
from auditresp.model.responses import Response

KIND = "built"

Digest = Callable[[str], bytes]
"""A few bytes that stand for what the file of that name says."""


class Fingerprints:
    """What documents are built from, in a few bytes for each. A record counts as what it says, wherever it stands in its file."""

    def __init__(self, register: Register, contents: Digest, known: Sequence[bytes], *, draft: bool, public: bool) -> None:
        """`contents` are the files' as they were read, `known` what stood for the audits when their file said the same."""
        self._register = register
        self._contents = contents
        self._audits = {id(audit): each for audit, each in zip(register.audits, known, strict=False) if each}
        self._form = (draft, public, compressor)

    def of(self, document: Document) -> bytes:
        """What stands for all that a document is built from, but the commit that it names."""
        template = self._register.templates.get(document.template, "")
        return digest(document, self._form, self._settings, template, self._contents(template), *self._answers(document))

    def _answers(self, document: Document) -> list[bytes]:
        """What stands for the audit and the responses that a document shows; for all where it shows all."""
        if document.response is None:
            return [*map(self._audit, self._register.audits), *map(self._response, self._register.responses.values())]
        own = self._register.responses[document.response]
        audit = self._register.audit(own.audit)
        return [self._response(own), *([self._audit(audit), *map(self._response, self._register.responses_to(audit))] if audit else [])]

    @cached_property
    def _settings(self) -> bytes:
        """What stands for the settings that documents show: not for reminders and mail, which they do not."""
        settings = self._register.settings
        logo = settings.municipality.logo if settings.municipality.logo in self._register.pictures else None
        return digest(settings.municipality, settings.boards, settings.contacts, logo and self._contents(logo))

    @property
    def audits(self) -> list[bytes]:
        """What stands for the audits in their order; nothing for those that were not asked about."""
        return [self._audits.get(id(audit), b"") for audit in self._register.audits]

    def _audit(self, audit: Audit) -> bytes:
        """What stands for what the auditors said."""
        if id(audit) not in self._audits:
            self._audits[id(audit)] = digest(audit)
        return self._audits[id(audit)]

    def _response(self, response: Response) -> bytes:
        """What stands for a response; its file, as it has one for itself."""
        return self._contents(response_file(response.id)) or digest(response)


class Made(NamedTuple):
    """What was noted of a file when it was written."""

    file: bytes
    """What stands for the bytes of the file itself."""
    inputs: bytes
    commit: str
    """The commit that it names."""
    asked: bytes
    """What stands for all that this commit was found from; nothing where that was not noted."""


class Ledger:
    """What was built into a folder, and from what; kept between runs, and only ever believed of files that are as they were left."""

    def __init__(self, folder: Path, keeping: Keeping) -> None:
        self._folder = folder
        self._keeping = keeping
        self._key = str(folder.resolve()).encode(errors="surrogatepass")
        self._changed = False
        kept = keeping.kept(KIND, self._key)
        files, self._audits = marshal.loads(kept) if kept else ({}, (b"", []))  # noqa: S302 - sealed: this user's own program wrote it
        self._made: dict[str, Made] = {file: Made(*made) for file, made in files.items()}

    def audits(self, contents: Digest) -> list[bytes]:
        """What stands for the audits where their file says what it said."""
        written, known = self._audits
        return list(known) if written and written == contents(RECOMMENDATIONS_FILE) else []

    def found(self, file: str, inputs: bytes) -> Made | None:
        """What was noted of a file that was made from just this and is as it was left; none where one of these is not so."""
        made = self._made.get(file)
        return made if made and made.inputs == inputs and made.file == self.bytes_of(file) else None

    def bytes_of(self, file: str) -> bytes:
        """What stands for the bytes of a file that may not be there."""
        try:
            return digest_of((self._folder / file).read_bytes())
        except OSError:
            return b""

    def note(self, file: str, data: bytes, inputs: bytes, commit: str = "", asked: bytes = b"") -> None:
        """That a file was written with these bytes."""
        made = Made(digest_of(data), inputs, commit, asked)
        self._changed |= self._made.get(file) != made
        self._made[file] = made

    def ask(self, file: str, asked: bytes) -> None:
        """That the same commit was found from other things."""
        if asked:
            self._changed = True
            self._made[file] = self._made[file]._replace(asked=asked)

    def keep(self, contents: Digest, audits: Sequence[bytes]) -> None:
        """Keep what was noted for the next run, with what stands for the audits."""
        if self._changed:
            noted = {file: tuple(made) for file, made in self._made.items()}
            self._keeping.keep(KIND, self._key, marshal.dumps((noted, (contents(RECOMMENDATIONS_FILE), list(audits)))))


def asked_of(files: Collection[str], contents: Digest, state: str) -> bytes:
    """What stands for all that a document's commit is found from: the repository's `state`, and its files byte for byte."""
    return digest(state, *((file, contents(file)) for file in sorted(files))) if state else b""
