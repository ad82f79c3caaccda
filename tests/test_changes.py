"""Two registers compared by meaning: each test shows what was written, what is written now, and each change."""

from collections.abc import Mapping

import pytest

from auditresp.changes import Change, Kind, changes_between
from auditresp.changes.records import differences
from auditresp.changes.where import Where
from auditresp.model.records import Record, optional, required
from auditresp.model.values import Line, Text
from registers import AUDIT, SETTINGS, read

RESPONSE = """
    audit: a1
    documents: [svar]
    boards: [san]
    addressees: [Revisorerna, Kommunfullmäktige]
    summary: |
      Nämnden instämmer i huvudsak.
      Arbetet pågår.
    proposed_decisions:
      - {text: Nämnden antar svaret som sitt eget.}
      - {text: Förvaltningen redovisar arbetet den 25 oktober., follow_up: rapport}
      - {text: Svaret överlämnas till revisorerna.}
    replies:
      R1:
        stance: agree
        text: Rutinen ses över.
        measures:
          - {id: m1, text: Hålla tre workshoppar, status: planned, owner: forvaltningschef, due: 2018-06-30}
          - {id: m2, text: Skriva en rutin, status: ongoing}
    follow_ups:
      - {id: rapport, text: Hur långt arbetet har kommit, due: 2018-10-25}
"""


def between(new: str, old: str = RESPONSE) -> list[str]:
    """The changes from one version of the response `svar` to another."""
    return told(changes_between(read(AUDIT, responses={"svar": old}), read(AUDIT, responses={"svar": new})))


def told(changes: tuple[Change, ...]) -> list[str]:
    """A line for each change: the kind, the way to it, what was and what is."""
    return [
        " ".join(filter(None, (str(change.kind), way(change), shown(change.old), shown(change.new), shown(change.given))))
        for change in changes
    ]


def way(change: Change) -> str:
    return "/".join(map(str, change.path))


def shown(value: object) -> str:
    match value:
        case None:
            return ""
        case Record():
            return f"<{type(value).__name__}>"
        case Mapping():
            return str(dict(value))
        case tuple():
            return str(list(value))
        case _:
            return f"«{value}»"


def test_how_the_files_are_written_is_no_change() -> None:
    rewritten = """
        # A comment
        boards:
          - "san"
        documents: ['svar']
        audit: a1
        addressees:
          - Revisorerna
          - Kommunfullmäktige
        summary: "Nämnden instämmer i huvudsak. Arbetet pågår."
        replies:
          R1:
            text: >
              Rutinen
              ses över.
            measures:
              - {text: Hålla tre workshoppar, id: m1, due: "2018-06-30", status: planned, owner: forvaltningschef}
              - {text: Skriva en rutin, id: m2, status: ongoing}
            stance: agree
        follow_ups:
          - {id: rapport, due: 2018-10-25, text: Hur långt arbetet har kommit}
        proposed_decisions:
          - {text: Nämnden antar svaret som sitt eget.}
          - text: |
              Förvaltningen redovisar
              arbetet den 25 oktober.
            follow_up: rapport
          - {text: Svaret överlämnas till revisorerna.}
    """

    assert between(rewritten) == []


