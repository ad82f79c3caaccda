"""What a template sees: plain values, whatever is named resolved, whatever follows computed."""

from collections.abc import Mapping
from typing import Any

import pytest

from auditresp.documents.template.compiling import compile_template
from auditresp.documents.template.core import Properties
from auditresp.documents.view import fields, register_view, subject_of, view
from auditresp.model.records import Record
from auditresp.model.register import Register
from auditresp.model.responses import Stance
from auditresp.model.standing import ItemStatus, ResponseState
from auditresp.model.values import Line
from docx_making import docx, p
from registers import read

AUDIT = """
    audits:
      - id: a1
        title: Granskning av hemtjänsten
        boards: [san, kan]
        recommendations:
          - {id: R1, text: Se över rutinerna}
          - {id: R2, text: Följ upp målen, boards: [kan]}
          - {id: R3, text: Säkra bemanningen, severity: reprimand}
        findings:
          - {id: I1, text: Samverkan brister}
"""


ANSWERED = "audit: a1\ndocuments: [svar]\nboards: [san]\nreplies: {R1: {text: Ja}}"


def response(written: str, *, audit: str = AUDIT, **options: Any) -> Any:
    """What a template for one response sees, with `.` between names as in a template."""
    register = read(audit, responses={"svar-1": f"audit: a1\ndocuments: [svar]\n{written}"})
    return fields.ResponseDocument.unchecked(**view(register, register.responses["svar-1"], **options))


def whole(register: Register) -> Any:
    """What a template for the whole register sees."""
    return fields.RegisterDocument.unchecked(**register_view(register))


def test_only_what_the_boards_are_asked_or_answer_is_shown_and_numbers_stay_intact() -> None:
    seen = response("boards: [san]\nreplies: {R1: {text: Ja}}")

    assert [(each.number, each.id, each.reply, each.status) for each in seen.recommendations] == [
        (1, "R1", "Ja", ItemStatus.ANSWERED),
        (3, "R3", None, ItemStatus.UNANSWERED),
    ]
    assert [(each.number, each.id, each.text) for each in seen.findings] == [(1, "I1", "Samverkan brister")]


def test_an_item_knows_which_of_the_boards_answer_it() -> None:
    seen = response("boards: [san, kan]\nreplies: {}")

    assert [[board.key for board in each.boards] for each in seen.recommendations] == [["san", "kan"], ["kan"], ["san", "kan"]]


def test_a_board_that_answers_unasked_is_named_all_the_same() -> None:
    seen = response("boards: [san]\nreplies: {R2: {text: Ja}}")

    assert [str(board) for board in seen.recommendations[1].boards] == ["Socialnämnden"]


def test_a_reply_with_its_parts_and_measures() -> None:
    seen = response("""
boards: [san, kan]
replies:
  R1:
    stance: partly
    text: Gemensamt
    by_board: {kan: Eget}
    measures:
      - {id: m1, text: Ny rutin, status: ongoing, owner: forvaltningschef, due: 2018-spring}
      - {id: m2, text: Ny plan, status: planned, owner: kan}
      - {id: m3, text: Ny enhet, status: planned, owner: Anna Ek}
""")
    answered = seen.recommendations[0]

    assert (answered.stance, answered.reply, answered.status) == (Stance.PARTLY, "Gemensamt", ItemStatus.IN_PROGRESS)
    assert [(part.board.name, part.text) for part in answered.by_board] == [("Kultur- och arbetsmarknadsnämnden", "Eget")]
    assert [(each.number, str(each.owner), each.owner.key) for each in answered.measures] == [
        (1, "Förvaltningschef", "forvaltningschef"),
        (2, "Kultur- och arbetsmarknadsnämnden", "kan"),
        (3, "Anna Ek", None),
    ]
    assert [(each.id, each.recommendation.id) for each in seen.measures] == [("m1", "R1"), ("m2", "R1"), ("m3", "R1")]
    assert seen.replies["R1"].measures == answered.measures


def test_the_response_is_there_both_by_name_and_at_the_top() -> None:
    seen = response("boards: [san]\nsummary: Kort\nreplies: {}\ntexts: {tack: Tack!}")

    assert (seen.summary, seen.response.summary) == ("Kort", "Kort")
    assert (seen.texts, seen.documents, seen.state) == ({"tack": "Tack!"}, ("svar",), ResponseState.DRAFT)
    assert (seen.municipality.name, seen.audit.title, seen.boards[0].administration) == (
        "Sundby kommun",
        "Granskning av hemtjänsten",
        "Socialförvaltningen",
    )


