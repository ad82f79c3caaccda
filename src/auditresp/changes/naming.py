"""What things are called in a sentence about a change: a value by its words, a measure by what is to be done."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from auditresp.changes.labels import label
from auditresp.changes.values import Around
from auditresp.markdown import plain
from auditresp.model.audits import Audit, Auditors, CoverLetter, Finding, Item, Report, Verdict
from auditresp.model.dates import Deadline
from auditresp.model.records import Record
from auditresp.model.responses import Decision, DueChange, FollowUp, Measure, ProposedDecision, Reply, Reported, Response, Section, Sent
from auditresp.model.settings import Board, Contact, Escalation, Mail, Reminders
from auditresp.model.values import BoardKey, ContactKey, Text, Who
from auditresp.wording import Worded, date_long, join_and, word

Called = Callable[[str], str]
"""What a contact's or a board's key stands for in words."""

SHORT = 60
"""So many characters of a text are enough to know which one is meant."""


def quoted(text: str) -> str:
    """A text's first words in quotation marks; the sentence goes on, so a full stop at its end is left out."""
    words = plain(text).removesuffix(".")
    if len(words) > SHORT:
        words = words[:SHORT].rsplit(" ", 1)[0].rstrip(" ,.;:–-") + " …"
    return f"”{words}”"


def shown(value: Any, called: Called) -> str:
    """A value in words."""
    match value:
        case bool():
            return "ja" if value else "nej"
        case date() | Deadline():
            return date_long(value)
        case Who() | BoardKey() | ContactKey():
            return called(value)
        case Text():
            return quoted(value)
        case str() if isinstance(value, Worded):
            return word(value)
        case str():
            return f"”{value}”"
        case tuple():
            return join_and([shown(entry, called) for entry in value])
        case Mapping():
            return join_and(list(value))
        case Record():
            return titled(value, called)
        case _:
            return str(value)


def titled(record: Record, called: Called) -> str:
    """What tells a record from others of its kind, in words."""
    match record:
        case Board(name=name):
            return str(name)
        case Contact(title=title) | Audit(title=title):
            return f"”{title}”"
        case Item(id=item):
            return str(item)
        case Response(id=response):
            return str(response)
        case Reply(stance=stance):
            return word(stance) if stance else ""
        case Decision(board=board, date=day, paragraph=paragraph):
            return ", ".join(filter(None, (f"{called(board)} {date_long(day)}", paragraph)))
        case Verdict(value=value, date=day):
            return f"{word(value)} {date_long(day)}"
        case Sent(date=day, version=version):
            return f"{date_long(day)}, version {version}"
        case Reported(date=day, case_number=number):
            return ", ".join(filter(None, (date_long(day), number)))
        case DueChange(from_=start, to=end):
            return f"från {date_long(start)} till {date_long(end)}"
        case Section(heading=heading):
            return f"”{heading}”"
        case _:
            values = (getattr(record, name) for name in ("name", "title", "text", "number") if name in type(record).fields)
            stated = [value for value in values if value] or [value for _name, value in record if value not in (None, ())]
            return ", ".join(shown(value, called) for value in stated)


def thing(around: Sequence[Around], item: str | None, called: Called) -> str:
    """What a field belongs to, in the definite form; nothing where it is the response or the audit itself."""
    if not around:
        return ""
    record = around[-1].record
    match record:
        case Reply():
            return f"svaret på {item}"
        case Measure(text=text):
            return f"åtgärden {quoted(text)} ({item})"
        case FollowUp(text=text):
            return f"uppföljningen {quoted(text)}"
        case ProposedDecision(text=text):
            return f"beslutssatsen {quoted(text)}"
        case Finding(id=found):
            return f"iakttagelse {found}"
        case Item(id=found):
            return f"rekommendation {found}"
        case Section(heading=heading):
            return f"avsnittet ”{heading}”"
        case Board() | Contact():
            return titled(record, called)
        case Auditors() | Report() | CoverLetter() | Reminders() | Escalation() | Mail() | Sent():  # their fields' names say which
            return thing(around[:-1], item, called)
        case _:
            return within(around, item, called) if len(around) > 1 else ""


def within(around: Sequence[Around], item: str | None, called: Called) -> str:
    """What a record is called by the field that it stands in: *underlaget ”Protokoll”*; as a single one, by that alone."""
    field, record = around[-1]
    holder = around[-2].record
    name = label(type(holder), field)
    title = titled(record, called) if isinstance(value_of(holder, field), tuple) else ""
    outer = thing(around[:-1], item, called)
    return " ".join(filter(None, (name, title, f"för {outer}" if outer else "")))


def value_of(record: Record, field: str) -> object:
    """A field's value, by the name that it has in the files."""
    return next((getattr(record, name) for name, info in type(record).fields.items() if (info.alias or name) == field), None)
