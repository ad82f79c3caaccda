"""Links with tags in their addresses: when a document is filled, each gets a relationship of its own, with an address that is one."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from lxml import etree

from auditresp.documents.template.addressing import BEGINS, ENDS
from auditresp.documents.template.compiling.finding import BEGIN, FIELD_BORDER
from auditresp.documents.template.compiling.part import Part
from auditresp.documents.template.slots import Border
from auditresp.documents.word.ooxml import OFFICE_RELATIONSHIPS, PACKAGE_RELATIONSHIPS
from auditresp.documents.word.package import Package, parsed
from auditresp.documents.word.relationships import relationships_part
from auditresp.documents.word.spots import Spots, words_of
from auditresp.language import _
from auditresp.problems import Place

ESCAPED_TAG = re.compile(r"(?:\{|%7B)(?:\{|%7B|%(?!7D|\d)|%25).*?(?:\}|%7D|%(?!7B|\d)|%25)(?:\}|%7D)", re.IGNORECASE)
"""A tag in an address as Word writes it there: `{{%20website%20}}`, with its braces escaped or not."""
HYPERLINK = re.compile(r'\s*HYPERLINK\s+"?(?P<before>[^"]*)')
"""How a field that is a link begins."""
STATEMENT = re.compile(r"\{%.*?%\}|\{#.*?#\}")


def tagged_addresses(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """The relationships of a part that lead out of the file and have tags: by their ids, the kind of each and its address."""
    relationships = package.parts.get(relationships_part(part))
    if relationships is None or not (b"{" in relationships or b"%7" in relationships):
        return {}
    found = {}
    for each in parsed(relationships, part).iter(f"{{{PACKAGE_RELATIONSHIPS}}}Relationship"):
        target = ESCAPED_TAG.sub(lambda tag: unquote(tag[0]), each.get("Target", ""))
        if each.get("TargetMode") == "External" and BEGIN.search(target):
            found[each.get("Id", "")] = each.get("Type", "").rpartition("/")[2], target
    return found


def without_tagged(package: Package) -> Package:
    """The package without those relationships."""
    kept = dict(package.parts)
    for part in package.parts:
        if tagged := tagged_addresses(package, part):
            root = parsed(package.parts[relationships_part(part)], part)
            for each in [each for each in root if each.get("Id") in tagged]:
                root.remove(each)
            kept[relationships_part(part)] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Package(kept)


def take_addresses(part: Part, package: Package, spots: Spots, marked: Callable[[str, Place], str]) -> None:
    """Let each link with a tag in its address say that address itself, as `marked` writes it."""
    tagged = tagged_addresses(package, part.name)
    if not tagged:
        return
    for element in part.root.iter(etree.Element):
        for name, rel_id in element.attrib.items():
            if str(rel_id) in tagged and str(name).startswith(f"{{{OFFICE_RELATIONSHIPS}}}"):
                kind, target = tagged[str(rel_id)]
                place = spots.place(element, f"{words_of(element)} → {target}".strip())
                if kind != "hyperlink":
                    message = _("a tag in the address of a linked picture or file is not filled; put the picture itself into the template")
                    part.places.append(place)
                    part.wrong(place, "unusable-address", message)
                    continue
                written = marked(target, place)
                if not part.is_wrong(place):
                    part.addresses.append(place)
                    element.set(name, f"{part.token(Border(f'{BEGINS}{len(part.addresses) - 1} '))}{written}{part.token(Border(ENDS))}")


def before_in_address(written: str) -> str:
    """What stands before a tag in an address; nothing of it are tags that print nothing."""
    return STATEMENT.sub("", written)


def before_in_link(instruction: str) -> str | None:
    """What stands before a tag in the address of a field that is a link; None where it stands elsewhere in what a field is told."""
    found = HYPERLINK.fullmatch(instruction.rpartition(FIELD_BORDER)[2])
    return None if found is None else before_in_address(found["before"])
