"""What a choice or a loop can leave behind: a cell without a paragraph, a table without rows. Word refuses such a file.

While compiling, `watch` leaves notes in the tree where that can happen; when a document is filled, `whole` acts on them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from auditresp.documents.word.ooxml import fragment, number, value, w
from auditresp.documents.word.xml import etree

NOTE = "whole-"
PARAGRAPH, ROW, ROW_END, TABLE, TABLE_END, GRID, GRID_END = (
    f"{NOTE}{name}" for name in ("paragraph", "row", "row-end", "table", "table-end", "grid", "grid-end")
)
BEGINS_NOTE = f"<?{NOTE}"
CELL, ANY_ROW = re.compile("<w:tc[ >]"), re.compile("<w:tr[ >]")
ENDS_WELL = re.compile(r"(?:</w:p>|</w:sdt>|<w:p(?: [^<>]*)?/>)(?:<w:(?:bookmark|comment|perm)[^<>]*/>)*\Z")
AFTER_TABLE = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
"""The empty paragraph after a table: hardly a line, so that it never makes a page of its own."""
TAIL = 2_000
"""So much of the end of a cell tells whether it ends with a paragraph."""


def written(name: str) -> str:
    """A note as it reads in a filled part."""
    return f"<?{name} ?>"


def whole(xml: str) -> str:
    """A filled part, with all that Word demands, and without the notes."""
    opening = root_tag(xml) if written(GRID) in xml else ""
    xml = between(xml, ROW, ROW_END, lambda row: row if CELL.search(row) else "")
    xml = between(xml, TABLE, TABLE_END, lambda table: table if ANY_ROW.search(table) else "")
    return with_paragraphs(between(xml, GRID, GRID_END, lambda table: with_grid(table, opening)))


def between(xml: str, begin: str, end: str, change: Callable[[str], str]) -> str:
    """The part with what stands between two notes changed, innermost first, and the notes gone."""
    if written(begin) not in xml:
        return xml
    open_pieces: list[list[str]] = [[]]
    for piece in re.split(rf"(<\?(?:{begin}|{end}) \?>)", xml):
        if piece == written(begin):
            open_pieces.append([])
        elif piece == written(end):
            inside = "".join(open_pieces.pop())
            open_pieces[-1].append(change(inside))
        else:
            open_pieces[-1].append(piece)
    return "".join(open_pieces[0])


def with_paragraphs(xml: str) -> str:
    """The part with an empty paragraph at the end of what must end with one and does not."""
    *before, last = xml.split(written(PARAGRAPH))
    return "".join(piece if ends_well(piece) else piece + last_paragraph(piece) for piece in before) + last


def ends_well(xml: str) -> bool:
    """Whether it ends with a paragraph, or with what stands for one."""
    return xml.endswith("</w:p>") or ENDS_WELL.search(xml[-TAIL:]) is not None


def last_paragraph(before: str) -> str:
    """The empty paragraph with which a cell or part ends."""
    return AFTER_TABLE if before.endswith("</w:tbl>") else "<w:p/>"


def root_tag(xml: str) -> str:
    """The tag with which a part begins, as an empty element with the same namespaces."""
    declared = re.findall(r' xmlns(?::[\w.-]+)?="[^"]*"', xml[: xml.index(">")])
    return f"<root{''.join(declared)}>"


def with_grid(table: str, opening: str) -> str:
    """A table with one grid column for each column of its widest row; all together are as wide as they were."""
    root = etree.fromstring(f"{opening}{table}</root>")
    element, grid = root.find(w("tbl")), root.find(f"{w('tbl')}/{w('tblGrid')}")
    if element is None or grid is None:
        return table
    columns = max((sum(span(cell) for cell in row.findall(w("tc"))) for row in element.findall(w("tr"))), default=0)
    widths = [number(column.get(w("w"))) or 0 for column in grid]
    if columns == len(widths) or not widths:
        return table
    kept = widths[:columns] + [sum(widths) // len(widths)] * (columns - len(widths))
    scale = sum(widths) / (sum(kept) or 1)
    grid[:] = [etree.Element(w("gridCol"), {w("w"): str(int(width * scale))}) for width in kept]
    return fragment(element, root)


def span(cell: etree._Element) -> int:
    """How many columns a cell takes."""
    return number(value(cell, "w:tcPr/w:gridSpan")) or 1
