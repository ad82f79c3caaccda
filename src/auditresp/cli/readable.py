"""A response or an audit to read in the terminal: what the auditors said, what the boards answer, promise and have decided.

It is Swedish in every language of the terminal, as the texts are.
"""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

import click

from auditresp.changes.texts import passages
from auditresp.markdown import plain
from auditresp.model.audits import Audit, Finding, Item, Recommendation
from auditresp.model.register import Register
from auditresp.model.responses import Decision, DueChange, FollowUp, Measure, MeasureStatus, ProposedDecision, Reply, Response
from auditresp.model.settings import Settings
from auditresp.model.standing import state_of, status_of
from auditresp.model.values import Text
from auditresp.wording import date_long, join_and, sentence, word

INDENT = "  "


class Sheet:
    """Lines, no wider than the terminal, that are written from the top."""

    def __init__(self, settings: Settings, width: int) -> None:
        self.called = settings.called
        self.width = width
        self.lines: list[str] = []

    def __str__(self) -> str:
        return "\n".join(self.lines)

    def title(self, words: str) -> None:
        """What it is, at the top."""
        self.lines += [click.style(line, bold=True) for line in wrap(words, self.width)]

    def heading(self, words: str) -> None:
        """A heading with a line of space above."""
        self.lines += ["", *(click.style(line, bold=True) for line in wrap(words, self.width))]

    def facts(self, facts: Iterable[str | None], indent: str = "") -> None:
        """Short facts after each other; those that are absent are not spoken of."""
        self.say(" · ".join(filter(None, facts)), indent, dim=True)

    def say(self, words: str, indent: str = INDENT, further: str = "", *, dim: bool = False) -> None:
        """A paragraph; its further lines stand in by `further` more."""
        for line in wrap(words, self.width, initial_indent=indent, subsequent_indent=indent + further, break_on_hyphens=False):
            self.lines.append(click.style(line, dim=True) if dim else line)

    def text(self, text: Text | None, indent: str = INDENT) -> None:
        """A running text: its paragraphs, lists and tables."""
        number = 0
        for passage in passages(text or ""):
            kind, *level = passage.shape.removeprefix("quoted ").split()
            number = number + 1 if kind == "number" else 0
            sign = f"{number}." if number else {"bullet": "–"}.get(kind, "")
            inner = indent + INDENT * (int(level[-1]) - 1 if kind in ("bullet", "number", "further") and level[-1].isdecimal() else 0)
            self.say(f"{sign} {plain(passage.words)}".strip(), inner, INDENT if sign else "")

    def entry(self, words: str, further: Iterable[str] = ()) -> None:
        """An entry of a list, and what belongs to it below."""
        self.say(f"– {words}", INDENT, INDENT)
        for each in further:
            self.say(each, INDENT * 2, dim=True)

    def who(self, names: Sequence[str]) -> str:
        """Boards and people in a row."""
        return sentence(join_and([self.called(name) for name in names])).removesuffix(".")


def response_sheet(register: Register, response: Response, version: str, width: int, item: str | None = None) -> Sheet:
    """A response, or of it the answer to one recommendation or finding; `version` says as of when."""
    sheet, audit = Sheet(register.settings, width), register.audit(response.audit)
    sheet.title(response.subject or f"Svar på revisionsrapport: {audit.title if audit else response.audit}")
    sheet.facts([response.id, sheet.who(response.boards), standing(response)])
    sheet.facts(formalities(response, audit))
    sheet.facts([version])
    if item is None:
        opening(sheet, response)
    for each, reply in (*register.replies(response), *unasked(audit, response)):
        if item in (None, each.id):
            answer(sheet, each, reply)
    if item is None:
        closing(sheet, response)
    return sheet


def unasked(audit: Audit | None, response: Response) -> Iterator[tuple[Item, Reply]]:
    """The replies to what the audit does not have (yet, or any more)."""
    asked = {each.id for each in audit.items} if audit else set()
    missing = Text(f"⟦finns inte i granskningen {response.audit}⟧")
    return ((Item(id=item, text=missing), reply) for item, reply in response.replies.items() if item not in asked)


