"""Whom to remind of what today: a pure function of the deadlines, the settings, the day, and what was said before."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from auditresp.deadlines import Due
from auditresp.model.responses import DueChange
from auditresp.model.settings import Settings
from auditresp.reminders.stages import days_until_escalation, stages_from, stages_of

Said = Mapping[tuple[str, str, str], int]
"""The last stage that was said, by the deadline, its version and the recipient."""


@dataclass(frozen=True, order=True, slots=True)
class ReminderKey:
    """What makes a reminder the same as one that was given before."""

    deadline: str
    version: str
    """Which promise it was: another one each time the deadline moves, so that it starts anew."""
    stage: int
    """Days from the deadline, negative before it."""
    recipient: str


@dataclass(frozen=True, slots=True)
class Reminder:
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
    return f"{len(due.moves)}:{due.due.day}"


def person(address: str) -> str:
    """Whose address it is: one person may stand under two keys, written in two ways."""
    return address.casefold()


def due_reminders(dues: Iterable[Due], settings: Settings, today: date, said: Said) -> list[Reminder]:
    """The reminders to give today; giving them is the channel's business.

    One for the stage that is reached, whatever was missed before it; none where that stage, or a later one, was said.
    """
    plan = _Plan(settings)
    return [reminder for due in dues if not due.met for reminder in plan.reminders(due, (today - due.due.day).days, said)]


class _Plan:
    """What the settings say of whom to remind when, worked out once for all deadlines."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stages = stages_of(settings.reminders)
        self._escalate = settings.reminders.escalate
        self._further = one_each(escalation_addresses(settings))
        self._own: dict[tuple[str | None, tuple[str, ...]], dict[str, str]] = {}

    def reminders(self, due: Due, days: int, said: Said) -> Iterator[Reminder]:
        """What everybody who has to do with a deadline is to know, so many days after it, and does not."""
        stage = self._stages.reached(days)
        if stage is None:
            return
        own, promise = self._own_addresses(due), (str(due.id), version_of(due))
        for who, address in own.items():
            if said.get((*promise, who), stage - 1) < stage:
                yield Reminder(due, stage, address)
        further = self._taken_further(due, days)
        if further is not None:
            for who, address in self._further.items():
                if who not in own and said.get((*promise, who), further - 1) < further:
                    yield Reminder(due, further, address, escalated=True)

    def _own_addresses(self, due: Due) -> dict[str, str]:
        """Whose promise it is; the same for most deadlines of an owner."""
        asked = (due.owner, due.boards)
        if asked not in self._own:
            self._own[asked] = one_each(self._settings.addresses(due.owner, due.boards))
        return self._own[asked]

    def _taken_further(self, due: Due, days: int) -> int | None:
        """The stage that is reached for those to whom a delay is taken further; None while it is not taken further."""
        if self._escalate is None or days <= 0:
            return None
        start = days_until_escalation(due.due.day, self._escalate.after_working_days)
        return stages_from(start, self._stages).reached(days)


def escalation_addresses(settings: Settings) -> list[str]:
    """The addresses of those to whom a delay is taken further."""
    keys = settings.reminders.escalate.to if settings.reminders.escalate else ()
    contacts = (settings.contacts.get(key) for key in keys)
    return [contact.email for contact in contacts if contact and contact.email]


def one_each(addresses: Iterable[str]) -> dict[str, str]:
    """The addresses, each person's once."""
    return {person(address): address for address in reversed(list(addresses))}


@dataclass(frozen=True, slots=True)
class Digest:
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
    return [Digest(own[0].to, tuple(sorted(own, key=urgency))) for _, own in sorted(gathered.items())]


def urgency(reminder: Reminder) -> tuple[object, ...]:
    """What comes first in a digest: the earliest deadline, which is the most overdue."""
    return reminder.due.due.day, reminder.due.id


def unreachable(dues: Iterable[Due], settings: Settings) -> list[Due]:
    """What nobody can be reminded of, since neither the owner nor a board has an address."""
    return [due for due in dues if not due.met and not settings.addresses(due.owner, due.boards)]
