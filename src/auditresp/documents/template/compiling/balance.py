"""Every block begins and ends in the same kind of place, so that whatever is left out or repeated, the document is whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from auditresp.documents.template.compiling.hoisting import BLOCKS, besides, replace
from auditresp.documents.template.compiling.paragraphs import parent_of
from auditresp.documents.template.compiling.part import Part
from auditresp.documents.template.tags import BETWEEN, ELSEWHERE, ENDING, INSIDE_LOOPS, KNOWN, LEVELS, OPENING, Level, Tag, meant
from auditresp.documents.word.ooxml import w
from auditresp.language import _
from auditresp.problems import did_you_mean

THIN = {w("ins"), w("moveTo"), w("smartTag"), w("customXml"), w("bdo"), w("dir")}
"""Wrappers in a paragraph that mean the same when they are cut in two."""
EDGED = {w("hyperlink"), w("fldSimple"), w("sdtContent")}
"""Wrappers in a paragraph that a tag at their very edge may as well stand outside of."""

OTHERWISE = {
    **dict.fromkeys(("elseif", "elsif"), "elif"),
    "om": "if",
    "annars": "else",
    "för": "for",
    "sätt": "set",
    "slut": "endif",
    "slutom": "endif",
    "slutför": "endfor",
}
"""Tags as they are in other languages, Swedish among them."""


@dataclass
class Block:
    """A block's own tags, from `{% if %}` over `{% else %}` to `{% endif %}`."""

    keyword: str
    marks: list[etree._Element] = field(default_factory=list)


def balance(part: Part) -> list[Block]:
    """The part's blocks, innermost first. What does not begin and end alike is mended where that is safe, else said."""
    blocks = list(blocks_in(part))
    for block in blocks:
        for begin, end in pairwise(block.marks):
            align(part, begin, end)
    for block in blocks:
        for begin, end in pairwise(block.marks):
            first, second = part.standing(begin), part.standing(end)
            if not aligned(begin, end) and not (part.is_wrong(first.place) or part.is_wrong(second.place)):
                message = _(
                    "{begin} and {end} do not stand in the same kind of place, so what is between them is torn; "
                    "give both p (whole paragraphs), tr (rows) or tc (cells), or put both in one paragraph"
                )
                part.wrong(first.place, "torn-block", message.format(begin=first.tag.source, end=second.tag.source))
    tear_no_field(part, blocks)
    return blocks


def tear_no_field(part: Part, blocks: list[Block]) -> None:
    """Say where a field is half in a block and half outside."""
    nodes = list(part.root.iter(w("fldChar"), etree.ProcessingInstruction))
    borders = {node: number for number, node in enumerate(nodes)}
    for begin, end in [pair for block in blocks for pair in pairwise(block.marks) if pair[0] in borders and pair[1] in borders]:
        first = part.standing(begin)
        between = (node.get(w("fldCharType")) for node in nodes[borders[begin] : borders[end]] if node.tag == w("fldChar"))
        if halves_a_field(between) and not part.is_wrong(first.place):
            message = _(
                "half a field (a page number, a date, a link …) stands between {begin} and {end} and half outside, so it is torn; "
                "put both tags before the field or after it, or one on each side"
            )
            part.wrong(first.place, "torn-block", message.format(begin=first.tag.source, end=part.standing(end).tag.source))


def halves_a_field(borders: Iterable[str | None]) -> bool:
    """Whether a stretch with these borders of fields holds a part of a field without the rest."""
    depth = 0
    for border in borders:
        if border != "begin" and depth == 0:
            return True
        depth += {"begin": 1, "end": -1}.get(border or "", 0)
    return depth > 0


def blocks_in(part: Part) -> Iterator[Block]:
    """The blocks, innermost first; tags that have lost their partner are said.

    A tag that belongs to a block further out ends those inside, and a misspelt one does what was meant, so that one mistake is said once.
    """
    open_blocks: list[Block] = []
    marks = part.marks()
    for place, mark in enumerate(marks):
        standing = part.standing(mark)
        if (message := misfit(standing.tag, [block.keyword for block in open_blocks])) is not None:
            part.wrong(standing.place, "lost-tag", message)
        tag = meant(standing.tag)
        partners = partners_of(tag.keyword)
        if tag.opens:
            open_blocks.append(Block(tag.keyword, [mark]))
        elif any(block.keyword in partners for block in open_blocks):
            while open_blocks[-1].keyword not in partners:
                never_ended(part, open_blocks.pop())
            open_blocks[-1].marks.append(mark)
            if tag.keyword in ENDING:
                yield open_blocks.pop()
        elif tag.keyword in ENDING and open_blocks and is_ended_otherwise(part, open_blocks[-1], marks[place + 1 :]):
            open_blocks.pop()
    for block in open_blocks:
        never_ended(part, block)


