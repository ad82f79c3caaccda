"""The parts of the files that many documents share: of the settings what documents show of them, of the recommendations each audit.

A part stands for itself: where two versions of a file have it alike, a document that is built from no other part is the same.
"""

import marshal
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from auditresp.keeping import Keeping, digest
from auditresp.model.register import RECOMMENDATIONS_FILE, SETTINGS_FILE
from auditresp.store.loading import audits_in, settings_in
from auditresp.store.versions.pieces import pieces
from auditresp.store.versions.revisions import contents

SHOWN = "shown"
"""The part of the settings that documents show; an audit's part has its id."""

KIND = "parts"

Parts = Mapping[str, bytes]
"""What stands for each part, by its name."""


class Reader:
    """Finds the parts of the versions of a file. What is written alike in several is read once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, bytes] | None] = {}

    def parts(self, file: str, content: bytes) -> Parts | None:
        """The parts of a file; None where they cannot be told apart, or something in them cannot be read."""
        if file == SETTINGS_FILE:
            settings = settings_in(content)
            return {SHOWN: digest(settings.municipality, settings.boards, settings.contacts)} if settings else None
        if file == RECOMMENDATIONS_FILE:
            return self._of_audits(pieces(content.decode("utf-8-sig", errors="replace")))
        return None

    def _of_audits(self, texts: list[str] | None) -> Parts | None:
        """A part for each audit. Two of one id cannot be told apart, nor two in one piece, as after a carriage return alone."""
        found: dict[str, bytes] = {}
        for text in texts or ():
            if text not in self._known:
                audits = audits_in(text.encode(), piece=True)
                self._known[text] = (str(audits[0].id), digest(audits[0])) if audits and len(audits) == 1 else None
            known = self._known[text]
            if known is None or known[0] in found:
                return None
            found[known[0]] = known[1]
        return found or None


class Changes:
    """Which parts of a file differ between two contents; kept, as that never changes."""

    def __init__(self, root: Path, keeping: Keeping) -> None:
        self._root = root
        self._keeping = keeping
        self._key = os.fsencode(root)
        self._reader = Reader()
        kept = keeping.kept(KIND, self._key)
        self._known: dict[tuple[str, str, str], frozenset[str] | None] = marshal.loads(kept) if kept else {}  # noqa: S302 - it bears our seal
        self._before = len(self._known)

    def keep(self) -> None:
        """Keep what was found out."""
        if len(self._known) > self._before:
            self._keeping.keep(KIND, self._key, marshal.dumps(self._known))

    def alike(self, file: str, old: bytes, new: bytes) -> frozenset[str]:
        """The parts that two contents of a file have alike."""
        before, after = self._reader.parts(file, old) or {}, self._reader.parts(file, new) or {}
        return frozenset(name for name in after if before.get(name) == after[name])

    def learn(self, file: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Find out what differs between an old and a new content, by their ids, where that is not known. Raises AuditrespError."""
        unknown = [(old, new) for old, new in pairs if (file, old, new) not in self._known]
        if not unknown:
            return
        read = contents(self._root, dict.fromkeys(blob for pair in unknown for blob in pair))
        parts = {blob: self._reader.parts(file, content) for blob, content in read.items()}
        for old, new in unknown:
            self._known[file, old, new] = differing(parts[old], parts[new])

    def changed(self, file: str, old: str, new: str, part: str) -> bool:
        """Whether a part of a file is another in the new content than in the old, or may be; of what was learned."""
        names = self._known[file, old, new]
        return names is None or part in names


def differing(old: Parts | None, new: Parts | None) -> frozenset[str] | None:
    """The new parts that the old ones have not; None where that cannot be told."""
    if old is None or new is None:
        return None
    return frozenset(name for name, part in new.items() if old.get(name) != part)
