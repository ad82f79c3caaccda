"""Which of a letter's styles does what in a template: found by name in Word's English or Swedish, by use, and by look.

A template's words want styles by the names that Word gives them in every language (`heading 1`, `List Bullet`). Where
a letter calls its own otherwise, or has none and only bold letters, it gets a style of that name that looks like it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from auditresp.documents.letter.looks import (
    NO_LOOK,
    ListLook,
    Look,
    faked_levels,
    joined,
    look_of,
    parts_with_empty_lines,
    space_below,
)
from auditresp.documents.letter.reading import PATHS, Letter, one, words_of
from auditresp.documents.word.ooxml import number, value, w
from auditresp.documents.word.styles import Style

HEADINGS = ("heading 1", "heading 2", "heading 3", "heading 4")
SWEDISH: Mapping[str, tuple[str, ...]] = {
    "Title": ("rubrik", "titel", "dokumentrubrik", "dokumenttitel", "ärenderubrik", "ärendemening", "huvudrubrik", "brevrubrik"),
    "heading 1": ("rubrik 1", "rubrik nivå 1", "avsnittsrubrik", "mellanrubrik"),
    "heading 2": ("rubrik 2", "rubrik nivå 2", "underrubrik"),
    "heading 3": ("rubrik 3", "rubrik nivå 3"),
    "List Bullet": ("punktlista", "punktlista 1", "punktsats", "punkter", "punkt"),
    "List Bullet 2": ("punktlista 2",),
    "List Number": ("numrerad lista", "numrerad lista 1", "nummerlista", "numrering"),
    "List Number 2": ("numrerad lista 2",),
    "Quote": ("citat", "blockcitat"),
    "caption": ("beskrivning",),
    "Body Text": ("brödtext", "löptext", "normal text"),
}
"""What municipalities call them. The first is what Word in Swedish calls its own."""
WORD_IN_SWEDISH = {names[0]: english for english, names in SWEDISH.items()}


@dataclass(frozen=True)
class Wanted:
    """A style that a template wants by that name, to be made from what the letter has instead."""

    name: str
    based_on: str | None
    look: Look = NO_LOOK
    """How it looks otherwise than the style it is based on."""
    model: str = ""
    """What it is made from, as a person knows it."""


def plain_name(name: str) -> str:
    """A style's name for comparison: `LH_Rubrik-1` is `lh rubrik 1`."""
    return re.sub(r"(?<=[a-zåäö])(?=\d)", " ", re.sub(r"[\s_./-]+", " ", name.strip().lower()))


def give_words_own_names(letter: Letter) -> list[str]:
    """Give each style that is called as Word in Swedish calls its own the name that Word keeps for it; say which.

    To who has Word in Swedish nothing changes; every other Word, and this program, finds it.
    """
    done = []
    for style in letter.styles.styles:
        english = WORD_IN_SWEDISH.get(plain_name(style.name)) if style.kind == "paragraph" else None
        if english and letter.styles.named(english) is None:
            element = letter.style_elements[style.id]
            one(element, "w:name").set(w("val"), english)
            element.attrib.pop(w("customStyle"), "")
            if english in HEADINGS:
                stand_in_outline(element, HEADINGS.index(english))
            done.append(style.name)
    return done


def stand_in_outline(style: etree._Element, level: int) -> None:
    """Let a style of headings stand in the outline."""
    look = style.find("w:pPr", PATHS)
    if look is None:
        look = etree.Element(w("pPr"))
        letters = style.find("w:rPr", PATHS)
        style.append(look) if letters is None else letters.addprevious(look)
    if look.find("w:outlineLvl", PATHS) is None:
        last = [child for child in look if child.tag in (w("divId"), w("cnfStyle"), w("rPr"), w("sectPr"), w("pPrChange"))]
        outline = etree.Element(w("outlineLvl"), {w("val"): str(level)})
        last[0].addprevious(outline) if last else look.append(outline)


