"""What a template sees of a response, or of the whole register: plain values, without Word, files or clock.

Wording and order are the template's; facts are ours. A template may loop and leave out, but never has to calculate,
group or look anything up.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from auditresp.documents import fields
from auditresp.documents.addresses import AddressBook, seen_as
from auditresp.documents.replies import due_changes_seen, joint_reply, listed_measures, marked, reply_seen
from auditresp.model import audits, responses
from auditresp.model.register import Register
from auditresp.model.standing import state_of, verdict_of
from auditresp.model.values import BoardKey, ItemId, Line

SeenItem = TypeVar("SeenItem", fields.Recommendation, fields.Finding)


def view(register: Register, response: responses.Response, *, mark_missing: bool = False) -> dict[str, object]:
    """What a template for a response sees. With `mark_missing`, an answer that is not there yet says so."""
    seen = response_seen(register, response, mark_missing=mark_missing)
    return dict(seen_as(fields.ResponseDocument, seen, municipality=register.settings.municipality, response=seen))


def register_view(register: Register) -> dict[str, object]:
    """What a template for the whole register sees."""
    book = AddressBook(register.settings)
    answered = tuple(
        seen_as(
            fields.AnsweredAudit,
            audit_seen(register, audit),
            responses=tuple(response_seen(register, each) for each in register.responses_to(audit)),
        )
        for audit in register.audits
    )
    promised = (
        seen_as(fields.ListedFollowUp, follow_up, response=response)
        for audit in answered
        for response in audit.responses
        for follow_up in response.follow_ups
    )
    document = fields.RegisterDocument.model_construct(
        municipality=register.settings.municipality,
        boards=book.boards(register.settings.boards),
        contacts=tuple(book.actor(key) for key in register.settings.contacts),
        audits=answered,
        follow_ups=tuple(sorted(promised, key=lambda follow_up: follow_up.due)),
    )
    return dict(document)


def subject_of(register: Register, response: responses.Response) -> Line:
    """The document's title: the response's own subject, else one built from the audit's title."""
    return response.subject or Line(f"Svar på revisionsrapport: {audit_of(register, response).title}")


def audit_of(register: Register, response: responses.Response) -> audits.Audit:
    """The audit that is answered; in a draft it may not be there yet."""
    missing = Line(f"⟦granskning saknas: {response.audit}⟧")
    return register.audit(response.audit) or audits.Audit(id=response.audit, title=missing, boards=(), recommendations=())


def response_seen(register: Register, response: responses.Response, *, mark_missing: bool = False) -> fields.Response:
    """A response with its recommendations and answers, whatever it names resolved."""
    book = AddressBook(register.settings)
    audit = audit_of(register, response)
    replies = {item.id: reply_seen(book, reply) for item, reply in register.replies(response)}
    if mark_missing:
        replies = {item_id: marked(item_id, reply) for item_id, reply in replies.items()}
    boards = {item.id: answering(response, audit, item) for item in audit.items}
    recommendations = items_seen(fields.Recommendation, book, audit.recommendations, replies, boards)
    findings = items_seen(fields.Finding, book, audit.findings, replies, boards)
    follow_ups = tuple(follow_up_seen(book, number, promise) for number, promise in enumerate(response.follow_ups, 1))
    proposed = tuple(
        proposed_decision_seen(book, number, clause, follow_ups) for number, clause in enumerate(response.proposed_decisions, 1)
    )
    return seen_as(
        fields.Response,
        response,
        audit=audit_seen(register, audit),
        boards=book.boards(response.boards),
        subject=subject_of(register, response),
        recommendations=recommendations,
        recommendation_groups=tuple(
            fields.RecommendationGroup.model_construct(heading=heading, recommendations=members)
            for heading, members in under_headings(recommendations)
        ),
        findings=findings,
        finding_groups=tuple(
            fields.FindingGroup.model_construct(heading=heading, findings=members) for heading, members in under_headings(findings)
        ),
        replies=replies,
        measures=tuple(listed_measures((*recommendations, *findings))),
        proposed_decisions=proposed,
        proposed_decision_groups=tuple(by_decider(proposed)),
        follow_ups=follow_ups,
        attachments=tuple(
            seen_as(fields.Attachment, each, number=each.number or Line(number)) for number, each in enumerate(response.attachments, 1)
        ),
        decisions=tuple(seen_as(fields.Decision, each, board=book.board(each.board)) for each in response.decisions),
        state=state_of(response),
    )


def answering(response: responses.Response, audit: audits.Audit, item: audits.Item) -> tuple[BoardKey, ...]:
    """Those of the response's boards that are asked, else all of them: somebody answers."""
    asked = audit.answered_by(item)
    return tuple(board for board in response.boards if board in asked) or response.boards


def audit_seen(register: Register, audit: audits.Audit) -> fields.Audit:
    """An audit with the answers of all its responses."""
    book = AddressBook(register.settings)
    answers = register.responses_to(audit)
    replies = {item.id: joint_reply(book, item.id, answers) for item in audit.items}
    boards = {item.id: audit.answered_by(item) for item in audit.items}
    return seen_as(
        fields.Audit,
        audit,
        boards=book.boards(audit.boards),
        for_information=book.boards(audit.for_information),
        recommendations=items_seen(fields.Recommendation, book, audit.recommendations, replies, boards),
        findings=items_seen(fields.Finding, book, audit.findings, replies, boards),
    )


def items_seen(
    kind: type[SeenItem],
    book: AddressBook,
    items: Iterable[audits.Item],
    replies: Mapping[ItemId, fields.Reply],
    boards: Mapping[ItemId, tuple[BoardKey, ...]],
) -> tuple[SeenItem, ...]:
    """The items that have an entry among the replies. Numbers are those of the audit, so that they agree between documents."""
    return tuple(
        seen_as(
            kind,
            item,
            number=number,
            boards=book.boards(boards[item.id]),
            stance=replies[item.id].stance,
            reply=replies[item.id].text,
            by_board=replies[item.id].by_board,
            measures=replies[item.id].measures,
            verdict=verdict_of(item),
            status=replies[item.id].status,
        )
        for number, item in enumerate(items, 1)
        if item.id in replies
    )


def under_headings(items: Iterable[SeenItem]) -> list[tuple[Line | None, tuple[SeenItem, ...]]]:
    """Items with the same heading together, where the heading first comes; one without heading stands by itself."""
    groups: dict[tuple[Line | None, ItemId | None], list[SeenItem]] = {}
    for item in items:
        groups.setdefault((item.group, None if item.group else item.id), []).append(item)
    return [(heading, tuple(members)) for (heading, _), members in groups.items()]


def follow_up_seen(book: AddressBook, number: int, promise: responses.FollowUp) -> fields.FollowUp:
    """A commitment to report back, with who reports to whom."""
    return seen_as(
        fields.FollowUp,
        promise,
        number=number,
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
        yield fields.ProposedDecisionGroup.model_construct(by=by, proposed_decisions=tuple(members))
