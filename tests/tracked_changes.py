"""An independent reader of tracked changes: what a Word file becomes when all of them are accepted, or rejected."""

from collections.abc import Iterable, Iterator

from lxml import etree

from paragraphs import W, package_of, parts_of

REVISED = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")
RANGES = [f"{move}Range{end}" for move in ("moveFrom", "moveTo") for end in ("Start", "End")]
CHANGES = ("pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange", "tblGridChange")


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def accepted(document: bytes) -> bytes:
    """The file as Word leaves it after Review > Accept All."""
    return settled(document, keep=("ins", "moveTo"), drop=("del", "moveFrom"), restore=False)


def rejected(document: bytes) -> bytes:
    """The file as Word leaves it after Review > Reject All."""
    return settled(document, keep=("del", "moveFrom"), drop=("ins", "moveTo"), restore=True)


def settled(document: bytes, *, keep: Iterable[str], drop: Iterable[str], restore: bool) -> bytes:
    parts = parts_of(document)
    for name in parts:
        if name.startswith(REVISED) and name.endswith(".xml"):
            root = etree.fromstring(parts[name])
            settle(root, list(map(w, keep)), list(map(w, drop)), restore)
            parts[name] = etree.tostring(root)
    return package_of(parts)


def settle(root: etree._Element, keep: list[str], drop: list[str], restore: bool) -> None:
    for element in list(root.iter(*map(w, (*RANGES, "numberingChange")))):
        remove(element)
    for change in list(root.iter(*map(w, CHANGES))):
        around = change.getparent()
        assert around is not None
        around.remove(change)
        if restore:
            mark = [each for each in around if each.tag in (w("rPr"), w("ins"), w("del"), w("moveFrom"), w("moveTo"), w("sectPr"))]
            old = list(change[0]) if len(change) else []
            around[:] = old + ([each for each in mark if change.tag == w("pPrChange") or each.tag != w("rPr")])
    for cell in list(root.iter(w("tc"))):
        if cell.find(f"{w('tcPr')}/{w('cellIns' if restore else 'cellDel')}") is not None:
            remove(cell)
    for mark in list(root.iter(w("cellIns"), w("cellDel"))):
        remove(mark)
    for row in list(root.iter(w("tr"))):
        if any(row.find(f"{w('trPr')}/{tag}") is not None for tag in drop):
            remove(row)
    for element in list(root.iter(*drop)):
        if element.getparent().tag not in (w("rPr"), w("trPr")):
            remove(element)
    for paragraph in list(root.iter(w("p"))):
        if any(paragraph.find(f"{w('pPr')}/{w('rPr')}/{tag}") is not None for tag in drop):
            join(paragraph)
    for element in list(root.iter(*keep, *drop)):
        unwrap(element)
    for text in root.iter(w("delText"), w("delInstrText")):
        text.tag = w("t" if text.tag == w("delText") else "instrText")
    for table in list(root.iter(w("tbl"))):
        if table.find(w("tr")) is None:
            remove(table)


def join(paragraph: etree._Element) -> None:
    """The paragraph's end is gone: what it holds begins the next one."""
    following = paragraph.getnext()
    while following is not None and following.tag != w("p"):
        following = following.getnext() if following.tag in (w("bookmarkStart"), w("bookmarkEnd")) else None
    if following is None:
        assert len([each for each in paragraph if each.tag != w("pPr")]) == 0, etree.tostring(paragraph)
        remove(paragraph)
        return
    at = 1 if following.find(w("pPr")) is not None else 0
    following[at:at] = [each for each in paragraph if each.tag != w("pPr")]
    remove(paragraph)


def remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def paragraphs(document: bytes, part: str = "word/document.xml") -> list[str]:
    """Every paragraph with its properties and those of its letters, written the same way whatever runs it is cut into."""
    root = etree.fromstring(parts_of(document)[part])
    return [f"{place(each)}{written(each.find(w('pPr')))} {''.join(letters(each))}" for each in root.iter(w("p"))]


def place(paragraph: etree._Element) -> str:
    """Whether it stands in a table, and with what properties of its cell and row."""
    around = list(paragraph.iterancestors(w("tc"), w("tr"), w("tbl")))
    return "".join(f"{etree.QName(each).localname}{written(each.find(f'{each.tag}Pr'))}/" for each in reversed(around))


def letters(paragraph: etree._Element) -> Iterator[str]:
    before = None
    for run in paragraph.iter(w("r")):
        look = written(run.find(w("rPr")))
        yield "" if look == before else f"{{{look}}}"
        before = look
        yield from (piece(each) for each in run if each.tag != w("rPr"))


def piece(element: etree._Element) -> str:
    return element.text or "" if element.tag == w("t") else f"<{etree.QName(element).localname}{element.text or ''}>"


def written(properties: etree._Element | None) -> str:
    """Properties in the order of their names; empty ones are none at all."""
    if properties is None:
        return ""
    return " ".join(
        sorted(
            f"{etree.QName(each).localname}[{attributes(each)}{written(each)}]"
            for each in properties
            if len(each) or each.attrib or each.tag not in (w("rPr"), w("tblPrEx"))
        )
    )


def attributes(element: etree._Element) -> str:
    named = {
        etree.QName(name).localname: text for name, text in element.attrib.items() if not etree.QName(name).localname.startswith("rsid")
    }
    return ",".join(f"{name}={text}" for name, text in sorted(named.items()))
