"""What an overview says: every recommendation with its answers, measures, verdict and what is late; where they stand per audit and year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from auditresp.deadlines import Due, DueKind, DueState, deadlines_of, issued, soon
from auditresp.model.audits import Audit, Item, Recommendation, Verdict, VerdictValue
from auditresp.model.register import Register
from auditresp.model.responses import Measure, Reply, Response, Stance
from auditresp.model.settings import Settings
from auditresp.model.standing import ItemStatus, ResponseState, is_answered, state_of, status_of, verdict_of
from auditresp.model.values import BoardKey, Id, ItemId, Text
from auditresp.wording import join_and, word


@dataclass(frozen=True, slots=True)
class Promise:
    """A measure, who is responsible in words, and its deadline."""

    measure: Measure
    who: str
    due: Due | None
    state: DueState | None
    """Where the deadline stands; None where there is none."""

    @property
    def is_late(self) -> bool:
        """Whether it should have ended before today."""
        return self.state is DueState.OVERDUE


@dataclass(frozen=True, slots=True)
class Answer:
    """What one response says of an item."""

    response: Response
    state: ResponseState
    boards: tuple[str, ...]
    """The names of those who answer so."""
    reply: Reply
    parts: tuple[tuple[str, str], ...]
    """Boards' own parts of a joint answer: the board's name and its text."""
    promises: tuple[Promise, ...]


@dataclass(frozen=True)
class Standing:
    """Where one recommendation or finding stands."""

    audit: Audit
    item: Item
    label: str
    """What it is, with its number: Rekommendation 2, Iakttagelse 1."""
    boards: tuple[BoardKey, ...]
    """Those that must answer it."""
    names: tuple[str, ...]
    answers: tuple[Answer, ...]
    status: ItemStatus
    withheld: bool = False
    """Whether it is left out of what is published: then only that it exists is told, and counted."""

    @property
    def stance(self) -> Stance | None:
        """What the boards think of it, where they think alike."""
        stances = {answer.reply.stance for answer in self.answers if is_answered(answer.reply)}
        return stances.pop() if len(stances) == 1 else None

    @property
    def verdict(self) -> VerdictValue | None:
        """The auditors' latest verdict."""
        return verdict_of(self.item)

    @property
    def verdicts(self) -> list[Verdict]:
        """What the auditors have found later, the oldest first."""
        return sorted(self.item.verdicts, key=lambda verdict: verdict.date)

    @property
    def promises(self) -> list[Promise]:
        """The measures of all answers."""
        return [promise for answer in self.answers for promise in answer.promises]

    @property
    def late(self) -> list[Promise]:
        """The measures that should have ended."""
        return [promise for promise in self.promises if promise.is_late]

    @property
    def is_recommendation(self) -> bool:
        """Whether it is counted: findings are answered, but nothing is recommended in them."""
        return isinstance(self.item, Recommendation)


@dataclass(frozen=True)
class AuditStanding:
    """Where one audit's recommendations stand."""

    audit: Audit
    year: int | None
    """When the auditors reported; None where that is not known."""
    boards: tuple[str, ...]
    responses: tuple[Response, ...]
    standings: tuple[Standing, ...]
    deadlines: tuple[Due, ...]
    """All that is or was due because of the audit, in order."""

    @property
    def recommendations(self) -> list[Standing]:
        """Those that are counted."""
        return [standing for standing in self.standings if standing.is_recommendation]

    @property
    def title(self) -> str:
        """The audit's title and, where it is known, the year."""
        return f"{self.audit.title} ({self.year})" if self.year else self.audit.title

    def reports(self, response: Response) -> list[Due]:
        """The reports that a response promises: those given, and the next of each follow-up."""
        return [due for due in self.deadlines if due.kind is DueKind.FOLLOW_UP and due.response == response.id]

    def replies_due(self) -> list[Due]:
        """The replies that the boards owe."""
        return [due for due in self.deadlines if due.kind is DueKind.REPLY and not due.met]


Counts = dict[ItemStatus, int]
"""How many recommendations stand where."""


@dataclass(frozen=True)
class Overview:
    """Where everything stands on a day."""

    settings: Settings
    today: date
    soon: int
    boards: dict[BoardKey, str]
    """The boards that must answer something, in the order of the settings."""
    audits: tuple[AuditStanding, ...]
    public: bool

    @cached_property
    def recommendations(self) -> list[Standing]:
        """Every recommendation."""
        return [standing for audit in self.audits for standing in audit.recommendations]

    @cached_property
    def deadlines(self) -> list[Due]:
        """All that is still to be done, the earliest first."""
        found = chain.from_iterable(audit.deadlines for audit in self.audits)
        return sorted((due for due in found if not due.met), key=lambda due: (due.due, due.id))

    @property
    def counts(self) -> Counts:
        """How many recommendations stand where."""
        return counted(self.recommendations)

    @property
    def by_year(self) -> list[tuple[int | None, list[Standing]]]:
        """The recommendations by the year in which the auditors reported; those of an unknown year last."""
        years = sorted({audit.year for audit in self.audits}, key=lambda year: (year is None, year))
        return [(year, [each for audit in self.audits if audit.year == year for each in audit.recommendations]) for year in years]

    def state(self, due: Due) -> DueState:
        """Where a deadline stands today."""
        return due.state(self.today, soon=self.soon)