def test_every_field_has_a_value_and_a_description() -> None:
    seen = response("boards: [san]\nreplies: {}")

    assert list(dict(seen)) == list(fields.ResponseDocument.fields)
    assert [name for name, field in fields.ResponseDocument.fields.items() if not field.description] == []


def test_the_subject_is_the_responses_own_else_made_from_the_audit() -> None:
    answer = "audit: a1\ndocuments: [svar]\nboards: [san]\nreplies: {}\n"
    register = read(AUDIT, responses={"own": answer + "subject: Yttrande", "made": answer})

    assert subject_of(register, register.responses["own"]) == "Yttrande"
    assert subject_of(register, register.responses["made"]) == "Svar på revisionsrapport: Granskning av hemtjänsten"


def test_items_gather_under_their_headings_where_the_heading_first_comes() -> None:
    audit = """
        audits:
          - id: a1
            title: t
            boards: [san]
            recommendations:
              - {id: R1, text: a}
              - {id: R2, text: b, group: Mål}
              - {id: R3, text: c}
              - {id: R4, text: d, group: Mål}
    """
    seen = response("boards: [san]\nreplies: {}", audit=audit)

    assert [(group.heading, [each.number for each in group.recommendations]) for group in seen.recommendation_groups] == [
        (None, [1, 3]),
        ("Mål", [2, 4]),
    ]


def test_a_clause_knows_who_decides_and_the_follow_up_it_promises() -> None:
    seen = response("""
boards: [san, kan]
replies: {}
proposed_decisions:
  - {text: Svaret godkänns., by: san}
  - {text: Svaret godkänns., by: kan}
  - {text: Återrapport lämnas., by: san, follow_up: f1}
follow_ups:
  - {id: f1, text: Återrapport, due: 2018-10-25, reporter: forvaltningschef, receiver: san}
""")

    assert [(str(group.by), [each.number for each in group.proposed_decisions]) for group in seen.proposed_decision_groups] == [
        ("Socialnämnden", [1, 3]),
        ("Kultur- och arbetsmarknadsnämnden", [2]),
    ]
    promise = seen.proposed_decisions[2].follow_up
    assert (promise.number, str(promise.reporter), str(promise.receiver)) == (1, "Förvaltningschef", "Socialnämnden")
    assert promise == seen.follow_ups[0]


def test_attachments_are_numbered_unless_they_have_a_number() -> None:
    seen = response("boards: [san]\nreplies: {}\nattachments: [{text: Rapport, number: A}, {text: Skrivelse}]")

    assert [(each.number, each.text) for each in seen.attachments] == [("A", "Rapport"), ("2", "Skrivelse")]


def test_a_draft_marks_what_is_missing() -> None:
    seen = response("boards: [san]\nreplies: {R1: {text: Ja}, R3: {stance: disagree}}", mark_missing=True)

    assert [(each.reply, each.status) for each in (*seen.recommendations, *seen.findings)] == [
        ("Ja", ItemStatus.ANSWERED),
        ("⟦motivering saknas: R3⟧", ItemStatus.ANSWERED),
        ("⟦svar saknas: I1⟧", ItemStatus.UNANSWERED),
    ]


def test_a_draft_marks_a_cancelled_measure_without_a_reason() -> None:
    measures = "[{id: m1, text: x, status: cancelled}, {id: m2, text: y, status: planned}]"
    seen = response(f"boards: [san]\nreplies: {{R1: {{text: Ja, measures: {measures}}}}}", mark_missing=True)

    assert [measure.reason for measure in seen.measures] == ["⟦skäl saknas: m1⟧", None]


def test_a_draft_stands_without_its_audit_and_board() -> None:
    seen = response("boards: [finns-inte]\nreplies: {}", audit="audits: []", mark_missing=True)

    assert (seen.subject, seen.recommendations) == ("Svar på revisionsrapport: ⟦granskning saknas: a1⟧", ())
    assert [board.name for board in seen.boards] == ["⟦nämnd saknas: finns-inte⟧"]


