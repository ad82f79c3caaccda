"""Letters of municipalities that do not exist, each made in its own way, as they come to who is to make a template of one."""

import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Letter
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

PROSE = (
    "Revisorerna har under våren granskat hur nämnden följer upp sina avtal och lämnar i sin rapport tre rekommendationer.",
    "Förvaltningen har gått igenom rapporten tillsammans med berörda enheter och redovisar här vad den avser att göra.",
)

MILLIMETRE = 36_000
"""In the units in which drawings are measured."""


def saved(letter: Letter) -> bytes:
    """The letter's file."""
    written = BytesIO()
    letter.save(written)
    return written.getvalue()


def logo(red: int, green: int, blue: int) -> BytesIO:
    """A picture of one colour."""
    rows = (b"\0" + bytes((red, green, blue)) * 48) * 48
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", 48, 48, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    written = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks)
    return BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(written))


def add_field(paragraph: Paragraph, instruction: str, shown: str = "1") -> None:
    """A field as Word writes it, in five runs."""
    for kind in ("begin", "instr", "separate", "shown", "end"):
        run = paragraph.add_run()
        if kind == "instr":
            text = OxmlElement("w:instrText")
            text.text = f" {instruction} "
            run._r.append(text)
        elif kind == "shown":
            run.text = shown
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def set_fonts(letter: Letter, font: str, size: float, *styles: str) -> None:
    """Let styles, Normal before all, have that font; headings keep their sizes."""
    for name in ("Normal", *styles):
        style: Any = letter.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for old in list(fonts.attrib):
            del fonts.attrib[old]
        style.font.name = font
    normal: Any = letter.styles["Normal"]
    normal.font.size = Pt(size)


def with_swedish_ids(letter: Letter) -> None:
    """Let the styles have the ids that a Swedish Word gives them: Rubrik1, Punktlista."""
    swedish = {"Heading1": "Rubrik1", "Heading2": "Rubrik2", "Heading3": "Rubrik3", "Title": "Rubrik", "ListBullet": "Punktlista"}
    roots = [letter.styles.element, letter.element, letter.part.numbering_part.element]
    for element in (each for root in roots for each in root.iter()):
        for name in (qn("w:styleId"), qn("w:val")):
            if element.get(name) in swedish and (name == qn("w:styleId") or element.tag in map(qn, ("w:pStyle", "w:basedOn", "w:next"))):
                element.set(name, swedish[element.get(name)])


def hagby() -> bytes:
    """Sans-serif, Word's own styles with Swedish ids. The first page has a logo and date and number in a table; its footer, addresses."""
    letter = Document()
    set_fonts(letter, "Calibri", 11, "Title", "Heading 1", "Heading 2", "Heading 3")
    for name, size in (("Title", 20), ("Heading 1", 14), ("Heading 2", 12)):
        style: Any = letter.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0x00, 0x5A, 0x3C)
    letter.styles["Title"].element.pPr.remove(letter.styles["Title"].element.pPr.find(qn("w:pBdr")))
    section = letter.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.different_first_page_header_footer = True
    head = section.first_page_header.add_table(1, 2, Cm(16))
    head.cell(0, 0).paragraphs[0].add_run().add_picture(logo(0, 90, 60), height=Cm(1.5))
    facts = head.cell(0, 1)
    facts.paragraphs[0].text = "TJÄNSTESKRIVELSE"
    facts.add_paragraph("Datum: 2023-05-17")
    facts.add_paragraph("Dnr: KS 2023/00214")
    page = facts.add_paragraph("Sida ")
    add_field(page, "PAGE")
    page.add_run(" (")
    add_field(page, "NUMPAGES", "2")
    page.add_run(")")
    following = section.header.paragraphs[0]
    following.text = "Hagby kommun\t2023-05-17\t"
    add_field(following, "PAGE")
    foot = section.first_page_footer.add_table(1, 3, Cm(16))
    for cell, words in zip(
        foot.rows[0].cells, ("Hagby kommun\n123 45 Hagby", "Besök: Torget 1\nTel: 0123-45 00 00", "kommun@hagby.example"), strict=True
    ):
        cell.paragraphs[0].text = words
    for words in ("Kommunrevisionen", "Box 12", "123 45 Hagby"):
        letter.add_paragraph(words)
    letter.add_paragraph("Svar på granskning av avtal", style="Title")
    for heading, prose in zip(("Sammanfattning", "Förvaltningens svar"), PROSE, strict=True):
        letter.add_paragraph(heading, style="Heading 1")
        letter.add_paragraph(prose)
    letter.add_paragraph("Uppföljning av avtal", style="Heading 2")
    letter.add_paragraph("Ett register införs", style="List Bullet")
    letter.add_paragraph("Varje avtal får en ansvarig", style="List Bullet")
    with_swedish_ids(letter)
    return saved(letter)


