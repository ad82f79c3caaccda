"""Deadlines as people, programs and Excel read them."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO
from textwrap import wrap

import click

from auditresp.deadlines import Due, DueKind, DueState, Meetings
from auditresp.language import _
from auditresp.markdown import plain
from auditresp.model.dates import Deadline, Precision
from auditresp.model.register import Register
from auditresp.model.responses import DueChange, MeasureStatus
from auditresp.wording import date_iso, word

COLOURS = {DueState.OVERDUE: "red", DueState.DUE_SOON: "yellow", DueState.UPCOMING: None, DueState.MET: "green"}
DAYS, WORKDAYS = 6, 8
"""How wide the columns of days are."""


def as_text(deadlines: Sequence[Due], today: date, soon: int, width: int) -> str:
    """A table: the day, the days and working days left, and below each other what, who, where it can be decided, what was moved."""
    if not deadlines:
        return _("Nothing is due.")
    heads = [_("Due"), _("Days"), _("Workdays"), _("What")]
    days = max(len(heads[0]), *(len(short(due.due)) for due in deadlines))
    edge = days + DAYS + WORKDAYS + 4
    lines = [click.style(f"{heads[0]:<{days}} {heads[1]:>{DAYS}} {heads[2]:>{WORKDAYS}}  {heads[3]}", bold=True)]
    for due in deadlines:
        state = due.state(today, soon=soon)
        what, *further = said(due, today)
        first, *rest = folded(what, width - edge) or [""]
        start = f"{short(due.due):<{days}} {left(due, today)}"
        lines.append(click.style(start, fg=COLOURS[state]) + f"  {first}")
        lines += [f"{'':{edge}}{line}" for line in rest]
        lines += [click.style(f"{'':{edge}}{line}", dim=True) for each in further for line in folded(each, width - edge)]
    return "\n".join(lines)


def folded(text: str, width: int) -> list[str]:
    """A text in lines. An id stays whole, so that it can be copied."""
    return wrap(text, width, break_on_hyphens=False)


def short(deadline: Deadline) -> str:
    """A deadline in a column: as it stands in the file, but a season in words."""
    season = deadline.precision in (Precision.SPRING, Precision.AUTUMN)
    return date_iso(deadline) if season else deadline.written


def left(due: Due, today: date) -> str:
    """The two columns of days; of what is done, the day on which it was."""
    if due.met:
        return f"{done(due):>{DAYS + WORKDAYS + 1}}"
    return f"{due.days_left(today):>{DAYS}} {due.working_days_left(today):>{WORKDAYS}}"


def done(due: Due) -> str:
    """That it is done, and when."""
    if due.status is MeasureStatus.CANCELLED:
        return _("cancelled")
    return _("done {day}").format(day=due.met_on or "").strip()


def said(due: Due, today: date) -> Iterator[str]:
    """What is due, and below it what is worth knowing."""
    kinds = {DueKind.REPLY: _("Reply: {what}"), DueKind.MEASURE: _("Measure: {what}"), DueKind.FOLLOW_UP: _("Report: {what}")}
    yield kinds[due.kind].format(what=plain(due.text))
    yield " · ".join([due.who, where(due)])
    if due.decided and not due.met:
        yield _("decided; it remains to be sent")
    if due.meetings and not due.met and due.days_left(today) >= 0:
        yield where_to_decide(due.meetings, today)
    for change in due.moves:
        yield _("moved {day} from {before} to {after}: {reason}").format(
            day=change.date, before=short(change.from_), after=short(change.to), reason=plain(change.reason)
        )


def where(due: Due) -> str:
    """Where in the files it stands: the audit, or the response and the measure or follow-up in it."""
    return f"{due.id.file}/{due.id.part}" + (f" ({due.id.number})" if due.id.number > 1 else "")


def where_to_decide(meetings: Meetings, today: date) -> str:
    """The meeting at which the reply can be decided in time, if there is one."""
    meeting = meetings.left(today)
    if meeting is None and meetings.safe:
        return _("last safe meeting {safe} has passed, and no later one is left before the reply is due").format(safe=meetings.safe)
    if meeting is None:
        return _("no meeting in auditresp.yaml is left before the reply is due")
    if meeting.approved:
        return _("last safe meeting {day}: its minutes are approved by {approved}").format(day=meeting.day, approved=meeting.approved)
    if meetings.safe:
        message = _("last safe meeting {safe} has passed; {day} remains, with minutes approved at once (omedelbar justering)")
        return message.format(safe=meetings.safe, day=meeting.day)
    return _("no meeting is early enough; {day} remains, with minutes approved at once (omedelbar justering)").format(day=meeting.day)


def as_json(deadlines: Iterable[Due], today: date, soon: int) -> str:
    """One JSON object, as schema/deadlines.schema.json describes it."""
    found = [due_in_json(due, today, soon) for due in deadlines]
    return json.dumps({"as_of": today, "deadlines": found}, ensure_ascii=False, indent=2, default=str) + "\n"


def due_in_json(due: Due, today: date, soon: int) -> dict[str, object]:
    """A deadline for programs: what is not there is null."""
    meetings = due.meetings
    return {
        "id": str(due.id),
        "kind": due.kind,
        "state": due.state(today, soon=soon),
        "due": due.due,
        "day": due.due.day,
        "precision": due.due.precision,
        "days_left": None if due.met else due.days_left(today),
        "working_days_left": None if due.met else due.working_days_left(today),
        "text": due.text,
        "audit": due.audit,
        "response": due.response,
        "item": due.item,
        "boards": due.boards,
        "owner": due.owner,
        "who": due.who,
        "status": due.status,
        "met_on": due.met_on,
        "moves": moves_in_json(due.moves),
        "meetings": meetings and {"safe": meetings.safe, "approved": meetings.approved, "immediate": meetings.immediate},
        "decided": due.decided,
        "receiver": due.receiver,
        "document": due.document,
        "confidential": due.confidential,
    }


def moves_in_json(moves: Iterable[DueChange]) -> list[dict[str, object]]:
    """What a deadline was moved from and why."""
    return [{"from": move.from_, "to": move.to, "reason": move.reason, "by": move.by, "date": move.date} for move in moves]


COLUMNS = [
    "Förfaller",
    "Sista dag",
    "Läge",
    "Dagar kvar",
    "Arbetsdagar kvar",
    "Slag",
    "Vad",
    "Ansvarig",
    "Nämnder",
    "Granskning",
    "Svar",
    "Beteckning",
    "Klar",
    "Sista säkra sammanträde",
    "Protokoll justerat senast",
    "Sammanträde med omedelbar justering",
    "Flyttad från",
    "Skäl till flytt",
]


def as_csv(register: Register, deadlines: Iterable[Due], today: date, soon: int) -> bytes:
    """For a Swedish Excel: UTF-8 with a byte-order mark, `;` between cells, and no cell that would be taken for a formula."""
    text = StringIO(newline="")
    rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([harmless(cell) for cell in cells(register, due, today, soon)] for due in deadlines)
    return text.getvalue().encode("utf-8-sig", errors="replace")


def cells(register: Register, due: Due, today: date, soon: int) -> list[object]:
    """A deadline's row, in the order of COLUMNS."""
    meetings = due.meetings or Meetings(None, None, 0)
    return [
        date_iso(due.due),
        due.due.day,
        word(due.state(today, soon=soon)),
        "" if due.met else due.days_left(today),
        "" if due.met else due.working_days_left(today),
        word(due.kind),
        plain(due.text),
        due.who,
        ", ".join(map(register.settings.called, due.boards)),
        due.audit,
        due.response or "",
        str(due.id),
        due.met_on or "",
        meetings.safe or "",
        meetings.approved or "",
        meetings.immediate or "",
        ", ".join(date_iso(move.from_) for move in due.moves),
        " / ".join(plain(move.reason) for move in due.moves),
    ]


def harmless(cell: object) -> object:
    """A cell that a spreadsheet takes for what it is: a text that begins like a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
