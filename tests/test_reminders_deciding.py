"""Whom to remind of what on which day."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from auditresp.deadlines import deadlines_of
from auditresp.deadlines.selection import unreachable
from auditresp.model.register import Register
from auditresp.reminders.deciding import Said, digests_of, due_reminders
from auditresp.reminders.stages import stages_of
from registers import AUDIT, read

SETTINGS = """
format: 1
municipality: {name: Sundby kommun}
boards:
  san: {name: Socialnämnden, email: san@sundby.example}
  kan: {name: Kulturnämnden}
contacts:
  chef: {title: Förvaltningschef, email: chef@sundby.example}
  enhet: {title: Enhetschef, email: enhet@sundby.example}
  utan: {title: Samordnare}
  samma: {title: Tillförordnad enhetschef, email: Enhet@Sundby.example}
reminders:
  escalate: {after_working_days: 5, to: [chef]}
"""


def measure(promise: str) -> Register:
    """A register with one measure."""
    response = f"""
        audit: a1
        documents: [svar]
        boards: [san]
        replies:
          R1:
            measures:
              - {{id: m, text: Ny rutin, {promise}}}
    """
    return read(AUDIT, responses={"r": response}, settings=SETTINGS)


def said_on(register: Register, *days: str, said: Said | None = None) -> list[str]:
    """What is said when the job runs on these days, one after the other: the day, the stage, and to whom."""
    remembered, heard = dict(said or {}), []
    for day in map(date.fromisoformat, days):
        for reminder in due_reminders(deadlines_of(register), register.settings, day, remembered):
            remembered[reminder.key.deadline, reminder.key.version, reminder.key.recipient] = reminder.stage
            heard.append(f"{day:%m-%d} {reminder.stage:+d} {reminder.to.partition('@')[0]}{' escalated' if reminder.escalated else ''}")
    return heard


def every_day(first: str, last: str) -> Iterable[str]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [str(start + timedelta(number)) for number in range((end - start).days + 1)]


def test_before_on_and_after_the_day_and_then_every_sixteen_days() -> None:
    register = measure("status: planned, owner: enhet, due: 2018-10-25")

    assert [line for line in said_on(register, *every_day("2018-09-01", "2019-01-01")) if "escalated" not in line] == [
        "09-25 -30 enhet",
        "10-11 -14 enhet",
        "10-18 -7 enhet",
        "10-24 -1 enhet",
        "10-25 +0 enhet",
        "10-26 +1 enhet",
        "10-27 +2 enhet",
        "10-29 +4 enhet",
        "11-02 +8 enhet",
        "11-10 +16 enhet",
        "11-26 +32 enhet",
        "12-12 +48 enhet",
        "12-28 +64 enhet",
    ]


def test_a_missed_day_is_caught_up_with_the_stage_that_is_reached_and_no_other() -> None:
    register = measure("status: planned, owner: enhet, due: 2018-10-25")

    assert said_on(register, "2018-09-20", "2018-10-20", "2018-10-20", "2018-10-23", "2018-10-30") == ["10-20 -7 enhet", "10-30 +4 enhet"]


def test_a_delay_is_taken_further_after_so_many_working_days_and_from_then_on() -> None:
    # The 25th is a Thursday, and five working days after it is the Thursday of the week after, before All Saints' Day.
    register = measure("status: planned, owner: enhet, due: 2018-10-25")

    assert [line for line in said_on(register, *every_day("2018-10-25", "2018-12-15")) if "escalated" in line] == [
        "11-01 +7 chef escalated",
        "11-02 +8 chef escalated",
        "11-10 +16 chef escalated",
        "11-26 +32 chef escalated",
        "12-12 +48 chef escalated",
    ]


def test_holidays_and_eves_put_off_that_a_delay_is_taken_further() -> None:
    register = measure("status: planned, owner: enhet, due: 2018-12-20")

    escalated = [line for line in said_on(register, *every_day("2018-12-20", "2019-01-05")) if "escalated" in line]

    assert escalated[0] == "01-03 +14 chef escalated"  # after 21, 27 and 28 December and 2 January


def test_who_is_late_and_would_be_told_of_it_too_is_told_once() -> None:
    assert said_on(measure("status: planned, owner: chef, due: 2018-10-25"), "2018-11-05") == ["11-05 +8 chef"]


@pytest.mark.parametrize(
    ("owner", "told"),
    [("enhet", ["enhet"]), ("utan", ["san"]), ("Anna i receptionen", ["san"]), ("san", ["san"]), ("kan", ["san"]), ("samma", ["Enhet"])],
)
def test_the_owner_is_told_else_the_board(owner: str, told: list[str]) -> None:
    register = measure(f"status: planned, owner: {owner}, due: 2018-10-25")

    assert [line.rpartition(" ")[2] for line in said_on(register, "2018-10-25")] == told


def test_a_person_under_two_keys_gets_one_digest() -> None:
    response = """
        audit: a1
        documents: [svar]
        boards: [san]
        replies:
          R1:
            measures:
              - {id: m1, text: Ny rutin, status: planned, owner: enhet, due: 2018-10-25}
              - {id: m2, text: Ny mall, status: planned, owner: samma, due: 2018-09}
    """
    register = read(AUDIT, responses={"r": response}, settings=SETTINGS)

    digests = digests_of(due_reminders(deadlines_of(register), register.settings, date(2018, 10, 1), {}))

    assert [(digest.to, [reminder.due.id.part for reminder in digest.reminders]) for digest in digests] == [
        ("Enhet@Sundby.example", ["m2", "m1"])
    ]


def test_a_moved_deadline_starts_anew_and_says_that_it_moved() -> None:
    before = measure("status: planned, owner: enhet, due: 2018-10-25")
    after = measure(
        "status: planned, owner: enhet, due: 2018-12-20,"
        " due_changes: [{from: 2018-10-25, to: 2018-12-20, reason: Upphandlingen drog ut på tiden, date: 2018-10-24}]"
    )
    said = {("measure/r/m", "0:2018-10-25", "enhet@sundby.example"): -1}

    assert said_on(before, "2018-10-24", said=said) == []
    assert said_on(after, *every_day("2018-10-24", "2018-12-06"), said=said) == ["11-20 -30 enhet", "12-06 -14 enhet"]
    (reminder,) = due_reminders(deadlines_of(after), after.settings, date(2018, 11, 20), said)
    assert reminder.move is not None
    assert (str(reminder.move.from_), str(reminder.move.to), reminder.move.reason) == (
        "2018-10-25",
        "2018-12-20",
        "Upphandlingen drog ut på tiden",
    )


def test_a_deadline_moved_into_the_past_is_late_at_once() -> None:
    register = measure(
        "status: planned, owner: enhet, due: 2018-10-01,"
        " due_changes: [{from: 2018-12-20, to: 2018-10-01, reason: Brådskar, date: 2018-10-03}]"
    )
    said = {("measure/r/m", "0:2018-12-20", "enhet@sundby.example"): -30}

    assert said_on(register, "2018-10-03", said=said) == ["10-03 +2 enhet"]


def test_moved_back_to_where_it_was_it_is_a_new_promise() -> None:
    register = measure(
        "status: planned, owner: enhet, due: 2018-10-25, due_changes: [{from: 2018-10-25, to: 2018-11-25, reason: A, date: 2018-10-01},"
        " {from: 2018-11-25, to: 2018-10-25, reason: B, date: 2018-10-02}]"
    )
    said = {("measure/r/m", "0:2018-10-25", "enhet@sundby.example"): -14}

    assert said_on(register, "2018-10-12", said=said) == ["10-12 -14 enhet"]


def test_a_deadline_promised_for_a_period_counts_from_its_last_day() -> None:
    assert said_on(measure("status: planned, owner: enhet, due: 2018-spring"), "2018-05-01", "2018-05-31") == [
        "05-01 -30 enhet",
        "05-31 +0 enhet",
    ]


def test_the_same_day_written_otherwise_is_no_new_promise() -> None:
    said = {("measure/r/m", "0:2018-10-31", "enhet@sundby.example"): -14}

    assert said_on(measure("status: planned, owner: enhet, due: 2018-10"), "2018-10-18", said=said) == []
    assert said_on(measure("status: planned, owner: enhet, due: 2018-10-31"), "2018-10-18", said=said) == []


@pytest.mark.parametrize("ended", ["status: done, done: 2018-10-01", "status: cancelled, reason: Behövs inte"])
def test_nothing_is_said_of_what_has_ended(ended: str) -> None:
    assert said_on(measure(f"{ended}, owner: enhet, due: 2018-10-25"), "2018-11-25") == []


def test_a_report_that_is_given_is_not_asked_for_but_the_next_one_is() -> None:
    def follow_up(reported: str) -> Register:
        response = f"""
            audit: a1
            documents: [svar]
            boards: [san]
            replies: {{R1: {{text: Ja.}}}}
            follow_ups:
              - {{id: f, text: Läget, due: 2018-10-25, repeats: quarterly, reporter: enhet, reported: [{reported}]}}
        """
        return read(AUDIT, responses={"r": response}, settings=SETTINGS)

    assert said_on(follow_up(""), "2018-10-25") == ["10-25 +0 enhet"]
    assert said_on(follow_up("{date: 2018-10-25}"), *every_day("2018-10-25", "2019-01-25")) == [
        "12-26 -30 enhet",
        "01-11 -14 enhet",
        "01-18 -7 enhet",
        "01-24 -1 enhet",
        "01-25 +0 enhet",
    ]


def test_an_old_register_full_of_late_things_gives_each_person_one_digest_the_first_time() -> None:
    measures = "".join(
        f"\n              - {{id: m{number}, text: Rutin {number}, status: planned, owner: enhet, due: 2016-{number:02}-01}}"
        for number in range(1, 13)
    )
    response = f"""
        audit: a1
        documents: [svar]
        boards: [san]
        replies:
          R1:
            measures:{measures}
    """
    register = read(AUDIT, responses={"r": response}, settings=SETTINGS)

    digests = digests_of(due_reminders(deadlines_of(register), register.settings, date(2018, 3, 1), {}))

    assert [(digest.to, len(digest.reminders)) for digest in digests] == [("chef@sundby.example", 12), ("enhet@sundby.example", 12)]


def test_other_steps_say_what_has_come_since_and_nothing_again() -> None:
    register = measure("status: planned, owner: enhet, due: 2018-10-25")
    said = {("measure/r/m", "0:2018-10-25", "enhet@sundby.example"): -14}
    fewer = SETTINGS + "  days_before: [20, 10]\n  days_overdue: []\n"
    changed = read(
        AUDIT,
        responses={
            "r": """
            audit: a1
            documents: [svar]
            boards: [san]
            replies:
              R1:
                measures:
                  - {id: m, text: Ny rutin, status: planned, owner: enhet, due: 2018-10-25}
            """
        },
        settings=fewer,
    )

    assert said_on(register, "2018-10-12", said=said) == []
    assert said_on(changed, *every_day("2018-10-12", "2019-01-31"), said=said) == [
        "10-15 -10 enhet",
        "10-25 +0 enhet",
        "11-01 +7 chef escalated",
    ]


def test_what_nobody_with_an_address_has_promised_is_said_to_be_unreachable() -> None:
    response = """
        audit: a2
        documents: [svar]
        boards: [kan]
        replies:
          R1:
            measures:
              - {id: m1, text: Ny rutin, status: planned, owner: utan, due: 2018-10-25}
              - {id: m2, text: Ny mall, status: planned, owner: enhet, due: 2018-10-25}
    """
    register = read(AUDIT.replace("a1", "a2").replace("[san]", "[kan]"), responses={"r": response}, settings=SETTINGS)

    assert [due.id.part for due in unreachable(deadlines_of(register), register.settings)] == ["m1"]


@pytest.mark.parametrize(("today", "last"), [("2018-09-25", "2018-10-25"), ("9999-12-31", "9999-12-31")])
def test_what_is_due_later_than_the_first_reminder_reaches_is_not_looked_at(today: str, last: str) -> None:
    stages = stages_of(measure("status: planned").settings.reminders)

    assert str(stages.last_due(date.fromisoformat(today))) == last
