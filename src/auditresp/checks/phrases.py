"""Deadlines in running Swedish text: *senast den 25 oktober 2018*, *före utgången av januari 2019*, *fjärde kvartalet 2018*."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from auditresp.model.dates import Deadline, Precision

MONTHS = "jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"
NUMBER_OF_MONTH = {month[:3]: number for number, month in enumerate(re.sub(r"[(?:)]", "", MONTHS).split("|"), 1)}
QUARTERS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "sista": 4}
YEAR = r"(?P<year>(?:19|20)\d\d)\b(?![-/–]?\d)"
BY = r"(?P<by>\b(?:senast|före|innan|till|(?:utgången|slutet)\s+av)\s+(?:i\s+|den\s+)?)"
MORE = r"(?P<more>\s*(?:,|[-–]|\b(?:och|eller|till|samt)\b))"


def day_or_month(found: re.Match[str], year: int) -> str | None:
    """*den 25 oktober 2018*, *oktober 2018*; without a year only where it is plainly a deadline or one of several."""
    if not (found["year"] or found["by"] or found["more"]):
        return None
    written = f"{found['year'] or year}-{NUMBER_OF_MONTH[found['month'][:3].lower()]:02}"
    return f"{written}-{int(found['day']):02}" if found["day"] else written


PHRASES: tuple[tuple[str, Callable[[re.Match[str], int], str | None]], ...] = (
    (rf"\b(?:(?P<day>\d\d?)(?::[ae])?\s+)?(?P<month>{MONTHS})\b\.?(?:\s+månads?)?(?:\s+{YEAR}|(?!\s+\d){MORE}?)", day_or_month),
    (rf"\b(?P<day>\d\d?)/(?P<month>\d\d?)[\s/-]+{YEAR}", lambda found, _: f"{found['year']}-{found['month']:0>2}-{found['day']:0>2}"),
    (r"\b(?P<written>(?:19|20)\d\d-(?:\d\d-\d\d|Q[1-4]))\b", lambda found, _: found["written"].upper()),
    (rf"\b(?:Q|kvartal\s+|kv\.?\s*)(?P<quarter>[1-4]),?\s+{YEAR}", lambda found, _: f"{found['year']}-Q{found['quarter']}"),
    (
        rf"\b(?P<quarter>{'|'.join(QUARTERS)})\s+kvartalet\s+(?:år\s+)?{YEAR}",
        lambda found, _: f"{found['year']}-Q{QUARTERS[found['quarter'].lower()]}",
    ),
    (rf"\bvår(?:en)?\s+{YEAR}", lambda found, _: f"{found['year']}-spring"),
    (rf"\bhöst(?:en)?\s+{YEAR}", lambda found, _: f"{found['year']}-autumn"),
    (rf"\b(?:under|senast|(?:utgången|slutet)\s+av)\s+(?:år\s+)?{YEAR}(?!\s+och\s+\d)", lambda found, _: found["year"]),
)
"""How deadlines are phrased, and what each would be in a file; the number is the year to assume where none is written."""

COMPILED = tuple((re.compile(f"{BY}?(?:{phrase})", re.IGNORECASE), written) for phrase, written in PHRASES)


def deadlines_named(text: str, year: int) -> list[Deadline]:
    """The deadlines that a text names, in the order of the phrases; `year` is meant where none is written."""
    phrases = ((found, written(found, year)) for pattern, written in COMPILED for found in pattern.finditer(text))
    return [deadline for found, written in phrases for deadline in _deadlines(found, written)]


def _deadlines(found: re.Match[str], written: str | None) -> Iterator[Deadline]:
    """The deadline of a phrase, if it is in the calendar; *före* a day also means the day before it."""
    try:
        deadline = Deadline(written or "")
    except ValueError:
        return
    yield deadline
    if re.match("före|innan", found["by"] or "", re.IGNORECASE):
        yield Deadline((first_day(deadline) - timedelta(days=1)).isoformat())


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
