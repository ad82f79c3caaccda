"""Word files from a few paragraphs, for tests that show what stands in the file and what is said about it on one screen."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from auditresp.documents.accessibility.rules import inaccessible

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)

TEXT = "Nämnden har tagit del av revisorernas granskning och lämnar följande svar på den."

STYLES = """
    <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="Rubrik3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="Punktlista"><w:name w:val="List Bullet"/>
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="table" w:styleId="Tabellrutnt"><w:name w:val="Table Grid"/>
      <w:tblPr><w:tblBorders><w:insideH w:val="single"/></w:tblBorders></w:tblPr></w:style>
"""
"""What a Swedish Word calls its styles inside the file; their names are English."""


def word_file(
    body: str,
    *,
    title: str = "Svar på granskning",
    language: str | None = "sv-SE",
    styles: str = "",
    parts: Mapping[str, str] | None = None,
    kind: str = "document.main",
) -> bytes:
    """A Word file with that body: accessible as far as the body is. `parts` are more of its texts: `header1`, `footnotes`."""
    marked = f'<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{language}"/></w:rPr></w:rPrDefault></w:docDefaults>' if language else ""
    texts = {
        "document": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "styles": f"<w:styles {NAMESPACES}>{marked}{STYLES}{styles}</w:styles>",
        **{name: f"<w:{element(name)} {NAMESPACES}>{text}</w:{element(name)}>" for name, text in (parts or {}).items()},
    }
    types = {name: kind if name == "document" else name.rstrip("0123456789") for name in texts}
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{each}+xml"/>' for name, each in types.items())
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="x/x"/>{overrides}</Types>',
        "_rels/.rels": relationships(f"{OFFICE}/officeDocument word/document.xml", f"{PACKAGE}/metadata/core-properties docProps/core.xml"),
        "docProps/core.xml": f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></c>',
        "word/_rels/document.xml.rels": relationships(f"{OFFICE}/styles styles.xml"),
        **{f"word/{name}.xml": text for name, text in texts.items()},
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, text in files.items():
            package.writestr(name, text)
    return written.getvalue()


def element(part: str) -> str:
    """The element that a part consists of."""
    return {"header1": "hdr", "footer1": "ftr"}.get(part, part)


def relationships(*targets: str) -> str:
    """What a part points to: kinds and files."""
    each = (f'<Relationship Id="rId{place}" Type="{t.split()[0]}" Target="{t.split()[1]}"/>' for place, t in enumerate(targets, 1))
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(each)}</Relationships>'


def p(words: str = "", style: str = "", run: str = "", more: str = "") -> str:
    """A paragraph. `run` is the look of its letters; `more` stands after its words."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{r(words, run) if words else ''}{more}</w:p>"


def r(words: str, run: str = "") -> str:
    """Words that look alike."""
    return f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def table(*rows: str, style: str = "Tabellrutnt") -> str:
    """A table of rows such as `Åtgärd | Klart`. A row that begins with `=` is marked as the header; one in XML stays as it is."""
    look = f'<w:tblPr><w:tblStyle w:val="{style}"/></w:tblPr>' if style else ""
    return f"<w:tbl>{look}{''.join(row if row.startswith('<') else tr(row) for row in rows)}</w:tbl>"


def tr(row: str) -> str:
    """A row."""
    return f"<w:tr>{header(row)}{''.join(tc(p(cell.strip())) for cell in row.lstrip('=').split('|'))}</w:tr>"


def tc(content: str, look: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{content}</w:tc>"


def header(row: str) -> str:
    """The mark of a header row."""
    return "<w:trPr><w:tblHeader/></w:trPr>" if row.startswith("=") else ""


def picture(
    about: str, *, uri: str = "http://schemas.openxmlformats.org/drawingml/2006/picture", inside: str = "", frame: str = "inline"
) -> str:
    """A run with something drawn. `about` are the attributes of its `docPr`, and what stands in it after a `>`."""
    attributes, _, extensions = about.partition(">")
    data = f'<a:graphic><a:graphicData uri="{uri}">{inside}</a:graphicData></a:graphic>'
    return f'<w:r><w:drawing><wp:{frame}><wp:docPr id="1" {attributes}>{extensions}</wp:docPr>{data}</wp:{frame}></w:drawing></w:r>'


def said(data: bytes) -> list[str]:
    """What is printed about the file."""
    return [str(problem) for problem in inaccessible(data, "svar.docx")]


def found(data: bytes) -> list[str]:
    """The same without the file and the advice."""
    problems = inaccessible(data, "svar.docx")
    return [": ".join(filter(None, (problem.place.spot, f"{problem.level} {problem.code}"))) for problem in problems]
