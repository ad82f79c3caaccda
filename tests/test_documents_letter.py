"""Letters of unlike municipalities become templates: their letterhead, page and styles, the standard words, and tags where they belong."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import tooling
from auditresp.documents.accessibility.rules import inaccessible
from auditresp.documents.letter import Made, template_like
from auditresp.documents.proofing import template_problems
from auditresp.documents.template.compiling import compile_template
from auditresp.documents.template.core import Properties
from auditresp.documents.view import view
from auditresp.documents.view.fields import ResponseDocument
from auditresp.problems import AuditrespError, errors
from auditresp.store.loading import load
from auditresp.store.starter import example
from docx_making import docx, p, run, said, table, text_box, tree
from letters import LETTERS, PROSE, almby, hagby, norrvik, skoga
from paragraphs import MAIN, NS, package_of, parts_of, tag, val
from tooling import ROOT, ConvertToPdf, PdfText, ValidateDocx

STANDARDS = ("svar", "yttrande")
REGISTER = load(example())
VIEWS = {"svar": "2018-ekonomiskt-utanforskap", "yttrande": "2021-unga-utanfor"}
TITLE = p("Svar på granskning", properties='<w:pStyle w:val="Title"/>')


def like(letter: bytes, standard: str = "svar") -> Made:
    return template_like(letter, "brev.docx", (ROOT / f"templates/{standard}.docx").read_bytes())


def built(template: bytes, standard: str = "svar") -> bytes:
    response = REGISTER.responses[VIEWS[standard]]
    return compile_template(template, "templates/min.docx").fill(view(REGISTER, response), Properties(title="Svar"))


def style_names(document: bytes) -> dict[str, str]:
    root = tree(document, "word/styles.xml")
    return {each.get(tag("styleId"), ""): val(each, "w:name") or "" for each in root.iter(tag("style"))}


def styles_of(document: bytes) -> dict[str, str]:
    """The style of each paragraph in the body, by its words."""
    names = style_names(document)
    paragraphs = tree(document).iter(tag("p"))
    return {"".join(map(str, each.itertext())): names.get(val(each, "w:pPr/w:pStyle") or "", "Normal") for each in paragraphs}


def above_title(letter: bytes, standard: str = "svar") -> list[str]:
    """What stands in the template above the standard's own words."""
    lines = said(like(letter, standard).data)
    begins = ("{%p for board in boards %}", "{{ subject }}", "{#p utelämnar: proposed_decisions #}")
    return lines[: next(place for place, line in enumerate(lines) if line in begins)]


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("make", LETTERS.values(), ids=LETTERS.keys())
def test_every_letter_gives_a_template_without_errors(make: Callable[[], bytes], standard: str) -> None:
    problems = template_problems(like(make(), standard).data, "templates/min.docx", ResponseDocument)
    standards_own = template_problems((ROOT / f"templates/{standard}.docx").read_bytes(), "templates/min.docx", ResponseDocument)

    assert errors(problems) == []
    assert {str(each) for each in problems} <= {str(each) for each in standards_own}


@pytest.mark.parametrize("make", LETTERS.values(), ids=LETTERS.keys())
def test_word_and_its_judge_accept_template_and_document(make: Callable[[], bytes], tmp_path: Path, validate_docx: ValidateDocx) -> None:
    for standard in STANDARDS:
        template = like(make(), standard).data
        (tmp_path / f"{standard}-template.docx").write_bytes(template)
        (tmp_path / f"{standard}-built.docx").write_bytes(built(template, standard))

    assert validate_docx(*sorted(tmp_path.iterdir())) == []


def test_libreoffice_lays_every_one_out(tmp_path: Path, convert_to_pdf: ConvertToPdf, pdf_text: PdfText) -> None:
    files = [tmp_path / f"{name}.docx" for name in LETTERS]
    for file in files:
        file.write_bytes(built(like(LETTERS[file.stem]()).data))

    pages = {pdf.stem: " ".join(pdf_text(pdf).split()) for pdf in convert_to_pdf(*files, to=tmp_path)}

    assert [name for name, words in pages.items() if "SAN 2018/112" not in words] == []
    assert sorted(name for name, words in pages.items() if "2018-04-11" not in words) == ["ekhult", "norrvik"]
    assert "den 11 april 2018 Dnr SAN 2018/112" in pages["norrvik"]


