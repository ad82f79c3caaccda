"""What the drawings of a Word file show, in words: LibreOffice 7.4 forgets it of charts."""

from lxml import etree

from auditresp.documents.word.package import Package, parsed
from auditresp.problems import AuditrespError

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"


def wordless_drawings(document: bytes, name: str) -> list[str]:
    """The alternative texts of the drawings that may be without one in a PDF, in their order: charts, and those that have none."""
    try:
        package = Package.read(document, name)
        body = parsed(package.parts[package.main_part], name)
    except AuditrespError:
        return []
    return [words for drawing in body.iter(DRAWING) if not (words := drawing.get("descr", "")) or is_chart(drawing)]


def is_chart(drawing: etree._Element) -> bool:
    """Whether a drawing is a chart."""
    around = drawing.getparent()
    return around is not None and next(around.iter(CHART), None) is not None
