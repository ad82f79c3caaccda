"""What jinja makes of a part's tags: Python code, as jinja writes it, but for what is said shorter here."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from types import CodeType
from typing import Any

from jinja2 import nodes as ast
from jinja2.compiler import CodeGenerator, DependencyFinderVisitor, Frame

from auditresp.documents.template.environment import ENVIRONMENT, PRINTED


class Generator(CodeGenerator):
    """Writes the code. Whatever is printed is a call of `printed`, which escapes; jinja would escape once more.

    Fields are nearly all that a template asks for, so the code has at hand what finds them.
    """

    def write_commons(self) -> None:
        """What all blocks begin with."""
        super().write_commons()
        self.writeline(f"printed = resolve({PRINTED!r})")
        self.writeline("field = environment.getattr")

    def pull_dependencies(self, nodes: Iterable[ast.Node]) -> None:
        """The filters and tests that the code calls. Those that there are not were found before."""
        visitor = DependencyFinderVisitor()
        for node in nodes:
            visitor.visit(node)
        for called, names, of in ((self.filters, visitor.filters - {PRINTED}, "filters"), (self.tests, visitor.tests, "tests")):
            for name in sorted(names):
                called.setdefault(name, self.temporary_identifier())
                self.writeline(f"{called[name]} = environment.{of}[{name!r}]")

    def visit_Filter(self, node: ast.Filter, frame: Frame) -> None:  # noqa: N802 - jinja's way to name it
        """`value|filter`, and everything that is printed."""
        if node.name != PRINTED or node.node is None:
            super().visit_Filter(node, frame)
            return
        self.write("printed(")
        self.visit(node.node, frame)
        self.signature(node, frame)
        self.write(")")

    def visit_Getattr(self, node: ast.Getattr, frame: Frame) -> None:  # noqa: N802
        """`record.field`."""
        self.write("field(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def _output_child_pre(self, node: ast.Expr, frame: Frame, finalize: Any) -> None:
        """Nothing stands before what is printed."""

    def _output_child_post(self, node: ast.Expr, frame: Frame, finalize: Any) -> None:
        """Nothing stands after it."""


def code_of(tree: ast.Template) -> CodeType:
    """The code that fills a part. Raises SyntaxError or RecursionError for blocks too deep in each other."""
    written = StringIO()
    Generator(ENVIRONMENT, None, None, written).visit(tree)
    return compile(written.getvalue(), "<template>", "exec")
