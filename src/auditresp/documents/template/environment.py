"""The template language as it is spoken here: jinja's, in its sandbox, over records that show their fields and nothing else."""

import operator as signs
from collections.abc import Mapping
from typing import Any

from jinja2 import Undefined
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from auditresp.documents.template.absent import Absent
from auditresp.documents.template.filters import filters, is_nothing
from auditresp.documents.template.printing import words
from auditresp.documents.template.reckoning import ORDERS, SUMS, refuse, too_much
from auditresp.documents.template.records import below, fields_of, present
from auditresp.documents.template.unknown import Unknown
from auditresp.model.records import Record
from auditresp.model.values import Text

MARKS = {
    "variable_start_string": "\x01",
    "variable_end_string": "\x02",
    "block_start_string": "\x03",
    "block_end_string": "\x04",
    "comment_start_string": "\x05",
    "comment_end_string": "\x06",
}
"""XML has none of these characters, so nothing that stands in a part is ever taken for a tag."""
COMPARISONS = {"lt": signs.lt, "lteq": signs.le, "gt": signs.gt, "gteq": signs.ge}
FIRST_LINE = 2
"""Each tag stands on a line of its own in a part's jinja source; the first on this one."""


PRINTED = "printed here"
"""What prints a value at a slot. No template can write a name like this."""


class Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which records have fields, mappings have keys, and everything printed goes to the document."""

    intercepted_binops = frozenset(SUMS)
    intercepted_unops = frozenset(("+", "-"))

    def __init__(self) -> None:
        super().__init__(
            **MARKS,
            autoescape=True,
            undefined=Unknown,
            keep_trailing_newline=True,
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        )
        del self.globals["lipsum"]
        self.filters = filters()
        self.tests["none"] = is_nothing

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a record, a key of a mapping, or what jinja's sandbox allows of other values."""
        if isinstance(obj, Record):  # so nearly always
            if (known := fields_of(type(obj)).get(attribute)) is None:
                return self.undefined(obj=obj, name=attribute)
            name, kinds = known
            return present(getattr(obj, name), *kinds)
        match obj:
            case Mapping():
                return present(obj.get(attribute))
            case Absent():
                return self.undefined(obj=obj, name=attribute) if (found := below(obj, attribute)) is None else found
            case Unknown():
                obj.report()
                return obj
            case Text() | Markup():
                return super().getattr(words(obj), attribute)
            case _:
                return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The same in square brackets, and the items of lists."""
        if isinstance(argument, str) or isinstance(obj, Undefined):
            return self.getattr(obj, str(argument))
        if isinstance(obj, Mapping):
            return present(obj.get(argument))
        if isinstance(obj, list | tuple) and isinstance(argument, int):
            return present(obj[argument]) if -len(obj) <= argument < len(obj) else Absent()
        return super().getitem(words(obj) if isinstance(obj, Text | Markup) else obj, argument)

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

    def ordered(self, left: Any, operator: str, right: Any) -> bool:
        """Whether one value comes before another; no, where one is not there. Raises Cannot where they have no order."""
        if isinstance(left, Undefined) or isinstance(right, Undefined):
            return all([bool(left), bool(right)])
        try:
            return bool(COMPARISONS[operator](left, right))
        except TypeError as error:
            raise refuse(ORDERS[operator], (left, right), error) from error

    def joined(self, *values: object) -> str:
        """What `~` makes of values: their words."""
        return "".join(words(value) for value in values)


ENVIRONMENT = Environment()
