"""What the rules leave alone. What they find is shown by tests/problems/*.txt."""

from pathlib import Path

import pytest

from auditresp.checks import CHECKS, all_problems, problems_in
from auditresp.problems import Level
from registers import SETTINGS, lines, read

AUDIT = """
    audits:
      - id: skolvagar
        title: Säkra skolvägar
        report: {date: 2018-01-20}
        cover_letter: {date: 2018-01-26}
        boards: [san, kan]
        reply_due: 2018-04-30
        recommendations:
          - {id: R1, text: Kartlägg vägarna}
          - {id: R2, text: Mät farten, boards: [san], verdicts: [{date: 2019-03-01, value: open}, {date: 2019-03-01, value: addressed}]}
        findings:
          - {id: I1, text: Ingen räknar barnen, boards: [kan]}
    """

JOINT = """
    audit: skolvagar
    documents: [svar]
    boards: [san, kan]
    date: 2018-04-11
    meeting: 2018-04-16
    proposed_decisions:
      - text: Skrivelsen den 11 april 2018 godkänns som nämndernas svar.
        by: kan
      - text: Socialförvaltningen återrapporterar senast den 25 oktober 2018.
        follow_up: rapport
    replies:
      R1:
        stance: partly
        text: En karta finns.
        by_board: {kan: Vi ritar gärna om den.}
        measures:
          - {id: m1, text: Rita en karta, status: done, done: 2018-01-20, owner: forvaltningschef}
          - {id: m2, text: Rita en till, status: cancelled, reason: En räcker, owner: Anna Karta}
          - id: m3
            text: Dela ut kartan
            status: planned
            due: 2018-10
            due_changes:
              - {from: 2018-06, to: 2018-08, reason: Tryckeriet, date: 2018-05-30}
              - {from: 2018-08, to: 2018-10, reason: Posten, date: 2018-05-30}
      R2: {stance: agree}
      I1: {stance: disagree, text: Skolan räknar dem.}
    follow_ups:
      - {id: rapport, text: Hur kartan används, due: 2018-10-25, reporter: Socialförvaltningen, receiver: san, document: yttrande}
      - {id: lage, text: Läget, due: 2018-12, repeats: quarterly, until: 2018-12}
    decisions:
      - {board: san, date: 2018-04-16}
      - {board: kan, date: 2018-04-18}
    sent: {date: 2018-04-18, version: 1}
    """


def test_nothing_is_said_of_a_register_that_is_in_order() -> None:
    assert lines(all_problems(read(AUDIT, responses={"svar": JOINT}))) == []


def test_two_boards_may_answer_each_in_its_own_response() -> None:
    own = {
        "san": "audit: skolvagar\ndocuments: [svar]\nboards: [san]\nreplies:\n  R1: {stance: agree}\n  R2: {stance: agree}\n",
        "kan": "audit: skolvagar\ndocuments: [svar]\nboards: [kan]\nreplies:\n  R1: {stance: agree}\n  I1: {stance: agree}\n",
    }

    assert lines(all_problems(read(AUDIT, responses=own))) == []


def test_an_item_waits_for_the_boards_that_have_no_response_yet() -> None:
    san = "audit: skolvagar\ndocuments: [svar]\nboards: [san]\nreplies:\n  R1: {stance: agree}\n  R2: {stance: agree}\n"

    assert lines(all_problems(read(AUDIT, responses={"san": san}))) == [
        f"recommendations.yaml:{line}:9: warning unanswered: no response from kan answers {item}; "
        "`auditresp new response` writes one to fill in"
        for line, item in [(9, "R1"), (12, "I1")]
    ]


