"""What keeps readers out of pictures, tables and colours: each rule on a file that breaks it, and on what comes near."""

import pytest

from auditresp.documents.accessibility.rules import inaccessible
from word_files import TEXT, found, p, picture, said, table, tc, word_file

SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def test_a_picture_without_alternative_text() -> None:
    assert said(word_file(p("Logotyp", more=picture('name="Bildobjekt 1"')))) == [
        "svar.docx: body, paragraph 1: «Bildobjekt 1»: error alt-text-missing: the picture has no alternative text, so who does "
        "not see it does not know what it shows; right-click it, choose View Alt Text, and write what it shows or mark it as "
        "decorative"
    ]


def test_a_shape_without_alternative_text_may_be_decoration() -> None:
    assert said(word_file(p(more=picture('name="Rak 2"', uri=SHAPE)))) == [
        "svar.docx: body, paragraph 1: «Rak 2»: warning alt-text-missing: the shape has no alternative text, so who does not see "
        "it wonders what it shows; right-click it, choose View Alt Text, and mark it as decorative or write what it shows"
    ]


def test_pictures_of_older_files_and_in_headers() -> None:
    old = '<w:r><w:pict><v:shape id="Bild 1" alt="{}"><v:imagedata/></v:shape></w:pict></w:r>'
    file = word_file(p(more=old.format("Provby kommuns vapen")), parts={"header1": p(more=old.format(""))})

    assert [str(problem.place) for problem in inaccessible(file, "svar.docx")] == ["svar.docx: header 1, paragraph 1: «Bild 1»"]


def test_a_decorative_picture_needs_no_words() -> None:
    assert found(word_file(p(more=picture(f'name="Bild 1">{DECORATIVE}')))) == []


def test_a_drawing_for_older_programs_is_not_counted_twice() -> None:
    new = picture('descr="Karta"')
    old = '<w:r><w:pict><v:shape id="Bild 1"><v:imagedata/></v:shape></w:pict></w:r>'
    both = f"<mc:AlternateContent><mc:Choice>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"

    assert found(word_file(p(more=both))) == []


@pytest.mark.parametrize("text", ["Bildobjekt 3", "image", "logo.png"])
def test_an_alternative_text_that_says_nothing(text: str) -> None:
    assert said(word_file(p(more=picture(f'name="Bild 1" descr="{text}"')))) == [
        f"svar.docx: body, paragraph 1: «Bild 1»: warning alt-text-meaningless: the alternative text is '{text}', which does not "
        "say what the picture shows; right-click it and choose View Alt Text"
    ]


def test_an_alternative_text_by_a_program() -> None:
    about = 'name="Bild 1" descr="En bild som visar text&#10;&#10;Automatiskt genererad beskrivning"'

    assert said(word_file(p(more=picture(about)))) == [
        "svar.docx: body, paragraph 1: «Bild 1»: warning alt-text-meaningless: the alternative text was written by a program and may be "
        "wrong; right-click the picture, choose View Alt Text, read it, and delete the words that say so"
    ]


def text_box(frame: str) -> str:
    box = f"<wps:wsp><wps:txbx><w:txbxContent>{p('Diarienummer')}</w:txbxContent></wps:txbx></wps:wsp>"
    return picture('name="Textruta 1"', uri=SHAPE, frame=frame, inside=box)


def test_a_text_box_that_floats() -> None:
    assert said(word_file(p(TEXT, more=text_box("anchor")))) == [
        "svar.docx: body, paragraph 1: «Diarienummer»: warning text-box-floating: a text box floats beside the text, so a screen "
        "reader reads it in the wrong place or not at all; move its words into the text, or right-click its frame and choose Wrap"
        " Text > In Line with Text"
    ]


def test_a_text_box_in_the_text_is_read_where_it_stands() -> None:
    assert found(word_file(p(TEXT, more=text_box("inline")))) == []


def test_a_table_without_header_row() -> None:
    assert said(word_file(p("Svar", "Rubrik1") + table("Åtgärd | Klart", "Rutiner | 2019"))) == [
        "svar.docx: body, under the heading “Svar”, table 1, row 1, cell 1: «Åtgärd»: error table-without-header: the table has "
        "no header row, so a screen reader cannot say which column a cell is in; put the cursor in its first row and choose Table"
        " Layout > Repeat Header Rows"
    ]


def test_a_table_without_lines_may_only_set_things_side_by_side() -> None:
    assert said(word_file(table("Anna Ek | Bo Al", "Ordförande | Sekreterare", style=""))) == [
        "svar.docx: body, table 1, row 1, cell 1: «Anna Ek»: warning table-without-header: the table has no header row; if it has"
        " columns with names, put the cursor in its first row and choose Table Layout > Repeat Header Rows; if it only sets "
        "things side by side, use tabs instead, which are read in order"
    ]


