"""Where in a Word file something stands, in the words by which a person finds it there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from auditresp.documents.ooxml import value, w
from auditresp.language import _
from auditresp.problems import Place

LONGEST = 60
"""Of a quoted text; the rest is left out."""


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
        self._tables = {table: number for number, table in enumerate(root.iter(w("tbl")), 1)}

    def place(self, element: etree._Element, quoted: str) -> Place:
        """The place of what is quoted from an element: from a paragraph, or from something around or inside one."""
        around = next(element.iterancestors(w("p")), None)
        paragraph = next(element.iter(w("p")), around) if element.tag != w("p") else element
        spot = [self._label(element)] if paragraph is None else [self._label(paragraph), *self._described(paragraph)]
        return Place(self._file, spot=_("{spot}: «{words}»").format(spot=", ".join(spot), words=shortened(quoted)))

    def _described(self, paragraph: etree._Element) -> Iterator[str]:
        """Which paragraph it is."""
        spot = self._spots[paragraph]
        if spot.heading:
            yield _("under the heading “{heading}”").format(heading=shortened(spot.heading))
        if (cell := next(paragraph.iterancestors(w("tc")), None)) is not None:
            yield in_table(cell, self._tables)
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
        inside = next(paragraph.iterancestors(w("tc"), w("txbxContent")), None) is not None
        number += not inside
        if not inside and is_heading(paragraph):
            heading = words_of(paragraph)
        yield paragraph, Spot(heading, number)


def is_in_box(paragraph: etree._Element) -> bool:
    """Whether a paragraph stands in a text box."""
    return next(paragraph.iterancestors(w("txbxContent")), None) is not None


def in_table(cell: etree._Element, tables: dict[etree._Element, int]) -> str:
    """Which table, row and cell."""
    row, table = next(cell.iterancestors(w("tr"))), next(cell.iterancestors(w("tbl")))
    return _("table {table}, row {row}, cell {cell}").format(
        table=tables[table],
        row=list(table.iter(w("tr"))).index(row) + 1,
        cell=list(row.iter(w("tc"))).index(cell) + 1,
    )


def words_of(element: etree._Element) -> str:
    """The text of an element."""
    return "".join(text.text or "" for text in element.iter(w("t"))).strip()


def shortened(text: str) -> str:
    """A text short enough to quote."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def style_of(paragraph: etree._Element) -> str | None:
    """The id of a paragraph's style."""
    return value(paragraph, "w:pPr/w:pStyle")
