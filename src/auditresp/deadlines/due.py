"""Something that was promised for a day: what, to when, by whom, and where it stands on a day."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from auditresp.deadlines.meetings import Meetings
from auditresp.deadlines.working_days import working_days_between
from auditresp.model.dates import Deadline
from auditresp.model.responses import DueChange, MeasureStatus
from auditresp.model.values import AuditId, BoardKey, Id, ItemId, TemplateName, Who


class DueKind(StrEnum):
    """What kind of thing falls due."""

    REPLY = "reply"
    MEASURE = "measure"
    FOLLOW_UP = "follow_up"


class DueState(StrEnum):
    """Where a deadline stands on a day."""

    UPCOMING = "upcoming"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    MET = "met"


class DueId(NamedTuple):
    """Which promise it is. It stays the same however often the deadline moves, so a reminder and an event in a calendar are found again.

    A reply is known by its audit and the board that owes it, whether there is a response yet or not.
    """

    kind: DueKind
    file: Id
    """The audit of a reply; the response of a measure or follow-up."""
    part: Id
    """The board that replies; the measure; the follow-up."""
    number: int = 1
    """Which report of a follow-up that repeats, from 1."""

    def __str__(self) -> str:
        promise = "/".join((self.kind, self.file, self.part))
        return f"{promise}/{self.number}" if self.number > 1 else promise


class Due(NamedTuple):
    """Something promised: what, to when, and by whom; what is known of it, and where it stands on a day."""

    id: DueId
    due: Deadline
    text: str
    """What: of a reply the audit's title, else Markdown."""
    audit: AuditId
    title: str
    """What the audit is called."""
    who: str
    """Who is responsible, in words that can be read: the owner, else the boards."""
    boards: tuple[BoardKey, ...]
    response: Id | None = None
    """The response it stands in; None while nobody has begun to answer the audit."""
    owner: Who | None = None
    """The owner or reporter, as it stands in the file."""
    item: ItemId | None = None
    """The recommendation or finding that a measure is for."""
    confidential: bool = False
    """Whether public documents withhold it."""
    status: MeasureStatus | None = None
    """Of a measure: planned, ongoing, done or cancelled."""
    moves: tuple[DueChange, ...] = ()
    """What it was moved from and why, the oldest first."""
    met: bool = False
    """Whether there is nothing left to do: sent, ended or reported."""
    met_on: date | None = None
    """The day on which it was done, where it was."""
    meetings: Meetings | None = None
    """Of a reply that is not decided: where the board can decide it."""
    decided: bool = False
    """Of a reply: whether the board has decided it, so that it remains to be sent."""
    receiver: Who | None = None
    """Of a follow-up: who gets the report, as it stands in the file."""
    document: TemplateName | None = None
    """Of a follow-up: the template that the report is written with."""

    @property
    def kind(self) -> DueKind:
        """What kind of thing falls due."""
        return self.id.kind

    def days_left(self, today: date) -> int:
        """The days that are left; negative when it is overdue."""
        return (self.due.day - today).days

    def working_days_left(self, today: date) -> int:
        """The days on which offices work that are left, its last day among them; negative when it is overdue."""
        return working_days_between(today, self.due.day)

    def state(self, today: date, *, soon: int) -> DueState:
        """Where it stands on a day; `soon` is how many days before the deadline it is due soon."""
        left = self.days_left(today)
        if self.met:
            return DueState.MET
        if left < 0:
            return DueState.OVERDUE
        return DueState.DUE_SOON if left <= soon else DueState.UPCOMING
