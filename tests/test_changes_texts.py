"""Two running texts compared, passage by passage."""

from textwrap import dedent

import pytest

from auditresp.changes.texts import Compared, Passage, compared_texts, passages, same_text
from auditresp.changes.words import Mark

SHOWN = {Mark.SAME: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "{{+{}+}}"}


def shown(compared: Compared) -> str:
    said = "".join(SHOWN[piece.mark].format(piece.text) for piece in compared.pieces)
    return f"{compared.fate}{', moved' if compared.moved else ''}: {said}"


def text(written: str) -> str:
    return dedent(written).strip()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("En mening.\nEn till.", "En mening. En till."),
        ("- ett\n- två", "* ett\n* två"),
        ("1. ett\n2. två", "1. ett\n1. två"),
        ("**fet** och *kursiv*", "__fet__ och _kursiv_"),
        ("Ett stycke.\n\n\n\nEtt till.", "Ett stycke.\n\nEtt till."),
        ("| a | b |\n| --- | --- |\n| 1 | 2 |", "|a|b|\n|-|-|\n|1|2|"),
    ],
)
def test_how_a_text_is_written_is_no_change(old: str, new: str) -> None:
    assert same_text(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("En mening.\nEn till.", "En mening.\n\nEn till."),
        ("**fet**", "fet"),
        ("[här](https://a.se)", "[här](https://b.se)"),
        ("- ett\n- två", "1. ett\n2. två"),
        ("- ett\n- två", "- ett\n  - två"),
        ("10 000 kr", "10\u00a0000 kr"),
        ("### Rubrik", "Rubrik"),
    ],
)
def test_what_a_reader_would_see_is_a_change(old: str, new: str) -> None:
    assert not same_text(old, new)


def test_every_passage_knows_what_it_is() -> None:
    assert passages("### Steg\n\n1. ett\n\n   mer\n   - inre\n2. två\n\n> citat\n\n| a | b |\n|---|---|\n| 1 | |\n\nSlut\\\nrad") == (
        Passage("heading 3", "Steg"),
        Passage("number 1", "ett"),
        Passage("further 1", "mer"),
        Passage("bullet 2", "inre"),
        Passage("number 1", "två"),
        Passage("quoted paragraph", "citat"),
        Passage("row", "a | b"),
        Passage("row", "1 |"),
        Passage("paragraph", "Slut\nrad"),
    )


def test_paragraphs_that_moved_are_recognised_also_when_edited() -> None:
    old = text("""
        Ansvaret är fördelat mellan två enheter.

        Rutinerna ses över varje år av enhetschefen.

        Nämnden följer upp arbetet i sin ordinarie uppföljning.

        Till sist lämnas en rapport.
    """)
    new = text("""
        Till sist lämnas en rapport.

        Ansvaret är fördelat mellan två enheter.

        Nämnden följer upp arbetet i sin särskilda uppföljning.

        Ett nytt stycke.
    """)

    assert list(map(shown, compared_texts(old, new))) == [
        "same, moved: Till sist lämnas en rapport.",
        "same: Ansvaret är fördelat mellan två enheter.",
        "removed: [-Rutinerna ses över varje år av enhetschefen.-]",
        "reworded: Nämnden följer upp arbetet i sin [-ordinarie-]{+särskilda+} uppföljning.",
        "added: {+Ett nytt stycke.+}",
    ]


def test_moved_and_reworded_at_once() -> None:
    old = "Först detta om ansvaret i kommunen.\n\nSedan detta om rutiner och stöd.\n\nSist detta."
    new = "Sedan detta om rutiner och råd.\n\nSist detta.\n\nFörst detta om ansvaret i hela kommunen."

    assert list(map(shown, compared_texts(old, new))) == [
        "reworded: Sedan detta om rutiner och [-stöd-]{+råd+}.",
        "same: Sist detta.",
        "reworded, moved: Först detta om ansvaret i{+ hela+} kommunen.",
    ]


def test_a_paragraph_that_became_an_item_says_so() -> None:
    (compared,) = compared_texts("Enheten kartlägger.", "- Enheten kartlägger.")

    assert (shown(compared), compared.shape, compared.was) == ("reworded: Enheten kartlägger.", "bullet 1", "paragraph")


def test_a_paragraph_that_was_divided_is_one_change_and_so_are_two_made_one() -> None:
    one = "Nämnden antog riktlinjer i februari. De täcker nu barnets perspektiv."
    two = "Nämnden antog riktlinjer i februari.\n\nDe täcker nu hela barnets perspektiv."

    assert list(map(shown, compared_texts(one, two))) == [
        "reworded: Nämnden antog riktlinjer i februari.{+ ¶+} De täcker nu{+ hela+} barnets perspektiv."
    ]
    assert list(map(shown, compared_texts(two, one))) == [
        "reworded: Nämnden antog riktlinjer i februari.[- ¶-] De täcker nu[- hela-] barnets perspektiv."
    ]
