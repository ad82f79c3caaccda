"""A recommendations.yaml cut into its audits, so that of many versions only the audits that differ are read."""

import re

from auditresp.model.audits import Audit
from auditresp.store.loading import audits_in

HEAD = re.compile(r"(?:[ \t]*(?:#.*)?\n)*audits:[ \t]*(?:#.*)?\n")
"""What may stand before the first audit: comments, and the key."""

FIRST = re.compile(r"(?:[ \t]*(?:#.*)?\n)*( *)- ")
"""The first audit, whose dash stands where every other's does."""


def pieces(text: str) -> list[str] | None:
    """A text for each audit, which is a recommendations.yaml of its own; None where the file is not written plainly enough to be cut.

    What lies deeper than a dash belongs to its audit. Together the pieces say what the file says if each of them can be read without
    fault: an audit that leans on another by an alias cannot, nor can one half of a text that goes on at the margin.
    """
    text = text.replace("\r\n", "\n")
    head = HEAD.match(text)
    first = head and FIRST.match(text, head.end())
    if not head or not first:
        return None
    margin = len(first[1])
    if re.search(rf"\n {{0,{margin}}}(?![ \n#]|- ).", text[head.end() - 1 :]):
        return None
    dash = f"\n{' ' * margin}- "
    return [f"audits:{dash}{piece}" for piece in text[head.end() - 1 :].split(dash)[1:]]


class Audits:
    """Reads the recommendations.yaml of many versions: an audit that is written alike in several of them is read once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Audit, ...] | None] = {}

    def read(self, content: bytes) -> tuple[Audit, ...] | None:
        """What the file says; None where it cannot be read."""
        read = [self._piece(each) for each in pieces(content.decode("utf-8-sig", errors="replace")) or [""]]
        if None in read:
            return audits_in(content)
        return tuple(audit for audits in read for audit in audits or ())

    def _piece(self, piece: str) -> tuple[Audit, ...] | None:
        if piece not in self._known:
            self._known[piece] = audits_in(piece.encode(), piece=True)
        return self._known[piece]
