"""A year of promises, and what must be said of them: worked out day by day, without a line of the program's own reasoning.

Holidays are those of the printed calendar, stages are listed one after the other, and what was said is read from the mails that arrived.
"""

import calendar as almanac
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from email import message_from_bytes
from functools import cache
from typing import NamedTuple, TypeVar

from auditresp.model.audits import Audit
from auditresp.model.reading import record_from
from auditresp.model.records import Record
from auditresp.model.register import Register
from auditresp.model.responses import Response
from auditresp.model.settings import Settings
from mail_servers import Mail

FIRST, LAST = date(2018, 1, 1), date(2018, 12, 31)

RED_DAYS = {
    *("2017-12-25", "2017-12-26", "2018-01-01", "2018-03-30", "2018-04-02", "2018-05-01", "2018-05-10", "2018-06-06", "2018-06-22"),
    *("2018-12-24", "2018-12-25", "2018-12-26", "2018-12-31", "2019-01-01", "2019-04-19", "2019-04-22", "2019-05-01", "2019-05-30"),
}
"""From Monday to Friday, midsummer's, Christmas and New Year's Eve among them."""

MONTHS = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"]


@dataclass(frozen=True)
class Steps:
    """What the settings say of when there are reminders."""

    before: tuple[int, ...] = (30, 14, 7, 1)
    overdue: tuple[int, ...] = (1, 2, 4, 8, 16)
    working_days: int = 5


@dataclass(frozen=True)
class Promise:
    """A measure or a report, as the year's story has it."""

    name: str
    audit: int
    item: int
    owner: str
    day: date
    written: str
    moves: tuple[tuple[str, str, date], ...] = ()
    ended: bool = False
    report: bool = False

    @property
    def id(self) -> str:
        return f"{'follow_up' if self.report else 'measure'}/s{self.audit}/{self.name}"

    @property
    def version(self) -> tuple[int, date]:
        return len(self.moves), self.day


class Told(NamedTuple):
    """That somebody was told of a promise at a stage."""

    promise: str
    version: tuple[int, date]
    to: str
    stage: int


