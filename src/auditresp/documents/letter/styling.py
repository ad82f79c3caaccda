"""The letter's style for everything that the words of a standard template want one for; what it lacks is added to match it."""

from collections.abc import Mapping

from auditresp.documents.letter.reading import PATHS, Letter
from auditresp.documents.letter.roles import HEADINGS
from auditresp.documents.letter.sheet import LISTS, LOOK, TABLES
from auditresp.documents.prose.setting import CELL_STYLES
from auditresp.documents.word import properties, style_definitions
from auditresp.documents.word.additions import Additions
from auditresp.documents.word.lists import list_level
from auditresp.documents.word.ooxml import fragment, number, value, w
from auditresp.documents.word.styles import Style, Styles

IN_CELLS = '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/>'
OF_ITS_OWN_LETTERS = ("w:rFonts", "w:color")
"""Where a style is taken over from our templates, the municipality's own fonts and colours are to show."""
SMALLEST = 16
"""The size of letters, in half points, below which nobody reads."""
TAGS = "Mallkod"
"""The style of paragraphs that hold only a tag. They go when the template is filled, so it keeps its colour and size."""


class Styling:
    """The styles of a letter whose style sheet is in order, by what a standard template calls them."""

    def __init__(self, letter: Letter, standard: Letter, body: str | None, *, shifted: bool) -> None:
        """`body` is the id of the style of running text; `shifted` says that headings begin at level 2, below a title of level 1."""
        self.letter = letter
        self.standard = standard
        self._body = body
        self._shifted = shifted
        self._additions = Additions(letter.stock)
        self._ids: dict[str, str | None] = {}

    def paragraph(self, name: str) -> str | None:
        """The id of the style of paragraphs that does in the letter what the one of that name does in the standard template."""
        if name not in self._ids:
            self._ids[name] = self._own(name)
        return self._ids[name]

    @property
    def used(self) -> set[str | None]:
        """The ids of the styles asked for so far."""
        return set(self._ids.values())

    def _own(self, name: str) -> str | None:
        if name == "Normal":
            return self._body
        if name == "Title" and self._shifted:
            return self._additions.heading(1)
        if name in HEADINGS:
            return self._additions.heading(HEADINGS.index(name) + 1 + self._shifted)
        if name in LISTS:
            return list_level(*LISTS[name], self._additions, self._body).style
        return self._additions.quote(self._body) if name == "Quote" else self._added("paragraph", name)

    def _added(self, kind: str, name: str) -> str:
        """The id of the letter's style of that name; where it has none, of the standard template's made to match the letter."""
        model = self.standard.styles.by_name[kind, name.lower()]
        return self._additions.style(name, kind, lambda style_id: self._adapted(model, style_id))

    def _adapted(self, style: Style, style_id: str) -> str:
        """A style of the standard template in the letter's fonts and colours, and in proportion to its running text."""
        look = look_of(self.standard, style)
        run = properties.element(f"<w:x>{look}</w:x>", "w:rPr")
        if run and style.name != TAGS:
            look = look.replace(run, self._in_proportion(properties.without(run, *OF_ITS_OWN_LETTERS)), 1)
        if style.kind == "table":
            look = look.replace(f'w:color="{accent(self.standard)}"', f'w:color="{accent(self.letter)}"')
        return style_definitions.style(style.kind, style_id, style.name, self._base_of(style), look)

    def _base_of(self, style: Style) -> str | None:
        """The id of the letter's style that is to the letter what the style's base is to the standard template."""
        base = self.standard.styles.by_id.get(style.based_on or "")
        return self.paragraph(base.name) if base and style.kind == "paragraph" else self.letter.styles.defaults.get(style.kind)

    def _in_proportion(self, run: str) -> str:
        """The `w:rPr` with its size in proportion to the letter's running text."""
        size = number(properties.value(run, "w:sz")) if run else None
        if size is None:
            return run
        own = max(round(size * self.letter.size / self.standard.size), SMALLEST)
        return properties.run(run, f'<w:sz w:val="{own}"/>', f'<w:szCs w:val="{own}"/>')

    def table(self, name: str) -> tuple[str, bool]:
        """The id of the style for tables, and whether it sets off the first row itself.

        It is that of the letter's tables or one that the municipality has made, else the standard template's of that name.
        """
        own = used_for_tables(self.letter)
        if own is not None:
            return own.id, any(style.heads for style in self.letter.styles.lineage(own.id))
        return self._added("table", name), self.standard.styles.by_name["table", name.lower()].heads

    def _as_the_others(self, style_id: str) -> str:
        """`Table Grid` looking as the other tables: what is filled in has tables of that style."""
        own = used_for_tables(self.letter)
        if own is not None:
            return style_definitions.style("table", style_id, TABLES, own.based_on, look_of(self.letter, own))
        model = next(style for style in self.standard.styles.styles if style.kind == "table" and shows(self.standard.styles, style))
        return self._adapted(model, style_id).replace(model.name, TABLES, 1)

    def cell(self, *, heads: bool) -> str:
        """The id of the style of paragraphs in cells, or of those that head a table whose own style does not set them off."""
        named = next((style for name in CELL_STYLES if (style := self.letter.styles.named(name))), None)
        plain = named.id if named else self._additions.style("Tabelltext", "paragraph", self._tight)
        return self._additions.style("Tabellhuvud", "paragraph", lambda new: bold(new, plain)) if heads else plain

    def _tight(self, style_id: str) -> str:
        """`Tabelltext`: as the running text, a little smaller and closer."""
        size = max(self.letter.size - 2, SMALLEST)
        run = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        return style_definitions.paragraph_style(style_id, "Tabelltext", self._body, IN_CELLS, run)

    def finished(self) -> Mapping[str, bytes]:
        """The package's parts with all styles, those included that only what is filled in may want."""
        for name in (*HEADINGS[: 4 - self._shifted], *LISTS, "Quote"):
            self.paragraph(name)
        self._additions.hyperlink()
        self._additions.style(TABLES, "table", self._as_the_others)
        return {**self.letter.package.parts, **self._additions.parts()}


