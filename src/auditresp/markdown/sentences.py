"""One sentence to a line, so that a difference between two versions shows the sentence that changed.

A single line break inside a paragraph means nothing in Markdown. Everything else does: lists, tables, headings, code, hard line breaks
and the definitions of links stay as they are, and a text whose meaning would change is left alone.
"""

import re
from collections.abc import Iterator

from pyromark.event import Event

from auditresp.markdown.events import PARSER, events

# fmt: off
ABBREVIATIONS = frozenset((
    "adr", "alt", "ang", "apr", "art", "aug", "avd", "betr", "bl", "bla", "ca", "dec", "dnr", "dr", "dvs", "enl", "etc", "ev", "ex",
    "exkl", "feb", "fig", "forts", "fr", "fre", "förf", "inkl", "jan", "jfr", "kap", "kl", "kungl", "lör", "max", "mfl", "mm",
    "mån", "nov", "nr", "obs", "okt", "ons", "osv", "pga", "prof", "red", "ref", "resp", "sep", "sept", "sid", "st", "sön", "tab",
    "tel", "tex", "tfn", "tis", "tors", "utg", "övers",
))
# fmt: on
"""What has a full stop in the middle of a sentence. Those with a full stop inside, *t.ex.* and *m.m.*, are known by their looks."""

LAST_WORD = re.compile(r"(?P<word>[^\s.!?…]*(?:[.][^\s.!?…]+)*)(?P<end>[.!?…]+)[\"”’'»)\]*_]*$")
OPENING = "*_\"”“’‘'»«([– "
QUOTED = ("”", "’", "»", '"')
ABBREVIATED = re.compile(r"(?:[^\W\d]{1,3}\.)+[^\W\d]{1,3}|[^\W\d]")
"""*t.ex*, *fr.o.m*; and a single letter, which is an initial."""

BLOCK = re.compile(r"(?:[-+*]|\d{1,9}[.)]|#{1,6})(?:\s|$)|[>|<:]|```|~~~|=+\s*$|-+\s*$|\[[^\]]*\]:|(?:[-*_]\s*){3,}$")
"""How a line begins that Markdown would take for something else than more words of a paragraph."""


STOP = re.compile(b"[.!?]|\xe2\x80\xa6")
CLOSE, NEAR = 12, 120
"""So many bytes before a place have a full stop, and so many around it tell whether a sentence ends there."""


def sentence_lines(text: str) -> str:
    """The text with each sentence on a line of its own; unchanged where that would change what it says."""
    try:
        broken = spliced(text.encode(), list(breaks(text)))
    except UnicodeEncodeError:  # half a character has no place in the parser's bytes
        return text
    tidy = re.sub(r"^[ \t]+$", "", broken, flags=re.MULTILINE)
    return next((lines for lines in (tidy, broken) if says_the_same(text, lines)), text)


def says_the_same(text: str, other: str) -> bool:
    """Whether two texts are printed alike: they differ in nothing but line breaks inside paragraphs."""
    return text == other or list(on_lines_or_not(text)) == list(on_lines_or_not(other))


def on_lines_or_not(text: str) -> Iterator[Event]:
    """What is in a text, with a line break inside a paragraph as the space that it is printed as."""
    said = ""
    for event in events(text):
        match event:
            case "SoftBreak":
                said += " "
            case {"Text": str(words)}:
                said += words
            case _:
                if said:
                    yield {"Text": said}
                    said = ""
                yield event
    if said:
        yield {"Text": said}


def spliced(source: bytes, splices: list[tuple[int, int, bytes]]) -> str:
    """The text with its splices done; they stand in order."""
    pieces, at = [], 0
    for start, end, instead in splices:
        pieces += [source[at:start], instead]
        at = end
    return b"".join([*pieces, source[at:]]).decode()


def breaks(text: str) -> Iterator[tuple[int, int, bytes]]:
    """Where a line is to end that does not, and where one ends that is to go on."""
    source = text.encode()
    paragraph: _Paragraph | None = None
    blocks = [""]
    for event, where in PARSER.events_with_range(text):
        start, end = where["start"], where["end"]
        match event:
            case {"Start": kind} if not is_inline(kind):
                blocks.append(str(kind))
                paragraph = None
            case {"End": kind} if not is_inline(kind):
                blocks.pop()
                paragraph = None
            case _ if blocks[-1] in ("Paragraph", "Item"):
                paragraph = paragraph or _Paragraph(source, start)
                yield from paragraph.event(event, start, end)
            case _:
                pass


def is_inline(kind: object) -> bool:
    """Whether what begins or ends stands inside a paragraph."""
    return kind in ("Strong", "Emphasis", "Link", "Image") or (isinstance(kind, dict) and not kind.keys().isdisjoint(("Link", "Image")))


class _Paragraph:
    """Walks through a paragraph and remembers where its present sentence began."""

    def __init__(self, source: bytes, start: int) -> None:
        self.source = source
        self.sentence = start
        self.ended: int | None = None
        self.links = 0
        lead = source[source.rfind(b"\n", 0, start) + 1 : start]
        self.line_break = b"\n" + re.sub(rb"[^>\s]", b" ", lead)

    def event(self, event: Event, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        """The line breaks to be made or taken away up to the end of an event."""
        if self.ended is not None:
            ends = self.ends_sentence(self.ended, start)
            yield self.ended, start, self.line_break if ends else b" "
            self.sentence, self.ended = start if ends else self.sentence, None
        match event:
            case {"Start": {"Link": _} | {"Image": _}}:
                self.links += 1
            case {"End": "Link" | "Image"}:
                self.links -= 1
            case "SoftBreak":
                self.ended = len(self.source[:start].rstrip(b" \t"))
            case "HardBreak":
                self.sentence = end
            case {"Text": _} if not self.links:
                for space in re.finditer(rb"(?<=\S) (?=\S)", self.source[max(0, start - 1) : end + 1]):
                    at = max(0, start - 1) + space.start()
                    if start <= at < end and self.ends_sentence(at, at + 1):
                        yield at, at + 1, self.line_break
                        self.sentence = at + 1
            case _:
                pass

    def ends_sentence(self, end: int, start: int) -> bool:
        """Whether a sentence ends at `end`, and another may begin a line at `start`."""
        if not STOP.search(self.source, max(self.sentence, end - CLOSE), end):
            return False
        before = self.source[max(self.sentence, end - NEAR) : end]
        after = self.source[start : start + NEAR].decode(errors="ignore")
        return not BLOCK.match(after) and ends_sentence(before.decode(errors="ignore"), after)


def ends_sentence(before: str, after: str) -> bool:
    """Whether a sentence ends between two parts of a Swedish text."""
    found = LAST_WORD.search(before)
    next_word = after.lstrip(OPENING)
    if not found or not next_word or not (next_word[0].isupper() or next_word[0].isdigit()):
        return False
    if before.endswith(QUOTED) and after.lstrip().startswith("("):
        return False  # what is quoted ends, and is explained: Åtgärden ”Skriva en anvisning …” (R2)
    if found["end"] != ".":
        return True
    word = found["word"].lstrip(OPENING).lower()
    if word.isdigit() and len(word) <= 3:
        return len(before.split()) > 1  # else an ordinal: 1. Första punkten
    return bool(word) and word not in ABBREVIATIONS and not ABBREVIATED.fullmatch(word)