def test_the_register_shows_all_answers_to_an_audit() -> None:
    answer = "audit: a1\ndocuments: [svar]\nboards: [{board}]\nreplies: {{R1: {{stance: agree, text: {text}, measures: [{measure}]}}}}"
    register = read(
        AUDIT,
        responses={
            "r1": answer.format(board="san", text="Vi först", measure="{id: m1, text: x, status: done, done: 2018-01-01}"),
            "r2": answer.format(board="kan", text="Vi sedan", measure="{id: m1, text: y, status: planned}"),
        },
    )
    (audit,) = whole(register).audits
    answered, unanswered, _ = audit.recommendations

    assert [(part.board.name, part.text) for part in answered.by_board] == [
        ("Socialnämnden", "Vi först"),
        ("Kultur- och arbetsmarknadsnämnden", "Vi sedan"),
    ]
    assert (answered.stance, answered.reply, answered.status) == (Stance.AGREE, None, ItemStatus.IN_PROGRESS)
    assert [(each.number, each.text) for each in answered.measures] == [(1, "x"), (2, "y")]
    assert (unanswered.reply, unanswered.status) == (None, ItemStatus.UNANSWERED)
    assert [each.id for each in audit.responses] == ["r1", "r2"]


def test_the_register_shows_one_answer_as_it_is() -> None:
    register = read(AUDIT, responses={"r1": "audit: a1\ndocuments: [svar]\nboards: [san]\nreplies: {R1: {text: Ja}}"})
    (audit,) = whole(register).audits

    assert [(each.reply, each.by_board) for each in audit.recommendations] == [("Ja", ()), (None, ()), (None, ())]


def test_the_register_lists_follow_ups_as_they_fall_due() -> None:
    written = "audit: a1\ndocuments: [svar]\nboards: [san]\nreplies: {{}}\nfollow_ups: [{{id: f1, text: t, due: {due}}}]"
    register = read(AUDIT, responses={"r1": written.format(due="2018"), "r2": written.format(due="2018-spring")})

    assert [(each.due.written, each.response.id) for each in whole(register).follow_ups] == [("2018-spring", "r2"), ("2018", "r1")]


def test_the_register_shows_boards_and_contacts() -> None:
    seen = whole(read(AUDIT))

    assert [(board.key, board.name) for board in seen.boards] == [
        ("san", "Socialnämnden"),
        ("kan", "Kultur- och arbetsmarknadsnämnden"),
    ]
    assert [(contact.key, contact.title) for contact in seen.contacts] == [("forvaltningschef", "Förvaltningschef")]


PROMISES = """
boards: [san]
replies:
  R1:
    measures:
      - {id: m1, text: Klar, status: done, due: 2018-05, done: 2018-06-12}
      - {id: m2, text: Sen, status: ongoing, due: 2018-06}
      - {id: m3, text: I tid, status: ongoing, due: 2018-10}
      - {id: m4, text: Ej börjad, status: planned, due: 2018-10-25}
      - {id: m5, text: Utan dag, status: planned}
      - {id: m6, text: Avbruten, status: cancelled, due: 2018-01, reason: Behövs inte}
"""


def standing(progress: fields.Progress) -> dict[str, list[str]]:
    """The measures under each word."""
    lists = {name: getattr(progress, name) for name in ("done", "late", "ongoing", "planned", "cancelled")}
    return {name: [measure.id for measure in measures] for name, measures in lists.items()}


def test_late_is_what_should_be_done_before_the_day_of_the_report() -> None:
    progress = response(f"{PROMISES}follow_ups: [{{id: f1, text: Läget, due: 2018-10-25}}]").progress

    assert (progress.follow_up.id, progress.due.written) == ("f1", "2018-10-25")
    assert standing(progress) == {"done": ["m1"], "late": ["m2"], "ongoing": ["m3"], "planned": ["m4", "m5"], "cancelled": ["m6"]}


def test_nothing_is_late_where_no_report_is_promised() -> None:
    progress = response(PROMISES).progress

    assert (progress.follow_up, progress.due) == (None, None)
    assert standing(progress) == {"done": ["m1"], "late": [], "ongoing": ["m2", "m3"], "planned": ["m4", "m5"], "cancelled": ["m6"]}


def test_a_report_is_about_the_first_follow_up_that_is_still_to_be_reported() -> None:
    def reported(*follow_ups: str, template: str | None = None) -> tuple[str, str]:
        progress = response(f"boards: [san]\nreplies: {{}}\nfollow_ups: [{', '.join(follow_ups)}]", template=template).progress
        return progress.follow_up.id, progress.due.written

    early, late = "{id: f1, text: t, due: 2018-05}", "{id: f2, text: t, due: 2018-10, document: svar}"
    done = "{id: f3, text: t, due: 2018-01, reported: [{date: 2018-01-10}]}"
    yearly = "{id: f4, text: t, due: 2018-01-31, repeats: yearly, reported: [{date: 2018-01-10}]}"

    assert reported(early, done) == ("f1", "2018-05")
    assert reported(early, late) == ("f2", "2018-10")
    assert reported(early, late, template="svar") == ("f2", "2018-10")
    assert reported(late, "{id: f5, text: t, due: 2019, document: yttrande}", template="yttrande") == ("f5", "2019")
    assert reported(yearly, done) == ("f4", "2019-01-31")
    assert reported(done) == ("f3", "2018-01")


