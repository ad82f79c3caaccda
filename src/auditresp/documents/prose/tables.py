"""Tables as Word writes them: in the template's table style, with a header row that is repeated on the next page."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

from auditresp.documents.prose.inline import BOLD, Inline
from auditresp.documents.word import properties
from auditresp.documents.word.additions import Additions
from auditresp.documents.word.styles import Style, Styles

FULL = 5000
"""The whole width, in fiftieths of a per cent."""
LETTER = 6
"""How wide a letter is, in twentieths of a point, for each half point of its size: enough for most fonts."""
MARGINS = 240
"""Of a cell, left and right, in twentieths of a point."""
WIDEST = 60
"""How many letters of a cell count: a text that is longer fills more lines, not a wider column."""
ALIGNED = {"Left": '<w:jc w:val="left"/>', "Center": '<w:jc w:val="center"/>', "Right": '<w:jc w:val="right"/>', "None": ""}
LOOK = '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'


class Cell(NamedTuple):
    """What stands in a cell: runs, and the words in them."""

    runs: str
    words: str


class Table:
    """A table as it is gathered. The first row is the header."""

    def __init__(self, alignments: Sequence[str], run: str, additions: Additions, part: str) -> None:
        """`alignments` are Markdown's, one for each column; the others are the arguments of `blocks`."""
        self.alignments = alignments
        self.style, heads = table_style(additions)
        header_run = run if heads else properties.run(run, BOLD)
        self.new_header = partial(Inline, header_run, additions, part, strong=False)
        self.new_cell = partial(Inline, run, additions, part)
        self.width = additions.stock.text_width
        self.rows: list[list[Cell]] = []
        self.cell = self.new_header()

    def take(self, name: str, detail: Any) -> None:
        """Write the next step of the table."""
        match name:
            case "StartTableHead" | "StartTableRow":
                self.rows.append([])
            case "StartTableCell":
                self.cell = self.new_cell() if len(self.rows) > 1 else self.new_header()
            case "EndTableCell":
                self.rows[-1].append(Cell(self.cell.finish(), self.cell.said))
            case _:
                self.cell.feed(name, detail)

    def xml(self, paragraph: str, left: int, size: int) -> str:
        """A `w:tbl` that begins `left` from the margin and ends at the other.

        `paragraph` is the `w:pPr` in the cells, `size` that of the text in half points.
        """
        room = max(self.width - left, self.width // 2)
        columns = self.columns(room, size * LETTER)
        parts = spread(columns, FULL * room // self.width)
        indent = f'<w:tblInd w:w="{left}" w:type="dxa"/>' if left else ""
        rows = "".join(self.row(row, parts, paragraph, header=place == 0) for place, row in enumerate(self.rows))
        grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.style}"/><w:tblW w:w="{sum(parts)}" w:type="pct"/>{indent}{LOOK}</w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )

    def row(self, cells: Sequence[Cell], widths: Sequence[int], paragraph: str, *, header: bool) -> str:
        """A `w:tr`, kept on one page; a header is repeated on the next, and kept with the row below."""
        look = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>"
        kept = ("<w:keepNext/>",) if header else ()
        written = (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="pct"/></w:tcPr>'
            f"<w:p>{properties.paragraph(paragraph, *kept, ALIGNED[alignment])}{cell.runs}</w:p></w:tc>"
            for cell, width, alignment in zip(cells, widths, self.alignments, strict=True)
        )
        return f"<w:tr>{look}{''.join(written)}</w:tr>"

    def columns(self, room: int, letter: int) -> list[int]:
        """The width of each column: its longest word fits, and what room is left goes to those with more to say."""
        columns = [[cell.words for cell in column] for column in zip(*self.rows, strict=True)]
        longest = [max((len(word) for words in column for word in words.split()), default=1) for column in columns]
        needed = [letters * letter + MARGINS for letters in longest]
        lines = [min(max(len(words) for words in column), WIDEST) for column in columns]
        wanted = [max(pair) * letter + MARGINS for pair in zip(longest, lines, strict=True)]
        left = room - sum(needed)
        if left < 0 or sum(wanted) <= room:
            return spread(needed if left < 0 else wanted, room)
        missing = [want - need for want, need in zip(wanted, needed, strict=True)]
        return [need + more for need, more in zip(needed, spread(missing, left), strict=True)]


def spread(shares: Sequence[int], room: int) -> list[int]:
    """The room divided by shares, to the last unit."""
    edges = [room * sum(shares[:place]) // sum(shares) for place in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]


def table_style(additions: Additions) -> tuple[str, bool]:
    """The id of the style for tables, and whether it sets off the header row itself."""
    styles = additions.stock.styles
    own = styles.named("Table Grid", "table") or next((style for style in styles.styles if shows(styles, style)), None)
    if own is None:
        return additions.table_grid(), False
    return own.id, any(style.heads for style in styles.lineage(own.id))


def shows(styles: Styles, style: Style) -> bool:
    """Whether that is a style of tables in which the cells can be seen."""
    return style.kind == "table" and any(each.bordered for each in styles.lineage(style.id))
