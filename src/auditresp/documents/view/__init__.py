"""What a template sees of a response, or of the whole register: plain values, without Word, files or clock.

Wording and order are the template's; facts are ours. A template may loop and leave out, but never has to calculate,
group or look anything up. What a public document must not say, its template never sees.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TypeVar

from auditresp.deadlines import next_report
from auditresp.documents.view import fields
from auditresp.documents.view.addresses import AddressBook, extended, seen_as
from auditresp.documents.view.progress import board_chart, counts, last_due, progress_seen, standing_chart
from auditresp.documents.view.replies import due_changes_seen, joint_reply, listed_measures, marked, reply_seen
from auditresp.documents.word.illustrations import Picture
from auditresp.model import audits, responses
from auditresp.model.audits import Severity
from auditresp.model.register import Register
from auditresp.model.standing import ItemStatus, state_of, verdict_of
from auditresp.model.values import BoardKey, ItemId, Line, Text
from auditresp.wording import word

NOTHING: Mapping[ItemId, fields.Reply] = {}
SeenItem = TypeVar("SeenItem", fields.Recommendation, fields.Finding)


def view(
    register: Register,
    response: responses.Response,
    *,
    mark_missing: bool = False,
    public: bool = False,
    logo: Picture | None = None,
    template: str | None = None,
) -> Mapping[str, object]:
    """What a template for a response sees.

    With `mark_missing`, an answer that is not there yet says so. In a `public` document what is confidential is withheld.
    By the name of the `template` a report back knows which follow-up it is about, where there are several.
    """
    book = AddressBook(register.settings)
    seen = response_seen(register, response, book, mark_missing=mark_missing, public=public, template=template)
    return SeenResponse(seen, municipality_seen(register, logo))


class SeenResponse(Mapping[str, object]):
    """A `ResponseDocument`: everything in a response by its name, the response itself, and the municipality."""

    def __init__(self, response: fields.Response, municipality: fields.Municipality) -> None:
        self._response = response
        self._besides = {"response": response, "municipality": municipality}

    def __getitem__(self, name: str) -> object:
        if name in self._besides:
            return self._besides[name]
        if name not in fields.Response.fields:
            raise KeyError(name)
        return getattr(self._response, name)

    def __contains__(self, name: object) -> bool:
        return name in fields.ResponseDocument.fields

    def __iter__(self) -> Iterator[str]:
        return iter(fields.ResponseDocument.fields)

    def __len__(self) -> int:
        return len(fields.ResponseDocument.fields)


def register_view(register: Register, *, public: bool = False, logo: Picture | None = None) -> Mapping[str, object]:
    """What a template for the whole register sees. In a `public` document what is confidential is withheld."""
    book = AddressBook(register.settings)
    answered = tuple(answered_audit(register, audit, book, public=public) for audit in register.audits)
    promised = (
        seen_as(fields.ListedFollowUp, follow_up, response=response)
        for audit in answered
        for response in audit.responses
        for follow_up in response.follow_ups
    )
    document = fields.RegisterDocument.unchecked(
        municipality=municipality_seen(register, logo),
        boards=book.boards(tuple(register.settings.boards)),
        contacts=tuple(book.actor(key) for key in register.settings.contacts),
        audits=answered,
        counts=counts(answered),
        chart=standing_chart(answered),
        board_chart=board_chart(register),
        follow_ups=tuple(sorted(promised, key=lambda follow_up: follow_up.due)),
    )
    return dict(document)


def municipality_seen(register: Register, logo: Picture | None) -> fields.Municipality:
    """The municipality, with its logo as a picture."""
    return seen_as(fields.Municipality, register.settings.municipality, logo=logo)


def answered_audit(register: Register, audit: audits.Audit, book: AddressBook, *, public: bool) -> fields.AnsweredAudit:
    """An audit with its responses, and how many of its recommendations stand where."""
    seen = audit_seen(register, audit, book, public=public)
    given = tuple(response_seen(register, each, book, public=public) for each in register.responses_to(audit))
    moved = tuple(measure for measure in listed_measures((*seen.recommendations, *seen.findings)) if measure.due_changes)
    return seen_as(fields.AnsweredAudit, seen, responses=given, counts=counts([seen]), moved_measures=moved)


def subject_of(register: Register, response: responses.Response) -> Line:
    """The document's title: the response's own subject, else one built from the audit's title."""
    return response.subject or Line(f"Svar på revisionsrapport: {audit_of(register, response).title}")


