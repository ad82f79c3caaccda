"""A part's tags gone through in their order: which names mean what where, and what each tag prints."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from jinja2 import nodes as ast

from auditresp.documents.proofing.expressions import Expressions
from auditresp.documents.proofing.kinds import ANYTHING, Kinds, Loop, Routine, Row, either
from auditresp.documents.proofing.proof import Proof
from auditresp.documents.proofing.suggestions import having
from auditresp.documents.template.tags import Kind
from auditresp.language import _
from auditresp.problems import nearest

Printed = Callable[[ast.Node, Kinds], None]
MACROS_OWN = dict.fromkeys(("caller", "varargs", "kwargs"), ANYTHING)
"""What jinja brings into a macro."""
IN_EACH_OTHER = 20
"""So deep macros are followed that call each other."""


def go_through(proof: Proof, printed: Printed) -> None:
    """Find what is wrong in the expressions of a part; `printed` hears what each tag prints."""
    statements = Statements(proof, printed)
    statements.all(proof.script.tree.body)
    statements.macros_never_called()


class Statements:
    """Goes through the statements of one part."""

    def __init__(self, proof: Proof, printed: Printed) -> None:
        self._proof = proof
        self._printed = printed
        self._macros: dict[ast.Macro, bool] = {}
        """Every macro met, and whether it is called."""
        self._calls: set[tuple[ast.Macro, tuple[Kinds, ...], frozenset[tuple[str, Kinds]]]] = set()
        """The macros gone through, each with what it was given."""
        self._depth = 0
        self._made = made_in(proof)
        self._expressions = Expressions(proof, self._made, self._call_macro)

    def all(self, nodes: Iterable[ast.Node]) -> None:
        """One statement after the other."""
        for node in nodes:
            self._one(node)

    def macros_never_called(self) -> None:
        """Go through these too, with nothing known of what they would be given."""
        for macro in [macro for macro, is_called in self._macros.items() if not is_called]:
            self._call_macro(macro, (), {})

    def _one(self, node: ast.Node) -> None:
        """One statement."""
        read = self._expressions
        match node:
            case ast.Output(nodes=values):
                for value in values:
                    self._printed(value, read.kinds(value))
            case ast.For():
                self._loop(node)
            case ast.If(test=test, body=body, elif_=others, else_=last):
                read.ask(test)
                self.all([*body, *others, *last])
            case ast.Assign(target=target, node=value):
                self._bind(target, read.kinds(value))
            case ast.AssignBlock(target=target, filter=chain, body=body):
                self.all(body)
                read.kinds(chain)
                self._bind(target, ANYTHING)
            case ast.With(targets=targets, values=values, body=body):
                with self._proof.scope():
                    for target, value in zip(targets, values, strict=True):
                        self._bind(target, read.kinds(value))
                    self.all(body)
            case ast.Macro(name=name):
                self._macros.setdefault(node, False)
                self._proof.names[name] = frozenset({Routine(node)})
            case ast.CallBlock(call=call, args=arguments, body=body):
                read.kinds(call)
                with self._proof.scope():
                    for argument in arguments:
                        self._bind(argument, ANYTHING)
                    self.all(body)
            case ast.FilterBlock(filter=chain, body=body):
                self.all(body)
                read.kinds(chain)
            case ast.ExprStmt(node=value):
                read.kinds(value)
            case ast.Block(body=body) | ast.Scope(body=body):
                self.all(body)
            case _:
                pass

    def _loop(self, node: ast.For) -> None:
        """What stands in a loop, with a name for the item at hand."""
        members = self._expressions.members(node.iter)
        with self._proof.scope():
            self._bind(node.target, members)
            self._named_otherwise(node)
            self._proof.names["loop"] = frozenset({Loop(members)})
            self._expressions.ask(node.test)
            self.all(node.body)
        self.all(node.else_)

    def _named_otherwise(self, node: ast.For) -> None:
        """Say once, at the loop, that its tags call its items otherwise than it does, and let both names stand for them."""
        for made in names_made(node):
            for used in name_used_instead(node, made, self._proof, self._made):
                tag = self._proof.script.standing(node.lineno).tag.source
                message = _(
                    "this loop calls what it goes through '{made}', and its tags say '{used}'; write the same name in both, as in {tag}"
                )
                corrected = re.sub(rf"\b{re.escape(made)}\b", used, tag, count=1)
                self._proof.wrong(node, "unknown-name", message.format(made=made, used=used, tag=corrected), self._proof.level)
                self._proof.names[used] = self._proof.names[made]

    def _bind(self, target: ast.Node, kinds: Kinds) -> None:
        """Let a name stand for a value from here on."""
        match target:
            case ast.Name(name=name):
                before = self._proof.names.maps[0].get(name)
                self._proof.names[name] = kinds if before is None else either(before, kinds)
            case ast.Tuple(items=items):
                for place, item in enumerate(items):
                    self._bind(item, either(*(part_of(kind, place, len(items)) for kind in kinds)))
            case _:
                pass

    def _call_macro(self, macro: ast.Macro, given: Sequence[Kinds], named: dict[str, Kinds]) -> None:
        """Go through a macro with what it is given."""
        self._macros[macro] = True
        call = macro, tuple(given), frozenset(named.items())
        if call in self._calls or self._depth >= IN_EACH_OTHER:
            return
        self._calls.add(call)
        names = [argument.name for argument in macro.args]
        defaults = dict(zip(names[::-1], map(self._expressions.kinds, macro.defaults[::-1]), strict=False))
        values = {**dict.fromkeys(names, ANYTHING), **defaults, **dict(zip(names, given, strict=False)), **named}
        self._depth += 1
        with self._proof.scope():
            self._proof.names.update({**MACROS_OWN, **values})
            self.all(macro.body)
        self._depth -= 1


def name_used_instead(loop: ast.For, made: str, proof: Proof, made_somewhere: Collection[str]) -> Iterator[str]:
    """The name that a loop's tags use, several times, for what the loop calls otherwise and never uses; nothing where there is none."""
    used = Counter(name.name for child in loop.body for name in child.find_all(ast.Name) if name.ctx == "load")
    if made in used:
        return
    for name in [name for name, times in used.items() if times > 1 and name not in proof.names and name not in proof.unsure]:
        fields = {field for child in loop.body for field in fields_asked(child, name)}
        fits = bool(fields) and all(having(field, {made: proof.names[made]}) for field in fields)
        if fits or (nearest(name, [made]) and name not in made_somewhere):
            yield name
            return


