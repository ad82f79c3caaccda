"""Templates written as text, so that a test shows a template, its mistake and what is said about it on one screen.

A line is a paragraph. `[Heading 1] words` names its style, `[bold]` and `[Arial]` are formatting by hand; `| a || b` is a row of a
table; `header:`, `footer:`, `footnote:` and `comment:` stand in those parts, `box:` in a text box; `without: List Bullet` takes a
style away, and `without: language` the mark of the language.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from auditresp.documents.proofing import template_problems
from auditresp.documents.view.fields import ResponseDocument
from auditresp.model.records import Record
from docx_making import docx, p, run, table, text_box
from paragraphs import NS, tag, word

PREFIX = re.compile(r"(?:\[(?P<look>[^\]]+)\] )?(?P<words>.*)")
IN_OTHER_PARTS = {"header": "header", "footer": "footer", "footnote": "footnotes", "comment": "comments"}
BY_HAND = {
    "bold": "<w:b/>",
    "Arial": '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>',
    "large": '<w:sz w:val="36"/>',
    "as Normal": '<w:rFonts w:asciiTheme="minorHAnsi"/><w:sz w:val="22"/>',
}
SPELLING = '<w:proofErr w:type="spellStart"/>'
SO_MUCH = 11
"""Word scatters a paragraph's letters over runs; here a run has so many."""


def template(text: str) -> bytes:
    """The Word file of a template that is written as text."""
    lines = text.strip().splitlines()

    def told(prefix: str) -> list[str]:
        return [line.removeprefix(f"{prefix}: ") for line in lines if line.startswith(f"{prefix}: ")]

    body = [line for line in lines if line.partition(": ")[0] not in (*IN_OTHER_PARTS, "without")]
    parts = {part: [paragraph(each) for each in told(prefix)] for prefix, part in IN_OTHER_PARTS.items() if told(prefix)}
    return docx(*blocks(body), base={**word(), "word/styles.xml": styles_without(*told("without"))}, **parts)


def blocks(lines: list[str]) -> Iterator[str]:
    """Paragraphs and tables."""
    for is_table, together in groupby(lines, key=lambda line: line.startswith("|")):
        if is_table:
            yield table(*([paragraph(cell.strip()) for cell in row.removeprefix("| ").split(" ||")] for row in together))
        else:
            yield from map(paragraph, together)


def paragraph(line: str) -> str:
    """A paragraph as Word writes it, its words in pieces."""
    if line.startswith("box: "):
        return p(text_box(paragraph(line.removeprefix("box: "))))
    found = PREFIX.fullmatch(line)
    assert found
    look, words = found["look"] or "", found["words"]
    style = "" if not look or look in BY_HAND else f'<w:pStyle w:val="{look.replace(" ", "")}"/>'
    pieces = [run(words[start : start + SO_MUCH], BY_HAND.get(look, "")) for start in range(0, len(words), SO_MUCH)]
    return p(*([SPELLING.join(pieces)] if pieces else []), properties=style)


def styles_without(*names: str) -> bytes:
    """Word's usual styles, without some."""
    root = etree.fromstring(word()["word/styles.xml"])
    for style in root.findall("w:style", NS):
        if (name := style.find("w:name", NS)) is not None and name.get(tag("val")) in names:
            root.remove(style)
    if "language" in names:
        etree.strip_elements(root, tag("lang"))
    if "table styles" in names:
        for style in root.findall("w:style[@w:type='table']", NS):
            root.remove(style)
    return etree.tostring(root)


def said(data: bytes, seen: type[Record] = ResponseDocument) -> list[str]:
    """What is said of a template, without the file's name."""
    return [str(problem).removeprefix("t.docx: ") for problem in template_problems(data, "t.docx", seen)]