def standing(response: Response) -> str:
    """Draft, decided or sent."""
    sent = response.sent
    return word(state_of(response)) + (f" {date_long(sent.date)} (version {sent.version})" if sent else "")


def formalities(response: Response, audit: Audit | None) -> Iterator[str]:
    """Numbers and days."""
    if response.case_number:
        yield f"dnr {response.case_number}"
    if response.date:
        yield f"daterat {date_long(response.date)}"
    if response.meeting:
        yield f"beslutas {date_long(response.meeting)}"
    if audit and audit.reply_due:
        yield f"svar senast {date_long(audit.reply_due)}"


def opening(sheet: Sheet, response: Response) -> None:
    """What stands before the answers."""
    for heading, text in (("Sammanfattning", response.summary), ("Bakgrund", response.background)):
        if text:
            sheet.heading(heading)
            sheet.text(text)


def answer(sheet: Sheet, item: Item, reply: Reply | None) -> None:
    """What the auditors said, and what the boards answer and will do."""
    sheet.heading(item_title(item))
    sheet.text(item.text)
    for verdict in item.verdicts:
        sheet.say(f"Revisorernas bedömning {date_long(verdict.date)}: {word(verdict.value)}. {plain(verdict.text or '')}".strip(), dim=True)
    if reply and (reply.stance or reply.text or reply.by_board):
        sheet.lines.append("")
        sheet.say(f"Svar: {word(reply.stance)}" if reply.stance else "Svar:")
        sheet.text(reply.text, INDENT * 2)
        for board, part in reply.by_board.items():
            sheet.say(f"{sheet.called(board)}:", INDENT * 2)
            sheet.text(part, INDENT * 2)
    if reply and reply.measures:
        sheet.lines.append("")
        sheet.say("Åtgärder:")
        for measure in reply.measures:
            sheet.entry(measure_words(sheet, measure), measure_history(sheet, measure))


def item_title(item: Item) -> str:
    """A recommendation's or finding's id, kind and group."""
    match item:
        case Recommendation(severity=severity):
            kind = word(severity)
        case Finding():
            kind = "iakttagelse"
        case _:
            kind = ""
    words = (f"{item.id}. {sentence(kind).removesuffix('.')}".strip(), item.group, "sekretess" if item.confidential else None)
    return " · ".join(filter(None, words))


def measure_words(sheet: Sheet, measure: Measure) -> str:
    """What is to be done, how far it is, by when and by whom."""
    due = f"senast {date_long(measure.due)}" if measure.due and not measure.done else None
    ended = word(measure.status) + (f" {date_long(measure.done)}" if measure.done else "")
    return f"{plain(measure.text)} ({measure.id}): " + ", ".join(filter(None, (ended, due, measure.owner and sheet.called(measure.owner))))


def measure_history(sheet: Sheet, measure: Measure) -> Iterator[str]:
    """Moved deadlines, why it was cancelled, and what shows that it is done."""
    yield from moves(sheet, measure.due_changes)
    if measure.status is MeasureStatus.CANCELLED and measure.reason:
        yield f"Avbruten: {plain(measure.reason)}"
    for evidence in measure.evidence:
        yield f"Underlag: {', '.join(filter(None, (evidence.text, evidence.case_number)))}"


def moves(sheet: Sheet, changes: Iterable[DueChange]) -> Iterator[str]:
    """Each moved deadline with its reason."""
    for move in changes:
        by = f" av {sheet.called(move.by)}" if move.by else ""
        days = f"från {date_long(move.from_)} till {date_long(move.to)}"
        yield f"Flyttad {date_long(move.date)}{by} {days}. Skäl: {plain(move.reason)}"


