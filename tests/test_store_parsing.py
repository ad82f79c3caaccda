import time
from collections.abc import Iterator

import pytest
import yaml

from auditresp.store import parsing
from auditresp.store.decoding import UnreadableError, decoded
from auditresp.store.parsing import parsed
from registers import lines, text


@pytest.fixture(params=["C", "Python"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Both of PyYAML's parsers say the same."""
    monkeypatch.setattr(parsing, "Loader", yaml.CSafeLoader if request.param == "C" else yaml.SafeLoader)


def test_every_value_is_the_text_that_was_written() -> None:
    written = """
        no: no
        number: 012
        time: 12:30
        date: 2018-04-11
        nothing: null
        tilde: ~
        quoted: "ja\\nnej"
        list: [1, 1.0, yes]
        block: |
          Ett stycke.

          Ett till.
        folded: >-
          en rad
          till
    """

    assert parsed("f", text(written)) == (
        {
            "no": "no",
            "number": "012",
            "time": "12:30",
            "date": "2018-04-11",
            "nothing": "null",
            "tilde": "~",
            "quoted": "ja\nnej",
            "list": ["1", "1.0", "yes"],
            "block": "Ett stycke.\n\nEtt till.\n",
            "folded": "en rad till",
        },
        [],
    )


def test_an_empty_value_is_an_absent_key_and_an_empty_entry_is_none() -> None:
    assert parsed("f", 'a:\nb: ""\nc: |\nd: " "\ne: [x, "", y]\nf: {}\n') == ({"e": ["x", None, "y"], "f": {}}, [])


def test_an_alias_means_the_value_again() -> None:
    assert parsed("f", "a: &x [1]\nb: *x\n") == ({"a": ["1"], "b": ["1"]}, [])


def test_a_key_is_compared_with_its_letters_composed() -> None:
    data, problems = parsed("f", "nämnd: 1\nna\u0308mnd: 2\n")

    assert data == {"nämnd": "1"}
    assert lines(problems) == ["f:2:1: error duplicate-key: 'nämnd' is written twice; the first is on line 1: keep one of them"]


REFUSED = {
    "brackets": ("[" * 100_000, "f:1:41: error too-deep"),
    "dashes": ("- " * 100_000, "f:1:81: error too-deep"),
    "braces": ("{a: " * 100_000, "f:1:161: error too-deep"),
    "questions": ("? " * 100_000, "f:1:81: error too-deep"),
    "brackets on lines": ("[\n" * 100_000, "f:41:1: error too-deep"),
    "indentation": ("".join(f"{' ' * depth}a:\n" for depth in range(1000)), "f:41:41: error too-deep"),
    "aliases of aliases": (
        "a0: &a0 [x]\n" + "".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(30)),
        "f:6:25: error too-many-aliases",
    ),
    "aliases of a long text": ("a: &a " + "x" * 60_000 + "\nb: [*a, *a]\n", "f:2:9: error too-many-aliases"),
}


@pytest.mark.parametrize("attack", REFUSED)
def test_bombs_are_refused_at_once_and_in_little_memory(attack: str) -> None:
    resource = pytest.importorskip("resource")
    written, said = REFUSED[attack]
    began, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(UnreadableError) as refused:
        parsed("f", written)

    assert [line.rsplit(":", 1)[0] for line in lines(refused.value.problems)] == [said]
    assert time.process_time() - began < 5  # seconds of work, however busy the machine is; without the refusal it is hours
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # kilobytes


SYNTAX = {
    "a: b: c": "1:5: a colon in a text ends a key",
    "a: *b*": "1:4: a text cannot begin with '*'",
    "a: & b": "1:4: a text cannot begin with '&'",
    "a: %b": "1:4: a text cannot begin with '%'",
    "a: @b": "1:4: a text cannot begin with '@'",
    "a: `b`": "1:4: a text cannot begin with '`'",
    "a: }b": "1:4: a text cannot begin with '}'",
    "a: !<b": "1:4: a text cannot begin with '!'",
    "a: ? b": "1:4: a text cannot begin with '?'",
    "a: - b": "1:4: a list begins on the line after its key",
    "a: 'b": "1:4: the quotation mark here has no other",
    "a: 'b'c'": "1:7: the text goes on after its closing quotation mark",
    "a: |b\n  c": "1:5: after | or > the text begins on the next line, indented",
    "a: [b\nc: d": "1:4: the '[' here has no ']'",
    "a: {b: c\nd: e": "1:4: the '{' here has no '}'",
    "a: b\nc d\ne: f": "2:1: the line is no 'key: value'",
    "a:\n  - b\n c: d": "3:2: the indentation fits no line above",
    "a:b\nc: d": "1:2: a space is missing after the colon",
}


@pytest.mark.parametrize("written", SYNTAX)
def test_what_yaml_cannot_read_gets_its_likely_cause(written: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        parsed("f", written)

    [problem] = refused.value.problems
    assert f"{problem.place.line}:{problem.place.column}: {problem.message}".split(";")[0] == SYNTAX[written]
    assert problem.code == "syntax"


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x7f", "\x85", "\x9f", "\u2028", "\ufeff", "\uffff"])
def test_what_cannot_be_seen_is_found_before_anything_else_is_said(character: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        parsed("f", decoded("f", f"a: [x\nb: {character}y".encode()))

    assert [problem.code for problem in refused.value.problems] == ["invisible-character"]


def test_the_time_grows_with_the_file_and_no_faster() -> None:
    def seconds(entries: int) -> float:
        written = "a:\n" + "  - {id: R1, text: Att nämnden följer upp sina beslut varje år}\n" * entries
        began = time.process_time()
        parsed("f", written)
        return time.process_time() - began

    assert seconds(8_000) < 16 * seconds(2_000)
