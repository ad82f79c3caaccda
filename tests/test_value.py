"""Things that say something and are never changed."""

import pickle

import pytest

from auditresp.value import Value


class Spot(Value, beside=("remark",)):
    """Somewhere in a text."""

    line: int
    column: int = 1
    remark: str = ""


class Named(Spot):
    """A spot with a name."""

    name: str = "a"


def test_a_value_has_the_fields_of_its_class_in_their_order() -> None:
    assert Spot(3).as_dict() == {"line": 3, "column": 1, "remark": ""}
    assert Named(3, 2, name="b").as_dict() == {"line": 3, "column": 2, "remark": "", "name": "b"}
    assert repr(Spot(3, remark="here")) == "Spot(line=3, column=1, remark='here')"


@pytest.mark.parametrize(
    ("given", "named"), [((), {}), ((1, 2, "", 4), {}), ((1,), {"row": 2}), ((1, 2), {"column": 2, "remark": "", "line": 1})]
)
def test_a_value_with_other_fields_than_its_class_is_refused(given: tuple[int, ...], named: dict[str, int]) -> None:
    with pytest.raises(TypeError, match="Spot has the fields line, column, remark"):
        Spot(*given, **named)  # type: ignore[arg-type]


def test_values_are_compared_by_what_they_say_but_for_what_stands_beside() -> None:
    assert Spot(1, 2, "here") == Spot(1, 2, "there") != Spot(1, 3, "here")
    assert len({Spot(1, 2, "here"), Spot(1, 2, "there")}) == 1
    assert Spot(1) != Named(1)
    assert sorted([Spot(2, 1), Spot(1, 2), Spot(1, 1)]) == [Spot(1, 1), Spot(1, 2), Spot(2, 1)]


def test_a_value_is_never_changed_but_another_can_be_made_from_it() -> None:
    spot = Spot(1)

    with pytest.raises(AttributeError):
        spot.line = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del spot.line
    assert (spot, spot.but(line=2)) == (Spot(1), Spot(2))


def test_a_value_reaches_another_process() -> None:
    assert pickle.loads(pickle.dumps(Named(1, name="c"))) == Named(1, name="c")  # noqa: S301 - our own
