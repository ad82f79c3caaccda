"""How the letters of a Word file look, wherever that is said: on the run, in its style, in the paragraph's, for the whole document."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from lxml import etree

from auditresp.documents.word.ooxml import W, number, value, w
from auditresp.documents.word.package import parsed
from auditresp.documents.word.styles import EMPTY, WORDS_OWN_SIZE, Style, Styles

PATHS = {"w": W}


@dataclass(frozen=True)
class Looks:
    """The styles of a file, and what they say of letters."""

    root: etree._Element
    """The style sheet."""
    styles: Styles
    elements: Mapping[str, etree._Element]
    """Every style by its id, as it is written."""
    defaults: etree._Element | None
    """The `w:rPr` that holds where nothing else is said."""

    @classmethod
    def read(cls, part: bytes | None) -> Self:
        """From `styles.xml`, which may be missing."""
        root = parsed(part or EMPTY, "styles.xml")
        return cls(
            root=root,
            styles=Styles.read(part),
            elements={style.get(w("styleId"), ""): style for style in root.findall(w("style"))},
            defaults=root.find("w:docDefaults/w:rPrDefault/w:rPr", PATHS),
        )

    def lineage(self, paragraph: etree._Element) -> Iterator[Style]:
        """The paragraph's style and those it is based on."""
        named = value(paragraph, "w:pPr/w:pStyle")
        return self.styles.lineage(named if named in self.styles.by_id else self.styles.defaults.get("paragraph"))

    def of_style(self, style_id: str | None) -> Iterator[etree._Element]:
        """The `w:rPr` of letters in that style: the strongest first."""
        yield from self._of_styles(self.styles.lineage(style_id))
        if self.defaults is not None:
            yield self.defaults

    def of_paragraph(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """The `w:rPr` of a paragraph's letters, where the runs say nothing: the strongest first."""
        yield from self._of_styles(self.lineage(paragraph))
        if self.defaults is not None:
            yield self.defaults

    def of_run(self, run: etree._Element) -> Iterator[etree._Element]:
        """The `w:rPr` of a run's letters: the strongest first."""
        if (own := run.find(w("rPr"))) is not None:
            yield own
        yield from self._of_styles(self.styles.lineage(value(run, "w:rPr/w:rStyle")))
        if (paragraph := next(run.iterancestors(w("p")), None)) is not None:
            yield from self.of_paragraph(paragraph)

    def _of_styles(self, styles: Iterator[Style]) -> Iterator[etree._Element]:
        found = (self.elements[style.id].find(w("rPr")) for style in styles)
        return (properties for properties in found if properties is not None)

    def shading(self, paragraph: etree._Element) -> etree._Element | None:
        """The `w:shd` behind a paragraph."""
        own = paragraph.find("w:pPr/w:shd", PATHS)
        return self.shading_of(self.lineage(paragraph)) if own is None else own

    def shading_of(self, lineage: Iterator[Style]) -> etree._Element | None:
        """The `w:shd` behind paragraphs in a style, which comes with those it is based on."""
        behind = (self.elements[style.id].find("w:pPr/w:shd", PATHS) for style in lineage)
        return next((each for each in behind if each is not None), None)

    def of_table(self, table: etree._Element) -> Iterator[Style]:
        """The table's style and those it is based on."""
        return self.styles.lineage(value(table, "w:tblPr/w:tblStyle") or self.styles.defaults.get("table"))

    def shades(self, table: etree._Element) -> bool:
        """Whether the table's style shades any of its cells."""
        return any(self.elements[style.id].find(f".//{w('shd')}") is not None for style in self.of_table(table))


def said(name: str, layers: Iterable[etree._Element]) -> etree._Element | None:
    """What decides one property of letters: the first word on it."""
    return next((found for properties in layers if (found := properties.find(w(name))) is not None), None)


def bold(layers: Iterable[etree._Element]) -> bool:
    """Whether the letters are bold."""
    decided = said("b", layers)
    return decided is not None and decided.get(w("val"), "1") not in ("0", "false", "off")


def size(layers: Iterable[etree._Element]) -> int:
    """The letters' size in half points."""
    decided = said("sz", layers)
    return WORDS_OWN_SIZE if decided is None else number(decided.get(w("val"))) or WORDS_OWN_SIZE


def language(layers: Iterable[etree._Element]) -> str | None:
    """The language that the letters are marked with."""
    marked = (properties.find(w("lang")) for properties in layers)
    return next((written for each in marked if each is not None and (written := each.get(w("val")))), None)
