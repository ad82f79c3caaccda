from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auditresp.store.decoding import UnreadableError, decoded
from auditresp.store.parsing import parsed
from auditresp.store.usual import usual

OUR_OWN = Path(__file__).parents[1]

PIECES = (
    *("a:", "b:", "12:", "å:", "- ", "-   ", "-", "  ", "    ", " ", "\n", "\n\n", "\n  ", "\n    ", "\n      "),
    *("ord", "två ord", "12:30", "2018-04-11", "§ 45", "a,b", "x#y", "http://a.se/b", "ord ", "~", "no", "\xa0", "”så”"),
    *("|", "|-", "|+", ">", "|2", "| # så", "[]", "[a]", "[a, b]", "[ a , b c ]", "[a, [b]]", "[a: b]", "{}", "{a: b}", "{a: b, a: c}"),
    *('"a"', '"a" ', '" "', '""', '"a\\n"', "'a'", "'a''b'", '"a" b', "# så", " # så", ": ", "? ", "---", "...", "<<:"),
    *("&x ", "*x", "!!str ", "%", "@", "`", "\t", "\r\n", "\x07", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe", "\U0001f600"),
)
USUAL = """\
# En kommentar

a: ord och 12:30
b: "citat: så"
c: [x, y z]
d: {e: f, g: h i}
i: |
  Ett stycke
    med indrag.

  Ett till.

j: |-
  En rad
k:
  l:
  - m
  - n
o:
  - p: q
    r: s
  - t
"""


def with_pieces(pieces: list[tuple[int, str]]) -> str:
    """The usual forms, into which something was written at some places."""
    written = USUAL
    for place, piece in pieces:
        written = written[:place] + piece + written[place:]
    return written


def without(written: str, start: int, length: int) -> str:
    """A text from which something was taken."""
    return written[:start] + written[start + length :]


PLACES = st.integers(0, len(USUAL))
TEXTS = (
    st.lists(st.sampled_from(PIECES)).map("".join)
    | st.lists(st.tuples(PLACES, st.sampled_from(PIECES)), max_size=3).map(with_pieces)
    | st.builds(without, st.just(USUAL), PLACES, st.integers(1, 8))
)


def agree(written: str) -> bool:
    """Whether a text is read as usual; then YAML's parser says the same, and finds nothing wrong."""
    content = written.encode()
    try:
        said = usual(content, decoded("f", content))
    except UnreadableError:
        return False
    assert said is None or (said, []) == parsed("f", decoded("f", content))
    return said is not None


@given(TEXTS)
@example("a:\n  b: |\n  c: d\n")
@example("a: b\n\n\n# slut\n")
@example("a: |\n  b\n\n   \n \n")
@example("a:\n- b\n- c: d\n  e:\n  - f\ng: h\n")
def test_what_is_read_as_usual_is_what_yaml_says(written: str) -> None:
    agree(written)


@pytest.mark.parametrize("file", [*OUR_OWN.glob("[!.]*.yaml"), *OUR_OWN.glob("responses/*.yaml")], ids=lambda file: file.name)
def test_our_own_example_is_written_as_usual(file: Path) -> None:
    assert agree(file.read_text("utf-8"))


def test_the_usual_forms() -> None:
    assert usual(USUAL.encode(), USUAL) == {
        "a": "ord och 12:30",
        "b": "citat: så",
        "c": ["x", "y z"],
        "d": {"e": "f", "g": "h i"},
        "i": "Ett stycke\n  med indrag.\n\nEtt till.\n",
        "j": "En rad",
        "k": {"l": ["m", "n"]},
        "o": [{"p": "q", "r": "s"}, "t"],
    }
    assert agree(USUAL)


@pytest.mark.parametrize(
    "written",
    [
        "a:\n",
        "a: b",
        "a: b\na: c\n",
        "a: b: c\n",
        "a: b # c\n",
        "a: 'b'\n",
        "a: b\n  c\n",
        "a:\n  b\n",
        "- a\n",
        "å: b\n",
        "a:\tb\n",
        "a: >\n  b\n",
        "# a\n",
    ],
)
def test_the_rest_is_left_to_yaml(written: str) -> None:
    assert usual(written.encode(), written) is None
