"""Days on which Swedish offices work: not weekends, public holidays (lagen 1989:253), and the eves that are taken off."""

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache

FRIDAY = 4
DAYS_IN_WEEK, WORKDAYS_IN_WEEK = 7, 5

SAME_EVERY_YEAR = ((1, 1), (1, 6), (5, 1), (12, 24), (12, 25), (12, 26), (12, 31))
"""Nyårsdagen, trettondedagen, första maj, julafton, juldagen, annandag jul and nyårsafton, as month and day."""
AFTER_EASTER = (-2, 1, 39)
"""Långfredagen, annandag påsk and Kristi himmelsfärdsdag, as days from Easter."""
NATIONAL_DAY, SINCE = (6, 6), 2005
"""Sveriges nationaldag, which took the place of annandag pingst (lagen 2004:1320)."""
WHIT_MONDAY = 50
MIDSUMMER = (6, 25)
"""The last day on which midsommarafton, a Friday, can fall."""


@cache
def days_off(year: int) -> tuple[date, ...]:
    """The days from Monday to Friday in a year on which offices are closed."""
    easter, midsummer = easter_sunday(year), date(year, *MIDSUMMER)
    found = {easter + timedelta(days) for days in AFTER_EASTER}
    found |= {date(year, month, day) for month, day in SAME_EVERY_YEAR}
    found.add(midsummer - timedelta((midsummer.weekday() - FRIDAY) % DAYS_IN_WEEK))
    found.add(date(year, *NATIONAL_DAY) if year >= SINCE else easter + timedelta(WHIT_MONDAY))
    return tuple(sorted(day for day in found if day.weekday() <= FRIDAY))


def easter_sunday(year: int) -> date:
    """Påskdagen: the Sunday after the first full moon of spring, reckoned as Meeus has it (Astronomical Algorithms, chapter 8)."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - moon - in_century % 4) % DAYS_IN_WEEK
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def count_of_days_off(first: int, last: int) -> int:
    """How many such days there are from one year through another; asked again for each of many deadlines."""
    return sum(len(days_off(year)) for year in range(first, last + 1))


def working_days_between(first: date, last: date) -> int:
    """How many working days come after `first`, up to and with `last`; negative where `last` is the earlier of the two."""
    if last < first:
        return -working_days_between(last, first)
    closed = count_of_days_off(first.year, last.year) - bisect_right(days_off(first.year), first) - later_than(last)
    return weekdays_until(last) - weekdays_until(first) - closed


def weekdays_until(day: date) -> int:
    """How many days from Monday to Friday there are from the calendar's first day up to and with `day`."""
    weeks, over = divmod(day.toordinal(), DAYS_IN_WEEK)  # the calendar's first day is a Monday
    return WORKDAYS_IN_WEEK * weeks + min(over, WORKDAYS_IN_WEEK)


def later_than(day: date) -> int:
    """How many of the days off in its year come after a day."""
    return len(days_off(day.year)) - bisect_right(days_off(day.year), day)
