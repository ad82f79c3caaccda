"""Links: words that say where they lead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from auditresp.documents.accessibility.word_file import WORDS, Finding, WordFile, read, words_of
from auditresp.documents.word.ooxml import w
from auditresp.language import _
from auditresp.problems import Level

ADDRESS = re.compile(r"[(<]?(?:https?://\S+|www\.\S+/\S+)", re.IGNORECASE)
"""An address that nobody wants to hear. `www.provby.se` says well enough where it leads."""
VAGUE = {
    *("här", "klicka här", "tryck här", "läs mer", "läs mer här", "läs vidare", "mer", "mer information"),
    *("länk", "länken", "denna länk", "se länk"),
    *("here", "click here", "read more", "more", "more information", "link", "this link"),
}
"""Words that lead anywhere."""
DRAWN = (w("drawing"), w("pict"), w("object"))


@dataclass
class Link:
    """A link as it stands in a paragraph."""

    element: etree._Element
    instruction: str = ""
    """What Word is told, where the link is a field."""
    words: str = ""
    is_shown: bool = False
    is_drawn: bool = False


def links(file: WordFile) -> Iterator[Link]:
    """The links of the file, in whichever of Word's three ways they are written."""
    for story in file.stories:
        for paragraph in story.paragraphs:
            for element in read(paragraph.element):
                if element.tag == w("hyperlink") or (element.tag == w("fldSimple") and leads_away(element.get(w("instr"), ""))):
                    yield Link(
                        element, words=words_of(element), is_shown=len(element) > 0, is_drawn=next(element.iter(*DRAWN), None) is not None
                    )
            yield from (field for field in fields(paragraph.element) if leads_away(field.instruction))


def leads_away(instruction: str) -> bool:
    """Whether a field is a link."""
    return instruction.split()[:1] == ["HYPERLINK"]


def fields(paragraph: etree._Element) -> Iterator[Link]:
    """The fields that begin and end in a paragraph, with what they show."""
    opened: list[Link] = []
    for element in read(paragraph):
        match element.get(w("fldCharType")) if element.tag == w("fldChar") else None:
            case "begin":
                opened.append(Link(element))
            case "separate" if opened:
                opened[-1].is_shown = True
            case "end" if opened:
                yield opened.pop()
        if element.tag == w("instrText") and opened:
            opened[-1].instruction += element.text or ""
        for field in opened:
            if field.is_shown:
                field.words += (element.text or "") if element.tag == w("t") else WORDS.get(element.tag, "")
                field.is_drawn |= element.tag in DRAWN


def links_say_where_they_lead(file: WordFile) -> Iterator[Finding]:
    """A link makes sense when it is read alone, as in a screen reader's list of links."""
    for link in links(file):
        words = link.words.strip()
        if not words and link.is_shown and not link.is_drawn:
            message = _("a link has no words, so nobody hears where it leads; right-click it and choose Remove Hyperlink, or give it words")
            yield Finding("link-without-words", message, Level.ERROR, link.element)
        elif words.casefold().strip(" .:!»>→") in VAGUE:
            message = _(
                "the link's words do not say where it leads, and in a list of links they stand alone; "
                "right-click it, choose Edit Hyperlink, and write the name of the page or document under Text to display"
            )
            yield Finding("link-vague", message, Level.WARNING, link.element, words)
        elif ADDRESS.fullmatch(words):
            message = _(
                "the link shows its address, which a screen reader spells out; "
                "right-click it, choose Edit Hyperlink, and write the name of the page or document under Text to display"
            )
            yield Finding("link-bare", message, Level.WARNING, link.element, words)
