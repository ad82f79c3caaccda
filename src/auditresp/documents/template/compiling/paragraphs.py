"""A template's paragraphs with every tag on its own, however Word has scattered its letters over runs."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from auditresp.documents.template.compiling.finding import FIELD_BORDER, find
from auditresp.documents.template.tags import Tag
from auditresp.documents.word.ooxml import w

RUN, TEXT, INSTRUCTION = w("r"), w("t"), w("instrText")
UNREAD = {w("del"), w("moveFrom"), w("p")}
"""Deleted text is no text of the template; a paragraph inside another (in a text box) is a paragraph of its own."""
READS_AS = {w("br"): "\n", w("cr"): "\n", w("tab"): "\t", w("noBreakHyphen"): "-", w("fldChar"): FIELD_BORDER}
"""What stands between the letters."""
UNSAID = {w("rPr"), w("lastRenderedPageBreak")}
"""A run that holds nothing else prints nothing."""
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass
class Piece:
    """Some of a paragraph's text, and the element that holds it."""

    element: etree._Element
    text: str

    @property
    def run(self) -> etree._Element:
        """The run around it."""
        return parent_of(self.element)


def parent_of(element: etree._Element) -> etree._Element:
    """The element around one that has one."""
    parent = element.getparent()
    if parent is None:
        raise ValueError(element.tag)
    return parent


def detach(node: etree._Element) -> None:
    """Take a node out of the tree."""
    parent_of(node).remove(node)


def runs_of(element: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph, also those in links, fields, content controls and tracked insertions."""
    for child in element:
        if child.tag == RUN:
            yield child
        elif child.tag not in UNREAD:
            yield from runs_of(child)


@dataclass(frozen=True)
class Met:
    """A tag where it was met in a paragraph."""

    tag: Tag
    text: str
    """All that the paragraph says, or instructs its fields to show."""
    start: int
    end: int
    run: etree._Element
    """In which it begins."""
    is_instruction: bool
    """Whether that is a field's."""


def separate(paragraph: etree._Element, mark: Callable[[Met], etree._Element]) -> bool:
    """Take every tag out of the text and put in its place what `mark` gives for it; say whether there was any.

    Raises Unclosed where a tag does not end in the paragraph.
    """
    any_found = False
    for kind in (TEXT, INSTRUCTION):
        pieces = list(pieces_of(paragraph, kind))
        text = "".join(piece.text for piece in pieces)
        found = list(find(text))
        for each in reversed(found):
            first, last = stretch(pieces, each.start, each.end)
            if each.tag is None:
                replace_text(pieces[first:last], each.literal)
            else:
                run = isolated(pieces[first:last])
                run.addprevious(mark(Met(each.tag, text, each.start, each.end, run, kind == INSTRUCTION)))
                remove(pieces[first:last])
                del pieces[first:last]
        any_found |= bool(found)
    return any_found


def pieces_of(paragraph: etree._Element, kind: str) -> Iterator[Piece]:
    """The words of a paragraph, or what it instructs its fields to show."""
    for run in runs_of(paragraph):
        for child in run:
            if child.tag == kind:
                yield Piece(child, child.text or "")
            elif child.tag in READS_AS and child.get(w("type"), "textWrapping") == "textWrapping":
                yield Piece(child, READS_AS[child.tag])


def stretch(pieces: list[Piece], start: int, end: int) -> tuple[int, int]:
    """The pieces that hold the text from `start` to `end` and nothing else, split as it takes."""
    return border(pieces, start), border(pieces, end)


def border(pieces: list[Piece], place: int) -> int:
    """The index of the piece that begins at `place`; a piece that reaches over it is split."""
    begin = 0
    for index, piece in enumerate(pieces):
        if place <= begin:
            return index
        inside = place - begin
        if inside < len(piece.text):
            pieces[index : index + 1] = halves(piece, inside)
            return index + 1
        begin += len(piece.text)
    return len(pieces)


def halves(piece: Piece, place: int) -> list[Piece]:
    """A text split in two, in two runs that look the same."""
    following = etree.Element(piece.element.tag)
    set_text(following, piece.text[place:])
    set_text(piece.element, piece.text[:place])
    piece.element.addnext(following)
    split_run(following)
    return [Piece(piece.element, piece.text[:place]), Piece(following, piece.text[place:])]


def split_run(first: etree._Element) -> None:
    """End a run before this child of it; the rest follows in a run that looks the same."""
    run = parent_of(first)
    rest = etree.Element(RUN)
    if (properties := run.find(w("rPr"))) is not None:
        rest.append(deepcopy(properties))
    rest.extend([first, *first.itersiblings()])
    run.addnext(rest)


def isolated(pieces: list[Piece]) -> etree._Element:
    """The run in which a tag begins, with nothing in it before the tag."""
    first = pieces[0].element
    before = first.getprevious()
    if before is not None and before.tag != w("rPr"):
        split_run(first)
    after = pieces[-1].element.getnext()
    if after is not None and pieces[-1].run is pieces[0].run:
        split_run(after)
    return pieces[0].run


def replace_text(pieces: list[Piece], text: str) -> None:
    """Let the first piece say this, and the others nothing."""
    for piece in pieces:
        piece.text = ""
        set_text(piece.element, "")
    pieces[0].text = text
    set_text(pieces[0].element, text)


def remove(pieces: list[Piece]) -> None:
    """Take the pieces out, and the runs that were there for them alone."""
    for piece in pieces:
        run = piece.run
        run.remove(piece.element)
        if all(child.tag in UNSAID for child in run):
            detach(run)


def set_text(element: etree._Element, text: str) -> None:
    """Give a text element its words, with the spaces at their ends."""
    element.text = text
    element.set(XML_SPACE, "preserve")
