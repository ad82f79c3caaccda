"""Simple texts, as nearly all are: paragraphs and lists without lists in them, of words that are bold, in italics or code at most.

They are written straight from the parser's HTML. To take them event by event, as `writer` does, takes twice as long.
"""

import re
from itertools import groupby
from operator import itemgetter

from auditresp.documents.prose.inline import look
from auditresp.documents.prose.setting import Setting
from auditresp.documents.word import characters
from auditresp.documents.word.lists import Kind, list_level
from auditresp.markdown.events import html

MARKS = {"strong": (1, 0), "/strong": (-1, 0), "em": (0, 1), "/em": (0, -1)}
"""How much bolder, and more slanted, the words are that follow."""
LIST = re.compile(r'ul|(?P<numbered>ol(?: start="(?P<first>\d+)")?)')


def simple(text: str, setting: Setting, run: str) -> str | None:
    """The paragraphs of a text; None where there is more in it.

    `setting` is the paragraph with the tag, `run` the `w:rPr` of the run with the tag, or nothing.
    """
    if setting.depth or not characters.are_plain(text) or (said := html(text)) is None:
        return None
    written: list[str] = []
    items: list[tuple[int, re.Match[str]]] = []  # the place of each among what is written, and how its list begins
    begun: re.Match[str] | None = None  # the list at hand
    goes_on = False  # whether code belongs to the words that are written last
    bold = italic = 0
    paragraph, opened = f"<w:p>{setting.plain}", opening(run, setting)
    for piece in said.replace("\n", " ").split("<")[1:]:
        tag, _end, words = piece.partition(">")
        if tag == "/p" or tag == "/li":
            written.append("</w:p>")  # and there are no words between two blocks
            continue
        if tag == "code" or tag == "/code":
            if not words and written[-2].endswith(" "):  # with which no paragraph ends
                return None
            if goes_on:
                written[-2] += words
                continue
        elif tag == "p":
            written.append(paragraph)
        elif tag == "li":
            if begun is None or words.startswith(" "):  # with paragraphs in it
                return None
            items.append((len(written), begun))
            written.append("")
        elif tag in MARKS:
            bolder, more_slanted = MARKS[tag]
            bold, italic = bold + bolder, italic + more_slanted
            opened = opening(run, setting, bold > 0, italic > 0)
        elif tag == "/ol" or tag == "/ul":
            begun = None
            continue
        elif begun is None and (begun := LIST.fullmatch(tag)):
            continue
        else:
            return None
        if goes_on := bool(words):
            written += opened, words, "</w:t></w:r>"
    for start, its_items in groupby(items, key=itemgetter(1)):  # only now, when nothing more can be found: a list once begun is counted
        item = f"<w:p>{look_of_items(start, setting)}"
        for place, _start in its_items:
            written[place] = item
    return "".join(written)


def look_of_items(start: re.Match[str], setting: Setting) -> str:
    """The `w:pPr` of the items of a list that begins so, now."""
    numbered = start["numbered"]
    level = list_level(Kind.NUMBER if numbered else Kind.BULLET, 1, setting.additions, setting.based_on)
    return setting.listed(level, int(start["first"] or 1) if numbered else None)


def opening(run: str, setting: Setting, bold: bool = False, italic: bool = False) -> str:
    """What stands before the words of a run."""
    openings, asked = setting.openings, (run, bold, italic)
    if asked not in openings:
        openings[asked] = f'<w:r>{look(run, setting.additions, bold=bold, italic=italic)}<w:t xml:space="preserve">'
    return openings[asked]
