"""The numbers and bullets that Word sets before paragraphs, counted as Word counts them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from auditresp.documents.word.numbering import EMPTY, linked, place_of
from auditresp.documents.word.ooxml import number, value, w
from auditresp.documents.word.package import parsed
from auditresp.documents.word.styles import Style, switch

NESTED = re.compile(r"list .* ([2-9])", re.IGNORECASE)
"""Word's own styles for lists in lists: `List Bullet 2`."""
PLACEHOLDER = re.compile("%([1-9])")
BULLET = "•"
DRAWN = {"\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "\uf0e0": "→", "\uf06f": "o", "o": "o"}
"""Bullets that a symbol font draws; what is not among them is drawn as a dot."""
PRIVATE = re.compile("[\ue000-\uf8ff]")
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"))
SMALL_ROMAN = ((4, "iv"), (1, "i"))
HIGHEST = 5_000
"""A number above it is no number of a list, and not worth many letters."""


@dataclass(frozen=True)
class Numbered:
    """What stands before a paragraph, and how deep in other lists it stands."""

    label: str
    depth: int


@dataclass(frozen=True)
class Form:
    """How one level of a list is numbered."""

    start: int
    shape: str
    """`decimal`, `bullet`, `lowerLetter` …"""
    text: str
    """With `%1` for the number of the first level."""
    restart: int | None
    """The level (from 1) after which it begins anew; 0 for never, None for after each that is above it."""
    plain: bool
    """Whether the numbers of all levels in it are written as 1, 2, 3."""
    style: str | None
    """The id of the style whose paragraphs stand on this level."""

    @classmethod
    def read(cls, level: etree._Element) -> "Form":
        """From a `w:lvl`."""
        first = number(value(level, "w:start"))
        return cls(
            start=0 if first is None else first,
            shape=value(level, "w:numFmt") or "decimal",
            text=value(level, "w:lvlText") or "",
            restart=number(value(level, "w:lvlRestart")),
            plain=bool(switch(level, "w:isLgl")),
            style=value(level, "w:pStyle"),
        )


@dataclass
class Counter:
    """How far one definition of a list has come; all lists that share it count on."""

    counts: dict[int, int] = field(default_factory=dict)

    def next(self, place: int, forms: Mapping[int, Form]) -> None:
        """One more on that level; the levels below begin anew, and one above it that was skipped counts as begun."""
        for skipped in range(place):
            if skipped in forms:
                self.counts.setdefault(skipped, forms[skipped].start)
        self.counts[place] = self.counts.get(place, forms[place].start - 1) + 1
        for deeper in [each for each in self.counts if each > place]:
            restart = forms[deeper].restart if deeper in forms else None
            if restart is None or place < restart:
                del self.counts[deeper]


@dataclass(frozen=True)
class List:
    """A list: its levels, where it begins with numbers of its own, and the counter it shares with others."""

    forms: Mapping[int, Form]
    starts: Mapping[int, int]
    counter: Counter


class Lists:
    """All lists of a file. Every paragraph must be asked about once, in the order of the text."""

    def __init__(self, part: bytes | None) -> None:
        root = parsed(part or EMPTY, "numbering.xml")
        abstracts = {number(each.get(w("abstractNumId"))) or 0: each for each in root.iter(w("abstractNum"))}
        counters: dict[etree._Element, Counter] = {}
        self._lists: dict[int, List] = {}
        self._begun: set[tuple[int, int]] = set()
        for each in root.iter(w("num")):
            abstract = linked(abstracts.get(number(value(each, "w:abstractNumId")) or 0), abstracts)
            if abstract is not None:
                overrides = {place_of(override): override for override in each.iter(w("lvlOverride"))}
                levels = [*abstract.iter(w("lvl")), *each.iter(w("lvl"))]
                starts = {place: number(value(override, "w:startOverride")) for place, override in overrides.items()}
                self._lists[number(each.get(w("numId"))) or 0] = List(
                    forms={place_of(level): Form.read(level) for level in levels},
                    starts={place: start for place, start in starts.items() if start is not None},
                    counter=counters.setdefault(abstract, Counter()),
                )

    def before(self, paragraph: etree._Element, lineage: Iterable[Style]) -> Numbered | None:
        """What stands before the next paragraph of the text, whose style and those it is based on are given; often nothing."""
        styles = list(lineage)
        num_id, place = self._named(paragraph, styles)
        numbered = self._lists.get(num_id)
        if numbered is None or place not in numbered.forms:
            return None
        self._begin(num_id, place, numbered)
        numbered.counter.next(place, numbered.forms)
        return Numbered(label_of(place, numbered), max(place, depth_of(styles)))

    def _named(self, paragraph: etree._Element, styles: list[Style]) -> tuple[int, int]:
        """Which list a paragraph says it is in, or its style says, and on which level."""
        own, level = (number(value(paragraph, f"w:pPr/w:numPr/w:{name}")) for name in ("numId", "ilvl"))
        if own is not None:
            return own, level or 0
        style = next((each for each in styles if each.num_id is not None), None)
        if style is None or style.num_id not in self._lists:
            return 0, 0
        ids = {each.id for each in styles}
        claimed = [place for place, form in self._lists[style.num_id].forms.items() if form.style in ids]
        return style.num_id, level if level is not None else claimed[-1] if claimed else style.level or 0

    def _begin(self, num_id: int, place: int, numbered: List) -> None:
        """A list that has a first number of its own begins with it."""
        if place in numbered.starts and (num_id, place) not in self._begun:
            self._begun.add((num_id, place))
            numbered.counter.counts[place] = numbered.starts[place] - 1


def depth_of(styles: list[Style]) -> int:
    """How deep in other lists a style of Word's own stands."""
    nested = NESTED.fullmatch(styles[0].name) if styles else None
    return int(nested[1]) - 1 if nested else 0


def label_of(place: int, numbered: List) -> str:
    """The number or bullet at that level, as far as the list has counted."""
    form = numbered.forms[place]
    if form.shape == "bullet":
        return DRAWN.get(form.text) or PRIVATE.sub(BULLET, form.text) or BULLET

    def written_number(found: re.Match[str]) -> str:
        level = int(found[1]) - 1
        named = numbered.forms.get(level, form)
        return written(numbered.counter.counts.get(level, named.start), "decimal" if form.plain else named.shape)

    return PLACEHOLDER.sub(written_number, form.text).strip()


def written(count: int, shape: str) -> str:
    """A number in the shape that Word calls by that name; in figures where it is none of the usual ones."""
    if not 0 < count < HIGHEST:
        return "" if shape == "none" else str(count)
    match shape:
        case "none":
            return ""
        case "decimalZero":
            return f"{count:02}"
        case "lowerLetter":
            return letters(count)
        case "upperLetter":
            return letters(count).upper()
        case "lowerRoman":
            return roman(count)
        case "upperRoman":
            return roman(count).upper()
        case _:
            return str(count)


def letters(count: int) -> str:
    """The number as a, b and so on to z, then aa, bb: as Word counts."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def roman(count: int) -> str:
    """The number as i, ii, iii, iv and so on."""
    said = ""
    for worth, letter in (*ROMAN, *SMALL_ROMAN):
        said += letter * (count // worth)
        count %= worth
    return said
