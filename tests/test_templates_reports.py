"""The further templates: the proposal alone, the explanation, the plan, the report back, the overview; and what public ones withhold."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from auditresp.documents.pdf import libreoffice, to_pdf
from auditresp.documents.word.illustrations import Picture
from auditresp.documents.word.images import picture
from pdf_validators import faults as pdf_faults
from picture_making import png
from standard_templates import (
    BARE,
    FULL,
    ITEMS,
    OVERVIEW,
    REPLIES,
    SETTINGS,
    TEMPLATES,
    after,
    build,
    faults,
    overview,
    paragraphs,
    part,
    rows,
)
from tooling import ValidateDocx, W, tool

REPORTED: dict[str, Any] = FULL | {
    "boards": ["sn"],
    "decisions": [{"board": "sn", "date": "2018-04-25", "paragraph": "§ 45"}],
    "replies": REPLIES
    | {
        "R2": {"measures": [{"id": "m5", "text": "Samråd", "status": "ongoing", "due": "2018-06", "owner": "chef"}]},
        "R3": {"measures": [{"id": "m6", "text": "Avtal", "status": "ongoing", "due": "2018-08", "due_changes": [
            {"from": "2018-06", "to": "2018-08", "reason": "Upphandlingen överklagades.", "date": "2018-06-01"}]}]},
    },
}  # fmt: skip


def headings(document: bytes) -> list[str]:
    """The headings, deeper ones further in."""
    return ["  " * (int(style[-1]) - 1) + text for style, text in paragraphs(document) if style.startswith("heading ")]


def test_the_proposal_alone_goes_from_proposal_to_signature() -> None:
    document = build("tjansteskrivelse", FULL)

    assert paragraphs(document)[:4] == [
        ("Nämnd", "Socialnämnden"),
        ("Nämnd", "Kulturnämnden"),
        ("Handling", "Tjänsteskrivelse"),
        ("Title", "Svar"),
    ]
    assert [each for each in headings(document) if not each.startswith(" ")] == [
        "Förslag till beslut",
        "Sammanfattning",
        "Bakgrund",
        "Bedömning",
        "Barnperspektivet",
        "Uppföljning",
        "Beslutsunderlag",
        "Bilagor",
        "Beslutet skickas till",
    ]
    assert paragraphs(document)[-1] == ("Underskrift", "Förvaltningschef")


def test_an_explanation_is_of_the_reprimands_and_for_the_council() -> None:
    document = build("forklaring", FULL)

    assert ("Adressat", "Kommunfullmäktige") in paragraphs(document)
    assert after("Förklaring med anledning av revisorernas anmärkning", document, 6) == [
        (
            "Normal",
            "Socialnämnden och kulturnämnden lämnar här sin förklaring till fullmäktige enligt 5 kap. 32 § kommunallagen (2017:725). "
            "Den avser följande granskning: Granskning av tillsyn.",
        ),
        ("Normal", "Förklaringen följer."),
        ("heading 1", "Anmärkning 2"),
        ("Iakttagelse", "Nämnden följer inte upp."),
        ("Ställningstagande", "Nämnderna instämmer."),
        ("Normal", "Ja."),
    ]
    assert [each for each in headings(document) if "Rekommendation" in each or "Erinran" in each] == []


def test_an_explanation_without_a_reprimand_is_of_all() -> None:
    items = {"recommendations": [{"id": "R1", "text": "Följ upp målen"}, {"id": "R2", "text": "Samordna", "severity": "reminder"}]}
    document = build("forklaring", BARE, items)

    assert headings(document) == ["Rekommendation 1", "Erinran 2"]
    assert "5 kap." not in str(paragraphs(document))


def test_a_plan_has_a_row_for_each_measure() -> None:
    assert rows(build("atgardsplan", FULL), 0) == [
        ["Rekommendation", "Svar", "Åtgärd", "Ansvarig", "Klart", "Status"],
        ["Rekommendation 1: Följ upp målen", "Instämmer delvis", "Ny rutin", "Förvaltningschef", "2018-10-25", "pågår"],
        ["Rekommendation 1 (forts.)", "Instämmer delvis", "Utbildning", "–", "våren 2018", "avbruten: Behovet finns inte"],
        ["Rekommendation 1 (forts.)", "Instämmer delvis", "Ny mall", "–", "2018-03-01", "genomförd"],
        ["Anmärkning 2: Nämnden följer inte upp.", "Instämmer", "Ingen åtgärd", "–", "–", "–"],
        ["Erinran 3: Samordna avtalen", "–", "Ingen åtgärd", "–", "–", "–"],
        ["Iakttagelse 1: Första stycket. Andra stycket.", "–", "Översyn", "–", "–", "planerad"],
        ["Iakttagelse 2: Delvis bra.", "–", "Ingen åtgärd", "–", "–", "–"],
    ]


def test_a_report_back_says_what_was_promised() -> None:
    document = build("aterrapport", REPORTED)

    assert after("Återrapport: Granskning av tillsyn", document, 11) == [
        ("Ärendeuppgift", "Diarienummer: SN 2018/1"),
        ("Ärendeuppgift", "Er beteckning: RK 7"),
        ("Ärendeuppgift", "Handläggare: Anna Ek, utredare, 0123-45, a@provby.example"),
        ("Ärendeuppgift", "Handläggare: Bo Al"),
        ("Ärendeuppgift", "Rapporterar: Förvaltningschef"),
        ("Ärendeuppgift", "Mottagare: Socialnämnden"),
        ("Ärendeuppgift", "Lämnas senast: den 25 oktober 2018"),
        ("heading 1", "Vad som ska rapporteras"),
        ("Normal", "Läget."),
        ("Normal", "Socialnämnden beslutade den 25 april 2018 (§ 45) om sitt svar till revisorerna."),
        ("heading 1", "Läget i korthet"),
    ]
    assert rows(document, 0) == [
        ["Läge", "Antal åtgärder"],
        ["Genomförda", "1"],
        ["Pågår", "1"],
        ["Försenade", "2"],
        ["Inte påbörjade", "1"],
        ["Avbrutna", "1"],
    ]
    assert "2018-04-11" not in str([paragraphs(document, f"word/header{number}.xml") for number in (1, 2)])


def test_a_measure_without_an_owner_is_answered_for_by_those_who_are_reminded_of_it() -> None:
    items = ITEMS | {
        "recommendations": [ITEMS["recommendations"][0], *({**each, "boards": ["kn"]} for each in ITEMS["recommendations"][1:])]
    }
    document = build("aterrapport", REPORTED | {"boards": ["sn", "kn"]}, items)

    assert after("Ny mall", document, 2)[1:] == [("Ärendeuppgift", "Ansvarig: Socialnämnden och kulturnämnden")]
    assert after("Avtal", document, 2)[1:] == [("Ärendeuppgift", "Ansvarig: Kulturnämnden")]


def test_the_signature_of_a_report_back_stands_with_what_is_signed() -> None:
    document = build("aterrapport", REPORTED)
    style = part(document, "word/styles.xml").find(f"{W}style[@{W}styleId='Avslutning']/{W}pPr")

    assert paragraphs(document)[-2:] == [
        ("Avslutning", "Återrapporten avser följande granskning: Granskning av tillsyn."),
        ("Underskrift", "Förvaltningschef"),
    ]
    assert style is not None
    assert style.find(f"{W}keepNext") is not None


def test_a_report_back_says_where_each_measure_stands_what_is_late_and_why() -> None:
    document = build("aterrapport", REPORTED)

    assert headings(document)[2:] == [
        "Genomfört",
        "  Ny mall",
        "Pågår",
        "  Ny rutin",
        "Försenat",
        "  Samråd",
        "  Avtal",
        "Inte påbörjat",
        "  Översyn",
        "Avbrutet",
        "  Utbildning",
        "Återrapporter",
    ]
    assert after("Ny mall", document, 4) == [
        ("Ärendeuppgift", "Rekommendation 1: Följ upp målen"),
        ("Ärendeuppgift", "Ansvarig: Socialnämnden"),
        ("Ärendeuppgift", "Klart: den 1 mars 2018"),
        ("Ärendeuppgift", "Underlag: Mallen (SN 7)"),
    ]
    assert after("Samråd", document, 4) == [
        ("Ärendeuppgift", "Anmärkning 2: Nämnden följer inte upp."),
        ("Ärendeuppgift", "Ansvarig: Förvaltningschef"),
        ("Ärendeuppgift", "Tidsgräns: juni 2018"),
        ("Ärendeuppgift", "Varken skäl eller ny tidsgräns är angivna."),
    ]
    assert after("Avtal", document, 5) == [
        ("Ärendeuppgift", "Erinran 3: Samordna avtalen"),
        ("Ärendeuppgift", "Ansvarig: Socialnämnden"),
        ("Ärendeuppgift", "Ny tidsgräns: augusti 2018"),
        ("Ärendeuppgift", "Flyttad den 1 juni 2018 från juni 2018 till augusti 2018: Upphandlingen överklagades."),
        ("heading 1", "Inte påbörjat"),
    ]
    assert after("Utbildning", document, 4)[2:] == [
        ("Ärendeuppgift", "Tidsgräns: våren 2018"),
        ("Ärendeuppgift", "Skäl: Behovet finns inte"),
    ]


def test_a_report_back_where_nothing_was_promised_says_so() -> None:
    assert after("Läget i korthet", build("aterrapport", BARE), 1) == [("Normal", "Svaret innehåller inga åtgärder att återrapportera.")]


def test_the_overview_shows_every_audit_with_its_recommendations() -> None:
    document = overview(REPORTED)

    assert after("Granskning av tillsyn", document, 2) == [
        ("Granskningsuppgift", "Ska svara: Socialnämnden och kulturnämnden"),
        ("Granskningsuppgift", "Svar från Socialnämnden: beslutat; beslut den 25 april 2018 (§ 45)"),
    ]
    assert rows(document, 0) == [
        ["Läge", "Antal rekommendationer"],
        ["Obesvarad", "0"],
        ["Besvarad", "0"],
        ["Pågår", "3"],
        ["Genomförd", "0"],
    ]
    assert rows(document, 1)[:3] == [
        ["Punkt", "Revisorernas ord", "Nämnd", "Svar", "Läge", "Klart", "Revisorernas bedömning"],
        ["Rekommendation 1", "Följ upp målen", "Socialnämnden och kulturnämnden", "Instämmer delvis", "Pågår", "2018-10-25", "–"],
        ["Anmärkning 2", "Nämnden följer inte upp.", "Socialnämnden och kulturnämnden", "–", "Pågår", "2018-06", "–"],
    ]
    assert rows(document, 2)[1][:2] == ["Läget", "Granskning av tillsyn"]


def test_the_overview_draws_where_recommendations_stand_in_the_templates_letters() -> None:
    document = overview(REPORTED)
    charts = [name for name in ZipFile(BytesIO(document)).namelist() if name.startswith("word/charts/")]

    assert {each.get("typeface") for chart in charts for each in part(document, chart).iterfind(".//{*}latin")} == {"Calibri"}
    assert [each.get("cx") for each in part(document, "word/document.xml").iterfind(".//{*}extent")] == 2 * [str(14_004 * 635)]
    assert [text for style, text in paragraphs(document) if style == "Diagram"] == [
        "[Stapeldiagram över var rekommendationerna står. Granskning av tillsyn: 3 pågår.]",
        "[Stapeldiagram över var rekommendationerna till varje nämnd står. Socialnämnden: 3 pågår; Kulturnämnden: 3 obesvarade.]",
    ]


def test_the_overview_tells_every_move_and_why() -> None:
    assert after("Flyttade tidsgränser", overview(REPORTED), 2) == [
        (
            "Granskningsuppgift",
            "Rekommendation 1, Ny rutin: flyttad den 1 juni 2018 från juni 2018 till den 25 oktober 2018 (Systemet drog ut på tiden.)",
        ),
        (
            "Granskningsuppgift",
            "Erinran 3, Avtal: flyttad den 1 juni 2018 från juni 2018 till augusti 2018 (Upphandlingen överklagades.)",
        ),
    ]


def test_a_report_that_comes_back_says_what_was_reported_and_when_the_next_is_due() -> None:
    promise = {"id": "f", "text": "Läget", "due": "2018-10-25", "repeats": "yearly", "document": "aterrapport"}
    given = [{"date": "2018-10-20", "case_number": "SN 2018/9"}]
    document = build("aterrapport", REPORTED | {"follow_ups": [promise | {"reported": given}]})

    assert ("Ärendeuppgift", "Lämnas senast: den 25 oktober 2019") in paragraphs(document)
    assert ("Normal", "En återrapport lämnades den 20 oktober 2018 (SN 2018/9).") in paragraphs(document)
    assert rows(document, 1)[1][-1] == "den 25 oktober 2018, därefter årsvis; nästa den 25 oktober 2019"


@pytest.mark.parametrize("template", [*TEMPLATES, OVERVIEW])
def test_the_title_on_the_page_is_the_title_among_the_properties(template: str) -> None:
    document = overview(FULL) if template == OVERVIEW else build(template, FULL)
    (shown,) = (text for style, text in paragraphs(document) if style == "Title")

    assert part(document, "docProps/core.xml").findtext("{*}title") == shown


def test_the_overview_of_an_unanswered_audit() -> None:
    assert after("Granskning av tillsyn", overview(None), 2)[1] == ("Granskningsuppgift", "Inget svar finns registrerat.")


@pytest.mark.parametrize(
    ("response", "items"),
    [(None, {"recommendations": []}), (None, ITEMS), (BARE, ITEMS), (REPORTED, ITEMS)],
    ids=["empty", "unanswered", "bare", "full"],
)
def test_what_is_absent_leaves_nothing_behind_in_the_overview(response: dict[str, Any] | None, items: dict[str, Any]) -> None:
    assert faults(overview(response, items)) == []


CONFIDENTIAL = {
    "recommendations": [
        {"id": "R1", "text": "Följ upp målen", "group": "Kontroll"},
        {
            "id": "Hemlig-id",
            "text": "Hemlig rekommendation",
            "group": "Hemlig rubrik",
            "severity": "reprimand",
            "confidential": True,
            "verdicts": [{"date": "2019-01-01", "value": "closed_not_addressed", "text": "Hemlig bedömning"}],
        },
        {"id": "R3", "text": "Samordna avtalen", "group": "Kontroll"},
    ],
    "findings": [{"id": "I1", "text": "Hemlig iakttagelse", "group": "Hemlig grupp", "confidential": True}],
}
SECRET = {
    "stance": "disagree",
    "text": "Hemligt svar",
    "by_board": {"sn": "Hemlig del"},
    "measures": [
        {"id": "h1", "text": "Hemlig åtgärd", "status": "done", "done": "2017-07-07", "owner": "Hemlig ansvarig", "due": "2017-06",
         "evidence": [{"text": "Hemligt underlag", "case_number": "HEMLIG 1"}],
         "due_changes": [{"from": "2017-05", "to": "2017-06", "reason": "Hemligt skäl", "by": "Hemlig chef", "date": "2017-05-05"}]},
        {"id": "h2", "text": "Hemlig åtgärd två", "status": "cancelled", "reason": "Hemlig orsak"},
    ],
}  # fmt: skip
WITH_SECRETS: dict[str, Any] = FULL | {
    "replies": {"R1": {"text": "Ja."}, "Hemlig-id": SECRET, "R3": {"text": "Görs."}, "I1": {"text": "Hemligt svar"}}
}
LEAK = re.compile("hemlig|juli 2017|2017-07|juni 2017|2017-06|instämmer inte|anmärkning|avslutad utan", re.IGNORECASE)


def said_anywhere(document: bytes) -> str:
    """Every part of the package as text."""
    package = ZipFile(BytesIO(document))
    return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist() if name != "word/styles.xml")


@pytest.mark.parametrize("template", [*TEMPLATES, OVERVIEW])
def test_no_word_of_what_is_confidential_is_in_a_public_document(template: str) -> None:
    document = (
        overview(WITH_SECRETS, CONFIDENTIAL, public=True)
        if template == OVERVIEW
        else build(template, WITH_SECRETS, CONFIDENTIAL, public=True)
    )

    assert LEAK.findall(re.sub("(?i)revisorernas anmärkning|namn: anmärkning", "", said_anywhere(document))) == []
    assert "Rekommendation 2 omfattas av sekretess och återges inte här." in said_anywhere(document)
    assert faults(document) == []


def test_a_public_answer_keeps_its_numbers_and_says_what_it_withholds() -> None:
    body = paragraphs(build("svar", WITH_SECRETS, CONFIDENTIAL, public=True))
    place = body.index(("heading 2", "Rekommendation 2"))

    assert body[place : place + 2] == [
        ("heading 2", "Rekommendation 2"),
        ("Normal", "Rekommendation 2 omfattas av sekretess och återges inte här."),
    ]
    assert rows(overview(WITH_SECRETS, CONFIDENTIAL, public=True), 1)[1:] == [
        ["Rekommendation 1", "Följ upp målen", "Socialnämnden och kulturnämnden", "–", "Besvarad", "–", "–"],
        ["Rekommendation 2", "Rekommendation 2 omfattas av sekretess och återges inte här.", *"–––––"],
        ["Rekommendation 3", "Samordna avtalen", "Socialnämnden och kulturnämnden", "–", "Besvarad", "–", "–"],
        ["Iakttagelse 1", "Iakttagelse 1 omfattas av sekretess och återges inte här.", *"–––––"],
    ]


def test_a_document_that_is_not_public_withholds_nothing() -> None:
    assert "Hemligt svar" in said_anywhere(build("svar", WITH_SECRETS, CONFIDENTIAL))


LOGO: Picture = picture(png(300, 100), "logo.png", "Provby kommuns logotyp")


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_letterhead_shows_the_logo_where_there_is_one(template: str) -> None:
    document = build(template, FULL, logo=LOGO)
    date = "" if template == "aterrapport" else "2018-04-11"

    assert paragraphs(document, "word/header1.xml")[0] == ("Brevhuvud", f"[Provby kommuns logotyp]\t{date}\t1 (1)")
    assert [each.get("cy") for each in part(document, "word/header1.xml").iterfind(".//{*}extent")] == ["540000"]


@pytest.mark.parametrize("program", ["soffice", "soffice-current"])
def test_the_overview_is_a_pdf_for_everyone(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(libreoffice.CHOSEN, tool(program))
    (tmp_path / "overview.docx").write_bytes(overview(REPORTED, logo=LOGO))
    ((_, pdf),) = to_pdf([tmp_path / "overview.docx"])
    assert isinstance(pdf, bytes), pdf
    (tmp_path / "overview.pdf").write_bytes(pdf)

    assert pdf_faults(tmp_path / "overview.pdf") == []


def test_word_accepts_them_with_logo_chart_and_secrets(tmp_path: Path, validate_docx: ValidateDocx) -> None:
    for template in TEMPLATES:
        (tmp_path / f"{template}.docx").write_bytes(build(template, WITH_SECRETS, CONFIDENTIAL, public=True, logo=LOGO))
    for name, response in {"full": REPORTED, "unanswered": None}.items():
        (tmp_path / f"{name}.docx").write_bytes(overview(response, settings=SETTINGS, logo=LOGO))

    assert validate_docx(*tmp_path.iterdir()) == []
