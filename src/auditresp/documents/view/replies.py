"""Answers as documents see them: parts, measures, owners; several boards' answers together; what a draft still lacks."""

from collections.abc import Iterable, Iterator
from itertools import chain

from auditresp.documents.view import fields
from auditresp.documents.view.addresses import AddressBook, extended, seen_as
from auditresp.model import responses
from auditresp.model.responses import MeasureStatus, Stance
from auditresp.model.standing import is_answered, status_of
from auditresp.model.values import ItemId, Line, Text
from auditresp.wording import join_and


def reply_seen(book: AddressBook, reply: responses.Reply | None) -> fields.Reply:
    """The reply to an item; an empty one where there is none."""
    given = reply or responses.Reply()
    return extended(
        fields.Reply,
        given,
        by_board=tuple(fields.Part(board=book.actor(board), text=text) for board, text in given.by_board.items()) if given.by_board else (),
        measures=measures_seen(book, given.measures),
        status=status_of(reply),
    )


def joint_reply(book: AddressBook, item: ItemId, answers: Iterable[responses.Response]) -> fields.Reply:
    """What all responses to an audit say of one item: each under its boards' names where there are several."""
    given = [(response, response.replies[item]) for response in answers if item in response.replies]
    if len(given) < 2:
        return reply_seen(book, given[0][1] if given else None)
    stances = {reply.stance for _, reply in given}
    together = fields.Reply.unchecked(
        stance=stances.pop() if len(stances) == 1 else None,
        by_board=tuple(chain.from_iterable(parts_of(book, response, reply) for response, reply in given)),
        measures=measures_seen(book, chain.from_iterable(reply.measures for _, reply in given)),
    )
    return seen_as(fields.Reply, together, status=status_of(together))


def parts_of(book: AddressBook, response: responses.Response, reply: responses.Reply) -> Iterator[fields.Part]:
    """A response's answer as parts: what its boards say together, then what each says for itself."""
    if reply.text:
        yield fields.Part(board=fields.Actor(name=Line(join_and(book.boards(response.boards)))), text=reply.text)
    yield from reply_seen(book, reply).by_board


def marked(item: ItemId, reply: fields.Reply) -> fields.Reply:
    """The reply, with what is missing in it marked: all of it, the reasons for not agreeing, or why a measure was cancelled."""
    text = reply.text
    if not is_answered(reply):
        text = Text(f"⟦svar saknas: {item}⟧")
    elif reply.stance in (Stance.PARTLY, Stance.DISAGREE) and not (text or reply.by_board):
        text = Text(f"⟦motivering saknas: {item}⟧")
    return seen_as(fields.Reply, reply, text=text, measures=tuple(marked_measure(measure) for measure in reply.measures))


def marked_measure(measure: fields.Measure) -> fields.Measure:
    """The measure, with the reason marked that a cancelled one must have."""
    if measure.status is not MeasureStatus.CANCELLED or measure.reason:
        return measure
    return seen_as(fields.Measure, measure, reason=Text(f"⟦skäl saknas: {measure.id}⟧"))


def measures_seen(book: AddressBook, measures: Iterable[responses.Measure]) -> tuple[fields.Measure, ...]:
    """Measures with their owners."""
    return tuple(
        extended(
            fields.Measure,
            measure,
            number=number,
            owner=book.actor_if_any(measure.owner),
            due_changes=due_changes_seen(book, measure.due_changes) if measure.due_changes else (),
        )
        for number, measure in enumerate(measures, 1)
    )


def due_changes_seen(book: AddressBook, changes: Iterable[responses.DueChange]) -> tuple[fields.DueChange, ...]:
    """Moved deadlines, with who moved them."""
    return tuple(seen_as(fields.DueChange, change, by=book.actor_if_any(change.by)) for change in changes)


def listed_measures(items: Iterable[fields.Recommendation | fields.Finding]) -> Iterator[fields.ListedMeasure]:
    """All measures, each with what it is taken for."""
    for item in items:
        for measure in item.measures:
            yield extended(fields.ListedMeasure, measure, recommendation=item)
