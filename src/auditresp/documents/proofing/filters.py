"""What filters make of values, and which values they want."""

from datetime import date
from inspect import signature, unwrap
from typing import TYPE_CHECKING

from jinja2 import nodes as ast

from auditresp.documents.proofing.kinds import (
    ANYTHING,
    NUMBER,
    WORDS,
    Anything,
    Keyed,
    Kinds,
    Plain,
    Row,
    Several,
    described,
    either,
    is_certain,
    items_of,
    texts_in,
)
from auditresp.documents.proofing.proof import Proof
from auditresp.documents.proofing.sums import BY_ORDER, CALCULATING, is_no_number, lacks_order
from auditresp.documents.template.environment import ENVIRONMENT
from auditresp.documents.template.filters import ESCAPING, OF_LETTERS
from auditresp.documents.template.jinjas_filters import OF_MARKDOWN, OF_WORDS
from auditresp.language import _
from auditresp.model.dates import Deadline
from auditresp.problems import did_you_mean

if TYPE_CHECKING:
    from auditresp.documents.proofing.expressions import Expressions

ONE_OF_SEVERAL = {"first", "last", "min", "max"}
SOME_OF_SEVERAL = {"list", "sort", "unique", "select", "reject", "selectattr", "rejectattr"}
OF_LISTS = {"join", "map", "groupby", "batch", "slice", "sum", *ONE_OF_SEVERAL, *SOME_OF_SEVERAL} - {"first", "last", "list"}
"""These want a list; a text would be taken letter by letter."""
OF_DAYS = {"date_long", "date_iso"}
KEEPING_MARKDOWN = {*OF_LETTERS, *OF_MARKDOWN, "genitive", "sentence", "join_and"}
INTO_WORDS = {*OF_WORDS, *OF_DAYS, "join"}
COUNTING = {"length", "count", "wordcount"}

FIRST_NAMES_A_FIELD = {"selectattr", "rejectattr", "groupby", "attr"}
SHOWING = {"map", "join", "groupby", "attr"}
"""With these, the field they name is shown; with others it only decides."""


