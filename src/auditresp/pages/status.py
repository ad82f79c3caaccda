"""The overview as a page: filters, a line of time, charts, and every recommendation with its whole story."""

from auditresp.model.standing import ItemStatus
from auditresp.overview import Overview, counted
from auditresp.pages.bars import bars
from auditresp.pages.page import page
from auditresp.pages.timeline import timeline
from auditresp.wording import date_long

MANY = 15
"""From this number of audits on, their chart is folded away below that of the years."""


def status_page(overview: Overview) -> bytes:
    """The finished page."""
    deadlines = overview.deadlines
    return page(
        "status.html",
        styles=("status.css",),
        script="status.js" if overview.audits else None,
        title="Revisionens rekommendationer",
        whose=overview.settings.municipality.name,
        lead=f"Läget {date_long(overview.today)}.",
        overview=overview,
        statuses=list(ItemStatus),
        called=overview.settings.called,
        counts=overview.counts,
        late=[due for due in deadlines if due.days_left(overview.today) < 0],
        deadlines=deadlines,
        timeline=timeline(deadlines, overview.today, overview.soon),
        by_year=bars((str(year) if year else "Utan datum", counted(members)) for year, members in overview.by_year),
        by_audit=bars((audit.title, counted(audit.recommendations)) for audit in overview.audits),
        many=MANY,
    )
