"""What jinja makes of a part's tags: Python code, as jinja writes it, but for what is said shorter here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import StringIO
from types import CodeType
from typing import Any

from jinja2 import nodes as ast
from jinja2.compiler import CodeGenerator, DependencyFinderVisitor, Frame
from jinja2.runtime import exported

from auditresp.documents.template.environment import ENVIRONMENT
from auditresp.documents.template.runtime import RUNTIME
from auditresp.documents.template.slots import PRINTED

OF_JINJA = re.compile(
    rf"\b(?:{'|'.join(name for name in exported if name != 'missing')})\b"
    r"|\bcontext\.(?!resolve_or_missing\b|vars\b|exported_vars\b)|\benvironment\.call"
    rf"|\bresolve\('(?:{'|'.join(ENVIRONMENT.globals)})'\)"
)
"""What code says that needs more than our own runtime. In a template's words it makes nothing but a slower start."""


class Generator(CodeGenerator):
    """Writes the code. Whatever is printed is a call of `printed`, which escapes; jinja would escape once more.

    Fields are nearly all that a template asks for, so the code has at hand what finds them.
    """

    def write_commons(self) -> None:
        """What all blocks begin with."""
        for line in (
            "resolve = context.resolve_or_missing",
            f"printed = resolve({PRINTED!r})",
            "field = environment.getattr",
            "undefined = cond_expr_undefined = environment.undefined",
            'concat = "".join',
            "if 0: yield None",
        ):
            self.writeline(line)

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

    def visit_Call(self, node: ast.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A call; what we ourselves put in is called without asking the sandbox."""
        if not isinstance(node.node, ast.EnvironmentAttribute):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        for place, argument in enumerate(node.args):
            self.write(", " if place else "(")
            self.visit(argument, frame)
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


def code_of(tree: ast.Template) -> tuple[CodeType, bool]:
    """The code that fills a part, and whether it needs jinja to run.

    Raises SyntaxError or RecursionError for blocks too deep in each other.
    """
    stream = StringIO()
    generator = Generator(ENVIRONMENT, None, None, stream)
    generator.visit(tree)
    loading, _line, code = stream.getvalue().partition("\n")
    needs_jinja = bool(OF_JINJA.search(code) or generator.filters.keys() - RUNTIME.filters or generator.tests.keys() - RUNTIME.tests)
    return compile(f"{loading if needs_jinja else ''}\n{code}", "<template>", "exec"), needs_jinja
