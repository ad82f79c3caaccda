"""From a Word file to what it says, block by block, in the order of its pages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from lxml import etree

from auditresp.documents.text.blocks import Block, Kind
from auditresp.documents.text.numbers import Lists, Numbered
from auditresp.documents.text.printing import line_of, located
from auditresp.documents.text.words import RELATIONSHIP, UNREAD, Words, alternatives
from auditresp.documents.word.ooxml import OFFICE_RELATIONSHIPS, PACKAGE_RELATIONSHIPS, W, number, value, w
from auditresp.documents.word.package import Package, parsed, unusable
from auditresp.documents.word.relationships import Relationships, relationships_part, resolved
from auditresp.documents.word.styles import BODY_TEXT, Style, Styles, outline_of
from auditresp.language import _

TITLE = "{http://purl.org/dc/elements/1.1/}title"
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": OFFICE_RELATIONSHIPS.encode(),
}
"""What 'Strict Open XML' calls the same things."""
EDGES = {w("headerReference"): "sidhuvud", w("footerReference"): "sidfot"}
PAGES = {"first": ", första sidan", "even": ", jämna sidor"}
BOX = "textruta"
NOTES = {"footnotes": "fotnot {}", "endnotes": "slutkommentar {}", "comments": "kommentar {}"}
NOTE = {w("footnote"), w("endnote"), w("comment")}
PARAGRAPHS, CELLS = " ¶ ", " | "


def blocks_in(data: bytes, file: str) -> list[Block]:
    """What a Word file says. Raises AuditrespError, with the file's name in it, where `data` is none that can be read."""
    return list(WordText(Package.read_any(data, file), file).blocks())


class WordText:
    """One Word file that is being read: lists and notes are counted on the way."""

    def __init__(self, package: Package, file: str) -> None:
        if not package.main_part:
            raise unusable(file, _("it is no Word document"))
        self.parts = {name: as_transitional(content) for name, content in package.parts.items()}
        self.main = package.main_part
        self.targets = Relationships.read(self.main, self.parts).targets
        self.styles = Styles.read(self._part("styles"))
        self.lists = Lists(self._part("numbering"))
        self.noted: dict[tuple[str, str], str] = {}

    def blocks(self) -> Iterator[Block]:
        """The title, the headers, the body, the footers, and then the notes that the body refers to."""
        root = parsed(self.parts[self.main], self.main)
        edges = list(self._edges(root))
        yield from self._title()
        yield from chain.from_iterable(blocks for where, blocks in edges if where.startswith("sidhuvud"))
        yield from Reader(self, self.main).blocks(root)
        yield from chain.from_iterable(blocks for where, blocks in edges if where.startswith("sidfot"))
        for kind, where in NOTES.items():
            yield from self._notes(kind, where)

    def refer(self, kind: str, note: str) -> str:
        """What is printed where the text refers to a note; it is numbered now, and read later."""
        if not self._part(kind):
            return ""
        there = sum(each == kind for each, _note in self.noted)
        label = self.noted.setdefault((kind, note), str(there + 1))
        return f"[{NOTES[kind].format(label)}]"

    def _part(self, kind: str) -> bytes | None:
        return self.parts.get(self.targets.get(kind, ""))

    def _title(self) -> Iterator[Block]:
        """What the file calls itself."""
        core = self.parts.get(Relationships.read("", self.parts).targets.get("core-properties", ""))
        title = " ".join((parsed(core, "core.xml").findtext(TITLE) or "").split()) if core else ""
        if title:
            yield Block(Kind.PARAGRAPH, title, where="titel")

    def _edges(self, root: etree._Element) -> Iterator[tuple[str, list[Block]]]:
        """What stands at the top and bottom of pages: each part once, in the order of the sections."""
        targets = targets_by_id(self.main, self.parts)
        seen = set()
        for reference in root.iter(*EDGES):
            part = targets.get(reference.get(RELATIONSHIP, ""), "")
            if part in self.parts and part not in seen:
                seen.add(part)
                where = EDGES[str(reference.tag)] + PAGES.get(reference.get(w("type"), ""), "")
                yield where, Reader(self, part, where).all()

    def _notes(self, kind: str, where: str) -> Iterator[Block]:
        """The notes of a kind, in the order in which the text refers to them."""
        part = self.targets.get(kind, "")
        if part not in self.parts:
            return
        elements = {each.get(w("id"), ""): each for each in parsed(self.parts[part], part) if each.tag in NOTE}
        for (_kind, note), label in [entry for entry in self.noted.items() if entry[0][0] == kind]:
            if note in elements:
                yield from Reader(self, part, where.format(label)).blocks(elements[note])


