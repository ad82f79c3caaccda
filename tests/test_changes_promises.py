from textwrap import dedent

import pytest

from auditresp.changes.promises import changed_since
from auditresp.model.responses import Response
from auditresp.store.loading import response_in

SENT = """
    audit: a1
    documents: [svar]
    boards: [san]
    replies:
      R1:
        stance: agree
        text: Boendet följs upp. Det sker varje år.
        measures:
          - {id: m1, text: Ny rutin, status: planned, owner: forvaltningschef, due: 2018-09,
             due_changes: [{from: 2018-06, to: 2018-09, reason: Sjukdom, date: 2018-03-01}]}
    follow_ups:
      - {id: f1, text: Läget, due: 2018-10-25, reporter: forvaltningschef}
    decisions: [{board: san, date: 2018-04-25}]
    sent: {date: 2018-05-02, version: 1}
"""


def response(text: str) -> Response:
    read = response_in("responses/r.yaml", dedent(text).encode())
    assert read
    return read


def changed(old: str, new: str) -> list[tuple[object, ...]]:
    """Where a response differs from what was sent, when some of its words are others."""
    assert old in SENT
    return [change.path for change in changed_since(response(SENT), response(SENT.replace(old, new)))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: planned", "status: done, done: 2018-08-30, evidence: [{text: Rutinen}]"),
        ("status: planned", "status: cancelled, reason: Behövs inte"),
        ("owner: forvaltningschef", "owner: Någon annan"),
        ("due: 2018-10-25", "due: 2018-11-25, due_changes: [{from: 2018-10-25, to: 2018-11-25, reason: Flytt, date: 2018-08-01}]"),
        ("reporter: forvaltningschef", "reporter: Någon annan, document: aterrapport, reported: [{date: 2018-10-20}]"),
        ("documents: [svar]", "documents: [svar, aterrapport]"),
        ("Boendet följs upp. Det sker varje år.", "|\n          Boendet följs upp.\n          Det sker varje år."),
        ("sent: {date: 2018-05-02, version: 1}", ""),
    ],
)
def test_what_becomes_of_a_promise_is_no_change_of_it(old: str, new: str) -> None:
    assert changed(old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("varje år", "ibland", ("replies", "R1", "text")),
        ("agree", "partly", ("replies", "R1", "stance")),
        ("Ny rutin", "Gammal rutin", ("replies", "R1", "measures", "m1", "text")),
        ("due: 2018-09,", "due: 2019,", ("replies", "R1", "measures", "m1", "due")),
        ("due: 2018-10-25", "due: 2019-10-25", ("follow_ups", "f1", "due")),
        ("date: 2018-04-25", "date: 2018-04-26", ("decisions", 0, "date")),
        ("{id: f1,", "{id: f2,", ("follow_ups", "f1")),
    ],
)
def test_another_text_or_a_promise_moved_in_silence_is_one(old: str, new: str, path: tuple[object, ...]) -> None:
    assert path in changed(old, new)


def test_a_deadline_that_is_moved_again_openly_is_no_change() -> None:
    moved = SENT.replace("due: 2018-09,", "due: 2018-12,").replace(
        "date: 2018-03-01}", "date: 2018-03-01}, {from: 2018-09, to: 2018-12, reason: Flytt, date: 2018-08-01}"
    )

    assert changed_since(response(SENT), response(moved)) == ()


def test_a_move_that_was_known_when_it_was_sent_may_not_be_rewritten() -> None:
    assert changed("reason: Sjukdom", "reason: Semester") != []
