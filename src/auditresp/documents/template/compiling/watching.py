"""Where filling may leave what Word refuses: notes in the tree, on which `wholeness` acts in every document."""

from lxml import etree

from auditresp.documents.template.compiling.anchors import ANCHORS
from auditresp.documents.template.compiling.part import Part, is_mark
from auditresp.documents.template.wholeness import GRID, GRID_END, PARAGRAPH, ROW, ROW_END, TABLE, TABLE_END
from auditresp.documents.word.ooxml import w

AROUND_OTHERS = {w("p"), w("hyperlink"), w("tbl"), w("tr")}
"""A content control in one of these stands in a line, or around rows or cells, and holds no paragraphs."""
WITH_PARAGRAPHS = [w(name) for name in ("body", "tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent", "sdtContent")]
"""Word refuses these when they do not end with a paragraph."""


def watch(part: Part) -> None:
    """Leave a note wherever filling may leave what Word refuses."""
    varying = {node.getparent() for node in part.root.iter(etree.ProcessingInstruction) if is_mark(node)}
    for element in part.root.iter(*WITH_PARAGRAPHS):
        if (last := last_content(element)) is not None and is_mark(last) and not is_around_others(element):
            last.addnext(note(PARAGRAPH))
    for row in part.root.iter(w("tr")):
        if row in varying:
            surround(row, ROW, ROW_END)
    for table in part.root.iter(w("tbl")):
        rows = set(table.iter(w("tr")))
        if varying & {table, *rows, *table.iter(w("sdtContent"))} and not begins_with_a_row(table, varying):
            surround(table, TABLE, TABLE_END)
        if varying & rows:
            surround(table, GRID, GRID_END)


def begins_with_a_row(table: etree._Element, varying: set[etree._Element | None]) -> bool:
    """Whether a table has a row before all tags between its rows, which is there whatever they say: so most do, for its headings."""
    first = next((child for child in table if child.tag == w("tr") or is_mark(child)), None)
    return first is not None and not is_mark(first) and first not in varying


def last_content(element: etree._Element) -> etree._Element | None:
    """What an element ends with, bookmarks and the section's properties aside."""
    return next((child for child in reversed(element) if child.tag != w("sectPr") and child.tag not in ANCHORS), None)


def is_around_others(element: etree._Element) -> bool:
    """Whether an element is a content control for words, rows or cells."""
    control = element.getparent()
    around = None if control is None else control.getparent()
    return element.tag == w("sdtContent") and around is not None and around.tag in AROUND_OTHERS


def surround(element: etree._Element, begin: str, end: str) -> None:
    """Leave a note right before and right after an element."""
    element.addprevious(note(begin))
    element.addnext(note(end))


def note(name: str) -> etree._Element:
    """A note in the tree."""
    return etree.ProcessingInstruction(name)