def test_a_letter_made_in_libreoffice(tmp_path: Path, validate_docx: ValidateDocx) -> None:
    page = f"""<meta charset="utf-8"><table><tr><td>LILLHULT</td><td>Datum<br>2020-11-05</td></tr></table><p>Lillhults revisorer</p>
        <h1>Svar</h1><p>{PROSE[0]}</p><h2>Nämnden</h2><p>{PROSE[1]}</p><ul><li>Skriv om reglerna</li></ul>"""
    (tmp_path / "brev.html").write_text(page, encoding="utf-8")
    convert = [
        "--infilter=HTML (StarWriter)",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "brev.html"),
    ]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run([tooling.tool("soffice"), "--headless", profile, *convert], check=True, capture_output=True, timeout=120)

    template = like((tmp_path / "brev.docx").read_bytes()).data

    (tmp_path / "min.docx").write_bytes(template)
    assert said(template)[:4] == ["LILLHULT | Datum↵{{ date }}", "{%p for addressee in addressees %}", "{{ addressee }}", "{%p endfor %}"]
    assert styles_of(template)["{{ subject }}"] == "Heading 1"
    assert validate_docx(tmp_path / "min.docx") == []


def test_the_letter_s_margins_stay_with_tags_in_them() -> None:
    made = like(hagby()).data

    assert said(made, "word/header1.xml") == ["", " | TJÄNSTESKRIVELSE¶Datum: {{ date }}¶Dnr: {{ case_number }}¶Sida 1 (2)"]
    assert said(made, "word/header2.xml") == ["Hagby kommun→{{ date }}→1"]
    assert parts_of(made)["word/media/image1.png"] == parts_of(hagby())["word/media/image1.png"]
    section = tree(made).find(".//w:sectPr", NS)
    assert section is not None
    assert section.find("w:titlePg", NS) is not None
    assert [each.get(tag("type")) for each in section.findall("w:headerReference", NS)] == ["first", "default"]


def test_fields_that_count_pages_stay() -> None:
    header = etree.tostring(tree(like(hagby()).data, "word/header1.xml"), encoding="unicode")

    assert re.findall(r"(NUMPAGES|PAGE)", header) == ["PAGE", "NUMPAGES"]


def test_headings_and_lists_have_the_letter_s_own_styles() -> None:
    styles, ids = styles_of(like(hagby()).data), {name: each for each, name in style_names(like(hagby()).data).items()}

    assert (styles["{{ subject }}"], styles["Sammanfattning"], styles["{{ receiver }}"]) == ("Title", "heading 1", "List Bullet")
    assert (ids["Title"], ids["heading 1"], ids["List Bullet"]) == ("Rubrik", "Rubrik1", "Punktlista")


def test_headings_made_by_hand_become_styles_that_look_so() -> None:
    made = like(norrvik()).data
    styles = {val(each, "w:name"): each for each in tree(made, "word/styles.xml").iter(tag("style"))}

    assert styles_of(made)["Sammanfattning"] == "heading 1"
    assert [val(styles["Title"], "w:rPr/w:sz"), val(styles["heading 1"], "w:rPr/w:sz")] == ["32", "24"]
    assert styles["heading 1"].find("w:rPr/w:b", NS) is not None
    assert val(styles["heading 1"], "w:pPr/w:outlineLvl") == "0"
    assert styles_of(made)["{{p summary }}"] == "Body Text"


def test_paragraphs_that_empty_ones_kept_apart_are_kept_apart_by_their_style() -> None:
    styles = {val(each, "w:name"): each for each in tree(like(norrvik()).data, "word/styles.xml").iter(tag("style"))}
    spacing = styles["Body Text"].find("w:pPr/w:spacing", NS)

    assert spacing is not None
    assert spacing.get(tag("after")) == "240"


