"""The parts of a template as a proofreader has them: tags, paragraphs, and the words by which each is found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from lxml import etree

from auditresp.documents.accessibility.looks import Looks
from auditresp.documents.template.compiling import WITH_TEXT
from auditresp.documents.template.compiling.part import Part, is_mark
from auditresp.documents.template.compiling.reading import heading_level, normal, read_part
from auditresp.documents.template.slots import Standing
from auditresp.documents.template.tags import Kind
from auditresp.documents.word.additions import Stock
from auditresp.documents.word.ooxml import w
from auditresp.documents.word.package import Package, parsed
from auditresp.documents.word.relationships import Relationships
from auditresp.documents.word.spots import Spots, words_of
from auditresp.problems import Place, Problem

ANY_WORDS = "\x00"


@dataclass(frozen=True)
class Manuscript:
    """A template with all its parts, before it is compiled."""

    file: str
    stock: Stock
    looks: Looks
    sheets: tuple["Sheet", ...]

    @classmethod
    def read(cls, data: bytes, file: str) -> Self:
        """From a Word file. Raises AuditrespError where it is none that can be used."""
        package = Package.to_build_on(data, file)
        stock = Stock.read(package.parts)
        styles = Relationships.read(stock.main, package.parts).targets.get("styles", "")
        names = [name for name, kind in package.content_types().items() if kind in WITH_TEXT]
        sheets = tuple(Sheet.read(package, name, file, stock) for name in sorted(names, key=lambda name: name != stock.main))
        return cls(file, stock, Looks.read(package.parts.get(styles)), sheets)

    @property
    def body(self) -> "Sheet":
        """The part with the document's text."""
        return self.sheets[0]

    def in_order(self, problems: list[Problem]) -> list[Problem]:
        """The problems as they follow each other in the file; those about all of it come last."""
        if not problems:
            return []
        labels = {label: place for place, label in enumerate(label for sheet in self.sheets for label in sheet.labels)}

        def order(problem: Problem) -> int:
            return next((place for label, place in labels.items() if problem.place.spot.startswith(label)), len(labels))

        return sorted(problems, key=order)


@dataclass(frozen=True)
class Sheet:
    """One part, its tags taken out of the words and marked."""

    part: Part
    originals: Mapping[etree._Element, etree._Element]
    """For each paragraph the same one as it was written, with its tags."""
    spots: Spots
    stock: Stock

    @classmethod
    def read(cls, package: Package, name: str, file: str, stock: Stock) -> Self:
        """From the part of that name."""
        part = read_part(package, name, file, stock)
        written = normal(parsed(package.parts[name], f"{file} ({name})"))
        originals = dict(zip(part.root.iter(w("p")), written.iter(w("p")), strict=True))
        spots = Spots(file, name, written, lambda paragraph: heading_level(paragraph, stock) > 0)
        return cls(part, originals, spots, stock)

    @property
    def paragraphs(self) -> Iterator[etree._Element]:
        """The paragraphs, one after another."""
        return iter(self.originals)

    @cached_property
    def labels(self) -> list[str]:
        """For each paragraph, how the place of any tag in it begins."""
        return [self.spots.place(each, ANY_WORDS).spot.partition(ANY_WORDS)[0] for each in self.originals.values()]

    def place(self, paragraph: etree._Element, text: str, start: int = 0, end: int | None = None) -> Place:
        """Where a paragraph that says a text stands, or a stretch of that text."""
        return self.spots.place(self.originals[paragraph], text, start, end)

    def level(self, paragraph: etree._Element) -> int:
        """That of a heading, from 1; 0 for other paragraphs."""
        return heading_level(paragraph, self.stock)

    def paragraph_of(self, standing: Standing) -> etree._Element | None:
        """The paragraph that a tag stands in, if it stands in the words of one."""
        return self._paragraphs_of_tags.get(id(standing))

    def tags_in(self, paragraph: etree._Element) -> list[Standing]:
        """The tags that stand in a paragraph."""
        return [self.part.standing(mark) for mark in self.part.marks(paragraph)]

    def says_something(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph will have words."""
        return bool(words_of(paragraph)) or any(each.tag.kind is Kind.PRINT for each in self.tags_in(paragraph))

    @cached_property
    def _paragraphs_of_tags(self) -> dict[int, etree._Element]:
        marks = [node for node in self.part.root.iter(etree.ProcessingInstruction) if is_mark(node)]
        return {id(self.part.slots[int(mark.text or 0)]): next(mark.iterancestors(w("p"))) for mark in marks if has_paragraph(mark)}


def has_paragraph(mark: etree._Element) -> bool:
    """Whether a mark stands in a paragraph."""
    return next(mark.iterancestors(w("p")), None) is not None