def test_what_remains_of_an_answer_is_due_when_its_last_measure_is() -> None:
    assert [each.due and each.due.written for each in response(PROMISES).recommendations] == ["2018-10", None]


def test_a_label_says_what_an_item_is() -> None:
    seen = response("boards: [san, kan]\nreplies: {}")

    assert [each.label for each in (*seen.recommendations, *seen.findings)] == [
        "Rekommendation 1",
        "Rekommendation 2",
        "Anmärkning 3",
        "Iakttagelse 1",
    ]
    assert [each.number for each in seen.reprimands] == [3]


def test_the_register_counts_where_recommendations_stand_and_draws_it() -> None:
    register = read(AUDIT, responses={"r1": "audit: a1\ndocuments: [svar]\nboards: [san, kan]\nreplies: {R1: {text: Ja}, R2: {text: Ja}}"})
    seen = whole(register)

    assert [(str(each.status), each.number) for each in seen.counts] == [
        ("unanswered", 1),
        ("answered", 2),
        ("in_progress", 0),
        ("implemented", 0),
    ]
    assert seen.audits[0].counts == seen.counts
    assert (seen.chart.bars, [(each.name, each.numbers) for each in seen.chart.series]) == (
        ("Granskning av hemtjänsten",),
        [("obesvarad", (1,)), ("besvarad", (2,)), ("pågår", (0,)), ("genomförd", (0,))],
    )
    assert seen.chart.description == (
        "Stapeldiagram över var rekommendationerna står. Granskning av hemtjänsten: 1 obesvarad och 2 besvarade."
    )


def test_a_bar_stands_for_a_year_where_audits_are_many() -> None:
    audit = "  - {{id: a{0}, title: t, boards: [san], {1}recommendations: [{{id: R1, text: x}}]}}\n"
    dates = ["report: {date: 2018-01-19}, ", "cover_letter: {date: 2017-05-02}, ", ""]
    register = read("audits:\n" + "".join(audit.format(number, dates[number % 3]) for number in range(13)))

    assert [(name, number) for name, number in zip(whole(register).chart.bars, whole(register).chart.series[0].numbers, strict=True)] == [
        ("2017", 4),
        ("2018", 5),
        ("Utan datum", 4),
    ]


def test_a_register_without_recommendations_has_no_chart() -> None:
    assert whole(read("audits: []")).chart is None


CONFIDENTIAL = """
    audits:
      - id: a1
        title: Granskning av hemtjänsten
        boards: [san, kan]
        recommendations:
          - {id: R1, text: Se över rutinerna, group: Mål}
          - id: R-hemlig
            text: Hemlig rekommendation
            boards: [san]
            group: Hemlig rubrik
            severity: reprimand
            confidential: true
            verdicts: [{date: 2019-01-01, value: open, text: Hemlig bedömning}]
          - {id: R3, text: Säkra bemanningen, group: Mål}
        findings:
          - {id: I-hemlig, text: Hemlig iakttagelse, confidential: true}
"""
SECRETS = """
boards: [san]
replies:
  R1: {text: Ja}
  R-hemlig:
    stance: disagree
    text: Hemligt svar
    by_board: {san: Hemlig del}
    measures:
      - id: m-hemlig
        text: Hemlig åtgärd
        status: done
        owner: Hemlig ansvarig
        done: 2018-01-01
        evidence: [{text: Hemligt underlag}]
        due_changes: [{from: 2018-01, to: 2018-02, reason: Hemligt skäl, date: 2018-01-01}]
  I-hemlig: {text: Hemligt svar}
"""


def test_a_public_document_says_no_more_of_what_is_confidential_than_that_it_is_there() -> None:
    seen = response(SECRETS, audit=CONFIDENTIAL, public=True)
    items = (*seen.recommendations, *seen.findings)

    assert [(each.number, each.label, each.text, each.withheld) for each in items] == [
        (1, "Rekommendation 1", "Se över rutinerna", False),
        (2, "Rekommendation 2", "Rekommendation 2 omfattas av sekretess och återges inte här.", True),
        (3, "Rekommendation 3", "Säkra bemanningen", False),
        (1, "Iakttagelse 1", "Iakttagelse 1 omfattas av sekretess och återges inte här.", True),
    ]
    assert "emlig" not in repr(dict(seen))
    assert [(group.heading, [each.number for each in group.recommendations]) for group in seen.recommendation_groups] == [
        (None, [2]),
        ("Mål", [1, 3]),
    ]
    assert (seen.reprimands, seen.measures, list(seen.replies)) == ((), (), ["R1", "R3"])


