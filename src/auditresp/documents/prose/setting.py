"""Where a text stands: what the paragraph with the tag says about the paragraphs that come in its place."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Self

from auditresp.documents.word import properties
from auditresp.documents.word.additions import Additions
from auditresp.documents.word.lists import DEEPEST_NAMED, Kind, ListLevel, numbered_by, style_name
from auditresp.documents.word.ooxml import number
from auditresp.documents.word.style_definitions import QUOTE_INDENT

LISTED = re.compile(rf"(?:{Kind.BULLET}|{Kind.NUMBER})(?: (\d))?", re.IGNORECASE)
UNNUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
CONTINUED = "List Continue"
CELL_STYLES = ("Table Text", "Tabelltext", "Table Contents")
TIGHT = '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/>'
APART = '<w:contextualSpacing w:val="0"/>'
NO_LISTS: Mapping[int, int] = {}
ONCE = ("w:sectPr", "w:pPrChange")
"""They belong to the one paragraph of the template, not to each that comes in its place."""


class Item:
    """An item of a list that is being written."""

    def __init__(self, first: str, further: str, depth: int, left: int, *, closes_up: bool) -> None:
        self.first = first
        """The `w:pPr` of its first paragraph, with the bullet or number."""
        self.further = further
        """The `w:pPr` of its other paragraphs."""
        self.depth = depth
        self.left = left
        """Where its text begins, in twentieths of a point."""
        self.closes_up = closes_up
        """Whether there is no space between items of its style."""
        self.is_marked = False
        """Whether its first paragraph is written."""

    def another(self) -> "Item":
        """The next item of the same list."""
        return Item(self.first, self.further, self.depth, self.left, closes_up=self.closes_up)


class Setting:
    """The paragraph with the tag, as the text's own paragraphs need to know it."""

    def __init__(self, plain: str, based_on: str | None, left: int, depth: int, additions: Additions) -> None:
        self.plain = plain
        """The `w:pPr` of a plain paragraph."""
        self.based_on = based_on
        """The id of the style that added styles for lists and quotes are based on, so that they look like the text around them."""
        self.left = left
        """Where the text begins, in twentieths of a point."""
        self.depth = depth
        """Where the paragraph is an item of a list itself, at which depth; else 0."""
        self.additions = additions
        self.openings: dict[tuple[str, bool, bool], str] = {}
        """What stands before words, by the `w:rPr` of plain ones and whether they are bold and in italics."""

    @classmethod
    @lru_cache(maxsize=16)  # in a loop it is the same for every text: a twentieth of the time of a document
    def read(cls, paragraph: str, additions: Additions) -> Self:
        """From the `w:pPr` of the paragraph, or nothing."""
        styles = additions.stock.styles
        default = styles.defaults.get("paragraph")
        plain = properties.without(paragraph, *ONCE)
        style_id = properties.value(plain, "w:pStyle") or default
        own_left = number(properties.attribute(properties.element(plain, "w:ind"), "w:left"))
        if styles.is_heading(style_id):
            return cls(plain, default, own_left or 0, 0, additions)
        depth, left = place_in_list(style_id, plain, additions)
        return cls(plain, default if depth else style_id, left if own_left is None else own_left, depth, additions)

    @property
    def size(self) -> int:
        """Of the text, in half points."""
        return self.additions.stock.styles.size_of(self.based_on)

    def outermost(self) -> list[Item]:
        """The item that the whole text is, where the paragraph with the tag is one."""
        if not self.depth:
            return []
        closes_up = self.additions.stock.styles.is_contextual(properties.value(self.plain, "w:pStyle"))
        return [Item(self.plain, properties.paragraph(self.moved_in(self.left), APART), self.depth, self.left, closes_up=closes_up)]

    def item(self, level: ListLevel, depth: int, start: int | None, outer: Mapping[int, int]) -> Item:
        """An item of a list that begins now; the arguments are those of `listed`."""
        first = self.listed(level, start, outer)
        return Item(first, self.continued(depth, level.left), depth, level.left, closes_up=level.contextual)

    def listed(self, level: ListLevel, start: int | None, outer: Mapping[int, int] = NO_LISTS) -> str:
        """The `w:pPr` of the items of a list that begins now: with numbers from `start`, or with bullets.

        `outer` are the numbers that the lists around have come to, by their levels.
        """
        look, num_id = f'<w:pStyle w:val="{level.style}"/>', level.num_id
        if start is not None:
            num_id = self.additions.restart(num_id, {**outer, level.level: start})
        elif level.by_style:
            return f"<w:pPr>{look}</w:pPr>"
        return f'<w:pPr>{look}<w:numPr><w:ilvl w:val="{level.level}"/><w:numId w:val="{num_id}"/></w:numPr>{level.indent}</w:pPr>'

    def continued(self, depth: int, left: int) -> str:
        """The `w:pPr` of an item's further paragraphs: in `List Continue` where the template has it, else as plain ones."""
        styles = self.additions.stock.styles
        own = styles.named(style_name(CONTINUED, min(depth, DEEPEST_NAMED)))
        if own is None:
            return self.moved_in(left)
        indent = "" if styles.left_of(own.id) == left else indented(left)
        return f'<w:pPr><w:pStyle w:val="{own.id}"/>{indent}</w:pPr>'

    def moved_in(self, left: int) -> str:
        """The `w:pPr` of a plain paragraph whose lines begin there, without a bullet or number."""
        return properties.paragraph(self.plain, indented(left), *([UNNUMBERED] if self.depth else []))

    def quoted(self, item: Item | None) -> str:
        """The `w:pPr` of a quotation, which may stand in an item."""
        style = self.additions.quote(self.based_on)
        own = self.additions.stock.styles.named("Quote")
        further = self.additions.stock.styles.left_of(own.id) if own else QUOTE_INDENT
        return f'<w:pPr><w:pStyle w:val="{style}"/>{indented(item.left + further) if item else ""}</w:pPr>'

    def in_cells(self) -> str:
        """The `w:pPr` of paragraphs in a table's cells: the template's style for them, else the text's own with less space."""
        named = (self.additions.stock.styles.named(name) for name in CELL_STYLES)
        if own := next(filter(None, named), None):
            return f'<w:pPr><w:pStyle w:val="{own.id}"/></w:pPr>'
        return f'<w:pPr><w:pStyle w:val="{self.based_on}"/>{TIGHT}</w:pPr>' if self.based_on else f"<w:pPr>{TIGHT}</w:pPr>"


def indented(left: int) -> str:
    """An indent of all lines."""
    return f'<w:ind w:left="{left}" w:firstLine="0"/>'


def place_in_list(style_id: str | None, paragraph: str, additions: Additions) -> tuple[int, int]:
    """At which depth a paragraph is an item of a list, by its own `w:numPr` or by its style, and where its text begins.

    The depth is 0 where it is none.
    """
    styles = additions.stock.styles
    style = styles.by_id.get(style_id or "")
    if direct := properties.element(paragraph, "w:numPr"):
        definition = additions.definition(number(properties.value(direct, "w:numId")) or 0)
        level = number(properties.value(direct, "w:ilvl")) or 0
        item = (level, definition.levels[level].left) if definition and level in definition.levels else None
    else:
        numbered = numbered_by(style, additions) if style else None
        item = (numbered.level, numbered.left) if numbered else None
    if item is None:
        return 0, styles.left_of(style_id)
    named = LISTED.fullmatch(style.name) if style else None
    return int(named[1] or 1) if named else item[0] + 1, item[1]
