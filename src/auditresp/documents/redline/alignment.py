"""Which paragraph of the old version became which of the new one."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

Pair = tuple[int | None, int | None]
Likeness = Callable[[int, int], float]

ALIKE = 0.4
"""So much of their words two paragraphs must share to be one that was edited."""
MOST = 40_000
"""Comparing more than so many pairs takes longer than it is worth."""


def aligned(old: Sequence[str], new: Sequence[str], likeness: Likeness) -> list[Pair]:
    """Pairs of places in the order of both versions; None where there is nothing on that side. What is gone stands before what came."""
    pairs: list[Pair] = []
    at_old = at_new = 0
    for match in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        pairs += between(range(at_old, match.a), range(at_new, match.b), likeness)
        pairs += [(match.a + each, match.b + each) for each in range(match.size)]
        at_old, at_new = match.a + match.size, match.b + match.size
    return pairs


def between(old: range, new: range, likeness: Likeness) -> Iterator[Pair]:
    """Pairs among those that no longer are the same, by how alike they are."""
    at_old, at_new = old.start, new.start
    for left, right in [*likest(old, new, likeness), (old.stop, new.stop)]:
        yield from ((each, None) for each in range(at_old, left))
        yield from ((None, each) for each in range(at_new, right))
        if (left, right) != (old.stop, new.stop):
            yield left, right
        at_old, at_new = left + 1, right + 1


def likest(old: range, new: range, likeness: Likeness) -> list[tuple[int, int]]:
    """The pairs, in order, that together are most alike."""
    if not old or not new or len(old) * len(new) > MOST:
        return []
    alike = {(left, right): likeness(left, right) for left in old for right in new}
    best: defaultdict[tuple[int, int], float] = defaultdict(float)
    for left in reversed(old):
        for right in reversed(new):
            paired = alike[left, right] + best[left + 1, right + 1] if alike[left, right] >= ALIKE else 0
            best[left, right] = max(best[left + 1, right], best[left, right + 1], paired)
    pairs = []
    left, right = old.start, new.start
    while left < old.stop and right < new.stop:
        if best[left, right] == best[left + 1, right]:
            left += 1
        elif best[left, right] == best[left, right + 1]:
            right += 1
        else:
            pairs.append((left, right))
            left, right = left + 1, right + 1
    return pairs


def shared(old: Sequence[str], new: Sequence[str]) -> float:
    """How much of their words two texts share, from 0 to 1."""
    if not old and not new:
        return 1
    common = sum((Counter(old) & Counter(new)).values())
    return 2 * common / (len(old) + len(new))
