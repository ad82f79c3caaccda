"""A choice of a few words is compared with words that it may be."""

from collections.abc import Iterator
from enum import Enum

from jinja2 import nodes as ast

from auditresp.documents.proofing.kinds import Kinds, Plain
from auditresp.language import _
from auditresp.problems import nearest
from auditresp.wording import word

EQUAL = {"eq", "ne", "==", "!=", "equalto", "sameas"}
AMONG = {"in", "notin"}


def impossible(kinds: Kinds, operator: str, other: ast.Node) -> Iterator[str]:
    """What to say where a value can never be equal to what it is compared with."""
    choices = [kind.type for kind in kinds if isinstance(kind, Plain) and issubclass(kind.type, Enum)]
    if not choices or len(choices) < len(kinds):
        return
    members = {str(member.value): member for choice in choices for member in choice}
    for written in constants(operator, other):
        if written not in members:
            yield never(written, members)


def constants(operator: str, other: ast.Node) -> Iterator[str]:
    """The words that stand on the other side of a comparison."""
    match other:
        case ast.Const(value=str(written)) if operator in EQUAL:
            yield written
        case ast.List(items=items) | ast.Tuple(items=items) if operator in AMONG:
            yield from (item.value for item in items if isinstance(item, ast.Const) and isinstance(item.value, str))


def never(written: str, members: dict[str, Enum]) -> str:
    """That a value is never this, what it may be, and what was probably meant."""
    swedish = {word(member): value for value, member in members.items()}
    message = _("this is never '{value}'; it is one of {values}").format(value=written, values=", ".join(members))
    if written in swedish:
        return message + _("; '{value}' is how '{meant}' is printed").format(value=written, meant=swedish[written])
    near = nearest(written, members) or swedish.get(nearest(written, swedish) or "")
    return message + (_("; did you mean '{name}'?").format(name=near) if near else "")
