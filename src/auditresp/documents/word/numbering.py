"""A template's lists, and the same lists begun anew: each with a definition of its own, or Word would go on counting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from functools import cached_property
from typing import Self

from auditresp.documents.word.ooxml import W, cut, fragment, number, value, w, whole
from auditresp.documents.word.xml import etree
from auditresp.value import Value

EMPTY = f'<w:numbering xmlns:w="{W}"/>'.encode()
HEXADECIMAL = re.compile("[0-9A-Fa-f]+")
FIRST_NSID, LAST_NSID = 0x4A5D0000, 0x4A5DFFFF
"""Word takes lists with the same `w:nsid` for one and the same, so a new one takes the next that is free in this range."""


class Level(Value):
    """One level of a list: its `w:lvl`, cut open where it says what number to begin with."""

    head: str
    start: int
    tail: str
    left: int
    hanging: int
    bulleted: bool
    style: str | None
    """The id of the paragraph style that belongs to the level in the template. A copy does not claim it: it has one list only."""

    @classmethod
    def read(cls, level: etree._Element) -> Self:
        """From a `w:lvl`."""
        copy = deepcopy(level)
        if (style := copy.find(w("pStyle"))) is not None:
            copy.remove(style)
        start = copy.find(w("start"))
        if start is None:
            start = etree.Element(w("start"), {w("val"): "0"})
            copy.insert(0, start)
        first = number(start.get(w("val"))) or 0
        start.set(w("val"), SEAM)
        head, tail = fragment(copy, level.getroottree().getroot()).split(SEAM)
        indent = level.find(f"{w('pPr')}/{w('ind')}")
        measures: Mapping[str, str] = {} if indent is None else {str(name): str(text) for name, text in indent.attrib.items()}
        return cls(
            head,
            first,
            tail,
            left=number(measures.get(w("left"), measures.get(w("start")))) or 0,
            hanging=number(measures.get(w("hanging"))) or 0,
            bulleted=value(level, "w:numFmt") == "bullet",
            style=value(level, "w:pStyle"),
        )

    def xml(self, start: int | None) -> str:
        """The `w:lvl`, beginning with another number where one is given."""
        return f"{self.head}{self.start if start is None else start}{self.tail}"


SEAM = "a list begins here"


def own_level(text: str, left: int, hanging: int, style: str | None = None, *, bulleted: bool) -> Level:
    """A level for a list that the template has no definition of: `text` is the bullet, or `%1.` for the number.

    With `style` the level belongs to the paragraph style with that id.
    """
    owner = f'<w:pStyle w:val="{style}"/>' if style else ""
    return Level(
        head='<w:lvl w:ilvl="0"><w:start w:val="',
        start=1,
        tail=f'"/><w:numFmt w:val="{"bullet" if bulleted else "decimal"}"/>{owner}<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>',
        left=left,
        hanging=hanging,
        bulleted=bulleted,
        style=style,
    )


class Definition(Value):
    """How a list looks: its levels by their number, 0 to 8."""

    kind: str
    """`singleLevel`, `multilevel` or `hybridMultilevel`."""
    levels: Mapping[int, Level]

    def level_of(self, style: str) -> int | None:
        """The level that belongs to a paragraph style, if one does."""
        return next((place for place, level in self.levels.items() if level.style == style), None)

    def xml(self, abstract_id: int, nsid: int, starts: Mapping[int, int]) -> str:
        """An `w:abstractNum` like it. `starts` says which levels begin with another number."""
        other = any(place not in self.levels or self.levels[place].start != start for place, start in starts.items())
        return abstract_num(abstract_id, nsid, self.kind, self.levels_xml(starts) if other else self._as_it_is)

    def levels_xml(self, starts: Mapping[int, int]) -> str:
        """Its `w:lvl`."""
        return "".join(level.xml(starts.get(place)) for place, level in sorted(self.levels.items()))

    @cached_property
    def _as_it_is(self) -> str:
        """The same, as they nearly always begin."""
        return self.levels_xml({})


def abstract_num(abstract_id: int, nsid: int, kind: str, levels: str) -> str:
    """The definition of a list."""
    return (
        f'<w:abstractNum w:abstractNumId="{abstract_id}"><w:nsid w:val="{nsid:08X}"/>'
        f'<w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'
    )


def num(num_id: int, abstract_id: int) -> str:
    """A list with that definition."""
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{abstract_id}"/></w:num>'


class Numbering(Value):
    """All lists of a template, by their `w:numId`."""

    definitions: Mapping[int, Definition]
    next_abstract_id: int
    next_num_id: int
    next_nsid: int
    pieces: tuple[str, ...]
    """The part, cut open where definitions are added and where lists are."""

    @classmethod
    def read(cls, part: bytes | None) -> Self:
        """From `numbering.xml`, which may be missing."""
        root = etree.fromstring(part or EMPTY)
        abstracts = {number(each.get(w("abstractNumId"))) or 0: each for each in root.findall(w("abstractNum"))}
        lists = {number(each.get(w("numId"))) or 0: each for each in root.findall(w("num"))}
        nsids = [int(text, 16) for each in root.iter(w("nsid")) if HEXADECIMAL.fullmatch(text := each.get(w("val"), ""))]
        return cls(
            definitions={num_id: definition for num_id, each in lists.items() if (definition := defined(each, abstracts))},
            next_abstract_id=max(abstracts, default=-1) + 1,
            next_num_id=max(lists, default=0) + 1,
            next_nsid=max((nsid + 1 for nsid in nsids if FIRST_NSID <= nsid <= LAST_NSID), default=FIRST_NSID),
            pieces=cut(root, *seams(root)),
        )

    def with_added(self, abstract_nums: Iterable[str], nums: Iterable[str]) -> bytes:
        """The part with further definitions and lists. All definitions stand before all lists: Word demands it."""
        before, between, after = self.pieces
        return whole(before, *abstract_nums, between, *nums, after)


def seams(root: etree._Element) -> tuple[int, int]:
    """The index of the first list and that after the last."""
    last = next((place for place, child in enumerate(root) if child.tag == w("numIdMacAtCleanup")), len(root))
    return next((place for place, child in enumerate(root) if child.tag == w("num")), last), last


def defined(each: etree._Element, abstracts: Mapping[int, etree._Element]) -> Definition | None:
    """How a `w:num` looks, with what it overrides; nothing where it names a definition that there is not."""
    abstract = linked(abstracts.get(number(value(each, "w:abstractNumId")) or 0), abstracts)
    if abstract is None:
        return None
    levels = {place_of(level): Level.read(level) for level in abstract.findall(w("lvl"))}
    for override in each.findall(w("lvlOverride")):
        place = place_of(override)
        if (level := override.find(w("lvl"))) is not None:
            levels[place] = Level.read(level)
        if place in levels and (start := number(value(override, "w:startOverride"))) is not None:
            levels[place] = levels[place].but(start=start)
    return Definition(value(abstract, "w:multiLevelType") or "hybridMultilevel", levels)


def place_of(element: etree._Element) -> int:
    """Which level a `w:lvl` or `w:lvlOverride` is about."""
    return number(element.get(w("ilvl"))) or 0


def linked(abstract: etree._Element | None, abstracts: Mapping[int, etree._Element]) -> etree._Element | None:
    """The definition itself: where it only refers to a list style, the one that defines that style."""
    style = None if abstract is None else value(abstract, "w:numStyleLink")
    if style is None:
        return abstract
    return next((each for each in abstracts.values() if value(each, "w:styleLink") == style), None)
