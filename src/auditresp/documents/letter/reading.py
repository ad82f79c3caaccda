"""A municipality's existing letter, read for what a template takes over: its parts, its paragraphs, how it looks."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from auditresp.documents.accessibility.looks import Looks, bold, size
from auditresp.documents.template.compiling.paragraphs import runs_of
from auditresp.documents.template.compiling.reading import normal
from auditresp.documents.word.additions import Stock
from auditresp.documents.word.ooxml import W, value, w
from auditresp.documents.word.package import Package, parsed
from auditresp.documents.word.styles import EMPTY, Style, Styles

PATHS = {"w": W}
MARGINS = (".header+xml", ".footer+xml")
"""How the content types of headers and footers end."""
LONG = 80
"""From this many letters on, a paragraph is running text; what is shorter may be an address or a heading."""


@dataclass(frozen=True)
class Letter:
    """The letter. Its trees are changed while it becomes a template."""

    package: Package
    stock: Stock
    document: etree._Element
    style_sheet: etree._Element
    margins: Mapping[str, etree._Element]
    """The headers and footers by the names of their parts."""

    @classmethod
    def read(cls, data: bytes, name: str) -> "Letter":
        """From a Word file. Raises AuditrespError where it is none that can be used."""
        package = Package.to_build_on(data, name)
        stock = Stock.read(package.parts)
        kinds = package.content_types()
        return cls(
            package=package,
            stock=stock,
            document=tree(package, package.main_part),
            style_sheet=parsed(package.parts.get(stock.part("styles"), EMPTY), name),
            margins={part: tree(package, part) for part, kind in kinds.items() if kind.endswith(MARGINS)},
        )

    @property
    def style_elements(self) -> dict[str, etree._Element]:
        """Every style by its id, as it is now."""
        return {each.get(w("styleId"), ""): each for each in self.style_sheet.iterfind("w:style", PATHS)}

    @property
    def styles(self) -> Styles:
        """Its styles."""
        return self.stock.styles

    @cached_property
    def looks(self) -> Looks:
        """How its letters look."""
        return Looks.read(self.package.parts.get(self.stock.part("styles")))

    @property
    def body(self) -> etree._Element:
        """What stands between its margins."""
        return one(self.document, "w:body")

    @cached_property
    def blocks(self) -> list[etree._Element]:
        """The body's paragraphs, tables and the like, from first to last."""
        return [each for each in self.body if each.tag != w("sectPr")]

    @cached_property
    def paragraphs(self) -> list[etree._Element]:
        """The body's paragraphs outside tables that say something."""
        return [each for each in self.body.iterfind("w:p", PATHS) if words_of(each)]

    @cached_property
    def used(self) -> Counter[str]:
        """How often each style of paragraphs is used in the body, by its id."""
        return Counter(style.id for each in self.paragraphs if (style := self.style_of(each)))

    @property
    def table_styles(self) -> set[str | None]:
        """The ids of the styles that tables have, those of the letterhead included."""
        return {value(each, "w:tblPr/w:tblStyle") for root in (self.document, *self.margins.values()) for each in root.iter(w("tbl"))}

    def style_of(self, paragraph: etree._Element) -> Style | None:
        """The style of a paragraph."""
        named = value(paragraph, "w:pPr/w:pStyle")
        return self.styles.by_id.get(named or "") or self.styles.by_id.get(self.styles.defaults.get("paragraph", ""))

    def is_heading(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is a heading by its style."""
        style = self.style_of(paragraph)
        return style is not None and (style.name.lower() == "title" or self.styles.is_heading(style.id))

    def level_of(self, heading: etree._Element) -> int | None:
        """The level of a heading, from 1; nothing where its style says none."""
        style = self.style_of(heading)
        outlines = (each.outline for each in self.styles.lineage(style.id if style else None))
        outline = next((each for each in outlines if each is not None), None)
        return None if outline is None else outline + 1

    def is_listed(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is an item of a list."""
        style = self.style_of(paragraph)
        by_style = style is not None and self.styles.numbering_style(style.id) is not None
        return by_style or paragraph.find("w:pPr/w:numPr", PATHS) is not None

    def is_prose(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is running text."""
        return len(words_of(paragraph)) >= LONG and not self.is_heading(paragraph) and not self.is_listed(paragraph)

    def is_bold(self, paragraph: etree._Element) -> bool:
        """Whether every letter of a paragraph is bold."""
        return all(bold(self.looks.of_run(run)) for run in worded_runs(paragraph))

    def size_of(self, paragraph: etree._Element) -> int:
        """The size of a paragraph's letters, in half points."""
        return Counter(size(self.looks.of_run(run)) for run in worded_runs(paragraph)).most_common(1)[0][0]

    @cached_property
    def prose(self) -> list[etree._Element]:
        """The paragraphs of running text."""
        return [each for each in self.paragraphs if self.is_prose(each)]

    @cached_property
    def size(self) -> int:
        """The size of its running text, in half points."""
        sizes = Counter(self.size_of(each) for each in self.prose)
        return sizes.most_common(1)[0][0] if sizes else self.styles.size_of(self.styles.defaults.get("paragraph"))

    def stands_out(self, paragraph: etree._Element) -> bool:
        """Whether a short paragraph looks like a heading, whatever its style is called."""
        said = words_of(paragraph)
        is_short = 0 < len(said) < LONG * 1.5 and said[-1] not in ".,;:"
        return is_short and not self.is_listed(paragraph) and (self.is_bold(paragraph) or self.size_of(paragraph) > self.size)

    @cached_property
    def faked(self) -> list[etree._Element]:
        """The paragraphs that were made to look like headings by hand."""
        return [each for each in self.paragraphs if not self.is_heading(each) and self.stands_out(each)]


def tree(package: Package, part: str) -> etree._Element:
    """A part, without what Word notes while one writes."""
    return normal(parsed(package.parts[part], part))


def one(element: etree._Element, path: str) -> etree._Element:
    """What is always there."""
    found = element.find(path, PATHS)
    if found is None:
        raise ValueError(path)
    return found


def words_of(paragraph: etree._Element, break_as: str = "") -> str:
    """A paragraph's own words, without those of text boxes in it; `break_as` stands where its lines and columns break."""
    read = {w("t"), *([w("br"), w("tab")] if break_as else [])}
    pieces = (each.text or "" if each.tag == w("t") else break_as for run in runs_of(paragraph) for each in run if each.tag in read)
    return "".join(pieces).strip()


def is_empty(block: etree._Element) -> bool:
    """Whether a block shows nothing: no words, no picture, no line."""
    shows = ("t", "drawing", "pict", "object", "instrText", "fldSimple")
    return block.tag == w("p") and next(block.iter(*map(w, shows)), None) is None


def worded_runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The runs that say something."""
    return (run for run in runs_of(paragraph) if any((text.text or "").strip() for text in run.iterfind("w:t", PATHS)))


def give_style(paragraph: etree._Element, style_id: str | None) -> None:
    """Let a paragraph have that style, or the one that paragraphs have without any."""
    look = paragraph.find("w:pPr", PATHS)
    if look is None:
        look = etree.Element(w("pPr"))
        paragraph.insert(0, look)
    for each in look.findall("w:pStyle", PATHS):
        look.remove(each)
    if style_id:
        look.insert(0, etree.Element(w("pStyle"), {w("val"): style_id}))
    if len(look) == 0:
        paragraph.remove(look)


def element_of(xml: str) -> etree._Element:
    """An element of Word's own from its text."""
    return etree.fromstring(re.sub(r"^<([\w:]+)", rf'<\1 xmlns:w="{W}"', xml))
