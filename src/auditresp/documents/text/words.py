"""The words of a paragraph as a reader meets them: fields by their results, links with their addresses, edits as accepted."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from auditresp.documents.word.ooxml import OFFICE_RELATIONSHIPS, w
from auditresp.documents.word.styles import switch

COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
RELATIONSHIP = f"{{{OFFICE_RELATIONSHIPS}}}id"

SAID = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "\N{NON-BREAKING HYPHEN}", w("sym"): "•"}
"""What is read besides letters."""
UNREAD = {w(name) for name in ("pPr", "rPr", "sdtPr", "del", "moveFrom", "rt", "delText", "delInstrText")}
"""What is no text: formatting, what is deleted, and how a word is pronounced."""
NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes", w("commentReference"): "comments"}

EVERY_PAGE = {"PAGE": "‹sidnummer›", "NUMPAGES": "‹antal sidor›", "SECTIONPAGES": "‹antal sidor›", "SECTION": "‹avsnitt›"}
"""Fields that say something else on every page; what the file says of them is chance."""
INSTRUCTION = re.compile(r"\s*(\w+)")
ADDRESS = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Letters that show nothing, or that would give a terminal orders."""
BLANKS = re.compile(r"[ \r\n]+")

Refer = Callable[[str, str], str]


@dataclass
class Field:
    """A field whose end is not read yet."""

    start: int
    """How many pieces of text came before it."""
    instruction: str = ""
    shown: bool = False
    """Whether its result has begun."""


@dataclass
class Words:
    """Reads one part's paragraphs. A field may begin in one of them and end in another."""

    addresses: Mapping[str, str]
    """What links lead to, by the ids of their relationships."""
    refer: Refer
    """What to print for a reference to a note of a kind with an id."""
    fields: list[Field] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    def of(self, paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
        """A paragraph's words, and the text boxes that hang on it."""
        self.pieces, self.boxes = [], []
        for each in self.fields:
            each.start = 0
        self._inside(paragraph)
        return UNSEEN.sub("", "".join(self.pieces)), self.boxes

    def _inside(self, element: etree._Element) -> None:
        for child in element:
            self._read(child)

    def _read(self, element: etree._Element) -> None:
        """One element and what is in it."""
        tag = element.tag
        if tag in UNREAD or (tag == w("r") and switch(element, "w:rPr/w:vanish")):
            return
        if tag in (w("t"), FORMULA_TEXT):
            self._say(BLANKS.sub(" ", element.text or ""))
        elif tag == w("txbxContent"):
            self.boxes.append(element)
        elif tag == w("instrText"):
            self._instruct(element.text or "")
        elif tag == w("fldChar"):
            self._turn(element.get(w("fldCharType"), ""))
        elif tag == w("fldSimple"):
            self._simple(element)
        elif tag == w("hyperlink"):
            self._link(element)
        elif tag in NOTES:
            self._note(element, NOTES[tag])
        elif tag == w("br"):
            self._say("\n" if element.get(w("type"), "textWrapping") == "textWrapping" else "")
        elif tag in SAID:
            self._say(SAID[tag])
        elif tag == f"{COMPATIBILITY}AlternateContent":
            for alternative in alternatives(element):
                self._inside(alternative)
        else:
            if tag == DRAWN and (described := element.get("descr") or element.get("title")):
                self._say(f"[bild: {' '.join(described.split())}]")
            self._inside(element)

    def _say(self, words: str) -> None:
        """Words, unless they belong to what a field is told."""
        if all(each.shown for each in self.fields):
            self.pieces.append(words)

    def _note(self, element: etree._Element, kind: str) -> None:
        """A reference to a note; one with a mark of its own is followed by that mark."""
        if not self.fields or self.fields[-1].shown:
            self._say(self.refer(kind, element.get(w("id"), "")))

    def _instruct(self, words: str) -> None:
        if self.fields and not self.fields[-1].shown:
            self.fields[-1].instruction += words

    def _turn(self, kind: str) -> None:
        """Where a field begins, where its result does, and where it ends."""
        if kind == "begin":
            self.fields.append(Field(len(self.pieces)))
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = True
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            self._result(ended.instruction, ended.start)

    def _simple(self, element: etree._Element) -> None:
        start = len(self.pieces)
        self._inside(element)
        self._result(element.get(w("instr"), ""), start)

    def _result(self, instruction: str, start: int) -> None:
        """What a field comes to: the pieces since its start, or what is true on every page."""
        name = INSTRUCTION.match(instruction)
        if name and name[1].upper() in EVERY_PAGE:
            del self.pieces[start:]
            self._say(EVERY_PAGE[name[1].upper()])
        elif led := ADDRESS.match(instruction):
            self._lead(start, led[1])

    def _link(self, element: etree._Element) -> None:
        start = len(self.pieces)
        self._inside(element)
        if address := self.addresses.get(element.get(RELATIONSHIP, "")):
            self._lead(start, address)

    def _lead(self, start: int, address: str) -> None:
        """A link's words with its address, which is said once where it is all the words there are."""
        words = "".join(self.pieces[start:])
        if words.strip() and words.strip() not in (address, address.removeprefix("mailto:")):
            self.pieces[start:] = [f"[{words}]({address})"]


def alternatives(element: etree._Element) -> Iterator[etree._Element]:
    """Of several drawings of the same, the one that Word shows today."""
    choices = element.findall(f"{COMPATIBILITY}Choice")
    yield from choices[:1] or element.findall(f"{COMPATIBILITY}Fallback")
