"""The template's styles above, what rich text finds or adds below."""

import re

import pytest

from auditresp.documents.word.additions import Additions, Stock
from auditresp.documents.word.properties import paragraph, run, without
from auditresp.documents.word.styles import Styles
from paragraphs import MAIN, W, bare, filled, lines


def styles(*definitions: str) -> Styles:
    return Styles.read(f'<w:styles xmlns:w="{W}">{"".join(definitions)}</w:styles>'.encode())


def style(style_id: str, name: str, look: str = "", kind: str = "paragraph", based_on: str = "") -> str:
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{parent}{look}</w:style>'


def with_styles(*definitions: str) -> dict[str, bytes]:
    """The bare document with further styles."""
    parts = dict(bare())
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", "".join(definitions).encode() + b"</w:styles>")
    return parts


def test_a_swedish_template_s_styles_are_found_by_their_english_names() -> None:
    swedish = styles(style("Rubrik3", "heading 3"), style("Punktlista", "List Bullet"), style("Betoning", "Emphasis", kind="character"))

    found = [swedish.named("Heading 3"), swedish.named("list bullet"), swedish.named("Emphasis", "character"), swedish.named("Emphasis")]

    assert [each and each.id for each in found] == ["Rubrik3", "Punktlista", "Betoning", None]


def test_what_a_style_does_not_say_is_said_by_the_one_it_is_based_on() -> None:
    based = styles(
        style("A", "a", '<w:pPr><w:ind w:left="300"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:sz w:val="30"/></w:rPr>'),
        style("B", "b", "<w:pPr><w:contextualSpacing/></w:pPr>", based_on="A"),
        style("C", "c", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', based_on="B"),
    )

    assert (based.left_of("C"), based.size_of("C"), based.is_contextual("C")) == (300, 30, True)
    assert [based.is_heading(each) for each in ("A", "B", "C")] == [True, True, False]


def test_styles_based_on_each_other_do_not_go_round() -> None:
    assert styles(style("A", "a", based_on="B"), style("B", "b", based_on="A")).size_of("A") == 20


@pytest.mark.parametrize(
    ("level", "size", "italic"),
    [(3, 24, False), (4, 22, False), (5, 22, True)],
)
def test_an_added_heading_goes_on_from_the_template_s_lowest(level: int, size: int, italic: bool) -> None:
    additions = Additions(Stock.read(bare()))  # heading 1 is of 16 points, Normal of 11

    additions.heading(level)

    [added] = re.findall(r'<w:style [^>]*styleId="Heading\d">.*?</w:style>', additions.parts()["word/styles.xml"].decode())
    assert '<w:basedOn w:val="Rubrik1"/>' in added
    assert f'<w:sz w:val="{size}"/>' in added
    assert ("<w:i/>" in added) == italic
    assert f'<w:outlineLvl w:val="{level - 1}"/>' in added


def test_only_styles_that_are_used_are_added() -> None:
    before = set(re.findall(rb'w:styleId="(.*?)"', bare()["word/styles.xml"]))
    after = set(re.findall(rb'w:styleId="(.*?)"', filled(bare(), ("", "- a\n\n> b"))["word/styles.xml"]))

    assert after - before == {b"ListBullet", b"Quote"}


def test_an_added_list_style_is_like_the_template_s_own_above_it() -> None:
    template = with_styles(style("Punktlista", "List Bullet", '<w:pPr><w:spacing w:after="99"/></w:pPr>'))

    added = filled(template, ("", "- a\n  - b"))["word/styles.xml"].decode()

    assert re.findall('<w:name w:val="List Bullet 2"/><w:basedOn w:val="(.*?)"/>', added) == ["Punktlista"]


def test_an_id_that_another_style_has_is_not_taken() -> None:
    template = with_styles(style("quote", "Min egen"))

    assert b'w:styleId="Quote1"><w:name w:val="Quote"/>' in filled(template, ("", "> b"))["word/styles.xml"]


def test_a_list_style_without_numbering_is_numbered_in_the_paragraph() -> None:
    template = with_styles(style("Numrerad", "List Number", '<w:pPr><w:ind w:left="700"/></w:pPr>'))

    assert lines("1. a\n2. b", template=template) == ["List Number 1. >700: a", "List Number 2. >700: b"]


def test_tables_take_the_grid_or_the_template_s_own_visible_style() -> None:
    borders = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'
    header = '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
    layout = style("Layout", "Osynlig", kind="table")
    own = style("Egen", "Kommunens tabell", borders + header, kind="table")
    grid = style("Rutnt", "Table Grid", borders, kind="table")

    tables = [lines("| a |\n|---|", template=with_styles(*each)) for each in ((layout, own, grid), (layout, own), (layout,))]

    assert tables == [["Table Grid = <b>a</b>"], ["Kommunens tabell = a"], ["Table Grid = <b>a</b>"]]


def test_cells_take_the_template_s_style_for_them() -> None:
    document = filled(with_styles(style("Tabelltext", "Tabelltext")), ("", "| a |\n|---|"))[MAIN]

    assert b'<w:pPr><w:pStyle w:val="Tabelltext"/><w:keepNext/></w:pPr>' in document


def test_a_template_without_styles_gets_the_part_and_all_that_points_to_it() -> None:
    parts = dict(bare())
    del parts["word/styles.xml"]
    parts["word/_rels/document.xml.rels"] = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'

    document = filled(parts, ("", "- a"))

    assert lines("- a", template=parts) == ["List Bullet •: a"]
    assert b'PartName="/word/styles.xml"' in document["[Content_Types].xml"]
    assert b'Target="/word/styles.xml"' in document["word/_rels/document.xml.rels"]


def test_properties_stand_in_word_s_order() -> None:
    own = '<w:pPr><w:spacing w:before="1" w:after="2"/><w:jc w:val="both"/></w:pPr>'

    assert paragraph(own, "<w:keepNext/>", '<w:spacing w:after="0"/>') == (
        '<w:pPr><w:keepNext/><w:spacing w:before="1" w:after="0"/><w:jc w:val="both"/></w:pPr>'
    )
    assert run("", "<w:i/>", "<w:b/>") == "<w:rPr><w:b/><w:i/></w:rPr>"


def test_a_section_stays_with_its_own_paragraph() -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>{}</w:pPr>'

    assert without(numbered.format("<w:sectPr><w:pgSz/></w:sectPr>"), "w:sectPr") == numbered.format("")
