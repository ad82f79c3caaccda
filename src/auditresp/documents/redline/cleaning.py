"""Takes out of a part what does not count in a comparison, and what tracked changes cannot stand around."""

from copy import deepcopy

from lxml import etree

from auditresp.documents.word.ooxml import w

TRACES = {w(name) for name in ("proofErr", "lastRenderedPageBreak", "permStart", "permEnd", "noBreakHyphenation")}
CHANGES = {
    w(name)
    for name in (
        *("pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tcPrChange", "trPrChange", "tblGridChange"),
        *("numberingChange", "cellIns", "cellDel", "cellMerge", "del", "moveFrom"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    )
}
"""Earlier edits, which count as accepted."""
WRAPPERS = {w(name) for name in ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent")}
"""What stands around text without being of it."""
OF_WRAPPERS = {w(name) for name in ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr")}
IDS = ("rsid", "paraId", "textId")


def cleaned(root: etree._Element) -> etree._Element:
    """The part with its text alone: earlier edits accepted, content controls opened, simple fields written like all others."""
    for element in list(root.iter(*TRACES, *CHANGES, *OF_WRAPPERS)):
        if (around := element.getparent()) is not None:
            around.remove(element)
    for element in list(root.iter(*WRAPPERS)):
        open_up(element)
    for element in list(root.iter(w("fldSimple"))):
        write_out(element)
    for element in root.iter():
        for name in element.attrib:
            if etree.QName(name).localname.startswith(IDS):
                del element.attrib[name]
    return root


def open_up(element: etree._Element) -> None:
    """Put what is in an element in its place."""
    around = element.getparent()
    if around is not None:
        at = around.index(element)
        around[at : at + 1] = list(element)


def write_out(field: etree._Element) -> None:
    """A field as runs, of which each can be marked."""
    look = field.find(f"{w('r')}/{w('rPr')}")
    instruction = etree.Element(w("instrText"))
    instruction.text = field.get(w("instr"), "")
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    before = [run_with(turn("begin"), look), run_with(instruction, look), run_with(turn("separate"), look)]
    field[:] = [*before, *field, run_with(turn("end"), look)]
    open_up(field)


def turn(kind: str) -> etree._Element:
    """Where a field begins, shows its result, or ends."""
    return etree.Element(w("fldChar"), {w("fldCharType"): kind})


def run_with(content: etree._Element, look: etree._Element | None) -> etree._Element:
    """A run with that in it."""
    run = etree.Element(w("r"))
    if look is not None:
        run.append(deepcopy(look))
    run.append(content)
    return run