@dataclass
class Year:
    """The promises, and what happens to them from day to day."""

    chance: random.Random
    recommendations: int
    promises: dict[str, Promise] = field(default_factory=dict)
    steps: Steps = Steps()
    addresses: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        people = max(4, self.recommendations // 20)
        self.addresses = {f"p{number}": f"p{number}@sundby.example" for number in range(people)}
        self.addresses |= {"n0": "n0@sundby.example", "n1": "n1@sundby.example", "chef": "chef@sundby.example"}
        for number in range(3 * self.recommendations):
            self._add(number, report=False)
        for number in range(self.recommendations // 5):
            self._add(number, report=True)

    def _add(self, number: int, *, report: bool) -> None:
        name = f"{'f' if report else 'm'}{number}"
        item = number if report else number // 3
        day, written = self._deadline(FIRST - timedelta(60), LAST + timedelta(120))
        owner = self.chance.choice([*self.addresses, "Någon utan adress"])
        promise = Promise(name, item // 10, item % 10, owner, day, written, report=report)
        self.promises[promise.id] = promise

    def _deadline(self, earliest: date, latest: date) -> tuple[date, str]:
        day = earliest + timedelta(self.chance.randrange((latest - earliest).days))
        match self.chance.randrange(6):
            case 0:
                day = day.replace(day=almanac.monthrange(day.year, day.month)[1])
                return day, f"{day:%Y-%m}"
            case 1:
                month = 3 * ((day.month + 2) // 3)
                return date(day.year, month, almanac.monthrange(day.year, month)[1]), f"{day.year}-Q{month // 3}"
            case 2 if day.month <= 5:
                return date(day.year, 5, 31), f"{day.year}-spring"
            case _:
                return day, day.isoformat()

    def goes_on(self, today: date) -> None:
        """A day passes: deadlines are moved, forwards and back, measures end, entries are edited and go, people and settings change."""
        for promise in list(self.promises.values()):
            happens = self.chance.random()
            if happens < 0.0025:
                day, written = self._deadline(today - timedelta(20), today + timedelta(150))
                moves = (*promise.moves, (promise.written, written, today))
                self.promises[promise.id] = replace(promise, day=day, written=written, moves=moves)
            elif happens < 0.0040:
                self.promises[promise.id] = replace(promise, ended=True)
            elif happens < 0.0043:
                day, written = self._deadline(today, today + timedelta(60))
                self.promises[promise.id] = replace(promise, day=day, written=written, moves=())
            elif happens < 0.0044:
                del self.promises[promise.id]
        if self.chance.random() < 0.01:
            person = self.chance.choice([name for name in self.addresses if name.startswith("p")])
            self.addresses[person] = f"ny{today:%m%d}@sundby.example"
        if self.chance.random() < 0.01:
            self.steps = self.chance.choice([Steps(), Steps(before=(20, 10, 3)), Steps(overdue=(3, 10)), Steps(working_days=2)])

    def view(self) -> "View":
        """The files as a machine has them today."""
        return View(tuple(self.promises.values()), self.steps, dict(self.addresses))


@dataclass(frozen=True)
class View:
    """The files of a day."""

    promises: tuple[Promise, ...]
    steps: Steps
    addresses: dict[str, str]

    def register(self, port: int) -> Register:
        """The files, read."""
        gathered: dict[int, list[Promise]] = {}
        for promise in self.promises:
            gathered.setdefault(promise.audit, []).append(promise)
        responses = {f"s{audit}": response_of(audit, tuple(promises)) for audit, promises in gathered.items()}
        return Register(self._settings(port), tuple(map(audit_of, gathered)), responses)

    def _settings(self, port: int) -> Settings:
        contacts = {name: {"title": f"Person {name}", "email": address} for name, address in self.addresses.items() if name[0] != "n"}
        return record(
            Settings,
            {
                "format": 1,
                "municipality": {"name": "Sundby kommun"},
                "boards": {name: {"name": f"Nämnd {name}", "email": self.addresses[name]} for name in ("n0", "n1")},
                "contacts": contacts,
                "reminders": {
                    "days_before": self.steps.before,
                    "days_overdue": self.steps.overdue,
                    "escalate": {"after_working_days": self.steps.working_days, "to": ["chef"]},
                },
                "mail": {"server": f"smtp://127.0.0.1:{port}", "sender": "sekretariatet@sundby.example"},
            },
        )

    def expected(self, today: date) -> set[Told]:
        """What everybody must have been told by the end of a day on which the job ran as it should."""
        return {told for promise in self.promises if not promise.ended for told in self._expected(promise, today)}

    def _expected(self, promise: Promise, today: date) -> Iterator[Told]:
        own = self.addresses.get(promise.owner) or self.addresses[board_of(promise.audit)]
        stage = last_that_has_come(promise.day, own_stages(self.steps), today)
        if stage is not None:
            yield Told(promise.id, promise.version, own, stage)
        chef = self.addresses["chef"]
        start = days_until(promise.day, self.steps.working_days)
        further = tuple(sorted({start, *(day for day in own_stages(self.steps) if day > start)}))
        if own != chef and (stage := last_that_has_come(promise.day, further, today)) is not None:
            yield Told(promise.id, promise.version, chef, stage)


R = TypeVar("R", bound=Record)


def record(kind: type[R], written: object) -> R:
    """A record of plain values, which are read as if they stood in a file."""
    return record_from(kind, as_written(written))


def as_written(value: object) -> object:
    """Every scalar as text, since a reader of YAML gives it so."""
    match value:
        case dict():
            return {name: as_written(each) for name, each in value.items()}
        case list() | tuple():
            return [as_written(each) for each in value]
        case _:
            return str(value)


def board_of(audit: int) -> str:
    return f"n{audit % 2}"


@cache
def audit_of(number: int) -> Audit:
    items = [{"id": f"R{item}", "text": f"Rekommendation {item}"} for item in range(10)]
    written = {"id": f"a{number}", "title": f"Granskning {number}", "boards": [board_of(number)], "recommendations": items}
    return record(Audit, written)


@cache
def response_of(number: int, promises: tuple[Promise, ...]) -> Response:
    """A response file with its promises."""
    replies: dict[str, dict[str, list[object]]] = {}
    follow_ups = []
    for promise in promises:
        changes = [{"from": start, "to": end, "reason": "Skäl", "date": day} for start, end, day in promise.moves]
        common = {"id": promise.name, "text": f"Löfte {promise.name}", "due": promise.written, "due_changes": changes}
        if promise.report:
            follow_ups.append(common | {"reporter": promise.owner, "reported": [{"date": FIRST}] if promise.ended else []})
        else:
            ended = {"status": "cancelled", "reason": "Skäl"} if promise.ended else {"status": "planned"}
            replies.setdefault(f"R{promise.item}", {"measures": []})["measures"].append(common | ended | {"owner": promise.owner})
    written = {"id": f"s{number}", "audit": f"a{number}", "documents": ["svar"], "boards": [board_of(number)]}
    return record(Response, written | {"replies": replies, "follow_ups": follow_ups, "sent": {"date": FIRST, "version": 1}})


@cache
def own_stages(steps: Steps) -> tuple[int, ...]:
    """Every stage there is for two years, listed."""
    last = steps.overdue[-1]
    return tuple(sorted({*(-days for days in steps.before), 0, *steps.overdue, *range(last, 500, last)}))


def last_that_has_come(day: date, stages: tuple[int, ...], today: date) -> int | None:
    gone = (today - day).days
    come = [stage for stage in stages if stage <= gone]
    return come[-1] if come else None


@cache
def days_until(day: date, working_days: int) -> int:
    """How many days after a deadline so many working days have passed, counted on the fingers."""
    passed = days = 0
    while passed < working_days:
        days += 1
        after = day + timedelta(days)
        passed += after.weekday() < 5 and after.isoformat() not in RED_DAYS
    return days


def read_mail(mail: Mail) -> tuple[date, list[tuple[str, tuple[int, date]]]]:
    """The day a digest was written for, and the promises in it: each event's id, how often it was moved, and its day."""
    parts = {part.get_content_type(): part.get_payload(decode=True) for part in message_from_bytes(mail.content).walk()}
    _den, day, month, year = parts["text/plain"].decode().partition(" till ")[2].split(" med ")[0].split()
    events = parts["text/calendar"].decode().replace("\r\n ", "").split("BEGIN:VEVENT")[1:]
    found = [(value(event, "UID").rpartition("@")[0], (int(value(event, "SEQUENCE")) // 2, day_of(event))) for event in events]
    return date(int(year), MONTHS.index(month) + 1, int(day)), found


def value(event: str, name: str) -> str:
    return event.partition(f"\r\n{name}:")[2].partition("\r\n")[0]


def day_of(event: str) -> date:
    return date.fromisoformat(value(event, "DTSTART;VALUE=DATE"))


@dataclass
class Oracle:
    """Looks at what arrived, and says what is wrong with it."""

    expected_on: dict[date, dict[tuple[str, tuple[int, date], str], set[int]]] = field(default_factory=dict)
    arrived: dict[Told, Counter[str]] = field(default_factory=dict)
    highest: dict[tuple[str, tuple[int, date], str], int] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    read: int = 0

    def may_be_said(self, today: date, expected: set[Told]) -> None:
        """Note what a run on a day may say, as it sees the files."""
        on_the_day = self.expected_on.setdefault(today, {})
        for told in expected:
            on_the_day.setdefault(told[:3], set()).add(told.stage)

    def reads(self, inbox: list[Mail]) -> None:
        """Read the mails that have arrived since; none may say what was not to be said on its day, and the same letter is the same."""
        for mail in inbox[self.read :]:
            assert self.contents.setdefault(mail.id, mail.content) == mail.content
            day, promises = read_mail(mail)
            for promise, version in promises:
                who = (promise, version, mail.to)
                stages = self.expected_on[day].get(who, set())
                assert stages, f"invented: {who} on {day}"
                stage = max(stages)
                self.arrived.setdefault(Told(*who, stage), Counter())[mail.id] += 1
                self.highest[who] = max(stage, self.highest.get(who, stage))
        self.read = len(inbox)

    def lost(self, expected: set[Told]) -> list[Told]:
        """What should have been said by now and was not."""
        return sorted(told for told in expected if self.highest.get(told[:3], told.stage - 1) < told.stage)

    def said_twice(self, excused: Counter[str]) -> list[Told]:
        """What arrived more often than once, but for letters whose acceptance was not known: those may come again, as they were."""
        return sorted(
            told
            for told, letters in self.arrived.items()
            if len(letters) > 1 or any(times > 1 + excused[letter] for letter, times in letters.items())
        )
