"""How tags are written: what is understood although it should be otherwise, and what was meant as a tag and is none."""

import re
from collections.abc import Iterator

from lxml import etree

from auditresp.documents.proofing.kinds import fields_seen
from auditresp.documents.proofing.sheets import Sheet
from auditresp.documents.template.paragraphs import TEXT, pieces_of
from auditresp.documents.template.tags import STRING, Kind, Unclosed, find
from auditresp.language import _
from auditresp.model.values import Record
from auditresp.problems import Level, Problem

STRAY = re.compile(r"\}\}|%\}|\{\s+[{%]")
"""What is left in the words of half a tag, or of one with a space between its braces."""
IN_SINGLE_BRACES = re.compile(r"\{\s*([^\W\d]\w*)[^{}]*\}")


def typographic_quotes(sheet: Sheet) -> Iterator[Problem]:
    """Strings between quotes that Word has made typographic."""
    for mark in sheet.part.marks():
        standing = sheet.part.standing(mark)
        if standing.tag.kind is not Kind.COMMENT and any(not each["straight"] for each in STRING.finditer(standing.tag.source)):
            message = _(
                "the quotes are typographic, which works here and not in other programs; write straight ones: "
                "press Ctrl+Z right after the quote"
            )
            yield Problem(standing.place, "typographic-quotes", message, Level.WARNING)


def stray_braces(sheet: Sheet, seen: type[Record]) -> Iterator[Problem]:
    """Braces among the words that will be printed as they stand."""
    is_after_half = False
    for paragraph, original in sheet.originals.items():
        words = words_outside_tags(original)
        if words is not None and not is_after_half and (stray := stray_in(words, seen)):
            message = _("“{words}” is no tag and will be printed as it stands; write {tag}")
            tag = "{{ … }}" if "%" not in stray else "{% … %}"
            yield Problem(sheet.place(paragraph, words.strip()), "stray-braces", message.format(words=stray, tag=tag))
        is_after_half = words is None


def words_outside_tags(paragraph: etree._Element) -> str | None:
    """The words of a paragraph without its tags; nothing where a tag does not end in it."""
    words = "".join(piece.text for piece in pieces_of(paragraph, TEXT))
    try:
        found = list(find(words))
    except Unclosed:
        return None
    for each in reversed(found):
        words = words[: each.start] + words[each.end :]
    return words


def stray_in(words: str, seen: type[Record]) -> str:
    """The braces that were meant as a tag; nothing where there are none."""
    if stray := STRAY.search(words):
        return stray[0]
    named = IN_SINGLE_BRACES.search(words)
    return named[0] if named and named[1] in fields_seen(seen) else ""
