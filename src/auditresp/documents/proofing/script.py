"""A part's tags as one jinja template that can be read whatever is wrong with some of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import jinja2
from jinja2 import nodes as ast
from lxml import etree

from auditresp.documents.template.compiling.finding import BEGIN
from auditresp.documents.template.compiling.language import STATEMENT, by_itself, read_code, written
from auditresp.documents.template.compiling.part import MARK, Part
from auditresp.documents.template.slots import FIRST_LINE, Standing
from auditresp.documents.template.tags import ALONE, BETWEEN, OPENING, Kind, Tag, meant
from auditresp.documents.word.ooxml import w
from auditresp.documents.word.spots import words_of

END = re.compile(r"\}\}|%\}")
NAME = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True)
class Script:
    """The tags in their order, and what jinja makes of them."""

    tree: ast.Template
    standings: tuple[Standing, ...]
    """The tag on each line of the tree, from FIRST_LINE on."""
    unread: frozenset[str]
    """The names in tags that could not be read: what they would print or make is not certain."""

    def standing(self, line: int) -> Standing:
        """The tag on that line of the tree."""
        return self.standings[min(max(line - FIRST_LINE, 0), len(self.standings) - 1)]


def script_of(part: Part) -> Script:
    """The part's script. Tags and blocks that are not whole have been said already; they are left out or ended."""
    standings = [standing for standing in standings_in(part) if standing.tag.kind is not Kind.COMMENT]
    broken = broken_paragraphs(part)
    try:
        tree = read_code("".join(written(standing.tag) for standing in standings))
    except jinja2.TemplateSyntaxError:
        return Repair().script(standings, broken)
    return Script(tree, tuple(standings), frozenset(broken))


def standings_in(part: Part) -> Iterator[Standing]:
    """The tags of a part as they follow each other, those in attributes included."""
    for mark in MARK.finditer(etree.tostring(part.root, encoding="unicode")):
        slot = part.slots[int(mark[1] or mark[2])]
        if isinstance(slot, Standing):
            yield slot


def broken_paragraphs(part: Part) -> set[str]:
    """The names in paragraphs with a tag that does not end, or the rest of one: their words stand there as they are."""
    left = (words_of(paragraph) for paragraph in part.root.iter(w("p")))
    return {name for words in left if BEGIN.search(words) or END.search(words) for name in NAME.findall(words)}


@dataclass
class Repair:
    """Reads the tags one after another, and makes a whole of them."""

    source: list[str] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)
    open_blocks: list[tuple[str, str]] = field(default_factory=list)
    """What each was opened with, and what stands for that."""
    unread: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)
    """The names that the blocks so far have made."""

    def script(self, standings: list[Standing], unread: set[str]) -> Script:
        """The script of tags of which some are broken."""
        self.unread |= unread
        for standing in standings:
            self.take(standing)
        if standings:
            self.close(0, standings[-1])
        try:
            tree = read_code("".join(self.source))
        except jinja2.TemplateSyntaxError:
            return Script(ast.Template([], lineno=1), (), frozenset(self.unread))
        return Script(tree, tuple(self.standings), frozenset(self.unread))

    def take(self, standing: Standing) -> None:
        """Write a tag down, if it can be read where it stands."""
        tag = meant(standing.tag)
        ended = tag.keyword.removeprefix("end") if tag.keyword.startswith("end") else ""
        if ended in OPENING:
            self.end(ended, standing)
        elif tag.keyword in BETWEEN:
            if is_readable(tag) and self.open_blocks and self.open_blocks[-1][0] in BETWEEN[tag.keyword]:
                self.write(written(tag), standing)
            else:
                self.unread.update(NAME.findall(tag.code))
        elif is_readable(tag) and (tag.opens or tag.kind is Kind.PRINT or tag.keyword in ALONE):
            self.write(written(tag), standing)
            if tag.opens:
                self.open_blocks.append((tag.keyword, tag.keyword))
                self.made.update(NAME.findall(tag.code.partition(" in ")[0]))
        else:
            self.unread.update(NAME.findall(tag.code))
            if tag.opens:
                self.write(STATEMENT.format("if 1"), standing)
                self.open_blocks.append((tag.keyword, "if"))

    def end(self, keyword: str, standing: Standing) -> None:
        """End the innermost block of that kind, and what is still open in it; nothing where there is none.

        What a block makes is known in it alone; where blocks do not fit together, nobody knows how far that is.
        """
        opened = [each for each, _instead in self.open_blocks]
        if not opened or opened[-1] != keyword:
            self.unread |= self.made
        if keyword in opened:
            self.close(len(opened) - 1 - opened[::-1].index(keyword), standing)

    def close(self, depth: int, standing: Standing) -> None:
        """End the blocks that are open from that depth on."""
        while len(self.open_blocks) > depth:
            _opened, instead = self.open_blocks.pop()
            self.write(STATEMENT.format(f"end{instead}"), standing)

    def write(self, code: str, standing: Standing) -> None:
        """One more line of the script."""
        self.source.append(code)
        self.standings.append(standing)


def is_readable(tag: Tag) -> bool:
    """Whether jinja understands a tag by itself."""
    try:
        read_code(by_itself(tag))
    except jinja2.TemplateSyntaxError:
        return False
    return True
