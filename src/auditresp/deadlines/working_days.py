"""Days on which Swedish offices work: not weekends, public holidays, and the eves that are taken off."""

from bisect import bisect_right
from datetime import date
from functools import cache

FRIDAY = 4
DAYS_IN_WEEK, WORKDAYS_IN_WEEK = 7, 5


@cache
def days_off(year: int) -> tuple[date, ...]:
    """The days from Monday to Friday in a year on which offices are closed, midsummer's, Christmas and New Year's Eve among them."""
    from holidays import country_holidays  # slow, and needed only where somebody counts days

    found = country_holidays("SE", categories=("public", "de_facto"), language="sv", years=year)
    return tuple(sorted(day for day in found if day.weekday() <= FRIDAY))


def is_working_day(day: date) -> bool:
    """Whether offices work on a day."""
    return day.weekday() <= FRIDAY and day not in days_off(day.year)


def working_days_between(first: date, last: date) -> int:
    """How many working days come after `first`, up to and with `last`; negative where `last` is the earlier of the two."""
    if last < first:
        return -working_days_between(last, first)
    closed = sum(_later_than(days_off(year), first) - _later_than(days_off(year), last) for year in range(first.year, last.year + 1))
    return weekdays_until(last) - weekdays_until(first) - closed


def weekdays_until(day: date) -> int:
    """How many days from Monday to Friday there are from the calendar's first day up to and with `day`."""
    weeks, over = divmod(day.toordinal(), DAYS_IN_WEEK)  # the calendar's first day is a Monday
    return WORKDAYS_IN_WEEK * weeks + min(over, WORKDAYS_IN_WEEK)


def _later_than(days: tuple[date, ...], day: date) -> int:
    """How many of some sorted days come after a day."""
    return len(days) - bisect_right(days, day)
