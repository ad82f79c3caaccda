"""What a template sees of a response, or of the whole register: plain values, without Word, files or clock.

Wording and order are the template's; facts are ours. A template may loop and leave out, but never has to calculate,
group or look anything up.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar, cast

from auditresp.documents import fields
from auditresp.model import audits, responses
from auditresp.model.register import Register
from auditresp.model.responses import Stance
from auditresp.model.settings import Settings
from auditresp.model.standing import is_answered, state_of, status_of, verdict_of
from auditresp.model.values import BoardKey, ContactKey, Id, ItemId, Line, Record, Text, Who
from auditresp.wording import join_and

Seen = TypeVar("Seen", bound=Record)
SeenItem = TypeVar("SeenItem", fields.Recommendation, fields.Finding)


def view(register: Register, response: responses.Response, *, mark_missing: bool = False) -> dict[str, object]:
    """What a template for a response sees. With `mark_missing`, an answer that is not there yet says so."""
    seen = _response(register, response, mark_missing=mark_missing)
    return dict(_as(fields.ResponseDocument, seen, municipality=register.settings.municipality, response=seen))


def register_view(register: Register) -> dict[str, object]:
    """What a template for the whole register sees."""
    book = AddressBook(register.settings)
    answered = tuple(
        _as(
            fields.AnsweredAudit,
            _audit(register, audit),
            responses=tuple(_response(register, each) for each in register.responses_to(audit)),
        )
        for audit in register.audits
    )
    promised = (
        _as(fields.ListedFollowUp, follow_up, response=response)
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
    return response.subject or Line(f"Svar på revisionsrapport: {_audit_of(register, response).title}")


def _as(kind: type[Seen], record: Record, **seen: object) -> Seen:
    """The record as a document sees it: its own values, except those given, which are seen otherwise or computed."""
    return cast(Seen, kind.model_construct(**{**vars(record), **seen}))


@dataclass(frozen=True)
class AddressBook:
    """Finds whom a key of auditresp.yaml names."""

    settings: Settings

    def board(self, key: BoardKey) -> fields.Board:
        """The board of that key. One that does not exist is a problem elsewhere; a draft shows that it is missing."""
        if board := self.settings.boards.get(key):
            return _as(fields.Board, board, key=key)
        return fields.Board(key=key, name=Line(f"⟦nämnd saknas: {key}⟧"))

    def boards(self, keys: Iterable[BoardKey]) -> tuple[fields.Board, ...]:
        """The boards of those keys."""
        return tuple(self.board(key) for key in keys)

    def actor(self, who: str) -> fields.Actor:
        """The contact or board of that key, else somebody with that name."""
        named = self.settings.contacts.get(ContactKey(who)) or self.settings.boards.get(BoardKey(who))
        if named is None:
            return fields.Actor(name=Line(who))
        known = {name: value for name, value in named if name in fields.Actor.model_fields}
        return fields.Actor.model_construct(key=Id(who), **known)

    def actor_if_any(self, who: Who | None) -> fields.Actor | None:
        """The same, where a file need not say who."""
        return None if who is None else self.actor(who)


def _audit_of(register: Register, response: responses.Response) -> audits.Audit:
    """The audit that is answered; in a draft it may not be there yet."""
    missing = Line(f"⟦granskning saknas: {response.audit}⟧")
    return register.audit(response.audit) or audits.Audit(id=response.audit, title=missing, boards=(), recommendations=())


def _response(register: Register, response: responses.Response, *, mark_missing: bool = False) -> fields.Response:
    """A response with its recommendations and answers, whatever it names resolved."""
    book = AddressBook(register.settings)
    audit = _audit_of(register, response)
    replies = {item.id: _reply(book, reply) for item, reply in register.replies(response)}
    if mark_missing:
        replies = {item_id: _marked(item_id, reply) for item_id, reply in replies.items()}
    boards = {item.id: _answering(response, audit, item) for item in audit.items}
    recommendations = _items(fields.Recommendation, book, audit.recommendations, replies, boards)
    findings = _items(fields.Finding, book, audit.findings, replies, boards)
    follow_ups = tuple(_follow_up(book, number, promise) for number, promise in enumerate(response.follow_ups, 1))
    proposed = tuple(_proposed_decision(book, number, clause, follow_ups) for number, clause in enumerate(response.proposed_decisions, 1))
    return _as(
        fields.Response,
        response,
        audit=_audit(register, audit),
        boards=book.boards(response.boards),
        subject=subject_of(register, response),
        recommendations=recommendations,
        recommendation_groups=tuple(
            fields.RecommendationGroup.model_construct(heading=heading, recommendations=members)
            for heading, members in _under_headings(recommendations)
        ),
        findings=findings,
        finding_groups=tuple(
            fields.FindingGroup.model_construct(heading=heading, findings=members) for heading, members in _under_headings(findings)
        ),
        replies=replies,
        measures=tuple(_listed_measures((*recommendations, *findings))),
        proposed_decisions=proposed,
        proposed_decision_groups=tuple(_by_decider(proposed)),
        follow_ups=follow_ups,
        attachments=tuple(
            _as(fields.Attachment, each, number=each.number or Line(number)) for number, each in enumerate(response.attachments, 1)
        ),
        decisions=tuple(_as(fields.Decision, each, board=book.board(each.board)) for each in response.decisions),
        state=state_of(response),
    )


def _answering(response: responses.Response, audit: audits.Audit, item: audits.Item) -> tuple[BoardKey, ...]:
    """Those of the response's boards that are asked, else all of them: somebody answers."""
    asked = audit.answered_by(item)
    return tuple(board for board in response.boards if board in asked) or response.boards