@pytest.mark.parametrize(
    ("written", "instead", "changes"),
    [
        ("stance: agree", "stance: partly", ["changed replies/R1/stance «agree» «partly»"]),
        ("Arbetet pågår.", "Arbetet är klart.", None),
        ("due: 2018-06-30", "due: 2018-09-30", ["changed replies/R1/measures/m1/due «2018-06-30» «2018-09-30»"]),
        ("owner: forvaltningschef, ", "", ["cleared replies/R1/measures/m1/owner «forvaltningschef»"]),
        ("status: ongoing", "status: done, done: 2018-05-02", ["changed replies/R1/measures/m2/status «ongoing» «done» «2018-05-02»"]),
        (
            "status: ongoing",
            "status: cancelled, reason: Inga medel",
            ["changed replies/R1/measures/m2/status «ongoing» «cancelled» «Inga medel»"],
        ),
        ("addressees: [Revisorerna, Kommunfullmäktige]", "addressees: [Revisorerna]", ["removed addressees/1 «Kommunfullmäktige»"]),
        (
            "addressees: [Revisorerna, Kommunfullmäktige]",
            "addressees: [Kommunfullmäktige, Revisorerna]",
            ["moved addressees/0 «1» «0»"],
        ),
        ("boards: [san]", "boards: [san, kan]", ["added boards/1 «kan»"]),
        ("audit: a1", "audit: a1\n    case_number: SAN 2018/45", ["set case_number «SAN 2018/45»"]),
        ("due: 2018-10-25}", "due: 2018-10-25, reported: [{date: 2018-10-24}]}", ["added follow_ups/rapport/reported/0 <Reported>"]),
        ("boards: [san]", "boards: [san]\n    decisions: [{board: san, date: 2018-04-25}]", ["added decisions/0 <Decision>"]),
        ("boards: [san]", "boards: [san]\n    sent: {date: 2018-04-26, version: 1}", ["set sent <Sent>"]),
        ("- {id: m2, text: Skriva en rutin, status: ongoing}", "", ["removed replies/R1/measures/m2 <Measure>"]),
    ],
)
def test_each_change_is_named_once(written: str, instead: str, changes: list[str] | None) -> None:
    found = between(RESPONSE.replace(written, instead))

    if changes is None:
        assert [line.split(" «")[0] for line in found] == ["reworded summary"]
    else:
        assert found == changes


MOVED = "due: 2018-09-30, due_changes: [{from: 2018-06-30, to: 2018-09-30, reason: Sjukdom, date: 2018-05-01}]"


def test_a_deadline_moved_openly_is_one_change_with_its_reason() -> None:
    assert between(RESPONSE.replace("due: 2018-06-30", MOVED)) == [
        "rescheduled replies/R1/measures/m1/due «2018-06-30» «2018-09-30» <DueChange>"
    ]


def test_two_moves_are_two_and_the_first_is_not_told_again() -> None:
    again = MOVED.replace("due: 2018-09-30", "due: 2018-12").replace(
        "}]", "}, {from: 2018-09-30, to: 2018-12, reason: Mer, date: 2018-08-01}]"
    )
    once, twice = (RESPONSE.replace("due: 2018-06-30", due) for due in (MOVED, again))

    assert between(twice) == [
        "rescheduled replies/R1/measures/m1/due «2018-06-30» «2018-09-30» <DueChange>",
        "rescheduled replies/R1/measures/m1/due «2018-09-30» «2018-12» <DueChange>",
    ]
    assert between(twice, once) == ["rescheduled replies/R1/measures/m1/due «2018-09-30» «2018-12» <DueChange>"]


def test_a_clause_that_moved_and_one_in_other_words() -> None:
    new = RESPONSE.replace("      - {text: Svaret överlämnas till revisorerna.}\n", "").replace(
        "proposed_decisions:\n", "proposed_decisions:\n      - {text: Svaret överlämnas till de förtroendevalda revisorerna.}\n"
    )

    assert between(new) == [
        "moved proposed_decisions/0 «2» «0»",
        "reworded proposed_decisions/0/text «Svaret överlämnas till revisorerna.» «Svaret överlämnas till de förtroendevalda revisorerna.»",
    ]


def test_a_reply_that_nobody_has_written_is_none() -> None:
    waiting = "audit: a1\ndocuments: [svar]\nboards: [san]\nreplies:\n  R1:\n    stance:\n    text:\n"
    written = waiting.replace("stance:", "stance: agree")

    assert between(written, waiting) == ["added replies/R1 <Reply>"]
    assert between(waiting, written) == ["removed replies/R1 <Reply>"]