class Filters:
    """Reads what stands after a `|`."""

    def __init__(self, proof: Proof, expressions: "Expressions") -> None:
        self._proof = proof
        self._expressions = expressions

    def filtered(self, node: ast.Filter) -> Kinds:
        """What a filter gives."""
        if node.name in ("default", "d"):
            return self._with_default(node)
        kinds = ANYTHING if node.node is None else self._expressions.kinds(node.node)
        return self._applied(node, node.name, kinds)

    def _with_default(self, node: ast.Filter) -> Kinds:
        """A value, or what is given for where it is not there."""
        with self._proof.doubting():
            kinds = self._expressions.kinds(node.node)
        given = [self._expressions.kinds(each) for each in node.args]
        named = {str(each.key): self._expressions.kinds(each.value) for each in node.kwargs}
        return either(kinds, *given[:1], *(value for name, value in named.items() if name == "default_value"))

    def _applied(self, node: ast.Filter, name: str, kinds: Kinds) -> Kinds:
        """What a filter of that name makes of a value."""
        for argument in (*node.args, *(each.value for each in node.kwargs)):
            self._expressions.kinds(argument)
        self._wants(node, name, kinds)
        if not (node.dyn_args or node.dyn_kwargs) and (message := arguments_not_taken(node, name)):
            self._proof.wrong(node, "wrong-arguments", message)
        if name in OF_LISTS:
            members = self._expressions.members_of(node, kinds)
            return self._of_list(node, name, kinds, members)
        return self._of_value(node, name, kinds)

    def _of_list(self, node: ast.Filter, name: str, kinds: Kinds, members: Kinds) -> Kinds:
        """What a filter of lists makes of one with such members."""
        field = self._field(node, name, members)
        match name:
            case "map" if field is not None:
                return frozenset({Several(field)})
            case "map" if node.args and isinstance(node.args[0], ast.Const):
                return frozenset({Several(self._mapped(node, str(node.args[0].value), members))})
            case "groupby":
                group = Row((field or ANYTHING, frozenset({Several(members)})), ("grouper", "list"))
                return frozenset({Several(frozenset({group}))})
            case "batch" | "slice":
                return frozenset({Several(frozenset({Several(members)}))})
            case "selectattr" | "rejectattr" if len(node.args) > 2 and isinstance(node.args[1], ast.Const):
                self._expressions.compared(node, field or ANYTHING, str(node.args[1].value), node.args[2])
                self._expressions.equal(node, str(node.args[1].value), field or ANYTHING, self._expressions.kinds(node.args[2]))
            case _:
                pass
        if name in ONE_OF_SEVERAL:
            return members
        return frozenset({Several(members)}) if name in SOME_OF_SEVERAL else self._of_value(node, name, kinds)

    def _of_value(self, node: ast.Filter, name: str, kinds: Kinds) -> Kinds:
        """What any other filter makes of a value."""
        if name in ESCAPING:
            return kinds
        if name in ONE_OF_SEVERAL:
            return items_of(kinds) or ANYTHING
        if name in SOME_OF_SEVERAL or (name == "reverse" and any(isinstance(kind, Several) for kind in kinds)):
            return frozenset({Several(items_of(kinds))})
        if name in KEEPING_MARKDOWN:
            texts = texts_in(kinds) or texts_in(items_of(kinds))
            return frozenset(texts) if texts else WORDS
        if name in ("items", "dictsort"):
            return frozenset({Several(frozenset({Row((WORDS, kind.values)) for kind in kinds if isinstance(kind, Keyed)}) or ANYTHING)})
        if name == "attr":
            return self._field(node, name, kinds) or ANYTHING
        if name in INTO_WORDS:
            return WORDS
        return NUMBER if name in COUNTING else ANYTHING

    def _field(self, node: ast.Filter, name: str, members: Kinds) -> Kinds | None:
        """What each of a list has in the field that the filter names; nothing where it names none."""
        named = next((each.value for each in node.kwargs if each.key == "attribute"), None)
        if named is None and name in FIRST_NAMES_A_FIELD and node.args:
            named = node.args[0]
        if named is None and name == "join" and len(node.args) > 1:
            named = node.args[1]
        if not isinstance(named, ast.Const) or not isinstance(named.value, str):
            return None if named is None else ANYTHING
        if name in SHOWING:
            return self._along(node, members, named.value)
        with self._proof.asking():
            found = [self._along(node, members, path) for path in named.value.split(",")]
        return found[0]

    def _along(self, node: ast.Filter, kinds: Kinds, path: str) -> Kinds:
        """What is at the end of `owner.name`."""
        for step in path.strip().split("."):
            kinds = items_of(kinds) if step.isdecimal() else self._expressions.field(node, kinds, step)
        return kinds

    def _mapped(self, node: ast.Filter, name: str, members: Kinds) -> Kinds:
        """What `map("name")` makes of each member."""
        if name not in ENVIRONMENT.filters:
            message = _("there is no filter '{name}'").format(name=name) + did_you_mean(name, ENVIRONMENT.filters)
            self._proof.wrong(node, "unknown-filter", message)
            return ANYTHING
        one = ast.Filter(node.node, name, node.args[1:], [], None, None, lineno=node.lineno)
        return self._applied(one, name, members)

    def _wants(self, node: ast.Filter, name: str, kinds: Kinds) -> None:
        """Say where a filter gets what it can do nothing with."""
        if name in OF_DAYS and is_certain(kinds) and not any(is_day(kind) for kind in kinds):
            message = _("{filter} writes a day or a deadline, and this is {kind}").format(filter=name, kind=described(kinds))
            self._proof.wrong(node, "not-a-day", message)
        if name in CALCULATING and is_no_number(kinds):
            message = _("{filter} calculates with a number, and this is {kind}").format(filter=name, kind=described(kinds))
            self._proof.wrong(node, "impossible-sum", message)
        if name in BY_ORDER and not any(each.key == "attribute" for each in node.kwargs) and lacks_order(items_of(kinds)):
            message = _("{kind} has no order; say which of its fields to go by, as in {example}")
            said = message.format(kind=described(items_of(kinds)), example=f'{name}(attribute="…")')
            self._proof.wrong(node, "impossible-sum", said)
        if name == "sum" and not any(each.key == "attribute" for each in node.kwargs) and not node.args and is_no_number(items_of(kinds)):
            message = _("{filter} calculates with a number, and this is {kind}").format(filter=name, kind=described(items_of(kinds)))
            self._proof.wrong(node, "impossible-sum", message)


def arguments_not_taken(node: ast.Filter, name: str) -> str:
    """What to say where a filter has too little or too much in its brackets; nothing where that is right."""
    own = ENVIRONMENT.filters.get(name)
    if own is None:
        return ""
    before = 2 if hasattr(unwrap(own), "jinja_pass_arg") else 1
    try:
        signature(own).bind(*[None] * before, *node.args, **{str(each.key): each.value for each in node.kwargs})
    except TypeError:
        taken = list(signature(own).parameters)[before:]
        message = _("the filter '{name}' has other values in its brackets than it takes; it takes {values}")
        return message.format(name=name, values=", ".join(taken) or _("nothing"))
    return ""


def is_day(kind: object) -> bool:
    """Whether a value of that kind is a day or a deadline."""
    return isinstance(kind, Anything) or (isinstance(kind, Plain) and issubclass(kind.type, date | Deadline))
