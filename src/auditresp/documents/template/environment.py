"""The template language whole, as it is spoken here: jinja's, in its sandbox."""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from auditresp.documents.template.absent import Absent
from auditresp.documents.template.filters import OWN_TESTS
from auditresp.documents.template.jinjas_filters import filters
from auditresp.documents.template.reckoning import SUMS, refuse, too_much
from auditresp.documents.template.records import present
from auditresp.documents.template.runtime import Runtime
from auditresp.documents.template.unknown import Unknown

MARKS = {
    "variable_start_string": "\x01",
    "variable_end_string": "\x02",
    "block_start_string": "\x03",
    "block_end_string": "\x04",
    "comment_start_string": "\x05",
    "comment_end_string": "\x06",
}
"""XML has none of these characters, so nothing that stands in a part is ever taken for a tag."""


class Shown(Mapping[str, object]):
    """A view as the language has it. Nothing in it is made before it is asked for."""

    def __init__(self, view: Mapping[str, object]) -> None:
        self._view = view

    def __getitem__(self, name: str) -> object:
        return present(self._view[name])

    def __contains__(self, name: object) -> bool:
        return name in self._view

    def __iter__(self) -> Iterator[str]:
        return iter(self._view)

    def __len__(self) -> int:
        return len(self._view)


class Environment(Runtime, ImmutableSandboxedEnvironment):  # type: ignore[misc]  # whose names and kinds are jinja's
    """Jinja's sandbox, in which values are what they are at run time, and everything printed goes to the document."""

    intercepted_binops = frozenset(SUMS)
    intercepted_unops = frozenset(("+", "-"))

    def __init__(self) -> None:
        ImmutableSandboxedEnvironment.__init__(
            self,
            **MARKS,
            autoescape=True,
            keep_trailing_newline=True,
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        )
        self.undefined = Unknown
        del self.globals["lipsum"]
        self.jinjas = filters()
        self.filters = {**self.jinjas, **self.own_filters()}
        self.tests = {**self.tests, **OWN_TESTS}

    def names(self, view: Mapping[str, object], ours: Mapping[str, object], blocks: Mapping[str, Any]) -> Context:
        """The names in a part: jinja's own functions besides."""
        parent: Any = ChainMap({**ours}, Shown(view), self.globals)  # type: ignore[arg-type]  # nothing is written into it
        return Context(self, parent, None, dict(blocks))

    def attribute(self, obj: Any, attribute: str) -> Any:
        """What jinja's sandbox allows of a value that is nothing of ours."""
        return ImmutableSandboxedEnvironment.getattr(self, obj, attribute)

    def item(self, obj: Any, argument: Any) -> Any:
        """The same in square brackets."""
        return ImmutableSandboxedEnvironment.getitem(self, obj, argument)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A sum. Raises Cannot where it has no answer."""
        if isinstance(left, Absent) or isinstance(right, Absent) or too_much(operator, left, right):
            raise refuse(operator, (left, right))
        try:
            return super().call_binop(context, operator, left, right)
        except (TypeError, ValueError, ArithmeticError) as error:
            raise refuse(operator, (left, right), error) from error

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """A sign before a value. Raises Cannot where it has none."""
        try:
            return super().call_unop(context, operator, arg)
        except TypeError as error:
            raise refuse(operator, (arg,), error) from error


ENVIRONMENT = Environment()
