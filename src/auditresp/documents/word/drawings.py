"""Pictures and charts in a line of text, with their parts in the package."""

from hashlib import sha256

from auditresp.documents.word import properties
from auditresp.documents.word.additions import Additions
from auditresp.documents.word.characters import attribute
from auditresp.documents.word.charts import A, C, Chart, chart_part
from auditresp.documents.word.illustrations import Illustration, Picture
from auditresp.documents.word.ooxml import OFFICE_RELATIONSHIPS

WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
TWENTIETH_OF_A_POINT = 635
"""In English metric units."""


def drawing(shown: Illustration, paragraph: str, run: str, additions: Additions, part: str) -> str:
    """A run (`w:r`) with a picture or chart, no wider than the page's text.

    `paragraph` and `run` are the whole `w:pPr` and `w:rPr` of the paragraph and run with the tag, or nothing; `part` is the name of
    the part that the run will stand in.
    """
    fitted = shown.fitted(additions.stock.text_width * TWENTIETH_OF_A_POINT)
    number, description = additions.drawing_id(), attribute(fitted.description)
    size = f'cx="{fitted.width}" cy="{fitted.height}"'
    match fitted:
        case Chart():
            kind, name = C, f"Diagram {number}"
            content = chart_frame(fitted, paragraph, additions, part)
        case Picture():
            kind, name = PIC, f"Bild {number}"
            content = picture_frame(fitted, size, f'id="{number}" name="{name}"', additions, part)
        case _:
            raise TypeError(fitted)
    return (
        f'<w:r>{run}<w:drawing><wp:inline xmlns:wp="{WP}" distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{description}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{kind}">{content}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def picture_frame(picture: Picture, size: str, known_as: str, additions: Additions, part: str) -> str:
    """What shows a picture."""
    file = f"word/media/{short_hash(picture.data)}.{picture.kind}"
    rel_id = additions.point_to(part, "image", file, f"image/{picture.kind}", picture.data)
    return (
        f'<pic:pic xmlns:pic="{PIC}"><pic:nvPicPr><pic:cNvPr {known_as}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="{OFFICE_RELATIONSHIPS}" r:embed="{rel_id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic>"
    )


def chart_frame(chart: Chart, paragraph: str, additions: Additions, part: str) -> str:
    """What shows a chart, in the letters of the paragraph around it."""
    styles = additions.stock.styles
    style = properties.value(paragraph, "w:pStyle") or styles.defaults.get("paragraph")
    data = chart_part(chart, styles.font_of(style), styles.size_of(style))
    rel_id = additions.point_to(part, "chart", f"word/charts/{short_hash(data)}.xml", CHART_TYPE, data)
    return f'<c:chart xmlns:c="{C}" xmlns:r="{OFFICE_RELATIONSHIPS}" r:id="{rel_id}"/>'


def short_hash(data: bytes) -> str:
    """A name for a part: the same for the same content, so that it comes once, and of no part of the template."""
    return sha256(data).hexdigest()[:16]
