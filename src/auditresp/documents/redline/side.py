"""One of the two versions that are compared: its parts, and what in them means the same under other ids."""

import hashlib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from auditresp.documents.redline.cleaning import cleaned
from auditresp.documents.word.ooxml import OFFICE_RELATIONSHIPS, number, value, w
from auditresp.documents.word.package import Package, parsed
from auditresp.documents.word.relationships import Relationships, relationships_part, resolved

OUTSIDE = "External"
NOTES = {"footnotes": w("footnoteReference"), "endnotes": w("endnoteReference")}
NOTE = (w("footnote"), w("endnote"))
MEANINGLESS = {"docPr": ("id",), "cNvPr": ("id",), "inline": ("anchorId", "editId"), "anchor": ("anchorId", "editId")}
"""Attributes that number things anew each time."""
WITHOUT_MEANING = {w("bookmarkStart"), w("bookmarkEnd"), w("sectPr"), w("pPrChange"), w("rPrChange")}


@dataclass(frozen=True)
class Target:
    """What a relationship points to."""

    kind: str
    """The whole type, as an address."""
    name: str
    """The part, or the address outside."""
    outside: bool


@dataclass
class Side:
    """A version. Its trees are read once and changed by nobody but their reader."""

    package: Package
    main: str
    kinds: Mapping[str, str]
    """The parts that the document points to, by the last word of the relationship's type."""
    trees: dict[str, etree._Element] = field(default_factory=dict)
    targets: dict[str, dict[str, Target]] = field(default_factory=dict)
    said: dict[etree._Element, str] = field(default_factory=dict)

    @classmethod
    def read(cls, data: bytes, file: str) -> "Side":
        """A version from its Word file."""
        package = Package.read(data, file)
        return cls(package, package.main_part, Relationships.read(package.main_part, package.parts).targets)

    def emptied(self) -> "Side":
        """The same document before anything was written in it."""
        root = deepcopy(self.tree(self.main))
        for body in root.iterchildren(w("body")):
            body[:] = [etree.Element(w("p")), *body.findall(w("sectPr"))]
        return Side(self.package, self.main, self.kinds, {self.main: root})

    def copy(self) -> "Side":
        """The same version, to which nothing has been added."""
        return Side(self.package, self.main, self.kinds, {part: deepcopy(root) for part, root in self.trees.items()})

    def tree(self, part: str) -> etree._Element:
        """A part, without what does not count in a comparison."""
        if part not in self.trees:
            self.trees[part] = cleaned(parsed(self.package.parts[part], part))
        return self.trees[part]

    def kind(self, kind: str) -> etree._Element | None:
        """The part of a kind (`numbering`) that the document points to, if there is one."""
        part = self.kinds.get(kind, "")
        return self.tree(part) if part in self.package.parts else None

    def related(self, part: str) -> dict[str, Target]:
        """What a part points to, by the ids it uses."""
        if part not in self.targets:
            self.targets[part] = dict(targets_of(part, self.package.parts))
        return self.targets[part]

    def note(self, kind: str, note: str) -> etree._Element | None:
        """The foot- or endnote with that id."""
        notes = self.kind(kind)
        return None if notes is None else next((each for each in notes if each.tag in NOTE and each.get(w("id")) == note), None)

    def meaning(self, element: etree._Element | None, part: str) -> str:
        """What an element says, the same for two that differ only in ids; nothing for none, and for properties that say nothing."""
        if element is None:
            return ""
        if element not in self.said:
            self.said[element] = self._meaning(element, part)
        return self.said[element]

    def _meaning(self, element: etree._Element, part: str) -> str:
        name = etree.QName(element).localname
        if element.tag == w("numId"):
            return f"<numId {self.list_meaning(element.get(w('val'), ''))}>"
        for kind, reference in NOTES.items():
            if element.tag == reference:
                return f"<{name} {self.meaning(self.note(kind, element.get(w('id'), '')), self.kinds.get(kind, ''))}>"
        inside = "".join(self.meaning(each, part) for each in element if each.tag not in WITHOUT_MEANING)
        attributes = " ".join(sorted(self._attributes(element, name, part)))
        empty = not (inside or attributes or element.text) and name.endswith("Pr")
        return "" if empty else f"<{name} {attributes}>{element.text or ''}{inside}</>"

    def _attributes(self, element: etree._Element, name: str, part: str) -> Iterator[str]:
        for key, text in element.attrib.items():
            attribute = etree.QName(key)
            if attribute.namespace == OFFICE_RELATIONSHIPS:
                yield f"{attribute.localname}={self.content_of(part, str(text))}"
            elif attribute.localname == "id" and element.tag in NOTE:
                continue
            elif attribute.localname not in MEANINGLESS.get(name, ()) and attribute.localname != "space":
                yield f"{attribute.localname}={text!s}"

    def content_of(self, part: str, rel_id: str) -> str:
        """What a relationship leads to: the address, or the bytes of the part."""
        target = self.related(part).get(rel_id)
        if target is None:
            return ""
        return target.name if target.outside else hashlib.sha256(self.package.parts.get(target.name, b"")).hexdigest()

    def list_meaning(self, num_id: str) -> str:
        """How a list looks, the same for two lists with the same definition."""
        numbering = self.kind("numbering")
        if numbering is None:
            return num_id
        num = next((each for each in numbering.iterchildren(w("num")) if each.get(w("numId")) == num_id), None)
        abstract_id = None if num is None else value(num, "w:abstractNumId")
        abstract = next((each for each in numbering.iterchildren(w("abstractNum")) if each.get(w("abstractNumId")) == abstract_id), None)
        if num is None or abstract is None:
            return num_id
        levels = [self.meaning(level, "") for level in abstract.iterchildren(w("lvl"), w("numStyleLink"))]
        overrides = [self.meaning(each, "") for each in num.iterchildren(w("lvlOverride"))]
        return hashlib.sha256("".join(levels + overrides).encode()).hexdigest()

    def highest(self, attribute: str, *tags: str) -> int:
        """The highest number in an attribute of such elements in the document's own text."""
        return max((number(each.get(attribute)) or 0 for each in self.tree(self.main).iter(*tags)), default=0)


def targets_of(part: str, parts: Mapping[str, bytes]) -> Iterator[tuple[str, Target]]:
    """What a part points to, by the ids of the relationships."""
    written = parts.get(relationships_part(part))
    for each in () if written is None else parsed(written, part):
        outside = each.get("TargetMode") == OUTSIDE
        name = each.get("Target", "")
        yield each.get("Id", ""), Target(each.get("Type", ""), name if outside else resolved(part, name), outside)
