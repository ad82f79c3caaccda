"""What a loop repeats and what a choice leaves out: lists start over, ids differ, and nothing is left that Word refuses."""

from pathlib import Path

import pytest

from docx_making import cell, docx, fill, filled, p, run, said, table, text_box, tree
from paragraphs import NS, Reader, W, bare, parts_of, word
from tooling import ConvertToPdf, PdfText, ValidateDocx

NUMBERED = '<w:pStyle w:val="ListNumber"/>'
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def numbers(document: bytes) -> list[str]:
    """The body's lines, each numbered item with the number that Word prints."""
    return [line.removeprefix("List Number ") for line in Reader(parts_of(document)).lines()]


def test_a_numbered_list_in_a_loop_starts_over_each_time() -> None:
    template = docx(
        "{%p for each in lists %}",
        "{{ loop.index }}",
        "{%p for x in each %}",
        p("{{ x }}", properties=NUMBERED),
        "{%p endfor %}",
        "{%p endfor %}",
    )

    assert numbers(fill(template, lists=[["a", "b"], ["c"], ["d", "e"]])) == [
        ": 1",
        "1.: a",
        "2.: b",
        ": 2",
        "1.: c",
        ": 3",
        "1.: d",
        "2.: e",
    ]


def test_a_list_that_starts_over_has_a_definition_of_its_own() -> None:
    """With a shared one, Word may go on counting where LibreOffice starts over."""
    template = docx("{%p for x in [[1], [2]] %}{%p for y in x %}", p("{{ y }}", properties=NUMBERED), "{%p endfor %}{%p endfor %}")

    numbering = tree(fill(template), "word/numbering.xml")

    abstract_ids = [each.get(f"{{{W}}}val") for each in numbering.iterfind("w:num/w:abstractNumId", NS)]
    assert len(set(abstract_ids)) == len(abstract_ids)


def test_a_loop_that_runs_once_counts_on_from_item_to_item() -> None:
    template = docx("{%p for x in 'abc' %}", p("{{ x }}", properties=NUMBERED), "{%p endfor %}")

    assert numbers(fill(template)) == ["1.: a", "2.: b", "3.: c"]


def test_the_template_decides_where_a_list_outside_loops_starts() -> None:
    template = docx(p("{{ 'a' }}", properties=NUMBERED), p("b", properties=NUMBERED))

    assert numbers(fill(template)) == ["1.: a", "2.: b"]


