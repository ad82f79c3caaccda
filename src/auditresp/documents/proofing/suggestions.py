"""What was probably meant by a name that means nothing where it stands."""

from collections import ChainMap, deque
from collections.abc import Iterator
from itertools import chain

from auditresp.documents.proofing.kinds import Keyed, Kinds, Several, Whole, fields_seen, records_in
from auditresp.language import _
from auditresp.model.values import Record

DEEPEST = 3
"""So many steps from the top a field is still looked for."""


def elsewhere(name: str, names: ChainMap[str, Kinds], seen: type[Record]) -> str:
    """The end of a message about a name that is a field of something else: where it is one."""
    for variable, kinds in chain.from_iterable(scope.items() for scope in names.maps):
        if any(name in fields_seen(record) for record in records_in(kinds)):
            return _("; did you mean '{name}'?").format(name=f"{variable}.{name}")
    for path, listed in holders(name, seen):
        if not listed:
            return _("; did you mean '{name}'?").format(name=f"{path}.{name}")
        message = _("; each of '{list}' has one: write {name} between {begin} and {end}")
        one = singular(path)
        begin = f"{{%p for {one} in {path} %}}"
        return message.format(list=path, name=f"{{{{ {one}.{name} }}}}", begin=begin, end="{%p endfor %}")
    return ""


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
