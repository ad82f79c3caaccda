from datetime import date

import pytest

from auditresp import acts
from auditresp.checks import problems_in
from auditresp.model.audits import Verdict
from auditresp.model.dates import Deadline
from auditresp.model.reading import record_from
from auditresp.model.register import Register, measures
from auditresp.model.responses import Decision, DueChange, Evidence, FollowUp, Measure, Reported, Response, Sent
from auditresp.problems import AuditrespError
from registers import AUDIT, read

DAY = date(2018, 6, 12)
RESPONSE = """
    audit: a1
    documents: [svar]
    boards: [san]
    replies:
      R1:
        stance: agree
        measures:
          - {id: m1, text: Ny rutin, status: planned, due: 2018-06}
          - {id: m2, text: Ny mall, status: done, done: 2018-05-02}
    follow_ups:
      - {id: f1, text: Rapport, due: 2018-10-25}
      - {id: f2, text: Lägesrapport, due: 2018-Q4, repeats: quarterly, until: 2019}
"""


def register() -> Register:
    return read(AUDIT, responses={"r": RESPONSE})


def response() -> Response:
    return register().responses["r"]


def measure(measure_id: str = "m1") -> Measure:
    return next(each for each in measures(response()) if each.id == measure_id)


def follow_up(index: int = 0) -> FollowUp:
    return response().follow_ups[index]


def decision(board: str = "san", day: date = DAY) -> Decision:
    return Decision(board=board, date=day)


def test_a_measure_goes_its_way() -> None:
    ongoing = acts.started(measure())
    moved = acts.moved(ongoing, Deadline("2018-autumn"), " Upphandlingen drog ut på tiden. ", "san", DAY)
    shown = Evidence(text="Protokoll")

    assert (ongoing.status, moved.due) == ("ongoing", Deadline("2018-autumn"))
    assert moved.due_changes == (
        record_from(
            DueChange,
            {"from": "2018-06", "to": "2018-autumn", "reason": "Upphandlingen drog ut på tiden.", "by": "san", "date": "2018-06-12"},
        ),
    )
    done = acts.completed(moved, DAY, [shown])
    assert (done.status, done.done, done.evidence) == ("done", DAY, (shown,))
    assert acts.cancelled(moved, "Behövs inte.").reason == "Behövs inte."


def test_a_second_move_goes_on_from_the_first() -> None:
    first = acts.moved(follow_up(), Deadline("2018-11-30"), "Siffrorna dröjer.", None, DAY)
    second = acts.moved(first, Deadline("2018-12-14"), "De dröjer än.", None, DAY)

    assert [(str(change.from_), str(change.to)) for change in second.due_changes] == [
        ("2018-10-25", "2018-11-30"),
        ("2018-11-30", "2018-12-14"),
    ]


def test_a_report_is_one_of_those_given_and_the_next_falls_due() -> None:
    once = acts.reported(follow_up(1), date(2018, 12, 3), "SAN 2018/300")

    assert once.reported == (Reported(date=date(2018, 12, 3), case_number="SAN 2018/300"),)
    assert len(acts.reported(once, date(2019, 3, 4)).reported) == 2


def test_a_response_is_decided_then_sent_and_sent_again() -> None:
    decided = acts.decided(response(), decision())
    first = acts.sent(decided, DAY)

    assert decided.decisions == (decision(),)
    assert (first.sent, acts.sent(first, DAY).sent) == (Sent(date=DAY, version=1), Sent(date=DAY, version=2))


def test_what_changed_takes_its_place_and_nothing_else_changes() -> None:
    before = response()
    after = acts.with_promise(acts.with_promise(before, acts.started(measure())), acts.reported(follow_up(), DAY))

    assert [each.status for each in measures(after)] == ["ongoing", "done"]
    assert [len(each.reported) for each in after.follow_ups] == [1, 0]
    assert acts.with_promise(acts.with_promise(after, measure()), follow_up()) == before


def test_a_verdict_stands_last() -> None:
    audits = register().audits
    item = audits[0].items[0]
    verdicts = [Verdict(date=date(2019, 3, 1), value="open"), Verdict(date=date(2020, 3, 1), value="addressed")]
    judged = acts.judged(acts.judged(item, verdicts[0]), verdicts[1])

    assert acts.with_item(audits, "a1", judged)[0].items[0].verdicts == tuple(verdicts)
    assert acts.with_item(audits, "a2", judged) == audits


