"""Where blocks begin and end: alike, and not in two cells of a table."""

from collections.abc import Collection, Iterator
from itertools import pairwise

from lxml import etree

from auditresp.documents.proofing.sheets import Sheet
from auditresp.documents.template.compiling.balance import blocks_in
from auditresp.documents.template.tags import Level as TagLevel
from auditresp.documents.word.ooxml import w
from auditresp.language import _
from auditresp.problems import Level, Place, Problem

AMONG_WORDS = (None, TagLevel.RUN)


def uneven_blocks(sheet: Sheet, wrong: Collection[Place]) -> Iterator[Problem]:
    """What the compiler mends or lets pass in a part's blocks, although it is hardly meant so.

    Nothing is said of blocks with a tag in one of the places that are known to be wrong.
    """
    for block in blocks_in(sheet.part):
        if any(sheet.part.standing(mark).place in wrong for mark in block.marks):
            continue
        first = sheet.part.standing(block.marks[0])
        for mark in block.marks[1:]:
            standing = sheet.part.standing(mark)
            if differ(first.tag.level, standing.tag.level):
                message = _("{begin} and {end} belong together, and only one of them says {level}; write it in both")
                level = first.tag.level or standing.tag.level
                said = message.format(begin=first.tag.source, end=standing.tag.source, level=level)
                yield Problem(standing.place, "uneven-block", said, Level.WARNING)
        for begin, end in pairwise(block.marks):
            yield from over_cells(sheet, begin, end)


def differ(first: TagLevel | None, second: TagLevel | None) -> bool:
    """Whether two tags stand for different things; both kinds of tag among words are alike."""
    return first is not second and not (first in AMONG_WORDS and second in AMONG_WORDS)


def over_cells(sheet: Sheet, begin: etree._Element, end: etree._Element) -> Iterator[Problem]:
    """A block that begins in the words of one cell and ends in those of another: the words between change their cells."""
    first, second = sheet.part.standing(begin), sheet.part.standing(end)
    if first.tag.level in AMONG_WORDS and second.tag.level in AMONG_WORDS and are_apart(begin, end):
        message = _(
            "{begin} and {end} stand in different cells, so what is between them moves into other cells; "
            "give both tr in rows of their own to repeat rows, or tc in cells of their own to repeat cells"
        )
        yield Problem(first.place, "torn-block", message.format(begin=first.tag.source, end=second.tag.source))


def are_apart(begin: etree._Element, end: etree._Element) -> bool:
    """Whether two tags stand in two cells of the same table."""
    first, second = next(begin.iterancestors(w("tc")), None), next(end.iterancestors(w("tc")), None)
    return first is not None and second is not None and first is not second and first not in second.iterancestors()
