from auditresp.model.standing import ItemStatus
from auditresp.overview import counted, overview
from overviews import SETTINGS, TODAY, register, rich
from registers import read


def test_where_every_recommendation_and_finding_stands() -> None:
    stands = [
        (audit.audit.id, each.label, each.status.value, each.stance, each.verdict, [promise.measure.id for promise in each.late])
        for audit in rich().audits
        for each in audit.standings
    ]

    assert stands == [
        ("2018-bistand", "Rekommendation 1", "in_progress", "agree", "partly_addressed", ["ansvar"]),
        ("2018-bistand", "Erinran 2", "in_progress", "partly", None, []),
        ("2018-bistand", "Rekommendation 3", "answered", "agree", None, ["larm"]),
        ("2018-bistand", "Iakttagelse 1", "answered", None, None, []),
        ("2019-skolvagar", "Rekommendation 1", "answered", "agree", None, []),
        ("2019-skolvagar", "Rekommendation 2", "unanswered", None, None, []),
    ]


def test_a_measure_of_nobody_is_that_of_the_boards_which_must_answer() -> None:
    asked = read(
        """
        audits:
          - id: a
            title: A
            boards: [san, ubn]
            recommendations: [{id: R1, text: Ett}, {id: R2, text: Två, boards: [ubn]}]
        """,
        settings=SETTINGS,
        responses={
            "r": """
        audit: a
        documents: [svar]
        boards: [san, ubn]
        replies:
          R1: {measures: [{id: m1, text: Ett, status: planned, due: 2019-05}]}
          R2: {measures: [{id: m2, text: Två, status: planned, due: 2019-05}]}
        """
        },
    )

    promises = [promise for each in overview(asked, TODAY).recommendations for promise in each.promises]
    assert [(promise.who, promise.due and promise.due.boards) for promise in promises] == [
        ("Socialnämnden och utbildningsnämnden", ("san", "ubn")),
        ("Utbildningsnämnden", ("ubn",)),
    ]


def test_recommendations_are_counted_per_audit_and_year_findings_are_not() -> None:
    found = rich()

    assert [(audit.year, list(counted(audit.recommendations).values())) for audit in found.audits] == [
        (2018, [0, 1, 2, 0]),
        (2019, [1, 1, 0, 0]),
    ]
    assert [(year, counted(members)[ItemStatus.ANSWERED]) for year, members in found.by_year] == [(2018, 1), (2019, 1)]
    assert list(found.counts.values()) == [1, 2, 2, 0]


def test_what_is_still_to_be_done_in_order() -> None:
    assert [(str(due.id), rich().state(due).value) for due in rich().deadlines] == [
        ("measure/bistand/larm", "overdue"),
        ("measure/bistand/ansvar", "overdue"),
        ("follow_up/bistand/rapport/2", "upcoming"),
        ("reply/2019-skolvagar/san", "upcoming"),
        ("reply/2019-skolvagar/ubn", "upcoming"),
        ("measure/bistand/anvisning", "upcoming"),
    ]


def test_a_public_overview_counts_what_is_confidential_and_says_nothing_of_it() -> None:
    found = rich(public=True)
    [secret] = [each for audit in found.audits for each in audit.standings if each.withheld]

    assert (secret.label, secret.item.text, secret.answers, secret.late) == (
        "Rekommendation 3",
        "Rekommendation 3 omfattas av sekretess och återges inte här.",
        (),
        [],
    )
    assert list(found.counts.values()) == list(rich().counts.values())
    assert "measure/bistand/larm" not in [str(due.id) for due in found.deadlines]


def test_one_audit_or_one_response() -> None:
    one = overview(register(), TODAY, audit="2019-skolvagar")
    response = overview(register(), TODAY, response="skolvagar")

    assert [audit.audit.id for audit in one.audits] == ["2019-skolvagar"]
    assert [str(due.id) for due in one.deadlines] == ["reply/2019-skolvagar/san", "reply/2019-skolvagar/ubn"]
    assert [str(due.id) for due in response.deadlines] == ["reply/2019-skolvagar/ubn"]