def is_ended_otherwise(part: Part, block: Block, following: list[etree._Element]) -> bool:
    """Whether nothing that follows ends a block, so that an end of another kind was meant for it; what is wrong is said of that one."""
    return all(meant(part.standing(mark).tag).keyword != f"end{block.keyword}" for mark in following)


def never_ended(part: Part, block: Block) -> None:
    """Say that a block goes on and on."""
    standing = part.standing(block.marks[0])
    message = _("{tag} is never ended; {end} is missing")
    end = f"{{%{standing.tag.level or ''} end{block.keyword} %}}"
    part.wrong(standing.place, "lost-tag", message.format(tag=standing.tag.source, end=end))


def partners_of(keyword: str) -> set[str]:
    """The keywords of the blocks that a tag can divide or end."""
    return BETWEEN.get(keyword, {keyword[3:]} & OPENING if keyword in ENDING else set())


def misfit(tag: Tag, open_blocks: list[str]) -> str | None:
    """What is wrong with a tag where the blocks with these keywords are open, the innermost last; None where nothing is."""
    keyword = tag.keyword
    fits = not partners_of(keyword).isdisjoint(open_blocks)
    if keyword in BETWEEN and not fits:
        return _("{tag} stands in no block that it could belong to").format(tag=tag.source)
    if keyword in ENDING and not fits:
        still_open = _("; {tag} is still open").format(tag=f"{{% {open_blocks[-1]} … %}}") if open_blocks else ""
        return _("{tag} ends nothing that began before it").format(tag=tag.source) + still_open
    if keyword in INSIDE_LOOPS and "for" not in open_blocks:
        return _("{tag} stands in no loop").format(tag=tag.source)
    if keyword in ELSEWHERE:
        return _("{tag}: a template cannot use other templates").format(tag=tag.source)
    if keyword in LEVELS:
        return _("{tag} says nothing besides its place; write in it what is meant, or take it away").format(tag=tag.source)
    if keyword and keyword not in KNOWN:
        near = did_you_mean(OTHERWISE.get(keyword, keyword), KNOWN | LEVELS)
        return _("'{keyword}' is no tag").format(keyword=keyword) + (near or _("; to print a value, write {tag}").format(tag="{{ … }}"))
    return None


def aligned(begin: etree._Element, end: etree._Element) -> bool:
    """Whether the elements that end between two marks are those that begin there again."""
    return [node.tag for node in alone_around(begin, end)] == [node.tag for node in alone_around(end, begin)]


def alone_around(mark: etree._Element, other: etree._Element) -> list[etree._Element]:
    """The elements around a mark that are not around the other."""
    shared = set(other.iterancestors())
    return [node for node in mark.iterancestors() if node not in shared]


def align(part: Part, begin: etree._Element, end: etree._Element) -> None:
    """Let two marks stand alike: move them out of thin wrappers, and take the place of a paragraph that holds nothing else."""
    if aligned(begin, end):
        return
    for mark in (begin, end):
        move_out(part, mark)
    for level in (Level.PARAGRAPH, Level.CELL, Level.ROW):
        for mark, other in ((begin, end), (end, begin)):
            if aligned(begin, end):
                return
            block = next((node for node in alone_around(mark, other) if node.tag == BLOCKS[level]), None)
            if block is not None and besides(part, block, level) is None:
                replace(part, block)


def move_out(part: Part, mark: etree._Element) -> None:
    """Put a mark outside the wrappers around it in its paragraph, as far as that changes nothing."""
    for wrapper in list(mark.iterancestors()):
        if wrapper.tag in THIN:
            cut_in_two(part, wrapper, mark)
        elif wrapper.tag in EDGED and mark is (wrapper[0] if len(wrapper) else None):
            outside(wrapper).addprevious(mark)
        elif wrapper.tag in EDGED and mark is wrapper[-1]:
            outside(wrapper).addnext(mark)
        elif mark.getparent() is wrapper:
            return


def outside(wrapper: etree._Element) -> etree._Element:
    """The whole element that a wrapper belongs to: a content control's content is only a part of it."""
    return parent_of(wrapper) if wrapper.tag == w("sdtContent") else wrapper


def cut_in_two(part: Part, wrapper: etree._Element, mark: etree._Element) -> None:
    """End a wrapper before a mark; what follows the mark is in another one like it."""
    rest = etree.Element(wrapper.tag, {str(name): str(text) for name, text in wrapper.attrib.items()})
    if w("id") in rest.attrib:
        rest.set(w("id"), part.free_id())
    rest.extend(list(mark.itersiblings()))
    wrapper.addnext(mark)
    if len(rest):
        mark.addnext(rest)
