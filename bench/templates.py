"""The letter's template, made for each peer in its own language: the same page, the same styles, the same fixed words."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

COLUMNS = ("Rekommendation", "Åtgärd", "Ansvarig", "Klart senast")
MUNICIPALITY = "Lindhaga kommun"


class Language(NamedTuple):
    """How a peer's template says what stands where. A loop is what stands before and after that which is repeated."""

    subject: str
    case_number: str
    board: str
    date: str
    signer: str
    number: str
    text: str
    recommendations: tuple[str, str]
    summary: tuple[str, ...]
    """One line, or what stands before, in and after."""
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def docxtpl() -> Language:
    """Of docxtpl: jinja2, with {%p %} and {%tr %}."""
    return Language(
        *("{{ subject }}", "{{ case_number }}", "{{ board }}", "{{ date }}", "{{ signer }}"),
        *("{{ recommendation.number }}", "{{ recommendation.text }}"),
        recommendations=("{%p for recommendation in recommendations %}", "{%p endfor %}"),
        summary=("{%p for each in summary %}", "{{ each.text }}", "{%p endfor %}"),
        paragraphs=("{%p for each in recommendation.paragraphs %}", "{{ each.text }}", "{%p endfor %}"),
        points=("{%p for each in recommendation.points %}", "{{ each.text }}", "{%p endfor %}"),
        rows=(
            ("{%tr for each in measures %}", "", "", ""),
            ("{{ each.recommendation }}", "{{ each.text }}", "{{ each.owner }}", "{{ each.due }}"),
            ("{%tr endfor %}", "", "", ""),
        ),
    )


def auditresp() -> Language:
    """Of auditresp: docxtpl's, and a text field in place of a paragraph becomes all its paragraphs and lists."""
    return docxtpl()._replace(
        subject="{{ response.subject }}",
        case_number="{{ response.case_number }}",
        board="{{ boards[0].name }}",
        date="{{ response.date|date_long }}",
        signer="{{ signatures[0].title }}",
        summary=("{{p response.summary }}",),
        paragraphs=("{{p recommendation.reply }}",),
        points=(),
        rows=(
            ("{%tr for recommendation in recommendations %}", "", "", ""),
            ("{%tr for each in recommendation.measures %}", "", "", ""),
            ("{{ recommendation.number }}", "{{ each.text }}", "{{ each.owner }}", "{{ each.due|date_long }}"),
            ("{%tr endfor %}", "", "", ""),
            ("{%tr endfor %}", "", "", ""),
        ),
    )


def docxtemplater() -> Language:
    """Of docxtemplater: {#loop} … {/}."""
    return Language(
        *("{subject}", "{case_number}", "{board}", "{date}", "{signer}", "{number}", "{text}"),
        recommendations=("{#recommendations}", "{/recommendations}"),
        summary=("{#summary}", "{text}", "{/summary}"),
        paragraphs=("{#paragraphs}", "{text}", "{/paragraphs}"),
        points=("{#points}", "{text}", "{/points}"),
        rows=(("{#measures}{recommendation}", "{text}", "{owner}", "{due}{/measures}"),),
    )


def carbone() -> Language:
    """Of carbone: the first and the next of each, and what is between them is repeated."""
    each, after = "d.recommendations[i]", "d.recommendations[i+1]"
    return Language(
        *("{d.subject}", "{d.case_number}", "{d.board}", "{d.date}", "{d.signer}"),
        *(f"{{{each}.number}}", f"{{{each}.text}}"),
        recommendations=("", f"{{{after}.number}}"),
        summary=("{d.summary[i].text}", "{d.summary[i+1].text}"),
        paragraphs=(f"{{{each}.paragraphs[i].text}}", f"{{{each}.paragraphs[i+1].text}}"),
        points=(f"{{{each}.points[i].text}}", f"{{{each}.points[i+1].text}}"),
        rows=(
            tuple(f"{{d.measures[i].{field}}}" for field in ("recommendation", "text", "owner", "due")),
            tuple(f"{{d.measures[i+1].{field}}}" for field in ("recommendation", "text", "owner", "due")),
        ),
    )


LANGUAGES: dict[str, Callable[[], Language]] = {
    "auditresp": auditresp,
    "docxtpl": docxtpl,
    "docxtemplater": docxtemplater,
    "carbone": carbone,
    "easy-template-x": docxtemplater,
}
"""easy-template-x writes loops as docxtemplater does."""


def template(language: Language) -> bytes:
    """The template as a Word file."""
    document = docx.Document()
    add_head_and_foot(document)
    document.add_paragraph(language.subject, "Title")
    document.add_paragraph(f"Diarienummer: {language.case_number}")
    document.add_paragraph(f"Datum: {language.date}")
    document.add_paragraph(language.board)
    document.add_heading("Sammanfattning")
    add_each(document, language.summary)
    document.add_heading("Svar på rekommendationerna")
    before, after = language.recommendations
    add_each(document, (before,) if before else ())
    document.add_heading(f"Rekommendation {language.number}", 2)
    document.add_paragraph(language.text, "Quote")
    add_each(document, language.paragraphs)
    add_each(document, language.points, "List Number")
    add_each(document, (after,))
    document.add_heading("Åtgärder")
    table = document.add_table(0, len(COLUMNS), "Table Grid")
    for row in (COLUMNS, *language.rows):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.add_paragraph(language.signer)
    return saved(document)


def add_each(document: Document, lines: tuple[str, ...], style: str | None = None) -> None:
    """A paragraph for each line."""
    for line in lines:
        document.add_paragraph(line, style)


def add_head_and_foot(document: Document) -> None:
    """A header with a logo, a footer with the page's number."""
    head, foot = (part.paragraphs[0] for part in (document.sections[0].header, document.sections[0].footer))
    head.add_run().add_picture(BytesIO(logo()), height=Cm(1.5))
    head.add_run(f" {MUNICIPALITY}")
    foot.add_run("Sida ")
    add_page_number(foot)


def add_page_number(paragraph: Paragraph) -> None:
    """Word's own field for it."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    field.append(paragraph.add_run("1")._r)


def reference(pandoc_own: bytes) -> bytes:
    """Pandoc's reference document with our header and footer."""
    document = docx.Document(BytesIO(pandoc_own))
    add_head_and_foot(document)
    return saved(document)


def saved(document: Document) -> bytes:
    """The document as a file."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def logo() -> bytes:
    """A PNG picture of coloured stripes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\0" + bytes((40 + row, 90, 200 - row, 255)) * 120 for row in range(120))
    head = struct.pack(">IIBBBBB", 120, 120, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def write(folder: Path) -> None:
    """The template of every peer, but pandoc's, which begins with its own."""
    for peer, language in LANGUAGES.items():
        (folder / f"{peer}.docx").write_bytes(template(language()))
