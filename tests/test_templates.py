"""The templates that come with the program: Word files that a person can open and edit, whose optional parts go without a trace."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from standard_templates import (
    BARE,
    FULL,
    OVERVIEW,
    REPLIES,
    SETTINGS,
    TEMPLATES,
    after,
    build,
    faults,
    paragraphs,
    part,
    parts,
    rows,
    style_names,
    written,
)
from tooling import ValidateDocx, W

ALL = (*TEMPLATES, OVERVIEW)
LYING = ("atgardsplan", "sammanstallning")
WITH_ANSWERS = ("svar", "yttrande")
WINDOWS_FONTS = {"Calibri", "Cambria", "Times New Roman"}


def without(response: dict[str, Any]) -> Iterator[Any]:
    """The response without each of its optional fields in turn."""
    for name in sorted(response.keys() - BARE.keys()):
        yield pytest.param({key: value for key, value in response.items() if key != name}, id=f"without {name}")


@pytest.mark.parametrize("template", ALL)
def test_styles_alone_say_how_a_template_looks(template: str) -> None:
    allowed = {
        f"{W}pPr": {f"{W}pStyle"},
        f"{W}rPr": {f"{W}rStyle"},
        f"{W}tblPr": {f"{W}{name}" for name in ("tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption", "tblDescription")},
        f"{W}trPr": {f"{W}tblHeader", f"{W}cantSplit"},
        f"{W}tcPr": {f"{W}tcW"},
    }
    said = [(each.tag, child.tag) for root in parts(written(template)) for each in root.iter(*allowed) for child in each]

    assert [(tag, child) for tag, child in said if child not in allowed[tag]] == []


@pytest.mark.parametrize("template", ALL)
def test_every_style_used_is_declared(template: str) -> None:
    used = {each.get(f"{W}val") for root in parts(written(template)) for each in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}

    assert used - style_names(written(template)).keys() == set()


@pytest.mark.parametrize("template", ALL)
def test_fonts_are_on_every_windows(template: str) -> None:
    fonts = part(written(template), "word/styles.xml").iter(f"{W}rFonts")

    assert {font for each in fonts for font in each.attrib.values()} == WINDOWS_FONTS


@pytest.mark.parametrize("template", ALL)
def test_paper_and_language_are_swedish(template: str) -> None:
    size = part(written(template), "word/document.xml").find(f".//{W}pgSz")
    language = part(written(template), "word/styles.xml").find(f"{W}docDefaults//{W}lang")

    assert size is not None
    assert language is not None
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == (("16838", "11906") if template in LYING else ("11906", "16838"))
    assert language.get(f"{W}val") == "sv-SE"


@pytest.mark.parametrize("template", ALL)
def test_tables_repeat_their_header_and_say_what_they_are(template: str) -> None:
    for table in part(written(template), "word/document.xml").iter(f"{W}tbl"):
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert table.find(f"{W}tblPr/{W}tblDescription") is not None


@pytest.mark.parametrize("template", ALL)
def test_no_borders_around_paragraphs(template: str) -> None:
    """LibreOffice writes them as untagged lines, which PDF/UA forbids."""
    assert list(part(written(template), "word/styles.xml").iter(f"{W}pBdr")) == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_word_and_its_judge_accept_all(template: str, tmp_path: Path, validate_docx: ValidateDocx) -> None:
    files = {"template": written(template), "bare": build(template, BARE), "full": build(template, FULL)}
    for name, document in files.items():
        (tmp_path / f"{name}.docx").write_bytes(document)

    assert validate_docx(*tmp_path.iterdir()) == []


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("response", [pytest.param(BARE | {"replies": REPLIES}, id="bare"), pytest.param(FULL, id="full"), *without(FULL)])
def test_what_is_absent_leaves_nothing_behind(template: str, response: dict[str, Any]) -> None:
    assert faults(build(template, response)) == []


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("absent", [name for name in SETTINGS["municipality"] if name != "name"])
def test_an_absent_address_leaves_nothing_behind(template: str, absent: str) -> None:
    municipality = {name: value for name, value in SETTINGS["municipality"].items() if name != absent}

    assert faults(build(template, FULL, settings=SETTINGS | {"municipality": municipality})) == []


def test_the_barest_svar() -> None:
    bare = {"recommendations": [{"id": "R1", "text": "Följ upp målen"}]}
    boards = {"sn": {"name": "Socialnämnden"}, "kn": {"name": "Kulturnämnden"}}
    document = build("svar", BARE, bare, SETTINGS | {"municipality": {"name": "Provby kommun"}, "boards": boards})

    assert paragraphs(document) == [
        ("Nämnd", "Socialnämnden"),
        ("Title", "Svar på revisionsrapport: Granskning av tillsyn"),
        ("heading 1", "Bakgrund"),
        ("List Bullet", "Följ upp målen"),
        ("heading 1", "Socialnämndens svar till revisionen"),
        ("heading 2", "Följ upp målen"),
        ("Normal", "Ja."),
    ]
    assert paragraphs(document, "word/header1.xml") == [("Brevhuvud", "Provby kommun\t\t1 (1)")]
    assert paragraphs(document, "word/footer1.xml") == [("footer", "Provby kommun")]


def test_the_barest_yttrande() -> None:
    document = build("yttrande", BARE, {"recommendations": [{"id": "R1", "text": "Följ upp målen"}]})

    assert paragraphs(document) == [
        ("Nämnd", "Socialnämnden"),
        ("Title", "Svar på revisionsrapport: Granskning av tillsyn"),
        ("Rekommendation", "Följ upp målen"),
        ("Normal", "Ja."),
    ]


def test_letterhead_and_address() -> None:
    document = build("svar", FULL)

    assert paragraphs(document, "word/header1.xml") == [("Brevhuvud", "Provby kommun\t2018-04-11\t1 (1)"), ("header", "Förvaltningen")]
    assert paragraphs(document, "word/header2.xml") == [("header", "Provby kommun\t2018-04-11\t1 (1)")]
    assert [text for _, text in paragraphs(document, "word/footer1.xml")] == [
        "Provby kommun, 123 45 Provby · Besöksadress: Storgatan 1",
        "Telefon: 0123-45 67 00 · kommun@provby.example · Organisationsnummer: 212000-0000 · www.provby.example",
    ]


def test_each_board_has_its_own_clauses() -> None:
    assert after("Förslag till beslut", build("svar", FULL), 4) == [
        ("heading 2", "Socialnämnden föreslås besluta"),
        ("List Number", "Svaret godkänns."),
        ("heading 2", "Kulturnämnden föreslås besluta"),
        ("List Number", "Svaret godkänns."),
    ]


def test_recommendations_stand_under_their_groups_heading() -> None:
    body = paragraphs(build("svar", FULL))
    start = body.index(("heading 1", "Socialnämndens och kulturnämndens svar till revisionen"))

    assert [each for each in body[start:] if each[0].startswith("heading")][:6] == [
        ("heading 1", "Socialnämndens och kulturnämndens svar till revisionen"),
        ("heading 2", "Erinran: Samordna avtalen"),
        ("heading 2", "Intern kontroll"),
        ("heading 3", "Följ upp målen"),
        ("heading 3", "Anmärkning: Nämnden följer inte upp."),
        ("heading 1", "Ytterligare iakttagelser"),
    ]


@pytest.mark.parametrize("template", WITH_ANSWERS)
def test_an_answer_has_its_stance_its_parts_and_its_measures(template: str) -> None:
    document = build(template, FULL)
    body = paragraphs(document)
    start = body.index(("Ställningstagande", "Nämnderna instämmer delvis."))

    assert body[start + 1 : start + 9] == [
        ("Normal", "Svaret:"),
        ("List Number", "ett"),
        ("List Number", "två"),
        ("Delsvar", "Socialnämnden"),
        ("Normal", "Socialnämndens del."),
        ("Delsvar", "Kulturnämnden"),
        ("Normal", "Kulturnämndens del."),
        ("caption", "Åtgärder"),
    ]
    assert rows(document, 0) == [
        ["Åtgärd", "Ansvarig", "Klart", "Status"],
        ["Ny rutin", "Förvaltningschef", "den 25 oktober 2018", "pågår"],
        ["Utbildning", "–", "våren 2018", "avbruten: Behovet finns inte"],
        ["Ny mall", "–", "den 1 mars 2018", "genomförd"],
    ]


def test_a_stance_names_the_boards_unless_it_is_all_of_theirs() -> None:
    items = {"recommendations": [{"id": "R1", "text": "a"}, {"id": "R2", "text": "b", "boards": ["kn"]}]}
    replies = {name: {"stance": "agree"} for name in ("R1", "R2")}
    several = build("svar", FULL | {"replies": replies}, items)
    alone = build("svar", FULL | {"replies": replies, "boards": ["sn"]}, items)

    assert [text for style, text in paragraphs(several) if style == "Ställningstagande"] == [
        "Nämnderna instämmer.",
        "Kulturnämnden instämmer.",
    ]
    assert [text for style, text in paragraphs(alone) if style == "Ställningstagande"] == ["Socialnämnden instämmer."] * 2


def test_findings_are_quoted_in_full_in_a_svar() -> None:
    assert after("Ytterligare iakttagelser", build("svar", FULL), 7) == [
        ("Normal", "Iakttagelserna följer."),
        ("Iakttagelse", "Delvis bra."),
        ("Normal", "Svar."),
        ("heading 2", "Ekonomi"),
        ("Iakttagelse", "Första stycket."),
        ("Iakttagelse", "Andra stycket."),
        ("Normal", "Svar."),
    ]


@pytest.mark.parametrize("template", WITH_ANSWERS)
def test_follow_ups_say_who_reports_what_to_whom_and_when(template: str) -> None:
    assert rows(build(template, FULL), -1) == [
        ["Återrapport", "Rapporterar", "Mottagare", "Senast"],
        ["Läget", "Förvaltningschef", "Socialnämnden", "den 25 oktober 2018, därefter årsvis till och med 2020"],
    ]


def test_the_case_and_its_officers() -> None:
    assert after("Svar", build("svar", FULL), 4) == [
        ("Ärendeuppgift", "Diarienummer: SN 2018/1"),
        ("Ärendeuppgift", "Er beteckning: RK 7"),
        ("Ärendeuppgift", "Handläggare: Anna Ek, utredare, 0123-45, a@provby.example"),
        ("Ärendeuppgift", "Handläggare: Bo Al"),
    ]


def test_a_letter_begins_with_its_addressees_and_ends_with_its_signatures() -> None:
    body = paragraphs(build("yttrande", FULL))

    assert body[6:14] == [
        ("Adressat", "Revisorerna"),
        ("Adressat", "Fullmäktige"),
        ("Title", "Svar"),
        ("Normal", "Bakgrunden."),
        ("Normal", "Rekommendationerna följer."),
        ("Rekommendation", "Erinran: Samordna avtalen"),
        ("Normal", "Görs."),
        ("heading 1", "Intern kontroll"),
    ]
    assert body[-7:] == [
        ("heading 1", "Sammanfattande bedömning"),
        ("Normal", "Bedömt."),
        ("Underskrift", "Eva Berg"),
        ("Underskriftstitel", "Ordförande"),
        ("Underskrift", "Förvaltningschef"),
        ("heading 1", "Bilagor"),
        ("List Bullet", "Bilaga 1: Rapport"),
    ]
