"""What was probably meant by a name that means nothing where it stands."""

import re
from collections import ChainMap, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from operator import itemgetter

from auditresp.documents.proofing.kinds import Anything, Keyed, Kinds, Routine, Several, Whole, attribute, fields_seen, records_in
from auditresp.documents.template.records import FIELDS
from auditresp.language import _
from auditresp.model.records import Record
from auditresp.problems import FEW, did_you_mean, nearest

SHORTEST = 4
"""A word of so many letters is not found in an explanation by chance."""
DEEPEST = 3
"""So many steps from the top a field is still looked for."""


def for_name(name: str, names: ChainMap[str, Kinds], seen: type[Record], field: str | None = None) -> tuple[str, str | None]:
    """The end of a message about a name that stands for nothing, and the name to read on with, if one is probably meant.

    What the template has made here comes before what it sees. `field` is what the tag asks the name for: a name that has it
    is meant rather than one that has not; where it asks for nothing and there is a field of exactly that name, it is that.
    """
    made_here = {made: kinds for made, kinds in ChainMap(*names.maps[:-2]).items() if made != "loop" or field}
    if field is None and (elsewhere := of_values(name, names) or of_the_view(name, seen)):
        return elsewhere, None
    ours = ChainMap(*names.maps[:-1])
    fitting, in_swedish = having(field, ours) or list(ours), explained_as(name, [seen])
    likely = (
        nearest(name, having(field, made_here) or made_here),
        nearest(name, fitting),
        in_swedish if in_swedish in fitting else None,
        next(iter(having(field, made_here)), None),
        nearest(name, ours),
        in_swedish,
    )
    if meant := next(filter(None, likely), None):
        return did_you_mean_exactly(meant), meant
    return of_values(name, names) or of_the_view(name, seen) or did_you_mean(name, made_here.keys() - {"loop"}), None


def having(field: str | None, names: Mapping[str, Kinds]) -> list[str]:
    """The names of what certainly has that field; none where no field is asked for."""
    if field is None:
        return []
    unsure = Anything | Keyed | Routine
    return [
        name for name, kinds in names.items() if any(attribute(kind, field) is not None for kind in kinds if not isinstance(kind, unsure))
    ]


def for_field(name: str, records: Collection[type[Record]], names: ChainMap[str, Kinds]) -> str:
    """The end of a message about a field that records do not have: the nearest that they have, else what else has one."""
    fields = {field for record in records for field in fields_seen(record)}
    made_here = ChainMap(*names.maps[:-2])
    if meant := nearest(name, fields) or explained_as(name, records):
        return did_you_mean_exactly(meant)
    if name in names:
        return did_you_mean_exactly(name)
    return of_values(name, made_here) or did_you_mean(name, fields)


def did_you_mean_exactly(name: str) -> str:
    """The end of a message where it is known what was meant."""
    return _("; did you mean '{name}'?").format(name=name)


def explained_as(word: str, records: Iterable[type[Record]]) -> str | None:
    """The field whose explanation begins with that word, or has it: `kommun` is `municipality`."""
    explained = [(field, explanation(record, field)) for record in records for field in fields_seen(record)]
    for count in (1, None):
        found = [(len(each), field) for field, words in explained for each in words[:count] if each.startswith(word.lower())]
        if found and len(word) >= SHORTEST:
            return min(found, key=itemgetter(0))[1]
    return None


def explanation(record: type[Record], field: str) -> list[str]:
    """The words that explain a field."""
    attribute, _types = FIELDS[record][field]
    return re.findall(r"\w+", (record.fields[attribute].description or "").lower())


def of_values(name: str, names: ChainMap[str, Kinds]) -> str:
    """That a record which has a name here has such a field."""
    for variable, kinds in chain.from_iterable(scope.items() for scope in names.maps):
        if any(name in fields_seen(record) for record in records_in(kinds)):
            return did_you_mean_exactly(f"{variable}.{name}")
    return ""


def of_the_view(name: str, seen: type[Record]) -> str:
    """That something further inside what the template sees has such a field, and how to reach it."""
    found = list(holders(name, seen))
    if not found:
        return ""
    (path, is_list), *_others = found
    if not is_list:
        return did_you_mean_exactly(f"{path}.{name}")
    one = singular(path)
    if several := [other for other, _is_list in found[1:FEW] if other.count(".") == path.count(".")]:
        message = _("; each of {lists} has one: write which is meant, as {name} inside {begin}")
    else:
        message = _("; each of '{list}' has one: write {name} between {begin} and {end}")
    return message.format(
        list=path,
        lists=", ".join([path, *several]),
        name=f"{{{{ {one}.{name} }}}}",
        begin=f"{{%p for {one} in {path} %}}",
        end="{%p endfor %}",
    )


def holders(name: str, seen: type[Record]) -> Iterator[tuple[str, bool]]:
    """The records that have such a field, nearest first: by their path from the top, and whether that is a list of them."""
    waiting = deque([("", seen)])
    for _step in range(DEEPEST):
        for _each in range(len(waiting)):
            prefix, record = waiting.popleft()
            for field, kinds in fields_seen(record).items():
                path = f"{prefix}{field}"
                for kind in kinds:
                    match kind:
                        case Whole(inner):
                            if name in fields_seen(inner):
                                yield path, False
                            waiting.append((f"{path}.", inner))
                        case Several(items) | Keyed(items):
                            for inner in records_in(items):
                                if name in fields_seen(inner):
                                    yield path, True
                                waiting.append((f"{singular(path)}.", inner))
                        case _:
                            pass


def singular(path: str) -> str:
    """A name for one of a list: `recommendations` gives `recommendation`."""
    last = path.rpartition(".")[2]
    if last.endswith("ies"):
        return f"{last[:-3]}y"
    return last[:-1] if last.endswith("s") and not last.endswith("sis") else f"one_{last}"
