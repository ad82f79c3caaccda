"""docxtpl's tags that shape the cell they stand in: `{% cellbg %}`, `{% colspan %}`, `{% hm %}` and `{% vm %}`."""

from lxml import etree

from auditresp.documents.template.compiling.paragraphs import detach
from auditresp.documents.template.compiling.part import Part
from auditresp.documents.template.slots import Standing, Where
from auditresp.documents.template.tags import Kind
from auditresp.documents.word.ooxml import number, value, w
from auditresp.language import _

SHAPES = {"cellbg", "colspan", "hm", "vm"}
ORDER = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd")
"""In this order Word wants the properties of a cell, and all others after them."""


def shape_cells(part: Part) -> None:
    """Turn each such tag into what it says of its cell."""
    for mark in part.marks():
        standing = part.standing(mark)
        if standing.tag.keyword not in SHAPES:
            continue
        cell = next(mark.iterancestors(w("tc")), None)
        if cell is None:
            message = _("{tag} is about a table cell, but is in no table")
            part.wrong(standing.place, "tag-outside-table", message.format(tag=standing.tag.source))
        else:
            shape(part, mark, cell, standing)
        part.slots[int(mark.text or 0)] = statement(standing, "do none")
        detach(mark)


def shape(part: Part, mark: etree._Element, cell: etree._Element, standing: Standing) -> None:
    """Give a cell what a tag in it says."""
    argument = standing.tag.code.partition(" ")[2]
    match standing.tag.keyword:
        case "cellbg":
            set_property(cell, "shd", val="clear", color="auto", fill=part.token(printed(standing, argument)))
        case "colspan":
            set_property(cell, "gridSpan", val=part.token(printed(standing, argument)))
        case "hm":
            columns = number(value(cell, "w:tcPr/w:gridSpan")) or 1
            set_property(cell, "gridSpan", val=part.token(printed(standing, f"loop.length * {columns}")))
            cell.addprevious(part.mark(statement(standing, "if loop.first")))
            cell.addnext(part.mark(statement(standing, "endif")))
        case _:
            set_property(cell, "vMerge", val=part.token(printed(standing, "'restart' if loop.first else 'continue'")))
            paragraph = next(mark.iterancestors(w("p")))
            paragraph.insert(paragraph.find(w("pPr")) is not None, part.mark(statement(standing, "if loop.first")))
            paragraph.append(part.mark(statement(standing, "endif")))


def printed(standing: Standing, code: str) -> Standing:
    """The value that a tag puts into an attribute."""
    return standing.but(tag=standing.tag.but(kind=Kind.PRINT, code=code), where=Where.ATTRIBUTE)


def statement(standing: Standing, code: str) -> Standing:
    """What a tag makes happen around its cell's content."""
    return standing.but(tag=standing.tag.but(code=code))


def set_property(cell: etree._Element, name: str, **attributes: str) -> None:
    """Say something of a cell, instead of what it said before."""
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = etree.Element(w("tcPr"))
        cell.insert(0, properties)
    for old in properties.findall(w(name)):
        properties.remove(old)
    properties.append(etree.Element(w(name), {w(key): text for key, text in attributes.items()}))
    properties[:] = sorted(properties, key=lambda each: place_in_order(etree.QName(each).localname))


def place_in_order(name: str) -> int:
    """Where a property of a cell belongs; those that are not known here come last."""
    return ORDER.index(name) if name in ORDER else len(ORDER)