class Reader:
    """Reads the text of one part."""

    def __init__(self, file: WordText, part: str, where: str = "") -> None:
        self.file = file
        self.part = part
        self.where = where
        self.words = Words(addresses_by_id(part, file.parts), file.refer)
        self.carried = ""

    def all(self) -> list[Block]:
        """All that the part says."""
        return list(self.blocks(parsed(self.file.parts[self.part], self.part)))

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        """What stands in a container of paragraphs and tables."""
        for element in container:
            if element.tag == w("p"):
                yield from self._paragraph(element)
            elif element.tag == w("tbl"):
                yield from self._rows(element)
            elif element.tag == ALTERNATIVES:
                for alternative in alternatives(element):
                    yield from self.blocks(alternative)
            elif element.tag not in UNREAD:
                yield from self.blocks(element)

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        """A paragraph, where it says something, and the text boxes on it. One whose end is deleted goes on in the next."""
        words, boxes = self.words.of(element)
        words, self.carried = self.carried + words, ""
        if element.find("w:pPr/w:rPr/w:del", {"w": W}) is not None and followed(element):
            self.carried = words
        else:
            lineage = list(self._lineage(element))
            numbered = self.file.lists.before(element, lineage)
            if words.strip() or (numbered and numbered.label):
                yield replace(block(element, lineage, numbered, words.strip()), where=self.where)
        for box in boxes:
            where = f"{self.where}, {BOX}" if self.where else BOX
            yield from Reader(self.file, self.part, where).blocks(box)

    def _lineage(self, element: etree._Element) -> Iterator[Style]:
        """A paragraph's style and those it is based on."""
        named = value(element, "w:pPr/w:pStyle")
        styles = self.file.styles
        return styles.lineage(named if named in styles.by_id else styles.defaults.get("paragraph"))

    def _rows(self, table: etree._Element) -> Iterator[Block]:
        """The rows of a table that are not deleted."""
        for row in within(table, w("tr")):
            if row.find("w:trPr/w:del", {"w": W}) is None:
                cells = [self._cell(cell) for cell in within(row, w("tc"))]
                if any(cells):
                    heads = row.find("w:trPr/w:tblHeader", {"w": W}) is not None
                    yield Block(Kind.ROW, CELLS.join(cells), where=self.where, heads=heads)

    def _cell(self, cell: etree._Element) -> str:
        """A cell's words on one line."""
        said = (located(each, line_of(each)) if each.where != self.where else line_of(each) for each in self.blocks(cell))
        return " ".join(PARAGRAPHS.join(said).split())


def block(element: etree._Element, lineage: list[Style], numbered: Numbered | None, words: str) -> Block:
    """A paragraph that says something."""
    label = numbered.label if numbered else ""
    if level := heading_level(element, lineage):
        return Block(Kind.HEADING, " ".join(words.split()), level, label)
    if numbered and label:
        return Block(Kind.ITEM, words, numbered.depth, label)
    return Block(Kind.PARAGRAPH, words)


def heading_level(element: etree._Element, lineage: list[Style]) -> int:
    """That of a heading, from 1; 0 for what is none. The document's title, on its first page, is of the first."""
    said = chain([number(value(element, "w:pPr/w:outlineLvl"))], map(outline_of, lineage))
    outline = next((each for each in said if each is not None), BODY_TEXT)
    titled = bool(lineage) and lineage[0].name.lower() == "title"
    return outline + 1 if outline < BODY_TEXT else int(titled)


def followed(paragraph: etree._Element) -> bool:
    """Whether another paragraph comes right after, so that this one can go on there."""
    return next((sibling.tag == w("p") for sibling in paragraph.itersiblings() if sibling.tag in (w("p"), w("tbl"))), False)


def within(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also in what Word wraps around them."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in UNREAD and child.tag not in (w("tbl"), w("p")):
            yield from within(child, tag)


def targets_by_id(part: str, parts: Mapping[str, bytes]) -> dict[str, str]:
    """The parts that a part points to, by the ids of the relationships."""
    return {each.get("Id", ""): resolved(part, each.get("Target", "")) for each in related(part, parts) if not is_outside(each)}


def addresses_by_id(part: str, parts: Mapping[str, bytes]) -> dict[str, str]:
    """The addresses outside that a part links to, by the ids of the relationships."""
    return {each.get("Id", ""): each.get("Target", "") for each in related(part, parts) if is_outside(each)}


def related(part: str, parts: Mapping[str, bytes]) -> Iterable[etree._Element]:
    """The relationships of a part."""
    written = parts.get(relationships_part(part))
    return () if written is None else parsed(written, part).iter(f"{{{PACKAGE_RELATIONSHIPS}}}Relationship")


def is_outside(relationship: etree._Element) -> bool:
    """Whether a relationship leads out of the file."""
    return relationship.get("TargetMode") == "External"


def as_transitional(content: bytes) -> bytes:
    """A part with the names that Word writes unless it is told to be strict."""
    for strict, usual in STRICT.items():
        content = content.replace(strict, usual)
    return content
