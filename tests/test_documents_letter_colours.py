"""A letter's colours may be too pale for weak eyes; what is built from the template that it becomes may not."""

from collections.abc import Callable
from colorsys import rgb_to_hls
from typing import Any

import pytest
from docx import Document
from docx.shared import Pt, RGBColor

from auditresp.documents.accessibility.contrast import contrast_of
from auditresp.documents.accessibility.rules import inaccessible
from auditresp.problems import errors
from docx_making import tree
from letters import LETTERS, PROSE, saved
from paragraphs import NS, tag, val
from test_documents_letter import built, like

ORANGE = "F39200"


def pale(*, footer: str = "999999", on: str = "") -> bytes:
    """A letter with orange headings and a grey footer."""
    letter = Document()
    for name, points in (("Title", 24), ("Heading 1", 16), ("Heading 2", 13)):
        style: Any = letter.styles[name]
        style.font.size, style.font.color.rgb = Pt(points), RGBColor.from_string(ORANGE)
    letter.add_paragraph("Svar på granskning", style="Title")
    for heading, prose in zip(("Heading 1", "Heading 2"), PROSE, strict=True):
        letter.add_paragraph("Nämndens svar", style=heading)
        letter.add_paragraph(prose)
    words = letter.sections[0].footer.paragraphs[0].add_run("Hagby kommun, 123 45 Hagby")
    words.font.color.rgb = RGBColor.from_string(footer)
    if on:
        shading = words._r.get_or_add_rPr().makeelement(tag("shd"), {tag("val"): "clear", tag("fill"): on})
        words._r.rPr.append(shading)
    return saved(letter)


def hue(colour: str) -> float:
    return rgb_to_hls(*(int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)))[0]


@pytest.mark.parametrize("make", [*LETTERS.values(), pale], ids=[*LETTERS.keys(), "pale"])
def test_what_is_built_passes_our_own_check(make: Callable[[], bytes]) -> None:
    for standard in ("svar", "yttrande"):
        assert errors(inaccessible(built(like(make(), standard).data, standard), "svar.docx")) == []


def test_a_style_s_colour_gets_darker_and_no_darker_than_it_takes() -> None:
    made = like(pale())
    colours = {val(each, "w:name"): val(each, "w:rPr/w:color") or "" for each in tree(made.data, "word/styles.xml").iter(tag("style"))}

    assert [round(contrast_of(colours[name], "FFFFFF"), 1) for name in ("Title", "heading 1", "heading 2")] == [4.5, 4.5, 4.5]
    assert hue(colours["heading 2"]) == pytest.approx(hue(ORANGE), abs=0.01)
    assert [line for line in made.done if "#" in line] == [
        "style «heading 1», «heading 2», «Title»: the colour #F39200 on #FFFFFF is too pale for weak eyes, and is #AB6600 now",
        "style «heading 3», «heading 4»: the colour #4F81BD on #FFFFFF is too pale for weak eyes, and is #4578B7 now",
        "footer 1, paragraph 1: «Hagby kommun, 123 45 Hagby»: the colour #999999 on #FFFFFF is too pale for weak eyes, and is #767676 now",
    ]


def test_letters_on_a_colour_get_lighter_where_that_is_nearer() -> None:
    made = like(pale(footer="9AB8D0", on="1F4E79"))
    (run,) = tree(made.data, "word/footer1.xml").iterfind(".//w:r", NS)

    assert contrast_of(val(run, "w:rPr/w:color") or "", "1F4E79") >= 4.5
    assert [line.rpartition(": ")[2] for line in made.done if "footer" in line] == [
        "the colour #9AB8D0 on #1F4E79 is too pale for weak eyes, and is #A4BFD4 now"
    ]


def test_a_colour_of_the_theme_is_not_taken_from_the_theme_any_more() -> None:
    (colour,) = {
        tuple(each.find("w:rPr/w:color", NS).attrib.items())  # type: ignore[union-attr]
        for each in tree(like(pale()).data, "word/styles.xml").iter(tag("style"))
        if val(each, "w:name") == "heading 3"
    }

    assert colour == ((tag("val"), "4578B7"),)


def test_what_can_be_read_keeps_its_colour() -> None:
    assert [line for line in like(LETTERS["norrvik"]()).done if "#" in line] == []
