"""What falls due and when: replies, measures, follow-ups; working days; the meetings at which a reply can be decided in time."""

from auditresp.deadlines.due import Due, DueId, DueKind, DueState
from auditresp.deadlines.listing import deadlines_of, due_by, soon
from auditresp.deadlines.meetings import Meeting, Meetings, is_safe, issued, last_safe_meeting, meetings_for
from auditresp.deadlines.repetition import later, next_report, reports
from auditresp.deadlines.working_days import working_days_between

__all__ = [
    "Due",
    "DueId",
    "DueKind",
    "DueState",
    "Meeting",
    "Meetings",
    "deadlines_of",
    "due_by",
    "is_safe",
    "issued",
    "last_safe_meeting",
    "later",
    "meetings_for",
    "next_report",
    "reports",
    "soon",
    "working_days_between",
]
