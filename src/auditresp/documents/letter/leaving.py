"""What of an old letter does not go into the template: what it said, who wrote it, and what only that needed."""

import posixpath
from collections.abc import Iterator, Mapping

from lxml import etree

from auditresp.documents.word.additions import CONTENT_TYPES_PART
from auditresp.documents.word.ooxml import CONTENT_TYPES, PACKAGE_RELATIONSHIPS, W, w
from auditresp.documents.word.package import parsed
from auditresp.documents.word.relationships import relationships_part, resolved

Parts = dict[str, bytes]

OF_ONE_LETTER = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "thumbnail")
"""Kinds of part that say something about the letter, by the last word of their relationship's type."""
OF_ITS_MAKING = ("documentProtection", "writeProtection", "trackRevisions", "mailMerge", "attachedTemplate")
"""Settings that would keep a person from editing the template, or send it looking for another file."""
PERSONAL = ("title", "subject", "description", "keywords", "creator", "lastModifiedBy", "category")
"""Properties of the old letter, by their last word."""
STRUCTURAL = (
    "styles",
    "numbering",
    "settings",
    "theme",
    "fontTable",
    "webSettings",
    "footnotes",
    "endnotes",
    "customXml",
    "glossaryDocument",
    "stylesWithEffects",
)
"""Kinds of part that a body has without referring to them."""


def left_behind(parts: Mapping[str, bytes], main: str) -> Parts:
    """The parts without what was only the old letter's."""
    kept = dict(parts)
    kept[relationships_part(main)] = relationships_needed(kept, main)
    kept[relationships_part("")] = without_relationships(kept[relationships_part("")], OF_ONE_LETTER)
    for name, root in changed_parts(kept):
        kept[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return reachable(kept)


def relationships_needed(parts: Parts, main: str) -> bytes:
    """The body's relationships that it still refers to, or that a body has anyway."""
    body = parts[main].decode()
    root = parsed(parts[relationships_part(main)], main)
    for each in list(root):
        kind = each.get("Type", "").rpartition("/")[2]
        if kind in OF_ONE_LETTER or (kind not in STRUCTURAL and f'"{each.get("Id")}"' not in body):
            root.remove(each)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def without_relationships(part: bytes, kinds: tuple[str, ...]) -> bytes:
    """Relationships less those of some kinds."""
    root = parsed(part, "_rels/.rels")
    for each in [each for each in root if each.get("Type", "").rpartition("/")[2] in kinds]:
        root.remove(each)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def changed_parts(parts: Parts) -> Iterator[tuple[str, etree._Element]]:
    """The parts that go on without what the old letter put into them."""
    for name, part in parts.items():
        stem = posixpath.basename(name)
        if stem in ("footnotes.xml", "endnotes.xml"):
            root = parsed(part, name)
            for note in [each for each in root if each.get(w("type")) is None]:
                root.remove(note)
            yield name, root
        elif stem == "settings.xml" and W.encode() in part:
            root = parsed(part, name)
            for each in [each for each in root if etree.QName(each).localname in OF_ITS_MAKING]:
                root.remove(each)
            yield name, root
        elif stem == "core.xml":
            root = parsed(part, name)
            for each in [each for each in root if etree.QName(each).localname in PERSONAL]:
                root.remove(each)
            yield name, root


def reachable(parts: Parts) -> Parts:
    """The parts that something points to, and the list of what they are without the others."""
    found, waiting = {CONTENT_TYPES_PART}, [""]
    while waiting:
        part = waiting.pop()
        relations = relationships_part(part)
        if relations in parts:
            found.add(relations)
            root = parsed(parts[relations], relations)
            inside = [each for each in root.iter(f"{{{PACKAGE_RELATIONSHIPS}}}Relationship") if each.get("TargetMode") != "External"]
            targets = {resolved(part, each.get("Target", "")) for each in inside} - found
            found |= targets
            waiting += targets
    types = parsed(parts[CONTENT_TYPES_PART], CONTENT_TYPES_PART)
    for each in types.findall(f"{{{CONTENT_TYPES}}}Override"):
        if each.get("PartName", "")[1:] not in found:
            types.remove(each)
    kept = {name: part for name, part in parts.items() if name in found}
    return {**kept, CONTENT_TYPES_PART: etree.tostring(types, xml_declaration=True, encoding="UTF-8", standalone=True)}