def norrvik() -> bytes:
    """Serif, with nothing but Normal: headings are bold, paragraphs are kept apart by empty ones, date and number stand behind tabs."""
    letter = Document()
    section = letter.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    letter.styles.element.find(qn("w:docDefaults")).find(qn("w:pPrDefault")).clear()

    def add(words: str, *, bold: bool = False, size: float = 12) -> Paragraph:
        paragraph = letter.add_paragraph()
        for word in words.split(" ") if words else []:  # Word, too, cuts what was typed in several goes
            run = paragraph.add_run(word if not paragraph.runs else f" {word}")
            run.font.name, run.font.size, run.font.bold = "Times New Roman", Pt(size), bold or None
        return paragraph

    section.header.paragraphs[0].text = "NORRVIKS KOMMUN"
    section.footer.paragraphs[0].text = "Norrviks kommun · 987 65 Norrvik · www.norrvik.example\tSida 1 av 2"
    head = add("Kommunstyrelsen\tden 3 mars 2022\tDnr 2022/118-009")
    head.paragraph_format.tab_stops.add_tab_stop(Cm(8))
    head.paragraph_format.tab_stops.add_tab_stop(Cm(15), WD_TAB_ALIGNMENT.RIGHT)
    add("")
    add("Till")
    add("Revisorerna i Norrviks kommun")
    add("")
    add("")
    add("Yttrande över granskning av vattenförsörjningen", bold=True, size=16)
    add("")
    for heading, prose in zip(("Bakgrund", "Kommunstyrelsens bedömning"), PROSE, strict=True):
        add(heading, bold=True)
        add(prose)
        add("")
        add(prose)
        add("")
    add("För kommunstyrelsen")
    return saved(letter)


