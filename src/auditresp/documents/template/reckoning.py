"""Sums and comparisons in a template: which values go together, and what to say of those that do not."""

from collections.abc import Sequence
from datetime import date
from enum import Enum

from auditresp.documents.template.absent import Absent, Cannot
from auditresp.language import _
from auditresp.model.dates import Deadline
from auditresp.model.records import Record
from auditresp.problems import AuditrespError

SUMS = ("+", "-", "*", "/", "//", "%", "**")
ORDERS = {"lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
"""What jinja calls the signs that ask which of two comes first."""
MOST = 10_000
"""Nothing is raised to a higher power, nor repeated more often: it would take all the memory there is."""


TOO_LARGE = _("the numbers are too large")


class Sort(Enum):
    """What a value is when it is reckoned with."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    DEADLINE = "deadline"
    LIST = "list"
    RECORD = "record"
    OTHER = "other"


def sort_of(kind: type) -> Sort:
    """What values of a class are. The words of a choice are texts; so is yes or no a number, as Python has it."""
    classes = (
        (str, Sort.TEXT),
        (int | float, Sort.NUMBER),
        (date, Sort.DAY),
        (Deadline, Sort.DEADLINE),
        (list | tuple | dict, Sort.LIST),
        (Record, Sort.RECORD),
    )
    return next((sort for each, sort in classes if issubclass(kind, each)), Sort.OTHER)


def goes_together(sign: str, left: Sort, right: Sort) -> bool:
    """Whether a sum or comparison of two such values has an answer."""
    if Sort.OTHER in (left, right):
        return True
    pair = {left, right}
    match sign:
        case "<" | "<=" | ">" | ">=":
            return len(pair) == 1 and Sort.RECORD not in pair
        case "+":
            return len(pair) == 1 and bool(pair & {Sort.TEXT, Sort.NUMBER, Sort.LIST})
        case "*":
            return Sort.NUMBER in pair and pair <= {Sort.NUMBER, Sort.TEXT, Sort.LIST}
        case "%" if left is Sort.TEXT:
            return True
        case "-" if pair == {Sort.DAY}:
            return True
        case _:
            return pair == {Sort.NUMBER}


def misfit(sign: str, left: Sort, right: Sort) -> str:
    """What to say where two such values stand beside a sign that cannot bring them together."""
    if sign in ORDERS.values():
        message = _("{left} and {right} cannot be held against each other with {sign}")
        return message.format(left=called(left), right=called(right), sign=sign) + instead_of_order({left, right})
    if sign == "+" and Sort.TEXT in (left, right):
        message = _("{left} and {right} cannot be added; to print one after the other, write “~” instead of “+”")
        return message.format(left=called(left), right=called(right))
    message = _("“{sign}” calculates with numbers, and here are {left} and {right}")
    return message.format(sign=sign, left=called(left), right=called(right))


def no_number(sign: str, sort: Sort) -> str:
    """What to say where a sign stands before something that is no number."""
    return _("“{sign}” calculates with numbers, and this is {kind}").format(sign=sign, kind=called(sort))


def instead_of_order(sorts: set[Sort]) -> str:
    """How to ask what was probably meant by a comparison."""
    if sorts == {Sort.DAY, Sort.DEADLINE}:
        return _("; to compare with the day that counts, write {example}").format(example="measure.due.day < date")
    if Sort.TEXT in sorts and sorts & {Sort.DAY, Sort.DEADLINE}:
        return _("; write the day as text too: {example}").format(example='date | date_iso < "2018-10-25"')
    if Sort.NUMBER in sorts and sorts & {Sort.TEXT, Sort.LIST}:
        return _("; to ask how long or how many it is, write {example}").format(example="measures | length > 3")
    return ""


def called(sort: Sort) -> str:
    """What a person calls such a value."""
    names = {
        Sort.TEXT: _("a text"),
        Sort.NUMBER: _("a number"),
        Sort.DAY: _("a day"),
        Sort.DEADLINE: _("a deadline"),
        Sort.LIST: _("a list"),
        Sort.RECORD: _("a whole record"),
    }
    return names.get(sort, _("something else"))


def too_much(sign: str, left: object, right: object) -> bool:
    """Whether a sum would never end, or fill the memory."""
    if sign == "**":
        return isinstance(right, int | float) and abs(right) > MOST
    pairs = ((left, right), (right, left))
    return sign == "*" and any(isinstance(one, str | list | tuple) and isinstance(other, int) and other > MOST for one, other in pairs)


def refuse(sign: str, values: Sequence[object], error: Exception | None = None) -> Cannot:
    """Why a sum or comparison of these values has no answer."""
    if absent := [value for value in values if isinstance(value, Absent)]:
        return absent[0].reason()
    if isinstance(error, ZeroDivisionError):
        return Cannot(_("nothing can be divided by nought"))
    if not isinstance(error, TypeError):
        return Cannot(TOO_LARGE)
    sorts = [sort_of(type(value)) for value in values]
    return Cannot(no_number(sign, *sorts) if len(sorts) == 1 else misfit(sign, *sorts))


def why(error: Exception) -> str:
    """Why a template's own code went wrong."""
    from jinja2.exceptions import SecurityError  # where all goes well, nothing of jinja is loaded for a word of it

    match error:
        case Cannot() | AuditrespError():
            return str(error)
        case RecursionError():
            return _("a macro calls itself without end")
        case OverflowError():
            return TOO_LARGE
        case SecurityError():
            return _("a template may not do that")
        case TypeError():
            return _("a filter or function is given too little, too much, or a value that it is not made for")
        case _:
            return _("a filter or function cannot use a value that it is given")
