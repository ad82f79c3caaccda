"""A letter's style sheet put in order: its styles under the names that Word and this program look for, and fit to be used."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from auditresp.documents.letter import roles
from auditresp.documents.letter.accessible import speak_swedish
from auditresp.documents.letter.looks import NO_LOOK, joined, look_of
from auditresp.documents.letter.reading import PATHS, Letter, element_of, give_style, tree, words_of
from auditresp.documents.letter.roles import HEADINGS, Wanted
from auditresp.documents.template.compiling.paragraphs import parent_of
from auditresp.documents.word import properties, style_definitions
from auditresp.documents.word.additions import Stock
from auditresp.documents.word.lists import Kind, style_name
from auditresp.documents.word.ooxml import fragment, w
from auditresp.documents.word.package import Package
from auditresp.documents.word.styles import Style, Styles
from auditresp.language import _

OF_A_HEADING, OF_A_TITLE = '<w:spacing w:before="240" w:after="60"/>', '<w:spacing w:after="160"/>'
"""What is made by hand is kept apart by empty paragraphs; a style says it."""
OF_THE_HEAD = "Brevuppgift"
"""The style of lines above the title that were formatted by hand."""
LISTS = {style_name(kind, depth): (kind, depth) for kind in Kind for depth in (1, 2)}
TABLES = "Table Grid"
"""The style that tables have which come with what is filled in."""
LOOK = ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr")
"""What of a style says how it looks, in the order that Word demands."""


@dataclass
class Sheet:
    """The style sheet while it is put in order."""

    letter: Letter
    body: str | None = None
    """The id of the style of running text."""
    made: set[str] = field(default_factory=set)
    """The names of the styles that were made from what the letter has."""
    done: list[str] = field(default_factory=list)

    @classmethod
    def in_order(cls, letter: Letter, title: etree._Element | None, head: Iterable[etree._Element]) -> "Sheet":
        """The style sheet of a letter with that title, and that head above it, put in order. It is changed in the letter."""
        sheet = cls(letter)
        for name in roles.give_words_own_names(letter):
            sheet.done.append(_("style «{name}»: has Word's own name for such a style now, so that it is found").format(name=name))
        speak_swedish(letter.style_sheet)
        sheet.reread()
        for wanted in list(roles.wanted_styles(sheet.letter, title)):
            sheet.define(wanted)
        sheet.body, look = roles.body_style(sheet.letter)
        if look != NO_LOOK:
            sheet.body = sheet.define(Wanted("Body Text", sheet.body, look, _("the running text")))
        sheet.style_head(head)
        sheet.reread()
        if letter.prose:
            sheet.retire(sheet.unfit())
        return sheet

    def define(self, wanted: Wanted) -> str:
        """Give the letter a style of that name, or make the one it has and does not use look so; its id."""
        existing = self.letter.styles.named(wanted.name)
        style_id = existing.id if existing else free_id(self.letter.styles, wanted.name)
        paragraph, default = paragraph_look(wanted), self.letter.styles.defaults.get("paragraph")
        if existing and existing.id == wanted.based_on:
            self.adjust(self.letter.style_elements[style_id], paragraph, wanted.look.run)
        else:
            following = None if wanted.name in LISTS else default
            look = (style_id, wanted.name, wanted.based_on, paragraph, wanted.look.run, following)
            self.put(style_id, style_definitions.paragraph_style(*look))
        self.made.add(wanted.name)
        self.done.append(_("style «{name}»: made from «{model}»").format(name=wanted.name, model=wanted.model))
        return style_id

    def style_head(self, head: Iterable[etree._Element]) -> None:
        """Let styles say what the lines of the letter's head say by hand of their letters."""
        made: dict[tuple[str | None, str], str] = {}
        for paragraph in [each for each in head if each.tag == w("p") and words_of(each)]:
            style, look = self.letter.style_of(paragraph), look_of(self.letter, [paragraph]).run
            based_on = style.id if style else None
            if not look:
                continue
            if (based_on, look) not in made:
                name = f"{OF_THE_HEAD} {len(made) + 1}" if made else OF_THE_HEAD
                made[based_on, look] = style_id = free_id(self.letter.styles, name)
                self.put(style_id, style_definitions.paragraph_style(style_id, name, based_on, "", look))
            give_style(paragraph, made[based_on, look])
            leave_to_style(paragraph, look, self.letter)

    def adjust(self, style: etree._Element, paragraph: str, run: str) -> None:
        """Let a style say this besides what it says."""
        for name, more, merged in (("pPr", paragraph, properties.paragraph), ("rPr", run, properties.run)):
            old = style.find(f"w:{name}", PATHS)
            said = "" if old is None else fragment(old, self.letter.style_sheet)
            if xml := merged(said, *(each for _name, each in properties.children(f"<w:x>{more}</w:x>"))):
                set_look(style, element_of(xml))

    def put(self, style_id: str, xml: str) -> None:
        """Let a style be this, instead of what it was or besides the others."""
        existing = self.letter.style_elements.get(style_id)
        if existing is None:
            self.letter.style_sheet.append(element_of(xml))
        else:
            self.letter.style_sheet.replace(existing, element_of(xml))

    def unfit(self) -> Iterator[Style]:
        """Word's own styles that the letter does not use and that would not look like the rest of it."""
        styles, default = self.letter.styles, self.letter.styles.defaults.get("paragraph")
        headings = HEADINGS if self.made & set(HEADINGS) else ()
        lists = (*LISTS, "Quote") if self.body != default else ()
        for name in (*headings, *lists, "caption"):
            style = styles.named(name)
            if style and name not in self.made and not self.letter.used[style.id] and not (name in lists and self.is_like_body(style)):
                yield style
        grid = styles.named(TABLES, "table")
        if grid and grid.id not in self.letter.table_styles:
            yield grid

    def is_like_body(self, style: Style) -> bool:
        """Whether a style looks as running text unless it says otherwise."""
        return self.body in {each.id for each in self.letter.styles.lineage(style.id)}

    def retire(self, unfit: Iterable[Style]) -> None:
        """Take styles out, so that others of their names can take their places."""
        ids = {style.id: style.based_on for style in unfit}
        for style in self.letter.style_elements.values():
            for reference in style.iterfind("w:basedOn", PATHS):
                while reference.get(w("val")) in ids:
                    reference.set(w("val"), ids[reference.get(w("val"), "")] or self.letter.styles.defaults.get("paragraph", ""))
            for reference in [*style.iterfind("w:link", PATHS), *style.iterfind("w:next", PATHS)]:
                if reference.get(w("val")) in ids:
                    style.remove(reference)
        for style_id in ids:
            self.letter.style_sheet.remove(self.letter.style_elements[style_id])
        self.unclaim(ids)
        self.reread()

    def unclaim(self, ids: Collection[str]) -> None:
        """Let no list belong to a style that is gone."""
        part = self.letter.stock.part("numbering")
        if part in self.letter.package.parts:
            root = tree(self.letter.package, part)
            for claim in [each for each in root.iter(w("pStyle")) if each.get(w("val")) in ids]:
                parent_of(claim).remove(claim)
            self.letter = replace(self.letter, package=Package({**self.letter.package.parts, part: as_part(root)}))

    def reread(self) -> None:
        """Know the letter's styles as they are now."""
        part = self.letter.stock.part("styles")
        package = Package({**self.letter.package.parts, part: as_part(self.letter.style_sheet)})
        self.letter = replace(self.letter, package=package, stock=Stock.read(package.parts))


