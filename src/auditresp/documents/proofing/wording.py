"""How tags are written: what is understood although it should be otherwise, and what was meant as a tag and is none."""

import re
from collections.abc import Iterator

from auditresp.documents.proofing.kinds import fields_seen
from auditresp.documents.proofing.sheets import Sheet
from auditresp.documents.template.compiling.finding import FIELD_BORDER, STRING, Unclosed, find
from auditresp.documents.template.compiling.paragraphs import TEXT, pieces_of
from auditresp.documents.template.tags import Kind
from auditresp.language import _
from auditresp.model.records import Record
from auditresp.problems import Level, Problem

STRAY = re.compile(rf"\}}\}}|%\}}|\{{\s+[{{%]|(?<={FIELD_BORDER})\}}|\{{(?={FIELD_BORDER})")
"""What is left in the words of half a tag, of one with a space between its braces, or of one with a brace too many."""
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
        text = "".join(piece.text for piece in pieces_of(original, TEXT))
        outside = outside_tags(text)
        if outside is not None and not is_after_half and (stray := stray_in(outside, seen)):
            words = text[stray.start() : stray.end()]
            message = _("“{words}” is no tag and will be printed as it stands; write {tag}")
            tag = "{{ … }}" if "%" not in words else "{% … %}"
            yield Problem(sheet.place(paragraph, text, *stray.span()), "stray-braces", message.format(words=words, tag=tag))
        is_after_half = outside is None


def outside_tags(text: str) -> str | None:
    """The words of a paragraph where they stand, its tags blotted out; nothing where a tag does not end in it."""
    try:
        found = list(find(text))
    except Unclosed:
        return None
    for each in found:
        text = text[: each.start] + FIELD_BORDER * (each.end - each.start) + text[each.end :]
    return text


def stray_in(words: str, seen: type[Record]) -> re.Match[str] | None:
    """The braces that were meant as a tag; nothing where there are none."""
    if stray := STRAY.search(words):
        return stray
    named = IN_SINGLE_BRACES.search(words)
    return named if named and named[1] in fields_seen(seen) else None
