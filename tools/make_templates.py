"""How the Word files in templates/ were first made.

Since then the Word files are the source: they are edited in Word. This writes them as they once began, so it asks for
the folder to write to:

    python tools/make_templates.py FOLDER

The words are in template-text/, the look is in template-parts/, the tables in template_tables.py. In the words, a line
is a paragraph: its style, `|`, what it says; a line that begins with two spaces goes on with the line above; `⇥` is a
tab. A line without a style holds only a tag, small and grey, and goes when the template is filled. `+ answer finding`
stands for the lines of answer.txt, said about a finding. PAGE, DATE, LOGO and RECOMMENDATION stand for what is below, and
a name in capitals alone on its line for a table.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from template_tables import TABLES, Table

TEXT = Path(__file__).with_name("template-text")
PARTS = Path(__file__).with_name("template-parts")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

RECOMMENDATION = (
    '{% if recommendation.severity == "reprimand" %}Anmärkning: '
    '{% elif recommendation.severity == "reminder" %}Erinran: {% endif %}{{ recommendation.text }}'
)
PAGE = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
PAGES = '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


LOGO = '{% if municipality.logo %}{{ municipality.logo | height("1,5 cm") }}{% else %}{{ municipality.name }}{% endif %}'


class Sheet(NamedTuple):
    """What a template is written on: its page, and what stands at the top of the first one."""

    width: int = 11906
    height: int = 16838
    left: int = 1985
    right: int = 1417
    letterhead: str = "letterhead"
    date: str = "{{ date | date_iso }}"

    @property
    def text_width(self) -> int:
        """Between the margins, in twentieths of a point."""
        return self.width - self.left - self.right


LETTER = Sheet()
"""A4 with a wide left margin."""
LYING = Sheet(width=16838, height=11906, left=1417)
TEMPLATES = {
    "svar": LETTER,
    "yttrande": LETTER,
    "tjansteskrivelse": LETTER,
    "forklaring": LETTER,
    "atgardsplan": LYING,
    "aterrapport": LETTER._replace(date=""),
    "sammanstallning": LYING._replace(letterhead="overview_letterhead", date=""),
}
"""A report and an overview bear no date: that of the answer is another one, and there is no clock."""

STYLES = {
    name.get(f"{{{WORD}}}val"): style.get(f"{{{WORD}}}styleId")
    for style in etree.parse(PARTS / "word/styles.xml").iter(f"{{{WORD}}}style")
    for name in style.iter(f"{{{WORD}}}name")
}
"""The id of each style by its name."""


def lines(name: str, item: str = "") -> Iterator[str]:
    """The lines of a text, those that it stands for included."""
    text = (TEXT / f"{name}.txt").read_text(encoding="utf-8")
    for line in text.replace("\n  ", "").splitlines():
        if line.startswith("+ "):
            yield from lines(*line.split()[1:])
        else:
            yield line.replace("ITEM", item).replace("RECOMMENDATION", RECOMMENDATION).replace("LOGO", LOGO)


def paragraphs(name: str, sheet: Sheet) -> str:
    """The text as Word's paragraphs and tables."""
    return "".join(block(line.replace("DATE", sheet.date), sheet) for line in lines(name))


def block(line: str, sheet: Sheet) -> str:
    """A line as a paragraph or a table."""
    name, _, item = line.partition(" ")
    if name in TABLES:
        return table(TABLES[name], item, sheet.text_width)
    if line.startswith(("{%", "{#")):
        return paragraph("Mallkod", line)
    style, _, words = line.partition(" | ")
    return paragraph(style, words)


def paragraph(style: str, words: str) -> str:
    """A paragraph in the style of that name."""
    look = "" if style == "Normal" else f'<w:pPr><w:pStyle w:val="{STYLES[style]}"/></w:pPr>'
    return f"<w:p>{look}{runs(words)}</w:p>"


def runs(words: str) -> str:
    """A paragraph's words. What follows a tab is in the style of page numbers: only headers have tabs."""
    first, *others = words.split(" ⇥ ")
    style = f'<w:rPr><w:rStyle w:val="{STYLES["page number"]}"/></w:rPr>'
    tabbed = (f"<w:r>{style}<w:tab/></w:r>" + (page(style) if each == "PAGE" else run(each, style)) for each in others)
    return run(first) + "".join(tabbed)


def run(words: str, style: str = "") -> str:
    """A run of text; none where there is nothing to say."""
    return words and f'<w:r>{style}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def page(style: str) -> str:
    """The page and how many there are: *1 (6)*."""
    number, of = (field.replace("<w:r>", f"<w:r>{style}") for field in (PAGE, PAGES))
    return f"{number}{run(' (', style)}{of}{run(')', style)}"


