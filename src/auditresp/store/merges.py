"""What a merge changed of itself: neither side had it, so no commit of a branch tells of it."""

from collections.abc import Iterator, Sequence

from auditresp.changes import Change, Kind


def own(sides: Sequence[Sequence[Change]]) -> tuple[Change, ...]:
    """The changes against the first parent that are changes against every other parent too.

    `sides` are the changes against each parent; of a commit that is no merge, all that it changed.
    """
    first, *others = sides
    if not others:
        return tuple(first)
    shared = (change for change in first if all(any(is_same(change, other) for other in side) for side in others))
    return tuple(change for change in shared if is_new(change, others))


def is_same(change: Change, other: Change) -> bool:
    """Whether two parents came to the same by two changes."""
    return (change.file, change.path, change.field, change.new) == (other.file, other.path, other.field, other.new)


def is_new(change: Change, others: Sequence[Sequence[Change]]) -> bool:
    """Whether a text that differs from every parent's has a line that none of them has; else the merge put theirs together."""
    if change.kind is not Kind.REWORDED:
        return True
    lines = [set(str(each.old).splitlines()) for each in (change, *same(change, others))]
    return not set(str(change.new).splitlines()) <= set().union(*lines)


def same(change: Change, others: Sequence[Sequence[Change]]) -> Iterator[Change]:
    """The changes against the other parents that came to the same."""
    return (other for side in others for other in side if is_same(change, other))
