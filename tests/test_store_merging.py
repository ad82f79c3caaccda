"""Three versions of a file above, what git is given below."""

from collections.abc import Callable
from textwrap import dedent
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from auditresp.model.responses import Response
from auditresp.store.editing import understood
from auditresp.store.merging import Merged, merged_files

FILE = "responses/r.yaml"
BASE = """\
    audit: a1
    documents: [svar]
    boards: [san]
    date: 2018-04-11
    replies:
      R1:
        stance: agree
        text: |
          Nämnden följer upp boendet.
          Det görs varje år.

          En rutin tas fram.
        measures:
          - id: m1
            text: Ny rutin
            status: planned
            due: 2018-06
      R2: {stance: agree, text: Ja}
"""


def text(written: str) -> bytes:
    return dedent(written).encode()


def merged(ours: dict[str, str], theirs: dict[str, str], base: str = BASE) -> Merged:
    """The base with some words changed on each side, as one."""
    sides = []
    for changes in (ours, theirs):
        side = dedent(base)
        for old, new in changes.items():
            assert side.count(old) == 1, old
            side = side.replace(old, new)
        sides.append(side.encode())
    assert set(sides) != {text(base)}
    return merged_files(FILE, text(base), *sides)


def changed(result: Merged, base: str = BASE) -> list[str]:
    """The lines that the base does not have."""
    return [line for line in result.data.decode().splitlines() if line not in dedent(base).splitlines()]


def test_different_fields_on_the_same_line() -> None:
    result = merged({"R2: {stance: agree": "R2: {stance: partly"}, {"text: Ja": "text: Nej"})

    assert (changed(result), result.clashes) == (["  R2: {stance: partly, text: Nej}"], ())


def test_neighbouring_lines() -> None:
    result = merged({"status: planned": "status: ongoing"}, {"due: 2018-06": "due: 2018-09", "text: Ny rutin": "text: En rutin"})

    assert (changed(result), result.clashes) == (["        text: En rutin", "        status: ongoing", "        due: 2018-09"], ())


def test_measures_that_both_added() -> None:
    first, second = (f"      - {{id: {each}, text: {words}, status: planned}}\n  R2:" for each, words in (("m2", "Vår"), ("m3", "Deras")))

    result = merged({"  R2:": first}, {"  R2:": second})

    assert (changed(result), result.clashes) == (
        [
            "      - {id: m2, text: Vår, status: planned}",
            "      - id: m3",
            "        text: Deras",
        ],
        (),
    )


def test_different_sentences_of_a_text() -> None:
    result = merged({"följer upp boendet": "följer upp allt boende"}, {"varje år.\n": "varje kvartal.\n", "tas fram.": "tas fram nu."})

    assert (changed(result), result.clashes) == (
        ["      Nämnden följer upp allt boende.", "      Det görs varje kvartal.", "      En rutin tas fram nu."],
        (),
    )


def test_a_contradiction_stands_alone_between_marks() -> None:
    result = merged(
        {"due: 2018-06": "due: 2018-09", "stance: agree\n": "stance: partly\n"}, {"due: 2018-06": "due: 2018-12", "Ja}": "Nej}"}
    )

    assert result.clashes == ("replies: R1: measures: m1: due",)
    assert changed(result) == [
        "    stance: partly",
        "<<<<<<< ours",
        "        due: 2018-09",
        "=======",
        "        due: 2018-12",
        ">>>>>>> theirs",
        "  R2: {stance: agree, text: Nej}",
    ]


def test_what_one_side_deleted_and_the_other_changed_is_a_contradiction() -> None:
    measure = "      - id: m1\n        text: Ny rutin\n        status: planned\n        due: 2018-06\n"

    result = merged({f"    measures:\n{measure}": ""}, {"status: planned": "status: ongoing"})

    assert result.clashes == ("replies: R1: measures: m1",)
    assert "        status: ongoing" in result.data.decode().splitlines()


def test_comments_of_both_sides_stay() -> None:
    result = merged({"date: 2018-04-11": "date: 2018-04-11  # vår"}, {"R2: {": "R2: # deras\n    {", "text: Ja": "text: Nej"})

    assert (changed(result), result.clashes) == (["date: 2018-04-11  # vår", "  R2: # deras", "    {stance: agree, text: Nej}"], ())


def test_deadlines_moved_on_both_sides_are_all_told() -> None:
    base = BASE.replace("due: 2018-06\n", "due: 2018-06\n            due_changes: []\n")
    moves = (
        f"due_changes: [{{from: 2018-06, to: {to}, reason: Tid, date: {day}}}]"
        for to, day in (("2018-08", "2018-05-02"), ("2018-09", "2018-05-01"))
    )
    ours, theirs = ({"due_changes: []": move} for move in moves)

    result = merged(ours, theirs, base)

    assert result.clashes == ()
    assert [line.index("2018-09") < line.index("2018-08") for line in changed(result, base)] == [True]


