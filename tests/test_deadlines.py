from datetime import date, timedelta
from typing import Any

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from auditresp.deadlines import (
    DueId,
    DueKind,
    DueState,
    deadlines_of,
    due_by,
    last_safe_meeting,
    later,
    meetings_for,
    next_report,
    working_days_between,
)
from auditresp.deadlines.working_days import FRIDAY, days_off
from auditresp.model.audits import Audit
from auditresp.model.dates import Deadline
from auditresp.model.reading import record_from
from auditresp.model.responses import FollowUp
from auditresp.model.settings import Board
from auditresp.model.values import Id
from registers import SETTINGS, read

AUDIT = """
    audits:
      - id: skolvagar
        title: Säkra skolvägar
        boards: [san]
        reply_due: 2018-04-30
        recommendations:
          - {id: R1, text: Kartlägg vägarna}
    """

RESPONSE = """
    audit: skolvagar
    documents: [svar]
    boards: [san]
    replies:
      R1:
        measures:
          - {id: m1, text: Rita en karta, status: ongoing, due: 2018-autumn, owner: forvaltningschef}
          - {id: m2, text: Mät farten, status: planned, due: 2018-06, owner: Trafikingenjören}
          - {id: m3, text: Räkna barnen, status: done, done: 2018-03-01, due: 2018-05}
          - {id: m4, text: Bygg en bro, status: cancelled, reason: För dyrt, due: 2018-05}
          - {id: m5, text: Fråga föräldrarna, status: planned}
    follow_ups:
      - {id: f1, text: Hur kartan används, due: 2018-10-25}
      - {id: f2, text: Hur fort bilarna kör, due: 2018-03, reporter: kan, reported: [{date: 2018-03-20}]}
    """


def test_what_falls_due_in_order_and_by_whom() -> None:
    register = read(AUDIT, responses={"svar": RESPONSE})

    assert [(str(due.due), due.kind, due.response, due.text, due.who) for due in deadlines_of(register)] == [
        ("2018-04-30", "reply", "svar", "Säkra skolvägar", "Socialnämnden"),
        ("2018-06", "measure", "svar", "Mät farten", "Trafikingenjören"),
        ("2018-10-25", "follow_up", "svar", "Hur kartan används", "Socialnämnden"),
        ("2018-autumn", "measure", "svar", "Rita en karta", "Förvaltningschef"),
    ]


def test_what_is_due_by_a_day_and_not_met() -> None:
    register = read(AUDIT, responses={"svar": RESPONSE})

    assert [str(due.id) for due in due_by(register, date(2018, 6, 30))] == ["reply/skolvagar/san", "measure/svar/m2"]
    assert [str(due.id) for due in due_by(register, date(2018, 6, 29))] == ["reply/skolvagar/san"]
    assert sorted(map(str, due_by(register, date.max))) == sorted(map(str, deadlines_of(register)))


def test_the_reply_is_no_longer_due_once_sent() -> None:
    sent = "decisions: [{board: san, date: 2018-04-25}]\nsent: {date: 2018-04-27, version: 1}\n"
    register = read(
        AUDIT, responses={"svar": "audit: skolvagar\ndocuments: [svar]\nboards: [san]\nreplies: {R1: {stance: agree}}\n" + sent}
    )

    assert deadlines_of(register) == []


def test_a_response_to_an_unknown_audit_still_has_its_promises() -> None:
    register = read(AUDIT, responses={"svar": RESPONSE.replace("audit: skolvagar", "audit: cykelvagar")})

    assert [str(due.id) for due in deadlines_of(register)] == [
        "reply/skolvagar/san",
        "measure/svar/m2",
        "follow_up/svar/f1",
        "measure/svar/m1",
    ]


def test_what_is_known_of_a_measure() -> None:
    moved = RESPONSE.replace(
        "due: 2018-06, owner: Trafikingenjören",
        "due: 2018-06, due_changes: [{from: 2018-spring, to: 2018-06, reason: Mätaren gick sönder, date: 2018-05-20}]",
    )
    register = read(AUDIT.replace("text: Kartlägg vägarna", "text: Kartlägg vägarna, confidential: true"), responses={"svar": moved})

    due = next(due for due in deadlines_of(register) if due.id.part == "m2")

    assert (due.id, due.kind, due.audit, due.response, due.item) == (
        DueId(DueKind.MEASURE, Id("svar"), Id("m2")),
        DueKind.MEASURE,
        "skolvagar",
        "svar",
        "R1",
    )
    assert (due.who, due.owner, due.boards, due.confidential, due.status) == ("Socialnämnden", None, ("san",), True, "planned")
    assert [(str(move.from_), str(move.to), move.reason) for move in due.moves] == [("2018-spring", "2018-06", "Mätaren gick sönder")]


