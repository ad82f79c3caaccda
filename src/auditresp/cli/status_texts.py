"""Where the recommendations stand, as people and programs read it."""

import json
from collections.abc import Iterator
from textwrap import shorten, wrap

import click

from auditresp.cli.deadline_lists import due_in_json, moves_in_json, short, where_to_decide
from auditresp.language import _, ngettext
from auditresp.markdown import plain
from auditresp.model.audits import VerdictValue
from auditresp.model.responses import MeasureStatus, Stance
from auditresp.model.standing import ItemStatus, ResponseState, state_of
from auditresp.overview import Answer, AuditStanding, Counts, Overview, Promise, Standing, counted

STATUSES = {
    ItemStatus.UNANSWERED: (_("unanswered"), "red"),
    ItemStatus.ANSWERED: (_("answered"), None),
    ItemStatus.IN_PROGRESS: (_("in progress"), "cyan"),
    ItemStatus.IMPLEMENTED: (_("implemented"), "green"),
}
STANCES = {Stance.AGREE: _("agree"), Stance.PARTLY: _("agree partly"), Stance.DISAGREE: _("disagree")}
STATES = {ResponseState.DRAFT: _("draft"), ResponseState.DECIDED: _("decided"), ResponseState.SENT: _("sent")}
VERDICTS = {
    VerdictValue.OPEN: _("open"),
    VerdictValue.PARTLY_ADDRESSED: _("partly addressed"),
    VerdictValue.ADDRESSED: _("addressed"),
    VerdictValue.CLOSED_NOT_ADDRESSED: _("closed, not addressed"),
    VerdictValue.NO_LONGER_RELEVANT: _("no longer relevant"),
}
EDGE = 4
"""How far what belongs to a recommendation is moved in."""


def as_text(overview: Overview, width: int) -> str:
    """Audit by audit, and last where all of them stand."""
    if not overview.audits:
        return _("There is no audit yet in recommendations.yaml.")
    parts = ["\n".join(audit_lines(overview, audit, width)) for audit in overview.audits]
    return "\n\n".join([*parts, "\n".join(summary(overview, width))])


def audit_lines(overview: Overview, audit: AuditStanding, width: int) -> Iterator[str]:
    """An audit: who answers it, and each of its recommendations."""
    for line in wrap(f"{audit.title} · {audit.audit.id}", width, break_on_hyphens=False):
        yield click.style(line, bold=True)
    for response in audit.responses:
        boards = ", ".join(map(overview.settings.called, response.boards))
        yield from wrap(f"{boards}: {STATES[state_of(response)]}", width)
    for due in audit.replies_due():
        late = due.days_left(overview.today) < 0
        said = _("{board} owes the reply, due {due}").format(board=due.who, due=short(due.due))
        if due.decided:
            said += "; " + _("decided; it remains to be sent")
        elif due.meetings and not late:
            said += f"; {where_to_decide(due.meetings, overview.today)}"
        yield from (click.style(line, fg="red" if late else None) for line in wrap(said, width, break_on_hyphens=False))
    for standing in audit.standings:
        yield ""
        yield from standing_lines(standing, width)


def standing_lines(standing: Standing, width: int) -> Iterator[str]:
    """A recommendation: where it stands, what it says, and what is promised for it."""
    indent = " " * EDGE
    if standing.withheld:
        yield from wrap(standing.item.text, width, initial_indent=indent, subsequent_indent=indent)
        return
    name, colour = STATUSES[standing.status]
    facts = [STANCES[standing.stance]] if standing.stance else []
    if standing.verdict:
        facts.append(_("the auditors: {verdict}").format(verdict=VERDICTS[standing.verdict]))
    yield f"{click.style(standing.item.id, bold=True)}  {click.style(name, fg=colour)}" + "".join(f" · {fact}" for fact in facts)
    yield from wrap(
        shorten(plain(standing.item.text), 3 * (width - EDGE), placeholder=" …"), width, initial_indent=indent, subsequent_indent=indent
    )
    for promise in standing.promises:
        said = f"- {plain(promise.measure.text)} ({measure_facts(promise)})"
        lines = wrap(said, width, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False)
        yield from (click.style(line, fg="red" if promise.is_late else None) for line in lines)


def measure_facts(promise: Promise) -> str:
    """Who does it, and when."""
    measure = promise.measure
    match measure.status:
        case MeasureStatus.DONE:
            when = _("done {day}").format(day=measure.done or "").strip()
        case MeasureStatus.CANCELLED:
            when = _("cancelled")
        case MeasureStatus.PLANNED | MeasureStatus.ONGOING if not measure.due:
            when = _("no deadline")
        case MeasureStatus.PLANNED | MeasureStatus.ONGOING:
            when = (_("LATE, due {due}") if promise.is_late else _("due {due}")).format(due=short(measure.due))
    if measure.due_changes:
        moves = len(measure.due_changes)
        when += ", " + ngettext("moved {count} time", "moved {count} times", moves).format(count=moves)
    return f"{promise.who}; {when}"


