"""The template's lists above, the same lists begun anew below."""

import re
from pathlib import Path

from auditresp.documents.word.additions import Additions, Stock
from auditresp.documents.word.numbering import Numbering
from paragraphs import MAIN, W, bare, filled, lines, package_of, word
from tooling import ConvertToPdf, PdfText


def level(place: int, text: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{extra}<w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{500 * (place + 1)}" w:hanging="500"/></w:pPr></w:lvl>'
    )


def numbering(*elements: str, prefix: str = "w") -> bytes:
    return f'<{prefix}:numbering xmlns:{prefix}="{W}">{"".join(elements)}</{prefix}:numbering>'.replace("w:", f"{prefix}:").encode()


def abstract(abstract_id: int, *content: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{abstract_id}">{"".join(content)}</w:abstractNum>'


def num(num_id: int, abstract_id: int, *overrides: str) -> str:
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{abstract_id}"/>{"".join(overrides)}</w:num>'


def with_lists(part: bytes, list_number: str = "") -> dict[str, bytes]:
    """Word's usual document with other lists. `list_number` is what its style List Number says; it is the only style of its kind."""
    parts = {**word(), "word/numbering.xml": part}
    styles = re.sub(rb'<w:style [^>]*styleId="ListNumber\d?">.*?</w:style>', b"", parts["word/styles.xml"], flags=re.DOTALL)
    own = f'<w:style w:type="paragraph" w:styleId="Lista"><w:name w:val="List Number"/><w:pPr>{list_number}</w:pPr></w:style>'
    parts["word/styles.xml"] = styles.replace(b"</w:styles>", own.encode() + b"</w:styles>")
    return parts


def added(part: bytes, num_id: int) -> str:
    """The definition of the list that a restart of that one gives."""
    additions = Additions(Stock.read(with_lists(part)))
    additions.restart(num_id)
    definitions: list[str] = re.findall("<w:abstractNum .*?</w:abstractNum>", additions.parts()["word/numbering.xml"].decode())
    return definitions[-1]


def test_a_list_begun_anew_has_a_definition_of_its_own() -> None:
    part = numbering(abstract(3, '<w:nsid w:val="11223344"/>', level(0, "%1)", '<w:pStyle w:val="Lista"/>')), num(8, 3))

    assert added(part, 8) == (
        '<w:abstractNum w:abstractNumId="4"><w:nsid w:val="4A5D0000"/><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{level(0, '%1)')}</w:abstractNum>"
    )


def test_definitions_stand_before_lists_and_lists_before_the_rest() -> None:
    part = numbering(abstract(0, level(0, "%1.")), num(1, 0), '<w:numIdMacAtCleanup w:val="1"/>')
    additions = Additions(Stock.read(with_lists(part)))

    assert [additions.restart(1), additions.restart(1)] == [2, 3]
    assert re.findall(rb"<w:(abstractNum|num|numIdMacAtCleanup) [^>]*?(\d)\"/?>", additions.parts()["word/numbering.xml"]) == [
        (b"abstractNum", b"0"),
        (b"abstractNum", b"1"),
        (b"abstractNum", b"2"),
        (b"num", b"1"),
        (b"num", b"2"),
        (b"num", b"3"),
        (b"numIdMacAtCleanup", b"1"),
    ]


def test_a_list_that_is_not_there_cannot_begin_anew() -> None:
    additions = Additions(Stock.read(with_lists(numbering(num(1, 7)))))

    assert [additions.restart(each) for each in (0, 1, 99)] == [0, 1, 99]
    assert additions.parts() == {}


def test_what_a_list_overrides_is_overridden_in_the_new_one() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="1">{level(1, "§ %2")}</w:lvlOverride>'
    part = numbering(abstract(0, level(0, "%1."), level(1, "%2.")), num(1, 0, start, other))

    changed = level(0, "%1.").replace('start w:val="1"', 'start w:val="5"')
    assert added(part, 1).endswith(f"{changed}{level(1, '§ %2')}</w:abstractNum>")


def test_a_list_that_refers_to_a_list_style_is_that_style_s() -> None:
    part = numbering(
        abstract(0, '<w:numStyleLink w:val="Avsnitt"/>'),
        abstract(1, '<w:styleLink w:val="Avsnitt"/>', level(0, "A%1")),
        num(1, 0),
        num(2, 1),
    )

    assert added(part, 1).endswith(f"{level(0, 'A%1')}</w:abstractNum>")


def test_new_lists_are_not_taken_for_those_of_an_earlier_document() -> None:
    part = numbering(abstract(0, '<w:nsid w:val="4A5D0007"/>', level(0, "%1.")), num(1, 0))

    assert '<w:nsid w:val="4A5D0008"/>' in added(part, 1)


