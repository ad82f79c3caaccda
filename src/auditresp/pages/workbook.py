"""The overview as a workbook: sheets to sort, filter and count in, where a date is a date and no text ever becomes a formula."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from auditresp.deadlines import Due, DueKind
from auditresp.markdown import plain
from auditresp.model.responses import MeasureStatus
from auditresp.model.standing import ItemStatus
from auditresp.overview import AuditStanding, Overview, Promise, Standing, counted
from auditresp.wording import date_iso, date_long, join_and, word

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | date | None
"""What a cell may hold; None is an empty one."""
LONGEST = 32_000
"""So many characters go into a cell of Excel, and a few more."""
LINE, HIGHEST = 15, 400
"""How high a line of text is, and the highest a row can be, in points."""
A3, A4, WIDE = 8, 9, 240
"""Sheets of paper as Excel numbers them, and from how many characters on a sheet needs the larger."""
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True)
class Column:
    """A column: its heading, and how wide it is in characters."""

    heading: str
    width: int


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def status_workbook(overview: Overview) -> bytes:
    """The finished .xlsx file. The same overview gives the same bytes."""
    whole = BytesIO()
    with Workbook(whole, OPTIONS) as workbook:
        workbook.set_properties(
            {
                "title": f"Revisionens rekommendationer, läget {date_long(overview.today)}",
                "subject": "Revisionens rekommendationer",
                "company": overview.settings.municipality.name,
                "created": datetime.combine(overview.today, time()),
            }
        )
        workbook.set_custom_property("Language", "sv-SE")
        looks = {
            "text": workbook.add_format({"text_wrap": True, "valign": "top"}),
            "number": workbook.add_format({"num_format": "0", "valign": "top", "align": "right", "indent": 1}),
            "date": workbook.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
            "head": workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "font_color": "#FFFFFF", "bg_color": "#1B365D"}),
        }
        for number, sheet in enumerate(sheets(overview), 1):
            write(workbook.add_worksheet(sheet.name), sheet, number, looks)
    return whole.getvalue()


def write(worksheet: "Worksheet", sheet: Sheet, number: int, looks: dict[str, "Format"]) -> None:
    """One sheet: a table with filters, its header in place when one scrolls and on every printed page."""
    for row, cells in enumerate(sheet.rows, 1):
        worksheet.set_row(row, height(cells, sheet.columns))
        for place, cell in enumerate(cells):
            put(worksheet, row, place, cell, looks)
    worksheet.add_table(
        0,
        0,
        max(len(sheet.rows), 1),
        len(sheet.columns) - 1,
        {
            "name": f"Tabell{number}",
            "style": "Table Style Light 1",
            "columns": [{"header": column.heading, "header_format": looks["head"]} for column in sheet.columns],
        },
    )
    for index, column in enumerate(sheet.columns):
        worksheet.set_column(index, index, column.width)
    worksheet.set_row(0, 2 * LINE)
    worksheet.freeze_panes(1, 0)
    worksheet.repeat_rows(0)
    worksheet.set_landscape()
    worksheet.set_paper(A3 if sum(column.width for column in sheet.columns) > WIDE else A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer("&L&A&RSidan &P av &N")


def height(cells: Sequence[Cell], columns: Sequence[Column]) -> int:
    """How high a row must be for its longest text, for programs that do not see to it themselves."""
    lines = [
        sum(lines_of(line, column.width) for line in str(cell).splitlines())
        for cell, column in zip(cells, columns, strict=True)
        if isinstance(cell, str)
    ]
    return min(LINE * max(lines, default=1), HIGHEST)


def lines_of(text: str, width: int) -> int:
    """How many lines a text takes that is broken between words."""
    return len(wrap(text, width)) if len(text) > width else 1


def put(worksheet: "Worksheet", row: int, column: int, cell: Cell, looks: dict[str, "Format"]) -> None:
    """A value into its cell, as what it is."""
    match cell:
        case None | "":
            worksheet.write_blank(row, column, None, looks["text"])
        case str():
            worksheet.write_string(row, column, cell if len(cell) <= LONGEST else f"{cell[:LONGEST]} …", looks["text"])
        case date():
            worksheet.write_datetime(row, column, datetime.combine(cell, time()), looks["date"])
        case int():
            worksheet.write_number(row, column, cell, looks["number"])


def sheets(overview: Overview) -> Iterator[Sheet]:
    """The sheets, in order."""
    yield sheet("Läget", AUDITS, (audit_row(overview, audit) for audit in overview.audits))
    every = [(audit, standing) for audit in overview.audits for standing in audit.standings]
    yield sheet("Rekommendationer", ITEMS, (item_row(audit, standing) for audit, standing in every))
    promised = ((audit, standing, promise) for audit, standing in every for promise in standing.promises)
    yield sheet("Åtgärder", MEASURES, (measure_row(overview, *each) for each in promised))
    yield sheet("Tidsgränser", DEADLINES, (deadline_row(overview, due) for due in overview.deadlines))


def sheet(name: str, columns: Sequence[tuple[str, int]], rows: Iterable[tuple[Cell, ...]]) -> Sheet:
    """A sheet with those columns and rows."""
    return Sheet(name, tuple(Column(heading, width) for heading, width in columns), tuple(rows))


AUDITS = [
    ("Granskning", 50),
    ("Beteckning", 24),
    ("År", 8),
    ("Ska svara", 36),
    ("Svar senast", 14),
    ("Rekommendationer", 19),
    *((word(status).capitalize(), 13) for status in ItemStatus),
    ("Passerade tidsgränser", 13),
]


def audit_row(overview: Overview, audit: AuditStanding) -> tuple[Cell, ...]:
    """Where an audit stands."""
    due = audit.audit.reply_due
    late = [each for each in audit.deadlines if not each.met and each.days_left(overview.today) < 0]
    return (
        audit.audit.title,
        audit.audit.id,
        audit.year,
        join_and(audit.boards),
        due.day if due else None,
        len(audit.recommendations),
        *counted(audit.recommendations).values(),
        len(late),
    )


ITEMS = [
    ("Granskning", 36),
    ("Vad", 18),
    ("Beteckning", 12),
    ("Område", 18),
    ("Revisorernas ord", 45),
    ("Ska svara", 30),
    ("Inställning", 16),
    ("Svar", 50),
    ("Läge", 13),
    ("Åtgärder", 10),
    ("Därav klara", 10),
    ("Därav försenade", 11),
    ("Nästa tidsgräns", 14),
    ("Revisorernas bedömning", 22),
    ("Bedömd", 13),
]


def item_row(audit: AuditStanding, standing: Standing) -> tuple[Cell, ...]:
    """Where a recommendation or finding stands. Of what is withheld only that it is there."""
    head = (
        audit.audit.title,
        standing.label,
        str(standing.item.id),
        standing.item.group,
        plain(standing.item.text),
        join_and(standing.names),
    )
    if standing.withheld:
        return (*head, *[None] * (len(ITEMS) - len(head)))
    promises = standing.promises
    waiting = [promise.due.due.day for promise in promises if promise.due and not promise.due.met]
    return (
        *head,
        word(standing.stance) if standing.stance else None,
        "\n".join(answer_text(standing)),
        word(standing.status),
        len(promises),
        sum(promise.measure.status is MeasureStatus.DONE for promise in promises),
        len(standing.late),
        min(waiting, default=None),
        word(standing.verdict) if standing.verdict else None,
        standing.verdicts[-1].date if standing.verdicts else None,
    )


def answer_text(standing: Standing) -> Iterator[str]:
    """The answers in plain words; whose each is, where there are several."""
    for answer in standing.answers:
        texts = [(join_and(answer.boards), answer.reply.text or ""), *answer.parts]
        several = len(standing.answers) > 1 or bool(answer.parts)
        yield from (f"{who}: {plain(text)}" if several else plain(text) for who, text in texts if text)


MEASURES = [
    ("Granskning", 36),
    ("Gäller", 18),
    ("Beteckning", 22),
    ("Åtgärd", 50),
    ("Ansvarig", 28),
    ("Läge", 13),
    ("Försenad", 11),
    ("Tidsgräns", 20),
    ("Sista dag", 13),
    ("Dagar kvar", 10),
    ("Klar", 13),
    ("Först lovad", 20),
    ("Antal flyttar", 10),
    ("Skäl", 50),
    ("Underlag", 40),
]


def measure_row(overview: Overview, audit: AuditStanding, standing: Standing, promise: Promise) -> tuple[Cell, ...]:
    """A measure, its deadlines from the first to the last, and what shows that it is done."""
    measure, due = promise.measure, promise.due
    reasons = [
        *(f"{move.date}: {plain(move.reason)}" for move in measure.due_changes),
        *([plain(measure.reason)] if measure.reason else []),
    ]
    return (
        audit.audit.title,
        standing.label,
        str(measure.id),
        plain(measure.text),
        promise.who,
        word(measure.status),
        "ja" if promise.is_late else None,
        date_iso(measure.due),
        measure.due.day if measure.due else None,
        due.days_left(overview.today) if due and not due.met else None,
        measure.done,
        date_iso(measure.due_changes[0].from_ if measure.due_changes else measure.due),
        len(measure.due_changes),
        "\n".join(reasons),
        "\n".join(f"{each.text} ({each.case_number})" if each.case_number else each.text for each in measure.evidence),
    )


DEADLINES = [
    ("Sista dag", 13),
    ("Tidsgräns", 20),
    ("Läge", 12),
    ("Dagar kvar", 10),
    ("Arbetsdagar kvar", 12),
    ("Slag", 14),
    ("Vad", 50),
    ("Ansvarig", 30),
    ("Granskning", 30),
    ("Sista säkra sammanträde", 15),
    ("Protokoll justerat senast", 15),
]


def deadline_row(overview: Overview, due: Due) -> tuple[Cell, ...]:
    """Something that is still to be done."""
    meetings = due.meetings if due.kind is DueKind.REPLY else None
    return (
        due.due.day,
        date_iso(due.due),
        word(overview.state(due)),
        due.days_left(overview.today),
        due.working_days_left(overview.today),
        word(due.kind),
        plain(due.text),
        due.who,
        str(due.audit),
        meetings.safe if meetings else None,
        meetings.approved if meetings else None,
    )
