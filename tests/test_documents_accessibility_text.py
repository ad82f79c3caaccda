"""What keeps readers out of a text: each rule on a file that breaks it, and on what comes near and does not."""

import pytest

from word_files import TEXT, found, p, r, said, table, word_file

BOLD = "<w:b/>"


def test_a_heading_that_leaves_out_a_level() -> None:
    assert said(word_file(p("Svar", "Rubrik1") + p("Rutiner", "Rubrik3"))) == [
        "svar.docx: body, under the heading “Rutiner”, paragraph 2: «Rutiner»: error heading-skipped: a heading of level 3 comes "
        "below one of level 1, so who listens looks for what is between; choose Home > Styles > Heading 2, and change that style "
        "if it looks wrong"
    ]


def test_a_first_heading_that_is_not_the_highest() -> None:
    assert said(word_file(p("Svar", "Rubrik2"))) == [
        "svar.docx: body, under the heading “Svar”, paragraph 1: «Svar»: error heading-skipped: the first heading is of level 2, so who "
        "listens looks for what is above it; choose Home > Styles > Heading 1, and change that style if it looks wrong"
    ]


def test_going_up_may_leave_out_levels() -> None:
    assert found(word_file(p("A", "Rubrik1") + p("B", "Rubrik2") + p("C", "Rubrik3") + p("D", "Rubrik1"))) == []


def test_levels_come_from_the_outline_too_and_through_other_styles() -> None:
    own = """
        <w:style w:type="paragraph" w:styleId="A"><w:name w:val="Avsnitt"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="B"><w:name w:val="Underavsnitt"/><w:basedOn w:val="A"/></w:style>
        <w:style w:type="paragraph" w:styleId="C"><w:name w:val="TOC Heading"/><w:basedOn w:val="Rubrik3"/>
          <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
    """

    assert found(word_file(p("Innehåll", "C") + p("Svar", "Rubrik1") + p("Rutiner", "B"), styles=own)) == [
        "body, under the heading “Rutiner”, paragraph 3: «Rutiner»: error heading-skipped"
    ]


def test_an_empty_heading() -> None:
    assert said(word_file(p("Svar", "Rubrik1") + p(style="Rubrik3"))) == [
        "svar.docx: body, paragraph 2: «¶»: warning heading-empty: an empty paragraph has a heading's style, and a screen reader "
        "announces it; delete it, or choose Home > Styles > Normal"
    ]


def test_a_long_document_without_headings() -> None:
    assert said(word_file(p(TEXT) * 50)) == [
        "svar.docx: warning headings-missing: the document has 650 words and no heading, so who listens to it cannot find their way; "
        "give each heading a style under Home > Styles > Heading 1, Heading 2"
    ]


def test_a_short_letter_needs_no_headings() -> None:
    assert found(word_file(p(TEXT) * 20)) == []


def test_bold_words_that_stand_for_a_heading() -> None:
    assert said(word_file(p("Bakgrund", run=BOLD) + p(TEXT))) == [
        "svar.docx: body, paragraph 1: «Bakgrund»: warning heading-faked: this looks like a heading but is only bold text, so a screen "
        "reader does not find it; choose Home > Styles > Heading 1 (or 2, 3) and take the formatting away"
    ]


def test_large_words_that_stand_for_a_heading() -> None:
    assert said(word_file(p("Bakgrund", run='<w:sz w:val="28"/>') + p(TEXT))) == [
        "svar.docx: body, paragraph 1: «Bakgrund»: warning heading-faked: this looks like a heading but is only large text, so a screen "
        "reader does not find it; choose Home > Styles > Heading 1 (or 2, 3) and take the formatting away"
    ]


@pytest.mark.parametrize(
    "body",
    [
        p("Bakgrund.", run=BOLD) + p(TEXT),
        p("Bakgrund", run=BOLD, more=r(" och syfte")) + p(TEXT),
        p(TEXT.removesuffix(".") * 2, run=BOLD) + p(TEXT),
        p("Provby kommun", run=BOLD) + p("Socialnämnden"),
        p("Bakgrund", "Rubrik1", run=BOLD) + p(TEXT),
        p("Bakgrund", "Punktlista", run=BOLD) + p(TEXT),
        table("=A | B", "C | D") + p("Bakgrund", run=BOLD),
    ],
    ids=["sentence", "partly bold", "long", "letterhead", "heading", "list", "last"],
)
def test_bold_words_that_stand_for_no_heading(body: str) -> None:
    assert found(word_file(body)) == []