def test_styles_with_swedish_names_are_found_and_built_upon() -> None:
    made = like(skoga()).data
    styles = {val(each, "w:name"): each for each in tree(made, "word/styles.xml").iter(tag("style"))}

    assert val(styles["heading 1"], "w:basedOn") == "SkogaRubrik1"
    assert val(styles["Title"], "w:basedOn") == "SkogaÄrenderubrik"
    assert [styles[name].get(tag("styleId")) for name in ("List Bullet", "Body Text")] == ["Punktlista", "Brödtext"]
    assert {val(each, "w:tblPr/w:tblStyle") for each in list(tree(made).iter(tag("tbl")))[1:]} == {"Skogatabell"}


def test_a_title_of_level_1_has_the_other_headings_below_it() -> None:
    styles = styles_of(like(almby()).data)

    assert (styles["{{ subject }}"], styles["Sammanfattning"], styles["{{ group.by }} föreslås besluta"]) == (
        "heading 1",
        "heading 2",
        "heading 3",
    )


def test_nothing_of_what_the_old_letter_said_is_left() -> None:
    made = parts_of(like(almby()).data)
    everything = b"".join(made.values()).decode(errors="replace")

    assert [name for name in made if "comments" in name or "image" in name] == []
    assert [words for words in ("färdtjänsten", "Bo Berg", "Ska vi skriva så", "Bilaga<", "storeItemID") if words in everything] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Datum: 2023-05-17", "Datum: {{ date }}"),
        ("Hagby den 3 maj 2023", "Hagby {{ date | date_long }}"),
        ("3 maj 2023", '{{ date | date_long | replace("den ", "") }}'),
        ("ÅÅÅÅ-MM-DD", "{{ date }}"),
        ("[Datum]", "{{ date }}"),
        ("Dnr KS 2023/214", "Dnr {{ case_number }}"),
        ("Diarienr: 2023-00214-3", "Diarienr: {{ case_number }}"),
        ("Vår beteckning SAN-2023-45", "Vår beteckning {{ case_number }}"),
        ("KS 2023/214", "{{ case_number }}"),
        ("Dnr:", "Dnr: {{ case_number }}"),
        ("Hagby 2023-05-17", "Hagby {{ date }}"),
        ("Ert datum 2023-05-17", "Ert datum 2023-05-17"),
        ("Er beteckning REV 2023/7", "Er beteckning REV 2023/7"),
        ("Sammanträdesdatum 2023-05-17", "Sammanträdesdatum 2023-05-17"),
        ("Fastställd 2019-01-01", "Fastställd 2019-01-01"),
        ("Bankgiro 123-4567", "Bankgiro 123-4567"),
        ("Telefon 0123-45 67 00", "Telefon 0123-45 67 00"),
        ("Organisationsnummer 212000-0123", "Organisationsnummer 212000-0123"),
    ],
)
def test_a_date_and_a_number_are_known_by_what_stands_before_them(before: str, after: str) -> None:
    assert above_title(docx(before, TITLE)) == [after]


def test_a_label_may_stand_above_beside_or_before_its_value() -> None:
    rows = table(("Datum", "Diarienummer"), ("2023-05-17", "KS 2023/1"), ("Dnr", ""))

    assert above_title(docx(rows, "Datum", "2023-05-17", TITLE)) == [
        "Datum | Diarienummer",
        "{{ date }} | {{ case_number }}",
        "Dnr | {{ case_number }}",
        "Datum",
        "{{ date }}",
    ]


def test_words_in_the_paragraph_before_do_not_hide_a_date() -> None:
    assert above_title(docx("Hagby kommun", "2023-05-17", TITLE)) == ["Hagby kommun", "{{ date }}"]


def test_a_value_that_word_has_cut_into_pieces_is_found() -> None:
    pieces = p("<w:r><w:t>Dnr KS</w:t></w:r>", "<w:r><w:rPr><w:b/></w:rPr><w:t> 2023/</w:t></w:r>", "<w:r><w:t>214</w:t></w:r>")

    assert above_title(docx(pieces, TITLE)) == ["Dnr {{ case_number }}"]


