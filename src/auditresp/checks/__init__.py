"""What the files may not say: one function for each rule of the trade. Rules look; they never mend, and never ask the clock."""

from collections.abc import Callable, Iterator

from auditresp.checks import answers, decisions, follow_ups, measures, references, reminders, texts
from auditresp.model.records import no_rings
from auditresp.model.register import Register
from auditresp.problems import Problem

Check = Callable[[Register], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    references.names_what_exists,
    references.names_each_once,
    references.names_people_by_their_keys,
    answers.answers_what_was_asked,
    answers.answers_once,
    answers.answers_when_asked,
    answers.speaks_for_its_boards,
    answers.explains_doubts,
    measures.done_on_a_day,
    measures.done_because_of_the_audit,
    measures.cancelled_for_a_reason,
    measures.planned_for_a_day,
    measures.moves_deadlines_openly,
    follow_ups.reports_after_the_meeting,
    follow_ups.repeats_until_later,
    follow_ups.decides_what_is_followed_up,
    follow_ups.follows_up_what_is_decided,
    decisions.decided_by_its_boards,
    decisions.sent_when_decided,
    decisions.replies_in_time,
    decisions.meets_in_time,
    decisions.verdicts_in_order,
    reminders.reminds_somebody,
    reminders.takes_delays_to_somebody,
    texts.keeps_people_out,
    texts.has_addresses_that_work,
)


def problems_in(register: Register) -> list[Problem]:
    """What the rules find in a register, in the order of the files."""
    with no_rings():
        return sorted(problem for check in CHECKS for problem in check(register))


def all_problems(register: Register) -> list[Problem]:
    """What is wrong with the files, from reading them and from the rules, in the order of the files."""
    return sorted([*register.problems, *problems_in(register)])
