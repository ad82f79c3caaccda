import pytest

from auditresp.checks.phrases import agree, deadlines_named
from auditresp.model.dates import Deadline


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("senast den 25 oktober 2018", ["2018-10-25"]),
        ("senast den 25\noktober 2018", ["2018-10-25"]),
        ("25 okt. 2018", ["2018-10-25"]),
        ("den 1:a juni 2018", ["2018-06-01"]),
        ("2018-10-25", ["2018-10-25"]),
        ("25/10 2018", ["2018-10-25"]),
        ("25/10-2018", ["2018-10-25"]),
        ("i oktober 2018", ["2018-10"]),
        ("under mars månad 2019", ["2019-03"]),
        ("före utgången av januari 2019", ["2019-01"]),
        ("under våren 2018", ["2018-spring"]),
        ("Hösten 2018", ["2018-autumn"]),
        ("fjärde kvartalet 2018", ["2018-Q4"]),
        ("kvartal 4, 2018", ["2018-Q4"]),
        ("Q4 2018", ["2018-Q4"]),
        ("före utgången av 2018", ["2018"]),
        ("under år 2018", ["2018"]),
        ("före den 1 november 2018", ["2018-11-01", "2018-10-31"]),
        ("före november 2018", ["2018-11", "2018-10-31"]),
        ("den 25 oktober 2018 och den 31 mars 2019", ["2018-10-25", "2019-03-31"]),
    ],
)
def test_a_deadline_in_a_text(text: str, named: list[str]) -> None:
    assert [str(deadline) for deadline in deadlines_named(text, 2030)] == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("senast den 25 oktober", ["2030-10-25"]),
        ("före utgången av januari", ["2030-01"]),
        ("oktober och november 2018", ["2030-10", "2018-11"]),
        ("protokollet från den 4 april", []),
        ("som vanligt i november", []),
    ],
)
def test_the_year_is_assumed_where_it_is_plainly_a_deadline(text: str, named: list[str]) -> None:
    assert [str(deadline) for deadline in deadlines_named(text, 2030)] == named


@pytest.mark.parametrize(
    "text",
    [
        "budget 2019",
        "diarienummer 2018-10",
        "KS 2018/123",
        "den 31 november 2018",
        "under 2018–2020",
        "kvartalsvis och årsvis",
        "skyndsamt",
    ],
)
def test_no_deadline_in_a_text(text: str) -> None:
    assert deadlines_named(text, 2030) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2018-10-25", "2018-10-25", True),
        ("2018-10-25", "2018-10", True),
        ("2018-10", "2018-Q4", True),
        ("2018-11", "2018-autumn", True),
        ("2018-03", "2018-spring", True),
        ("2018-Q1", "2018", True),
        ("2018-10-25", "2018-10-26", False),
        ("2018-10-25", "2018-11", False),
        ("2018-Q3", "2018-Q4", False),
        ("2018-07", "2018-autumn", False),
        ("2018", "2019-01-01", False),
    ],
)
def test_deadlines_agree_when_they_can_be_the_same(one: str, other: str, same: bool) -> None:
    assert [agree(Deadline(one), Deadline(other)), agree(Deadline(other), Deadline(one))] == [same, same]
