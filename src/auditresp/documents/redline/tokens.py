"""A paragraph as words and things that stand among them, compared one by one, and written again as runs with marks."""

import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from lxml import etree

from auditresp.documents.redline.marks import Edit, Marks
from auditresp.documents.redline.side import Side
from auditresp.documents.word.ooxml import w

WORD = re.compile(r"\w+|\s+|[^\w\s]")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DELETED = {w("t"): w("delText"), w("instrText"): w("delInstrText")}
SCARCE = 0.3
"""Where less of a paragraph is kept, the old words and then the new ones are easier to read than both by turns."""

Adopt = Callable[[etree._Element], etree._Element]


@dataclass(frozen=True)
class Piece:
    """Something in a run: some words, a tab, a picture. Outside of runs it is the thing itself, a formula."""

    element: etree._Element
    text: str | None
    """The words, where it is words."""
    look: etree._Element | None
    means: str
    """What the look says."""
    in_run: bool = True


@dataclass(frozen=True)
class Token:
    """What is kept, inserted or deleted as a whole: a word, a picture, a field."""

    key: str
    pieces: tuple[Piece, ...]
    link: etree._Element | None = None
    """The `w:hyperlink` it stands in."""
    before: tuple[etree._Element, ...] = ()
    """Bookmarks in front of it."""

    @property
    def words(self) -> str:
        """Its words, where it has any."""
        return "".join(piece.text or "" for piece in self.pieces)


def tokens_of(paragraph: etree._Element, side: Side, part: str) -> list[Token]:
    """The paragraph's content; bookmarks at its end stand before an empty token."""
    found: list[Token] = []
    field: list[Piece] = []
    waiting: list[etree._Element] = []
    depth = 0
    for element, link in inline(paragraph):
        if element.tag in (w("bookmarkStart"), w("bookmarkEnd")):
            waiting.append(element)
            continue
        for piece in pieces_of(element, side, part):
            depth += {"begin": 1, "end": -1}.get(piece.element.get(w("fldCharType"), ""), 0)
            field.append(piece)
            if depth > 0:
                continue
            depth = 0
            found += [replace(token, before=tuple(waiting)) for token in [token_of(field, link, side, part)]]
            field, waiting = [], []
    found += [token_of([piece], None, side, part) for piece in field]
    if waiting:
        found.append(Token("", (), before=tuple(waiting)))
    return found


def inline(paragraph: etree._Element) -> Iterator[tuple[etree._Element, etree._Element | None]]:
    """What stands in a paragraph, with the link it stands in."""
    for child in paragraph:
        if child.tag == w("hyperlink"):
            yield from ((each, child) for each in child)
        elif child.tag != w("pPr"):
            yield child, None


def pieces_of(element: etree._Element, side: Side, part: str) -> Iterator[Piece]:
    """A run cut into words and things."""
    if element.tag != w("r"):
        yield Piece(element, None, None, "", in_run=False)
        return
    look = element.find(w("rPr"))
    means = side.meaning(look, part)
    for child in element:
        if child.tag == w("t"):
            yield from (Piece(child, word, look, means) for word in WORD.findall(child.text or ""))
        elif child.tag != w("rPr"):
            yield Piece(child, None, look, means)


def token_of(pieces: list[Piece], link: etree._Element | None, side: Side, part: str) -> Token:
    """One token; that of a field holds all of it, with its look."""
    around = "" if link is None else "".join(sorted(side.content_of(part, str(text)) or str(text) for text in link.attrib.values()))
    keys = (piece.text or side.meaning(piece.element, part) for piece in pieces)
    looks = "|".join(piece.means for piece in pieces) if len(pieces) > 1 else ""
    return Token(f"{around}|{looks}|{''.join(keys)}", tuple(pieces), link)


def compared(old: list[Token], new: list[Token]) -> Iterator[tuple[Edit, Token, Token | None]]:
    """Each token with what happened to it; one that is kept with what it was."""
    kept = list(worth_keeping(old, new))
    at_old = at_new = 0
    for left, right, size in [*kept, (len(old), len(new), 0)]:
        yield from ((Edit.DELETED, token, None) for token in old[at_old:left] if token.pieces)
        yield from ((Edit.INSERTED, token, None) for token in new[at_new:right])
        yield from ((Edit.KEPT, new[right + each], old[left + each]) for each in range(size))
        at_old, at_new = left + size, right + size


