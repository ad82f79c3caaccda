"""Markdown above, the paragraphs that Word gets below."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auditresp.documents import prose
from auditresp.documents.prose.setting import Setting
from auditresp.documents.prose.simple import simple
from auditresp.documents.prose.writer import Writer
from auditresp.documents.word.additions import Additions, Stock
from auditresp.markdown.events import events, steps
from paragraphs import MAIN, bare, filled, lines, package_of, word
from tooling import ConvertToPdf, PdfText, ValidateDocx

BODY_TEXT = '<w:pPr><w:pStyle w:val="BodyText"/><w:jc w:val="both"/></w:pPr>'
NUMBER = '<w:pPr><w:pStyle w:val="ListNumber"/></w:pPr>'
ITALIC, STRONG = "<w:rPr><w:i/></w:rPr>", '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>'
BULLET = '<w:pPr><w:pStyle w:val="ListBullet"/></w:pPr>'


def test_paragraphs_take_the_style_of_the_paragraph_with_the_tag() -> None:
    text = """
        Nämnden instämmer.
        Den har redan
        påbörjat arbetet.

        Det blir klart i höst.
    """

    assert lines(text, BODY_TEXT) == [
        "Body Text: Nämnden instämmer. Den har redan påbörjat arbetet.",
        "Body Text: Det blir klart i höst.",
    ]


def test_a_paragraph_keeps_all_properties_of_the_one_with_the_tag() -> None:
    additions = Additions(Stock.read(word()))

    assert prose.blocks("Ja.", BODY_TEXT, '<w:rPr><w:sz w:val="20"/></w:rPr>', additions, MAIN) == (
        '<w:p><w:pPr><w:pStyle w:val="BodyText"/><w:jc w:val="both"/></w:pPr>'
        '<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve">Ja.</w:t></w:r></w:p>'
    )


# fmt: off
USUAL = (
    "ord", "Nämnden ska", "Text.", "2018", "10 000 kr", "”så”", "(bilaga 2)", "R&D", "a & b", "x < 3", "\\<", "**fet**", "*kursiv*",
    "`kod`", " ", "**fet `kod`**", "**fet *och***", "\n", "\n\n", "\n- ", "\n\n- ", "\n1. ", "\n\n3. ",
)
ODD = (
    "", "\n* ", "\n    ", "\n  - ", "  \n", "1) ", "\n### ", "\n> ", "\n---", "\n|-|", "*", "**", "_", "`", "[", "]",
    "[a](https://example.se)", "[a]: b", "<b>", "<p>", "</p>", "<li>", "<", "&amp;", "&#32;", "\\", "\\*", "|", ":",
    "\t", "\xa0", "\u2028", "\x85", "\x07", "\ud800", "\ufffe", "⟦svar saknas⟧",
)
# fmt: on
USUAL_TEXTS = st.lists(st.sampled_from(USUAL), max_size=7).map("".join)


@cache
def stock() -> Stock:
    """Of an empty document with Word's usual styles."""
    return Stock.read(word())


@given(
    st.tuples(USUAL_TEXTS, st.sampled_from(ODD), USUAL_TEXTS).map("".join),
    st.sampled_from(("", BODY_TEXT)),
    st.sampled_from(("", ITALIC, STRONG)),
)
@example("ord <p> ord", "", "")
@example("**a __`b`__ c**", "", "")
@example("**__a__`b`**", "", "")
@example("ord `kod `", "", "")
@example("- ord\n\n  ord", "", "")
@example("- ord\n  - ord", "", "")
@example("[a]: b\n\nord", "", "")
@example("ord &#32;", "", "")
def test_a_simple_text_is_written_as_it_would_be_event_by_event(text: str, paragraph: str, run: str) -> None:
    quick, slow = (Setting.read(paragraph, Additions(stock())) for _each in range(2))
    writer = Writer(slow, run, MAIN, 2)
    written = simple(text, quick, run)
    for step in steps(events(text) if written is not None else ()):
        writer.take(*step)

    assert written in (None, writer.xml())
    assert quick.additions.parts() == slow.additions.parts()


def test_nearly_every_text_is_simple() -> None:
    text = "Vi **instämmer**.\n\nDärför:\n\n1. en rutin\n2. en *årlig* kontroll\n\nKlart i R&D\\*\\_."

    assert simple(text, Setting.read(BODY_TEXT, Additions(stock())), "") is not None


@pytest.mark.parametrize("text", ["", " \n", "[](https://example.se)", "---"])
def test_an_empty_text_gives_nothing(text: str) -> None:
    assert lines(text) == []