def _audit(register: Register, audit: audits.Audit) -> fields.Audit:
    """An audit with the answers of all its responses."""
    book = AddressBook(register.settings)
    answers = register.responses_to(audit)
    replies = {item.id: _joint_reply(book, item.id, answers) for item in audit.items}
    boards = {item.id: audit.answered_by(item) for item in audit.items}
    return _as(
        fields.Audit,
        audit,
        boards=book.boards(audit.boards),
        for_information=book.boards(audit.for_information),
        recommendations=_items(fields.Recommendation, book, audit.recommendations, replies, boards),
        findings=_items(fields.Finding, book, audit.findings, replies, boards),
    )


def _items(
    kind: type[SeenItem],
    book: AddressBook,
    items: Iterable[audits.Item],
    replies: Mapping[ItemId, fields.Reply],
    boards: Mapping[ItemId, tuple[BoardKey, ...]],
) -> tuple[SeenItem, ...]:
    """The items that have an entry among the replies. Numbers are those of the audit, so that they agree between documents."""
    return tuple(
        _as(
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


def _reply(book: AddressBook, reply: responses.Reply | None) -> fields.Reply:
    """The reply to an item; an empty one where there is none."""
    given = reply or responses.Reply()
    return _as(
        fields.Reply,
        given,
        by_board=tuple(fields.Part(board=book.actor(board), text=text) for board, text in given.by_board.items()),
        measures=_measures(book, given.measures),
        status=status_of(reply),
    )


def _joint_reply(book: AddressBook, item: ItemId, answers: Iterable[responses.Response]) -> fields.Reply:
    """What all responses to an audit say of one item: each under its boards' names where there are several."""
    given = [(response, response.replies[item]) for response in answers if item in response.replies]
    if len(given) < 2:
        return _reply(book, given[0][1] if given else None)
    stances = {reply.stance for _, reply in given}
    together = fields.Reply.model_construct(
        stance=stances.pop() if len(stances) == 1 else None,
        by_board=tuple(chain.from_iterable(_parts(book, response, reply) for response, reply in given)),
        measures=_measures(book, chain.from_iterable(reply.measures for _, reply in given)),
    )
    return _as(fields.Reply, together, status=status_of(together))


def _parts(book: AddressBook, response: responses.Response, reply: responses.Reply) -> Iterator[fields.Part]:
    """A response's answer as parts: what its boards say together, then what each says for itself."""
    if reply.text:
        yield fields.Part(board=fields.Actor(name=Line(join_and(book.boards(response.boards)))), text=reply.text)
    yield from _reply(book, reply).by_board


def _marked(item: ItemId, reply: fields.Reply) -> fields.Reply:
    """The reply, with what is missing in it marked: all of it, or the reasons for not agreeing."""
    if not is_answered(reply):
        return _as(fields.Reply, reply, text=Text(f"⟦svar saknas: {item}⟧"))
    if reply.stance in (Stance.PARTLY, Stance.DISAGREE) and not (reply.text or reply.by_board):
        return _as(fields.Reply, reply, text=Text(f"⟦motivering saknas: {item}⟧"))
    return reply


def _measures(book: AddressBook, measures: Iterable[responses.Measure]) -> tuple[fields.Measure, ...]:
    """Measures with their owners."""
    return tuple(
        _as(
            fields.Measure,
            measure,
            number=number,
            owner=book.actor_if_any(measure.owner),
            due_changes=_due_changes(book, measure.due_changes),
        )
        for number, measure in enumerate(measures, 1)
    )


def _due_changes(book: AddressBook, changes: Iterable[responses.DueChange]) -> tuple[fields.DueChange, ...]:
    """Moved deadlines, with who moved them."""
    return tuple(_as(fields.DueChange, change, by=book.actor_if_any(change.by)) for change in changes)


def _listed_measures(items: Iterable[fields.Recommendation | fields.Finding]) -> Iterator[fields.ListedMeasure]:
    """All measures, each with what it is taken for."""
    for item in items:
        for measure in item.measures:
            yield _as(fields.ListedMeasure, measure, recommendation=item)


def _under_headings(items: Iterable[SeenItem]) -> list[tuple[Line | None, tuple[SeenItem, ...]]]:
    """Items with the same heading together, where the heading first comes; one without heading stands by itself."""
    groups: dict[tuple[Line | None, ItemId | None], list[SeenItem]] = {}
    for item in items:
        groups.setdefault((item.group, None if item.group else item.id), []).append(item)
    return [(heading, tuple(members)) for (heading, _), members in groups.items()]


def _follow_up(book: AddressBook, number: int, promise: responses.FollowUp) -> fields.FollowUp:
    """A commitment to report back, with who reports to whom."""
    return _as(
        fields.FollowUp,
        promise,
        number=number,
        reporter=book.actor_if_any(promise.reporter),
        receiver=book.actor_if_any(promise.receiver),
        due_changes=_due_changes(book, promise.due_changes),
    )


def _proposed_decision(
    book: AddressBook, number: int, clause: responses.ProposedDecision, follow_ups: Iterable[fields.FollowUp]
) -> fields.ProposedDecision:
    """A clause, with the board that decides and the follow-up it promises."""
    promised = next((promise for promise in follow_ups if promise.id == clause.follow_up), None)
    return _as(fields.ProposedDecision, clause, number=number, by=book.actor_if_any(clause.by), follow_up=promised)


def _by_decider(clauses: Iterable[fields.ProposedDecision]) -> Iterator[fields.ProposedDecisionGroup]:
    """Clauses of the same board together, where the board first comes."""
    groups: dict[fields.Actor | None, list[fields.ProposedDecision]] = {}
    for clause in clauses:
        groups.setdefault(clause.by, []).append(clause)
    for by, members in groups.items():
        yield fields.ProposedDecisionGroup.model_construct(by=by, proposed_decisions=tuple(members))
