"""What was typed by hand although Word has it: lists, and space between paragraphs."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from auditresp.documents.accessibility.word_file import Finding, Paragraph, WordFile, read
from auditresp.documents.word.ooxml import w
from auditresp.language import _, ngettext
from auditresp.problems import Level

MARKER = re.compile(r"\s*(?:(?P<bullet>[-–—•·*▪◦‣○●■➢✓])|\(?(?P<count>\d{1,2}|[a-zåäö])[.)])\s+\S", re.IGNORECASE)
"""How a line begins that stands for an item of a list."""
CONTENTS = ("toc ", "table of figures")
"""How the names begin of styles whose numbers Word has typed itself."""
NOTHING = {w(name) for name in ("r", "t", "tab", "br", "ins", "bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak")}
"""What a paragraph may hold and still be empty."""


def lists_are_lists(file: WordFile) -> Iterator[Finding]:
    """A list is one for Word too."""
    for story in file.running_text:
        for stretch in story.stretches:
            for items in typed_lists(stretch):
                message = ngettext(
                    "a list of {count} item is typed by hand, so a screen reader does not say that it is one; ",
                    "a list of {count} items is typed by hand, so a screen reader does not say that it is one; ",
                    len(items),
                ) + _("select it, choose Home > Bullets or Numbering, and delete the typed signs")
                yield Finding("list-faked", message.format(count=len(items)), Level.WARNING, items[0].element)


def typed_lists(stretch: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """The paragraphs whose lines follow each other as items, two at least: one list each."""
    items: list[Paragraph] = []
    last: re.Match[str] | None = None
    for paragraph, line in lines(stretch):
        marker = MARKER.match(line)
        if not (marker and last and follows(marker, last)):
            if len(items) > 1:
                yield items
            items = []
        if marker:
            items.append(paragraph)
        last = marker
    if len(items) > 1:
        yield items


def lines(stretch: Iterable[Paragraph]) -> Iterator[tuple[Paragraph, str]]:
    """The lines of paragraphs, without those that are empty. What cannot be an item counts as a line without a sign."""
    for paragraph in stretch:
        if paragraph.level or paragraph.listed or paragraph.style.startswith(CONTENTS):
            yield paragraph, ""
        else:
            yield from ((paragraph, line) for line in paragraph.words.split("\n") if line.strip())


def follows(marker: re.Match[str], last: re.Match[str]) -> bool:
    """Whether an item's sign comes after another's: the same bullet, or the next number or letter."""
    if marker["bullet"] or last["bullet"]:
        return marker["bullet"] == last["bullet"]
    count, before = marker["count"], last["count"]
    if count.isdigit() and before.isdigit():
        return int(count) == int(before) + 1
    return len(count) == len(before) == 1 and ord(count) == ord(before) + 1


def space_is_no_paragraphs(file: WordFile) -> Iterator[Finding]:
    """Space between paragraphs is their formatting, not paragraphs without words."""
    for story in file.running_text:
        for stretch in story.stretches:
            for empty, group in groupby(stretch, key=is_empty):
                paragraphs = list(group)
                if empty and len(paragraphs) > 1:
                    message = _(
                        "{count} empty paragraphs in a row, and a screen reader says 'blank' for each; delete them and set the space "
                        "under Layout > Paragraph > Spacing, or begin a new page with Ctrl+Enter"
                    )
                    signs = "¶" * len(paragraphs)
                    yield Finding("paragraphs-empty", message.format(count=len(paragraphs)), Level.WARNING, paragraphs[0].element, signs)


def is_empty(paragraph: Paragraph) -> bool:
    """Whether a paragraph is there for the space alone."""
    element = paragraph.element
    ends_something = next(element.iter(w("sectPr"), w("del")), None) is not None
    breaks_page = any(each.get(w("type")) in ("page", "column") for each in element.iter(w("br")))
    return not (ends_something or breaks_page or paragraph.words.strip()) and all(each.tag in NOTHING for each in read(element))