def test_what_is_met_is_listed_when_asked_for() -> None:
    register = read(AUDIT, responses={"svar": RESPONSE})

    met = [(str(due.id), str(due.due), due.met_on and str(due.met_on)) for due in deadlines_of(register, met=True) if due.met]

    assert met == [
        ("follow_up/svar/f2", "2018-03", "2018-03-20"),
        ("measure/svar/m3", "2018-05", "2018-03-01"),
        ("measure/svar/m4", "2018-05", None),
    ]


def test_a_reply_is_due_from_each_board_also_before_anybody_has_begun() -> None:
    audit = AUDIT.replace("boards: [san]", "boards: [san, kan]")

    def replies(**responses: str) -> list[tuple[str, str, str | None]]:
        register = read(audit, responses=responses)
        return [(str(due.id), due.who, due.response) for due in deadlines_of(register) if due.kind is DueKind.REPLY]

    kan = "Kultur- och arbetsmarknadsnämnden"
    assert replies() == [("reply/skolvagar/kan", kan, None), ("reply/skolvagar/san", "Socialnämnden", None)]
    assert replies(svar=RESPONSE) == [("reply/skolvagar/kan", kan, None), ("reply/skolvagar/san", "Socialnämnden", "svar")]
    assert replies(svar=RESPONSE.replace("[san]", "[san, kan]")) == [
        ("reply/skolvagar/kan", kan, "svar"),
        ("reply/skolvagar/san", "Socialnämnden", "svar"),
    ]


def test_a_reply_that_is_decided_remains_to_be_sent() -> None:
    settings = SETTINGS.replace("{name: Socialnämnden,", "{name: Socialnämnden, meetings: [2018-04-11],")
    before, after = (
        deadlines_of(read(AUDIT, settings=settings, responses={"svar": RESPONSE + decisions}))[0]
        for decisions in ("", "decisions: [{board: san, date: 2018-04-11}]\n")
    )

    assert [(due.decided, due.meetings and due.meetings.safe, due.met) for due in (before, after)] == [
        (False, date(2018, 4, 11), False),
        (True, None, False),
    ]


def test_no_reply_is_due_when_the_auditors_have_closed_all() -> None:
    closed = AUDIT.replace("text: Kartlägg vägarna", "text: Kartlägg vägarna, verdicts: [{date: 2020-02-01, value: VALUE}]")

    assert deadlines_of(read(closed.replace("VALUE", "addressed"))) == []
    assert [due.id.part for due in deadlines_of(read(closed.replace("VALUE", "open")))] == ["san"]


@pytest.mark.parametrize(
    ("today", "days", "working_days", "state"),
    [
        ("2018-03-26", 35, 23, "upcoming"),
        ("2018-03-31", 30, 20, "due_soon"),
        ("2018-04-27", 3, 1, "due_soon"),
        ("2018-04-30", 0, 0, "due_soon"),
        ("2018-05-01", -1, 0, "overdue"),
        ("2018-05-02", -2, -1, "overdue"),
    ],
    ids=["over Easter", "a month before", "over a weekend", "on the day", "on the first of May", "the first working day after"],
)
def test_what_is_left_of_the_time(today: str, days: int, working_days: int, state: str) -> None:
    due, on = deadlines_of(read(AUDIT))[0], date.fromisoformat(today)

    assert (due.days_left(on), due.working_days_left(on), due.state(on, soon=30)) == (days, working_days, DueState(state))


def test_the_reports_to_come_are_listed_as_far_as_asked() -> None:
    register = read(
        AUDIT,
        responses={
            "svar": """
                audit: skolvagar
                documents: [svar]
                boards: [san]
                replies: {}
                sent: {date: 2018-04-01, version: 1}
                follow_ups:
                  - id: f1
                    text: Läget
                    due: 2018-Q2
                    repeats: quarterly
                    until: 2019-03
                    reported: [{date: 2018-06-29}]
            """
        },
    )

    def listed(**asked: Any) -> list[tuple[str, str]]:
        return [(str(due.id), str(due.due)) for due in deadlines_of(register, **asked) if due.kind is DueKind.FOLLOW_UP]

    assert listed() == [("follow_up/svar/f1/2", "2018-Q3")]
    assert listed(through=date(2018, 12, 31)) == [("follow_up/svar/f1/2", "2018-Q3"), ("follow_up/svar/f1/3", "2018-Q4")]
    assert listed(met=True, through=date(2030, 1, 1)) == [
        ("follow_up/svar/f1", "2018-Q2"),
        ("follow_up/svar/f1/2", "2018-Q3"),
        ("follow_up/svar/f1/3", "2018-Q4"),
        ("follow_up/svar/f1/4", "2019-Q1"),
    ]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2018-06-21", True),
        ("2018-06-22", False),  # midsommarafton
        ("2018-12-24", False),  # julafton
        ("2018-12-27", True),
        ("2018-12-31", False),  # nyårsafton
        ("2018-05-10", False),  # Kristi himmelsfärdsdag
        ("2018-05-12", False),  # a Saturday
    ],
)
def test_working_days_know_holidays_and_eves(day: str, works: bool) -> None:
    last = date.fromisoformat(day)

    assert working_days_between(last - timedelta(1), last) == works


