"""What a merge changed of itself: neither side had it, so no commit of a branch tells of it."""

from collections.abc import Iterable, Sequence

from auditresp.changes import Change, Kind
from auditresp.model.register import RECOMMENDATIONS_FILE, SETTINGS_FILE


def own(sides: Sequence[Sequence[Change]]) -> tuple[Change, ...]:
    """The changes that are changes against every parent. `sides` are those against each; of a commit that is no merge, all that it changed.

    What one parent has not at all, the merge may still have changed as another parent had it.
    """
    if len(sides) == 1:
        return tuple(sides[0])
    found: list[Change] = []
    for side in sides:
        others = [each for each in sides if each is not side]
        for change in side:
            if all(is_in(change, other) for other in others) and is_new(change, others):
                tell(change, found)
    return tuple(sorted(found, key=lambda change: (change.file != SETTINGS_FILE, change.file != RECOMMENDATIONS_FILE, change.file)))


def is_in(change: Change, side: Iterable[Change]) -> bool:
    """Whether a change is one against another parent too: the same came of it there, or it is inside something which that parent lacks."""
    return any(is_same(change, other) or is_inside(change, other) for other in side)


def is_same(change: Change, other: Change) -> bool:
    """Whether two parents came to the same by two changes."""
    return (change.file, change.path, change.field, change.new) == (other.file, other.path, other.field, other.new)


def is_inside(change: Change, other: Change) -> bool:
    """Whether a change is in something that is new against another parent."""
    depth = len(other.path)
    return other.kind is Kind.ADDED and change.file == other.file and len(change.path) > depth and change.path[:depth] == other.path


def is_new(change: Change, others: Iterable[Iterable[Change]]) -> bool:
    """Whether a text that differs from every parent's has a line that none of them has; else the merge put theirs together."""
    if change.kind is not Kind.REWORDED:
        return True
    texts = [change.old, *(other.old for side in others for other in side if is_same(change, other) and other.old)]
    return not set(str(change.new).splitlines()) <= {line for text in texts for line in str(text).splitlines()}


def tell(change: Change, found: list[Change]) -> None:
    """Put a change among those found; of two that came to the same, the one that says what was before."""
    for place, known in enumerate(found):
        if is_same(change, known):
            if known.old is None:
                found[place] = change
            return
    found.append(change)