def test_lists_in_lists() -> None:
    text = """
        1. Rutiner:
           - för inköp
           - för avtal:
             1. tecknade
             2. avslutade
           - för lagring
        2. Utbildning
    """

    assert lines(text) == [
        "List Number 1.: Rutiner:",
        "List Bullet 2 •: för inköp",
        "List Bullet 2 •: för avtal:",
        "List Number 3 1.: tecknade",
        "List Number 3 2.: avslutade",
        "List Bullet 2 •: för lagring",
        "List Number 2.: Utbildning",
    ]


def test_every_numbered_list_starts_at_its_own_number() -> None:
    text = """
        1. ett
        2. två

        Och:

        1. ett

        Därefter:

        7. sju
        8. åtta
    """

    assert [line for line in lines(text) if line.startswith("List")] == [
        "List Number 1.: ett",
        "List Number 2.: två",
        "List Number 1.: ett",
        "List Number 7.: sju",
        "List Number 8.: åtta",
    ]


def test_an_inner_list_starts_anew_in_every_item() -> None:
    text = """
        1. a
           1. aa
           2. ab
        2. b
           1. ba
    """

    assert lines(text) == [
        "List Number 1.: a",
        "List Number 2 1.: aa",
        "List Number 2 2.: ab",
        "List Number 2.: b",
        "List Number 2 1.: ba",
    ]


def test_further_paragraphs_of_an_item_stand_under_its_first() -> None:
    text = """
        1. Först.

           Mer om det.

           - Inuti.

             Mer om det.
        2. Sedan.
    """

    assert lines(text) == [
        "List Number 1.: Först.",
        "List Continue: Mer om det.",
        "List Bullet 2 •: Inuti.",
        "List Continue 2: Mer om det.",
        "List Number 2.: Sedan.",
    ]


def test_further_paragraphs_are_moved_in_where_the_template_has_no_style_for_them() -> None:
    assert lines("- Först.\n\n  Mer.", template=bare()) == ["List Bullet •: Först.", ">425: Mer."]


def test_a_list_ten_deep_goes_no_deeper_than_word_does() -> None:
    text = "\n".join(f"{'  ' * depth}- {depth + 1}" for depth in range(10))

    assert lines(text, template=bare()) == [
        "List Bullet •: 1",
        "List Bullet 2 •: 2",
        "List Bullet 3 •: 3",
        "List Bullet 4 •: 4",
        "List Bullet 5 •: 5",
        "List Bullet 5 • >2550: 6",
        "List Bullet 5 • >2975: 7",
        "List Bullet 5 • >3400: 8",
        "List Bullet 5 • >3825: 9",
        "List Bullet 5 • >3825: 10",
    ]


def test_an_item_without_words_of_its_own_has_its_bullet() -> None:
    assert lines("1. - a\n2.\n3. c") == ["List Number 1.: ", "List Bullet 2 •: a", "List Number 2.: ", "List Number 3.: c"]


def test_items_apart_in_the_text_stand_apart_in_the_document() -> None:
    def apart(text: str) -> bool:
        return b'<w:contextualSpacing w:val="0"/>' in filled(word(), ("", text))[MAIN]

    assert [apart("- a\n- b"), apart("- a\n\n- b")] == [False, True]


def test_a_list_in_a_list_closes_up_to_it() -> None:
    document = filled(word(), ("", "- a\n  - aa\n- b\n\nSlut."))[MAIN].decode()

    assert re.findall(r"<w:p>(?:(?!</w:p>).)*?<w:spacing w:after=\"0\"/>.*?<w:t[^>]*>(.*?)</w:t>", document) == ["a", "aa"]


def test_a_text_that_stands_in_a_list_is_one_item_of_it() -> None:
    text = """
        Nämnden bör

        - se över rutinerna:
          1. för inköp

        och rapportera.
    """

    assert lines(text, BULLET) == [
        "List Bullet •: Nämnden bör",
        "List Bullet 2 •: se över rutinerna:",
        "List Number 3 1.: för inköp",
        "List Bullet >360: och rapportera.",
    ]


def test_headings_go_on_from_the_template_without_a_gap() -> None:
    text = """
        # Ett
        ## Också ett
        ### Fortfarande
        ###### Under
        #### Bredvid
        ### Åter
    """

    assert lines(text) == [
        "heading 3: Ett",
        "heading 3: Också ett",
        "heading 3: Fortfarande",
        "heading 4: Under",
        "heading 4: Bredvid",
        "heading 3: Åter",
    ]


def test_headings_are_below_the_heading_above_the_text() -> None:
    additions = Additions(Stock.read(word()))
    written = prose.blocks("### Ett\n#### Under", "", "", additions, MAIN, under=1)

    assert re.findall(r'w:pStyle w:val="(\w+)"', written) == ["Heading2", "Heading3"]


