"""What must not stand in any text, and addresses that mail can reach."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import cycle

from auditresp.checks.values import roots, values, written
from auditresp.language import _
from auditresp.model.register import Register
from auditresp.model.values import Email, Line, Text
from auditresp.problems import Level, Problem

ZEROS = bytes.maketrans(b"123456789", b"000000000")
"""Makes every digit a zero."""

# Ten digits in one go that begin with 0 are taken for a telephone number, not for somebody born after 1999.
PERSONAL_NUMBER = re.compile(
    r"(?<!\w)(?<!\d[-/.:])(?!0\d{9}\b)"
    r"(?P<century>18|19|20)?(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-36-9]\d)[-+‐‑–−]?\d{4}"
    r"(?!\w)(?![-/.:]\d)"
)

WORD = r"[^@\s<>()\[\],;:\"\\.]+"
LABEL = r"\w(?:[\w-]*\w)?"
ADDRESS = re.compile(rf"{WORD}(?:\.{WORD})*@(?:{LABEL}\.)+{LABEL}")

LONGEST_ADDRESS = 254
"""RFC 5321, 4.5.3.1.3."""


def keeps_people_out(register: Register) -> Iterator[Problem]:
    """No text has a personal identity number: the documents are public, and git forgets nothing."""
    for root in roots(register):
        if not has_long_number("\n".join(written(root, (Text, Line)))):  # one look at all of them: hardly ever is there a number
            continue
        for value in values(root, (Text, Line), has_long_number):
            for number in personal_numbers(value.written):
                message = _("the text seems to have a personal identity number, {number}-****; write about the person without it")
                message = message.format(number=number)
                yield register.problem(value.record, *value.path, code="personal-identity-number", message=message, level=Level.WARNING)


def has_long_number(text: str) -> bool:
    """Whether a text needs a closer look, as most do not: `re` takes four times as long to find six digits in a row."""
    return b"000000" in text.encode("latin-1", "replace").translate(ZEROS)


def personal_numbers(text: str) -> Iterator[str]:
    """The birth date part of every personal identity or coordination number in a text."""
    for found in PERSONAL_NUMBER.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if checksum(digits[-10:]) == 0 and is_birthday(found["century"], found["year"], found["month"], found["day"]):
            yield digits[:-4]


def checksum(digits: str) -> int:
    """What remains of Luhn's sum; 0 when the last digit is right (SKV 704)."""
    doubled = (int(digit) * factor for digit, factor in zip(digits, cycle((2, 1)), strict=False))
    return sum(product // 10 + product % 10 for product in doubled) % 10


def is_birthday(century: str | None, year: str, month: str, day: str) -> bool:
    """Whether the digits are a day in the calendar; in a coordination number (samordningsnummer) the day is 60 more."""
    born = int(day) - 60 if int(day) > 60 else int(day)
    return any(is_day(int(first + year), int(month), born) for first in ([century] if century else ["19", "20"]))


def is_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def has_addresses_that_work(register: Register) -> Iterator[Problem]:
    """An e-mail address is one that mail can be sent to."""
    for root in roots(register):
        for value in values(root, (Email,), lambda text: not is_address(text)):
            message = _("'{address}' is no e-mail address").format(address=value.written) + remedy(value.written)
            yield register.problem(value.record, *value.path, code="not-an-email", message=message)


def is_address(text: str) -> bool:
    """Whether a text is one e-mail address and nothing else."""
    return len(text) <= LONGEST_ADDRESS and ADDRESS.fullmatch(text) is not None


def remedy(text: str) -> str:
    """The end of a message about an address that is none: the address that it holds, else how one looks."""
    if inside := ADDRESS.search(text[:LONGEST_ADDRESS]):
        return _("; write '{address}'").format(address=inside[0])
    return _("; it is written namnd@example.se")
