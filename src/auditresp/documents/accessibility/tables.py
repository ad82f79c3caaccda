"""Tables: what a column is about, and a grid that can be followed without seeing it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from lxml import etree

from auditresp.documents.accessibility.looks import PATHS, Looks
from auditresp.documents.accessibility.word_file import Finding, WordFile
from auditresp.documents.word.ooxml import number, value, w
from auditresp.documents.word.styles import switch
from auditresp.language import _
from auditresp.problems import Level

NO_LINE = ("nil", "none")


@dataclass(frozen=True)
class Table:
    """A table by its rows."""

    element: etree._Element
    rows: tuple[tuple[etree._Element, ...], ...]
    """The cells of each row."""

    @property
    def cells(self) -> Iterator[etree._Element]:
        """All its cells."""
        return chain.from_iterable(self.rows)

    @property
    def is_frame(self) -> bool:
        """Whether it is a single cell, drawn around something."""
        return [len(row) for row in self.rows] == [1]

    @property
    def has_columns(self) -> bool:
        """Whether there is something below something and something beside something: else it is a frame, or a list."""
        return len(self.rows) > 1 and any(len(row) > 1 for row in self.rows)

    @property
    def has_header(self) -> bool:
        """Whether the first row is marked as what the columns are called."""
        first = next(inside(self.element, "tr", "tbl"))
        return bool(switch(first, "w:trPr/w:tblHeader"))


def tables(file: WordFile) -> Iterator[Table]:
    """The tables of the running text."""
    for story in file.running_text:
        yield from tables_in(story.root)


def tables_in(root: etree._Element) -> Iterator[Table]:
    """The tables of a text."""
    for element in root.iter(w("tbl")):
        yield Table(element, tuple(tuple(inside(row, "tc", "tr")) for row in inside(element, "tr", "tbl")))


def inside(element: etree._Element, name: str, of: str) -> Iterator[etree._Element]:
    """The rows of a table, or the cells of a row, without those of tables inside it."""
    return (each for each in element.iter(w(name)) if next(each.iterancestors(w(of))) is element)


def tables_have_headers(file: WordFile) -> Iterator[Finding]:
    """A table says what its columns are about."""
    for table in tables(file):
        if not table.has_columns or table.has_header:
            continue
        if is_ruled(table, file.looks):
            message = _(
                "the table has no header row, so a screen reader cannot say which column a cell is in; "
                "put the cursor in its first row and choose Table Layout > Repeat Header Rows"
            )
            yield Finding("table-without-header", message, Level.ERROR, table.element)
        else:
            message = _(
                "the table has no header row; if it has columns with names, put the cursor in its first row and choose "
                "Table Layout > Repeat Header Rows; if it only sets things side by side, use tabs instead, which are read in order"
            )
            yield Finding("table-without-header", message, Level.WARNING, table.element)


def is_ruled(table: Table, looks: Looks) -> bool:
    """Whether the table is drawn as one: with lines, or with a first row that is set off."""
    own = table.element.find("w:tblPr/w:tblBorders", PATHS)
    lines = chain(() if own is None else own, *(cell.iterfind("w:tcPr/w:tcBorders/*", PATHS) for cell in table.cells))
    if any(line.get(w("val")) not in NO_LINE for line in lines):
        return True
    return own is None and any(style.bordered or style.heads for style in looks.of_table(table.element))


def tables_are_grids(file: WordFile) -> Iterator[Finding]:
    """Every row of a table has the same cells."""
    for table in tables(file):
        merged = [cell for cell in table.cells if is_merged(cell)]
        if table.has_columns and merged:
            message = _(
                "the table has merged cells, so a screen reader may say the wrong column; "
                "put the cursor in them, choose Table Layout > Split Cells, and repeat what stands in them, or make two tables"
            )
            yield Finding("table-merged-cells", message, Level.WARNING, merged[0])


def is_merged(cell: etree._Element) -> bool:
    """Whether a cell goes over several columns or rows."""
    spans = number(value(cell, "w:tcPr/w:gridSpan")) or 1
    return spans > 1 or cell.find("w:tcPr/w:vMerge", PATHS) is not None


def tables_are_not_nested(file: WordFile) -> Iterator[Finding]:
    """A table stands in the text, not in another table. One that is only a frame does not count."""
    framed = {cell for table in tables(file) if table.is_frame for cell in table.cells}
    for table in tables(file):
        around = next(table.element.iterancestors(w("tc")), None)
        if around is not None and around not in framed:
            message = _(
                "a table stands inside another table, and a screen reader gets lost between them; "
                "move it out of the cell, to the text below the outer table"
            )
            yield Finding("table-nested", message, Level.WARNING, table.element)