def skoga() -> bytes:
    """The municipality's own styles with Swedish names, indented text, numbered headings, and a style for tables of its own."""
    letter = Document()
    set_fonts(letter, "Georgia", 10.5)
    numbering = letter.part.numbering_part.element
    abstract = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="SkogaRubrik1"/><w:lvlText w:val="%1"/>
          <w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:hanging="0"/></w:pPr></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="SkogaRubrik2"/><w:lvlText w:val="%1.%2"/>
          <w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:hanging="0"/></w:pPr></w:lvl></w:abstractNum>"""
    numbering.insert(0, parse_xml(abstract))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    bullets = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="91"><w:multiLevelType w:val="singleLevel"/>
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/><w:lvlJc w:val="left"/>
          <w:pPr><w:ind w:left="1701" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>"""
    numbering.insert(0, parse_xml(bullets))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="91"/></w:num>'))
    for name, size, bold in (
        ("Skoga Rubrik 1", 15, True),
        ("Skoga Rubrik 2", 12, True),
        ("Skoga Ärenderubrik", 19, False),
        ("Brödtext", 10.5, False),
    ):
        style: Any = letter.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size, style.font.bold = letter.styles["Normal"], Pt(size), bold or None
        style.font.color.rgb = RGBColor(0x6B, 0x21, 0x46) if bold else None
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12 if bold else 0), Pt(6)
        if name == "Brödtext":
            style.paragraph_format.left_indent = Cm(2.5)
        if name[-1].isdigit():
            level = int(name[-1]) - 1
            style.element.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>')
            )
            style.element.pPr.insert(0, style.element.pPr[-1])
    for old in ("Body Text", "List Bullet"):
        letter.styles[old].delete()
    punkt: Any = letter.styles.add_style("Punktlista", WD_STYLE_TYPE.PARAGRAPH)
    punkt.base_style = letter.styles["Brödtext"]
    punkt.element.get_or_add_pPr().insert(0, parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="91"/></w:numPr>'))
    punkt.element.pPr.append(parse_xml(f'<w:ind {nsdecls("w")} w:left="1701" w:hanging="284"/>'))
    table_style = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Skogatabell"><w:name w:val="Skogatabell"/>
        <w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="6B2146"/>
        <w:insideH w:val="single" w:sz="4" w:space="0" w:color="C0A0B0"/></w:tblBorders></w:tblPr>
        <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F3E8EE"/></w:tcPr>
        </w:tblStylePr></w:style>"""
    letter.styles.element.append(parse_xml(table_style))
    section = letter.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.header.paragraphs[0].add_run().add_picture(logo(107, 33, 70), height=Cm(1.2))
    head = letter.add_table(3, 2)
    for row, cells in zip(
        head.rows, (("Datum", "Vår beteckning"), ("2024-02-06", "SBN-2024-00031"), ("Handläggare", "Anna Ek")), strict=True
    ):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.paragraphs[0].text = words
    letter.add_paragraph("Svar på revisionens granskning av bygglov", style="Skoga Ärenderubrik")
    for heading, prose in zip(("Sammanfattning", "Svar"), PROSE, strict=True):
        letter.add_paragraph(heading, style="Skoga Rubrik 1")
        letter.add_paragraph(prose, style="Brödtext")
    letter.add_paragraph("Handläggningstider", style="Skoga Rubrik 2")
    letter.add_paragraph("Mät tiderna varje månad", style="Punktlista")
    letter.add_paragraph("Redovisa dem för nämnden", style="Punktlista")
    return saved(letter)


def almby() -> bytes:
    """The title is heading 1, the sections heading 2; date and number are content controls; a comment, a second section, an author."""
    letter = Document()
    set_fonts(letter, "Arial", 11, "Heading 1", "Heading 2")
    letter.core_properties.author, letter.core_properties.title = "Bo Berg", "Svar om färdtjänst"
    section = letter.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    header = section.header.paragraphs[0]
    header.text = "Almby stad"
    header._p.append(control("Datum", "Klicka här för att ange datum."))
    header._p.append(control("Diarienummer", "Dnr 2021-334"))
    letter.add_paragraph("Stadsrevisionen i Almby")
    title = letter.add_paragraph("Svar på granskning av färdtjänsten", style="Heading 1")
    letter.add_comment(title.runs, text="Ska vi skriva så?", author="Bo Berg")
    for heading, prose in zip(("Bakgrund", "Svar"), PROSE, strict=True):
        letter.add_paragraph(heading, style="Heading 2")
        letter.add_paragraph(prose)
    number_by_hand(letter, ("Se över avtalet", "Mät punktligheten"))
    letter.add_section(WD_SECTION.NEW_PAGE)
    letter.add_paragraph("Bilaga")
    letter.add_paragraph().add_run().add_picture(logo(200, 30, 30))
    return saved(letter)


def control(alias: str, words: str) -> Any:
    """A content control that Word fills from the file's properties."""
    return parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{alias}"/><w:showingPlcHdr/>'
        f'<w:dataBinding w:xpath="/x" w:storeItemID="{{00000000-0000-0000-0000-000000000000}}"/><w:text/></w:sdtPr>'
        f"<w:sdtContent><w:r><w:tab/><w:t>{words}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def number_by_hand(letter: Letter, items: tuple[str, ...]) -> None:
    """A numbered list as Word makes it when one chooses the button: List Paragraph, and the list said in each paragraph."""
    for item in items:
        paragraph = letter.add_paragraph(item, style="List Paragraph")
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{numbered(letter)}"/></w:numPr>'))


def numbered(letter: Letter) -> int:
    """A list of the letter that counts."""
    root = letter.part.numbering_part.element
    style = next(each for each in letter.styles.element if each.get(qn("w:styleId")) == "ListNumber")
    return int(next(each.get(qn("w:val")) for each in style.iter(qn("w:numId")) if root is not None))


def text_box(lines: tuple[str, ...], left: int, width: int, number: int, colour: str = "000000") -> Any:
    """A box that floats at the top of the page, as Word draws it: its place and width in millimetres."""
    letters = f'<w:rPr><w:color w:val="{colour}"/><w:sz w:val="18"/></w:rPr>'
    words = "".join(f'<w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r>{letters}<w:t>{line}</w:t></w:r></w:p>' for line in lines)
    size = f'cx="{width * MILLIMETRE}" cy="{25 * MILLIMETRE}"'
    return parse_xml(
        f'<w:r {nsdecls("w", "wp", "a")} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{number}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left * MILLIMETRE}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{12 * MILLIMETRE}</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:wrapNone/><wp:docPr id="{number}" name="Textruta {number}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></w:r>"
    )


def vikby() -> bytes:
    """Text boxes in the first page's header; headings made by hand in a pale colour, signs typed before items, a grey footer."""
    letter = Document()
    set_fonts(letter, "Verdana", 10)
    section = letter.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin = Cm(4.5), Cm(2.5), Cm(4.5)
    section.different_first_page_header_footer = True
    head = section.first_page_header.paragraphs[0]
    head.add_run().add_picture(logo(120, 40, 90), height=Cm(1.2))
    head._p.append(text_box(("Vikby kommun", "Miljö- och byggnämnden"), 75, 60, 21))
    head._p.append(text_box(("Datum", "2024-03-12", "Diarienummer", "MBN-2024-112", "Sida 1(3)"), 150, 45, 22, "8C8C8C"))
    section.header.paragraphs[0].text = "Vikby kommun\t\t2(3)"
    foot = section.first_page_footer.paragraphs[0].add_run("Postadress: 543 21 Vikby  Telefon: 0543-210 00")
    foot.font.size, foot.font.color.rgb = Pt(8), RGBColor(0x9A, 0x9A, 0x9A)
    for words in ("Revisorerna i Vikby kommun", "c/o Revisionsbolaget AB", "Box 400", "111 22 Storstad", "", "", ""):
        letter.add_paragraph(words).paragraph_format.space_after = Pt(0)
    for words, size, colour in (
        ("Yttrande över revisionsrapport om tillsyn", 16, RGBColor(0x8F, 0x2F, 0x6F)),
        ("Bakgrund", 12, RGBColor(0xC2, 0x5F, 0xA4)),
        (PROSE[0], 10, None),
        ("Nämndens svar", 12, RGBColor(0xC2, 0x5F, 0xA4)),
        (PROSE[1], 10, None),
    ):
        run = letter.add_paragraph().add_run(words)
        if colour is not None:
            run.bold, run.font.size, run.font.color.rgb = True, Pt(size), colour
    for item in ("- en ny tillsynsplan", "- ett gemensamt register", "- årlig uppföljning"):
        letter.add_paragraph(item)
    return saved(letter)


def ekhult() -> bytes:
    """A letterhead that is a ruled table in the text, and a title in capitals, made by hand, above headings that are none of its size."""
    letter = Document()
    set_fonts(letter, "Georgia", 11)
    head = letter.add_table(3, 3)
    head.style = "Table Grid"
    rows = (
        ("", "TJÄNSTESKRIVELSE", "1 (2)"),
        ("Handläggare", "Datum", "Ärendenummer"),
        ("Robin Ek\n0123-456 78", "den 4 mars 2024", "KS 2024/77"),
    )
    for row, words in zip(head.rows, rows, strict=True):
        for cell, said in zip(row.cells, words, strict=True):
            cell.text = said
    head.cell(0, 0).paragraphs[0].add_run().add_picture(logo(10, 10, 10), height=Cm(1))
    for said in ("", "Till: Kommunrevisionen", ""):
        letter.add_paragraph(said)
    letter.add_paragraph().add_run("SVAR PÅ GRANSKNING AV INKÖP").bold = True
    letter.add_paragraph("Förslag till beslut", style="Heading 2")
    letter.add_paragraph("Kommunstyrelsen antar yttrandet som sitt eget och lämnar det till kommunens revisorer.", style="List Number")
    letter.add_paragraph("Ärendet", style="Heading 2")
    for prose in PROSE:
        letter.add_paragraph(prose)
    return saved(letter)


LETTERS: dict[str, Callable[[], bytes]] = {
    "hagby": hagby,
    "norrvik": norrvik,
    "skoga": skoga,
    "almby": almby,
    "vikby": vikby,
    "ekhult": ekhult,
}


def letters() -> Iterator[tuple[str, bytes]]:
    """Every letter by its municipality."""
    return ((name, make()) for name, make in LETTERS.items())