DONE = "the measure 'm2' is done, on 2018-05-02; write a new measure for what remains"
REFUSED = {
    "start what is done": (lambda: acts.started(measure("m2")), DONE),
    "finish what is done": (lambda: acts.completed(measure("m2"), DAY), DONE),
    "move what is done": (lambda: acts.moved(measure("m2"), Deadline("2019"), "x", None, DAY), DONE),
    "start twice": (lambda: acts.started(acts.started(measure())), "the measure 'm1' is under way already"),
    "start what is cancelled": (
        lambda: acts.started(acts.cancelled(measure(), "x")),
        "the measure 'm1' is cancelled; write a new measure if it is to be done after all",
    ),
    "cancel for no reason": (lambda: acts.cancelled(measure(), " "), "say why the measure is cancelled"),
    "move for no reason": (lambda: acts.moved(measure(), Deadline("2019"), "", None, DAY), "say why the deadline is moved"),
    "move to where it is": (lambda: acts.moved(measure(), Deadline("2018-06"), "x", None, DAY), "'m1' is due 2018-06 already"),
    "move back in time": (
        lambda: acts.moved(acts.moved(measure(), Deadline("2019"), "x", None, DAY), Deadline("2020"), "x", None, date(2018, 1, 1)),
        "'m1' was moved on 2018-06-12; a later move cannot be made before that",
    ),
    "move what is reported": (
        lambda: acts.moved(acts.reported(follow_up(), DAY), Deadline("2019"), "x", None, DAY),
        "'f1' was reported on 2018-06-12; its deadline is met",
    ),
    "move what comes back": (
        lambda: acts.moved(acts.reported(follow_up(1), DAY), Deadline("2019"), "x", None, DAY),
        "'f2' was reported on 2018-06-12, and the reports to come follow from its first deadline; write a new follow-up instead",
    ),
    "move beyond the end": (
        lambda: acts.moved(follow_up(1), Deadline("2020"), "x", None, DAY),
        "'f2' is repeated until 2019; its first report cannot be due after that",
    ),
    "report once more": (
        lambda: acts.reported(acts.reported(follow_up(), DAY), DAY),
        "'f1' was reported on 2018-06-12, and nothing more is to be reported",
    ),
    "report before the last": (
        lambda: acts.reported(acts.reported(follow_up(1), DAY), date(2018, 1, 1)),
        "'f2' was last reported on 2018-06-12; the next report cannot be given before that",
    ),
    "decide for others": (lambda: acts.decided(response(), decision("kan")), "'kan' is none of the boards that respond (san)"),
    "decide twice": (
        lambda: acts.decided(acts.decided(response(), decision()), decision()),
        "'san' decided on 2018-06-12 already; a decision is made once",
    ),
    "decide anew before it was sent": (
        lambda: acts.decided_anew(
            acts.sent(acts.decided(response(), decision()), date(2018, 6, 20)), Sent(date=date(2018, 6, 20), version=1), decision()
        ),
        "2018-06-12 is before the response was sent, on 2018-06-20, and a new decision is made after that; "
        "what is wrong with the old one is put right in the file, below decisions:",
    ),
    "send a draft": (lambda: acts.sent(response(), DAY), "a response is sent when it is decided; still to decide: san"),
    "send before the decision": (
        lambda: acts.sent(acts.decided(response(), decision()), date(2018, 6, 11)),
        "2018-06-11 is before the decision of 2018-06-12",
    ),
    "judge before the last verdict": (
        lambda: acts.judged(
            acts.judged(register().audits[0].items[0], Verdict(date=DAY, value="open")), Verdict(date=date(2018, 1, 1), value="open")
        ),
        "the last verdict on 'R1' is of 2018-06-12; a new one cannot be earlier",
    ),
    "judge twice alike": (
        lambda: acts.judged(acts.judged(register().audits[0].items[0], Verdict(date=DAY, value="open")), Verdict(date=DAY, value="open")),
        "that verdict on 'R1' is there already",
    ),
}


@pytest.mark.parametrize("act", REFUSED)
def test_what_the_trade_forbids_is_refused_with_a_sentence(act: str) -> None:
    done, sentence = REFUSED[act]

    with pytest.raises(AuditrespError) as refused:
        done()

    assert str(refused.value) == sentence


def test_the_example_of_these_tests_is_in_order() -> None:
    assert problems_in(register()) == []
