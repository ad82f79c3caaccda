"""A picture from the bytes of its file: which kind it is, and how large."""

import struct
from collections.abc import Iterator

from auditresp.documents.word.illustrations import Picture
from auditresp.language import _
from auditresp.problems import AuditrespError

INCH = 914_400
SCREEN = 96
"""Dots per inch where a picture does not say."""
LARGEST = 20_000_000

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
"""The segments of a JPEG file that say how large it is."""


def picture(data: bytes, name: str, description: str) -> Picture:
    """The picture in a file. Raises AuditrespError, with the file's name in it, where it is none that Word shows."""
    if len(data) > LARGEST:
        raise AuditrespError(_("{file} is too large for a document: more than {most} MB").format(file=name, most=LARGEST // 1_000_000))
    try:
        if data.startswith(PNG):
            return sized(data, "png", description, *size_of_png(data))
        if data.startswith(JPEG):
            return sized(data, "jpeg", description, *size_of_jpeg(data))
    except (struct.error, ValueError, StopIteration) as error:
        raise AuditrespError(_("{file} is a damaged picture; save it anew as PNG").format(file=name)) from error
    raise AuditrespError(_("{file} is no picture that every Word shows; save it as PNG or JPEG").format(file=name))


def sized(data: bytes, kind: str, description: str, width: int, height: int, across: float, down: float) -> Picture:
    """The picture, as large as its dots and their density say. Raises ValueError where that is nothing."""
    if not (width and height):
        raise ValueError(width, height)
    return Picture(description, round(width * INCH / (across or SCREEN)), round(height * INCH / (down or SCREEN)), kind, data)


def size_of_png(data: bytes) -> tuple[int, int, float, float]:
    """The width and height in dots, and the dots per inch across and down where the file says (ISO/IEC 15948, 11.2)."""
    width, height = struct.unpack_from(">II", data, 16)
    place = len(PNG)
    while place + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        if kind == b"pHYs":
            across, down, per_metre = struct.unpack_from(">IIB", data, place + 8)
            return width, height, across * 0.0254 * per_metre, down * 0.0254 * per_metre
        if kind == b"IDAT":
            break
        place += 12 + length
    return width, height, 0, 0


def size_of_jpeg(data: bytes) -> tuple[int, int, float, float]:
    """The same of a JPEG file (ITU-T T.81, B.2.2; T.871, 10.1)."""
    across = down = 0.0
    for marker, content in segments(data):
        if marker == 0xE0 and content.startswith(b"JFIF\0"):
            unit, across, down = struct.unpack_from(">BHH", content, 7)
            scale = {1: 1.0, 2: 2.54}.get(unit, 0.0)
            across, down = across * scale, down * scale
        if marker in FRAMES:
            height, width = struct.unpack_from(">HH", content, 1)
            return width, height, across, down
    raise ValueError(marker)


def segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments of a JPEG file before its dots, each with its marker. Raises struct.error where the file ends too soon."""
    place = 2
    while True:
        start, marker, length = struct.unpack_from(">BBH", data, place)
        if start != 0xFF or length < 2:
            raise ValueError(start)
        yield marker, data[place + 4 : place + 2 + length]
        place += 2 + length
