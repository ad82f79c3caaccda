"""What readers who do not see the page need of a letter before it becomes a template: its language, and words for its logo."""

from collections.abc import Iterable, Iterator

from lxml import etree

from auditresp.documents.accessibility.looks import Looks
from auditresp.documents.accessibility.tables import inside, is_ruled, tables_in
from auditresp.documents.letter.reading import PATHS, words_of
from auditresp.documents.letter.tagging import is_label
from auditresp.documents.word.ooxml import w
from auditresp.documents.word.spots import Spots
from auditresp.language import _

SWEDISH = "sv-SE"
LOGO = "Kommunens logotyp"
NAMED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"


def speak_swedish(style_sheet: etree._Element) -> None:
    """Let the letter's language be Swedish where its styles say another."""
    for language in style_sheet.iter(w("lang")):
        if not language.get(w("val"), "").startswith("sv"):
            language.set(w("val"), SWEDISH)
    letters = style_sheet.find("w:docDefaults/w:rPrDefault/w:rPr", PATHS)
    if letters is not None and letters.find("w:lang", PATHS) is None:
        following = [each for each in letters if each.tag in (w("eastAsianLayout"), w("specVanish"), w("oMath"))]
        language = etree.Element(w("lang"), {w("val"): SWEDISH})
        following[0].addprevious(language) if following else letters.append(language)


def name_pictures(blocks: Iterable[etree._Element], spots: Spots) -> Iterator[str]:
    """Give the pictures of a letterhead that nobody has described the words for what such a picture usually is; say where."""
    for drawing in [each for block in blocks for each in block.iter(w("drawing"))]:
        name, picture = next(drawing.iter(NAMED), None), next(drawing.iter(PICTURE), None)
        if name is not None and picture is not None and not name.get("descr"):
            name.set("descr", LOGO)
            spot = spots.place(drawing, LOGO).spot
            yield _(
                "{spot}: the picture had no alternative text and is called this now; right-click it in Word and say what it shows"
            ).format(spot=spot)


def name_columns(body: etree._Element, looks: Looks, spots: Spots) -> Iterator[str]:
    """Let the tables of a letter's head whose columns can be seen say what those are about; say which."""
    for table in list(tables_in(body)):
        if table.has_columns and not table.has_header and (is_ruled(table, looks) or all(map(heads, table.rows[0]))):
            row = next(inside(table.element, "tr", "tbl"))
            look = row.find("w:trPr", PATHS)
            if look is None:
                look = etree.Element(w("trPr"))
                table.rows[0][0].addprevious(look)
            etree.SubElement(look, w("tblHeader"))
            said = _("{spot}: the first row of the table is marked as its header row now, as screen readers need it")
            yield said.format(spot=spots.place(row, " | ".join(filter(None, map(words_in, table.rows[0])))).spot)


def heads(cell: etree._Element) -> bool:
    """Whether a cell only says what stands below it."""
    return is_label(words_in(cell))


def words_in(cell: etree._Element) -> str:
    """What a cell says."""
    return " ".join(filter(None, map(words_of, cell.iter(w("p")))))