SMALL = """
    audits:
      - id: a1
        title: Säkra skolvägar
        boards: [san]
        recommendations: [{id: R1, text: Kartlägg vägarna}]
    """


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        ("{stance: agre}", "unknown-value"),
        ("{stance: disagree, text: [a, b]}", "wrong-type"),
        ("{stance: agree, measures: [{id: m1, text: Rita, status: done, done: 2018-02-30}]}", "impossible-date"),
        ("{stance: agree, measures: [{id: m1, text: Rita, status: planned, due: i juni}]}", "not-a-deadline"),
        ("{stance: agree, measures: [{id: m1, text: Rita, status: cancelled, reason: {a: b}}]}", "wrong-type"),
    ],
)
def test_a_value_that_cannot_be_read_is_not_called_missing_as_well(reply: str, code: str) -> None:
    register = read(SMALL, responses={"r": f"audit: a1\ndocuments: [svar]\nboards: [san]\nreplies:\n  R1: {reply}\n"})

    assert [problem.code for problem in all_problems(register)] == [code]


def test_nothing_is_said_of_names_in_a_file_that_cannot_be_read() -> None:
    response = "audit: a1\ndocuments: [svar]\nboards: [san]\nreplies:\n  R1: {stance: agree}\n"

    assert problems_in(read("", responses={"r": response}, settings="a: [")) == []


def test_a_deadline_may_be_named_as_it_was_decided_after_it_has_moved() -> None:
    response = """
        audit: a1
        documents: [svar]
        boards: [san]
        proposed_decisions: [{text: Rapport senast i juni 2018., follow_up: f1}]
        replies: {R1: {stance: agree}}
        follow_ups:
          - id: f1
            text: Läget
            due: 2018-10
            due_changes: [{from: 2018-06, to: 2018-10, reason: Sjukdom, date: 2018-05-30}]
        """

    assert lines(all_problems(read(SMALL, responses={"r": response}))) == []


@pytest.mark.parametrize(
    "clause",
    [
        "Rapport i oktober 2018.",
        "Rapport under hösten 2018.",
        "Rapport under fjärde kvartalet 2018.",
        "Rapport senast den 25 oktober.",
        "Rapport före den 26 oktober 2018.",
        "Rapport 2018-06-30 och 2018-10-25.",
        "Skrivelsen den 11 april 2018 godkänns, och läget rapporteras.",
        "Rapport enligt plan.",
    ],
)
def test_a_clause_may_name_its_follow_ups_deadline_less_exactly(clause: str) -> None:
    response = f"""
        audit: a1
        documents: [svar]
        boards: [san]
        date: 2018-04-11
        proposed_decisions: [{{text: "{clause}", follow_up: f1}}]
        replies: {{R1: {{stance: agree}}}}
        follow_ups: [{{id: f1, text: Läget, due: 2018-10-25}}]
        """

    assert lines(all_problems(read(SMALL, responses={"r": response}))) == []


@pytest.mark.parametrize("owner", ["Anna San", "Kommunchefen", "VD", "Förvaltningen", "Socialnämnden", "san", "forvaltningschef"])
def test_a_name_is_not_taken_for_a_misspelt_key(owner: str) -> None:
    reply = f"{{stance: agree, measures: [{{id: m1, text: Rita, status: ongoing, owner: {owner}}}]}}"
    register = read(SMALL, responses={"r": f"audit: a1\ndocuments: [svar]\nboards: [san]\nreplies:\n  R1: {reply}\n"})

    assert lines(all_problems(register)) == []