def summary(overview: Overview, width: int) -> Iterator[str]:
    """How many recommendations stand where, year by year."""
    heads = [name for name, _colour in STATUSES.values()]
    widths = [len(head) + 2 for head in heads]
    rows = [(str(year) if year else _("undated"), counted(members)) for year, members in overview.by_year]
    if len(rows) > 1:
        rows.append((_("all"), overview.counts))
    year_head = _("Year")
    first = max(len(year_head), *(len(name) for name, _counts in rows))
    yield click.style(f"{year_head:<{first}}" + "".join(f"{head:>{room}}" for head, room in zip(heads, widths, strict=True)), bold=True)
    for name, counts in rows:
        yield f"{name:<{first}}" + "".join(f"{number:>{room}}" for number, room in zip(counts.values(), widths, strict=True))
    late = sum(due.days_left(overview.today) < 0 for due in overview.deadlines)
    if late:
        said = ngettext(
            "{count} deadline has passed; auditresp deadlines lists it",
            "{count} deadlines have passed; auditresp deadlines lists them",
            late,
        )
        yield click.style(said.format(count=late), fg="red")


def as_json(overview: Overview) -> str:
    """One JSON object, as schema/status.schema.json describes it."""
    found = {
        "as_of": overview.today,
        "municipality": overview.settings.municipality.name,
        "counts": counts_in_json(overview.counts),
        "years": [{"year": year, "counts": counts_in_json(counted(members))} for year, members in overview.by_year],
        "audits": [audit_in_json(overview, audit) for audit in overview.audits],
    }
    return json.dumps(found, ensure_ascii=False, indent=2, default=str) + "\n"


def counts_in_json(counts: Counts) -> dict[str, int]:
    """How many stand where, by the status's name."""
    return {status.value: number for status, number in counts.items()}


def audit_in_json(overview: Overview, audit: AuditStanding) -> dict[str, object]:
    """An audit with its responses, recommendations and deadlines."""
    return {
        "id": audit.audit.id,
        "title": audit.audit.title,
        "year": audit.year,
        "boards": audit.audit.boards,
        "reply_due": audit.audit.reply_due,
        "counts": counts_in_json(counted(audit.recommendations)),
        "responses": [
            {"id": response.id, "boards": response.boards, "state": state_of(response), "sent": response.sent and response.sent.date}
            for response in audit.responses
        ],
        "items": [standing_in_json(standing) for standing in audit.standings],
        "deadlines": [due_in_json(due, overview.today, overview.soon) for due in audit.deadlines],
    }


def standing_in_json(standing: Standing) -> dict[str, object]:
    """A recommendation or finding. Of what is withheld only that it is there."""
    return {
        "id": standing.item.id,
        "kind": "recommendation" if standing.is_recommendation else "finding",
        "label": standing.label,
        "withheld": standing.withheld,
        "text": standing.item.text,
        "group": standing.item.group,
        "boards": standing.boards,
        "stance": standing.stance,
        "status": None if standing.withheld else standing.status,
        "verdict": standing.verdict,
        "verdicts": [{"date": each.date, "value": each.value, "text": each.text} for each in standing.verdicts],
        "late": [promise.measure.id for promise in standing.late],
        "answers": [answer_in_json(answer) for answer in standing.answers],
    }


def answer_in_json(answer: Answer) -> dict[str, object]:
    """What one response says of it, and promises."""
    reply = answer.reply
    return {
        "response": answer.response.id,
        "boards": answer.response.boards,
        "stance": reply.stance,
        "text": reply.text,
        "by_board": reply.by_board,
        "measures": [measure_in_json(promise) for promise in answer.promises],
    }


def measure_in_json(promise: Promise) -> dict[str, object]:
    """A measure as the file has it, with who is responsible in words and where its deadline stands."""
    measure = promise.measure
    return {
        "id": measure.id,
        "text": measure.text,
        "status": measure.status,
        "owner": measure.owner,
        "who": promise.who,
        "due": measure.due,
        "state": promise.state,
        "done": measure.done,
        "reason": measure.reason,
        "evidence": [{"text": each.text, "case_number": each.case_number, "sha256": each.sha256} for each in measure.evidence],
        "moves": moves_in_json(measure.due_changes),
    }