def fields_asked(node: ast.Node, name: str) -> Iterator[str]:
    """The fields that the tags in a statement ask a name for."""
    for each in node.find_all(ast.Getattr):
        if isinstance(each.node, ast.Name) and each.node.name == name:
            yield each.attr


def part_of(kind: object, place: int, count: int) -> Kinds:
    """What one of several names stands for when a value is taken apart."""
    return kind.parts[place] if isinstance(kind, Row) and len(kind.parts) == count else ANYTHING


def made_in(proof: Proof) -> dict[str, str]:
    """The names that a part makes for some of its tags, each with the tag that makes it."""
    made: dict[str, str] = {}
    for node in proof.script.tree.find_all((ast.For, ast.With, ast.Macro, ast.CallBlock)):
        tag = proof.script.standing(node.lineno).tag
        for name in names_made(node):
            made.setdefault(name, tag.source if tag.kind is Kind.STATEMENT else name)
    return made


def names_made(node: ast.Node) -> Iterable[str]:
    """The names that a block makes for what stands in it."""
    match node:
        case ast.For(target=target):
            targets = [target]
        case ast.With(targets=targets):
            pass
        case ast.Macro(args=targets) | ast.CallBlock(args=targets):
            pass
        case _:
            targets = []
    return [name.name for target in targets for name in (target, *target.find_all(ast.Name)) if isinstance(name, ast.Name)]
