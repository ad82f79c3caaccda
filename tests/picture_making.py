"""Picture files made for a test, as small as they can be."""

import struct
import zlib


def png(width: int, height: int, per_metre: int | None = None) -> bytes:
    """A white PNG file."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    density = b"" if per_metre is None else chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    dots = zlib.compress((b"\0" + b"\xff" * width) * height)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + density + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def jpeg(width: int, height: int, unit: int, density: int) -> bytes:
    """As much of a JPEG file as says how large it is."""
    app0 = b"JFIF\0\1\2" + struct.pack(">BHHBB", unit, density, density, 0, 0)
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"
    segments = ((0xE0, app0), (0xC0, frame))
    return b"\xff\xd8" + b"".join(struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content for marker, content in segments)
