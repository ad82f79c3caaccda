"""What an expression in a tag may be, found by following the types of the fields it names; what is wrong with it is said."""

from collections.abc import Callable, Sequence

from jinja2 import nodes as ast

from auditresp.documents.proofing.choices import impossible
from auditresp.documents.proofing.filters import Filters
from auditresp.documents.proofing.kinds import (
    ANYTHING,
    NOTHING,
    NUMBER,
    TRUTH,
    WORDS,
    Keyed,
    Kinds,
    Loop,
    Plain,
    Routine,
    Several,
    attribute,
    described,
    either,
    fields_seen,
    is_certain,
    is_list,
    items_of,
    items_of_one,
    records_in,
)
from auditresp.documents.proofing.proof import Proof, dotted
from auditresp.documents.proofing.suggestions import for_field, for_name
from auditresp.documents.proofing.sums import answer, impossible_sum, is_no_number, never_equal, sort
from auditresp.documents.template.environment import ENVIRONMENT
from auditresp.documents.template.reckoning import ORDERS, SUMS, no_number
from auditresp.language import _
from auditresp.problems import FEW, Level, nearest

CallMacro = Callable[[ast.Macro, Sequence[Kinds], dict[str, Kinds]], None]


class Expressions:
    """Reads the expressions of one part."""

    def __init__(self, proof: Proof, made: dict[str, str], call_macro: CallMacro) -> None:
        """`made` says in which tag each name is made, if the part makes it somewhere."""
        self._proof = proof
        self._made = made
        self._call_macro = call_macro
        self._filters = Filters(proof, self)

    def kinds(self, node: ast.Node | None) -> Kinds:
        """What an expression may be."""
        match node:
            case None:
                return NOTHING
            case ast.Const(value=value):
                return NOTHING if value is None else frozenset({Plain(type(value))})
            case ast.Name(name=name):
                return self._named(node, str(name))
            case ast.Getattr(node=ast.Name(name=of) as named, attr=name):
                return self.field(node, self._named(named, str(of), str(name)), str(name))
            case ast.Getattr(node=of, attr=name):
                return self.field(node, self.kinds(of), str(name))
            case ast.Getitem(node=of, arg=ast.Const(value=str(name))):
                return self.field(node, self.kinds(of), name)
            case ast.Getitem(node=of, arg=argument):
                return self._item(self.kinds(of), argument)
            case ast.Call():
                return self._call(node)
            case ast.Filter():
                return self._filters.filtered(node)
            case ast.Test():
                return self._test(node)
            case ast.Compare(expr=first, ops=operands):
                return self._compare(first, operands)
            case ast.Not(node=inner):
                self.ask(inner)
                return TRUTH
            case ast.And(left=left, right=right) | ast.Or(left=left, right=right):
                return either(self.kinds(left), self.kinds(right))
            case ast.CondExpr(test=test, expr1=then, expr2=otherwise):
                self.ask(test)
                return either(self.kinds(then), self.kinds(otherwise))
            case ast.List(items=items) | ast.Tuple(items=items):
                return frozenset({Several(either(*map(self.kinds, items)))})
            case ast.Dict(items=pairs):
                return frozenset({Keyed(either(*(self.kinds(pair.value) for pair in pairs)))})
            case ast.BinExpr(left=left, right=right, operator=str(sign)) if sign in SUMS:
                return self._sum(node, sign, self.kinds(left), self.kinds(right))
            case ast.Neg(node=inner, operator=str(sign)) | ast.Pos(node=inner, operator=str(sign)):
                return self._signed(node, sign, self.kinds(inner))
            case ast.Concat(nodes=nodes):
                for each in nodes:
                    self.kinds(each)
                return WORDS
            case _:
                for child in node.iter_child_nodes():
                    self.kinds(child)
                return ANYTHING

    def ask(self, node: ast.Node | None) -> None:
        """An expression that only decides whether something is shown."""
        with self._proof.asking():
            self.kinds(node)

    def members(self, node: ast.Node) -> Kinds:
        """What comes of going through an expression item by item."""
        return self.members_of(node, self.kinds(node))

    def members_of(self, node: ast.Node, kinds: Kinds) -> Kinds:
        """The same for a value that is known; that it is no list is said."""
        if is_certain(kinds) and not any(is_list(kind) for kind in kinds):
            message = _("this is {kind}, and only a list can be gone through item by item").format(kind=described(kinds))
            lists = [name for record in records_in(kinds) for name, held in fields_seen(record).items() if any(map(is_list, held))]
            if 0 < len(lists) <= FEW:
                message += _("; its lists are {names}").format(names=", ".join(sorted(set(lists))))
            self._proof.wrong(node, "not-a-list", message)
            return ANYTHING
        return items_of(kinds)

    def field(self, node: ast.Node, kinds: Kinds, name: str) -> Kinds:
        """What a value has under a name; that it has nothing is said, and the nearest taken instead."""
        if not is_certain(kinds):
            self._proof.use(name)
            return ANYTHING
        found = [held for kind in kinds if (held := attribute(kind, name)) is not None]
        for record in records_in(kinds):
            self._proof.use((record, name))
        lacking = frozenset(kind for kind in kinds if attribute(kind, name) is None)
        if lacking and dotted(node) not in self._proof.asked:
            if found:
                self._proof.wrong(node, "unknown-name", some_lack(lacking, name, dotted(node)), Level.WARNING)
            else:
                self._proof.wrong(node, "unknown-name", self._lacking(kinds, name), self._proof.level)
        if found:
            return either(*found)
        near = nearest(name, self._names_of(kinds))
        return guessed(self.field(node, kinds, near)) if near else ANYTHING

    def _lacking(self, kinds: Kinds, name: str) -> str:
        """What to say of a name that a value does not have."""
        records = records_in(kinds)
        if not records and any(isinstance(kind, Several) for kind in kinds):
            if name in ENVIRONMENT.filters:
                message = _("'{name}' is a filter, and stands after what it is for: {example}")
                return message.format(name=name, example=f"… | {name}")
            message = _("'{name}' is no field of a list; go through the list with {tag} and ask each of it")
            return message.format(name=name, tag="{% for %}")
        if not records:
            return _("'{name}' is nothing that {kind} has").format(name=name, kind=described(kinds))
        message = _("'{name}' is not a field of {kind}").format(
            name=name, kind=_(" or ").join(sorted(_(each.__name__) for each in records))
        )
        return message + for_field(name, records, self._proof.names)

    def _names_of(self, kinds: Kinds) -> set[str]:
        """The fields of the records that a value may be."""
        return {name for record in records_in(kinds) for name in fields_seen(record)}

    def _named(self, node: ast.Name, name: str, field: str | None = None) -> Kinds:
        """What a name stands for; that it stands for nothing is said, and what was probably meant is taken instead.

        `field` is what it is asked for.
        """
        proof = self._proof
        if name in proof.names:
            if proof.is_of_the_view(name):
                proof.use((proof.seen, name))
            return proof.names[name]
        proof.use(name)
        if name in proof.unsure:
            return ANYTHING
        if tag := self._made.get(name):
            message = _("'{name}' is known only from {tag} to the end of that block; put this tag in it")
            proof.wrong(node, "unknown-name", message.format(name=name, tag=tag), proof.level)
            return ANYTHING
        hint, meant = for_name(name, proof.names, proof.seen, field)
        proof.wrong(node, "unknown-name", _("'{name}' is not known here").format(name=name) + hint, proof.level)
        return guessed(self._named(node, meant)) if meant else ANYTHING

    def _item(self, kinds: Kinds, argument: ast.Node) -> Kinds:
        """What stands at a place in a list, or some of the list."""
        self.kinds(argument)
        if isinstance(argument, ast.Slice):
            return kinds
        return either(*(kind.values if isinstance(kind, Keyed) else items_of_one(kind) for kind in kinds)) if kinds else ANYTHING

    def _call(self, node: ast.Call) -> Kinds:
        """What a call gives: nothing is certain of it."""
        called = ANYTHING if self._calls_a_filter(node) else self.kinds(node.node)
        given = [self.kinds(each) for each in node.args]
        named = {each.key: self.kinds(each.value) for each in node.kwargs}
        for each in (node.dyn_args, node.dyn_kwargs):
            self.kinds(each)
        macros = [kind.macro for kind in called if isinstance(kind, Routine)]
        for macro in macros:
            self._call_macro(macro, given, named)
            if not (node.dyn_args or node.dyn_kwargs) and (message := arguments_not_taken(macro, len(given), set(named))):
                self._proof.wrong(node, "wrong-arguments", message)
        if is_certain(called) and not macros and not any(isinstance(kind, Loop) for kind in called):
            self._proof.wrong(node, "not-a-function", self._not_called(node.node, called))
        return ANYTHING

    def _calls_a_filter(self, node: ast.Call) -> bool:
        """Whether a filter is called like a function, which is said."""
        name = node.node.name if isinstance(node.node, ast.Name) else ""
        if name not in ENVIRONMENT.filters or name in self._proof.names or name in self._proof.unsure:
            return False
        message = _("'{name}' is a filter, and stands after what it is for: {example}")
        self._proof.wrong(node, "unknown-name", message.format(name=name, example=f"… | {name}"), self._proof.level)
        return True

    def _not_called(self, function: ast.Node, kinds: Kinds) -> str:
        """What to say of a value that is called like a function."""
        if isinstance(function, ast.Getattr) and function.attr in ("items", "keys", "values"):
            message = _("'{name}' is taken for a key here, not for a function; to go through keys and values, write {tag}")
            return message.format(name=function.attr, tag=f"{{% for key, value in {dotted(function.node)} | items %}}")
        return _("this is {kind} and no function; write it without ( )").format(kind=described(kinds))

    def _test(self, node: ast.Test) -> Kinds:
        """A question about a value."""
        with self._proof.asking():
            if node.name in ("defined", "undefined"):
                self._proof.asked.add(dotted(node.node))
            kinds = self.kinds(node.node)
            for argument in node.args or ():
                self.kinds(argument)
                self.compared(node, kinds, node.name, argument)
        return TRUTH

    def _compare(self, first: ast.Expr, operands: Sequence[ast.Operand]) -> Kinds:
        """Values held against each other."""
        with self._proof.asking():
            left, kinds = first, self.kinds(first)
            for operand in operands:
                others = self.kinds(operand.expr)
                if (sign := ORDERS.get(operand.op)) is not None:
                    self._sum(operand.expr, sign, kinds, others)
                self.equal(operand.expr, operand.op, kinds, others)
                self.compared(operand.expr, kinds, operand.op, operand.expr)
                self.compared(left, others, operand.op, left)
                left, kinds = operand.expr, others
        return TRUTH

    def _sum(self, node: ast.Node, sign: str, left: Kinds, right: Kinds) -> Kinds:
        """Values that stand beside a sign; that they do not go together is said."""
        for message in impossible_sum(sign, left, right):
            self._proof.wrong(node, "impossible-sum", message)
            return ANYTHING
        return answer(sign, left, right)

    def _signed(self, node: ast.Node, sign: str, kinds: Kinds) -> Kinds:
        """A value with a sign before it; that it is no number is said."""
        if is_no_number(kinds):
            self._proof.wrong(node, "impossible-sum", no_number(sign, min(map(sort, kinds), key=str)))
        return NUMBER

    def equal(self, node: ast.Node, operator: str, left: Kinds, right: Kinds) -> None:
        """Say where values of such kinds are never equal."""
        for message in never_equal(operator, left, right):
            self._proof.wrong(node, "never-equal", message)

    def compared(self, node: ast.Node, kinds: Kinds, operator: str, other: ast.Node) -> None:
        """Say where a value can never be equal to what it is held against."""
        for message in impossible(kinds, operator, other):
            self._proof.wrong(node, "never-equal", message)


def arguments_not_taken(macro: ast.Macro, given: int, named: set[str]) -> str:
    """What to say of values given to a macro that has no use for them; nothing where it has."""
    taken, used = [argument.name for argument in macro.args], {name.name for name in macro.find_all(ast.Name)}
    if (given <= len(taken) or "varargs" in used) and (named <= set(taken) or "kwargs" in used):
        return ""
    message = _("the macro '{name}' is given other values than it takes; it takes {values}")
    return message.format(name=macro.name, values=", ".join(taken) or _("nothing"))


def some_lack(kinds: Kinds, name: str, written: str) -> str:
    """What to say of a name that only some of the values have that may stand there."""
    message = _("this may also be {kind}, which has no '{name}'; ask first, with {tag}")
    return message.format(kind=described(kinds), name=name, tag=f"{{% if {written or name} is defined %}}")


def guessed(kinds: Kinds) -> Kinds:
    """What was probably meant: enough to find mistakes further inside it, not to say more about the value itself."""
    return ANYTHING if any(isinstance(kind, Plain) for kind in kinds) else kinds