@pytest.mark.parametrize("year", range(1990, 2101))
def test_offices_are_closed_on_the_days_that_others_know(year: int) -> None:
    known = country_holidays("SE", categories=("public", "de_facto"), language="sv", years=year)

    assert list(days_off(year)) == sorted(day for day in known if day.weekday() <= FRIDAY)


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 800))
def test_working_days_are_counted_as_one_would_on_a_calendar(first: date, days: int) -> None:
    counted = [first + timedelta(day) for day in range(1, days + 1)]
    one_by_one = sum(day.weekday() <= FRIDAY and day not in days_off(day.year) for day in counted)
    last = first + timedelta(days)

    assert (working_days_between(first, last), working_days_between(last, first)) == (one_by_one, -one_by_one)


def test_a_deadline_in_the_last_year_there_is_has_its_working_days_too() -> None:
    assert working_days_between(date(2018, 1, 1), date.max) == 2_004_885


@pytest.mark.parametrize(
    ("reported", "expected"),
    [(0, "2018-10-31"), (1, "2019-01-31"), (2, "2019-04-30"), (3, "None")],
)
def test_a_repeated_follow_up_is_due_again_until_it_ends(reported: int, expected: str) -> None:
    follow_up = record_from(
        FollowUp,
        {
            "id": "f1",
            "text": "Läget",
            "due": "2018-10-31",
            "repeats": "quarterly",
            "until": "2019-06",
            "reported": [{"date": "2018-10-30"}] * reported,
        },
    )

    assert str(next_report(follow_up)) == expected


@pytest.mark.parametrize(
    ("due", "months", "expected"),
    [
        ("2018-01-31", 1, "2018-02-28"),
        ("2019-12-15", 3, "2020-03-15"),
        ("2018-11", 3, "2019-02"),
        ("2018-Q4", 3, "2019-Q1"),
        ("2018-Q4", 1, "2019-01"),
        ("2018-spring", 12, "2019-spring"),
        ("2018-spring", 6, "2018-autumn"),
        ("2018-autumn", 3, "2019-02"),
        ("2018", 12, "2019"),
        ("2018", 6, "2019-06"),
        ("9999-12", 1, "None"),
    ],
)
def test_later_is_as_precise_as_the_calendar_allows(due: str, months: int, expected: str) -> None:
    assert str(later(Deadline(due), months)) == expected


@pytest.mark.parametrize(
    ("meetings", "approval_days", "expected"),
    [
        (["2018-03-28", "2018-04-16", "2018-04-17"], 14, date(2018, 4, 16)),
        (["2018-03-28", "2018-04-16", "2018-04-17"], 15, date(2018, 3, 28)),
        (["2018-04-30"], 0, date(2018, 4, 30)),
        (["2018-04-17"], 14, None),
        (["2018-01-25"], 14, None),
        ([], 14, None),
    ],
    ids=["the day itself is in time", "a day more", "approved at once", "too late", "before the auditors' letter", "no calendar"],
)
def test_the_last_safe_meeting(meetings: list[str], approval_days: int, expected: date | None) -> None:
    board = record_from(Board, {"name": "Socialnämnden", "meetings": meetings, "approval_days": approval_days})
    audit = record_from(
        Audit,
        {
            "id": "a1",
            "title": "Boende",
            "boards": ["san"],
            "recommendations": [],
            "cover_letter": {"date": "2018-01-26"},
            "reply_due": "2018-04",
        },
    )

    assert last_safe_meeting(board, audit) == expected


def test_a_later_meeting_needs_its_minutes_approved_at_once() -> None:
    board = record_from(Board, {"name": "Socialnämnden", "meetings": ["2018-03-28", "2018-04-20", "2018-04-25", "2018-05-02"]})
    audit = record_from(Audit, {"id": "a1", "title": "Boende", "boards": ["san"], "recommendations": [], "reply_due": "2018-04-30"})

    meetings = meetings_for(board, audit)

    assert meetings is not None
    assert (meetings.safe, meetings.approved, meetings.immediate) == (date(2018, 3, 28), date(2018, 4, 11), date(2018, 4, 25))


def test_without_a_reply_due_no_meeting_is_too_late() -> None:
    board = record_from(Board, {"name": "Socialnämnden", "meetings": ["2018-03-28"]})
    audit = record_from(Audit, {"id": "a1", "title": "Boende", "boards": ["san"], "recommendations": []})

    assert last_safe_meeting(board, audit) is None