def test_what_cannot_be_read_is_left_to_git() -> None:
    broken = merged({"R2: {stance": "R2: {stans"}, {"Ja}": "Nej}"})
    whole = merged({"date: 2018-04-11": "dat: 2018-04-11"}, {"Ja}": "Nej}"})

    assert (broken.is_text, len(broken.clashes), broken.data.count(b"<<<<<<<")) == (True, 1, 1)
    assert (whole.is_text, whole.clashes, changed(whole)) == (True, (), ["dat: 2018-04-11", "  R2: {stance: agree, text: Nej}"])


def test_a_file_that_both_made() -> None:
    ours, theirs = text(BASE), text(BASE.replace("text: Ja", "text: Nej"))

    result = merged_files(FILE, b"", ours, theirs)

    assert result.clashes == ("replies: R2: text",)


Said = dict[str, Any]
Edit = Callable[[Said], None]


def setting(name: str, value: object) -> Edit:
    return lambda said: said.update({name: value})


def of_measure(**values: object) -> Edit:
    return lambda said: said["replies"]["R1"]["measures"][0].update(values)


def reworded(old: str, new: str) -> Edit:
    return lambda said: said["replies"]["R1"].update(text=said["replies"]["R1"]["text"].replace(old, new))


def added(measure: str) -> Edit:
    return lambda said: said["replies"]["R1"]["measures"].append({"id": measure, "text": f"Åtgärd {measure}", "status": "planned"})


EDITS: tuple[Edit, ...] = (
    setting("date", "2018-05-02"),
    setting("subject", "Svar: boende"),
    setting("distribution", ["Revisorerna", "Kommunfullmäktige"]),
    setting("decisions", [{"board": "san", "date": "2018-04-25"}]),
    of_measure(status="ongoing"),
    of_measure(due="2018-Q4"),
    of_measure(owner="Förvaltningschefen"),
    reworded("boendet", "allt boende"),
    reworded("varje år", "varje kvartal"),
    reworded("tas fram", "finns redan"),
    added("m2"),
    added("m3"),
    lambda said: said["replies"].pop("R2"),
    lambda said: said["replies"]["R1"].update(stance="disagree"),
    lambda said: said["replies"].update(R3={"stance": "partly", "text": "Delvis"}),
    lambda said: said["boards"].append("kan"),
)


@given(st.lists(st.integers(0, len(EDITS) - 1), unique=True), st.data(), st.booleans())
@settings(max_examples=60)
def test_no_change_is_lost_whichever_side_made_it(chosen: list[int], data: st.DataObject, commented: bool) -> None:
    cut = data.draw(st.integers(0, len(chosen)))
    base = text(BASE.replace("boards: [san]", "boards: [san]  # nämnden") if commented else BASE)

    for ours, theirs in ((chosen[:cut], chosen[cut:]), (chosen[cut:], chosen[:cut])):
        result = merged_files(FILE, base, after(base, ours), after(base, theirs))

        assert (result.clashes, result.is_text) == ((), False)
        assert meaning(result.data) == meaning(after(base, chosen))


@given(st.sampled_from(["2018-07", "2018-08"]), st.sets(st.sampled_from([0, 1, 4, 8, 10])))
@settings(max_examples=10)
def test_a_contradiction_hides_no_other_change(due: str, others: set[int]) -> None:
    base = text(BASE)
    ours, theirs = after(base, sorted(others)), after(base, [], of_measure(due=due))
    ours = after(ours, [], of_measure(due="2018-Q3"))

    result = merged_files(FILE, base, ours, theirs)

    assert result.clashes == ("replies: R1: measures: m1: due",)
    assert [meaning(side) for side in sides(result.data)] == [meaning(ours), meaning(after(ours, [], of_measure(due=due)))]


def after(data: bytes, edits: list[int], *more: Edit) -> bytes:
    """The file when these edits have been made in it."""
    said = yaml.load(data, yaml.BaseLoader)  # noqa: S506 - it makes texts of everything
    for edit in [*(EDITS[each] for each in sorted(edits)), *more]:
        edit(said)
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False).encode() if edits or more else data


def meaning(data: bytes) -> dict[str, object]:
    """What a response says, whatever order its replies and measures have."""
    response = understood(Response, FILE, data.decode())
    replies = {item: reply.but(measures=frozenset(reply.measures)) for item, reply in response.replies.items()}
    return dict(response.but(replies=replies))


def sides(data: bytes) -> list[bytes]:
    """What a person leaves who keeps our lines everywhere, or theirs."""
    kept: tuple[list[str], list[str]] = ([], [])
    to = [0, 1]
    for line in data.decode().splitlines(keepends=True):
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
            to = {"<": [0], "=": [1], ">": [0, 1]}[line[0]]
        else:
            for each in to:
                kept[each].append(line)
    return ["".join(lines).encode() for lines in kept]
