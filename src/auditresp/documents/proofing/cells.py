"""Blocks and the cells of tables: what a loop repeats must be whole cells or whole rows."""

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from auditresp.documents.ooxml import w
from auditresp.documents.proofing.sheets import Sheet
from auditresp.documents.template.balance import blocks_in
from auditresp.documents.template.tags import Level
from auditresp.language import _
from auditresp.problems import Problem

WITHOUT_LEVEL = (None, Level.RUN)


def blocks_over_cells(sheet: Sheet) -> Iterator[Problem]:
    """Blocks that begin in the words of one cell and end in those of another: the words between change their cells."""
    for block in blocks_in(sheet.part):
        for begin, end in pairwise(block.marks):
            first, second = sheet.part.standing(begin).tag, sheet.part.standing(end).tag
            if first.level in WITHOUT_LEVEL and second.level in WITHOUT_LEVEL and are_apart(begin, end):
                message = _(
                    "{begin} and {end} stand in different cells, so what is between them moves into other cells; "
                    "give both tr in rows of their own to repeat rows, or tc in cells of their own to repeat cells"
                )
                said = message.format(begin=first.source, end=second.source)
                yield Problem(sheet.part.standing(begin).place, "torn-block", said)


def are_apart(begin: etree._Element, end: etree._Element) -> bool:
    """Whether two tags stand in two cells of the same table."""
    first, second = next(begin.iterancestors(w("tc")), None), next(end.iterancestors(w("tc")), None)
    return first is not None and second is not None and first is not second and first not in second.iterancestors()
