"""A Word file as documents are filled from it: what is the same in all of them is compressed and hashed once."""

from collections.abc import Mapping
from hashlib import sha256

from auditresp.documents.word.zipping import Packed, well, zipped
from auditresp.value import Value


class Blank(Value):
    """The parts of a template, as they are taken over into a document that does not change them."""

    packed: Mapping[str, Packed]
    """By their names, in the order in which they are written."""
    digests: Mapping[str, bytes]
    """Their SHA-256."""
    properties: frozenset[str]
    """The parts that say something about the document, and are none of what it says."""

    @classmethod
    def of(cls, parts: Mapping[str, bytes], first: str, properties: frozenset[str]) -> "Blank":
        """The parts of a package; `first` is the one that says what they are."""
        names = sorted(parts, key=lambda name: (name != first, not name.startswith("_rels/")))
        return cls(
            {name: Packed.of(name, parts[name], well) for name in names}, {name: sha256(parts[name]).digest() for name in names}, properties
        )

    def written(self, changed: Mapping[str, bytes]) -> bytes:
        """The file, with these parts instead of its own or besides them. The same parts give the same bytes."""
        added = sorted(name for name in changed if name not in self.packed)
        written = {**self.packed, **{name: Packed.of(name, content) for name, content in changed.items()}}
        return zipped([written[name] for name in (*self.packed, *added)])

    def content(self, changed: Mapping[str, bytes]) -> str:
        """The SHA-256 of all parts, with these instead of its own or besides them, but for the properties."""
        digests = {**self.digests, **{name: sha256(content).digest() for name, content in changed.items()}}
        said = (name.encode() + b"\0" + digests[name] for name in sorted(digests) if name not in self.properties)
        return sha256(b"".join(said)).hexdigest()
