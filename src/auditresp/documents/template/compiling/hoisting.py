"""Tags that stand for the paragraph, cell or row around them take its place; `{%-` and `-%}` join paragraphs."""

from lxml import etree

from auditresp.documents.template.compiling.anchors import ANCHORS
from auditresp.documents.template.compiling.paragraphs import TEXT, detach
from auditresp.documents.template.compiling.part import Part, is_mark
from auditresp.documents.template.tags import Kind, Level
from auditresp.documents.word.ooxml import w
from auditresp.documents.word.spots import shortened, words_of
from auditresp.language import _

BLOCKS = {Level.ROW: w("tr"), Level.CELL: w("tc"), Level.PARAGRAPH: w("p")}
SHOWN = {
    w(name)
    for name in ("drawing", "pict", "object", "sym", "fldChar", "fldSimple", "instrText", "footnoteReference", "endnoteReference", "ptab")
} | {"{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"}
"""What a reader sees besides words."""


def hoist(part: Part) -> None:
    """Put every tag that says `p`, `tc` or `tr` in the place of what it stands for."""
    join(part)
    hoisted: set[etree._Element] = set()
    for level, block_tag in BLOCKS.items():
        for mark in part.marks():
            standing = part.standing(mark)
            if standing.tag.level is not level or mark in hoisted:
                continue
            block = next(mark.iterancestors(block_tag), None)
            if block is None:
                message = _("{tag} stands for a row or cell, but is in no table")
                part.wrong(standing.place, "tag-outside-table", message.format(tag=standing.tag.source))
            elif (words := besides(part, block, level)) is not None:
                part.wrong(standing.place, "lost-words", would_be_lost(standing.tag.source, words, level))
            else:
                hoisted.update(replace(part, block))


def besides(part: Part, block: etree._Element, level: Level) -> str | None:
    """What a reader sees in a block besides tags that can take its place; None where there is nothing."""
    if words := words_of(block):
        return words
    for node in block.iter():
        if is_mark(node):
            standing = part.standing(node)
            if standing.tag.kind is Kind.PRINT and standing.tag.level is not level:
                return standing.tag.source
        elif node.tag in SHOWN:
            return _("(a picture, field or note)")
        elif node.tag == w("br") and node.get(w("type")) in ("page", "column"):
            return _("(a page break)")
    return None


def would_be_lost(tag: str, words: str, level: Level) -> str:
    """What to say about words that stand where a tag stands for the whole block."""
    message = {
        Level.PARAGRAPH: _("“{words}” stands in the same paragraph as {tag} and would be lost; put the tag in a paragraph of its own"),
        Level.CELL: _("“{words}” stands in the same cell as {tag} and would be lost; put the tag in a cell of its own"),
        Level.ROW: _("“{words}” stands in the same row as {tag} and would be lost; put the tag in a row of its own"),
    }[level]
    return message.format(words=shortened(words), tag=tag)


def replace(part: Part, block: etree._Element) -> list[etree._Element]:
    """Put the marks in a block in its place, and give them back. Its bookmarks and comments stay, and so does a section break."""
    marks = part.marks(block)
    if block.tag == w("p"):
        part.paragraphs.update((int(mark.text or 0), block) for mark in marks if part.standing(mark).tag.kind is Kind.PRINT)
    for node in [node for node in block.iter() if is_mark(node) or node.tag in ANCHORS]:
        detach(node)
        block.addprevious(node)
    if (section := block.find(f"{w('pPr')}/{w('sectPr')}")) is not None:
        after = etree.Element(w("p"))
        etree.SubElement(after, w("pPr")).append(section)
        (marks[0] if part.standing(marks[0]).tag.opens else block).addprevious(after)
    detach(block)
    return marks


def join(part: Part) -> None:
    """Let what stands before `{%-` or after `-%}` follow without a break."""
    for mark in part.marks():
        tag = part.standing(mark).tag
        if tag.joins_before:
            close_up(mark, forwards=False, over_paragraphs=tag.kind is Kind.STATEMENT)
        if tag.joins_after:
            close_up(mark, forwards=True, over_paragraphs=tag.kind is Kind.STATEMENT)


def close_up(mark: etree._Element, *, forwards: bool, over_paragraphs: bool) -> None:
    """Take away the break, or else the spaces, on one side of a mark."""
    neighbour = next(iter(said(mark, forwards=forwards)), None)
    if neighbour is None:
        if over_paragraphs:
            merge(mark, forwards=forwards)
    elif neighbour.tag == w("br"):
        detach(neighbour)
    elif neighbour.tag == TEXT:
        text = neighbour.text or ""
        neighbour.text = text.lstrip() if forwards else text.rstrip()


def said(mark: etree._Element, *, forwards: bool) -> list[etree._Element]:
    """What the paragraph says on one side of a mark, nearest first: words, breaks and other tags."""
    paragraph = next(mark.iterancestors(w("p")))
    nodes = [node for node in paragraph.iter() if is_mark(node) or node.tag in (TEXT, w("br"), w("tab"), w("drawing"))]
    place = nodes.index(mark)
    return nodes[place + 1 :] if forwards else nodes[:place][::-1]


def merge(mark: etree._Element, *, forwards: bool) -> None:
    """Make one paragraph of the mark's own and the one beside it, where there is one."""
    own = next(mark.iterancestors(w("p")))
    beside = own.getnext() if forwards else own.getprevious()
    if beside is None or beside.tag != w("p"):
        return
    first, second = (own, beside) if forwards else (beside, own)
    if first.find(f"{w('pPr')}/{w('sectPr')}") is not None:
        return
    first.extend([child for child in second if child.tag != w("pPr")])
    section = second.find(f"{w('pPr')}/{w('sectPr')}")
    if section is not None:
        properties = first.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            first.insert(0, properties)
        properties.append(section)
    detach(second)
