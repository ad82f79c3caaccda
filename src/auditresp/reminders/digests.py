"""A digest in words: plain text for every reader, and a page for mail programs that show one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from textwrap import fill

from auditresp.reminders.deciding import Digest, Reminder
from auditresp.reminders.entries import Entry, entry_of
from auditresp.reminders.letters import Occasion
from auditresp.wording import date_long

WIDTH = 76
INDENT = "   "


@dataclass(frozen=True, slots=True)
class Section:
    """Reminders that are equally urgent."""

    heading: str
    entries: tuple[Entry, ...]


def subject_of(digest: Digest, today: date) -> str:
    """What the mail is about: *Påminnelse om svaren till revisorerna: 2 försenade, 1 på gång*."""
    late = sum(is_late(reminder, today) for reminder in digest.reminders)
    coming = len(digest.reminders) - late
    counts = [f"{late} {'försenad' if late == 1 else 'försenade'}"] if late else []
    counts += [f"{coming} på gång"] if coming else []
    return f"Påminnelse om svaren till revisorerna: {', '.join(counts)}"


def is_late(reminder: Reminder, today: date) -> bool:
    """Whether the deadline has passed."""
    return reminder.due.days_left(today) < 0


def sections_of(digest: Digest, today: date) -> list[Section]:
    """The reminders as they are to be read: what is late first."""
    late = [entry_of(reminder, today) for reminder in digest.reminders if is_late(reminder, today)]
    coming = [entry_of(reminder, today) for reminder in digest.reminders if not is_late(reminder, today)]
    sections = [Section("Försenat", tuple(late)), Section("På gång", tuple(coming))]
    return [section for section in sections if section.entries]


def opening(occasion: Occasion) -> str:
    """The first sentence."""
    return f"Så här står det till {date_long(occasion.today)} med det som {occasion.municipality} ska svara eller har lovat revisorerna."


def closing(occasion: Occasion) -> str:
    """The last sentences: who wrote this, and whether the job runs as it should."""
    ran = f"Föregående genomgång gjordes {date_long(occasion.last_run)}." if occasion.last_run else "Det här är den första genomgången."
    return f"Påminnelsen kommer från auditresp. {ran}"


def as_text(digest: Digest, occasion: Occasion, *, further: str = "") -> str:
    """The digest in plain text; `further` is said of what comes with it."""
    parts = ["Hej!", wrapped(opening(occasion))]
    for section in sections_of(digest, occasion.today):
        parts.append(section.heading.upper())
        parts += [entry_as_text(number, entry) for number, entry in enumerate(section.entries, 1)]
    parts += [wrapped(further)] if further else []
    return "\n\n".join([*parts, wrapped(closing(occasion))]) + "\n"


def entry_as_text(number: int, entry: Entry) -> str:
    """A reminder in plain text."""
    lines = [wrapped(entry.heading, first=f"{number}. ", indent=INDENT)]
    lines += [wrapped(f"{name}: {fact}", first=INDENT, indent=INDENT) for name, fact in entry.facts]
    lines += [
        wrapped(f"Gör så här: {entry.todo}", first=INDENT, indent=INDENT),
        "   I registret skrivs det så:",
        *(f"     {command}" for command in entry.commands),
    ]
    return "\n".join(lines)


def wrapped(words: str, *, first: str = "", indent: str = "") -> str:
    """Words in lines that every program shows whole."""
    return fill(words, WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:40em;margin:1em auto;padding:0 1em;color:#1b1b1b;background:#fff}
h1{font-size:1.4em}h2{font-size:1.2em;margin-top:1.5em}h3{font-size:1em;margin:1.5em 0 .3em}
dl{margin:0}dt{font-weight:bold;float:left;clear:left;margin-right:.4em}dd{margin:0 0 .2em}
.late h3{border-left:.3em solid #a4161a;padding-left:.6em}.coming h3{border-left:.3em solid #1d4e89;padding-left:.6em}
code{overflow-wrap:anywhere}footer{margin-top:2em;border-top:1px solid #767676;font-size:.9em}
@media(prefers-color-scheme:dark){body{color:#f1f1f1;background:#1b1b1b}.late h3{border-color:#ff8a8a}.coming h3{border-color:#8ab8ff}}
"""


def as_html(digest: Digest, occasion: Occasion, *, further: str = "") -> str:
    """The digest as a page: headings in order, light or dark as the reader has it, nothing fetched, every word escaped."""
    subject = escape(subject_of(digest, occasion.today))
    sections = "".join(section_as_html(section) for section in sections_of(digest, occasion.today))
    return (
        f'<!DOCTYPE html>\n<html lang="sv"><head><meta charset="utf-8"><title>{subject}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{STYLE}</style></head>\n'
        f"<body><main><h1>{subject}</h1>\n<p>Hej!</p>\n<p>{escape(opening(occasion))}</p>\n{sections}"
        f"{f'<p>{escape(further)}</p>' if further else ''}</main>\n<footer><p>{escape(closing(occasion))}</p></footer></body></html>\n"
    )


def section_as_html(section: Section) -> str:
    """One section of the page."""
    kind = "late" if section.heading == "Försenat" else "coming"
    entries = "\n".join(map(entry_as_html, section.entries))
    return f'<section class="{kind}"><h2>{section.heading}</h2>\n{entries}</section>\n'


def entry_as_html(entry: Entry) -> str:
    """A reminder on the page."""
    return f"<h3>{escape(entry.heading)}</h3>\n{terms(entry.facts)}\n<p>{escape(entry.todo)}</p>\n{commands_as_html(entry.commands)}"


def terms(facts: Iterable[tuple[str, str]]) -> str:
    """Facts with their names, as a list that a screen reader announces as one."""
    return f"<dl>{''.join(f'<dt>{name}:</dt><dd>{escape(fact)}</dd>' for name, fact in facts)}</dl>"


def commands_as_html(commands: Sequence[str]) -> str:
    """How the register is kept true."""
    return f"<p>I registret skrivs det så:<br>{'<br>'.join(f'<code>{escape(command)}</code>' for command in commands)}</p>"
