"""Noticing that the job which reminds does not run."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from auditresp.language import ngettext
from auditresp.problems import AuditrespError, Level, Place, Problem
from auditresp.reminders.place import is_there

QUIET = 3
"""So many working days without a run are too many."""


def silent_job(settings: Callable[[], Place], memory: Path, today: date) -> Iterator[Problem]:
    """That a job which has run here has not come to its end for days; nothing where reminders are not in use.

    It is said where the settings speak of reminders, for which `settings` is asked then.
    """
    if not is_there(memory):
        return
    from auditresp.deadlines import working_days_between
    from auditresp.reminders.memory import looking_into  # needs SQLite, and most workspaces have no memory

    try:
        with looking_into(memory) as remembered:
            last = remembered.last_run() if remembered else None
    except AuditrespError as error:
        yield problem(settings(), str(error))
        return
    if last is None or last.ended is None:
        return
    silent = working_days_between(last.ended.date(), today)
    if silent >= QUIET:
        message = ngettext(
            "reminders were last given on {day}, {count} working day ago; see that the daily job runs: auditresp remind",
            "reminders were last given on {day}, {count} working days ago; see that the daily job runs: auditresp remind",
            silent,
        )
        yield problem(settings(), message.format(day=last.ended.date(), count=silent))


def problem(settings: Place, message: str) -> Problem:
    """Something about the job."""
    return Problem(settings, "reminders-not-running", message, Level.WARNING)
