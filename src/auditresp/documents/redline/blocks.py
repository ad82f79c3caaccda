"""Paragraphs and tables of both versions as one text with marks."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from auditresp.documents.redline.adoption import ANCHORS, Adoption
from auditresp.documents.redline.alignment import aligned, shared
from auditresp.documents.redline.marks import Edit, Marks, end_of, first
from auditresp.documents.redline.side import Side
from auditresp.documents.redline.tokens import compared, tokens_of, written
from auditresp.documents.word.ooxml import W, value, w

PLAIN = {w("pPr"), w("r")}
MARKS = {w("rPr"), w("sectPr"), w("pPrChange")}
KINDS = (w("p"), w("tbl"))
OTHER_STYLE = 0.5
"""How much less probable it is that a paragraph became one in another style."""
MOVED = 3
"""So many words must have changed their place to be worth the name of a move."""
Pair = tuple[etree._Element | None, etree._Element | None]


@dataclass
class Joined:
    """A block of the joined text: what happened to it as a whole, and for a paragraph the properties that it had and has."""

    element: etree._Element
    edit: Edit
    before: etree._Element | None = None
    after: etree._Element | None = None

    @property
    def is_paragraph(self) -> bool:
        """Whether its end can be marked."""
        return self.element.tag == w("p")

    def goes_with(self, other: "Joined") -> bool:
        """Whether both are paragraphs of which the same version knows nothing."""
        return self.is_paragraph and self.edit is not Edit.KEPT and self.edit.is_gone is other.edit.is_gone


@dataclass
class Blocks:
    """Joins the texts of one part in both versions."""

    old: Side
    new: Side
    old_part: str
    new_part: str
    marks: Marks
    adoption: Adoption
    lists: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Which lists paragraphs that are in both versions are in, there and here."""

    def joined(self, old: etree._Element | None, new: etree._Element | None) -> list[etree._Element]:
        """The text of two containers as one: of two bodies, headers or cells."""
        pairs = self._pairs(blocks_of(old), blocks_of(new))
        moves = self._moves(pairs)
        blocks = [self._block(left, right, moves) for left, right in pairs]
        self._mark_ends(blocks)
        return [block.element for block in blocks]

    def _pairs(self, old: list[etree._Element], new: list[etree._Element]) -> list[Pair]:
        """Which block became which. A paragraph that has no paragraph after it becomes the one that stands so in its place."""
        keys = [self.old.meaning(each, self.old_part) for each in old], [self.new.meaning(each, self.new_part) for each in new]
        places = aligned(*keys, lambda left, right: self._likeness(old[left], new[right]))
        pairs = [(None if left is None else old[left], None if right is None else new[right]) for left, right in places]
        return list(last_together(pairs))

    def _likeness(self, old: etree._Element, new: etree._Element) -> float:
        """How probable it is that one block became the other."""
        if old.tag != new.tag:
            return 0
        if old.tag == w("tr") and shape(old) != shape(new):
            return 0
        like = shared(words(old), words(new))
        return like if value(old, "w:pPr/w:pStyle") == value(new, "w:pPr/w:pStyle") else like * OTHER_STYLE

    def _moves(self, pairs: list[Pair]) -> dict[etree._Element, str]:
        """The paragraphs that only changed their place, on both sides, by the name of their move."""
        gone, come = defaultdict(list), defaultdict(list)
        for old, new in pairs:
            if old is not None and new is None and is_moved(old):
                gone[self.old.meaning(old, self.old_part)].append(old)
            if new is not None and old is None and is_moved(new):
                come[self.new.meaning(new, self.new_part)].append(new)
        found = [pair for key in gone for pair in zip(gone[key], come[key], strict=False)]
        return {each: name for pair in found for name in [self.marks.move()] for each in pair}

    def _block(self, old: etree._Element | None, new: etree._Element | None, moves: Mapping[etree._Element, str]) -> Joined:
        """Two blocks as one; one alone is deleted, inserted or moved."""
        if old is not None and new is not None:
            return self._paragraph(old, new) if new.tag == w("p") else Joined(self._table(old, new), Edit.KEPT)
        block = new if old is None else old
        assert block is not None  # noqa: S101 - a pair has at least one
        if block not in moves:
            return self._whole(block, Edit.INSERTED if old is None else Edit.DELETED)
        moved = self._whole(block, Edit.MOVED_HERE if old is None else Edit.MOVED_AWAY)
        self.marks.moved(moved.element, moved.edit, moves[block])
        return moved

    def _adopt(self, element: etree._Element) -> etree._Element:
        return self.adoption.adopted(element, self.old_part, self.new_part)

    def _own(self, element: etree._Element | None) -> etree._Element | None:
        """Properties of the old version as they are said in the new one."""
        return None if element is None else self._adopt(deepcopy(element))

    def _whole(self, block: etree._Element, edit: Edit) -> Joined:
        """A block that is only in one version."""
        if block.tag == w("p"):
            return self._paragraph(block, None, edit) if edit.is_gone else self._paragraph(None, block, edit)
        table = deepcopy(block)
        for row in table.iter(w("tr")):
            self.marks.row(row, edit)
        for paragraph, source in zip(list(table.iter(w("p"))), list(block.iter(w("p"))), strict=True):
            twin = self._whole(source, edit)
            self.marks.end(twin.element, edit)
            paragraph.getparent().replace(paragraph, twin.element)  # type: ignore[union-attr]
        if edit is Edit.DELETED:
            for anchor in list(table.iterchildren(*ANCHORS)):
                table.remove(anchor)
            for properties in [each for name in ("tblPr", "tcPr", "trPr") for each in table.iter(w(name))]:
                self._adopt(properties)
        return Joined(table, edit)

    def _paragraph(self, old: etree._Element | None, new: etree._Element | None, edit: Edit = Edit.KEPT) -> Joined:
        """A paragraph with its words marked; its end is marked later, by what follows it."""
        before = [] if old is None else tokens_of(old, self.old, self.old_part)
        after = [] if new is None else tokens_of(new, self.new, self.new_part)
        paragraph = etree.Element(w("p"))
        was, now = (None if each is None else each.find(w("pPr")) for each in (old, new))
        own = self._own(was)
        properties = deepcopy(now) if new is not None else own
        if properties is not None:
            paragraph.append(properties)
        if old is not None and new is not None:
            self._note_lists(was, now)
            self._note_look(paragraph, own, now)
        changes = compared(before, after) if edit is Edit.KEPT else ((edit, token, None) for token in before or after)
        paragraph.extend(written(changes, self.marks, self._adopt))
        return Joined(paragraph, edit, own, now)

    def _note_lists(self, was: etree._Element | None, now: etree._Element | None) -> None:
        """Note which list became which."""
        there, here = (None if each is None else value(each, "w:numPr/w:numId") for each in (was, now))
        if there and here:
            self.lists[there, here] += 1

    def _note_look(self, paragraph: etree._Element, was: etree._Element | None, now: etree._Element | None) -> None:
        """Note what a paragraph and its end looked like, where it was different. The old one speaks of the new version's lists already."""
        ends = [None if each is None else each.find(w("rPr")) for each in (was, now)]
        if said(ends[0]) != said(ends[1]):
            self.marks.changed(end_of(first(paragraph, "pPr")), ends[0])
        if said(was) != said(now):
            self.marks.changed(first(paragraph, "pPr"), was)

    def _table(self, old: etree._Element, new: etree._Element) -> etree._Element:
        """A table with its rows marked."""
        table = etree.Element(w("tbl"))
        table.extend(deepcopy(each) for each in new if each.tag != w("tr"))
        self._properties(table, old, "tblPr")
        for left, right in self._pairs(old.findall(w("tr")), new.findall(w("tr"))):
            if left is not None and right is not None:
                table.append(self._row(left, right))
            else:
                table.append(self._whole_row(left, Edit.DELETED) if right is None else self._whole_row(right, Edit.INSERTED))
        return table

    def _row(self, old: etree._Element, new: etree._Element) -> etree._Element:
        """A row that is in both versions, with as many cells in each."""
        row = deepcopy(new)
        self._properties(row, old, "trPr")
        for cell, left, right in zip(row.findall(w("tc")), old.findall(w("tc")), new.findall(w("tc")), strict=True):
            cell[:] = [*cell.findall(w("tcPr")), *self.joined(left, right)]
            self._properties(cell, left, "tcPr")
        return row

    def _whole_row(self, row: etree._Element | None, edit: Edit) -> etree._Element:
        """A row that is only in one version."""
        table = etree.Element(w("tbl"))
        table.append(deepcopy(row) if row is not None else etree.Element(w("tr")))
        return self._whole(table, edit).element[0]

    def _properties(self, element: etree._Element, old: etree._Element, name: str) -> None:
        """Note what the properties of a table, row or cell were, where they were others."""
        now, was = element.find(w(name)), self._own(old.find(w(name)))
        if said(now) != said(was) and now is not None:
            self.marks.changed(now, was)

    def _mark_ends(self, blocks: list[Joined]) -> None:
        """Mark the ends of inserted and deleted paragraphs.

        One without a paragraph after it has no end of its own to give up: there, the paragraph before gives up its end, and this one
        takes over its properties.
        """
        for place, (block, following) in enumerate(pairwise([*blocks, None])):
            if block is None or not block.is_paragraph or block.edit is Edit.KEPT:
                continue
            if following is not None and following.is_paragraph:
                self.marks.end(block.element, block.edit)
                continue
            start = place
            while start > 0 and blocks[start - 1].goes_with(block):
                start -= 1
            kept = blocks[start - 1] if start > 0 else None
            if kept is None or kept.edit is not Edit.KEPT or not kept.is_paragraph:
                self.marks.end(block.element, block.edit)
                continue
            self.marks.end(kept.element, block.edit)
            self._take_over(block, kept)

    def _take_over(self, block: Joined, kept: Joined) -> None:
        """Give the last of some inserted or deleted paragraphs the look of the one before them, for when they are gone."""
        if block.edit.is_gone:
            now, was = deepcopy(kept.after), block.before
        else:
            now, was = block.element.find(w("pPr")), kept.before
        if (own := block.element.find(w("pPr"))) is not None:
            block.element.remove(own)
        properties = etree.Element(w("pPr")) if now is None else now
        for other in properties.findall(w("sectPr")):
            properties.remove(other)
        block.element.insert(0, properties)
        self._note_look(block.element, was, properties)


