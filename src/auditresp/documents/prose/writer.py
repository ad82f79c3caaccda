"""Paragraphs, headings, lists, quotes and tables, written one after another as the text's events come."""

from typing import Any

from auditresp.documents.prose.inline import BOLD, Inline
from auditresp.documents.prose.setting import APART, Item, Setting
from auditresp.documents.prose.tables import Table
from auditresp.documents.word import properties
from auditresp.documents.word.lists import Kind, ListLevel, list_level

FIRST_HEADING = 3
"""`###` is the first heading of a text; `#` and `##` are too, for a text stands under the template's headings."""
LOWEST_HEADING = 9
AFTER_TABLE, AFTER_RULE = 120, 240
"""Space above what follows, in twentieths of a point."""
CLOSE = '<w:spacing w:after="0"/>'


class List:
    """A list that is being written."""

    def __init__(self, level: ListLevel, item: Item, number: int | None) -> None:
        self.level = level
        self.item = item
        """How its items are written."""
        self.number = number
        """Of the item at hand; nothing where there are bullets."""


class Quote:
    """A quotation that is being written."""

    def __init__(self, properties: str) -> None:
        self.properties = properties


class Paragraph:
    """A paragraph that is written, but for what the next one may change."""

    __slots__ = ("closes_up", "properties", "runs")

    def __init__(self, properties: str, runs: str, *, closes_up: bool = False) -> None:
        self.properties = properties
        self.runs = runs
        self.closes_up = closes_up
        """Whether it is an item that closes up to the next."""

    def is_styled_as(self, other: "Paragraph") -> bool:
        """Whether both have one style. Word closes up paragraphs of one style only, so lists in lists need more."""
        if self.properties == other.properties:
            return True
        return properties.value(self.properties, "w:pStyle") == properties.value(other.properties, "w:pStyle")

    def xml(self) -> str:
        """The `w:p`."""
        return f"<w:p>{self.properties}{self.runs}</w:p>"


