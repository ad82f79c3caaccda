"""How far the work has come: for a report back, and for the whole register in numbers and in a chart."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from auditresp.deadlines import issued
from auditresp.documents.view import fields
from auditresp.documents.word.charts import Chart, Series, chart
from auditresp.model.dates import Deadline
from auditresp.model.register import Register
from auditresp.model.standing import ENDED, ItemStatus, is_answered, status_of
from auditresp.model.values import BoardKey
from auditresp.wording import join_and, word, word_for

COLOURS = {
    ItemStatus.UNANSWERED: ("C55A11", True),
    ItemStatus.ANSWERED: ("BDD7EE", False),
    ItemStatus.IN_PROGRESS: ("5B9BD5", False),
    ItemStatus.IMPLEMENTED: ("1B365D", True),
}
"""Each status in its colour, and whether that is dark: the number on it can be read, also in grey."""
MOST_BARS = 12
"""So many fit on a page together with their names; where there are more audits, a bar stands for a year."""
LONGEST_NAME = 70


def progress_seen(
    follow_ups: Iterable[fields.FollowUp], measures: Iterable[fields.ListedMeasure], template: str | None = None
) -> fields.Progress:
    """Where each measure stands when the next report is due. No clock is asked: what is late is what should be done before that day.

    `template` is the one that the report is written with.
    """
    follow_up = reported_now(list(follow_ups), template)
    due = (follow_up.next_due or follow_up.due) if follow_up else None
    standing: dict[str, list[fields.ListedMeasure]] = {name: [] for name in ("done", "late", "ongoing", "planned", "cancelled")}
    for measure in measures:
        standing["late" if is_late(measure, due) else measure.status.value].append(measure)
    return fields.Progress(follow_up=follow_up, due=due, **{name: tuple(each) for name, each in standing.items()})


def reported_now(follow_ups: list[fields.FollowUp], template: str | None) -> fields.FollowUp | None:
    """The follow-up that a report is about: of those still to be reported one that names its template, else any, and the first due.

    Where all is reported, the last.
    """
    still = [
        (each.document is None or each.document != template, each.document is None, each.next_due, each)
        for each in follow_ups
        if each.next_due
    ]
    if still:
        return min(still, key=lambda each: each[:3])[-1]
    return max(follow_ups, key=lambda follow_up: follow_up.due, default=None)


def is_late(measure: fields.Measure, report_due: Deadline | None) -> bool:
    """Whether a measure that has not ended should have, before the day of the report."""
    return bool(report_due and measure.due and measure.status not in ENDED and measure.due.day < report_due.day)


def last_due(measures: Iterable[fields.Measure]) -> Deadline | None:
    """When the last of the measures that remain is due."""
    dues = [measure.due for measure in measures if measure.due and measure.status not in ENDED]
    return max(dues) if len(dues) > 1 else dues[0] if dues else None


def counts(audits: Iterable[fields.Audit]) -> tuple[fields.Count, ...]:
    """How many recommendations stand where."""
    return count([recommendation.status for audit in audits for recommendation in audit.recommendations])


def count(statuses: list[ItemStatus]) -> tuple[fields.Count, ...]:
    """How often each status is there."""
    return tuple(fields.Count(status=status, number=statuses.count(status)) for status in ItemStatus)


def standing_chart(audits: Iterable[fields.Audit]) -> Chart | None:
    """Where the recommendations stand, audit by audit or year by year; none where there are none."""
    return stacked("Stapeldiagram över var rekommendationerna står.", [(name, counts(members)) for name, members in bars(list(audits))])


def board_chart(register: Register) -> Chart | None:
    """Where the recommendations to each board stand, by how far it has come itself; none where there are none."""
    statuses: dict[BoardKey, list[ItemStatus]] = {board: [] for board in register.settings.boards}
    for audit in register.audits:
        for item in audit.recommendations:
            for board in audit.answered_by(item):
                replies = [
                    each.replies[item.id] for each in register.responses_to(audit) if board in each.boards and item.id in each.replies
                ]
                statuses.setdefault(board, []).append(status_of(next(filter(is_answered, replies), None)))
    bars_of = [(register.settings.called(board), count(found)) for board, found in statuses.items() if found]
    return stacked("Stapeldiagram över var rekommendationerna till varje nämnd står.", bars_of)


def stacked(heading: str, bars: Sequence[tuple[str, tuple[fields.Count, ...]]]) -> Chart | None:
    """A chart of named bars, with the same in words."""
    numbers = [[each.number for each in counts] for _, counts in bars]
    if not any(map(sum, numbers)):
        return None
    series = (Series(word(status), *COLOURS[status], tuple(each[place] for each in numbers)) for place, status in enumerate(ItemStatus))
    said = "; ".join(f"{name}: {in_words(counts)}" for name, counts in bars)
    return chart(f"{heading} {said}.", (name for name, _ in bars), series)


def bars(audits: list[fields.Audit]) -> list[tuple[str, list[fields.Audit]]]:
    """What each bar is called, and the audits it stands for."""
    if len(audits) <= MOST_BARS:
        from textwrap import shorten

        return [(shorten(audit.title, LONGEST_NAME, placeholder=" …"), [audit]) for audit in audits]
    return [(year, list(members)) for year, members in groupby(sorted(audits, key=year_of), key=year_of)]


def year_of(audit: fields.Audit) -> str:
    """The year in which the auditors reported."""
    day = issued(audit)
    return str(day.year) if day else "Utan datum"


def in_words(counts: Iterable[fields.Count]) -> str:
    """How many stand where: *2 besvarade och 3 pågår*."""
    return join_and(f"{count.number} {word_for(count.status, count.number)}" for count in counts if count.number) or "inga rekommendationer"
