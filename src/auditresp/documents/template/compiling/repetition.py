"""What stands in a loop comes more than once: its ids must differ every time, and its numbered lists begin at 1 again."""

from collections.abc import Iterator

from lxml import etree

from auditresp.documents.template.compiling.anchors import settle_bookmarks, settle_comments
from auditresp.documents.template.compiling.balance import Block
from auditresp.documents.template.compiling.part import Part, is_mark
from auditresp.documents.template.compiling.reading import heading_level
from auditresp.documents.template.slots import Call
from auditresp.documents.word.additions import Stock
from auditresp.documents.word.ooxml import W, number, value, w
from auditresp.documents.word.properties import ORDER
from auditresp.documents.word.spots import style_of

PICTURES = {"{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"}
REVISIONS = {w(name) for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tcPrChange", "trPrChange", "tblPrChange")}
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
PARAGRAPH_IDS = [f"{{{WORD_2010}}}paraId", f"{{{WORD_2010}}}textId"]


def repeat(part: Part, blocks: list[Block], stock: Stock) -> None:
    """Prepare what stands in the part's loops for coming more than once."""
    looped = dict(elements_in_loops(part, blocks))
    for element in looped:
        single_out(part, element)
    settle_bookmarks(part, looped)
    settle_comments(part, looped)
    for loop, paragraphs in numbered_paragraphs(looped, stock):
        loop.addprevious(part.mark(Call("list_begins", (int(loop.text or 0),))))
        for paragraph, num_id, level in paragraphs:
            number_anew(part, paragraph, num_id, level, int(loop.text or 0), stock)


def single_out(part: Part, element: etree._Element) -> None:
    """Let an element have another id each time it comes."""
    for name in PARAGRAPH_IDS:
        if name in element.attrib:
            del element.attrib[name]
    if element.tag == w("sdtPr"):
        etree.strip_elements(element, w("id"))
    for tags, name in ((PICTURES, "id"), (REVISIONS, w("id"))):
        if element.tag in tags and (own := element.get(name)):
            element.set(name, part.token(Call("own_id", (etree.QName(element).localname, own))))


def elements_in_loops(part: Part, blocks: list[Block]) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Each element that stands in a loop, with the mark that begins the innermost one around it."""
    loops = [block for block in blocks if block.keyword in ("for", "macro")]
    begins, ends = {block.marks[0] for block in loops}, {block.marks[-1] for block in loops}
    open_loops: list[etree._Element] = []
    for node in part.root.iter():
        if node in begins:
            open_loops.append(node)
        elif node in ends:
            open_loops.pop()
        elif open_loops:
            element = part.paragraphs.get(int(node.text or 0)) if is_mark(node) else node
            if element is not None:
                yield element, open_loops[-1]


Numbered = tuple[etree._Element, int, int]
"""A paragraph, the `w:numId` of its list, and its level in it."""


def numbered_paragraphs(looped: dict[etree._Element, etree._Element], stock: Stock) -> Iterator[tuple[etree._Element, list[Numbered]]]:
    """For each loop, the items of numbered lists that stand in it and in no loop inside it."""
    found: dict[etree._Element, list[Numbered]] = {}
    for element, loop in looped.items():
        if element.tag == w("p") and (item := list_item(element, stock)):
            found.setdefault(loop, []).append((element, *item))
    yield from found.items()


def list_item(paragraph: etree._Element, stock: Stock) -> tuple[int, int] | None:
    """In which numbered list a paragraph is an item, and at which level; headings and bullets are none."""
    if heading_level(paragraph, stock):
        return None
    style = style_of(paragraph) or stock.styles.defaults.get("paragraph")
    num_id, level = number(value(paragraph, "w:pPr/w:numPr/w:numId")), number(value(paragraph, "w:pPr/w:numPr/w:ilvl"))
    for each in stock.styles.lineage(style):
        num_id = each.num_id if num_id is None else num_id
        if level is None and num_id is not None and num_id in stock.numbering.definitions:
            level = stock.numbering.definitions[num_id].level_of(each.id)
        level = each.level if level is None else level
    definition = stock.numbering.definitions.get(num_id or 0)
    if definition is None or num_id is None:
        return None
    described = definition.levels.get(level or 0)
    return None if described is None or described.bulleted else (num_id, level or 0)


def number_anew(part: Part, paragraph: etree._Element, num_id: int, level: int, loop: int, stock: Stock) -> None:
    """Let a paragraph take its number from the list that counts in this execution of the loop."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    if properties.find(w("ind")) is None and (indent := own_indent(style_of(paragraph), stock)):
        properties.append(etree.fromstring(indent.replace(" ", f' xmlns:w="{W}" ', 1)))
    listed = properties.find(w("numPr"))
    if listed is None:
        listed = etree.SubElement(properties, w("numPr"))
    call = Call("list_item", (loop, num_id)) if level == 0 else Call("list_below", (num_id,))
    listed[:] = [etree.Element(w("ilvl"), {w("val"): str(level)}), etree.Element(w("numId"), {w("val"): part.token(call)})]
    order = ORDER["w:pPr"]
    properties[:] = sorted(properties, key=lambda each: order.get(f"w:{etree.QName(each).localname}", len(order)))


def own_indent(style: str | None, stock: Stock) -> str | None:
    """The `w:ind` of the style that numbers its paragraphs: naming the list in the paragraph would otherwise hide it."""
    for each in stock.styles.lineage(style):
        if each.indent:
            return each.indent
        if each.num_id is not None:
            return None
    return None