def test_a_heading_in_a_list_is_bold_and_no_heading() -> None:
    assert lines("- ### Inköp\n  Klart.") == ["List Bullet •: <b>Inköp</b>", "List Continue: Klart."]


def test_a_table_has_a_header_row_and_aligned_columns() -> None:
    text = """
        | Åtgärd | Klart | Kostnad |
        |:-------|:-----:|--------:|
        | Rutin  | juni  |   1 000 |
        | *Kurs* |       |         |

        Efteråt.
    """

    assert lines(text) == [
        "Table Grid = <b>Åtgärd</b> | :<b>Klart</b>: | <b>Kostnad</b>:",
        "Table Grid - Rutin | :juni: | 1 000:",
        "Table Grid - <Emphasis>Kurs</Emphasis> | :: | :",
        ": Efteråt.",
    ]


def test_a_table_fills_the_text_and_no_word_of_it_is_broken() -> None:
    text = """
        | Åtgärd | Ansvarig |
        |--------|----------|
        | En lång text om vad som ska göras, av vem och inte minst varför | Förvaltningschef |
    """

    columns = [int(width) for width in re.findall(rb'<w:gridCol w:w="(\d+)"', filled(word(), ("", text))[MAIN])]

    assert columns[1] == 16 * 6 * 22 + 240  # letters, their width for each half point, half points, the cell's margins
    assert sum(columns) == 12240 - 2 * 1800  # the page less its margins


def test_two_tables_do_not_run_together() -> None:
    table = "| a |\n|---|\n| b |\n"

    assert lines(f"{table}\n{table}") == [
        "Table Grid = <b>a</b>",
        "Table Grid - b",
        ": ",
        "Table Grid = <b>a</b>",
        "Table Grid - b",
    ]


def test_quotes_code_and_html_are_paragraphs() -> None:
    text = """
        > Citat.
        >
        > Mer.

        ---

            rad ett
              rad två

        <div>
        *ordagrant*
        </div>
    """

    assert lines(text) == ["Quote: Citat.", "Quote: Mer.", ": rad ett↵  rad två", ": <div> *ordagrant* </div>"]


def test_a_quote_in_a_list_stands_further_in() -> None:
    assert lines("- a\n\n  > b", template=bare()) == ["List Bullet •: a", "Quote >992: b"]


def test_added_styles_stand_where_the_text_around_them_stands() -> None:
    text = "- a\n  - b\n\n| c |\n|--|\n"

    document = filled(bare(), ('<w:pPr><w:pStyle w:val="Brdtext"/></w:pPr>', text))

    assert re.findall(rb'w:lvlText w:val="(.*?)".*?w:left="(\d+)"', document["word/numbering.xml"]) == [
        ("•".encode(), b"992"),
        ("–".encode(), b"1417"),
    ]
    assert b'<w:tblInd w:w="567" w:type="dxa"/>' in document[MAIN]


EVERYTHING = """
    Nämnden **instämmer**, *delvis* ***noga***, se [protokollet](https://example.se/a?b=1&c=ö "§ 45").\\
    Ny rad ⟦saknas: datum⟧ & så <b>vidare</b>.

    1. första
    2. andra
       - inuti
         1. djupare

       > citat

       | a | b |
       |---|--:|
       | c | d |

    ### Rubrik

    7. sju

       mer

    8. åtta

    #### Lägre

    - - - - - - djupt

    | e |
    |---|

    | f |
    |---|
"""


def test_word_opens_all_of_it(tmp_path: Path, validate_docx: ValidateDocx) -> None:
    usual, few = tmp_path / "usual.docx", tmp_path / "few.docx"
    usual.write_bytes(package_of(filled(word(), ("", EVERYTHING), (BULLET, EVERYTHING))))
    few.write_bytes(package_of(filled(bare(), ("", EVERYTHING))))

    assert validate_docx(usual, few) == []


def test_lists_restart_on_paper(tmp_path: Path, convert_to_pdf: ConvertToPdf, pdf_text: PdfText) -> None:
    document = tmp_path / "listor.docx"
    document.write_bytes(package_of(filled(word(), ("", "1. a\n2. b\n   1. ba\n\nx\n\n1. c"), ("", "1. d\n2. e"), (NUMBER, "f\n1. fa"))))

    [pdf] = convert_to_pdf(document, to=tmp_path)

    assert [line.split() for line in pdf_text(pdf).splitlines() if line.strip()] == [
        ["1.", "a"],
        ["2.", "b"],
        ["1.", "ba"],
        ["x"],
        ["1.", "c"],
        ["1.", "d"],
        ["2.", "e"],
        ["1.", "f"],
        ["1.", "fa"],
    ]
