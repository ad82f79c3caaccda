"""What a reminder says, in Swedish: what it is about, where it stands, and what to do next. How it looks is the mail's business."""

from dataclasses import dataclass
from datetime import date

from auditresp.deadlines import Due, DueKind
from auditresp.markdown import plain
from auditresp.model.dates import Precision
from auditresp.model.responses import DueChange
from auditresp.reminders.deciding import Reminder
from auditresp.wording import date_iso, date_long


@dataclass(frozen=True, slots=True)
class Entry:
    """A reminder in words."""

    heading: str
    facts: tuple[tuple[str, str], ...]
    """What is known of it, each with its name."""
    todo: str
    commands: tuple[str, ...]
    """What whoever keeps the register writes when it is done."""


def entry_of(reminder: Reminder, today: date) -> Entry:
    """What is said of a reminder on a day."""
    due = reminder.due
    facts = [("Tidsgräns", when(due, today)), ("Ansvarig", due.who), ("Gäller", where(due))]
    if reminder.move:
        facts.append(("Flyttad", moved(reminder.move)))
    if meeting := due.meetings and due.meetings.left(today):
        how = "om protokollet ska hinna justeras i vanlig ordning" if meeting.approved else "och då med omedelbar justering"
        facts.append(("Sista sammanträde", f"{date_long(meeting.day)}, {how}"))
    if reminder.escalated:
        facts.append(("Varför du får det här", "tidsgränsen är passerad och ärendet förs därför vidare till dig"))
    return Entry(heading(due), tuple(facts), todo(reminder, today), commands(due))


def heading(due: Due) -> str:
    """What it is about."""
    text = plain(due.text)
    match due.kind:
        case DueKind.REPLY:
            return f"Svara revisorerna: {text}"
        case DueKind.MEASURE:
            return text
        case DueKind.FOLLOW_UP:
            return f"Återrapportera: {text}"


def when(due: Due, today: date) -> str:
    """The deadline as it was promised, its day that counts where that is another thing, and how far off it is."""
    promised = date_long(due.due)
    if due.due.precision is not Precision.DAY:
        promised += f", alltså senast {date_long(due.due.day)}"
    return f"{promised} – {distance(due, today)}"


def moved(move: DueChange) -> str:
    """How a deadline was moved, and why."""
    return f"från {date_long(move.from_)} till {date_long(move.to)} ({date_iso(move.date)}). Skäl: {plain(move.reason)}"


def distance(due: Due, today: date) -> str:
    """How far off a deadline is, in words: *i dag*, *om 7 dagar (5 arbetsdagar)*, *8 dagar för sent*."""
    days, working = due.days_left(today), due.working_days_left(today)
    if days < 0:
        return f"{counted(-days)} för sent"
    if days == 0:
        return "i dag"
    return f"om {counted(days)} ({working} {'arbetsdag' if working == 1 else 'arbetsdagar'})"


def counted(days: int) -> str:
    """So many days."""
    return "1 dag" if days == 1 else f"{days} dagar"


def where(due: Due) -> str:
    """What it belongs to, by name, and where in the register it stands."""
    if due.kind is DueKind.REPLY:
        return f"granskningen {due.audit}"
    item = f", punkt {due.item}" if due.item else ""
    return f"{due.title} (svaret {due.response}{item})"


def todo(reminder: Reminder, today: date) -> str:
    """What the reader is to do next."""
    late = reminder.due.days_left(today) < 0
    if reminder.escalated:
        return "Kontakta den som är ansvarig. Svara sedan på den här påminnelsen och berätta när det blir klart."
    match reminder.due.kind:
        case DueKind.REPLY:
            return "Skicka svaret så snart det går, och meddela revisorerna." if late else "Se till att svaret beslutas och skickas i tid."
        case DueKind.MEASURE if late:
            return "Svara på den här påminnelsen: är åtgärden klar, eller när blir den klar och varför dröjer den?"
        case DueKind.MEASURE:
            return "Svara på den här påminnelsen när åtgärden är klar, eller redan nu om tiden inte räcker."
        case DueKind.FOLLOW_UP:
            return "Lämna återrapporten så snart det går." if late else "Skriv återrapporten och lämna den i tid."


def commands(due: Due) -> tuple[str, ...]:
    """The commands with which it is kept true."""
    promise = f"{due.response}/{due.id.part}"
    match due.kind:
        case DueKind.REPLY if due.response is None:
            return (f"auditresp new response {due.audit} --board {due.id.part}",)
        case DueKind.REPLY:
            decide = () if due.decided else (f"auditresp decide {due.response} --board {due.id.part} --date DATUM --paragraph NUMMER",)
            return (*decide, f"auditresp send {due.response}")
        case DueKind.MEASURE:
            return (f"auditresp measure done {promise} --date DATUM", f'auditresp measure move {promise} --to "TIDSGRÄNS" --reason "SKÄL"')
        case DueKind.FOLLOW_UP:
            report = f"auditresp report {promise} --date DATUM"
            return (f"auditresp build {due.response} --document {due.document}", report) if due.document else (report,)