def accent(letter: Letter) -> str:
    """The colour of a letter's headings, as Word writes it."""
    heading = letter.styles.named(HEADINGS[0])
    elements = (letter.style_elements[style.id] for style in letter.styles.lineage(heading.id if heading else None))
    return next((colour for each in elements if (colour := value(each, "w:rPr/w:color"))), "auto")


def look_of(letter: Letter, style: Style) -> str:
    """What of a style says how it looks."""
    whole = fragment(letter.style_elements[style.id], letter.style_sheet)
    return "".join(xml for name, xml in properties.children(whole) if name.removeprefix("w:") in LOOK)


def used_for_tables(letter: Letter) -> Style | None:
    """The letter's style for tables in which cells can be seen: one that it uses for more than its letterhead, or one of its own making."""
    large = [each for each in letter.body.iterfind("w:tbl", PATHS) if len(each.findall("w:tr", PATHS)) > 3]
    used = {value(each, "w:tblPr/w:tblStyle") for each in large}
    styles = [style for style in letter.styles.styles if style.kind == "table" and shows(letter.styles, style)]
    own = [style for style in styles if letter.style_elements[style.id].get(w("customStyle")) in ("1", "true", "on")]
    return next(iter([style for style in styles if style.id in used] or own), None)


def shows(styles: Styles, style: Style) -> bool:
    """Whether a table's cells can be seen in that style."""
    return any(each.bordered or each.heads for each in styles.lineage(style.id))


def bold(style_id: str, based_on: str) -> str:
    """`Tabellhuvud`: bold, and kept with the row below."""
    return style_definitions.paragraph_style(style_id, "Tabellhuvud", based_on, "<w:keepNext/>", "<w:b/><w:bCs/>")
