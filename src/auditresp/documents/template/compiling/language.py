"""Tags as jinja reads them: each on a line of its own, so that jinja's line numbers lead back to the tag."""

import jinja2
from jinja2 import nodes as ast

from auditresp.documents.template.compiling.misunderstandings import not_understood
from auditresp.documents.template.compiling.part import Part
from auditresp.documents.template.environment import ENVIRONMENT, MARKS
from auditresp.documents.template.slots import Standing
from auditresp.documents.template.tags import ALONE, Kind, Tag
from auditresp.language import _
from auditresp.problems import did_you_mean

PRINT = f"{MARKS['variable_start_string']}\n{{}} {MARKS['variable_end_string']}"
STATEMENT = f"{MARKS['block_start_string']}\n{{}} {MARKS['block_end_string']}"


def written(tag: Tag) -> str:
    """A tag as jinja reads it."""
    match tag.kind:
        case Kind.PRINT:
            return PRINT.format(tag.code)
        case Kind.STATEMENT:
            return STATEMENT.format(tag.code)
        case Kind.COMMENT:
            return ""


def read_code(source: str) -> ast.Template:
    """What jinja understands. Raises TemplateSyntaxError."""
    return ENVIRONMENT.parse(source)


def check_code(part: Part) -> None:
    """Say of every tag by itself what jinja does not understand of it, so that all that is wrong is said at once."""
    for standing in part.slots:
        if isinstance(standing, Standing):
            try:
                tree = read_code(by_itself(standing.tag))
            except jinja2.TemplateSyntaxError as error:
                part.wrong(standing.place, "template-syntax", not_understood(error, standing.tag.code))
                continue
            for name in strange_filters(tree):
                message = _("there is no filter '{name}'").format(name=name)
                part.wrong(standing.place, "unknown-filter", message + did_you_mean(name, ENVIRONMENT.filters))
            for name in strange_tests(tree):
                message = _("there is no test '{name}'").format(name=name)
                part.wrong(standing.place, "unknown-filter", message + did_you_mean(name, ENVIRONMENT.tests))


def strange_filters(tree: ast.Template) -> list[str]:
    """The filters that there are not."""
    return [each.name for each in tree.find_all(ast.Filter) if each.name not in ENVIRONMENT.filters]


def strange_tests(tree: ast.Template) -> list[str]:
    """The tests (`is …`) that there are not."""
    return [each.name for each in tree.find_all(ast.Test) if each.name not in ENVIRONMENT.tests]


def by_itself(tag: Tag) -> str:
    """A tag as a template of its own, with what it cannot do without around it; nothing where it says nothing by itself."""
    if tag.keyword in ("elif", "else"):
        return STATEMENT.format("if 1") + written(tag) + STATEMENT.format("endif")
    if tag.keyword in ("break", "continue"):
        return STATEMENT.format("for each in ()") + written(tag) + STATEMENT.format("endfor")
    if tag.opens:
        return written(tag) + STATEMENT.format(f"end{tag.keyword}")
    return written(tag) if not tag.keyword or tag.keyword in ALONE else ""
