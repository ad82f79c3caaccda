"""What changed, as documents: those of the new version, in which Word shows what went and came since the old one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from auditresp.changes import Kind, changes_between, is_read
from auditresp.checks import all_problems
from auditresp.documents.building import Templates, build
from auditresp.documents.orders import Document, documents_in, in_the_way
from auditresp.documents.redline import redlined
from auditresp.language import _
from auditresp.model.register import RECOMMENDATIONS_FILE, SETTINGS_FILE, response_file
from auditresp.problems import AuditrespError, Problem
from auditresp.store.loading import load
from auditresp.store.sources import Source

AUTHOR = "auditresp"
"""Whose edits they are. Word wants a name, and several people may have edited what is between two versions."""


class Side:
    """One of the versions: all that its documents are made of."""

    def __init__(self, source: Source) -> None:
        self.register = load(source)
        self.templates = Templates(self.register.templates, source.read)

    @cached_property
    def problems(self) -> list[Problem]:
        """What is wrong with its files."""
        return all_problems(self.register)

    def built(self, document: Document | None) -> bytes | None:
        """A document, as a draft where there are errors; nothing where this version has none. Raises TemplateError."""
        if document is None:
            return None
        draft = bool(in_the_way(self.register, document, self.problems))
        return build(self.register, document, self.templates, draft=draft)


def tracked(old: Source, new: Source, responses: Sequence[str], when: datetime) -> Iterator[tuple[str, bytes | AuditrespError]]:
    """The file and the content of every document that differs, or why it cannot be made; without `responses`, of all of them."""
    was, now = Side(old), Side(new)
    renamed = {str(change.new): str(change.old) for change in changes_between(was.register, now.register) if change.kind is Kind.RENAMED}
    for before, after in pairs(documents_in(was.register), documents_in(now.register), renamed):
        shown = after or before
        if shown is None or (responses and not {each.response for each in (before, after) if each} & set(responses)):
            continue
        try:
            refuse_unread(shown, was, now)
            earlier, later = was.built(before), now.built(after)
            if earlier != later:
                yield shown.file, redlined(earlier, later, author=AUTHOR, when=when)
        except AuditrespError as error:
            yield shown.file, error


def refuse_unread(document: Document, *sides: Side) -> None:
    """Raises AuditrespError where a file that the document is made of cannot be read in a version: all in it would seem to be gone."""
    unread = {file for side in sides for file in side.register.unread}
    unread |= {file for file in (SETTINGS_FILE, RECOMMENDATIONS_FILE) if not is_read(file, *(side.register for side in sides))}
    needed = unread if document.response is None else unread & {SETTINGS_FILE, RECOMMENDATIONS_FILE, response_file(document.response)}
    if needed:
        message = _("{files} cannot be read in one of the versions, so nobody knows what has changed; auditresp diff says why")
        raise AuditrespError(message.format(files=", ".join(sorted(needed))))


def pairs(
    old: Sequence[Document], new: Sequence[Document], renamed: Mapping[str, str]
) -> Iterator[tuple[Document | None, Document | None]]:
    """Each document of the new version with the same one of the old, then those that only the old version has."""
    gone = dict.fromkeys(old)
    for after in new:
        before = after.but(response=renamed.get(after.response or "", after.response))
        yield (before if before in gone else None), after
        gone.pop(before, None)
    yield from ((before, None) for before in gone)