@pytest.mark.parametrize(
    ("written", "birthday"),
    [
        ("850709-9805", "850709"),
        ("8507099805", "850709"),
        ("19850709-9805", "19850709"),
        ("198507099805", "19850709"),
        ("850709+9805", "850709"),
        ("850709–9805", "850709"),
        ("850769-9802", "850769"),
        ("pnr:850709-9805.", "850709"),
        ("850709-9804", None),
        ("850732-9806", None),
        ("212000-0175", None),
        ("16212000-0175", None),
        ("0701234569", None),
        ("070-123 45 69", None),
        ("a8507099805f", None),
        ("2018-850709-9805", None),
    ],
)
def test_a_personal_identity_number_is_known_by_its_date_and_checksum(written: str, birthday: str | None) -> None:
    response = f"audit: a1\ndocuments: [svar]\nboards: [san]\nsubject: Om {written}\nreplies: {{R1: {{stance: agree}}}}\n"

    found = [problem.message.split("number, ")[1].split("-*")[0] for problem in problems_in(read(SMALL, responses={"r": response}))]

    assert found == ([birthday] if birthday else [])


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("kommun@sundby.example", None),
        ("nämndsekretariatet@östra-sundby.example", None),
        ("a.b+c@x.y.example", None),
        ("kommun.sundby.example", "; it is written namnd@example.se"),
        ("kommun@sundby", "; it is written namnd@example.se"),
        ("mailto:kommun@sundby.example", "; write 'kommun@sundby.example'"),
        ("kommun@sundby.example, san@sundby.example", "; write 'kommun@sundby.example'"),
        ("kommun@sundby..example", "; it is written namnd@example.se"),
        (".kommun@sundby.example", "; write 'kommun@sundby.example'"),
    ],
)
def test_an_email_address_is_one_that_mail_can_be_sent_to(written: str, remedy: str | None) -> None:
    register = read(
        SMALL,
        responses={"r": "audit: a1\ndocuments: [svar]\nboards: [san]\nreplies: {R1: {stance: agree}}\n"},
        settings=SETTINGS.replace("{name: Sundby kommun}", f"{{name: Sundby kommun, email: '{written}'}}"),
    )

    expected = [f"auditresp.yaml:2:44: error not-an-email: '{written}' is no e-mail address{remedy}"] if remedy else []
    assert lines(all_problems(register)) == expected


WARNINGS = {
    "unanswered",
    "reply-after-due",
    "planned-without-due",
    "clause-without-follow-up",
    "meeting-too-late",
    "personal-identity-number",
    "nearly-a-key",
    "nobody-to-remind",
}


def test_these_alone_are_warnings() -> None:
    cases = Path(__file__).with_name("problems").glob("*.txt")
    printed = [line.split(": ", 2)[1].split() for case in cases for line in case.read_text("utf-8").split("=== check\n")[1].splitlines()]

    assert {code for level, code in printed if level == Level.WARNING} == WARNINGS
    assert {code for level, code in printed if level == Level.ERROR} & WARNINGS == {"unanswered"}


def test_every_rule_says_which_it_is() -> None:
    assert [rule for rule in CHECKS if not rule.__doc__] == []


@pytest.mark.parametrize(
    ("response", "place"),
    [
        ("meeting: 2018-04-16", None),
        ("meeting: 2018-04-17", "5:10"),
        ("meeting: 2018-04-17\ndecisions: [{board: san, date: 2018-04-16}]", None),
        ("meeting: 2018-04-16\ndecisions: [{board: san, date: 2018-04-25}]", "6:32"),
        ("meeting: 2018-04-17\ndecisions: [{board: san, date: 2018-04-17}]\nsent: {date: 2018-04-30, version: 1}", None),
        ("subject: Svar", "3:10"),
    ],
    ids=["in time", "too late", "decided earlier", "decided later", "sent all the same", "no meeting in the calendar is in time"],
)
def test_minutes_are_approved_when_the_reply_is_due(response: str, place: str | None) -> None:
    register = read(
        SMALL.replace("boards: [san]", "boards: [san]\n        reply_due: 2018-04-30"),
        responses={"r": f"audit: a1\ndocuments: [svar]\nboards: [san]\nreplies: {{R1: {{stance: agree}}}}\n{response}\n"},
        settings=SETTINGS.replace("administration: Socialförvaltningen", "meetings: [2018-05-23]"),
    )

    late = [str(problem.place) for problem in all_problems(register) if problem.code == "meeting-too-late"]
    assert late == ([f"responses/r.yaml:{place}"] if place else [])
