"""Letters with all that a municipality's letters contain, for the tests of their PDF."""

from collections.abc import Callable
from io import BytesIO

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
"""A picture (PNG) of one pixel that can be seen through."""


def letter(title: str = "Svar på granskningen") -> Word:
    """A letter as the municipality's own: in Swedish, with a title and a heading."""
    word = Document()
    word.core_properties.title = title
    word.styles.element.find(".//" + qn("w:rPrDefault")).find(".//" + qn("w:lang")).set(qn("w:val"), "sv-SE")
    word.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    word.add_heading("Sammanfattning", 1)
    word.add_paragraph("Nämnden instämmer.")
    return word


def insert(paragraph: Paragraph, xml: str) -> None:
    """Put a piece of Word's own XML at the end of a paragraph."""
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{xml}</w:r>"))


def field(paragraph: Paragraph, code: str) -> None:
    """Put a field that Word computes, as a page number, at the end of a paragraph."""
    for xml in ('<w:fldChar w:fldCharType="begin"/>', f"<w:instrText>{code}</w:instrText>", '<w:fldChar w:fldCharType="end"/>'):
        insert(paragraph, xml)


def link(paragraph: Paragraph, words: str, address: str, tooltip: str = "") -> None:
    """Put a link at the end of a paragraph."""
    target = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    hint = f'w:tooltip="{tooltip}"' if tooltip else ""
    run = f'<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>{words}</w:t></w:r>'
    paragraph._p.append(parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{target}" {hint}>{run}</w:hyperlink>'))


def border(paragraph: Paragraph) -> None:
    """Draw a line below a paragraph."""
    line = '<w:bottom w:val="single" w:sz="8" w:space="1" w:color="auto"/>'
    paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>"))


def lists(word: Word) -> None:
    for style in ("List Bullet", "List Bullet", "List Bullet 2", "List Number", "List Number"):
        word.add_paragraph("Punkt", style=style)


def long_table(word: Word) -> None:
    table = word.add_table(rows=80, cols=3, style="Table Grid")
    for row in table.rows:
        for cell in row.cells:
            cell.text = "Åtgärd"
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def merged_cells(word: Word) -> None:
    table = word.add_table(rows=3, cols=3, style="Table Grid")
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Mål"
    table.cell(2, 1).merge(table.cell(2, 2)).text = "Klart"


def header_and_footer(word: Word) -> None:
    header, footer = word.sections[0].header.paragraphs[0], word.sections[0].footer.paragraphs[0]
    header.text = "Provby kommun"
    border(header)
    field(footer, "PAGE")
    link(footer, "provby.example", "https://provby.example")


def bordered_title(word: Word) -> None:
    word.add_heading("Tjänsteskrivelse", 0)


def page_border(word: Word) -> None:
    line = '<w:top w:val="single" w:sz="4" w:space="24" w:color="auto"/>'
    word.sections[0]._sectPr.append(parse_xml(f"<w:pgBorders {nsdecls('w')}>{line}</w:pgBorders>"))


def links(word: Word) -> None:
    paragraph = word.add_paragraph("Se ")
    link(paragraph, "rapporten", "https://provby.example/rapport", "Granskningsrapporten")
    link(paragraph, "som har ett långt namn " * 9, "https://provby.example/utan-tips")


def contents_page(word: Word) -> None:
    start = parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="1" w:name="_Toc1"/>')
    word.paragraphs[0]._p.insert(1, start)
    word.paragraphs[0]._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="1"/>'))
    paragraph = word.add_paragraph()
    insert(paragraph, '<w:fldChar w:fldCharType="begin"/>')
    insert(paragraph, r'<w:instrText>TOC \o "1-3" \h</w:instrText>')
    insert(paragraph, '<w:fldChar w:fldCharType="separate"/>')
    entry = '<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>Sammanfattning 1</w:t></w:r>'
    paragraph._p.append(parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="_Toc1">{entry}</w:hyperlink>'))
    insert(paragraph, '<w:fldChar w:fldCharType="end"/>')


def picture(word: Word) -> None:
    word.add_picture(BytesIO(PIXEL))._inline.docPr.set("descr", "Kommunens vapen")


def content_controls(word: Word) -> None:
    for kind in ("<w:text/>", "<w:date/>", '<w:dropDownList><w:listItem w:value="a" w:displayText="A"/></w:dropDownList>'):
        content = f'<w:sdtPr><w:alias w:val="Val"/>{kind}</w:sdtPr><w:sdtContent><w:r><w:t>val</w:t></w:r></w:sdtContent>'
        word.add_paragraph("Fält: ")._p.append(parse_xml(f"<w:sdt {nsdecls('w')}>{content}</w:sdt>"))


def styles_named_as_tags(word: Word) -> None:
    for name in ("Code", "Note", "Figure", "Form", "LI", "Document"):
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for name in ("Quote", "Intense Quote", "Caption", "Code", "Note", "Figure", "Form", "LI", "Document"):
        word.add_paragraph("Text", style=name)


def footnote(word: Word) -> None:
    notes = f"""<w:footnotes {nsdecls("w")}>
        <w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
        <w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
        <w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Se bilagan.</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Se lagen.</w:t></w:r></w:p></w:footnote></w:footnotes>"""
    content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), content_type, notes.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    for number in (1, 2):
        insert(word.add_paragraph("Not"), f'<w:footnoteReference w:id="{number}"/>')


CONTENTS: list[Callable[[Word], None]] = [
    lists,
    long_table,
    merged_cells,
    header_and_footer,
    bordered_title,
    page_border,
    links,
    contents_page,
    picture,
    content_controls,
    styles_named_as_tags,
    footnote,
]