def test_responses_that_came_went_and_got_another_name() -> None:
    other = "audit: a2\ndocuments: [svar]\nboards: [kan]\nreplies: {}\n"
    old = read(AUDIT, responses={"svar": RESPONSE, "borta": other})
    new = read(AUDIT, responses={"yttrande": RESPONSE.replace("stance: agree", "stance: partly"), "ny": other.replace("a2", "a3")})

    assert [(change.file, *told((change,))) for change in changes_between(old, new)] == [
        ("responses/borta.yaml", "removed  <Response>".replace("  ", " ")),
        ("responses/ny.yaml", "added <Response>"),
        ("responses/yttrande.yaml", "renamed id «svar» «yttrande»"),
        ("responses/yttrande.yaml", "changed replies/R1/stance «agree» «partly»"),
    ]


def test_what_the_auditors_said_and_the_settings() -> None:
    settings = SETTINGS.replace("name: Socialnämnden", "name: Omsorgsnämnden").replace("title: Förvaltningschef", "title: Chef")
    audit = AUDIT + "        verdicts: [{date: 2019-01-01, value: addressed}]\n      - {id: R2, text: Att rutiner skrivs.}\n"
    changes = changes_between(read(AUDIT), read(audit, settings=settings))

    assert [(change.file, *told((change,))) for change in changes] == [
        ("auditresp.yaml", "changed boards/san/name «Socialnämnden» «Omsorgsnämnden»"),
        ("auditresp.yaml", "changed contacts/forvaltningschef/title «Förvaltningschef» «Chef»"),
        ("recommendations.yaml", "added audits/a1/recommendations/R1/verdicts/0 <Verdict>"),
        ("recommendations.yaml", "added audits/a1/recommendations/R2 <Recommendation>"),
    ]


def test_of_some_responses_only_what_concerns_them() -> None:
    audits = AUDIT + AUDIT.replace("audits:\n", "").replace("a1", "a2")
    other = "audit: a2\ndocuments: [svar]\nboards: [san]\nreplies: {}\n"
    old = read(audits, responses={"svar": RESPONSE, "annat": other})
    new = read(
        audits.replace("följer upp", "styr"),
        responses={"svar": RESPONSE.replace("agree", "partly"), "annat": other + "date: 2018-01-01\n"},
        settings=SETTINGS.replace("Sundby", "Norrby"),
    )

    assert [(change.audit, change.response, change.item, change.field) for change in changes_between(old, new, {"svar"})] == [
        ("a1", None, "R1", "text"),
        ("a1", "svar", "R1", "stance"),
    ]
    assert len(changes_between(old, new)) == 5


def test_no_change_between_a_register_and_itself() -> None:
    register = read(AUDIT, responses={"svar": RESPONSE})

    assert changes_between(register, register) == ()


def test_kinds_are_all_told() -> None:
    assert [str(kind) for kind in Kind] == [
        "added", "removed", "set", "cleared", "changed", "reworded", "moved", "rescheduled", "renamed",
    ]  # fmt: skip


def test_a_new_field_of_the_model_is_seen_by_its_name() -> None:
    class Cost(Record):
        currency: Line = required("Valuta.")
        amount: int = required("Belopp.")

    class Costly(Record):
        cost: Cost | None = optional("Kostnad.")
        notes: tuple[Text, ...] = optional("Anteckningar.", default=())

    old = Costly(cost=Cost(currency=Line("SEK"), amount=10), notes=(Text("Ett två tre"),))
    new = Costly(cost=Cost(currency=Line("SEK"), amount=12), notes=(Text("Ett\ntvå tre"), Text("Fyra")))

    assert told(tuple(differences(old, new, Where("x.yaml")))) == ["changed cost/amount «10» «12»", "added notes/1 «Fyra»"]


def test_a_file_that_cannot_be_read_is_not_told_as_gone() -> None:
    broken = read("audits: [", responses={"svar": "audit: [", "annat": RESPONSE}, settings="format: 1\nmunicipality: [")
    whole = read(AUDIT, responses={"svar": RESPONSE, "annat": RESPONSE.replace("agree", "partly")})

    assert told(changes_between(broken, whole)) == ["changed replies/R1/stance «agree» «partly»"]
    assert told(changes_between(whole, broken)) == ["changed replies/R1/stance «partly» «agree»"]
