"""Where in a Word file something stands, in the words by which a person finds it there."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from auditresp.documents.word.ooxml import value, w
from auditresp.language import _
from auditresp.problems import Place

LONGEST = 60
"""Of a quoted text; the rest is left out."""
FEWEST = 20
"""So many letters beside what is marked are quoted even where that is long."""
MARKS = "►◄"
"""Around what is meant in a quoted text. The letters of every terminal have them, and Word files do not."""


@dataclass(frozen=True)
class Spot:
    """Where a paragraph stands: under which heading, and the how manieth it is among those outside tables and boxes."""

    heading: str
    number: int


class Spots:
    """Names the spots of one part. It counts the paragraphs as they stand when it is made."""

    def __init__(self, file: str, part: str, root: etree._Element, is_heading: Callable[[etree._Element], bool]) -> None:
        self._file = file
        self._part = part
        self._spots = dict(spots_in(root, is_heading))
        self._cells = dict(cells_in(root))

    def place(self, element: etree._Element, text: str, start: int = 0, end: int | None = None) -> Place:
        """The place of an element, a paragraph or something around or inside one, which says a text.

        The text is quoted, with a mark around what is meant where that is only a stretch of it.
        """
        around = next(element.iterancestors(w("p")), None)
        paragraph = next(element.iter(w("p")), around) if element.tag != w("p") else element
        spot = [self._label(element)] if paragraph is None else [self._label(paragraph), *self._described(paragraph)]
        return Place(self._file, spot=_("{spot}: «{words}»").format(spot=", ".join(spot), words=marked(text, start, end)))

    def _described(self, paragraph: etree._Element) -> Iterator[str]:
        """Which paragraph it is."""
        spot = self._spots[paragraph]
        if spot.heading:
            yield _("under the heading “{heading}”").format(heading=shortened(spot.heading))
        if (cell := next(paragraph.iterancestors(w("tc")), None)) is not None and cell in self._cells:
            yield self._cells[cell]
        elif is_in_box(paragraph):
            yield _("text box")
        else:
            yield _("paragraph {number}").format(number=spot.number)

    def _label(self, element: etree._Element) -> str:
        """What a person calls the part, or the note in it: body, header 2, footnote 3."""
        stem = self._part.rpartition("/")[2].removesuffix(".xml")
        name = stem.rstrip("0123456789")
        note = next(element.iterancestors(w("footnote"), w("endnote"), w("comment")), None)
        number = stem.removeprefix(name) or "1" if note is None else note.get(w("id"))
        label = {
            "header": _("header {number}"),
            "footer": _("footer {number}"),
            "footnotes": _("footnote {number}"),
            "endnotes": _("endnote {number}"),
            "comments": _("comment {number}"),
            "document": _("body"),
        }
        return label.get(name, stem).format(number=number)


def spots_in(root: etree._Element, is_heading: Callable[[etree._Element], bool]) -> Iterator[tuple[etree._Element, Spot]]:
    """Each paragraph with its spot."""
    heading, number = "", 0
    for paragraph in root.iter(w("p")):
        inside = next(paragraph.iterancestors(w("tr"), w("txbxContent")), None) is not None
        number += not inside
        if not inside and is_heading(paragraph):
            heading = words_of(paragraph)
        yield paragraph, Spot(heading, number)


def is_in_box(paragraph: etree._Element) -> bool:
    """Whether a paragraph stands in a text box."""
    return next(paragraph.iterancestors(w("txbxContent")), None) is not None


def cells_in(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each cell of a table, with table, row and cell in words. What a broken file has outside of tables is none."""
    tables = {table: number for number, table in enumerate(root.iter(w("tbl")), 1)}
    rows = numbered(root, w("tr"), w("tbl"))
    for cell, (row, number) in numbered(root, w("tc"), w("tr")).items():
        if row in rows:
            table, row_number = rows[row]
            yield cell, _("table {table}, row {row}, cell {cell}").format(table=tables[table], row=row_number, cell=number)


def numbered(root: etree._Element, tag: str, around: str) -> dict[etree._Element, tuple[etree._Element, int]]:
    """Each element of a kind with the one that it belongs to, and the how manieth it is there."""
    counted: Counter[etree._Element] = Counter()
    numbers = {}
    for element in root.iter(tag):
        if (owner := next(element.iterancestors(around), None)) is not None:
            counted[owner] += 1
            numbers[element] = owner, counted[owner]
    return numbers


def words_of(element: etree._Element) -> str:
    """The text of an element."""
    return "".join(text.text or "" for text in element.iter(w("t"))).strip()


def shortened(text: str, longest: int = LONGEST) -> str:
    """The beginning of a text, short enough to quote."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def ending(text: str, longest: int) -> str:
    """The end of a text, short enough to quote."""
    return text if len(text) <= longest else f"…{text[len(text) - longest + 1 :].lstrip()}"


def marked(text: str, start: int, end: int | None) -> str:
    """A stretch of a text, marked among the words around it, short enough to quote; without a mark where it is all there is."""
    end = len(text) if end is None else end
    before, words, after = (re.sub(r"\s+", " ", each) for each in (text[:start], text[start:end], text[end:]))
    before, after = before.lstrip(), after.rstrip()
    if not (before or after):
        return shortened(words)
    room = max(LONGEST - len(words), FEWEST)
    after = shortened(after, max(room // 2, room - len(before)))
    return f"{ending(before, room - len(after))}{MARKS[0]}{shortened(words)}{MARKS[1]}{after}"


def style_of(paragraph: etree._Element) -> str | None:
    """The id of a paragraph's style."""
    return value(paragraph, "w:pPr/w:pStyle")
