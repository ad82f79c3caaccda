"""The zip around a Word file's parts, written so that the same parts give the same bytes.

Parts that a document takes over from its template are compressed once for all documents: to compress them again for each would take
longer than all the rest. Python's zipfile cannot write what is compressed already; and its zlib is another on other machines (since
3.14 zlib-ng on Windows) and then gives other bytes. A version of libdeflate gives the same ones on every machine, in less time.
"""

import struct
from collections.abc import Callable, Iterable
from typing import NamedTuple

from deflate import crc32, deflate_compress

SMALL = 1_500
"""So few bytes are stored as they are when a document is filled: to compress them takes half as long as ten times as many."""
STORED, DEFLATED = 0, 8
LOCAL, CENTRAL, PLACE, END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5HL"), struct.Struct("<L"), struct.Struct("<4s4H2LH")
"""Local file header, central directory header up to the place, the place, and the end (.ZIP File Format Specification, 4.3)."""
VERSION = 20
UTF_8 = 1 << 11
MIDNIGHT, LONG_AGO = 0, 1 << 5 | 1
"""1 January 1980, the first day a zip knows: the same bytes whenever the document is made."""


def fast(content: bytes) -> bytes:
    """What is written once, compressed; the content itself, where that is not worth the time or gives no less."""
    return content if len(content) < SMALL else min(content, bytes(deflate_compress(content, 1)), key=len)


def well(content: bytes) -> bytes:
    """What is written in every document, compressed: to half the bytes, in three times the time; else the content itself."""
    return min(content, bytes(deflate_compress(content, 7)), key=len)


class Packed(NamedTuple):
    """A part as it lies in a zip."""

    file: bytes
    """The part, after its local header."""
    entry: bytes
    """What the zip's directory says of it, up to its place."""
    path: bytes

    @classmethod
    def of(cls, name: str, content: bytes, compress: Callable[[bytes], bytes] = fast) -> "Packed":
        """The part of that name, compressed."""
        data = compress(content)
        method = STORED if data is content else DEFLATED
        path = name.encode()
        flags = 0 if path.isascii() else UTF_8
        about = (VERSION, flags, method, MIDNIGHT, LONG_AGO, crc32(content), len(data), len(content), len(path), 0)
        file = b"".join((LOCAL.pack(b"PK\3\4", *about), path, data))
        return cls(file, CENTRAL.pack(b"PK\1\2", VERSION, *about, 0, 0, 0, 0), path)


def zipped(parts: Iterable[Packed]) -> bytes:
    """A zip of the parts, in this order."""
    files: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for file, entry, path in parts:
        files.append(file)
        directory += entry, PLACE.pack(place), path
        place += len(file)
    size = sum(map(len, directory))
    count = len(files)
    return b"".join((*files, *directory, END.pack(b"PK\5\6", 0, 0, count, count, size, place, 0)))
