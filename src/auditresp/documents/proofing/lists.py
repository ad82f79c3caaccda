"""Lists are Word's own: a sign typed before what a loop repeats makes none."""

import re
from collections.abc import Iterator

from lxml import etree

from auditresp.documents.accessibility.typing import MARKER
from auditresp.documents.accessibility.word_file import words_of
from auditresp.documents.proofing.sheets import Manuscript, Sheet
from auditresp.documents.template.compiling.balance import blocks_in
from auditresp.documents.template.compiling.part import is_mark
from auditresp.documents.word.ooxml import number, value, w
from auditresp.documents.word.spots import style_of
from auditresp.language import _
from auditresp.problems import Level, Problem

COUNTED = re.compile(r"\s*\(?\{\{[^{}]*\bloop\.index0?\b[^{}]*\}\}\s?[.):]?\s+(?=\S)")
"""How a line begins that is given its number by hand."""
STATEMENT = re.compile(r"\{%.*?%\}", re.DOTALL)
LOOP_IN_LINES = re.compile(r"\{%[^%]*?\bfor\b[^%]*%\}(?P<item>.*?)\{%[^%]*?\bendfor\b", re.DOTALL)
"""A loop inside a paragraph."""
KEPT_APART = (w("tc"), w("txbxContent"))


def typed_lists(manuscript: Manuscript) -> Iterator[Problem]:
    """Signs and numbers that are typed before what a loop repeats, and so are no list to Word or to a screen reader."""
    for sheet in manuscript.sheets:
        alone = paragraphs_in_loops(sheet)
        for paragraph in sheet.paragraphs:
            original = sheet.originals[paragraph]
            if sheet.level(paragraph) or is_listed(original, sheet):
                continue
            text = words_of(original)
            for start, end in signs_in(text, alone.get(paragraph)):
                yield Problem(sheet.place(paragraph, text, start, end), "typed-list", typed_by_hand(text[start:end]), Level.WARNING)


def typed_by_hand(sign: str) -> str:
    """What to say of a sign, and what to do instead."""
    style = "List Bullet" if MARKER.match(f"{sign} x") and not sign.strip("().")[:1].isalnum() else "List Number"
    message = _(
        "“{sign}” is typed before each item, so Word and screen readers see no list; "
        "take it away, and give the paragraph the style {style}, or choose bullets or numbering under Home"
    )
    return message.format(sign=sign, style=style)


def signs_in(text: str, is_alone: bool | None) -> Iterator[tuple[int, int]]:
    """Where signs of a list stand in a paragraph. `is_alone` says whether it is all that its loop repeats; None, that it is in no loop."""
    said = STATEMENT.sub(lambda tag: " " * len(tag[0]), text)
    if is_alone is not None and (found := MARKER.match(said) or (COUNTED.match(said) if is_alone else None)):
        yield span(found)
        return
    for loop in LOOP_IN_LINES.finditer(text):
        item = loop["item"]
        line = MARKER.match(item) or COUNTED.match(item) or MARKER.search(item, item.rfind("\n") + 1)
        if "\n" in item and line:
            start, end = span(line)
            yield loop.start("item") + start, loop.start("item") + end


def span(found: re.Match[str]) -> tuple[int, int]:
    """The sign without the spaces around it, and without the first letter of what follows."""
    words = found[0] if found.re is COUNTED else found[0][:-1]
    start = found.start() + len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def paragraphs_in_loops(sheet: Sheet) -> dict[etree._Element, bool]:
    """The paragraphs that a loop repeats, each with whether it is the only one there that says something."""
    order = {node: place for place, node in enumerate(sheet.part.root.iter()) if node.tag == w("p") or is_mark(node)}
    found: dict[etree._Element, bool] = {}
    for block in reversed([block for block in blocks_in(sheet.part) if block.keyword == "for"]):
        begin, *_between, end = block.marks
        if end not in order or begin not in order:
            continue
        repeated = [
            each
            for each in sheet.paragraphs
            if order[begin] < order[each] < order[end] and around(each) == around(begin) and sheet.says_something(each)
        ]
        found.update(dict.fromkeys(repeated, len(repeated) == 1))
    return found


def around(node: etree._Element) -> etree._Element | None:
    """The cell or text box that something stands in."""
    return next(node.iterancestors(*KEPT_APART), None)


def is_listed(paragraph: etree._Element, sheet: Sheet) -> bool:
    """Whether Word itself sets a sign or number before a paragraph."""
    own = number(value(paragraph, "w:pPr/w:numPr/w:numId"))
    return bool(own) if own is not None else sheet.stock.styles.numbering_style(style_of(paragraph)) is not None
