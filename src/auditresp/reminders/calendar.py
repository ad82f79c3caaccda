"""Deadlines as a calendar file (RFC 5545) that Outlook and others read alike.

All-day events, since Outlook ignores VTODO; a UID made from the deadline's id and the
municipality's name, so that an event moves instead of doubling; a SEQUENCE
that grows with every move; what is met stays as a cancelled event, so that it goes from calendars that have it. No clock: the same files
give the same bytes.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import quote
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event, vCalAddress, vDuration, vText

from auditresp.deadlines import Due, DueKind, issued
from auditresp.model.register import Register
from auditresp.model.settings import Settings
from auditresp.reminders.addresses import in_ascii
from auditresp.reminders.entries import heading, moved, where
from auditresp.wording import date_long

PRODUCT = "-//auditresp//auditresp//SV"
MORNING = timedelta(hours=9)
"""When an alarm sounds: an all-day event begins at midnight, and nobody is at work then."""
LONG_AGO = date(2000, 1, 1)
"""The stamp of an event of which no day is known."""
DAILY = timedelta(days=1)
MUNICIPALITIES = UUID("d5f0a6de-6f0c-4c52-9b39-27c1f3b7a0e4")
"""The name space (RFC 9562, 6.6) of the municipalities' names; another one would double every event."""


def calendar_of(register: Register, dues: Iterable[Due], name: str) -> bytes:
    """The deadlines as a calendar file. Its name is what a calendar that subscribes to it is called."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", vText(name))
    organizer = organizer_of(register.settings)
    if organizer:
        calendar.add("method", "PUBLISH")  # which demands an organizer
    calendar.add("refresh-interval", vDuration(DAILY), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(DAILY))
    for due in dues:
        calendar.add_component(event_of(register, due, organizer))
    return bytes(calendar.to_ical())


def organizer_of(settings: Settings) -> vCalAddress | None:
    """Who publishes the calendar: whoever sends the reminders, else the municipality, else the first board with an address."""
    candidates = [settings.mail and settings.mail.sender, settings.municipality.email, *(board.email for board in settings.boards.values())]
    address = next((address for address in candidates if address), None)
    if address is None:
        return None
    organizer = vCalAddress(f"mailto:{quote(in_ascii(address), safe='@')}")
    organizer.params["CN"] = vText(settings.municipality.name)
    return organizer


def event_of(register: Register, due: Due, organizer: vCalAddress | None) -> Event:
    """A deadline as an event on the day that counts."""
    event = Event()
    event.add("uid", f"{due.id}@{of_municipality(register.settings)}")
    event.add("sequence", 2 * len(due.moves) + due.met)
    event.add("dtstamp", datetime.combine(last_changed(register, due), time(), UTC))
    event.add("dtstart", due.due.day)
    if due.due.day < date.max:  # an event without an end lasts the whole day too
        event.add("dtend", due.due.day + timedelta(days=1))
    event.add("summary", summary(due))
    event.add("description", description(due))
    event.add("categories", ["Revision"])
    if due.confidential:
        event.add("class", "CONFIDENTIAL")
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    event.add("status", "CANCELLED" if due.met else "CONFIRMED")
    if organizer:
        event.add("organizer", organizer)
    if not due.met:
        for alarm in alarms(register, due):
            event.add_component(alarm)
    return event


def of_municipality(settings: Settings) -> UUID:
    """What stands for the municipality in a UID: a reader may have the calendars of many, whose responses are called alike."""
    return uuid5(MUNICIPALITIES, settings.municipality.name.casefold())


def summary(due: Due) -> str:
    """What the event is called in the calendar."""
    return f"Klart: {heading(due)}" if due.met else heading(due)


def description(due: Due) -> str:
    """What the event says when it is opened."""
    lines = [f"Tidsgräns: {date_long(due.due)}", f"Ansvarig: {due.who}", f"Gäller: {where(due)}"]
    lines += [f"Flyttad {moved(move)}" for move in due.moves]
    if due.kind is DueKind.REPLY and due.meetings and due.meetings.safe:
        lines.append(f"Sista sammanträde om protokollet ska hinna justeras i vanlig ordning: {date_long(due.meetings.safe)}")
    return "\n".join(lines)


def alarms(register: Register, due: Due) -> Iterator[Alarm]:
    """An alarm in the morning for each day on which there is a reminder; the nearest first, for programs that heed only one."""
    for days in sorted({days for days in register.settings.reminders.days_before if days > 0}):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", heading(due))
        alarm.add("trigger", MORNING - timedelta(days=days))
        yield alarm


def last_changed(register: Register, due: Due) -> date:
    """The last day of which the files say that something happened to a deadline."""
    audit = register.audit(due.audit)
    response = register.responses.get(due.response) if due.response else None
    days = [issued(audit) if audit else None, due.met_on, *(move.date for move in due.moves)]
    if response:
        days += [response.date, response.sent.date if response.sent else None, *(decision.date for decision in response.decisions)]
    return max((day for day in days if day), default=LONG_AGO)
