"""Where in a Word file something stands, in the words by which a person finds it there."""

from collections.abc import Callable, Iterator
from functools import cached_property

from lxml import etree

from auditresp.documents.ooxml import value, w
from auditresp.language import _
from auditresp.problems import Place

LONGEST = 60
"""Of a quoted text; the rest is left out."""


class Spots:
    """Names the spots of one part. It counts the paragraphs as they stand now: ask before the tree is changed."""

    def __init__(self, file: str, part: str, root: etree._Element, is_heading: Callable[[etree._Element], bool]) -> None:
        self._file = file
        self._part = part
        self._is_heading = is_heading
        self._named = dict(self._numbered(root))

    def place(self, paragraph: etree._Element, quoted: str) -> Place:
        """The place of a tag, or of other words, in a paragraph."""
        return Place(self._file, spot=_("{spot}: «{words}»").format(spot=self._named.get(paragraph, self._label), words=shortened(quoted)))

    def place_around(self, element: etree._Element, quoted: str) -> Place:
        """The place of an attribute's value: that of the paragraph around its element, or the first one inside it."""
        inside = next(element.iter(w("p")), element)
        return self.place(next(element.iterancestors(w("p")), inside), quoted)

    def _numbered(self, root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
        """Each paragraph with the name of its spot."""
        heading, number = "", 0
        tables = {table: index for index, table in enumerate(root.iter(w("tbl")), 1)}
        for paragraph in root.iter(w("p")):
            label = self._label_of(paragraph)
            cell = next(paragraph.iterancestors(w("tc")), None)
            if cell is not None:
                where = in_table(cell, tables)
            elif next(paragraph.iterancestors(w("txbxContent")), None) is not None:
                where = _("text box")
            else:
                number += 1
                where = _("paragraph {number}").format(number=number)
            if self._is_heading(paragraph) and cell is None:
                heading = words_of(paragraph)
            under = _("under the heading “{heading}”").format(heading=shortened(heading)) if heading else ""
            yield paragraph, ", ".join(filter(None, (label, under, where)))

    def _label_of(self, paragraph: etree._Element) -> str:
        """The part, and which note of it where it holds several."""
        note = next(paragraph.iterancestors(w("footnote"), w("endnote"), w("comment")), None)
        return self._label if note is None else f"{self._label} {note.get(w('id'))}"

    @cached_property
    def _label(self) -> str:
        """What a person calls the part: body, header 2."""
        stem = self._part.rpartition("/")[2].removesuffix(".xml")
        name = stem.rstrip("0123456789")
        label = {
            "header": _("header {number}"),
            "footer": _("footer {number}"),
            "footnotes": _("footnote"),
            "endnotes": _("endnote"),
            "comments": _("comment"),
            "document": _("body"),
        }.get(name, stem)
        return label.format(number=stem.removeprefix(name) or 1)


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