def blocks_of(container: etree._Element | None) -> list[etree._Element]:
    """The paragraphs and tables of a container."""
    return [] if container is None else [each for each in container if each.tag in KINDS]


def last_together(
    pairs: list[Pair],
) -> Iterator[Pair]:
    """The pairs, where the last paragraphs before a table or the end, one gone and one come, are one that changed."""
    waiting: list[Pair] = []
    for pair in [*pairs, None]:
        if pair is not None and None in pair and all(each is None or each.tag == w("p") for each in pair):
            waiting.append(pair)
            continue
        ends = pair is None or any(each is not None and each.tag != w("p") for each in pair)
        gone = [old for old, _new in waiting if old is not None]
        come = [new for _old, new in waiting if new is not None]
        if ends and gone and come:
            yield from ((old, None) for old in gone[:-1])
            yield from ((None, new) for new in come[:-1])
            yield gone[-1], come[-1]
        else:
            yield from waiting
        waiting = []
        if pair is not None:
            yield pair


def is_moved(block: etree._Element) -> bool:
    """Whether a block is a paragraph that can be found again elsewhere.

    It is of words alone: where a link moves, LibreOffice leaves the end of a paragraph behind.
    """
    return block.tag == w("p") and len(words(block)) >= MOVED and all(each.tag in PLAIN for each in block) and not is_section(block)