def table(what: Table, item: str, width: int) -> str:
    """A table whose header is repeated on the next page. It is as wide as the text, unless it is narrow by nature."""
    own = sum(column.width for column in what.columns)
    widths = [column.width * (own if what.is_narrow else width) // own for column in what.columns]
    size = f'w:w="{own}" w:type="dxa"' if what.is_narrow else 'w:w="5000" w:type="pct"'
    look = (
        f'<w:tblPr><w:tblStyle w:val="{STYLES["Plain Table 2"]}"/><w:tblW {size}/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{what.title}"/><w:tblDescription w:val="{what.description}"/></w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    head = row("Tabellhuvud", widths, [column.head for column in what.columns], "<w:cantSplit/><w:tblHeader/>")
    rows = (body_row(each, widths, item) for each in what.rows)
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{head}{''.join(rows)}</w:tbl>"


def body_row(said: str | Sequence[str], widths: Sequence[int], item: str) -> str:
    """A row: with words for each cell, or with a tag that goes when the template is filled."""
    if isinstance(said, str):
        return row("Mallkod", widths, [said.replace("ITEM", item), *[""] * (len(widths) - 1)])
    return row("Normal", widths, [each.replace("ITEM", item) for each in said], "<w:cantSplit/>")


def row(style: str, widths: Sequence[int], words: Sequence[str], look: str = "") -> str:
    """A row of a table, with its words cell by cell."""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(style, said)}</w:tc>'
        for width, said in zip(widths, words, strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{cells}</w:tr>"


def section(sheet: Sheet) -> str:
    """The page; the letterhead and the address stand on the first one only."""
    lying = ' w:orient="landscape"' if sheet.width > sheet.height else ""
    return (
        '<w:sectPr><w:headerReference w:type="first" r:id="rId1"/><w:headerReference w:type="default" r:id="rId2"/>'
        f'<w:footerReference w:type="first" r:id="rId3"/><w:pgSz w:w="{sheet.width}" w:h="{sheet.height}"{lying}/>'
        f'<w:pgMar w:top="1588" w:right="{sheet.right}" w:bottom="1701" w:left="{sheet.left}" w:header="737" w:footer="567" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )


def part(element: str, content: str) -> str:
    """One of Word's parts, whole."""
    return f'{DECLARATION}<w:{element} xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}">{content}</w:{element}>'


def package(name: str, sheet: Sheet) -> dict[str, str]:
    """The template's parts by their name in the zip."""
    look = {path.relative_to(PARTS).as_posix(): compact(path) for path in sorted(PARTS.rglob("*")) if path.is_file()}
    return {
        **look,
        "docProps/core.xml": look["docProps/core.xml"].replace("<dc:title/>", f"<dc:title>{title(name)}</dc:title>"),
        "word/styles.xml": with_tabs(look["word/styles.xml"], sheet.text_width),
        "word/document.xml": part("document", f"<w:body>{paragraphs(name, sheet)}{section(sheet)}</w:body>"),
        "word/header1.xml": part("hdr", paragraphs(sheet.letterhead, sheet)),
        "word/header2.xml": part("hdr", paragraphs("header", sheet)),
        "word/footer1.xml": part("ftr", paragraphs("footer", sheet)),
    }


def title(name: str) -> str:
    """What a document's properties have as its title: what stands as such on its first page."""
    return escape(next(line for line in lines(name) if line.startswith("Title | ")).removeprefix("Title | "))


def with_tabs(styles: str, width: int) -> str:
    """The styles, with the tabs of headers where the text ends on this page."""
    moved = width - LETTER.text_width
    return re.sub(r'(<w:tab w:val="right" w:pos=")(\d+)', lambda tab: f"{tab[1]}{int(tab[2]) + moved}", styles)


def compact(file: Path) -> str:
    """A part of the look, without the spaces that make it readable."""
    root = etree.parse(file, etree.XMLParser(remove_blank_text=True))
    return DECLARATION + etree.tostring(root, encoding="unicode")


def main(folder: Path) -> None:
    """Write all templates to the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, sheet in TEMPLATES.items():
        with ZipFile(folder / f"{name}.docx", "w", ZIP_DEFLATED) as archive:
            for file, text in package(name, sheet).items():
                archive.writestr(ZipInfo(file, (2026, 1, 1, 0, 0, 0)), text.encode(), ZIP_DEFLATED)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