def called_in_swedish(letter: Letter, name: str) -> Style | None:
    """The style whose Swedish name says what it does, the municipality's name beside it or not; the most used of several."""
    names = "|".join(map(re.escape, SWEDISH.get(name, ("",))))
    pattern = re.compile(rf"(?:[^\W\d]+ )?(?:{names})(?: [^\W\d]+)?")
    found = [style for style in letter.styles.styles if style.kind == "paragraph" and pattern.fullmatch(plain_name(style.name))]
    return max(found, key=lambda style: (letter.used[style.id], -len(style.name)), default=None)


def wanted_styles(letter: Letter, title: etree._Element | None) -> Iterator[Wanted]:
    """The styles that the letter has only under other names, or not as styles at all."""
    by_hand = made_by_hand(letter, title)
    for name in SWEDISH:
        words_own, other = letter.styles.named(name), called_in_swedish(letter, name)
        model = by_hand.get(name)
        if words_own and letter.used[words_own.id]:
            continue
        if other and other is not words_own and (letter.used[other.id] or model is None):
            yield Wanted(name, other.id, model=other.name)
        elif model is not None:
            style = letter.style_of(model)
            yield Wanted(name, style.id if style else None, listed(letter, model) or look_of(letter, [model]), words_of(model))


def made_by_hand(letter: Letter, title: etree._Element | None) -> dict[str, etree._Element]:
    """A paragraph of each kind that was made by hand to look like a heading or to be an item of a list."""
    made: dict[str, etree._Element] = {}
    if title is not None and title in letter.faked:
        made["Title"] = title
    others = [each for each in letter.paragraphs if each is not title]
    if not any(letter.is_heading(each) for each in others):
        made |= dict(zip(HEADINGS, faked_levels(letter, [each for each in others if each in letter.faked]), strict=False))
    for each in others:
        if look := listed(letter, each):
            made.setdefault("List Bullet" if look.bulleted else "List Number", each)
    return made


def listed(letter: Letter, paragraph: etree._Element) -> "ListLook | None":
    """How an item of a list looks that says itself to which list it belongs, at the outermost level; nothing where it is none."""
    num_id, level = (number(value(paragraph, f"w:pPr/w:numPr/w:{name}")) or 0 for name in ("numId", "ilvl"))
    definition = letter.stock.numbering.definitions.get(num_id)
    if definition is None or level or 0 not in definition.levels or letter.is_heading(paragraph):
        return None
    outermost = definition.levels[0]
    own = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{num_id}"/></w:numPr>'
    indent = f'<w:ind w:left="{outermost.left}" w:hanging="{outermost.hanging}"/>'
    return ListLook(own + indent, "", outermost.bulleted)


def body_style(letter: Letter) -> tuple[str | None, Look]:
    """The style of the letter's running text, and how most of that looks otherwise.

    A letter whose paragraphs are kept apart by empty ones gets their height as a space: what is built has no empty paragraphs.
    """
    default = letter.styles.defaults.get("paragraph")
    if not letter.prose:
        named = letter.styles.named("Body Text") or called_in_swedish(letter, "Body Text")
        return (named.id if named else default), NO_LOOK
    used = [style.id for each in letter.prose if (style := letter.style_of(each))]
    style_id = max(used, key=used.count, default=default)
    look = look_of(letter, letter.prose)
    if parts_with_empty_lines(letter) and space_below(letter, style_id) < letter.size * 5:
        look = Look(joined(look.paragraph, f'<w:spacing w:after="{letter.size * 10}"/>'), look.run)
    return style_id, look


def is_title_a_heading(letter: Letter, title: etree._Element | None) -> bool:
    """Whether the letter's title is its only heading of level 1, so that its other headings begin at level 2."""
    style = None if title is None else letter.style_of(title)
    return style is not None and style.name.lower() == HEADINGS[0] and letter.used[style.id] == 1