def test_a_list_named_in_the_paragraph_itself_starts_over_with_its_levels() -> None:
    numbering = f"""<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
    item, below = (f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' for level in (0, 1))
    template = docx(
        "{%p for x in 'ab' %}{%p for y in [1, 2] %}",
        p("{{ x }}", properties=item),
        p("{{ y }}", properties=below),
        "{%p endfor %}{%p endfor %}",
        base={**word(), "word/numbering.xml": numbering.encode()},
    )

    listed = [each.get(f"{{{W}}}val") for each in tree(fill(template)).iterfind(".//w:numId", NS)]

    assert listed == ["1", "1", "1", "1", "2", "2", "2", "2"]


def test_a_text_in_place_of_a_numbered_paragraph_counts_in_the_loops_list() -> None:
    template = docx(
        "{%p for x in [['a', 'b'], ['c']] %}{%p for y in x %}", p("{{p y }}", properties=NUMBERED), "{%p endfor %}{%p endfor %}"
    )

    assert numbers(fill(template)) == ["1.: a", "2.: b", "1.: c"]


def test_numbered_headings_count_on() -> None:
    styles = bare()["word/styles.xml"].replace(
        b'<w:outlineLvl w:val="0"/>', b'<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>'
    )
    heading = '<w:pStyle w:val="Rubrik1"/>'
    template = docx(
        "{%p for x in [1, 2] %}{%p for y in [1] %}",
        p("{{ x }}", properties=heading),
        "{%p endfor %}{%p endfor %}",
        base={**word(), "word/styles.xml": styles},
    )

    assert tree(fill(template)).findall(".//w:numPr", NS) == []


def test_ids_in_loops_differ() -> None:
    bookmark = '<w:bookmarkStart w:id="5" w:name="punkt"/>', "{{ x }}", '<w:bookmarkEnd w:id="5"/>'
    repeated = p(*bookmark, text_box("a")).replace("<w:p>", '<w:p w14:paraId="00000001" w14:textId="77777777">', 1)

    document = tree(fill(docx("{%p for x in 'abc' %}", repeated, "{%p endfor %}")))

    starts, ends = ([each.get(f"{{{W}}}id") for each in document.iterfind(f".//w:{name}", NS)] for name in ("bookmarkStart", "bookmarkEnd"))
    assert starts == ends
    for ids in (starts, document.xpath("//w:bookmarkStart/@w:name", namespaces=NS), document.xpath("//*[local-name()='docPr']/@id")):
        assert len(ids) == len(set(ids)) == 3
    assert document.xpath("//@*[namespace-uri()=$w14]", w14=W14) == []


def test_a_bookmark_that_leaves_its_loop_is_dropped() -> None:
    start, end = '<w:bookmarkStart w:id="5" w:name="punkt"/>', '<w:bookmarkEnd w:id="5"/>'

    document = tree(fill(docx("{%p for x in 'ab' %}", p(start, "{{ x }}"), "{%p endfor %}", p(end, "slut"))))

    assert document.xpath("//w:bookmarkStart | //w:bookmarkEnd", namespaces=NS) == []


def test_a_comment_in_a_loop_is_dropped() -> None:
    start, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'

    document = fill(docx("{%p for x in 'ab' %}", p(start, "{{ x }}", end), "{%p endfor %}", comments=["Ta med alla"]))

    assert tree(document).xpath("//*[starts-with(local-name(), 'comment')]") == []


@pytest.mark.parametrize(
    "content",
    [
        "{{p nothing }}",
        p("{%p if nothing %}") + p("x") + p("{%p endif %}"),
        p("{%p if nothing %}") + p("x") + p("{%p else %}") + table(["inre"]) + p("{%p endif %}"),
    ],
)
def test_a_cell_always_ends_with_a_paragraph(content: str) -> None:
    for each in tree(fill(docx(table([content, "b"])), nothing=None)).iterfind(".//w:tc", NS):
        assert each[-1].tag == f"{{{W}}}p"


def test_a_body_never_ends_with_a_table() -> None:
    assert filled("{%p for x in 'ab' %}", table(["{{ x }}"]), "{%p endfor %}") == ["a", "b", ""]


def test_the_paragraph_after_the_last_table_makes_no_page_of_its_own() -> None:
    last = tree(fill(docx("{%p for x in 'ab' %}", table(["{{ x }}"]), "{%p endfor %}"))).findall("w:body/w:p", NS)[-1]

    spacing = last.find("w:pPr/w:spacing", NS)
    assert spacing is not None
    assert {name: spacing.get(f"{{{W}}}{name}") for name in ("before", "after", "line", "lineRule")} == {
        "before": "0",
        "after": "0",
        "line": "20",
        "lineRule": "exact",
    }


def test_headers_notes_boxes_and_controls_always_have_a_paragraph() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('{{p nothing }}')}</w:sdtContent></w:sdt>"

    document = fill(docx(control, p(text_box("{{p nothing }}")), header=["{{p nothing }}"], footnotes=["{{p nothing }}"]), nothing="")

    assert said(document) == ["", "[][]"]
    assert said(document, "word/header1.xml") == [""]
    assert said(document, "word/footnotes.xml") == [""]


def test_a_table_goes_when_all_its_rows_go() -> None:
    rows = table(["{%tr for x in names %}"], ["{{ x }}"], ["{%tr endfor %}"])

    assert tree(fill(docx("Före", rows, "Efter"), names=[])).findall(".//w:tbl", NS) == []
    assert filled("Före", table([rows, "kvar"]), names=[]) == ["Före", " | kvar"]


def test_a_row_goes_when_all_its_cells_go() -> None:
    assert filled(table(["{%tc for x in names %}", "{{ x }}", "{%tc endfor %}"], ["kvar"]), names=[]) == ["kvar"]


def test_a_table_has_as_many_columns_as_its_widest_row() -> None:
    document = fill(docx(table(["Namn", "{%tc for x in names %}", "{{ x }}", "{%tc endfor %}"])), names="abc")

    widths = [int(each.get(f"{{{W}}}w", "")) for each in tree(document).iterfind(".//w:gridCol", NS)]
    assert len(widths) == 4
    assert 7990 <= sum(widths) <= 8000


def test_what_is_left_out_leaves_no_trace() -> None:
    template = [
        "Före",
        "{%p if nothing %}",
        "Rubrik",
        "{%p for x in nothing %}",
        "{{ x }}",
        "{%p endfor %}",
        "{%p endif %}",
        "{{p nothing }}",
    ]

    assert filled(*template, "Efter", nothing=None) == ["Före", "Efter"]


def test_everything_in_a_loop_is_a_document_that_word_opens(
    tmp_path: Path, validate_docx: ValidateDocx, convert_to_pdf: ConvertToPdf, pdf_text: PdfText
) -> None:
    bookmark = '<w:bookmarkStart w:id="5" w:name="punkt"/>', "{{ x }}", '<w:bookmarkEnd w:id="5"/>'
    control = f'<w:sdt><w:sdtPr><w:id w:val="9"/></w:sdtPr><w:sdtContent>{p("{{p nothing }}")}</w:sdtContent></w:sdt>'
    inserted = '<w:ins w:id="3" w:author="x">' + run("{% if x %}ja") + "</w:ins>"
    template = docx(
        "{%p for x in 'ab' %}{%p for y in [1, 2] %}",
        p("{{ y }} i {{ x }}", properties=NUMBERED),
        "{%p endfor %}",
        p(*bookmark, text_box("{{p x }}", "{{p nothing }}"), inserted, "{% endif %}"),
        control,
        table(["{%tr for x in [] %}"], ["{{ x }}"], ["{%tr endfor %}"]),
        table(["{%tc for x in 'abc' %}", cell("{{p nothing }}").partition("</w:tcPr>")[2].removesuffix("</w:tc>"), "{%tc endfor %}"]),
        "{%p endfor %}",
        header=["{{p nothing }}"],
    )
    document = tmp_path / "svar.docx"
    document.write_bytes(fill(template, nothing=None))

    assert validate_docx(document) == []
    assert [
        line.strip() for line in pdf_text(convert_to_pdf(document, to=tmp_path)[0]).splitlines() if line.strip()[:2] in ("1.", "2.")
    ] == [
        "1. 1 i a",
        "2. 2 i a",
        "1. 1 i b",
        "2. 2 i b",
    ]
