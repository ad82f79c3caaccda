"""What a part's code is run with. Most templates show fields, go through lists and choose, and need nothing of jinja for it.

Loading jinja takes a fifth of the time in which one document is built from the shell, so it is loaded where a template asks for more.
"""

import operator as signs
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from auditresp.documents.template.absent import Absent, Nothing
from auditresp.documents.template.filters import OWN_FILTERS, OWN_TESTS, Filter, as_it_is, refusing
from auditresp.documents.template.printing import words
from auditresp.documents.template.reckoning import ORDERS, refuse
from auditresp.documents.template.records import FIELDS, below, present
from auditresp.documents.template.unknown import MISSING, Unknown, spelled
from auditresp.model.records import Record
from auditresp.model.values import Text

if TYPE_CHECKING:
    from auditresp.documents.template.environment import Environment

COMPARISONS = {"lt": signs.lt, "lteq": signs.le, "gt": signs.gt, "gteq": signs.ge}


class Runtime:
    """Values as a template sees them: records have fields, mappings have keys."""

    undefined = Unknown
    tests: Mapping[str, Filter] = OWN_TESTS

    def __init__(self) -> None:
        self.filters: dict[str, Filter] = self.own_filters()

    def own_filters(self) -> dict[str, Filter]:
        """The filters that need nothing of jinja, or only where they are given what is rarely given."""
        of_lists: dict[str, Filter] = {"join": self.join, "map": self.map, "select": self.select, "unique": self.unique}
        return {**OWN_FILTERS, **{name: refusing(name, own) for name, own in of_lists.items()}}

    def names(self, view: Mapping[str, object], ours: Mapping[str, object], blocks: Mapping[str, Any]) -> Any:
        """The names in a part, for its code to look them up: those that it sees, those that are ours, and its own."""
        return Names(view, ours)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a record, a key of a mapping, or what jinja's sandbox allows of other values."""
        if (known := FIELDS[type(obj)].get(attribute)) is not None:  # so nearly always
            name, kinds = known
            return Absent(*kinds) if (value := getattr(obj, name)) is None else value
        match obj:
            case Record():
                return self.undefined(obj=obj, name=attribute)
            case Mapping():
                return present(obj.get(attribute))
            case Absent():
                return self.undefined(obj=obj, name=attribute) if (found := below(obj, attribute)) is None else found
            case Unknown():
                obj.report()
                return obj
            case Text() | Markup():
                return self.attribute(words(obj), attribute)
            case _:
                return self.attribute(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The same in square brackets, and the items of lists."""
        if isinstance(argument, str) or isinstance(obj, Nothing):
            return self.getattr(obj, spelled(argument))
        if isinstance(obj, Mapping):
            return present(obj.get(argument))
        if isinstance(obj, list | tuple) and isinstance(argument, int):
            return present(obj[argument]) if -len(obj) <= argument < len(obj) else Absent()
        return self.item(words(obj) if isinstance(obj, Text | Markup) else obj, argument)

    def ordered(self, left: Any, operator: str, right: Any) -> bool:
        """Whether one value comes before another; no, where one is not there. Raises Cannot where they have no order."""
        if isinstance(left, Nothing) or isinstance(right, Nothing):
            return all([bool(left), bool(right)])  # both are asked, as one that is unknown then says so
        try:
            return bool(COMPARISONS[operator](left, right))
        except TypeError as error:
            raise refuse(ORDERS[operator], (left, right), error) from error

    def joined(self, *values: object) -> str:
        """What `~` makes of values: their words."""
        return "".join(words(value) for value in values)

    def at(self, path: str | int) -> Callable[[Any], Any]:
        """What finds the value at a path (`owner.title`) in another."""
        steps = [int(step) if step.isdigit() else step for step in str(path).split(".")]
        return lambda value: reduce(self.getitem, steps, value)

    def join(self, values: Iterable[object], separator: str = "", attribute: str | int | None = None) -> str:
        """The words of all values, with something between them."""
        chosen = values if attribute is None else map(self.at(attribute), values)
        return words(separator).join(words(value) for value in chosen)

    def map(self, values: Iterable[object], *wanted: Any, **named: Any) -> Iterable[Any]:
        """What each value has at a path, or what a filter makes of each."""
        if not wanted and named.keys() == {"attribute"}:
            return map(self.at(named["attribute"]), values)
        if not named and len(wanted) == 1 and wanted[0] in OWN_FILTERS:
            return map(OWN_FILTERS[wanted[0]], values)
        return jinjas("map", values, *wanted, **named)

    def select(self, values: Iterable[object], *test: Any, **named: Any) -> Iterable[Any]:
        """The values that pass a test; without one, those that are there."""
        return jinjas("select", values, *test, **named) if test or named else filter(None, values)

    def unique(self, values: Iterable[object], case_sensitive: bool = False, attribute: str | int | None = None) -> Iterable[Any]:
        """The values, each once; capital letters are as small ones unless they are to tell."""
        seen = set()
        compared_by = as_it_is if attribute is None else self.at(attribute)
        for value in values:
            key = compared_by(value)
            if isinstance(key, str) and not case_sensitive:
                key = key.lower()
            if key not in seen:
                seen.add(key)
                yield value

    def attribute(self, obj: Any, attribute: str) -> Any:
        """What jinja's sandbox allows of a value that is nothing of ours."""
        return whole_language().attribute(obj, attribute)

    def item(self, obj: Any, argument: Any) -> Any:
        """The same in square brackets."""
        return whole_language().item(obj, argument)


def jinjas(name: str, values: Iterable[object], *given: Any, **named: Any) -> Iterable[Any]:
    """What jinja's own filter of that name makes of values."""
    language = whole_language()
    made: Iterable[Any] = language.jinjas[name](language.names({}, {}, {}), values, *given, **named)
    return made


def whole_language() -> "Environment":
    """What code is run with that needs jinja: it is loaded now."""
    from auditresp.documents.template.environment import ENVIRONMENT

    return ENVIRONMENT


RUNTIME = Runtime()


class Names:
    """The names that a part sees, and those that it makes itself."""

    def __init__(self, view: Mapping[str, object], ours: Mapping[str, object]) -> None:
        self.vars: dict[str, object] = {**ours}
        self.exported_vars: set[str] = set()
        self._view = view

    def resolve_or_missing(self, name: str) -> object:
        """What a name stands for; MISSING where that is nothing."""
        return self.vars[name] if name in self.vars else present(self._view.get(name, MISSING))