def worth_keeping(old: list[Token], new: list[Token]) -> Iterator[tuple[int, int, int]]:
    """Stretches that both have, without blanks and commas alone between words that differ."""
    matcher = SequenceMatcher(None, [token.key for token in old], [token.key for token in new], autojunk=False)
    blocks = matcher.get_matching_blocks()[:-1]
    length = max(sum(len(token.words) for token in old), sum(len(token.words) for token in new))
    same = sum(len(token.words) for block in blocks for token in new[block.b : block.b + block.size])
    if same < length * SCARCE:
        blocks = [block for block in blocks if any(token.words == "" for token in new[block.b : block.b + block.size])]
    for block in blocks:
        stretch = new[block.b : block.b + block.size]
        ends = block.a + block.size == len(old) and block.b + block.size == len(new)
        begins = block.a == block.b == 0
        if begins or ends or any(not token.words or token.words.isalnum() for token in stretch):
            yield block.a, block.b, block.size


def written(changes: Iterable[tuple[Edit, Token, Token | None]], marks: Marks, adopt: Adopt) -> Iterator[etree._Element]:
    """The content of a paragraph again: runs, in links and with marks around them. `adopt` makes an element of the old version fit."""
    for (edit, _link), group in groupby(changes, key=lambda change: (change[0], change[1].link)):
        listed = list(group)
        link = listed[0][1].link
        holder = etree.Element("holder") if link is None else empty(link, adopt if edit.is_gone else deepcopy)
        holder.extend(marked(listed, edit, marks, adopt))
        yield from list(holder) if link is None else [holder]


def empty(link: etree._Element, adopt: Adopt) -> etree._Element:
    """A link without its words."""
    twin = etree.Element(link.tag, {str(name): str(text) for name, text in link.attrib.items()})
    return adopt(twin)


def marked(changes: list[tuple[Edit, Token, Token | None]], edit: Edit, marks: Marks, adopt: Adopt) -> Iterator[etree._Element]:
    """The runs of tokens to which the same happened."""
    bookmarks = [deepcopy(each) for _edit, token, _old in changes for each in token.before]
    runs = list(runs_of(changes, edit, marks, adopt))
    yield from bookmarks
    if edit is Edit.KEPT or not runs:
        yield from runs
        return
    around = marks.of(edit)
    around.extend(runs)
    yield around


def runs_of(changes: list[tuple[Edit, Token, Token | None]], edit: Edit, marks: Marks, adopt: Adopt) -> Iterator[etree._Element]:
    """Runs, each as long as it looks the same."""
    flat = [
        (piece, None if old is None or piece.means == was.means else was)
        for _edit, token, old in changes
        for piece, was in zip(token.pieces, token.pieces if old is None else old.pieces, strict=True)
    ]
    for (_means, _was, in_run), group in groupby(flat, key=lambda each: (each[0].means, each[1] and each[1].means, each[0].in_run)):
        pieces = list(group)
        if not in_run:
            yield from (fitted(piece.element, edit, adopt) for piece, _was in pieces)
            continue
        run = etree.Element(w("r"))
        piece, was = pieces[0]
        if piece.look is not None or was is not None:
            look = etree.Element(w("rPr")) if piece.look is None else deepcopy(piece.look)
            if was is not None:
                marks.changed(look, None if was.look is None else adopt(deepcopy(was.look)))
            run.append(look)
        for is_text, alike in groupby((piece for piece, _was in pieces), key=lambda each: each.text is not None):
            if is_text:
                run.append(text_element("".join(each.text or "" for each in alike), edit))
            else:
                run.extend(fitted(each.element, edit, adopt) for each in alike)
        yield run


def text_element(text: str, edit: Edit) -> etree._Element:
    """Words in a run."""
    element = etree.Element(w("delText" if edit is Edit.DELETED else "t"))
    element.text = text
    element.set(SPACE, "preserve")
    return element


def fitted(element: etree._Element, edit: Edit, adopt: Adopt) -> etree._Element:
    """A thing as it stands in the joined document."""
    if not edit.is_gone:
        return deepcopy(element)
    twin = adopt(deepcopy(element))
    if edit is Edit.DELETED and twin.tag in DELETED:
        twin.tag = DELETED[str(twin.tag)]
    return twin
