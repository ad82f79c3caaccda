"""Deadlines in running Swedish text: *senast den 25 oktober 2018*, *före utgången av januari 2019*, *fjärde kvartalet 2018*."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from auditresp.model.dates import Deadline, Precision

MONTHS = "jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"
ORDINALS = "första|andra|tredje|fjärde"
YEAR = r"(?P<year>(?:19|20)\d\d)\b(?![-/–]?\d)"
BY = r"(?P<by>\b(?:senast|före|innan|under|till|(?:utgången|slutet)\s+av)\s+(?:i\s+|den\s+)?)"
MORE = r"(?P<more>\s*(?:,|[-–]|\b(?:och|eller|till|samt)\b))"

PHRASES = (
    rf"{BY}?\b(?:(?P<day>\d\d?)(?::[ae])?\s+)?(?P<month>{MONTHS})\b\.?(?:\s+månads?)?(?:\s+{YEAR}|(?!\s+\d){MORE}?)",
    rf"{BY}?\b(?P<day>\d\d?)/(?P<month>\d\d?)[\s/-]+{YEAR}",
    rf"{BY}?\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b",
    rf"{BY}?\b(?P<quarter>{ORDINALS})\s+kvartalet\s+(?:år\s+)?{YEAR}",
    rf"{BY}?\b(?:q|kvartal\s+|kv\.?\s*)(?P<quarter>[1-4]),?\s+{YEAR}",
    rf"{BY}?\b(?P<season>vår|höst)(?:en)?\s+{YEAR}",
    rf"{BY}(?:år\s+)?{YEAR}(?!\s+och\s+\d)",
)
"""How deadlines are phrased; the groups are the parts of the deadline. A new phrase is a row."""

SEASONS = {"vår": "spring", "höst": "autumn"}
QUARTERS = {ordinal: number for number, ordinal in enumerate(ORDINALS.split("|"), 1)}
MONTH_NUMBERS = {month[:3]: number for number, month in enumerate(MONTHS.split("|"), 1)}


@cache
def patterns() -> list[re.Pattern[str]]:
    """The phrases as they are looked for; compiled when the first text asks, which takes a moment."""
    return [re.compile(phrase) for phrase in PHRASES]


def deadlines_named(text: str, year: int) -> list[Deadline]:
    """The deadlines that a text names, in the order of the phrases; `year` is meant where none is written."""
    found = (phrase.groupdict("") for pattern in patterns() for phrase in pattern.finditer(text.lower()))
    return [deadline for parts in found for deadline in _deadlines(parts, year)]


def _deadlines(parts: Mapping[str, str], year: int) -> Iterator[Deadline]:
    """The deadline of a phrase, if it is in the calendar; *före* a day also means the day before it.

    Without a year it must be plainly a deadline, or one of several.
    """
    if not (parts["year"] or parts["by"] or parts["more"]):
        return
    try:
        deadline = Deadline(_written(parts, parts["year"] or str(year)))
    except ValueError:
        return
    yield deadline
    if parts["by"].startswith(("före", "innan")):
        yield Deadline((first_day(deadline) - timedelta(days=1)).isoformat())


def _written(parts: Mapping[str, str], year: str) -> str:
    """A phrase as a file would have it."""
    match parts:
        case {"season": season}:
            return f"{year}-{SEASONS[season]}"
        case {"quarter": quarter}:
            return f"{year}-Q{QUARTERS.get(quarter, quarter)}"
        case {"month": month, "day": day}:
            number = MONTH_NUMBERS.get(month[:3], month)
            return f"{year}-{number:0>2}-{day:0>2}" if day else f"{year}-{number:0>2}"
        case _:
            return year


def agree(one: Deadline, other: Deadline) -> bool:
    """Whether two deadlines can be the same one, promised more and less exactly."""
    return first_day(one) <= other.day <= one.day or first_day(other) <= one.day <= other.day


MONTHS_LONG = {
    Precision.MONTH: 1,
    Precision.QUARTER: 3,
    Precision.SPRING: 5,
    Precision.AUTUMN: 4,
    Precision.YEAR: 12,
}


def first_day(deadline: Deadline) -> date:
    """The first day of a deadline's period: of spring 1 January, of autumn 1 August."""
    if deadline.precision is Precision.DAY:
        return deadline.day
    return deadline.day.replace(day=1, month=deadline.day.month + 1 - MONTHS_LONG[deadline.precision])
