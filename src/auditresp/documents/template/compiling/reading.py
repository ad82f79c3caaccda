"""A part of a Word file is read: its tags are taken out of the text, and remembered with their places."""

from collections.abc import Callable
from functools import partial

import jinja2
from lxml import etree

from auditresp.documents.template.compiling.cells import shape_cells
from auditresp.documents.template.compiling.finding import BEGIN, FIELD_BORDER, Unclosed, find
from auditresp.documents.template.compiling.language import read_code, written
from auditresp.documents.template.compiling.links import before_in_address, before_in_link, take_addresses
from auditresp.documents.template.compiling.misunderstandings import not_understood
from auditresp.documents.template.compiling.paragraphs import Met, detach, separate
from auditresp.documents.template.compiling.part import Part, keep_apart
from auditresp.documents.template.compiling.unfilled import say_unfilled
from auditresp.documents.template.slots import Standing, Where
from auditresp.documents.word.additions import Stock
from auditresp.documents.word.ooxml import OFFICE_RELATIONSHIPS, W, fragment, number, value, w
from auditresp.documents.word.package import Package, parsed
from auditresp.documents.word.spots import Spots, style_of
from auditresp.documents.word.styles import BODY_TEXT
from auditresp.language import _
from auditresp.problems import Place


def read_part(package: Package, name: str, file: str, stock: Stock) -> Part:
    """A part of the template `file`, with a mark in its tree wherever a tag stood."""
    part = Part(name, normal(parsed(package.parts[name], f"{file} ({name})")))
    keep_apart(part.root)
    spots = Spots(file, name, part.root, lambda paragraph: heading_level(paragraph, stock) > 0)
    for paragraph in list(part.root.iter(w("p"))):
        take_tags(part, paragraph, spots)
    take_addresses(part, package, spots, partial(without_tags, part, before_in_address))
    for element in part.root.iter(etree.Element):
        for attribute, text in element.attrib.items():
            if BEGIN.search(str(text)):
                element.set(attribute, without_tags(part, before_in_link, str(text), spots.place(element, str(text))))
    say_unfilled(part, spots)
    shape_cells(part)
    release_controls(part)
    return part


def heading_level(paragraph: etree._Element, stock: Stock) -> int:
    """1 for a heading of the first level, and so on; 0 for a paragraph that is no heading."""
    own = number(value(paragraph, "w:pPr/w:outlineLvl"))
    outlines = (own, *(style.outline for style in stock.styles.lineage(style_of(paragraph))))
    outline = next((each for each in outlines if each is not None), BODY_TEXT)
    return outline + 1 if outline < BODY_TEXT else 0


ROW_FLAGS = (w("cantSplit"), w("tblHeader"))


def normal(root: etree._Element) -> etree._Element:
    """A tree without spelling marks and layout, in which `w:` means Word's own namespace everywhere."""
    declared = {prefix: uri for element in root.iter() for prefix, uri in element.nsmap.items() if prefix and uri != W}
    names = {**declared, "w": W, "r": OFFICE_RELATIONSHIPS}
    same = etree.Element(root.tag, {str(name): str(text) for name, text in root.attrib.items()}, nsmap=names)
    same.extend(list(root))
    etree.strip_elements(same, w("proofErr"), with_tail=False)
    etree.cleanup_namespaces(same, top_nsmap=names, keep_ns_prefixes=list(names))
    for element in same.iter(*ROW_FLAGS):  # LibreOffice writes `true`, which Word reads and its schema for rows does not know
        if element.attrib.pop(w("val"), "on") in ("false", "0", "off"):
            detach(element)
    for element in same.iter():
        element.tail = None
        if len(element):
            element.text = None
    return same


def take_tags(part: Part, paragraph: etree._Element, spots: Spots) -> None:
    """Put a mark in the place of every tag in a paragraph."""
    places: list[Place] = []

    def mark(met: Met) -> etree._Element:
        look = met.run.find(w("rPr"))
        where = Where.INSTRUCTION if met.is_instruction else Where.WORDS
        places.insert(0, spots.place(paragraph, seen(met.text), met.start, met.end))
        before = before_in_link(met.text[: met.start]) if met.is_instruction else None
        return part.mark(Standing(met.tag, places[0], where, "" if look is None else fragment(look, part.root), before=before))

    try:
        part.has_tags |= separate(paragraph, mark)
    except Unclosed as error:
        places.append(spots.place(paragraph, seen(error.text), error.start))
        part.wrong(places[-1], "unclosed-tag", never_ends())
    part.places += places


def seen(text: str) -> str:
    """The words of a paragraph as a person sees them, the borders of fields left out."""
    return text.replace(FIELD_BORDER, " ")


def without_tags(part: Part, before: Callable[[str], str | None], text: str, place: Place) -> str:
    """An attribute's value with a mark in the place of every tag; `before` says what stands before a tag in its address, if in one."""
    part.places.append(place)
    try:
        found = list(find(text))
        read_code("".join(written(each.tag) for each in found if each.tag))
    except Unclosed:
        part.wrong(place, "unclosed-tag", never_ends())
        return text
    except jinja2.TemplateSyntaxError as error:
        part.wrong(place, "template-syntax", not_understood(error, " ".join(each.tag.code for each in found if each.tag)))
        return text
    part.has_tags = True
    pieces, end = [], 0
    for each in found:
        mark = part.token(Standing(each.tag, place, Where.ATTRIBUTE, before=before(text[: each.start]))) if each.tag else each.literal
        pieces += [text[end : each.start], mark]
        end = each.end
    return "".join(pieces) + text[end:]


def release_controls(part: Part) -> None:
    """Let content controls with tags keep what is filled in: Word would put back what they are bound to, or a prompt."""
    controls = {control for mark in part.marks() for control in mark.iterancestors(w("sdt"))}
    for control in controls:
        for each in control.findall(f"{w('sdtPr')}/*"):
            if etree.QName(each).localname in ("dataBinding", "showingPlcHdr"):
                detach(each)


def never_ends() -> str:
    """What to say about a tag that is not whole."""
    return _("the tag does not end in its paragraph; write it whole, on one line and not across a field")
