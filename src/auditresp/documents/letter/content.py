"""The words and tags of a standard template, set in the styles of a letter."""

from collections.abc import Container
from copy import deepcopy

from lxml import etree

from auditresp.documents.letter.reading import PATHS, give_style, words_of
from auditresp.documents.letter.styling import TAGS, Styling
from auditresp.documents.letter.tagging import only_tag
from auditresp.documents.template.compiling.paragraphs import parent_of
from auditresp.documents.word.ooxml import number, value, w

FACTS = "Ärendeuppgift"
"""The standard templates' style for lines like `Diarienummer: …`."""
SUBJECT = "{{ subject }}"
DATE_LINE = (("{%p if date %}", TAGS), ("Datum: {{ date }}", FACTS), ("{%p endif %}", TAGS))
STRETCHES = {
    "date": "{%p if date %}",
    "case_number": "{%p if case_number %}",
    "addressees": "{%p for addressee in addressees %}",
    "boards": "{%p for board in boards %}",
}
"""How the stretch begins that goes where the letter's own head has that tag."""
SENDER, BEFORE_SENDER = "Från: {{ boards | join_and }}", "{%p if their_reference %}"
"""How the boards are named among the facts where the head says to whom the letter goes: below an address they would seem to live there."""
OPENS, CLOSES = ("{%p if ", "{%p for "), ("{%p endif", "{%p endfor")


def content(styling: Styling) -> list[etree._Element]:
    """The standard template's blocks, with a line for the date below the title."""
    blocks = [deepcopy(each) for each in styling.standard.blocks]
    for block in blocks:
        if block.tag == w("tbl"):
            set_table(block, styling)
        else:
            give_style(block, styling.paragraph(style_name(block, styling)))
    after = next(place for place, each in enumerate(blocks, 1) if words_of(each) == SUBJECT)
    date = [only_tag(words, styling.paragraph(style) or "") for words, style in DATE_LINE]
    return [*blocks[:after], *date, *blocks[after:]]


def without(blocks: list[etree._Element], placed: Container[str], styling: Styling) -> list[etree._Element]:
    """The blocks less those whose tags are `placed` in the letter's head or margins."""
    names_sender = "addressees" in placed and "boards" not in placed
    for tag in [tag for tag in STRETCHES if tag in placed or (tag == "boards" and names_sender)]:
        start = place_of(STRETCHES[tag], blocks)
        blocks = blocks[:start] + after_stretch(blocks[start:])
    if names_sender:
        blocks.insert(place_of(BEFORE_SENDER, blocks), only_tag(SENDER, styling.paragraph(FACTS) or ""))
    return blocks


def place_of(words: str, blocks: list[etree._Element]) -> int:
    """Where the block stands that says this; after all of them where none does."""
    return next((place for place, each in enumerate(blocks) if words_of(each) == words), len(blocks))


def after_stretch(blocks: list[etree._Element]) -> list[etree._Element]:
    """The blocks after the stretch that the first of them begins."""
    depth = 0
    for place, each in enumerate(blocks, 1):
        depth += words_of(each).startswith(OPENS) - words_of(each).startswith(CLOSES)
        if depth == 0:
            return blocks[place:]
    return []


def set_table(table: etree._Element, styling: Styling) -> None:
    """Give a table the letter's style for tables, the width between its margins, and its cells the style for cells."""
    named = value(table, "w:tblPr/w:tblStyle")
    style = styling.standard.styles.by_id[named or styling.standard.styles.defaults["table"]]
    own, heads = styling.table(style.name)
    for each in table.iterfind("w:tblPr/w:tblStyle", PATHS):
        each.set(w("val"), own)
    widths = [*table.iterfind("w:tblGrid/w:gridCol", PATHS), *table.iterfind("w:tr/w:tc/w:tcPr/w:tcW", PATHS)]
    for width in widths:
        width.set(w("w"), str((number(width.get(w("w"))) or 0) * styling.letter.stock.text_width // styling.standard.stock.text_width))
    for paragraph in table.iter(w("p")):
        name = style_name(paragraph, styling)
        is_head = parent_of(parent_of(paragraph)).find("w:trPr/w:tblHeader", PATHS) is not None
        give_style(paragraph, styling.paragraph(name) if name == TAGS else styling.cell(heads=is_head and not heads))


def style_name(paragraph: etree._Element, styling: Styling) -> str:
    """What the standard template calls the style of a paragraph of its own."""
    style = styling.standard.style_of(paragraph)
    return style.name if style else "Normal"
