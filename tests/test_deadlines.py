from datetime import date

import pytest

from auditresp.deadlines import Due, DueKind, deadlines_of, last_safe_meeting, later, next_report
from auditresp.model.audits import Audit
from auditresp.model.dates import Deadline
from auditresp.model.responses import FollowUp
from auditresp.model.settings import Board
from registers import read

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


def test_the_reply_is_no_longer_due_once_sent() -> None:
    sent = "decisions: [{board: san, date: 2018-04-25}]\nsent: {date: 2018-04-27, version: 1}\n"
    register = read(
        AUDIT, responses={"svar": "audit: skolvagar\ndocuments: [svar]\nboards: [san]\nreplies: {R1: {stance: agree}}\n" + sent}
    )

    assert deadlines_of(register) == []


def test_a_response_to_an_unknown_audit_still_has_its_promises() -> None:
    register = read(AUDIT, responses={"svar": RESPONSE.replace("audit: skolvagar", "audit: cykelvagar")})

    assert deadlines_of(register)[0] == Due(
        due=Deadline("2018-06"), kind=DueKind.MEASURE, response=register.responses["svar"].id, text="Mät farten", who="Trafikingenjören"
    )


@pytest.mark.parametrize(
    ("reported", "expected"),
    [(0, "2018-10-31"), (1, "2019-01-31"), (2, "2019-04-30"), (3, "None")],
)
def test_a_repeated_follow_up_is_due_again_until_it_ends(reported: int, expected: str) -> None:
    follow_up = FollowUp.model_validate(
        {
            "id": "f1",
            "text": "Läget",
            "due": "2018-10-31",
            "repeats": "quarterly",
            "until": "2019-06",
            "reported": [{"date": "2018-10-30"}] * reported,
        }
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
    board = Board.model_validate({"name": "Socialnämnden", "meetings": meetings, "approval_days": approval_days})
    audit = Audit.model_validate(
        {
            "id": "a1",
            "title": "Boende",
            "boards": ["san"],
            "recommendations": [],
            "cover_letter": {"date": "2018-01-26"},
            "reply_due": "2018-04",
        }
    )

    assert last_safe_meeting(board, audit) == expected


def test_without_a_reply_due_no_meeting_is_too_late() -> None:
    board = Board.model_validate({"name": "Socialnämnden", "meetings": ["2018-03-28"]})
    audit = Audit.model_validate({"id": "a1", "title": "Boende", "boards": ["san"], "recommendations": []})

    assert last_safe_meeting(board, audit) is None