def counted(standings: Iterable[Standing]) -> Counts:
    """How many stand where, every status named."""
    statuses = [standing.status for standing in standings]
    return {status: statuses.count(status) for status in ItemStatus}


def overview(register: Register, today: date, *, audit: str | None = None, response: str | None = None, public: bool = False) -> Overview:
    """Where everything stands on a day, or only what concerns an audit, or one response to it; in `public`, less what is confidential."""
    only = register.responses[response] if response else None
    wanted = [each for each in register.audits if each.id == (only.audit if only else audit or each.id)]
    survey = Survey(register, today, only, public=public)
    audits = tuple(survey.audit_standing(each) for each in wanted)
    asked = {board for each in audits for standing in each.standings for board in standing.boards}
    return Overview(
        settings=register.settings,
        today=today,
        soon=soon(register),
        boards={key: board.name for key, board in register.settings.boards.items() if key in asked},
        audits=audits,
        public=public,
    )


@dataclass(frozen=True)
class Survey:
    """Looks at a register on a day: at all of it, or at what one response answers."""

    register: Register
    today: date
    only: Response | None
    public: bool

    def audit_standing(self, audit: Audit) -> AuditStanding:
        """Where an audit's recommendations stand."""
        responses = tuple(self.responses(audit))
        due = [each for each in self._by_audit.get(audit.id, []) if self.only is None or each.response == self.only.id]
        day = issued(audit)
        return AuditStanding(
            audit=audit,
            year=day.year if day else None,
            boards=self.names(audit.boards),
            responses=responses,
            standings=tuple(self.standing(audit, item, number, responses) for item, number in self.numbered(audit)),
            deadlines=tuple(each for each in due if not (self.public and each.confidential)),
        )

    def responses(self, audit: Audit) -> list[Response]:
        """The responses that are looked at."""
        return [self.only] if self.only else self.register.responses_to(audit)

    def numbered(self, audit: Audit) -> list[tuple[Item, int]]:
        """The items that are looked at, with their numbers in the audit."""
        of_kind = [*enumerate(audit.recommendations, 1), *enumerate(audit.findings, 1)]
        answered = {item.id for item, _reply in self.register.replies(self.only)} if self.only else {item.id for item in audit.items}
        return [(item, number) for number, item in of_kind if item.id in answered]

    def standing(self, audit: Audit, item: Item, number: int, responses: Iterable[Response]) -> Standing:
        """Where one recommendation or finding stands."""
        kind = word(item.severity).capitalize() if isinstance(item, Recommendation) else "Iakttagelse"
        answers = tuple(self.answer(audit, item, response) for response in responses if item.id in response.replies)
        status = joint_status(answer.reply for answer in answers)
        if self.public and item.confidential:
            return withheld(audit, item, number, status, self.names(audit.boards))
        boards = audit.answered_by(item)
        return Standing(audit, item, f"{kind} {number}", boards, self.names(boards), answers, status)

    def answer(self, audit: Audit, item: Item, response: Response) -> Answer:
        """What a response says of an item."""
        reply = response.replies[item.id]
        asked = [board for board in response.boards if board in audit.answered_by(item)]
        boards = self.names(asked or response.boards)
        return Answer(
            response=response,
            state=state_of(response),
            boards=boards,
            reply=reply,
            parts=tuple((self.register.settings.called(board), text) for board, text in reply.by_board.items()),
            promises=tuple(self.promise(response, measure, boards) for measure in reply.measures),
        )

    def promise(self, response: Response, measure: Measure, boards: Iterable[str]) -> Promise:
        """A measure with its deadline; the boards are responsible where nobody is named."""
        due = self._by_measure.get((response.id, measure.id))
        who = self.register.settings.called(measure.owner) if measure.owner else join_and(boards)
        return Promise(measure, who, due, due.state(self.today, soon=soon(self.register)) if due else None)

    def names(self, boards: Iterable[BoardKey]) -> tuple[str, ...]:
        """What boards are called."""
        return tuple(map(self.register.settings.called, boards))

    @cached_property
    def _deadlines(self) -> list[Due]:
        return deadlines_of(self.register, met=True)

    @cached_property
    def _by_audit(self) -> dict[Id, list[Due]]:
        found: dict[Id, list[Due]] = {}
        for due in self._deadlines:
            found.setdefault(due.audit, []).append(due)
        return found

    @cached_property
    def _by_measure(self) -> dict[tuple[Id, Id], Due]:
        return {(due.id.file, due.id.part): due for due in self._deadlines if due.kind is DueKind.MEASURE}


def joint_status(replies: Iterable[Reply]) -> ItemStatus:
    """How far all the answers to an item have come together."""
    given = [reply for reply in replies if is_answered(reply)]
    if not given:
        return ItemStatus.UNANSWERED
    measures = tuple(chain.from_iterable(reply.measures for reply in given))
    return status_of(given[0].but(measures=measures))


def withheld(audit: Audit, item: Item, number: int, status: ItemStatus, names: tuple[str, ...]) -> Standing:
    """An item of which a public overview says no more than that it is there. Where it stands is counted, and shown nowhere."""
    label = f"{'Rekommendation' if isinstance(item, Recommendation) else 'Iakttagelse'} {number}"
    unsaid = type(item)(id=ItemId(label.replace(" ", "-")), text=Text(f"{label} omfattas av sekretess och återges inte här."))
    return Standing(audit, unsaid, label, audit.boards, names, (), status, withheld=True)
