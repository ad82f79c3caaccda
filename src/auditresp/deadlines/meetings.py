"""The meetings at which a board can decide its reply before it is due."""

from datetime import date, timedelta

from auditresp.model.audits import Audit
from auditresp.model.dates import Deadline
from auditresp.model.settings import Board
from auditresp.value import Value


class Meeting(Value):
    """A meeting at which a reply can be decided."""

    day: date
    approved: date | None
    """When its minutes are approved at the latest; None where they must be approved at once (omedelbar justering)."""


class Meetings(Value):
    """The meetings that are left to a board which owes a reply."""

    safe: date | None
    """The last one whose minutes are approved in time."""
    immediate: date | None
    """The last one after that and before the reply is due: its minutes must be approved at once (omedelbar justering)."""
    approval_days: int

    @property
    def approved(self) -> date | None:
        """When the minutes of the last safe meeting are approved at the latest."""
        return self.safe + timedelta(days=self.approval_days) if self.safe else None

    def left(self, today: date) -> Meeting | None:
        """The meeting to decide at: the last safe one while it is still to come, else one whose minutes are approved at once, if any."""
        if self.safe and self.safe >= today:
            return Meeting(self.safe, self.approved)
        return Meeting(self.immediate, None) if self.immediate and self.immediate >= today else None


def issued(audit: Audit) -> date | None:
    """The day from which there is something to answer: the report's or the cover letter's, the earlier of those known."""
    dates = [document.date for document in (audit.report, audit.cover_letter) if document and document.date]
    return min(dates, default=None)


def is_safe(board: Board, meeting: date, reply_due: Deadline) -> bool:
    """Whether the minutes of a meeting are approved when the reply is due (kommunallagen 5:69, 6:35)."""
    return (reply_due.day - meeting).days >= board.approval_days


def meetings_for(board: Board, audit: Audit) -> Meetings | None:
    """The meetings at which a board can decide its reply to an audit; None where the audit says no day."""
    if audit.reply_due is None:
        return None
    first, last = issued(audit) or date.min, audit.reply_due.day
    between = [meeting for meeting in board.meetings if first <= meeting <= last]
    safe = max((meeting for meeting in between if is_safe(board, meeting, audit.reply_due)), default=None)
    immediate = max((meeting for meeting in between if safe is None or meeting > safe), default=None)
    return Meetings(safe, immediate, board.approval_days)


def last_safe_meeting(board: Board, audit: Audit) -> date | None:
    """The board's last meeting at which the reply can be decided with the minutes approved in time, if there is one."""
    meetings = meetings_for(board, audit)
    return meetings.safe if meetings else None