def closing(sheet: Sheet, response: Response) -> None:
    """What stands after the answers: judgement, own sections, clauses, promises, decisions, who gets it."""
    if response.assessment:
        sheet.heading("Bedömning")
        sheet.text(response.assessment)
    for section in response.sections:
        sheet.heading(section.heading)
        sheet.text(section.text)
    listed(sheet, "Förslag till beslut", (clause(sheet, each) for each in response.proposed_decisions))
    if response.follow_ups:
        sheet.heading("Återrapportering")
        for follow_up in response.follow_ups:
            sheet.entry(follow_up_words(sheet, follow_up), follow_up_history(sheet, follow_up))
    listed(sheet, "Beslut", (decided(sheet, each) for each in response.decisions))
    listed(sheet, "Beslutsunderlag", (", ".join(filter(None, (each.text, date_long(each.date)))) for each in response.decision_basis))
    listed(sheet, "Bilagor", (" ".join(filter(None, (each.number, each.text))) for each in response.attachments))
    listed(sheet, "Beslutet skickas till", response.distribution)
    listed(sheet, "Underskrifter", (", ".join(filter(None, (each.name, each.title))) for each in response.signatures))


def listed(sheet: Sheet, heading: str, entries: Iterable[str]) -> None:
    """A list under its heading; nothing where it is empty."""
    for place, words in enumerate(entries):
        if not place:
            sheet.heading(heading)
        sheet.entry(words)


def clause(sheet: Sheet, proposed: ProposedDecision) -> str:
    """A clause, and who decides it where that is not every board."""
    return plain(proposed.text) + (f" ({sheet.called(proposed.by)})" if proposed.by else "")


def decided(sheet: Sheet, decision: Decision) -> str:
    """Which board decided, when and where that is written down."""
    return ", ".join(filter(None, (sheet.called(decision.board), date_long(decision.date), decision.paragraph, decision.case_number)))


def follow_up_words(sheet: Sheet, follow_up: FollowUp) -> str:
    """What is to be reported, by when, how often and to whom."""
    facts = (
        f"senast {date_long(follow_up.due)}",
        follow_up.repeats and word(follow_up.repeats) + (f" till och med {date_long(follow_up.until)}" if follow_up.until else ""),
        follow_up.reporter and f"av {sheet.called(follow_up.reporter)}",
        follow_up.receiver and f"till {sheet.called(follow_up.receiver)}",
    )
    return f"{plain(follow_up.text)} ({follow_up.id}): {', '.join(filter(None, facts))}"


def follow_up_history(sheet: Sheet, follow_up: FollowUp) -> Iterator[str]:
    """Moved deadlines, and the reports that were given."""
    yield from moves(sheet, follow_up.due_changes)
    for report in follow_up.reported:
        yield ", ".join(filter(None, (f"Återrapporterat {date_long(report.date)}", report.case_number)))


def audit_sheet(register: Register, audit: Audit, version: str, width: int, item: str | None = None) -> Sheet:
    """An audit with what each board answers in short, or of it one recommendation or finding."""
    sheet, responses = Sheet(register.settings, width), register.responses_to(audit)
    sheet.title(audit.title)
    sheet.facts([audit.id, sheet.who(audit.boards), audit.auditors.firm if audit.auditors else None])
    sheet.facts(report_facts(audit))
    sheet.facts([version])
    if audit.assessment and item is None:
        sheet.heading("Revisorernas bedömning")
        sheet.text(audit.assessment)
    for each in audit.items:
        if item in (None, each.id):
            replies = {response.id: response.replies[each.id] for response in responses if each.id in response.replies}
            answer(sheet, each, None)
            for response_id, reply in replies.items():
                sheet.entry(reply_words(response_id, reply))
    if item is None:
        listed(sheet, "Svar", (f"{response.id}: {sheet.who(response.boards)}, {standing(response)}" for response in responses))
    return sheet


def report_facts(audit: Audit) -> Iterator[str]:
    """The report's number and days."""
    if audit.report and audit.report.number:
        yield f"rapport {audit.report.number}"
    if audit.report and audit.report.date:
        yield date_long(audit.report.date)
    if audit.reply_due:
        yield f"svar senast {date_long(audit.reply_due)}"


def reply_words(response_id: str, reply: Reply) -> str:
    """A reply in short: the stance, how far it has come, how many measures."""
    count = len(reply.measures)
    measures = f"{count} {'åtgärd' if count == 1 else 'åtgärder'}" if count else None
    return f"{response_id}: " + ", ".join(filter(None, (word(reply.stance) if reply.stance else None, word(status_of(reply)), measures)))