def test_a_part_that_calls_word_s_namespace_otherwise_is_read_and_written() -> None:
    part = numbering(abstract(0, level(0, "%1.")), num(1, 0), prefix="x")
    additions = Additions(Stock.read(with_lists(part)))

    additions.restart(1)

    assert sorted(Numbering.read(additions.parts()["word/numbering.xml"]).definitions) == [1, 2]


def test_a_list_with_levels_is_used_where_there_is_no_style_for_the_depth() -> None:
    part = numbering(abstract(0, level(0, "%1.", '<w:pStyle w:val="Lista"/>'), level(1, "%1.%2"), level(2, "%1.%2.%3")), num(5, 0))
    template = with_lists(part, '<w:numPr><w:numId w:val="5"/></w:numPr>')

    assert lines("1. a\n2. b\n   1. ba\n   2. bb", template=template) == [
        "List Number 1.: a",
        "List Number 2.: b",
        "List Number 1. >1000: ba",
        "List Number 2. >1000: bb",
    ]


def test_numbers_of_several_levels_go_on_from_the_items_around(tmp_path: Path, convert_to_pdf: ConvertToPdf, pdf_text: PdfText) -> None:
    part = numbering(abstract(0, level(0, "%1.", '<w:pStyle w:val="Lista"/>'), level(1, "%1.%2"), level(2, "%1.%2.%3")), num(5, 0))
    template = with_lists(part, '<w:numPr><w:numId w:val="5"/></w:numPr>')
    document = tmp_path / "lista.docx"
    document.write_bytes(package_of(filled(template, ("", "1. a\n2. b\n   1. ba\n   2. bb\n      1. bba\n\n   x\n\n   1. ba igen\n3. c"))))

    [pdf] = convert_to_pdf(document, to=tmp_path)

    assert re.findall(r"(\S+) +(\w+)", pdf_text(pdf)) == [
        ("1.", "a"),
        ("2.", "b"),
        ("2.1", "ba"),
        ("2.2", "bb"),
        ("2.2.1", "bba"),
        ("2.1", "ba"),
        ("3.", "c"),
    ]


def test_an_added_style_does_not_take_over_the_level_of_the_one_above_it(
    tmp_path: Path, convert_to_pdf: ConvertToPdf, pdf_text: PdfText
) -> None:
    def bullet_style(depth: int) -> str:
        name = f"List Bullet{f' {depth}' if depth > 1 else ''}"
        place = f'<w:pPr><w:numPr><w:ilvl w:val="{depth - 1}"/><w:numId w:val="5"/></w:numPr></w:pPr>'
        return f'<w:style w:type="paragraph" w:styleId="P{depth}"><w:name w:val="{name}"/>{place}</w:style>'

    bullets = [level(depth - 1, text, f'<w:pStyle w:val="P{depth}"/>') for depth, text in ((1, "*"), (2, "+"))]
    part = numbering(abstract(0, *bullets), num(5, 0)).replace(b'"decimal"', b'"bullet"')
    styles = f'<w:styles xmlns:w="{W}">{bullet_style(1)}{bullet_style(2)}</w:styles>'.encode()
    document = tmp_path / "lista.docx"
    template = {**word(), "word/numbering.xml": part, "word/styles.xml": styles}
    document.write_bytes(package_of(filled(template, ("", "- a\n  - b\n    - c"))))

    [pdf] = convert_to_pdf(document, to=tmp_path)

    assert pdf_text(pdf).split() == ["*", "a", "+", "b", "•", "c"]


def test_the_style_s_own_indent_wins_over_the_list_s() -> None:
    part = numbering(abstract(0, level(0, "%1.", '<w:pStyle w:val="Lista"/>')), num(5, 0))
    template = with_lists(part, '<w:numPr><w:numId w:val="5"/></w:numPr><w:ind w:left="900" w:hanging="300"/>')

    assert lines("1. a", template=template) == ["List Number 1. >900: a"]


def test_a_template_without_lists_gets_the_part_and_all_that_points_to_it() -> None:
    document = filled(bare(), ("", "1. a"))

    assert b'PartName="/word/numbering.xml"' in document["[Content_Types].xml"]
    assert b'Target="/word/numbering.xml"' in document["word/_rels/document.xml.rels"]
    assert Numbering.read(document["word/numbering.xml"]).definitions[1].levels[0].style == "ListNumber"


def test_a_document_that_adds_nothing_changes_nothing() -> None:
    assert {name for name, part in filled(word(), ("", "a\n\n- **b**\n\n### c")).items() if part != word()[name]} == {MAIN}
