"""The zip around a Word file's parts, written so that the same parts give the same bytes.

Parts that a document takes over from its template are compressed once for all documents: to compress them again for each would take
longer than all the rest. Python's zipfile cannot write what is compressed already.
"""

import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple

LEVEL = 1
"""How hard to compress: the next levels save a tenth of a document's few kilobytes and take three times as long."""
SMALL = 1_000
"""So few bytes are stored as they are: to compress them takes as long as to compress many, and saves next to nothing."""
STORED, DEFLATED = 0, 8
LOCAL, CENTRAL, END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")
"""Local file header, central directory header, end of central directory (.ZIP File Format Specification, 4.3)."""
VERSION = 20
UTF_8 = 1 << 11
MIDNIGHT, LONG_AGO = 0, 1 << 5 | 1
"""1 January 1980, the first day a zip knows: the same bytes whenever the document is made."""


class Packed(NamedTuple):
    """A part as it lies in a zip."""

    method: int
    crc: int
    size: int
    """Of the part itself, in bytes."""
    data: bytes

    @classmethod
    def of(cls, content: bytes) -> "Packed":
        """The part, compressed."""
        crc, size = zlib.crc32(content), len(content)
        if size < SMALL:
            return cls(STORED, crc, size, content)
        deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        return cls(DEFLATED, crc, size, deflate.compress(content) + deflate.flush())


def zipped(parts: Iterable[tuple[str, Packed]]) -> bytes:
    """A zip of the parts, in this order."""
    files: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for name, part in parts:
        path = name.encode()
        flags = 0 if path.isascii() else UTF_8
        about = (VERSION, flags, part.method, MIDNIGHT, LONG_AGO, part.crc, len(part.data), part.size, len(path), 0)
        files += LOCAL.pack(b"PK\3\4", *about), path, part.data
        directory += CENTRAL.pack(b"PK\1\2", VERSION, *about, 0, 0, 0, 0, place), path
        place += LOCAL.size + len(path) + len(part.data)
    size = sum(map(len, directory))
    count = len(directory) // 2
    return b"".join((*files, *directory, END.pack(b"PK\5\6", 0, 0, count, count, size, place, 0)))
