"""Tags as jinja reads them: each on a line of its own, so that jinja's line numbers lead back to the tag."""

import jinja2
from jinja2 import nodes as ast

from auditresp.documents.template.environment import MARKS, Environment
from auditresp.documents.template.part import Part, Standing
from auditresp.documents.template.tags import ALONE, Kind, Tag
from auditresp.language import _
from auditresp.problems import did_you_mean

ENVIRONMENT = Environment()
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
    """Say of every tag by itself whether jinja understands it, so that all that is wrong is said at once."""
    for standing in part.slots:
        if not isinstance(standing, Standing):
            continue
        try:
            tree = read_code(by_itself(standing.tag))
        except jinja2.TemplateSyntaxError as error:
            part.wrong(standing.place, "template-syntax", not_understood(error))
            continue
        for kind, known, message in (
            (ast.Filter, ENVIRONMENT.filters, _("there is no filter '{name}'")),
            (ast.Test, ENVIRONMENT.tests, _("there is no test '{name}'")),
        ):
            for name in (each.name for each in tree.find_all(kind) if each.name not in known):
                part.wrong(standing.place, "unknown-filter", message.format(name=name) + did_you_mean(name, known))


def by_itself(tag: Tag) -> str:
    """A tag as a template of its own, with what it cannot do without around it; nothing where it says nothing by itself."""
    if tag.keyword in ("elif", "else"):
        return STATEMENT.format("if 1") + written(tag) + STATEMENT.format("endif")
    if tag.keyword in ("break", "continue"):
        return STATEMENT.format("for each in ()") + written(tag) + STATEMENT.format("endfor")
    if tag.opens:
        return written(tag) + STATEMENT.format(f"end{tag.keyword}")
    return written(tag) if tag.kind is Kind.PRINT or tag.keyword in ALONE else ""


def not_understood(error: jinja2.TemplateSyntaxError) -> str:
    """What to say about what jinja does not understand."""
    return _("this is not the template language: {reason}").format(reason=error.message)