class Writer:
    """Gathers the elements of one text."""

    def __init__(self, setting: Setting, run: str, part: str, under: int) -> None:
        """The arguments of `blocks`, with what the paragraph with the tag says as its setting."""
        self.under = under
        self.setting = setting
        self.run = run
        self.additions = setting.additions
        self.part = part
        self.written: list[Paragraph | str] = []
        self.within: list[List | Item | Quote] = [*self.setting.outermost()]
        self.inline: Inline | None = None
        self.heading = 0
        self.loose = False
        self.outline: list[int] = []
        self.table: Table | None = None
        self.space = 0

    def xml(self) -> str:
        """All elements."""
        return "".join([each if isinstance(each, str) else each.xml() for each in self.written])

    def take(self, name: str, detail: Any) -> None:
        """Write the next step of the text."""
        if self.table and name != "EndTable":
            self.table.take(name, detail)
            return
        match name:
            case "Words":
                self.feed(name, detail)
            case "StartParagraph":
                self.begin(loose=True)
            case "EndParagraph" | "EndHtmlBlock" | "EndCodeBlock" | "EndHeading":
                self.end()
            case "StartItem":
                self.begin_item()
            case "EndItem" | "EndList" | "EndBlockQuote":
                self.end()
                self.mark_item()
                self.leave()
            case "StartHtmlBlock" | "StartCodeBlock":
                self.begin()
            case "StartHeading":
                self.begin(heading=int(detail["level"].removeprefix("H")))
            case "StartList":
                self.begin_list(detail)
            case "StartBlockQuote":
                self.end()
                self.within.append(Quote(self.setting.quoted(self.item)))
            case "StartTable":
                self.end()
                self.mark_item()
                self.table = Table(detail, self.run, self.additions, self.part)
            case "EndTable":
                self.end_table()
            case "Rule":
                self.end()
                self.space = AFTER_RULE
            case _:
                self.feed(name, detail)

    @property
    def innermost(self) -> List | Item | Quote | None:
        """What the paragraph at hand stands in, if anything."""
        return self.within[-1] if self.within else None

    @property
    def item(self) -> Item | None:
        """The item that the paragraph at hand stands in, if any."""
        return next((each for each in reversed(self.within) if isinstance(each, Item)), None)

    def begin(self, *, loose: bool = False, heading: int = 0) -> None:
        """A paragraph. `loose` if blank lines set it apart, `heading` the number of its `#`."""
        self.end()
        self.loose, self.heading = loose, heading
        run = self.run if not heading else properties.run(self.run, BOLD) if self.within else ""
        self.inline = Inline(run, self.additions, self.part, strong=not heading)

    def feed(self, name: str, detail: Any) -> None:
        """Words. In a list without blank lines an item's words come without a paragraph around them."""
        if self.inline is None:
            self.begin()
        if self.inline is not None:
            self.inline.feed(name, detail)

    def end(self) -> None:
        """The paragraph at hand, if there is one, is complete."""
        runs, self.inline = self.inline.finish() if self.inline else "", None
        if runs:
            self.write(self.paragraph(runs))

    def paragraph(self, runs: str) -> Paragraph:
        """A paragraph that looks as its place demands."""
        around = self.innermost
        if around is None or isinstance(around, List):
            return Paragraph(self.next_heading() if self.heading else self.setting.plain, runs)
        if isinstance(around, Quote):
            return Paragraph(around.properties, runs)
        if around.is_marked:
            return Paragraph(around.further, runs)
        around.is_marked = True
        apart = self.loose and around.closes_up and len(self.within) > 1
        return Paragraph(
            properties.paragraph(around.first, APART) if apart else around.first, runs, closes_up=around.closes_up and not apart
        )

    def next_heading(self) -> str:
        """The `w:pPr` of the heading at hand. Levels that the text leaves out are closed up, so that the outline has no gap."""
        rank = max(self.heading, FIRST_HEADING)
        self.outline = [*(each for each in self.outline if each < rank), rank]
        level = min(self.under + len(self.outline), LOWEST_HEADING)
        return f'<w:pPr><w:pStyle w:val="{self.additions.heading(level)}"/></w:pPr>'

    def write(self, paragraph: Paragraph) -> None:
        """Set a paragraph below what is written, with the space between them that belongs there."""
        if self.space and not self.heading:
            paragraph.properties = self.spaced(paragraph.properties)
        self.space = 0
        above = self.written[-1] if self.written else None
        if isinstance(above, Paragraph) and above.closes_up and paragraph.closes_up and not above.is_styled_as(paragraph):
            above.properties = properties.paragraph(above.properties, CLOSE)
        self.written.append(paragraph)

    def spaced(self, paragraph: str) -> str:
        """The properties, with at least the space above that is due."""
        styles = self.additions.stock.styles
        style = properties.value(paragraph, "w:pStyle") or styles.defaults.get("paragraph")
        enough = styles.space_before(style) >= self.space
        return paragraph if enough else properties.paragraph(paragraph, f'<w:spacing w:before="{self.space}"/>')

    def begin_list(self, start: int | None) -> None:
        """A list: with numbers from `start`, or with bullets."""
        self.end()
        self.mark_item()
        depth = 1 + (self.item.depth if self.item else 0)
        level = list_level(Kind.BULLET if start is None else Kind.NUMBER, depth, self.additions, self.setting.based_on)
        item = self.setting.item(level, depth, start, self.outer_numbers(level))
        self.within.append(List(level, item, None if start is None else start - 1))

    def outer_numbers(self, level: ListLevel) -> dict[int, int]:
        """The numbers that the lists around have come to, for a template that prints them too (`2.1`)."""
        outer = (each for each in self.within if isinstance(each, List) and each.number is not None)
        return {each.level.level: each.number for each in outer if each.number is not None and each.level.num_id == level.num_id}

    def begin_item(self) -> None:
        """An item of the list at hand."""
        if isinstance(around := self.innermost, List):
            if around.number is not None:
                around.number += 1
            self.within.append(around.item.another())

    def mark_item(self) -> None:
        """An item that does not begin with words still has its bullet or number."""
        if isinstance(around := self.innermost, Item) and not around.is_marked:
            self.loose, self.heading = False, 0
            self.write(self.paragraph(""))

    def leave(self) -> None:
        """The list, item or quotation at hand is complete."""
        self.within.pop()
        above = self.written[-1] if self.written else None
        if not self.within and isinstance(above, Paragraph):
            above.closes_up = False

    def end_table(self) -> None:
        """The table at hand is complete. Between two tables stands a paragraph, or Word would make them one."""
        if self.table is None:
            return
        if self.written and isinstance(self.written[-1], str):
            self.write(Paragraph(properties.paragraph(self.setting.plain, CLOSE), ""))
        left = self.item.left if self.item else self.setting.left
        self.written.append(self.table.xml(self.setting.in_cells(), left, self.setting.size))
        self.table, self.space = None, AFTER_TABLE
