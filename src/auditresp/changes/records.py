"""Two versions of a record compared field by field. A new field of the model is compared by its name, without a word here."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from auditresp.changes.matching import Pair, matched, moved
from auditresp.changes.meanings import meanings
from auditresp.changes.texts import same_text
from auditresp.changes.values import Change, Kind
from auditresp.changes.where import Where
from auditresp.changes.words import likeness
from auditresp.model.records import Record
from auditresp.model.values import Id, Text


def differences(old: Record, new: Record, where: Where) -> Iterator[Change]:
    """What differs between two versions of a record, in the order of its fields."""
    if old == new:
        return
    inside = where.within(old, new)
    own = meanings(old, new, inside)
    for name, info in type(new).fields.items():
        key = info.alias or name
        yield from own[key] if key in own else in_value(getattr(old, name), getattr(new, name), inside.at(key))


def in_value(old: Any, new: Any, where: Where) -> Iterator[Change]:
    """What differs between two values of a field."""
    if old == new:
        return
    match old, new:
        case (Text(), Text()):
            if not same_text(old, new):
                yield where.change(Kind.REWORDED, old, new)
        case (Record(), Record()):
            yield from differences(old, new, where)
        case (Mapping(), Mapping()):
            yield from in_mapping(old, new, where)
        case (tuple(), tuple()):
            yield from in_list(old, new, where)
        case _ if says_nothing(new):
            yield from () if says_nothing(old) else (where.change(Kind.CLEARED, old),)
        case _ if says_nothing(old):
            yield where.change(Kind.SET, None, new)
        case _:
            yield where.change(Kind.CHANGED, old, new)


def says_nothing(value: object) -> bool:
    """Whether there is no value, or a record without one: `R1:` with nothing below is a reply that nobody has written."""
    return value is None or (isinstance(value, Record) and not value.filled_in)


def in_entry(old: Any, new: Any, where: Where) -> Iterator[Change]:
    """What differs in an entry of a list or mapping, which may be new or gone."""
    if not says_nothing(old) and not says_nothing(new):
        yield from in_value(old, new, where)
    elif not says_nothing(new):
        yield where.change(Kind.ADDED, None, new)
    elif not says_nothing(old):
        yield where.change(Kind.REMOVED, old)


def in_mapping(old: Mapping[str, Any], new: Mapping[str, Any], where: Where) -> Iterator[Change]:
    """What differs between two mappings. The order of their keys means nothing; what went stands where it stood."""
    was, now = list(old), list(new)
    for pair in matched(was, now, never):
        key = was[pair.old] if pair.old is not None else now[pair.new or 0]
        yield from in_entry(old.get(key), new.get(key), where.entry(key))


def in_list(old: tuple[Any, ...], new: tuple[Any, ...], where: Where) -> Iterator[Change]:
    """What differs between two lists: entries that came, went, moved, or say something else."""
    example = (*old, *new)[0]
    if isinstance(example, int):
        yield where.change(Kind.CHANGED, old, new)
        return
    if isinstance(example, date):  # a calendar is the same in any order
        old, new = tuple(sorted(old)), tuple(sorted(new))
    pairs = matched(list(map(identity, old)), list(map(identity, new)), never if is_named(example) else likeness)
    elsewhere = moved(pairs)
    for pair in pairs:
        before = None if pair.old is None else old[pair.old]
        after = None if pair.new is None else new[pair.new]
        here = where.entry(step(pair, before, after))
        if pair.new in elsewhere:
            entry = here.within(before, after) if isinstance(before, Record) and isinstance(after, Record) else here
            yield entry.change(Kind.MOVED, pair.old, pair.new)
        yield from in_entry(before, after, here)


def never(old: str, new: str) -> float:
    """How alike two names are that are not the same: not at all."""
    return 0.0


def is_named(entry: object) -> bool:
    """Whether entries of this kind are told apart by a name, a board or a day, and not by what they say."""
    return isinstance(entry, Id | date) or hasattr(entry, "id") or hasattr(entry, "board")


def identity(entry: Any) -> str:
    """What tells an entry from the others of its list: its id, the board that decided, else all that it says."""
    return str(getattr(entry, "id", None) or getattr(entry, "board", None) or " ".join(said(entry)))


def said(value: Any) -> Iterator[str]:
    """Every word of a value, however its lines are wrapped."""
    match value:
        case Record():
            for name in type(value).fields:
                yield from said(getattr(value, name))
        case Mapping():
            for entry in value.values():
                yield from said(entry)
        case tuple():
            for entry in value:
                yield from said(entry)
        case None:
            pass
        case _:
            yield from str(value).split()


def step(pair: Pair, before: Any, after: Any) -> str | int:
    """The step of a path that leads to an entry: its id, else its place."""
    entry = before if after is None else after
    place = pair.old if pair.new is None else pair.new
    return getattr(entry, "id", None) or place or 0
