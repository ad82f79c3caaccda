"""Word files made for a test, and read back into lines, so that a template and what became of it stand on one screen."""

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from lxml import etree

from auditresp.documents.template.compiling import compile_template
from auditresp.documents.template.core import Properties
from auditresp.documents.template.filling import TemplateError
from paragraphs import MAIN, NS, W, package_of, parts_of, tag, word

FILE = "templates/svar.docx"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable="w14"'
)
ROOTS = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}
NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(text: str, properties: str = "") -> str:
    """A run. `properties` is what its `w:rPr` holds."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    """A paragraph: of words, and of whatever begins with `<w:` as it is."""
    runs = "".join(each if each.startswith("<") else run(each) for each in content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def table(*rows: Sequence[str]) -> str:
    """A table: of words, and of whatever begins with `<w:` as it is."""
    width = max(len(row) for row in rows)
    grid = '<w:gridCol w:w="2000"/>' * width
    written = "".join(f"<w:tr>{''.join(cell(each) for each in row)}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>'


def cell(content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{block(content)}</w:tc>'


def block(content: str) -> str:
    """Words as a paragraph; what begins with `<w:` as it is."""
    return content if content.startswith("<w:") else p(content)


def text_box(*content: str) -> str:
    """A run with a text box, as Word writes it: once for Word as it is now, and once as Word 2007 would have it."""
    inside = f"<w:txbxContent>{''.join(map(block, content))}</w:txbxContent>"
    uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/>'
        f'<wp:docPr id="7" name="Ruta 7" descr="Ruta"/><a:graphic><a:graphicData uri="{uri}"><wps:wsp><wps:cNvSpPr/><wps:spPr/>'
        f"<wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def docx(*body: str, base: Mapping[str, bytes] | None = None, **others: Sequence[str]) -> bytes:
    """A Word file with these blocks, words or XML, in its body and in its `header`, `footer`, `footnotes`, `endnotes`, `comments`."""
    parts = dict(base or word())
    section = "".join(f'<w:{kind}Reference w:type="default" r:id="rIdTest{kind}"/>' for kind in others if kind in ("header", "footer"))
    parts[MAIN] = root("document", f"<w:body>{''.join(map(block, body))}<w:sectPr>{section}</w:sectPr></w:body>")
    for kind, content in others.items():
        name = f"{kind}1.xml" if kind in ("header", "footer") else f"{kind}.xml"
        parts[f"word/{name}"] = root(ROOTS[kind], "".join(noted(kind, number, each) for number, each in enumerate(content)))
        add(parts, "[Content_Types].xml", f'<Override PartName="/word/{name}" ContentType="{CONTENT_TYPE}.{kind}+xml"/>')
        relationship = f'<Relationship Id="rIdTest{kind}" Type="{OFFICE}/{kind}" Target="{name}"/>'
        add(parts, "word/_rels/document.xml.rels", relationship)
    return package_of(parts)


def noted(kind: str, number: int, content: str) -> str:
    """A block of a part, in a note of its own where the part holds notes."""
    author = ' w:author="x"' if kind == "comments" else ""
    return f'<w:{NOTES[kind]} w:id="{number}"{author}>{block(content)}</w:{NOTES[kind]}>' if kind in NOTES else block(content)


def root(name: str, content: str) -> bytes:
    """A part."""
    return f"<w:{name} {NAMESPACES}>{content}</w:{name}>".encode()


def add(parts: dict[str, bytes], part: str, element: str) -> None:
    """Add an element at the end of a part."""
    xml = parts[part].decode()
    at = xml.rindex("</")
    parts[part] = (xml[:at] + element + xml[at:]).encode()


def fill(template: bytes, **view: object) -> bytes:
    """The document that a template becomes."""
    return compile_template(template, FILE).fill(view, Properties())


def filled(*body: str, **view: object) -> list[str]:
    """What the body says that a template with these blocks becomes."""
    return said(fill(docx(*body), **view))


def problems(template: bytes, **view: object) -> list[str]:
    """What is wrong with a template, or with what it asks for, without the file's name."""
    try:
        fill(template, **view)
    except TemplateError as error:
        return [str(problem).removeprefix(f"{FILE}: ") for problem in error.problems]
    return []


def said(document: bytes, part: str = MAIN) -> list[str]:
    """A line for each paragraph, and for each row of a table with ` | ` between its cells."""
    return list(lines_of(tree(document, part)))


def tree(document: bytes, part: str = MAIN) -> etree._Element:
    """A part, well-formed as it must be."""
    return etree.fromstring(parts_of(document)[part])


def lines_of(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == tag("p"):
            yield words(child)
        elif child.tag == tag("tr"):
            yield " | ".join("¶".join(lines_of(each)) for each in child.iterfind("w:tc", NS))
        else:
            yield from lines_of(child)


def words(paragraph: etree._Element) -> str:
    """The words of a paragraph, and then those of the text boxes in it."""
    shown = {tag("br"): "↵", tag("tab"): "→"}
    own = [each for each in paragraph.iter() if next(each.iterancestors(tag("p")), None) is paragraph]
    boxes = [f"[{'¶'.join(lines_of(box))}]" for box in paragraph.iter(tag("txbxContent"))]
    return "".join(each.text or "" if each.tag == tag("t") else shown.get(str(each.tag), "") for each in own) + "".join(boxes)
