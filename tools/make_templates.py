"""How templates/svar.docx and templates/yttrande.docx were first made.

Since then the Word files are the source: they are edited in Word. This writes them as they once began, so it asks for
the folder to write to:

    python tools/make_templates.py FOLDER

The words are in template-text/, the look is in template-parts/. In the words, a line is a paragraph: its style, `|`,
what it says; a line that begins with two spaces goes on with the line above; `⇥` is a tab. A line without a style
holds only a tag, small and grey, and goes when the template is filled. `+ answer finding` stands for the lines of
answer.txt, said about a finding. PAGE, RECOMMENDATION, MEASURES and FOLLOW_UPS stand for what is below.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

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


class Column(NamedTuple):
    """A column of a table: its width in twentieths of a point, its head, and what stands in its cells."""

    width: int
    head: str
    words: str


class Table(NamedTuple):
    """A table with a row for each of something. A screen reader says its title and description."""

    title: str
    description: str
    loop: str
    columns: tuple[Column, ...]


MEASURES = Table(
    "Åtgärder",
    "En rad för varje åtgärd: vad som görs, vem som ansvarar, när det ska vara klart och hur långt det har kommit.",
    "measure in ITEM.measures",
    (
        Column(2960, "Åtgärd", "{{ measure.text }}"),
        Column(2040, "Ansvarig", '{{ measure.owner or "–" }}'),
        Column(2150, "Klart", '{{ (measure.done or measure.due) | date_long or "–" }}'),
        Column(1354, "Status", "{{ measure.status }}{% if measure.reason %}: {{ measure.reason }}{% endif %}"),
    ),
)
FOLLOW_UPS = Table(
    "Uppföljning",
    "En rad för varje återrapport: vad den handlar om, vem som rapporterar, vem som tar emot den och när den senast lämnas.",
    "follow_up in follow_ups",
    (
        Column(2826, "Återrapport", "{{ follow_up.text }}"),
        Column(1764, "Rapporterar", '{{ follow_up.reporter or "–" }}'),
        Column(1764, "Mottagare", '{{ follow_up.receiver or "–" }}'),
        Column(
            2150,
            "Senast",
            "{{ follow_up.due | date_long }}{% if follow_up.repeats %}, därefter {{ follow_up.repeats }}{% endif %}"
            "{% if follow_up.until %} till och med {{ follow_up.until | date_long }}{% endif %}",
        ),
    ),
)

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
            yield line.replace("ITEM", item).replace("RECOMMENDATION", RECOMMENDATION)


def paragraphs(name: str) -> str:
    """The text as Word's paragraphs and tables."""
    return "".join(block(line) for line in lines(name))


def block(line: str) -> str:
    """A line as a paragraph or a table."""
    if line.startswith("MEASURES "):
        return table(MEASURES, line.removeprefix("MEASURES "))
    if line == "FOLLOW_UPS":
        return table(FOLLOW_UPS)
    if line.startswith("{%"):
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


def table(what: Table, item: str = "") -> str:
    """A table whose header is repeated on the next page."""
    look = (
        f'<w:tblPr><w:tblStyle w:val="{STYLES["Plain Table 2"]}"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{what.title}"/><w:tblDescription w:val="{what.description}"/></w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{column.width}"/>' for column in what.columns)
    begin = "{%tr for " + what.loop.replace("ITEM", item) + " %}"
    nothing = [""] * (len(what.columns) - 1)
    rows = (
        row("Tabellhuvud", what.columns, [column.head for column in what.columns], "<w:cantSplit/><w:tblHeader/>"),
        row("Mallkod", what.columns, [begin, *nothing]),
        row("Normal", what.columns, [column.words for column in what.columns], "<w:cantSplit/>"),
        row("Mallkod", what.columns, ["{%tr endfor %}", *nothing]),
    )
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(style: str, columns: Sequence[Column], words: Sequence[str], look: str = "") -> str:
    """A row of a table, with its words cell by cell."""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{column.width}" w:type="dxa"/></w:tcPr>{paragraph(style, said)}</w:tc>'
        for column, said in zip(columns, words, strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{cells}</w:tr>"


SECTION = (
    '<w:sectPr><w:headerReference w:type="first" r:id="rId1"/><w:headerReference w:type="default" r:id="rId2"/>'
    '<w:footerReference w:type="first" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1588" w:right="1417" w:bottom="1701" w:left="1985" w:header="737" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
)
"""A4 with a wide left margin; the letterhead and the address stand on the first page only."""


def part(element: str, content: str) -> str:
    """One of Word's parts, whole."""
    return f'{DECLARATION}<w:{element} xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}">{content}</w:{element}>'


def package(name: str) -> dict[str, str]:
    """The template's parts by their name in the zip."""
    return {
        **{path.relative_to(PARTS).as_posix(): compact(path) for path in sorted(PARTS.rglob("*")) if path.is_file()},
        "word/document.xml": part("document", f"<w:body>{paragraphs(name)}{SECTION}</w:body>"),
        "word/header1.xml": part("hdr", paragraphs("letterhead")),
        "word/header2.xml": part("hdr", paragraphs("header")),
        "word/footer1.xml": part("ftr", paragraphs("footer")),
    }


def compact(file: Path) -> str:
    """A part of the look, without the spaces that make it readable."""
    root = etree.parse(file, etree.XMLParser(remove_blank_text=True))
    return DECLARATION + etree.tostring(root, encoding="unicode")


def main(folder: Path) -> None:
    """Write both templates to the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("svar", "yttrande"):
        with ZipFile(folder / f"{name}.docx", "w", ZIP_DEFLATED) as archive:
            for file, text in package(name).items():
                archive.writestr(ZipInfo(file, (2026, 1, 1, 0, 0, 0)), text.encode(), ZIP_DEFLATED)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
