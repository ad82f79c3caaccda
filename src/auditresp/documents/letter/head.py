"""What of a letter's first page is its head, and where its words begin."""

import re
from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from auditresp.documents.letter.reading import LONG, PATHS, Letter, element_of, is_empty, words_of
from auditresp.documents.letter.tagging import AUDITORS, DATE, NUMBER_LABEL
from auditresp.documents.template.compiling.paragraphs import parent_of
from auditresp.documents.word import properties
from auditresp.documents.word.ooxml import fragment, w

LINE = 12
"""The height of a line for each half point of its letters, in twentieths of a point."""
FARTHEST = 30
"""No letter's head has more blocks."""
OF_A_HEAD = re.compile(rf"{DATE}|{NUMBER_LABEL}|Till:?$|Handläggare|\b\d{{3}} \d{{2}} ", re.IGNORECASE)
SECTIONS = "beslut|sammanfattning|bakgrund|inledning|ärendet|ärendebeskrivning|beslutsunderlag|svar|bedömning"
SECTION = re.compile(rf"förslag till (?:beslut|yttrande)|{SECTIONS}", re.IGNORECASE)
"""What the parts of letters are called."""
MARKERS = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd")


def title_of(letter: Letter) -> etree._Element | None:
    """The paragraph that says what the letter is about: the first heading, or what looks like one below date and addressee."""
    first = [each for each in letter.blocks[:FARTHEST] if each.tag == w("p") and words_of(each)]
    heading = next((place for place, each in enumerate(first) if letter.is_heading(each)), None)
    if heading is not None and not is_section(letter, first[heading]):
        return first[heading]
    prose = next((place for place, each in enumerate(first) if letter.is_prose(each)), len(first))
    end = prose + 1 if heading is None else heading
    known = [place for place, each in enumerate(first[:end]) if is_of_a_head(words_of(each))]
    by_hand = next((each for each in first[max(known, default=-1) + 1 : end] if letter.stands_out(each)), None)
    return first[heading] if by_hand is None and heading is not None else by_hand


def is_section(letter: Letter, heading: etree._Element) -> bool:
    """Whether a heading heads a part of the letter rather than all of it: by its words, or as it is below the first level."""
    return bool(SECTION.fullmatch(words_of(heading))) or (letter.level_of(heading) or 1) > 1


def is_of_a_head(said: str) -> bool:
    """Whether that is a line as letters have above their title."""
    return len(said) < LONG and bool(OF_A_HEAD.search(said) or AUDITORS.fullmatch(said))


def head_of(letter: Letter, title: etree._Element | None) -> list[etree._Element]:
    """The blocks above the letter's title; where it has none, those above its running text."""
    end = next((place for place, each in enumerate(letter.blocks) if each is title), None)
    if end is None:
        words_begin = (place for place, each in enumerate(letter.blocks) if each.tag == w("p") and is_words(letter, each))
        end = min(next(words_begin, len(letter.blocks)), FARTHEST)
    head = letter.blocks[:end]
    return [] if all(map(is_empty, head)) else list(without_empty_lines(head, letter.size))


def without_empty_lines(head: list[etree._Element], size: int) -> Iterator[etree._Element]:
    """The blocks with one empty paragraph where there were several, as high as they were: a screen reader says each."""
    for empty, stretch in groupby(head, key=is_empty):
        blocks = list(stretch)
        if empty and len(blocks) > 1:
            give_height(blocks[0], (len(blocks) - 1) * size * LINE)
        yield from blocks[:1] if empty else blocks


def give_height(paragraph: etree._Element, height: int) -> None:
    """Let there be so much space above a paragraph, in twentieths of a point."""
    said = paragraph.find("w:pPr", PATHS)
    old = "" if said is None else fragment(said, said.getroottree().getroot())
    if said is not None:
        paragraph.remove(said)
    paragraph.insert(0, element_of(properties.paragraph(old, f'<w:spacing w:before="{height}"/>')))


def is_words(letter: Letter, paragraph: etree._Element) -> bool:
    """Whether a paragraph is of the letter's text: prose, or an item of a list."""
    return bool(words_of(paragraph)) and (letter.is_prose(paragraph) or letter.is_listed(paragraph))


def freed(head: list[etree._Element]) -> None:
    """Take out of the head what belonged together with what goes: bookmarks, comments, section breaks."""
    for block in head:
        for marker in [*block.iter(*map(w, MARKERS))]:
            parent_of(marker).remove(marker)
        for each in [*block.iter(w("commentReference"), w("footnoteReference"), w("endnoteReference"))]:
            run = parent_of(each)
            parent_of(run).remove(run)
        for section in [*block.iterfind(".//w:pPr/w:sectPr", PATHS)]:
            parent_of(section).remove(section)


def section_of(letter: Letter) -> etree._Element | None:
    """The letter's first section: its first page is the letterhead. What follows has the same page and margins."""
    section = letter.body.find(".//w:sectPr", PATHS)
    if section is not None:
        for each in section.findall("w:type", PATHS):
            section.remove(each)
    return section
