"""Both versions of a document as one with marks."""

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from auditresp.documents.redline.adoption import Adoption
from auditresp.documents.redline.blocks import Blocks, said
from auditresp.documents.redline.marks import Marks
from auditresp.documents.redline.side import Side
from auditresp.documents.word.ooxml import OFFICE_RELATIONSHIPS, w

EDGES = (w("headerReference"), w("footerReference"))
REL_ID = f"{{{OFFICE_RELATIONSHIPS}}}id"
IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
Edge = tuple[str, str]
"""A header or a footer, and on which pages it stands."""


@dataclass
class Joining:
    """Makes the joined document: the new version's, with what the old one had besides."""

    old: Side
    new: Side
    marks: Marks

    def document(self) -> bytes:
        """The Word file. It is joined twice: first to see which lists are the same, then with that known."""
        met = self._joined(Adoption(self.old, self.new.copy()), Marks(self.marks.author, self.marks.when))[1]
        adoption = Adoption(self.old, self.new)
        adoption.pair_lists(met)
        self.marks.last = self._first_free()
        changed, _met = self._joined(adoption, self.marks)
        parts = {name: written(self.new.trees[name]) for name in self.new.trees if name in changed or name in self._added(adoption)}
        return self.new.package.written({**adoption.parts, **parts, **{name: written(root) for name, root in changed.items()}})

    def _first_free(self) -> int:
        """The highest number that a bookmark has."""
        return max(side.highest(w("id"), w("bookmarkStart")) for side in (self.old, self.new))

    def _added(self, adoption: Adoption) -> set[str]:
        """The parts that something may have been added to."""
        new = adoption.new
        return {part for kind in ("numbering", "styles", "footnotes", "endnotes") if (part := new.kinds.get(kind)) in new.trees and part}

    def _joined(self, adoption: Adoption, marks: Marks) -> tuple[dict[str, etree._Element], Counter[tuple[str, str]]]:
        """The parts with text as they become, and the lists met on the way."""
        met: Counter[tuple[str, str]] = Counter()
        body = self._text(adoption, marks, met, self.old.main, adoption.new.main)
        joined = {adoption.new.main: body}
        there, here = edges_of(self.old), edges_of(adoption.new)
        for place, (before, after) in enumerate(zip(there, here, strict=False)):
            for edge in sorted({*before, *after}):
                old_part, new_part = before.get(edge), after.get(edge)
                if new_part in joined or (old_part is None and new_part is None):
                    continue
                if new_part is None and old_part is not None:
                    new_part = self._edge(adoption, body, place, edge, old_part)
                if new_part is not None:
                    joined[new_part] = self._text(adoption, marks, met, old_part, new_part)
        return joined, met

    def _text(self, adoption: Adoption, marks: Marks, met: Counter[tuple[str, str]], old_part: str | None, new_part: str) -> etree._Element:
        """A part with text."""
        new = adoption.new
        there = None if old_part is None else self.old.tree(old_part)
        here = new.tree(new_part)
        blocks = Blocks(self.old, new, old_part or "", new_part, marks, adoption, met)
        root = with_names(here, there)
        before, after = (None if each is None else container_of(each) for each in (there, here))
        root.extend(deepcopy(each) for each in here if root.tag == w("document") and each.tag != w("body"))
        container = etree.SubElement(root, w("body")) if root.tag == w("document") else root
        container.extend(blocks.joined(before, after))
        if after is not None and (last := after.find(w("sectPr"))) is not None:
            container.append(section := deepcopy(last))
            mark_section(section, None if before is None else before.find(w("sectPr")), marks)
        return root

    def _edge(self, adoption: Adoption, body: etree._Element, place: int, edge: Edge, old_part: str) -> str:
        """A header or footer that the new version does not have: a part of its own, with nothing in it yet but an end."""
        name, pages = edge
        kind = "header" if name == w("headerReference") else "footer"
        target = next(each for each in self.old.related(self.old.main).values() if each.name == old_part)
        part = old_part
        while part in adoption.new.package.parts or part in adoption.parts:
            part = part.replace(kind, f"{kind}0", 1)
        root = deepcopy(self.old.tree(old_part))
        root[:] = [etree.Element(w("p"))]
        adoption.new.trees[part] = root
        rel_id = adoption.add(part, old_part, adoption.new.main, target)
        section = list(body.iter(w("sectPr")))[place]
        section.insert(0, etree.Element(name, {w("type"): pages, REL_ID: rel_id}))
        return part


def container_of(root: etree._Element) -> etree._Element | None:
    """What holds the paragraphs of a part."""
    return root.find(w("body")) if root.tag == w("document") else root


def edges_of(side: Side) -> list[dict[Edge, str]]:
    """The headers and footers of each section."""
    related = side.related(side.main)
    return [
        {
            (str(each.tag), each.get(w("type"), "default")): related[each.get(REL_ID, "")].name
            for each in section.iterchildren(*EDGES)
            if each.get(REL_ID, "") in related
        }
        for section in side.tree(side.main).iter(w("sectPr"))
    ]


def mark_section(section: etree._Element, old: etree._Element | None, marks: Marks) -> None:
    """Note what the page looked like, where it looked different."""
    if old is None:
        return
    before, now = deepcopy(old), deepcopy(section)
    for each in (before, now):
        for edge in list(each.iterchildren(*EDGES)):
            each.remove(edge)
    if said(before) != said(now):
        marks.changed(section, before)


def with_names(root: etree._Element, other: etree._Element | None) -> etree._Element:
    """An empty twin of a part that knows the other's namespaces too: some are named only in attributes."""
    names = {} if other is None else other.nsmap
    twin = etree.Element(root.tag, {str(name): str(text) for name, text in root.attrib.items()}, nsmap={**names, **root.nsmap})  # type: ignore[dict-item]
    ignorable = [prefix for each in (root, other) if each is not None for prefix in each.get(IGNORABLE, "").split()]
    if ignorable:
        twin.set(IGNORABLE, " ".join(dict.fromkeys(ignorable)))
    return twin


def written(root: etree._Element) -> bytes:
    """A part's bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
