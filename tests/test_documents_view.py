"""What a template sees: plain values, whatever is named resolved, whatever follows computed."""

from typing import Any

from auditresp.documents import fields
from auditresp.documents.view import register_view, subject_of, view
from auditresp.model.register import Register
from auditresp.model.responses import Stance
from auditresp.model.standing import ItemStatus, ResponseState
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


def response(written: str, *, audit: str = AUDIT, **options: bool) -> Any:
    """What a template for one response sees, with `.` between names as in a template."""
    register = read(audit, responses={"svar-1": f"audit: a1\ndocuments: [svar]\n{written}"})
    return fields.ResponseDocument.model_construct(**view(register, register.responses["svar-1"], **options))


def whole(register: Register) -> Any:
    """What a template for the whole register sees."""
    return fields.RegisterDocument.model_construct(**register_view(register))


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

    assert list(dict(seen)) == list(fields.ResponseDocument.model_fields)
    assert [name for name, field in fields.ResponseDocument.model_fields.items() if not field.description] == []


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
        (None, [1]),
        ("Mål", [2, 4]),
        (None, [3]),
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
