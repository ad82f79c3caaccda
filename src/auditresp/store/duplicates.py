"""Ids that name two things."""

from collections.abc import Iterator, Sequence

from auditresp.language import _
from auditresp.model.audits import Audit, Item
from auditresp.model.register import Register, measures
from auditresp.model.responses import FollowUp, Measure
from auditresp.problems import Problem


def duplicate_ids(register: Register) -> Iterator[Problem]:
    """An id names one audit in the workspace, one item in its audit, one measure or follow-up in its response."""
    yield from repeated(register, register.audits)
    for audit in register.audits:
        yield from repeated(register, audit.items)
    for response in register.responses.values():
        yield from repeated(register, [*measures(response), *response.follow_ups])


def repeated(register: Register, named: Sequence[Audit | Item | Measure | FollowUp]) -> Iterator[Problem]:
    """A problem for each id that was taken already."""
    if len({record.id for record in named}) == len(named):
        return
    taken: dict[str, Audit | Item | Measure | FollowUp] = {}
    for record in named:
        first = taken.setdefault(record.id, record)
        if first is not record:
            message = _("the id '{id}' is taken on line {line}; give this one its own, and never use an id again")
            line = register.place(first, "id").line
            yield register.problem(record, "id", code="duplicate-id", message=message.format(id=record.id, line=line))
