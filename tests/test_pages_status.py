"""The overview as a page, in a real browser: with axe, with the keyboard alone, on a phone, in print, and large."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from auditresp.overview import overview
from auditresp.pages.status import status_page
from overviews import TODAY, large, register, rich
from registers import read
from tooling import PdfText, accessibility_faults

PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1200, "height": 900}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("status") / "läget.html"
    path.write_bytes(status_page(rich()))
    return path


def shown(chromium: Browser, file: Path, fragment: str = "", **surroundings: object) -> Page:
    """The page as a browser shows it; whatever the browser complains of fails the test."""
    page = chromium.new_context(**surroundings).new_page()  # type: ignore[arg-type]
    page.on("console", lambda message: pytest.fail(message.text))
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("request", lambda request: None if request.url.startswith("file:") else pytest.fail(request.url))
    page.goto(file.as_uri() + fragment)
    return page


def visible(page: Page) -> list[str]:
    """The recommendations that are shown."""
    return [label.inner_text() for label in page.locator(".item:visible .label").all()]


@pytest.mark.parametrize(("scheme", "size"), [("light", DESKTOP), ("dark", PHONE)], ids=["light desktop", "dark phone"])
def test_axe_finds_nothing_and_a_phone_needs_no_sideways_scrolling(
    chromium: Browser, file: Path, scheme: str, size: dict[str, int]
) -> None:
    page = shown(chromium, file, color_scheme=scheme, viewport=size)

    closed = accessibility_faults(page)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")

    assert [*closed, *accessibility_faults(page)] == []
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


def test_the_keyboard_alone_reaches_everything(chromium: Browser, file: Path) -> None:
    page = shown(chromium, file)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"
    page.locator("#filter select").first.focus()
    page.keyboard.press("u")
    assert page.locator("#antal").inner_text() == "Visar 2 av 6 rekommendationer och iakttagelser."
    while page.evaluate("document.activeElement.closest('.item') === null"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".item[open] .label").all_inner_texts() == ["Rekommendation 1"]


def test_filters_tell_how_much_is_shown_and_stand_in_the_address(chromium: Browser, file: Path) -> None:
    page = shown(chromium, file)

    page.get_by_label("Bara försenade").check()
    assert visible(page) == ["Rekommendation 1", "Rekommendation 3"]
    page.get_by_label("Läge", exact=True).select_option("in_progress")
    assert visible(page) == ["Rekommendation 1"]
    assert page.url.endswith("#lage=in_progress&sena=ja")
    assert page.locator("section.audit:visible").count() == 1
    assert visible(shown(chromium, file, "#lage=in_progress&sena=ja")) == ["Rekommendation 1"]
    page.get_by_role("button", name="Visa alla").click()
    page.wait_for_function("document.getElementById('antal').textContent === 'Visar 6 av 6 rekommendationer och iakttagelser.'")


def test_a_recommendation_opens_to_its_whole_story(chromium: Browser, file: Path) -> None:
    page = shown(chromium, file, "#2018-bistand..R1")

    story = " ".join(page.locator(".item[open] .story").inner_text().split())

    for words in (
        "Revisorernas ord Klargör vem som ansvarar för vad <b>i dag</b>",
        "Svar från Socialnämnden (skickat) Ansvaret fördelas om. Vad När Översyn 2018",
        "Skriv en rutin genomförd Förvaltningschef · klar den 28 maj 2018 · skulle vara klar våren 2018 Underlag: Rutinen (SAN 2018/120)",
        "pågår, försenad Förvaltningschef · ska vara klar december 2018 (försenad 64 dagar)",
        "Flyttad den 15 juni 2018 från juni 2018 till den 30 september 2018 av Socialnämnden: Chefsbyte.",
        "Förvaltningschef till Socialnämnden, den 25 oktober 2018 (lämnad den 24 oktober 2018).",
        "Socialnämnden den 25 april 2018, § 45 Svaret skickades den 2 maj 2018.",
        "Den 1 december 2018: kvarstår Rutiner finns men följs inte. Den 1 februari 2019: delvis åtgärdad Bättre, men inte klart.",
    ):
        assert words in story


def test_without_the_script_everything_is_there(chromium: Browser, file: Path) -> None:
    page = shown(chromium, file, java_script_enabled=False)

    assert len(visible(page)) == 6
    assert not page.locator("#filter").is_visible()


def test_printed_it_tells_every_story(chromium: Browser, file: Path, tmp_path: Path, pdf_text: PdfText) -> None:
    page = shown(chromium, file)

    page.pdf(path=tmp_path / "läget.pdf", format="A4")

    said = " ".join(pdf_text(tmp_path / "läget.pdf").split())
    assert "Facklig förhandling" in said
    assert "Nämnden inväntar upphandlingen." in said
    assert "Öppna alla" not in said


def test_nothing_confidential_is_in_a_public_page() -> None:
    html = status_page(rich(public=True)).decode()

    assert "hemlig" not in html
    assert "Rekommendation 3 omfattas av sekretess och återges inte här." in html


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2019, 3, 5), "Sista säkra sammanträde: den 3 april 2019; protokollet är justerat senast den 13 april 2019."),
        (date(2019, 4, 10), "Sammanträdet den 24 april 2019 återstår, med omedelbar justering."),
        (date(2019, 4, 25), "Inget sammanträde återstår före dess."),
    ],
)
def test_a_meeting_that_has_passed_is_not_offered(day: date, said: str) -> None:
    written = status_page(overview(register(), day)).decode()

    of_board = written[written.index("Utbildningsnämnden ska lämna") :].partition("</p>")[0]
    row = written[: written.index("<td>Utbildningsnämnden</td>")].rpartition("<tr")[2]
    assert (said in of_board, said in row) == (True, True)


def test_an_empty_register_is_a_page_too() -> None:
    html = status_page(overview(read("audits: []"), TODAY)).decode()

    assert "Ingen granskning är registrerad ännu." in html
    assert "<script" not in html


def test_a_thousand_recommendations_stay_quick(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "stort.html"
    file.write_bytes(status_page(overview(large(), TODAY)))
    page = shown(chromium, file)

    taken = page.evaluate("""() => {
        const start = performance.now();
        const board = document.querySelector('[name=namnd]');
        board.value = 'ubn';
        board.dispatchEvent(new Event('change', { bubbles: true }));
        document.body.getBoundingClientRect();
        return performance.now() - start;
    }""")

    assert page.locator("#antal").inner_text() == "Visar 500 av 1000 rekommendationer och iakttagelser."
    assert taken < 1000  # milliseconds; some 100 on a slow machine
