"""Word's XML read back into lines, so that a test shows its Markdown and what became of it on one screen."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from textwrap import dedent

from docx import Document
from lxml import etree

from auditresp.documents import prose
from auditresp.documents.word.additions import Additions, Stock

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS = {"w": W, "r": R}
MAIN = "word/document.xml"
MARKS = {"b": "b", "i": "i", "highlight": "yellow"}


def parts_of(document: bytes) -> dict[str, bytes]:
    """The parts of a package by their name."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


def package_of(parts: Mapping[str, bytes]) -> bytes:
    """The package with those parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return written.getvalue()


@cache
def word() -> Mapping[str, bytes]:
    """An empty document with Word's usual styles: List Bullet to 3, List Number to 3, Strong, Quote, Table Grid …"""
    written = io.BytesIO()
    Document().save(written)
    return parts_of(written.getvalue())


@cache
def bare() -> Mapping[str, bytes]:
    """A document as bare as can be: a Swedish Normal and heading 1, no lists at all."""
    parts = dict(word())
    parts["word/styles.xml"] = dedent(f"""\
        <w:styles xmlns:w="{W}">
          <w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
          <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
          <w:style w:type="paragraph" w:styleId="Rubrik1">
            <w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:sz w:val="32"/></w:rPr>
          </w:style>
          <w:style w:type="paragraph" w:customStyle="1" w:styleId="Brdtext">
            <w:name w:val="Brödtext"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="567"/></w:pPr>
          </w:style>
        </w:styles>""").encode()
    for part in ("word/_rels/document.xml.rels", "[Content_Types].xml"):
        root = etree.fromstring(parts[part])
        for child in [each for each in root if "numbering" in str(sorted(each.attrib.values()))]:
            root.remove(child)
        parts[part] = etree.tostring(root)
    del parts["word/numbering.xml"]
    return parts


def filled(template: Mapping[str, bytes], *fields: tuple[str, str]) -> dict[str, bytes]:
    """The template's parts with texts in its body, each after the `w:pPr` of the paragraph that it stands in for."""
    additions = Additions(Stock.read(template))
    xml = "".join(prose.blocks(dedent(text), paragraph, "", additions, MAIN) for paragraph, text in fields)
    body = template[MAIN].decode()
    at = body.rindex("<w:sectPr")
    return {**template, MAIN: (body[:at] + xml + body[at:]).encode(), **additions.parts()}


def lines(text: str, paragraph: str = "", template: Mapping[str, bytes] | None = None) -> list[str]:
    """What a text becomes, a line for each paragraph or row: style, number as printed, and the words with their formatting."""
    return Reader(filled(template or word(), (paragraph, text))).lines()


class Reader:
    """Reads a filled document's body."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.body = etree.fromstring(parts[MAIN])[0]
        self.styles = {get(style, "styleId"): style for style in etree.fromstring(parts["word/styles.xml"]).iter(tag("style"))}
        self.numbering = etree.fromstring(parts.get("word/numbering.xml", f'<w:numbering xmlns:w="{W}"/>'.encode()))
        self.counts: dict[tuple[str, int], int] = {}
        rels = parts.get("word/_rels/document.xml.rels", b"<none/>")
        self.targets = {each.get("Id"): each.get("Target") for each in etree.fromstring(rels)}

    def lines(self) -> list[str]:
        """A line for each paragraph, and for each row of a table."""
        return [line for element in self.body for line in (self.rows(element) if element.tag == tag("tbl") else self.paragraph(element))]

    def rows(self, table: etree._Element) -> Iterator[str]:
        """`Table Grid = head | head` and `Table Grid - cell | cell`; centred and right-aligned cells as `:cell:` and `cell:`."""
        style = self.name(val(table, "w:tblPr/w:tblStyle"))
        for row in table.findall(tag("tr")):
            cells = [self.cell(cell) for cell in row.findall(tag("tc"))]
            yield f"{style} {'-' if row.find('w:trPr/w:tblHeader', NS) is None else '='} {' | '.join(cells)}"

    def cell(self, cell: etree._Element) -> str:
        """The words of a cell between colons that show how they are aligned."""
        words = "¶".join(self.words(paragraph) for paragraph in cell.findall(tag("p")))
        return {"center": f":{words}:", "right": f"{words}:"}.get(val(cell, "w:p/w:pPr/w:jc"), words)

    def paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        """`List Number 2. words`: the style, the bullet or number, an indent of its own (`>567`), the words."""
        if paragraph.tag != tag("p"):
            return
        style_id = val(paragraph, "w:pPr/w:pStyle")
        indent = paragraph.find("w:pPr/w:ind", NS)
        shown = [self.name(style_id), self.number(paragraph, style_id), "" if indent is None else f">{get(indent, 'left')}"]
        yield f"{' '.join(filter(None, shown))}: {self.words(paragraph)}"

    def number(self, paragraph: etree._Element, style_id: str) -> str:
        """The bullet or number of a paragraph."""
        num_id, level = val(paragraph, "w:pPr/w:numPr/w:numId"), int(val(paragraph, "w:pPr/w:numPr/w:ilvl") or 0)
        if not num_id and style_id in self.styles:
            num_id = val(self.styles[style_id], "w:pPr/w:numPr/w:numId")
        abstract_id = next((val(num, "w:abstractNumId") for num in self.numbering.iter(tag("num")) if get(num, "numId") == num_id), "")
        found = self.numbering.find(f"w:abstractNum[@w:abstractNumId='{abstract_id}']/w:lvl[@w:ilvl='{level}']", NS)
        if found is None:
            return ""
        if val(found, "w:numFmt") == "bullet":
            return "•"
        self.counts[num_id, level] = self.counts.get((num_id, level), int(val(found, "w:start")) - 1) + 1
        return f"{self.counts[num_id, level]}."

    def words(self, element: etree._Element) -> str:
        """The words with their formatting."""
        return "".join(
            f"[{self.words(child)}]({self.targets[child.get(f'{{{R}}}id')]} {get(child, 'tooltip')})"
            if child.tag == tag("hyperlink")
            else self.run(child)
            for child in element.iterfind("*")
            if child.tag in (tag("hyperlink"), tag("r"))
        )

    def run(self, run: etree._Element) -> str:
        """The words of a run, between the names of its character style and of its properties."""
        words = "".join({tag("br"): "↵", tag("tab"): "→"}.get(str(each.tag), each.text or "") for each in run if each.tag != tag("rPr"))
        marks = [
            self.name(get(each, "val")) if each.tag == tag("rStyle") else MARKS.get(local(each), "") for each in run.iterfind("w:rPr/*", NS)
        ]
        for mark in reversed([mark for mark in marks if mark]):
            words = f"<{mark}>{words}</{mark}>"
        return words

    def name(self, style_id: str) -> str:
        """The name of a style."""
        return val(self.styles[style_id], "w:name") if style_id else ""


def tag(name: str) -> str:
    return f"{{{W}}}{name}"


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def get(element: etree._Element, name: str) -> str:
    return element.get(tag(name)) or ""


def val(element: etree._Element, path: str) -> str:
    found = element.find(path, NS)
    return "" if found is None else get(found, "val")