def audit_of(register: Register, response: responses.Response) -> audits.Audit:
    """The audit that is answered; in a draft it may not be there yet."""
    missing = Line(f"⟦granskning saknas: {response.audit}⟧")
    return register.audit(response.audit) or audits.Audit(id=response.audit, title=missing, boards=(), recommendations=())


def response_seen(
    register: Register,
    response: responses.Response,
    book: AddressBook,
    *,
    mark_missing: bool = False,
    public: bool = False,
    template: str | None = None,
) -> fields.Response:
    """A response with its recommendations and answers, whatever it names resolved."""
    audit = audit_of(register, response)
    given = {item.id: reply_seen(book, reply) for item, reply in register.replies(response)}
    replies = {item_id: marked(item_id, reply) for item_id, reply in given.items()} if mark_missing else given
    boards = {item.id: answering(response, audit, item) for item in audit.items}
    recommendations = items_seen(fields.Recommendation, book, audit.recommendations, replies, boards, public=public)
    findings = items_seen(fields.Finding, book, audit.findings, replies, boards, public=public)
    items: tuple[fields.Recommendation | fields.Finding, ...] = (*recommendations, *findings)
    follow_ups = tuple(follow_up_seen(book, number, promise) for number, promise in enumerate(response.follow_ups, 1))
    proposed = tuple(
        proposed_decision_seen(book, number, clause, follow_ups) for number, clause in enumerate(response.proposed_decisions, 1)
    )
    seen = seen_as(
        fields.Response,
        response,
        boards=book.boards(response.boards),
        subject=subject_of(register, response),
        recommendations=recommendations,
        findings=findings,
        proposed_decisions=proposed,
        follow_ups=follow_ups,
        attachments=tuple(
            seen_as(fields.Attachment, each, number=each.number or Line(number)) for number, each in enumerate(response.attachments, 1)
        ),
        decisions=tuple(seen_as(fields.Decision, each, board=book.board(each.board)) for each in response.decisions),
        state=state_of(response),
    )
    return seen.unfolding(
        audit=lambda: audit_seen(register, audit, book, given, () if mark_missing else items, public=public),
        recommendation_groups=lambda: tuple(
            fields.RecommendationGroup.unchecked(heading=heading, recommendations=members)
            for heading, members in under_headings(recommendations)
        ),
        finding_groups=lambda: tuple(
            fields.FindingGroup.unchecked(heading=heading, findings=members) for heading, members in under_headings(findings)
        ),
        reprimands=lambda: tuple(each for each in recommendations if each.severity is Severity.REPRIMAND),
        replies=lambda: {item.id: replies[item.id] for item in audit.items if item.id in replies and not (public and item.confidential)},
        measures=lambda: tuple(listed_measures(items)),
        progress=lambda: progress_seen(follow_ups, listed_measures(items), template),
        proposed_decision_groups=lambda: tuple(by_decider(proposed)),
    )


def answering(response: responses.Response, audit: audits.Audit, item: audits.Item) -> tuple[BoardKey, ...]:
    """Those of the response's boards that are asked, else all of them: somebody answers."""
    asked = audit.answered_by(item)
    return tuple(board for board in response.boards if board in asked) or response.boards


def audit_seen(
    register: Register,
    audit: audits.Audit,
    book: AddressBook,
    given: Mapping[ItemId, fields.Reply] = NOTHING,
    answered: Iterable[fields.Recommendation | fields.Finding] = (),
    *,
    public: bool = False,
) -> fields.Audit:
    """An audit with the answers of all its responses.

    `given` are those of one of them, which nearly always is the only one, and `answered` the items that it answers as they are seen there.
    """
    answers = register.responses_to(audit)
    if len(answers) > 1:
        given, answered = NOTHING, ()
    replies = {item.id: given.get(item.id) or joint_reply(book, item.id, answers) for item in audit.items}
    boards = {item.id: audit.answered_by(item) for item in audit.items}
    return seen_as(
        fields.Audit,
        audit,
        boards=book.boards(audit.boards),
        for_information=book.boards(audit.for_information),
        recommendations=items_seen(fields.Recommendation, book, audit.recommendations, replies, boards, answered, public=public),
        findings=items_seen(fields.Finding, book, audit.findings, replies, boards, answered, public=public),
    )