def test_a_date_that_follows_the_clock_is_stopped() -> None:
    simple = p('<w:fldSimple w:instr=" DATE \\@ &quot;yyyy-MM-dd&quot; "><w:r><w:t>2026-01-01</w:t></w:r></w:fldSimple>')
    cut = p(
        *(
            f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{more}'
            for kind, more in (
                ("begin", "<w:r><w:instrText> SAVEDATE </w:instrText></w:r>"),
                ("separate", "<w:r><w:t>2026-01-01</w:t></w:r>"),
                ("end", ""),
            )
        )
    )

    assert above_title(docx(simple, cut, TITLE)) == ["{{ date }}", "{{ date }}"]


def test_the_addressee_goes_with_its_address_and_comes_back_as_all_there_are() -> None:
    addressed = [
        "{%p for addressee in addressees %}",
        "{{ addressee }}",
        "{%p endfor %}",
    ]

    assert above_title(docx("Kommunrevisionen", "Box 12", "123 45 Hagby", TITLE)) == addressed
    assert above_title(docx("Till", "Fullmäktiges presidium", "", TITLE)) == [
        "{%p if addressees %}",
        "Till",
        *addressed,
        "{%p endif %}",
        "",
    ]
    assert above_title(docx("Till revisorerna i Hagby kommun", TITLE)) == [addressed[0], "Till {{ addressee }}", addressed[2]]


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_title_made_by_hand_is_found_above_headings_of_parts(standard: str) -> None:
    parts = p("Förslag till beslut", properties='<w:pStyle w:val="Heading2"/>')
    bold = p("<w:r><w:rPr><w:b/></w:rPr><w:t>SVAR PÅ GRANSKNING</w:t></w:r>")
    made = like(docx("Till: Kommunrevisionen", "", bold, parts, PROSE[0]), standard)

    assert "SVAR PÅ GRANSKNING" not in said(made.data)
    assert styles_of(made.data)["{{ subject }}"] == "Title"


def test_an_address_in_one_paragraph_goes_with_its_addressee() -> None:
    lines = p(run("Kommunens revisorer"), "<w:r><w:br/></w:r>", run("Hagby kommun"), "<w:r><w:br/></w:r>", run("123 45 Hagby"))

    assert above_title(docx(lines, TITLE)) == ["{%p for addressee in addressees %}", "{{ addressee }}", "{%p endfor %}"]


def test_the_page_number_in_a_letterhead_counts_too() -> None:
    made = like(docx(table(["TJÄNSTESKRIVELSE", "1 (3)"]), TITLE))

    assert [each.get(tag("instr")) for each in tree(made.data).iter(tag("fldSimple"))] == [" PAGE ", " NUMPAGES "]
    assert [line for line in made.left if "1 (3)" in line] == []


def test_a_ruled_table_in_a_letterhead_has_a_header_row() -> None:
    made = like(LETTERS["ekhult"]())

    assert errors(inaccessible(built(made.data), "svar.docx")) == []
    assert [line for line in made.done if "header row" in line] == [
        "body, table 1, row 1, cell 1: «TJÄNSTESKRIVELSE | 1 (2)»: the first row of the table is marked as its header row now, "
        "as screen readers need it"
    ]


def test_nothing_is_said_twice_of_a_text_box() -> None:
    made = like(docx(p(text_box("Dnr KS 2023/1")), TITLE))

    assert len(made.done) == len(set(made.done))


