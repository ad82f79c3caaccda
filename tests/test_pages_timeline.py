from datetime import date

import pytest

from auditresp.deadlines import deadlines_of
from auditresp.pages.timeline import Timeline, radius, timeline
from registers import read

AUDIT = """
    audits:
      - id: a1
        title: Skolvägar
        boards: [san]
        reply_due: 2018-05-15
        recommendations: [{id: R1, text: Kartlägg}]
    """


def drawn(today: str, *due: str) -> Timeline | None:
    """The line of time of a reply, and of a measure for each of the deadlines."""
    measures = "".join(f"\n      - {{id: m{number}, text: t, status: ongoing, due: {each}}}" for number, each in enumerate(due))
    response = f"audit: a1\ndocuments: [svar]\nboards: [san]\nreplies:\n  R1:\n    measures:{measures or ' []'}\n"
    return timeline(deadlines_of(read(AUDIT, responses={"svar": response})), date.fromisoformat(today), 30)


def test_deadlines_lie_in_lanes_and_close_ones_are_one_mark() -> None:
    line = drawn("2018-05-01", "2018-04-10", "2018-04-12", "2018-12")

    assert line is not None
    assert [(mark.y, mark.state.value, mark.number, mark.said) for mark in line.marks] == [
        (125, "upcoming", 1, "Åtgärd, december 2018: kommande"),
        (125, "overdue", 2, "2 åtgärder, den 10 april 2018 till den 12 april 2018: försenade"),
        (65, "due_soon", 1, "Svar, den 15 maj 2018: snart"),
    ]
    assert [tick.name for tick in line.ticks] == ["jul 2018", "okt 2018", "jan 2019"]


@pytest.mark.parametrize(
    ("today", "due", "ticks"),
    [
        ("2018-05-01", [], ["maj 2018"]),
        ("2018-05-01", ["2031"], ["2020", "2025", "2030"]),
        ("2018-05-01", ["9999"], ["3000", "4000", "5000", "6000", "7000", "8000", "9000"]),
        ("0001-01-01", ["9999"], [f"{number}000" for number in range(1, 10)]),
    ],
)
def test_a_few_months_or_years_are_named_however_long_the_time(today: str, due: list[str], ticks: list[str]) -> None:
    line = drawn(today, *due)

    assert line is not None
    assert [tick.name for tick in line.ticks] == ticks


def test_where_nothing_is_due_nothing_is_drawn() -> None:
    assert timeline([], date(2018, 5, 1), 30) is None


@pytest.mark.parametrize(("number", "digits"), [(99, 2), (100, 3), (9999, 4)])
def test_a_number_does_not_touch_the_edges_of_its_mark(number: int, digits: int) -> None:
    assert 2 * radius(number) > 9 * digits + 6  # a digit takes nine pixels at most
