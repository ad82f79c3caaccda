"""What two versions of a record say together, and where they contradict each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from auditresp.model.records import Field, Record
from auditresp.model.responses import Decision
from auditresp.model.values import Text
from auditresp.problems import Path
from auditresp.store.merging.sequences import Clash, merged_list, merged_text

R = TypeVar("R", bound=Record)

NOTHING = object()
"""What stands for a value that is not there."""


@dataclass
class Merge:
    """Merges records. Where both sides changed the same, ours stands, and the place is noted; in places of `theirs`, theirs stands."""

    theirs: frozenset[Path] = frozenset()
    clashes: list[Path] = field(default_factory=list)

    def records(self, base: Record | None, ours: R, theirs: R, path: Path = ()) -> R:
        """Two records of a kind, field by field."""
        values = {
            name: self.values(
                default(info) if base is None else getattr(base, name),
                getattr(ours, name),
                getattr(theirs, name),
                (*path, info.alias or name),
            )
            for name, info in type(ours).fields.items()
        }
        return ours.but(**{name: value for name, value in values.items() if value is not NOTHING})

    def values(self, base: Any, ours: Any, theirs: Any, path: Path) -> Any:
        """Two values of a field; what only one side changed is as that side has it."""
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        match ours, theirs:
            case Record(), Record():
                return self.records(base if isinstance(base, Record) else None, ours, theirs, path)
            case Mapping(), Mapping():
                return self.mappings(base if isinstance(base, Mapping) else {}, ours, theirs, path)
            case tuple(), tuple():
                return self.lists(base if isinstance(base, tuple) else (), ours, theirs, path)
            case Text(), Text() if isinstance(base, Text) and (merged := merged_text(base, ours, theirs)) is not None:
                return Text(merged)
        return self.clash(ours, theirs, path)

    def clash(self, ours: Any, theirs: Any, path: Path) -> Any:
        """What stands where both changed the same."""
        self.clashes.append(path)
        return theirs if path in self.theirs else ours

    def mappings(self, base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any], path: Path) -> dict[str, Any]:
        """Two mappings, key by key."""
        keys = in_order(list(base), list(ours), list(theirs))
        sides = ((key, *(side.get(key, NOTHING) for side in (base, ours, theirs))) for key in keys)
        merged = {key: self.values(was, mine, other, (*path, key)) for key, was, mine, other in sides}
        return {key: value for key, value in merged.items() if value is not NOTHING}

    def lists(self, base: tuple[Any, ...], ours: tuple[Any, ...], theirs: tuple[Any, ...], path: Path) -> tuple[Any, ...]:
        """Two lists: of things with ids by these, others by what follows what."""
        named = [by_name(side) for side in (base, ours, theirs)]
        if None not in named:
            was, mine, other = (each or {} for each in named)
            return tuple(self.mappings(was, mine, other, path).values())
        return tuple(merged_list(base, ours, theirs, lambda clash: self.stretches(clash, path, ours)))

    def stretches(self, clash: Clash[Any], path: Path, ours: Sequence[Any]) -> Sequence[Any]:
        """A stretch of a list that both changed: what both added is united, what both changed is merged item by item."""
        if not clash.base:
            return united(clash.ours, clash.theirs)
        if len(clash.base) == len(clash.ours) == len(clash.theirs):
            steps = (next((place for place, each in enumerate(ours) if each is mine), 0) for mine in clash.ours)
            items = zip(clash.base, clash.ours, clash.theirs, steps, strict=True)
            return [self.values(was, mine, other, (*path, step)) for was, mine, other, step in items]
        step = next((place for place, each in enumerate(ours) if clash.ours and each is clash.ours[0]), len(ours))
        chosen: Sequence[Any] = self.clash(clash.ours, clash.theirs, (*path, step))
        return chosen


def default(info: Field) -> Any:
    """What a field says where nothing is written; nothing where it must be."""
    return NOTHING if info.is_required() else info.default


def by_name(records: tuple[Any, ...]) -> dict[str, Any] | None:
    """Things by what identifies them; nothing where something in the list has no id, or has another's."""
    names = [name_of(each) for each in records]
    if None in names or len(set(names)) < len(names):
        return None
    return dict(zip(map(str, names), records, strict=True))


def name_of(record: Any) -> str | None:
    """What identifies a thing among others of its kind."""
    if isinstance(record, Decision):
        return str(record.board)
    return getattr(record, "id", None)


def in_order(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """The names of all sides: in the order of the side that changed it, with the other's own behind what they follow there."""
    first, second = (theirs, ours) if kept(base, ours) == kept(ours, base) else (ours, theirs)
    names = list(first)
    for place, name in enumerate(second):
        if name not in names:
            before = next((names.index(each) for each in reversed(second[:place]) if each in names), -1)
            names.insert(before + 1, name)
    return names


def kept(names: list[str], among: list[str]) -> list[str]:
    """Those of the names that are also among others."""
    return [name for name in names if name in among]


def united(ours: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    """What both added, each once; by date where everything has one, as it is told in that order."""
    both = [*ours, *(each for each in theirs if each not in ours)]
    dates = [getattr(each, "date", None) for each in both]
    return both if None in dates else sorted(both, key=lambda each: each.date)


def paths_in_words(paths: Iterable[Path]) -> list[str]:
    """The places as somebody finds them in the file: `replies: R1: text`."""
    return list(dict.fromkeys(": ".join(str(step + 1) if isinstance(step, int) else step for step in path) for path in paths))
