"""Two texts compared word by word, shown as `[-went-]` and `{+came+}`."""

from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditresp.changes.words import Mark, compared, likeness

SHOWN = {Mark.SAME: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "{{+{}+}}"}


def shown(old: str, new: str) -> str:
    return "".join(SHOWN[piece.mark].format(piece.text) for piece in compared(old, new))


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        ("Nämnden följer upp.", "Nämnden följer upp.", "Nämnden följer upp."),
        ("", "Nytt.", "{+Nytt.+}"),
        ("Gammalt.", "", "[-Gammalt.-]"),
        ("Klart i juni 2018.", "Klart i september 2018.", "Klart i [-juni-]{+september+} 2018."),
        ("Tre workshoppar", "Tre workshoppar, varje vår", "Tre workshoppar{+, varje vår+}"),
        ("Ansvaret (och rutinen) ses över", "Ansvaret ses över", "Ansvaret[- (och rutinen)-] ses över"),
        ("Den 2018-06-30 är sista dag.", "Den 2018-09-30 är sista dag.", "Den [-2018-06-30-]{+2018-09-30+} är sista dag."),
        ("Ett steg. Klart.", "Ett steg. Två steg. Klart.", "Ett steg.{+ Två steg.+} Klart."),
        ("Ett. Två. Tre.", "Två. Tre.", "[-Ett. -]Två. Tre."),
        ("Det kostar 10 000 kr.", "Det kostar 10\u00a0000 kr.", "Det kostar 10[- -]{+\u00a0+}000 kr."),
    ],
)
def test_what_went_and_what_came(old: str, new: str, answer: str) -> None:
    assert shown(old, new) == answer


def test_one_change_is_seen_where_hardly_anything_stayed() -> None:
    old = "Förvaltningen har under våren påbörjat en översyn av ansvaret."
    new = "Enheten ska under hösten genomföra en kartläggning av ansvaret."

    assert shown(old, new) == (
        "[-Förvaltningen har under våren påbörjat en översyn-]{+Enheten ska under hösten genomföra en kartläggning+} av ansvaret."
    )


def test_changes_far_apart_are_two() -> None:
    old = "Förvaltningen ser över ansvaret för stödet till unga under våren."
    new = "Enheten ser över ansvaret för stödet till unga under hösten."

    assert shown(old, new) == ("[-Förvaltningen-]{+Enheten+} ser över ansvaret för stödet till unga under [-våren-]{+hösten+}.")


@given(*[st.text(alphabet="ab .,\n-(å", max_size=40)] * 2)
def test_both_texts_are_there_to_the_letter(old: str, new: str) -> None:
    found = compared(old, new)

    assert "".join(piece.text for piece in found if piece.mark is not Mark.ADDED) == old
    assert "".join(piece.text for piece in found if piece.mark is not Mark.REMOVED) == new
    assert all(piece.text for piece in found)


def test_a_book_is_compared_in_a_moment() -> None:
    chance = Random(1)  # noqa: S311 - a text, not a secret
    words = [f"ord{chance.randrange(500)}" if number % 3 else "och" for number in range(60_000)]
    changed = ["nytt" if number % 500 == 0 else word for number, word in enumerate(words)]

    started = process_time()
    found = compared(" ".join(words), " ".join(changed))

    assert sum(piece.mark is Mark.ADDED for piece in found) == 120
    assert process_time() - started < 5


def test_likeness_counts_the_words_that_both_have() -> None:
    assert [likeness("a b c d", "A, b. E f"), likeness("a", "b"), likeness("", "")] == [0.5, 0.0, 1.0]
