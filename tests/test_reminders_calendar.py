"""The calendar file, as independent checkers and other calendars read it."""

from pathlib import Path

import pytest

from auditresp.deadlines import deadlines_of
from auditresp.model.register import Register
from auditresp.reminders.calendar import calendar_of
from calendar_judges import Khal, faults, seen_by_thunderbird
from registers import read
from workspaces import auditresp, workspace

AUDIT = """
audits:
  - id: a1
    title: Granskning av boende
    boards: [san]
    report: {date: 2018-01-19}
    reply_due: 2018-05-15
    recommendations:
      - {id: R1, text: Att nämnden följer upp boendet.}
      - {id: R2, text: Hemligt, confidential: true}
"""
SETTINGS = """
format: 1
municipality: {name: "Sundby; kommun, ’norra’"}
boards:
  san: {name: Socialnämnden, email: nämnd@sundby.example, meetings: [2018-04-25]}
contacts:
  enhet: {title: Enhetschef}
reminders: {days_before: [7, 1]}
"""
UID = "UID:measure/r/m@dc286496-d704-5fef-97c2-6263125d79f9"
PLANNED = "status: planned, due: 2018-10-25"
MOVED = (
    "status: planned, due: 2018-12-20, due_changes:"
    " [{from: 2018-10-25, to: 2018-12-20, reason: 'Upphandlingen, som var stor; drog ut på tiden', date: 2018-10-01}]"
)


def register(measure: str = PLANNED, settings: str = SETTINGS) -> Register:
    response = f"""
        audit: a1
        documents: [svar]
        boards: [san]
        date: 2018-04-11
        replies:
          R1:
            measures:
              - {{id: m, text: "Ta fram en ny rutin för *uppföljning* av boendet: möten, samtal; å, ä, ö", owner: enhet, {measure}}}
          R2:
            measures:
              - {{id: h, text: Byta lås, status: ongoing, due: 2018-autumn}}
    """
    return read(AUDIT, responses={"r": response}, settings=settings)


def calendar(register: Register) -> bytes:
    return calendar_of(register, deadlines_of(register, met=True), "Tidsgränser")


def unfolded(calendar: bytes) -> list[str]:
    return calendar.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize("measure", [PLANNED, MOVED, "status: cancelled, reason: Behövs inte, due: 2018-10-25"])
@pytest.mark.parametrize("settings", [SETTINGS, SETTINGS.replace("email: nämnd@sundby.example, ", "")], ids=["organizer", "no organizer"])
def test_an_independent_checker_finds_nothing_against_it(measure: str, settings: str) -> None:
    assert faults(calendar(register(measure, settings))) == []


def test_the_checker_finds_what_is_against_the_rules() -> None:
    good = calendar(register())

    for spoilt in (good.replace(b"UID:", b"X-UID:"), good.replace(b"ORGANIZER", b"X-O"), good.replace(b"DATE:2018", b"DATE:kaka")):
        assert faults(spoilt) != []


def test_municipalities_whose_ids_are_alike_share_no_event() -> None:
    def uids(municipality: str) -> set[str]:
        settings = SETTINGS.replace('"Sundby; kommun, ’norra’"', municipality)
        return {line for line in unfolded(calendar(register(settings=settings))) if line.startswith("UID:")}

    assert uids("Habo kommun").isdisjoint(uids("Håbo kommun"))
    assert uids("Habo kommun") == uids("Habo Kommun") != set()


def test_an_event_says_what_it_is_about() -> None:
    lines = unfolded(calendar(register(MOVED)))

    event = lines[lines.index(UID) - 4 :]
    assert event[: event.index("BEGIN:VALARM")] == [
        "SUMMARY:Ta fram en ny rutin för uppföljning av boendet: möten\\, samtal\\; å\\, ä\\, ö",
        "DTSTART;VALUE=DATE:20181220",
        "DTEND;VALUE=DATE:20181221",
        "DTSTAMP:20181001T000000Z",
        UID,
        "SEQUENCE:2",
        "CATEGORIES:Revision",
        "DESCRIPTION:Tidsgräns: den 20 december 2018\\nAnsvarig: Enhetschef\\nGäller: Granskning av boende (svaret r\\, punkt R1)\\n"
        "Flyttad från den 25 oktober 2018 till den 20 december 2018 (2018-10-01). Skäl: Upphandlingen\\, som var stor\\; drog ut på tiden",
        'ORGANIZER;CN="Sundby; kommun, ’norra’":mailto:n%C3%A4mnd@sundby.example',
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    ]


