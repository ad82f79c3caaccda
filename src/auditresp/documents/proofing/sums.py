"""Sums and comparisons have an answer, whatever the values will be."""

from collections.abc import Iterator
from itertools import product

from auditresp.documents.proofing.kinds import ANYTHING, NUMBER, WORDS, Keyed, Kind, Kinds, Plain, Several, Whole, is_certain
from auditresp.documents.template.reckoning import Sort, goes_together, misfit, sort_of

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