def test_a_list_that_is_typed() -> None:
    assert said(word_file(p("Nämnden ska") + p("- se över rutinerna") + p("- följa upp målen"))) == [
        "svar.docx: body, paragraph 2: «- se över rutinerna»: warning list-faked: a list of 2 items is typed by hand, so a screen reader "
        "does not say that it is one; select it, choose Home > Bullets or Numbering, and delete the typed signs"
    ]


@pytest.mark.parametrize(
    "items",
    [
        ("• ett", "• två"),
        ("1. ett", "2. två"),
        ("a) ett", "b) två"),
        ("(i) ett", "(j) två"),
        ("•\tett", "", "•\ttvå"),
    ],
)
def test_signs_that_make_a_list(items: tuple[str, ...]) -> None:
    assert [line.rpartition(": ")[2] for line in found(word_file("".join(map(p, items))))] == ["warning list-faked"]


@pytest.mark.parametrize(
    "items",
    [
        ("- ett", "Två"),
        ("2. ett", "7. två"),
        ("- ett", "• två"),
        ("A. Andersson", "K. Karlsson"),
        ("2018 ett", "2019 två"),
        ("3,5 procent", "4,5 procent"),
    ],
)
def test_lines_that_make_no_list(items: tuple[str, ...]) -> None:
    assert found(word_file("".join(map(p, items)))) == []


def test_items_may_be_lines_of_one_paragraph() -> None:
    assert found(word_file(p("- ett", more=f"<w:r><w:br/></w:r>{r('- två')}"))) == ["body, paragraph 1: «- ett - två»: warning list-faked"]


def test_space_made_of_empty_paragraphs() -> None:
    assert said(word_file(p("Före") + p() + p(" ") + p() + p("Efter"))) == [
        "svar.docx: body, paragraph 2: «¶¶¶»: warning paragraphs-empty: 3 empty paragraphs in a row, and a screen reader says "
        "'blank' for each; delete them and set the space under Layout > Paragraph > Spacing, or begin a new page with Ctrl+Enter"
    ]


def test_one_empty_paragraph_is_none_too_many_and_a_page_break_is_not_empty() -> None:
    assert found(word_file(p("Före") + p() + p(more='<w:r><w:br w:type="page"/></w:r>') + p() + p("Efter"))) == []


def link(words: str) -> str:
    return f'<w:hyperlink r:id="rId9">{r(words)}</w:hyperlink>'


def field(words: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return f'{mark("begin")}<w:r><w:instrText> HYPERLINK "x" </w:instrText></w:r>{mark("separate")}{r(words)}{mark("end")}'


def test_a_link_that_shows_its_address() -> None:
    assert said(word_file(p("Se ", more=link("https://www.provby.se/revision?id=17")))) == [
        "svar.docx: body, paragraph 1: «https://www.provby.se/revision?id=17»: warning link-bare: the link shows its address, "
        "which a screen reader spells out; right-click it, choose Edit Hyperlink, and write the name of the page or document "
        "under Text to display"
    ]


@pytest.mark.parametrize("words", ["Klicka här", "läs mer »", "Här."])
def test_a_link_that_could_lead_anywhere(words: str) -> None:
    assert said(word_file(p("Rapporten: ", more=link(words)))) == [
        f"svar.docx: body, paragraph 1: «{words}»: warning link-vague: the link's words do not say where it leads, and in a list "
        "of links they stand alone; right-click it, choose Edit Hyperlink, and write the name of the page or document under Text "
        "to display"
    ]


def test_a_link_without_words() -> None:
    assert said(word_file(p("Rapporten", more=link(" ")))) == [
        "svar.docx: body, paragraph 1: «Rapporten»: error link-without-words: a link has no words, so nobody hears where it leads; "
        "right-click it and choose Remove Hyperlink, or give it words"
    ]


def test_links_that_are_fields() -> None:
    simple = f'<w:fldSimple w:instr="HYPERLINK x">{r("här")}</w:fldSimple>'
    page = f'<w:fldSimple w:instr="PAGE">{r("mer")}</w:fldSimple>'

    assert found(word_file(p("Se ", more=field("läs mer")) + p("Se ", more=simple) + p("Sida ", more=page))) == [
        "body, paragraph 1: «läs mer»: warning link-vague",
        "body, paragraph 2: «här»: warning link-vague",
    ]


@pytest.mark.parametrize("words", ["revisorernas rapport", "www.provby.se", "anna.ek@provby.se"])
def test_links_that_say_where_they_lead(words: str) -> None:
    assert found(word_file(p("Se ", more=link(words)) + p("Se ", more=field(words)))) == []