def test_the_calendar_is_renewed_every_day_and_has_nothing_to_do_and_no_clock() -> None:
    made = calendar(register())
    lines = unfolded(made)

    assert lines[:7] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//auditresp//auditresp//SV",
        "METHOD:PUBLISH",
        "NAME:Tidsgränser",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    ]
    assert "BEGIN:VTODO" not in lines
    assert calendar(register()) == made


def test_lines_are_short_enough_and_no_letter_is_cut_in_two() -> None:
    lines = calendar(register(MOVED)).split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]


def test_what_is_confidential_says_so() -> None:
    lines = unfolded(calendar(register()))

    assert lines.count("CLASS:CONFIDENTIAL") == 1


def test_thunderbird_reads_it() -> None:
    assert seen_by_thunderbird(calendar(register())) == [
        "2018-05-15 | Svara revisorerna: Granskning av boende | CONFIRMED | 0 | -PT15H -P6DT15H",
        "2018-10-25 | Ta fram en ny rutin för uppföljning av boendet: möten, samtal; å, ä, ö | CONFIRMED | 0 | -PT15H -P6DT15H",
        "2018-11-30 | Byta lås | CONFIRMED | 0 | -PT15H -P6DT15H",
    ]


def test_moving_a_deadline_moves_its_event_in_a_calendar_and_ending_it_cancels_it(tmp_path: Path) -> None:
    khal = Khal(tmp_path)
    text = "Ta fram en ny rutin för uppföljning av boendet: möten, samtal; å, ä, ö"

    khal.imports(calendar(register(PLANNED)))
    assert [line for line in khal.shows() if "rutin" in line] == [f"2018-10-25 {text} CONFIRMED"]

    khal.imports(calendar(register(MOVED)))
    assert [line for line in khal.shows() if "rutin" in line] == [f"2018-12-20 {text} CONFIRMED"]

    khal.imports(calendar(register(MOVED.replace("planned", "cancelled, reason: Behövs inte"))))
    assert [line for line in khal.shows() if "rutin" in line] == [f"2018-12-20 Klart: {text} CANCELLED"]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (PLANNED, MOVED),
        (PLANNED, "status: done, done: 2018-10-01, due: 2018-10-25"),
        (MOVED, MOVED.replace("planned", "done, done: 2018-12-01")),
        ("status: done, done: 2018-09-01, due: 2018-10-25", MOVED),
    ],
)
def test_its_sequence_only_grows(earlier: str, later: str) -> None:
    def sequence(measure: str) -> int:
        lines = unfolded(calendar(register(measure)))
        return int(lines[lines.index(UID) + 1].removeprefix("SEQUENCE:"))

    assert sequence(earlier) < sequence(later)


def test_the_command_writes_it_and_chooses_by_board_and_owner(tmp_path: Path) -> None:
    root = workspace(tmp_path / "w")

    written = auditresp(root, "calendar", "--board", "ks", "-o", str(tmp_path / "ks.ics"))

    assert (written.exit_code, written.output) == (0, f"{tmp_path / 'ks.ics'}\n")
    assert "NAME:Tidsgränser\\, Kommunstyrelsen" in unfolded((tmp_path / "ks.ics").read_bytes())
    assert b"BEGIN:VEVENT" in (tmp_path / "ks.ics").read_bytes()
    assert auditresp(root, "calendar", "--owner", "Kommunchefen").stdout_bytes.count(b"BEGIN:VEVENT") == 1
    assert auditresp(root, "calendar", "--board", "kf").exit_code == 2
    assert auditresp(root, "calendar", "--owner", "Kommunkefen").exit_code == 2


def test_what_is_confidential_is_left_out_of_a_public_calendar(tmp_path: Path) -> None:
    root = workspace(
        tmp_path,
        recommendations=AUDIT,
        settings=SETTINGS,
        avtal="""
        audit: a1
        documents: [svar]
        boards: [san]
        replies: {R2: {measures: [{id: h, text: Byta lås, status: ongoing, due: 2018-autumn}]}}
    """,
    )

    result = auditresp(root, "calendar", "--public")

    assert ("Byta lås" in result.stdout, result.stderr) == (False, "1 deadline is confidential and left out\n")


def test_the_last_day_there_is_has_an_event() -> None:
    lines = unfolded(calendar(register("status: planned, due: 9999")))

    assert [line for line in lines if "9999" in line and line.startswith("DT")] == ["DTSTART;VALUE=DATE:99991231"]