@pytest.mark.parametrize("standard", STANDARDS)
def test_who_writes_does_not_stand_in_the_address(standard: str) -> None:
    lines = said(like(docx("Kommunrevisionen", TITLE), standard).data)

    assert lines[lines.index("Från: {{ boards | join_and }}") + 1 :][0] == "{%p if their_reference %}"
    assert "{{ board.name }}" not in lines
    assert errors(template_problems(like(docx("Kommunrevisionen", TITLE), standard).data, "t.docx", ResponseDocument)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Socialnämnden", "{{ boards | join_and }}"),
        ("Kultur- och fritidsnämnden", "{{ boards | join_and }}"),
        ("Kommunstyrelsen\t2023-05-17", "{{ boards | join_and }}\t{{ date }}"),
        ("Socialnämndens ordförande", "Socialnämndens ordförande"),
        ("Beslut i Kommunstyrelsen", "Beslut i Kommunstyrelsen"),
    ],
)
def test_a_board_that_stands_by_itself_in_the_letterhead_is_who_writes(before: str, after: str) -> None:
    lines = said(like(docx(before, TITLE)).data)

    assert lines[0] == after
    assert ("{{ board.name }}" in lines) == ("boards" not in after)


def test_what_the_letterhead_says_is_not_said_again_below_the_title() -> None:
    bare, headed = (said(like(docx(*head, TITLE), "yttrande").data) for head in ([], ["2023-05-17", "Dnr KS 2023/1", "Revisorerna"]))
    words = ("Datum: {{ date }}", "Diarienummer: {{ case_number }}", "{{ addressee }}")

    assert [bare.count(each) for each in words] == [1, 1, 1]
    assert [headed.count(each) for each in words] == [0, 0, 1]


def test_typed_page_numbers_begin_to_count() -> None:
    made = like(docx(TITLE, footer=["Hagby kommun", "Sida 1 av 3", "2 (4)"])).data
    fields = [each.get(tag("instr")) for each in tree(made, "word/footer1.xml").iter(tag("fldSimple"))]

    assert said(made, "word/footer1.xml") == ["Hagby kommun", "Sida 1 av 3", "2 (4)"]
    assert fields == [" PAGE ", " NUMPAGES ", " PAGE ", " NUMPAGES "]


def test_text_boxes_are_read_in_both_their_forms() -> None:
    box = p(text_box("Dnr KS 2023/1"))

    assert above_title(docx(box, TITLE)) == ["[Dnr {{ case_number }}][Dnr {{ case_number }}]"]


def test_a_content_control_that_word_would_fill_again_goes() -> None:
    made = like(almby()).data

    assert said(made, "word/header1.xml") == ["Almby stad→{{ date }}→Dnr {{ case_number }}"]
    assert list(tree(made, "word/header1.xml").iter(tag("sdt"))) == []


def test_a_template_of_word_is_a_letter_too() -> None:
    parts: dict[str, Any] = dict(parts_of(hagby()))
    types = parts["[Content_Types].xml"]

    parts["[Content_Types].xml"] = types.replace(b"document.main+xml", b"template.main+xml")

    assert said(like(package_of(parts)).data) == said(like(hagby()).data)


def test_a_letter_with_macros_is_refused_with_the_reason() -> None:
    parts = dict(parts_of(hagby()))
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"
    )

    with pytest.raises(AuditrespError, match="macros"):
        like(package_of(parts))


def test_what_is_left_to_a_person_is_named() -> None:
    made = like(docx("Handläggare Anna Ek", TITLE))

    assert replace(made, data=b"", done=()).left == (
        "above the title stands «Handläggare Anna Ek», as in the letter: keep it, change it, or put a tag there",
        "the letterhead has no date that was recognised, so it stands below the title; move {{ date }} to where it belongs",
        "the letterhead has no case number that was recognised, so it stands below the title; move {{ case_number }} to where it belongs",
    )


def test_a_label_is_no_matter_for_a_person() -> None:
    assert [line for line in like(skoga()).left if "above the title" in line] == [
        "above the title stands «Handläggare», as in the letter: keep it, change it, or put a tag there",
        "above the title stands «Anna Ek», as in the letter: keep it, change it, or put a tag there",
    ]


def test_the_same_letter_gives_the_same_bytes() -> None:
    letter = hagby()

    assert like(letter).data == like(letter).data
    assert MAIN in parts_of(like(letter).data)
