"""Whom to remind of what today: a pure function of the deadlines, the settings, the day, and what was said before."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache

from auditresp.deadlines import Due
from auditresp.model.responses import DueChange
from auditresp.model.settings import Settings
from auditresp.reminders.stages import days_until_escalation, stages_from, stages_of
from auditresp.value import Value

Said = Mapping[tuple[str, str, str], int]
"""The last stage that was said, by the deadline, its version and the recipient."""


class ReminderKey(Value):
    """What makes a reminder the same as one that was given before."""

    deadline: str
    version: str
    """Which promise it was: another one each time the deadline moves, so that it starts anew."""
    stage: int
    """Days from the deadline, negative before it."""
    recipient: str


class Reminder(Value):
    """Something to say to somebody about a deadline."""

    due: Due
    stage: int
    to: str
    escalated: bool = False
    """Whether it is taken further to somebody who has not promised it."""

    @property
    def key(self) -> ReminderKey:
        """What it is remembered by."""
        return ReminderKey(str(self.due.id), version_of(self.due), self.stage, person(self.to))

    @property
    def move(self) -> DueChange | None:
        """How the deadline was moved last, if it was."""
        return self.due.moves[-1] if self.due.moves else None


def version_of(due: Due) -> str:
    """Which promise a deadline is: how often it has moved, and the day that counts. The same day written otherwise is no other promise."""
    return f"{len(due.moves)}:{shown(due.due.day)}"


shown = lru_cache(maxsize=4096)(date.isoformat)
"""A day as it is written; many deadlines share one."""


def person(address: str) -> str:
    """Whose address it is: one person may stand under two keys, written in two ways."""
    return address.casefold()


def due_reminders(dues: Iterable[Due], settings: Settings, today: date, said: Said) -> list[Reminder]:
    """The reminders to give today; giving them is the channel's business.

    One for the stage that is reached, whatever was missed before it; none where that stage, or a later one, was said.
    """
    return list(_unsaid(dues, _Plan(settings, today), said))


def _unsaid(dues: Iterable[Due], plan: "_Plan", said: Said) -> Iterator[Reminder]:
    """What somebody is to know today, and does not."""
    reached, told = cache(plan.reached), cache(plan.told)  # few days and few people stand for many promises
    for due in dues:
        own, further = reached(due.due.day)
        if due.met or own is None:
            continue
        deadline, version = str(due.id), version_of(due)
        for who, address, escalated in told(due.owner, due.boards):
            stage = further if escalated else own
            if stage is not None and said.get((deadline, version, who), stage - 1) < stage:
                yield Reminder(due, stage, address, escalated)


class _Plan:
    """What the settings say of whom to remind when."""

    def __init__(self, settings: Settings, today: date) -> None:
        self._settings, self._today = settings, today
        self._stages = stages_of(settings.reminders)
        self._escalate = settings.reminders.escalate
        self._further = one_each(escalation_addresses(settings))

    def reached(self, day: date) -> tuple[int | None, int | None]:
        """The stages that a deadline on a day has reached: for those whose it is, and for those to whom a delay is taken further."""
        days = (self._today - day).days
        own = self._stages.reached(days)
        if self._escalate is None or days <= 0:
            return own, None
        start = days_until_escalation(day, self._escalate.after_working_days)
        return own, stages_from(start, self._stages).reached(days)

    def told(self, owner: str | None, boards: tuple[str, ...]) -> list[tuple[str, str, bool]]:
        """Who is told of a promise: the person, the address, and whether a delay is taken further to them."""
        own = one_each(self._settings.addresses(owner, boards))
        mine = [(who, address, False) for who, address in own.items()]
        return mine + [(who, address, True) for who, address in self._further.items() if who not in own]


def escalation_addresses(settings: Settings) -> list[str]:
    """The addresses of those to whom a delay is taken further."""
    keys = settings.reminders.escalate.to if settings.reminders.escalate else ()
    contacts = (settings.contacts.get(key) for key in keys)
    return [contact.email for contact in contacts if contact and contact.email]


def one_each(addresses: Iterable[str]) -> dict[str, str]:
    """The addresses, each person's once."""
    return {person(address): address for address in reversed(list(addresses))}


class Digest(Value):
    """All that is said to a person on a day: what is overdue first, each as the deadline comes."""

    to: str
    reminders: tuple[Reminder, ...]

    @property
    def keys(self) -> list[ReminderKey]:
        """What it is remembered by."""
        return sorted(reminder.key for reminder in self.reminders)


def digests_of(reminders: Iterable[Reminder]) -> list[Digest]:
    """The reminders gathered by person, so that nobody gets a mail for each deadline."""
    gathered: dict[str, list[Reminder]] = {}
    for reminder in reminders:
        gathered.setdefault(person(reminder.to), []).append(reminder)
    ordered = [tuple(sorted(own, key=urgency)) for _, own in sorted(gathered.items())]
    return [Digest(own[0].to, own) for own in ordered]


def urgency(reminder: Reminder) -> tuple[object, ...]:
    """What comes first in a digest: the earliest deadline, which is the most overdue."""
    return reminder.due.due.day, reminder.due.id
