"""What a letter's paragraphs do by hand instead of with styles, as a style would say it."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from auditresp.documents.letter.reading import PATHS, Letter, worded_runs, words_of
from auditresp.documents.word import properties
from auditresp.documents.word.ooxml import fragment, number, w

OF_RUNS = ("w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:smallCaps", "w:color", "w:sz", "w:szCs", "w:u")
OF_PARAGRAPHS = ("w:keepNext", "w:keepLines", "w:spacing", "w:ind", "w:jc")


@dataclass(frozen=True)
class Look:
    """How paragraphs look because they say so themselves."""

    paragraph: str
    """The elements of a `w:pPr`."""
    run: str
    """The elements of a `w:rPr`."""


NO_LOOK = Look("", "")


@dataclass(frozen=True)
class ListLook(Look):
    """How the items of a list look."""

    bulleted: bool


def joined(paragraph: str, *elements: str) -> str:
    """The elements of a `w:pPr` with more, in the order that Word demands."""
    return properties.paragraph(f"<w:pPr>{paragraph}</w:pPr>", *elements).removeprefix("<w:pPr>").removesuffix("</w:pPr>")


def look_of(letter: Letter, paragraphs: Sequence[etree._Element]) -> Look:
    """How most of the paragraphs look: what few of them say is no rule."""
    of_runs = [said(letter, run.find("w:rPr", PATHS), OF_RUNS) for each in paragraphs for run in worded_runs(each)]
    of_paragraphs = [said(letter, each.find("w:pPr", PATHS), OF_PARAGRAPHS) for each in paragraphs]
    return Look(mostly(of_paragraphs), mostly(of_runs))


def said(letter: Letter, element: etree._Element | None, names: Sequence[str]) -> list[str]:
    """The elements of these names in a `w:pPr` or `w:rPr`."""
    if element is None:
        return []
    whole = fragment(element, letter.document)
    return [found for name in names if (found := properties.element(whole, name))]


def mostly(lists: Sequence[Sequence[str]]) -> str:
    """The elements that are in most of the lists."""
    seen = dict.fromkeys(xml for each in lists for xml in each)
    return "".join(xml for xml in seen if sum(xml in each for each in lists) * 2 > len(lists))


def faked_levels(letter: Letter, faked: Sequence[etree._Element]) -> list[etree._Element]:
    """One of each kind of the headings that were made by hand: the largest first, bold before what is not."""
    kinds: dict[str, etree._Element] = {}
    for each in faked:
        kinds.setdefault(look_of(letter, [each]).run, each)
    return sorted(kinds.values(), key=lambda each: (-letter.size_of(each), not letter.is_bold(each)))


def parts_with_empty_lines(letter: Letter) -> bool:
    """Whether empty paragraphs are what keeps the letter's paragraphs apart."""
    following = [each.getnext() for each in letter.prose]
    empty = [each for each in following if each is not None and each.tag == w("p") and not words_of(each)]
    return len(empty) * 2 > len(following)


def space_below(letter: Letter, style_id: str | None) -> int:
    """The space that a style leaves below its paragraphs, in twentieths of a point."""
    elements = [letter.style_elements[style.id] for style in letter.styles.lineage(style_id)]
    elements += letter.style_sheet.iterfind("w:docDefaults/w:pPrDefault", PATHS)
    spacings = (each.find("w:pPr/w:spacing", PATHS) for each in elements)
    after = (number(each.get(w("after"))) for each in spacings if each is not None)
    return next((each for each in after if each is not None), 0)
