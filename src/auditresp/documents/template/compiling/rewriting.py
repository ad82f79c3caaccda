"""A part's code as jinja reads it, changed so that whatever is printed goes to the document."""

from collections.abc import Sequence
from functools import reduce

from jinja2 import nodes as ast
from jinja2.visitor import NodeTransformer

from auditresp.documents.template.reckoning import ORDERS
from auditresp.documents.template.slots import FIRST_LINE, PRINTED


class Printing(NodeTransformer):
    """Lets everything that is printed go through `printed`, with the number of its slot."""

    def __init__(self, lines: Sequence[int]) -> None:
        """`lines` says which slot stands on each line."""
        self._lines = lines

    def visit_Output(self, node: ast.Output) -> ast.Output:  # noqa: N802 - jinja's way to name it
        """`{{ value }}`."""
        self.generic_visit(node)
        node.nodes = [each if isinstance(each, ast.TemplateData) else self._printed(each) for each in node.nodes]
        return node

    def visit_Concat(self, node: ast.Concat) -> ast.Call:  # noqa: N802
        """`a ~ b`."""
        self.generic_visit(node)
        return call("joined", node.nodes, node.lineno)

    def visit_Compare(self, node: ast.Compare) -> ast.Expr:  # noqa: N802
        """`a < b`."""
        self.generic_visit(node)
        lefts = [node.expr, *(each.expr for each in node.ops)]
        compares = (compared(left, each, node.lineno) for left, each in zip(lefts, node.ops, strict=False))
        return reduce(ast.And, compares)

    def visit_Getitem(self, node: ast.Getitem) -> ast.Getitem:  # noqa: N802
        """`text[:20]`: jinja lets Python cut, so a Markdown text becomes words before."""
        self.generic_visit(node)
        if isinstance(node.arg, ast.Slice):
            node.node = ast.Filter(node.node, "spoken", [], [], None, None, lineno=node.lineno)
        return node

    def visit_AssignBlock(self, node: ast.AssignBlock) -> list[ast.Node]:  # noqa: N802
        """`{% set name %}…{% endset %}`."""
        held, value = self._held(node.body, node.filter, node.lineno)
        return [held, ast.Assign(node.target, value, lineno=node.lineno)]

    def visit_FilterBlock(self, node: ast.FilterBlock) -> list[ast.Node]:  # noqa: N802
        """`{% filter upper %}…{% endfilter %}`: its words are printed as its tag looks."""
        held, value = self._held(node.body, node.filter, node.lineno)
        return [held, ast.Output([self._printed(value)], lineno=node.lineno)]

    def _held(self, body: list[ast.Node], chain: ast.Filter | None, line: int) -> tuple[ast.Node, ast.Filter]:
        """What a block holds, under a name of its own, and what the block's filters make of it."""
        name = f"held_on_line_{line}"
        captured = ast.Filter(ast.Name(name, "load", lineno=line), "captured", [], [], None, None, lineno=line)
        held = ast.AssignBlock(ast.Name(name, "store", lineno=line), None, body, lineno=line)
        return self.generic_visit(held), innermost(chain, captured)

    def _printed(self, value: ast.Expr) -> ast.Filter:
        slot = ast.Const(self._lines[value.lineno - FIRST_LINE])
        return ast.Filter(value, PRINTED, [slot], [], None, None, lineno=value.lineno)


def compared(left: ast.Expr, operand: ast.Operand, line: int) -> ast.Expr:
    """One value held against another."""
    if operand.op in ORDERS:
        return call("ordered", [left, ast.Const(operand.op), operand.expr], line)
    return ast.Compare(left, [operand], lineno=line)


def innermost(chain: ast.Filter | None, first: ast.Filter) -> ast.Filter:
    """A chain of filters with another one before all of them."""
    if chain is None:
        return first
    chain.node = innermost(chain.node if isinstance(chain.node, ast.Filter) else None, first)
    return chain


def call(method: str, arguments: list[ast.Expr], line: int) -> ast.Call:
    """A call of a method of the environment."""
    return ast.Call(ast.EnvironmentAttribute(method), arguments, [], None, None, lineno=line)
