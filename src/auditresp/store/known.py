"""What the files of a workspace said when they were read last, so that only those that changed are parsed."""

import marshal
import os
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

from auditresp.keeping import Keeping

KIND = "parsed"

BUNDLE = 500
"""So many files are kept together: to write one for each takes as long as to parse it, and one for all would be written anew each time."""


class Known:
    """The plain data of the files, by their content; in bundles by their names."""

    def __init__(self, keeping: Keeping, root: Path, files: int) -> None:
        self.keeping = keeping
        self.root = root
        self.bundles = 1 + files // BUNDLE
        self._before: dict[int, dict[bytes, bytes]] = {}
        self._digests: dict[str, bytes] = {}
        self._now: dict[int, dict[bytes, bytes]] = {}

    def data(self, name: str, content: bytes) -> Any:
        """What a file of that content says; None where that is not known."""
        number, digest = self._bundle_of(name), self._digest_of(name, content)
        if number not in self._before:
            kept = self.keeping.kept(KIND, self._key(number))
            self._before[number] = marshal.loads(kept) if kept else {}  # noqa: S302 - it bears our seal
        if (said := self._before[number].get(digest)) is None:
            return None
        self._now.setdefault(number, {})[digest] = said
        return marshal.loads(said)  # noqa: S302

    def note(self, name: str, content: bytes, data: dict[str, Any]) -> None:
        """Write down what a file says."""
        self._now.setdefault(self._bundle_of(name), {})[self._digest_of(name, content)] = marshal.dumps(data)

    def keep(self) -> None:
        """Keep what is known now, and no more of what the files said before."""
        for number, said in self._now.items():
            if said.keys() != self._before.get(number, {}).keys():
                self.keeping.keep(KIND, self._key(number), marshal.dumps(said))

    def _digest_of(self, name: str, content: bytes) -> bytes:
        """What stands for the content of a file, worked out once in a run."""
        if name not in self._digests:
            self._digests[name] = sha256(content).digest()
        return self._digests[name]

    def _bundle_of(self, name: str) -> int:
        return crc32(name.encode(errors="surrogatepass")) % self.bundles

    def _key(self, number: int) -> bytes:
        return os.fsencode(self.root) + b"\0%d/%d" % (number, self.bundles)
