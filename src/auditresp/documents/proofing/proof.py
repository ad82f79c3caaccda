"""What is known and found while one part of a template is gone through."""

from collections import ChainMap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from jinja2 import nodes as ast

from auditresp.documents.proofing.kinds import ANYTHING, Field, Kinds, fields_seen
from auditresp.documents.proofing.script import Script
from auditresp.documents.template.environment import ENVIRONMENT
from auditresp.model.records import Record
from auditresp.problems import Level, Problem

ALWAYS_THERE = {**dict.fromkeys(ENVIRONMENT.globals, ANYTHING), "self": ANYTHING}
"""What jinja itself brings."""


@dataclass
class Proof:
    """One part while it is gone through."""

    script: Script
    seen: type[Record]
    """What the template sees."""
    said: dict[tuple[Problem, str], Problem] = field(default_factory=dict)
    used: set[Field | str] = field(default_factory=set)
    """The fields that the part does more with than ask about; of a value nobody knows, the name alone."""
    asked: set[str] = field(default_factory=set)
    """What the part asks about before it uses it: `x` in `{% if x is defined %}`."""
    names: ChainMap[str, Kinds] = field(init=False)
    """What each name stands for where the reading has come to, innermost first."""
    level: Level = Level.ERROR
    """How bad it is if a name means nothing here."""
    _is_asking: bool = False

    def __post_init__(self) -> None:
        self.names = ChainMap({}, dict(fields_seen(self.seen)), ALWAYS_THERE)

    @property
    def problems(self) -> list[Problem]:
        """What is wrong, in the order in which it was found."""
        return list(self.said.values())

    def wrong(self, node: ast.Node, code: str, message: str, level: Level = Level.ERROR) -> None:
        """Remember a problem in the tag that the node is in; once, however often a macro is called."""
        problem = Problem(self.script.standing(node.lineno).place, code, message, level)
        self.said.setdefault((problem, message), problem)

    def is_wrong(self, node: ast.Node) -> bool:
        """Whether a mistake in the tag that the node is in is known already."""
        place = self.script.standing(node.lineno).place
        return any(problem.place == place for problem, _message in self.said)

    def use(self, used: Field | str) -> None:
        """Remember that a field is used, unless it is only asked about."""
        if not self._is_asking:
            self.used.add(used)

    @property
    def unsure(self) -> set[str]:
        """The names of which it is not certain that they mean nothing: asked about, or in tags that could not be read."""
        return {*self.script.unread, *self.asked}

    def is_of_the_view(self, name: str) -> bool:
        """Whether a name is the document's own here, not one that the template has made."""
        made, *_others = [scope for scope in self.names.maps if name in scope] or [{}]
        return made is self.names.maps[-2]

    @contextmanager
    def scope(self) -> Iterator[None]:
        """Names made inside are forgotten after."""
        self.names = self.names.new_child()
        try:
            yield
        finally:
            self.names = self.names.parents

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Values are asked about inside, and not shown."""
        before, self._is_asking = self._is_asking, True
        try:
            yield
        finally:
            self._is_asking = before

    @contextmanager
    def doubting(self) -> Iterator[None]:
        """The template has something to show instead where a name means nothing."""
        before, self.level = self.level, Level.WARNING
        try:
            yield
        finally:
            self.level = before


def dotted(node: ast.Node) -> str:
    """A name with the fields after it as they are written, `response.date`; nothing for anything else."""
    match node:
        case ast.Name(name=name):
            return str(name)
        case ast.Getattr(node=of, attr=name) if of_what := dotted(of):
            return f"{of_what}.{name}"
        case _:
            return ""