def leave_to_style(paragraph: etree._Element, look: str, letter: Letter) -> None:
    """Take out of a paragraph's runs what its style says now."""
    for own in paragraph.iterfind(".//w:r/w:rPr", PATHS):
        for each in [each for each in own if fragment(each, letter.document) in look]:
            own.remove(each)


def paragraph_look(wanted: Wanted) -> str:
    """The elements of the `w:pPr` of a style that is wanted."""
    by_hand = wanted.look != NO_LOOK and "w:spacing" not in wanted.look.paragraph
    if wanted.name in HEADINGS:
        outline = f'<w:outlineLvl w:val="{HEADINGS.index(wanted.name)}"/>'
        return joined(wanted.look.paragraph, "<w:keepNext/>", outline, *([OF_A_HEADING] if by_hand else []))
    return joined(wanted.look.paragraph, OF_A_TITLE) if wanted.name == "Title" and by_hand else wanted.look.paragraph


def as_part(root: etree._Element) -> bytes:
    """A tree as a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def set_look(style: etree._Element, look: etree._Element) -> None:
    """Let a `w:pPr` or `w:rPr` be what a style says of it."""
    for old in style.findall(look.tag):
        style.remove(old)
    name = etree.QName(look).localname
    later = [each for each in style if etree.QName(each).localname in LOOK[LOOK.index(name) + 1 :]]
    if later:
        later[0].addprevious(look)
    else:
        style.append(look)


def free_id(styles: Styles, name: str) -> str:
    """An id for a style of that name that no other has."""
    wanted = name.title().replace(" ", "")
    taken = {style.id.lower() for style in styles.styles}
    return next(each for each in (wanted, *(f"{wanted}{more}" for more in range(2, len(taken) + 3))) if each.lower() not in taken)
