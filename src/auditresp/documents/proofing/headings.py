"""Headings in order, whichever way a template's choices go."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from auditresp.documents.proofing.sheets import Sheet
from auditresp.documents.template.compiling.part import is_mark
from auditresp.documents.template.slots import Standing
from auditresp.documents.template.tags import meant
from auditresp.documents.word.ooxml import w
from auditresp.documents.word.spots import words_of
from auditresp.language import _
from auditresp.problems import Level, Problem


@dataclass
class Branch:
    """A block that is open: which heading may have come before it, and at the end of each of its ways."""

    before: set[int]
    ends: set[int] = field(default_factory=set)
    is_loop: bool = False
    has_else: bool = False


def headings_out_of_order(sheet: Sheet) -> Iterator[Problem]:
    """Headings that will skip a level whichever way the template's choices go."""
    above: set[int] = {0}
    branches: list[Branch] = []
    for node in sheet.part.root.iter():
        if is_mark(node):
            above = after_tag(sheet.part.standing(node), branches, above)
        elif node.tag == w("p") and node in sheet.originals and (level := sheet.level(node)) and sheet.says_something(node):
            if all(level > each + 1 for each in above) and next(node.iterancestors(w("txbxContent")), None) is None:
                quoted = words_of(sheet.originals[node])
                yield Problem(sheet.place(node, quoted), "heading-order", skipped(max(above), level), Level.WARNING)
            above = {level}


def after_tag(standing: Standing, branches: list[Branch], above: set[int]) -> set[int]:
    """The levels that the last heading may have after a tag."""
    keyword = meant(standing.tag).keyword
    if keyword in ("if", "for", "macro"):
        branches.append(Branch(above, is_loop=keyword != "if"))
        return above
    if not branches:
        return above
    branch = branches[-1]
    if keyword in ("elif", "else"):
        branch.ends |= above
        branch.has_else |= keyword == "else"
        return branch.before
    if keyword in ("endif", "endfor", "endmacro"):
        branches.pop()
        ends = above | branch.ends
        return ends if branch.has_else and not branch.is_loop else ends | branch.before
    return above


def skipped(above: int, level: int) -> str:
    """That levels are missing between two headings."""
    if not above:
        message = _("the first heading is a Heading {level}; begin with Heading 1, and change how that style looks if it is too large")
        return message.format(level=level)
    message = _(
        "a Heading {level} comes below a Heading {above}; choose Heading {next}, and change how that style looks if it is too large"
    )
    return message.format(level=level, above=above, next=above + 1)