def is_section(paragraph: etree._Element) -> bool:
    """Whether a section ends with the paragraph."""
    return paragraph.find("w:pPr/w:sectPr", {"w": W}) is not None


def words(element: etree._Element) -> list[str]:
    """The words of a block."""
    return " ".join(each.text or "" for each in element.iter(w("t"))).split()


def shape(row: etree._Element) -> list[tuple[str | None, str | None]]:
    """How the cells of a row are joined with others."""
    return [(value(cell, "w:tcPr/w:gridSpan"), joined_down(cell)) for cell in row.findall(w("tc"))]


def joined_down(cell: etree._Element) -> str | None:
    """Whether a cell goes on in the row below, or comes from above."""
    merged = cell.find("w:tcPr/w:vMerge", {"w": W})
    return None if merged is None else merged.get(w("val"), "continue")


def said(properties: etree._Element | None) -> list[str]:
    """What properties say, in any order, without what is said of the end of a paragraph or was said before."""
    if properties is None:
        return []
    changes = MARKS | {f"{properties.tag}Change"}
    return sorted(spelled(each) for each in properties if each.tag not in changes)


def spelled(element: etree._Element) -> str:
    """An element, the same whatever prefixes its file has for namespaces."""
    attributes = sorted(f"{name!s}={text!s}" for name, text in element.attrib.items())
    return f"<{element.tag} {attributes}>{element.text or ''}{''.join(map(spelled, element))}</>"