@pytest.mark.parametrize("rows", [("Ruta",), ("Anna Ek | Bo Al",), ("Ett", "Två", "Tre")], ids=["frame", "row", "column"])
def test_tables_that_have_no_columns_need_no_header(rows: tuple[str, ...]) -> None:
    assert found(word_file(table(*rows))) == []


def test_a_table_in_the_letterhead_needs_no_header() -> None:
    assert said(word_file(p(TEXT), parts={"header1": table("Provby kommun | Datum", "Socialnämnden | 2018-10-25")})) == []


def test_merged_cells() -> None:
    merged = f"<w:tr>{tc(p('Rutiner'), '<w:vMerge/>')}{tc(p('2019'))}</w:tr>"

    assert said(word_file(table("=Åtgärd | Klart", merged))) == [
        "svar.docx: body, table 1, row 2, cell 1: «Rutiner»: warning table-merged-cells: the table has merged cells, so a screen "
        "reader may say the wrong column; put the cursor in them, choose Table Layout > Split Cells, and repeat what stands in "
        "them, or make two tables"
    ]


def test_a_table_in_a_table() -> None:
    nested = f"<w:tr>{tc(table('=Del | Klart', 'Ett | 2019') + p())}{tc(p('2019'))}</w:tr>"

    assert said(word_file(table("=Åtgärd | Klart", nested))) == [
        "svar.docx: body, table 2, row 1, cell 1: «Del»: warning table-nested: a table stands inside another table, and a screen "
        "reader gets lost between them; move it out of the cell, to the text below the outer table"
    ]


def test_a_table_in_a_frame_of_one_cell_is_not_lost() -> None:
    frame = f"<w:tr>{tc(table('=Del | Klart', 'Ett | 2019') + p())}</w:tr>"

    assert found(word_file(table(frame))) == []


def colour(letters: str, more: str = "") -> str:
    return f'<w:color w:val="{letters}"/>{more}'


def test_letters_that_are_too_pale_are_said_once() -> None:
    pale = colour("A6A6A6")

    assert said(word_file(p("Diarienummer", run=pale) + p("2018/17", run=pale))) == [
        "svar.docx: body, paragraph 1: «Diarienummer»: error contrast-low: letters in the colour #A6A6A6 on #FFFFFF have the "
        "contrast 2.4:1, and weak eyes need 4.5:1; choose a darker or lighter colour under Home > Font Color"
    ]


def test_a_style_that_is_too_pale() -> None:
    pale = '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="Ledtext"/><w:rPr><w:color w:val="A6A6A6"/></w:rPr></w:style>'

    assert said(word_file(p("Diarienummer", "L"), styles=pale)) == [
        "svar.docx: body, paragraph 1: «Diarienummer»: error contrast-low: letters in the colour #A6A6A6 on #FFFFFF have the "
        "contrast 2.4:1, and weak eyes need 4.5:1; give the style 'Ledtext' a darker or lighter colour under Home > Styles > "
        "Modify"
    ]


@pytest.mark.parametrize(
    ("run", "seen"),
    [
        (colour("767676"), True),
        (colour("777777"), False),
        (colour("949494", '<w:sz w:val="36"/>'), True),
        (colour("949494", '<w:b/><w:sz w:val="28"/>'), True),
        (colour("949494", '<w:b/><w:sz w:val="27"/>'), False),
        (colour("auto"), True),
        (colour("FFFFFF", '<w:shd w:val="clear" w:fill="1B365D"/>'), True),
        (colour("FFFFFF", '<w:highlight w:val="yellow"/>'), False),
        (colour("FFFFFF", '<w:shd w:val="pct50" w:fill="1B365D"/>'), True),
        (colour("FFFFFF", "<w:vanish/>"), True),
    ],
    ids=["4.54", "4.48", "large", "large bold", "not large", "automatic", "shaded", "marked", "pattern", "hidden"],
)
def test_contrasts(run: str, seen: bool) -> None:
    assert found(word_file(p("Ord", run=run))) == ([] if seen else ["body, paragraph 1: «Ord»: error contrast-low"])


def test_what_is_behind_a_cell_counts_and_what_a_table_style_paints_cannot_be_told() -> None:
    white = p("Klart", run=colour("FFFFFF"))
    dark = '<w:shd w:val="clear" w:fill="000080"/>'
    painted = f"""
        <w:style w:type="table" w:styleId="M"><w:name w:val="Mörk"/>
          <w:tblStylePr w:type="firstRow"><w:tcPr>{dark}</w:tcPr></w:tblStylePr></w:style>
    """
    in_dark_cell = table(f"<w:tr>{tc(white, dark)}</w:tr>")
    in_dark_style = table(f"<w:tr>{tc(white)}</w:tr>", style="M")
    on_white = table(f"<w:tr>{tc(white)}</w:tr>")

    assert found(word_file(in_dark_cell + in_dark_style + on_white, styles=painted)) == [
        "body, table 3, row 1, cell 1: «Klart»: error contrast-low"
    ]