def test_a_public_overview_withholds_the_same_and_counts_all() -> None:
    register = read(CONFIDENTIAL, responses={"r1": f"audit: a1\ndocuments: [svar]\n{SECRETS}"})
    seen = register_view(register, public=True)

    assert "emlig" not in repr(seen)
    assert "emlig" in repr(register_view(register))
    assert [each.number for each in whole(register).counts] == [1, 1, 0, 1]
    assert [each.number for each in seen["counts"]] == [1, 1, 0, 1]  # type: ignore[attr-defined]


def test_a_draft_marks_nothing_as_missing_in_what_is_withheld() -> None:
    seen = response("boards: [san]\nreplies: {R1: {text: Ja}, R3: {text: Ja}}", audit=CONFIDENTIAL, public=True, mark_missing=True)

    assert [each.reply for each in (*seen.recommendations, *seen.findings)] == ["Ja", None, "Ja", None]


def test_what_no_template_asks_for_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    monkeypatch.setattr("auditresp.documents.view.listed_measures", lambda items: made.append(items) or ())
    register = read(AUDIT, responses={"svar-1": ANSWERED})
    seen = view(register, register.responses["svar-1"])

    assert len(seen["recommendations"]) == 2  # type: ignore[arg-type]
    assert made == []
    assert (seen["measures"], seen["response"].measures) == ((), ())  # type: ignore[attr-defined]
    assert len(made) == 1


def test_a_response_is_the_same_whether_all_its_values_are_made_or_not() -> None:
    register = read(AUDIT, responses={"svar-1": ANSWERED})
    seen, again = (view(register, register.responses["svar-1"]) for _each in range(2))
    asked: Any = seen["response"]

    assert (set(seen), len(seen)) == (set(fields.ResponseDocument.fields), len(fields.ResponseDocument.fields))
    assert dict(asked) == {name: getattr(asked, name) for name in fields.Response.fields}
    assert asked == again["response"]
    assert asked != asked.but(subject=Line("Ett annat"))
    with pytest.raises(AttributeError):
        _wrong = asked.reponse
    with pytest.raises(KeyError):
        _wrong = seen["reponse"]


def test_a_fault_of_ours_is_not_blamed_on_the_template(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_asked: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("auditresp.documents.view.progress_seen", faulty)
    register = read(AUDIT, responses={"svar-1": ANSWERED})
    template = compile_template(docx(p("{{ response.progress.due }}")), "templates/svar.docx")

    with pytest.raises(KeyError, match="x"):
        template.fill(view(register, register.responses["svar-1"]), Properties())


def test_of_two_items_with_one_id_each_is_seen_by_itself() -> None:
    twice = AUDIT.replace("id: R2", "id: R1")
    register = read(twice, responses={"svar-1": ANSWERED.replace("san", "san, kan")})

    (audit,) = register_view(register)["audits"]  # type: ignore[misc]

    assert [[each.text for each in seen.recommendations] for seen in (audit, audit.responses[0].audit)] == 2 * [
        ["Se över rutinerna", "Följ upp målen", "Säkra bemanningen"]
    ]


def test_whatever_is_seen_has_all_its_fields() -> None:
    replies = "replies: {R1: {by_board: {san: Ja}, measures: [{id: m1, text: Ny rutin, status: planned, owner: Chefen, due: 2019-01-31}]}}"
    written = ANSWERED.replace("replies: {R1: {text: Ja}}", replies) + "\nfollow_ups: [{id: f1, text: Rapport, due: 2019-06-30}]"
    register = read(AUDIT, responses={"svar-1": written})
    seen: list[Record] = []

    def visit(value: object) -> None:
        if isinstance(value, Record):
            seen.append(value)
        for inner in dict(value).values() if isinstance(value, Record | Mapping) else value if isinstance(value, tuple) else ():
            visit(inner)

    visit(view(register, register.responses["svar-1"]))
    visit(register_view(register))

    assert {fields.Measure, fields.ListedMeasure, fields.Reply, fields.Recommendation, fields.Finding} <= {*map(type, seen)}
    assert [record for record in seen if dict(record).keys() != type(record).fields.keys()] == []
