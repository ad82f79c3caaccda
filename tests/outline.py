"""A Word file's words and structure as text, for golden files: each paragraph with its style, tables row by row."""

from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph


def outline(file: Path) -> str:
    """The body, then the headers and footers of each section."""
    document = docx.Document(str(file))
    core = document.core_properties
    head = [f"title: {core.title}", f"subject: {core.subject}", f"language: {core.language}"]
    return "\n".join([*head, "", *lines(document), "", *margins(document)]) + "\n"


def lines(container: Document | _Cell) -> Iterator[str]:
    """What stands in a body or a cell, in order."""
    for block in container.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield "| " + " | ".join(" / ".join(said(each) for each in cell.paragraphs) for cell in row.cells) + " |"
        else:
            yield f"[{style(block)}] {said(block)}"


def margins(document: Document) -> Iterator[str]:
    """The headers and footers."""
    for section in document.sections:
        kinds = {
            "first header": section.first_page_header,
            "header": section.header,
            "first footer": section.first_page_footer,
            "footer": section.footer,
        }
        for kind, part in kinds.items():
            if not part.is_linked_to_previous:
                yield from (f"{kind} [{style(each)}] {said(each)}" for each in part.paragraphs)


def style(paragraph: Paragraph) -> str:
    """The name of a paragraph's style."""
    return paragraph.style.name if paragraph.style and paragraph.style.name else ""


def said(paragraph: Paragraph) -> str:
    """A paragraph's words, links included."""
    return paragraph.text.replace("\t", " → ").replace("\n", " ⏎ ")
