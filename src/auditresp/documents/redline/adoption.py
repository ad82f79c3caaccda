"""Brings into the new version what words deleted from it need: their lists, styles, notes, links and pictures."""

import posixpath
import re
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from auditresp.documents.redline.side import NOTE, NOTES, OUTSIDE, Side, Target
from auditresp.documents.word.ooxml import CONTENT_TYPES, OFFICE_RELATIONSHIPS, PACKAGE_RELATIONSHIPS, number, value, w
from auditresp.documents.word.package import TYPES_PART, parsed
from auditresp.documents.word.relationships import relationships_part

DRAWN = ("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr", "id")
STYLED = (w("pStyle"), w("rStyle"), w("tblStyle"))
ANCHORS = (w("bookmarkStart"), w("bookmarkEnd"), w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))


@dataclass
class Adoption:
    """Makes elements of the old version fit into the new one, whose parts it adds to."""

    old: Side
    new: Side
    parts: dict[str, bytes] = field(default_factory=dict)
    """Parts that are added, and changed lists of relationships."""
    lists: dict[str, str] = field(default_factory=dict)
    """Which list of the new version each list of the old one became."""
    known: dict[tuple[str, str, str], str] = field(default_factory=dict)
    taken: dict[str, str] = field(default_factory=dict)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    drawn: int = 0

    def pair_lists(self, met: Counter[tuple[str, str]]) -> None:
        """Decide which list became which, by the paragraphs that are in both."""
        for (before, after), _times in sorted(met.items(), key=lambda each: (-each[1], each[0])):
            if before not in self.lists and after not in self.lists.values():
                self.lists[before] = after

    def adopted(self, element: etree._Element, old_part: str, new_part: str) -> etree._Element:
        """The element, a copy that may be changed, as it can stand in the new version's part."""
        for anchor in list(element.iter(*ANCHORS)):
            if (around := anchor.getparent()) is not None:
                around.remove(anchor)
        for each in element.iter():
            for name, text in each.attrib.items():
                if etree.QName(name).namespace == OFFICE_RELATIONSHIPS:
                    each.set(name, self.relationship(old_part, new_part, str(text)))
            if each.tag == w("numId"):
                each.set(w("val"), self.list_id(each.get(w("val"), "")))
            elif each.tag in STYLED:
                self.style(each.get(w("val"), ""))
            elif each.tag == DRAWN[0]:
                each.set(DRAWN[1], str(self.drawing()))
            for kind, reference in NOTES.items():
                if each.tag == reference:
                    each.set(w("id"), self.note(kind, each.get(w("id"), "")))
        return element

    def drawing(self) -> int:
        """A number that no drawing has."""
        self.drawn = max(self.drawn, self.new.highest(DRAWN[1], DRAWN[0])) + 1
        return self.drawn

    def list_id(self, num_id: str) -> str:
        """The list of the new version that a list of the old one is; one of its own is made where there is none."""
        if num_id in self.lists or self.old.kind("numbering") is None:
            return self.lists.get(num_id, num_id)
        numbering = self.old.kind("numbering")
        num = next(
            (each for each in ([] if numbering is None else numbering) if each.tag == w("num") and each.get(w("numId")) == num_id), None
        )
        if num is None:
            return num_id
        self.lists[num_id] = self._own_list(num)
        return self.lists[num_id]

    def _own_list(self, num: etree._Element) -> str:
        """The same list once more, after those of the new version."""
        there, here = self.old.kind("numbering"), self._part("numbering")
        abstract_id = value(num, "w:abstractNumId")
        abstract = next(
            (
                each
                for each in ([] if there is None else there)
                if each.tag == w("abstractNum") and each.get(w("abstractNumId")) == abstract_id
            ),
            None,
        )
        ids = [number(each.get(w("numId"))) or 0 for each in here.iter(w("num"))]
        twin = deepcopy(num)
        twin.set(w("numId"), str(max([*ids, *map(int, filter(str.isdecimal, self.lists.values()))], default=0) + 1))
        if abstract is not None:
            definition = deepcopy(abstract)
            numbers = [number(each.get(w("abstractNumId"))) or 0 for each in here.iter(w("abstractNum"))]
            definition.set(w("abstractNumId"), str(max(numbers, default=-1) + 1))
            for own in [*definition.iter(w("pStyle")), *definition.iter(w("styleLink"))]:
                own.getparent().remove(own)  # type: ignore[union-attr]
            for nsid in definition.iter(w("nsid")):
                nsid.set(w("val"), f"{0x4A5E0000 + len(numbers):08X}")
            twin.find(w("abstractNumId")).set(w("val"), definition.get(w("abstractNumId"), ""))  # type: ignore[union-attr]
            nums = here.findall(w("num"))
            here.insert(here.index(nums[0]) if nums else len(here), definition)
        nums = here.findall(w("num"))
        here.insert(here.index(nums[-1]) + 1 if nums else len(here), twin)
        return twin.get(w("numId"), "")

    def _part(self, kind: str) -> etree._Element:
        """The new version's part of a kind; the old one's, emptied, where it has none."""
        found = self.new.kind(kind)
        if found is not None:
            return found
        part = self.old.kinds[kind]
        root = deepcopy(self.old.tree(part))
        if kind == "numbering":
            root[:] = []
        self.new.kinds = {**self.new.kinds, kind: part}
        self.new.trees[part] = root
        self.add(part, part, self.new.main, next(each for each in self.old.related(self.old.main).values() if each.name == part))
        return root

    def style(self, name: str) -> None:
        """A style that the new version does not have is added."""
        here, there = self.new.kind("styles"), self.old.kind("styles")
        if here is None or there is None or any(each.get(w("styleId")) == name for each in here.iterchildren(w("style"))):
            return
        style = next((each for each in there.iterchildren(w("style")) if each.get(w("styleId")) == name), None)
        if style is None:
            return
        twin = deepcopy(style)
        here.append(twin)
        for related in twin.iter(w("basedOn"), w("link"), w("next")):
            self.style(related.get(w("val"), ""))
        for num_id in twin.iter(w("numId")):
            num_id.set(w("val"), self.list_id(num_id.get(w("val"), "")))

    def note(self, kind: str, note: str) -> str:
        """The number of a note that is referred to no more; it stands after the new version's own."""
        if (kind, note) in self.notes:
            return self.notes[kind, note]
        had = self.new.kind(kind) is not None
        here, element = self._part(kind), self.old.note(kind, note)
        if not had or element is None:
            return note
        twin = deepcopy(element)
        twin.set(w("id"), str(max((number(each.get(w("id"))) or 0 for each in here if each.tag in NOTE), default=0) + 1))
        here.append(self.adopted(twin, self.old.kinds[kind], self.new.kinds[kind]))
        self.notes[kind, note] = twin.get(w("id"), "")
        return self.notes[kind, note]

    def relationship(self, old_part: str, new_part: str, rel_id: str) -> str:
        """The id by which the new version's part points to what the old version's part pointed to."""
        if (old_part, new_part, rel_id) in self.known:
            return self.known[old_part, new_part, rel_id]
        target = self.old.related(old_part).get(rel_id)
        if target is None:
            return rel_id
        content = self.old.content_of(old_part, rel_id)
        related = self.new.related(new_part)
        same = (each for each, there in related.items() if there.kind == target.kind and self.new.content_of(new_part, each) == content)
        found = next(same, None) or self._related(new_part, target if target.outside else self._copied(target))
        self.known[old_part, new_part, rel_id] = found
        return found

    def _related(self, part: str, target: Target) -> str:
        """A new relationship."""
        name = relationships_part(part)
        written = self.parts.get(name) or self.new.package.parts.get(name) or f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}"/>'.encode()
        root = parsed(written, name)
        numbers = [number(each.get("Id", "")[3:]) or 0 for each in root if re.fullmatch(r"rId\d+", each.get("Id", ""))]
        rel_id = f"rId{max(numbers, default=0) + 1}"
        there = target.name if target.outside else posixpath.relpath(target.name, posixpath.dirname(part) or ".")
        each = etree.SubElement(root, f"{{{PACKAGE_RELATIONSHIPS}}}Relationship", Id=rel_id, Type=target.kind, Target=there)
        if target.outside:
            each.set("TargetMode", OUTSIDE)
        self.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return rel_id

    def _copied(self, target: Target) -> Target:
        """A part of the old version, copied with all that it points to, under a name that is free."""
        if target.name not in self.taken:
            folder, name = posixpath.split(target.name)
            free = posixpath.join(folder, name)
            while free in self.new.package.parts or free in self.parts:
                name = f"old-{name}"
                free = posixpath.join(folder, name)
            self.taken[target.name] = free
            self.parts[free] = self.old.package.parts.get(target.name, b"")
            self._type(target.name, free)
            if (written := self.old.package.parts.get(relationships_part(target.name))) is not None:
                root = parsed(written, target.name)
                inside = {each.get("Id", ""): each for each in root if each.get("TargetMode") != OUTSIDE}
                for rel_id, further in self.old.related(target.name).items():
                    if rel_id in inside:
                        inside[rel_id].set("Target", posixpath.relpath(self._copied(further).name, folder))
                self.parts[relationships_part(free)] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return Target(target.kind, self.taken[target.name], outside=False)

    def add(self, part: str, like: str, around: str, target: Target) -> str:
        """Make room for a part that the new version lacks, of the kind of one in the old version; the id by which it is pointed to."""
        self.parts[part] = b""
        self._type(like, part)
        return self._related(around, Target(target.kind, part, outside=False))

    def _type(self, like: str, part: str) -> None:
        """Say of a new part what it is: the same as that part of the old version."""
        root = parsed(self.parts.get(TYPES_PART) or self.new.package.parts[TYPES_PART], TYPES_PART)
        kind = self.old.package.content_types().get(like, "")
        if not any(each.get("PartName") == f"/{part}" for each in root):
            etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{part}", ContentType=kind)
        self.parts[TYPES_PART] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
