"""Tags that stand where nothing is filled in: in formulas, charts and diagrams, and in properties. They would be printed as they are."""

import re
from collections.abc import Iterator

from lxml import etree

from auditresp.documents.template.compiling.part import Part
from auditresp.documents.template.core import CORE_TYPE, TITLE
from auditresp.documents.word.ooxml import w
from auditresp.documents.word.package import Package, parsed
from auditresp.documents.word.spots import Spots, shortened
from auditresp.language import _
from auditresp.problems import Place, Problem

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
DRAWN = {"drawingml.chart+xml": _("a chart"), "drawingml.diagramData+xml": _("a diagram (SmartArt)")}
"""What is drawn, by how the content type of its part ends."""
PARAGRAPH = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"


def say_unfilled(part: Part, spots: Spots) -> None:
    """Say which tags stand in a part's formulas, and in signs above words."""
    for text in part.root.iter(FORMULA_TEXT, w("t")):
        if text.tag == w("t") and next(text.iterancestors(w("ruby")), None) is None:
            continue
        if found := TAG.search(text.text or ""):
            place = spots.place(text, found[0])
            part.places.append(place)
            part.wrong(place, "unfilled-tag", unfilled(_("a formula") if text.tag == FORMULA_TEXT else _("a sign above words")))


def unfilled_elsewhere(package: Package, file: str) -> Iterator[Problem]:
    """Tags in the file's charts, diagrams and properties; only its title is filled in."""
    for part, kind in package.content_types().items():
        where = next((words for end, words in DRAWN.items() if kind.endswith(end)), _("a property") if kind == CORE_TYPE else "")
        for text in texts_in(parsed(package.parts[part], file)) if where else ():
            if found := TAG.search(text):
                spot = _("{spot}: «{words}»").format(spot=where, words=shortened(found[0]))
                yield Problem(Place(file, spot=spot), "unfilled-tag", unfilled(where))


def texts_in(root: etree._Element) -> Iterator[str]:
    """What a part says, paragraph by paragraph, or property by property."""
    paragraphs = list(root.iter(PARAGRAPH))
    yield from ("".join(map(str, each.itertext())) for each in paragraphs or root if not str(each.tag).endswith(f"}}{TITLE}"))


def unfilled(where: str) -> str:
    """What to say of a tag that stands there."""
    return _("{where} is not filled in, so the tag will be printed as it stands; write it as ordinary text").format(where=where)
