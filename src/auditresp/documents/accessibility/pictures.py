"""Pictures, charts and shapes: what they show, in words; and text boxes, which are read nobody knows when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from auditresp.documents.accessibility.word_file import Finding, Kind, WordFile, has_words
from auditresp.documents.word.ooxml import w
from auditresp.language import _
from auditresp.problems import Level

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
GRAPHIC_DATA = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
V = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
ON = ("1", "true", "t")

SAYS_NOTHING = re.compile(
    r"(?:image|picture|graphic|chart|shape|bild|bildobjekt|grafik|diagram|figur)?\s*\d*"
    r"|\S+\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp)",
    re.IGNORECASE,
)
"""A picture's number, or its file."""
UNSEEN = re.compile(r"automatiskt genererad|automatically generated|AI-genererat|AI-generated", re.IGNORECASE)
"""A description by a program that nobody has read since: it says so itself."""


@dataclass(frozen=True)
class Drawing:
    """Something drawn on the page."""

    element: etree._Element
    name: str
    alternative: str
    """What it shows, in words."""
    depicts: bool
    """Whether it is a picture, a chart or something made by another program; else it is a shape or line."""
    decorative: bool
    floating: bool
    """Whether it stands beside the text instead of in it."""


def drawings(root: etree._Element) -> Iterator[Drawing]:
    """Everything drawn, in today's way and in that of older files."""
    for frame in root.iter(f"{WP}inline", f"{WP}anchor"):
        yield drawing(frame)
    for old in root.iter(w("pict"), w("object")):
        shape = next((each for each in old if str(each.tag).startswith(V) and each.tag != f"{V}shapetype"), None)
        if shape is not None:
            yield old_drawing(old, shape)


def drawing(frame: etree._Element) -> Drawing:
    """What Word draws since 2007."""
    about, data = frame.find(f"{WP}docPr"), frame.find(f".//{GRAPHIC_DATA}")
    attributes: dict[str, str] = {} if about is None else {str(name): str(text) for name, text in about.attrib.items()}
    kind = "" if data is None else data.get("uri", "").rpartition("/")[2]
    return Drawing(
        frame,
        name=attributes.get("name", ""),
        alternative=(attributes.get("descr") or attributes.get("title") or "").strip(),
        depicts=not kind.startswith("wordprocessing") or next(frame.iter(f"{PIC}pic"), None) is not None,
        decorative=any(each.get("val") in ON for each in frame.iter(DECORATIVE)) or attributes.get("hidden") in ON,
        floating=frame.tag == f"{WP}anchor",
    )


def old_drawing(old: etree._Element, shape: etree._Element) -> Drawing:
    """What older programs draw."""
    return Drawing(
        old,
        name=shape.get("id", ""),
        alternative=shape.get("alt", "").strip(),
        depicts=old.tag == w("object") or next(old.iter(f"{V}imagedata"), None) is not None,
        decorative=shape.get(f"{OFFICE}hr") in ON,
        floating="position:absolute" in shape.get("style", "").replace(" ", ""),
    )


def pictures_are_described(file: WordFile) -> Iterator[Finding]:
    """What is shown is said in words too, or is marked as mere decoration."""
    for story in file.stories:
        for drawn in drawings(story.root):
            if drawn.decorative:
                continue
            if drawn.alternative:
                yield from doubts(drawn)
            elif drawn.depicts:
                message = _(
                    "the picture has no alternative text, so who does not see it does not know what it shows; right-click it, "
                    "choose View Alt Text, and write what it shows or mark it as decorative"
                )
                yield Finding("alt-text-missing", message, Level.ERROR, drawn.element, drawn.name)
            elif not has_words(drawn.element):
                message = _(
                    "the shape has no alternative text, so who does not see it wonders what it shows; right-click it, "
                    "choose View Alt Text, and mark it as decorative or write what it shows"
                )
                yield Finding("alt-text-missing", message, Level.WARNING, drawn.element, drawn.name)


def doubts(drawn: Drawing) -> Iterator[Finding]:
    """An alternative text that nobody has thought about."""
    if SAYS_NOTHING.fullmatch(drawn.alternative):
        message = _("the alternative text is '{text}', which does not say what the picture shows; right-click it and choose View Alt Text")
        yield Finding("alt-text-meaningless", message.format(text=drawn.alternative), Level.WARNING, drawn.element, drawn.name)
    elif UNSEEN.search(drawn.alternative):
        message = _(
            "the alternative text was written by a program and may be wrong; right-click the picture, choose View Alt Text, "
            "read it, and delete the words that say so"
        )
        yield Finding("alt-text-meaningless", message, Level.WARNING, drawn.element, drawn.name)


def text_boxes_stand_in_the_text(file: WordFile) -> Iterator[Finding]:
    """Text is read where it belongs."""
    for story in file.stories:
        if story.kind is not Kind.BODY:
            continue
        for drawn in drawings(story.root):
            box = next(drawn.element.iter(w("txbxContent")), None)
            if drawn.floating and box is not None and has_words(box):
                message = _(
                    "a text box floats beside the text, so a screen reader reads it in the wrong place or not at all; "
                    "move its words into the text, or right-click its frame and choose Wrap Text > In Line with Text"
                )
                words = "".join(text.text or "" for text in box.iter(w("t"))).strip()
                yield Finding("text-box-floating", message, Level.WARNING, drawn.element, words)
