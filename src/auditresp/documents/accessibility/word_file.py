"""A Word file as the rules of accessibility look at it: its texts, paragraph by paragraph, and how their letters look."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain, groupby

from lxml import etree

from auditresp.documents.accessibility.looks import Looks
from auditresp.documents.word.ooxml import number, value, w
from auditresp.documents.word.package import WORD, Package, parsed
from auditresp.documents.word.relationships import Relationships
from auditresp.documents.word.styles import BODY_TEXT, outline_of, switch
from auditresp.problems import Level

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same drawing once more, for a Word that is older than fifteen years."""
DC = "{http://purl.org/dc/elements/1.1/}"

WORDS = {w("tab"): " ", w("ptab"): " ", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("sym"): "•"}
"""What is read besides letters."""
UNREAD = {w("pPr"), w("rPr"), w("txbxContent"), w("del"), w("moveFrom")}
"""What is no text of its paragraph: formatting, text boxes, and what is deleted."""


class Kind(StrEnum):
    """Where on the page a text stands."""

    BODY = "body"
    MARGIN = "margin"
    NOTE = "note"


KINDS = {
    f"{WORD}document.main+xml": Kind.BODY,
    f"{WORD}header+xml": Kind.MARGIN,
    f"{WORD}footer+xml": Kind.MARGIN,
    f"{WORD}footnotes+xml": Kind.NOTE,
    f"{WORD}endnotes+xml": Kind.NOTE,
}


@dataclass(frozen=True)
class Finding:
    """Something that keeps a reader out."""

    code: str
    message: str
    level: Level
    at: etree._Element | None = None
    """Where in the text; nothing where it is the whole file."""
    words: str = ""
    """What to look for there, where it is not the paragraph's own words."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as it is read aloud."""

    element: etree._Element
    style: str
    """Its style's name in Word, in small letters."""
    level: int | None
    """That of a heading, from 1; nothing for other paragraphs."""
    listed: bool
    """Whether Word itself sets the bullet or number."""

    @cached_property
    def words(self) -> str:
        """Its text. Line breaks are kept, text boxes are not of it."""
        return words_of(self.element)

    @property
    def runs(self) -> Iterator[etree._Element]:
        """Its runs with letters in them."""
        return (each for each in read(self.element) if each.tag == w("r") and words_of(each).strip())


@dataclass(frozen=True)
class Story:
    """The text of one part: the body, a header, all footnotes."""

    name: str
    kind: Kind
    root: etree._Element
    paragraphs: tuple[Paragraph, ...]

    @cached_property
    def stretches(self) -> list[list[Paragraph]]:
        """The paragraphs that follow each other with no table between."""
        by_element = {paragraph.element: paragraph for paragraph in self.paragraphs}
        found = []
        for container in dict.fromkeys(paragraph.element.getparent() for paragraph in self.paragraphs):
            blocks = () if container is None else container.iterchildren(w("p"), w("tbl"), w("sdt"))
            for is_paragraph, stretch in groupby(blocks, key=lambda block: block.tag == w("p")):
                if is_paragraph:
                    found.append([by_element[element] for element in stretch])
        return found


class WordFile:
    """A Word file, read once for all rules. Raises AuditrespError where `data` is no Word file."""

    def __init__(self, data: bytes, file: str) -> None:
        self.package = Package.read(data, file)
        self.file = file
        self._targets = Relationships.read(self.package.main_part, self.package.parts).targets
        self.looks = Looks.read(self.package.parts.get(self._targets.get("styles", "")))
        kinds = {part: KINDS[kind] for part, kind in self.package.content_types().items() if kind in KINDS}
        self.stories = tuple(
            self._story(part, kinds[part]) for part in sorted(kinds, key=lambda part: (list(Kind).index(kinds[part]), part))
        )

    @property
    def running_text(self) -> Iterator[Story]:
        """The texts that are read from beginning to end: not those that come again on every page."""
        return (story for story in self.stories if story.kind is not Kind.MARGIN)

    @property
    def body(self) -> Iterator[Paragraph]:
        """The paragraphs of the body that are read in their order: not those in text boxes."""
        paragraphs = (paragraph for story in self.stories if story.kind is Kind.BODY for paragraph in story.paragraphs)
        return (paragraph for paragraph in paragraphs if next(paragraph.element.iterancestors(w("txbxContent")), None) is None)

    def property(self, name: str) -> str:
        """What the file says of itself (`title`, `language`), in `docProps/core.xml`."""
        core = self.package.parts.get(Relationships.read("", self.package.parts).targets.get("core-properties", ""))
        return "" if core is None else (parsed(core, self.file).findtext(f"{DC}{name}") or "").strip()

    def _story(self, part: str, kind: Kind) -> Story:
        """A part with text, without what Word reads only in its stead."""
        root = parsed(self.package.parts[part], f"{self.file} ({part})")
        for fallback in list(root.iter(FALLBACK)):
            if (alternatives := fallback.getparent()) is not None and len(alternatives) > 1:
                alternatives.remove(fallback)
        return Story(part, kind, root, tuple(self._paragraph(element) for element in root.iter(w("p"))))

    def _paragraph(self, element: etree._Element) -> Paragraph:
        lineage = list(self.looks.lineage(element))
        num_id = number(value(element, "w:pPr/w:numPr/w:numId"))
        if num_id is None:
            num_id = next((style.num_id for style in lineage if style.num_id is not None), None)
        return Paragraph(element, lineage[0].name.lower() if lineage else "", self._level(element), bool(num_id))

    def _level(self, element: etree._Element) -> int | None:
        """The nearest word on it decides: the paragraph's own, then those of its style and of what that is based on."""
        said = chain([number(value(element, "w:pPr/w:outlineLvl"))], map(outline_of, self.looks.lineage(element)))
        outline = next((each for each in said if each is not None), BODY_TEXT)
        return outline + 1 if outline < BODY_TEXT else None


def read(element: etree._Element) -> Iterator[etree._Element]:
    """What is inside an element and is read aloud, as it follows each other."""
    for child in element:
        if child.tag in UNREAD or switch(child, "w:rPr/w:vanish"):
            continue
        yield child
        yield from read(child)


def words_of(element: etree._Element) -> str:
    """The text of an element as it is read aloud."""
    return "".join((each.text or "") if each.tag == w("t") else WORDS.get(each.tag, "") for each in read(element))


def has_words(element: etree._Element) -> bool:
    """Whether an element holds letters, also in text boxes."""
    return any((text.text or "").strip() for text in element.iter(w("t")))
