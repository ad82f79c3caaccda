"""Sums and comparisons have an answer, whatever the values will be."""

from collections.abc import Iterator
from itertools import product

from auditresp.documents.proofing.choices import AMONG, EQUAL
from auditresp.documents.proofing.kinds import (
    ANYTHING,
    NUMBER,
    WORDS,
    Keyed,
    Kind,
    Kinds,
    Plain,
    Several,
    Whole,
    is_certain,
    items_of,
)
from auditresp.documents.template.reckoning import Sort, called, goes_together, misfit, sort_of
from auditresp.language import _

BY_ORDER = {"sort", "min", "max"}
"""These filters hold the items of a list against each other."""
CALCULATING = {"abs", "round", "filesizeformat"}
"""These want a number; `int` and `float` take anything."""


def impossible_sum(sign: str, left: Kinds, right: Kinds) -> Iterator[str]:
    """What to say where two values can stand beside a sign in no way."""
    if is_certain(left) and is_certain(right):
        pairs = sorted(product({sort(kind) for kind in left}, {sort(kind) for kind in right}), key=str)
        if not any(goes_together(sign, *pair) for pair in pairs):
            yield misfit(sign, *pairs[0])


def never_equal(operator: str, left: Kinds, right: Kinds) -> Iterator[str]:
    """What to say where one value can never be equal to the other, or never be among those in it."""
    if operator in AMONG and any(isinstance(kind, Several) for kind in right):
        right = items_of(right)
    elif operator not in EQUAL:
        return
    if is_certain(left) and is_certain(right):
        sorts, others = {sort(kind) for kind in left}, {sort(kind) for kind in right}
        if sorts.isdisjoint(others) and Sort.OTHER not in sorts | others:
            one, other = min(sorts, key=str), min(others, key=str)
            message = _("{left} is never equal to {right}").format(left=called(one), right=called(other))
            yield message + instead_of_equality({one, other}, is_choice=is_truth(left) or is_truth(right))


def is_truth(kinds: Kinds) -> bool:
    """Whether a value is yes or no."""
    return all(isinstance(kind, Plain) and kind.type is bool for kind in kinds)


def instead_of_equality(sorts: set[Sort], *, is_choice: bool) -> str:
    """How to ask what was probably meant by an equality."""
    if is_choice:
        return _("; it is yes or no: write {example}").format(example="{% if … %}")
    if Sort.TEXT in sorts and sorts & {Sort.DAY, Sort.DEADLINE}:
        message = _("; write the day as text too: {example}; to ask whether there is one, write {tag}")
        return message.format(example='date | date_iso == "2018-10-25"', tag="{% if date %}")
    if sorts == {Sort.LIST, Sort.NUMBER}:
        return _("; to ask how long or how many it is, write {example}").format(example="measures | length == 3")
    if sorts == {Sort.DAY, Sort.DEADLINE}:
        return _("; to compare with the day that counts, write {example}").format(example="measure.due.day == date")
    if sorts == {Sort.TEXT, Sort.NUMBER}:
        return _("; put the number in quotation marks, or take them away: {example}").format(example='"3"')
    if sorts & {Sort.RECORD, Sort.LIST}:
        message = _("; name the field that is meant, or choose it from all: {one}, {several}")
        return message.format(one='board.name == "…"', several='"…" in boards | map(attribute="name")')
    return ""


def answer(sign: str, left: Kinds, right: Kinds) -> Kinds:
    """What comes of a sum."""
    sorts = {sort(kind) for kind in (*left, *right)}
    if sorts == {Sort.NUMBER}:
        return NUMBER
    return WORDS if sorts == {Sort.TEXT} and sign == "+" else ANYTHING


def lacks_order(kinds: Kinds) -> bool:
    """Whether values of these kinds cannot be brought into an order."""
    return is_certain(kinds) and all(sort(kind) is Sort.RECORD for kind in kinds)


def is_no_number(kinds: Kinds) -> bool:
    """Whether values of these kinds can never be calculated with."""
    return is_certain(kinds) and not {sort(kind) for kind in kinds} & {Sort.NUMBER, Sort.OTHER}


def sort(kind: Kind) -> Sort:
    """What a value of that kind is when it is reckoned with."""
    match kind:
        case Plain(type=plain):
            return sort_of(plain)
        case Whole(record):
            return sort_of(record)
        case Several() | Keyed():
            return Sort.LIST
        case _:
            return Sort.OTHER
