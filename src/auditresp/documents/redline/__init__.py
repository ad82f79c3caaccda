"""A document with genuine tracked changes: accepting all gives the new version, rejecting all gives the old one."""

from datetime import datetime

from auditresp.documents.redline.joining import Joining
from auditresp.documents.redline.marks import Marks
from auditresp.documents.redline.side import Side

__all__ = ["redlined"]


def redlined(old: bytes | None, new: bytes | None, *, author: str, when: datetime) -> bytes:
    """The new version with what changed since the old one marked as `author`'s edits at `when`; a version that is not there says nothing.

    The same versions give the same bytes. Raises AuditrespError where one of them is no Word file, and ValueError where both are missing.
    """
    before = None if old is None else Side.read(old, "old.docx")
    after = None if new is None else Side.read(new, "new.docx")
    first, second = before or (after and after.emptied()), after or (before and before.emptied())
    if first is None or second is None:
        raise ValueError("a comparison needs a document")
    return Joining(first, second, Marks(author, when)).document()