def items_seen(
    kind: type[SeenItem],
    book: AddressBook,
    items: Iterable[audits.Item],
    replies: Mapping[ItemId, fields.Reply],
    boards: Mapping[ItemId, tuple[BoardKey, ...]],
    answered: Iterable[fields.Recommendation | fields.Finding] = (),
    *,
    public: bool,
) -> tuple[SeenItem, ...]:
    """The items that have an entry among the replies. Numbers are those of the audit, so that they agree between documents.

    Of those that were `answered` so before, what the same boards answer is taken over.
    """
    known = {each.number: each for each in answered if isinstance(each, kind)}
    items_asked = ((number, item, book.boards(boards[item.id])) for number, item in enumerate(items, 1) if item.id in replies)
    return tuple(
        known[number]
        if number in known and known[number].boards == asked
        else item_seen(kind, item, number, replies[item.id], asked, public=public)
        for number, item, asked in items_asked
    )


def item_seen(
    kind: type[SeenItem], item: audits.Item, number: int, reply: fields.Reply, boards: tuple[fields.Board, ...], *, public: bool
) -> SeenItem:
    """An item with its reply, as those boards give it."""
    if public and item.confidential:
        return withheld(kind, number, reply.status)
    return extended(
        kind,
        item,
        number=number,
        label=label(item.severity if isinstance(item, audits.Recommendation) else None, number),
        withheld=False,
        boards=boards,
        stance=reply.stance,
        reply=reply.text,
        by_board=reply.by_board,
        measures=reply.measures,
        verdict=verdict_of(item),
        status=reply.status,
        due=last_due(reply.measures),
    )


@cache
def label(severity: Severity | None, number: int) -> Line:
    """What an item is, with its number; a finding has no severity."""
    return Line(f"{word(severity).capitalize() if severity else 'Iakttagelse'} {number}")


def withheld(kind: type[SeenItem], number: int, status: ItemStatus) -> SeenItem:
    """An item of which a public document says no more than that it is there. Where it stands is counted, and shown nowhere."""
    name = Line(f"{'Rekommendation' if kind is fields.Recommendation else 'Iakttagelse'} {number}")
    text = Text(f"{name} omfattas av sekretess och återges inte här.")
    item_id = ItemId(name.replace(" ", "-"))
    return kind(id=item_id, text=text, confidential=True, number=number, label=name, withheld=True, status=status)


def under_headings(items: Iterable[SeenItem]) -> list[tuple[Line | None, tuple[SeenItem, ...]]]:
    """Items with the same heading together, where the heading first comes; those without any before, or they would seem to be under one."""
    groups: dict[Line | None, list[SeenItem]] = {None: []}
    for item in items:
        groups.setdefault(item.group, []).append(item)
    return [(heading, tuple(members)) for heading, members in groups.items() if members]


def follow_up_seen(book: AddressBook, number: int, promise: responses.FollowUp) -> fields.FollowUp:
    """A commitment to report back, with who reports to whom."""
    return seen_as(
        fields.FollowUp,
        promise,
        number=number,
        next_due=next_report(promise),
        reporter=book.actor_if_any(promise.reporter),
        receiver=book.actor_if_any(promise.receiver),
        due_changes=due_changes_seen(book, promise.due_changes),
    )


def proposed_decision_seen(
    book: AddressBook, number: int, clause: responses.ProposedDecision, follow_ups: Iterable[fields.FollowUp]
) -> fields.ProposedDecision:
    """A clause, with the board that decides and the follow-up it promises."""
    promised = next((promise for promise in follow_ups if promise.id == clause.follow_up), None)
    return seen_as(fields.ProposedDecision, clause, number=number, by=book.actor_if_any(clause.by), follow_up=promised)


def by_decider(clauses: Iterable[fields.ProposedDecision]) -> Iterator[fields.ProposedDecisionGroup]:
    """Clauses of the same board together, where the board first comes."""
    groups: dict[fields.Actor | None, list[fields.ProposedDecision]] = {}
    for clause in clauses:
        groups.setdefault(clause.by, []).append(clause)
    for by, members in groups.items():
        yield fields.ProposedDecisionGroup.unchecked(by=by, proposed_decisions=tuple(members))
