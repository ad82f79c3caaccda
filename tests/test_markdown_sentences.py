import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditresp.markdown.sentences import says_the_same, sentence_lines

ONE_SENTENCE = [
    "Åtgärden ”Skriva en anvisning för hur de två …” (R2) har börjat, ”Vem gör vad?” (R3) inte.",
    "Det gäller t.ex. Nämnden, bl.a. Revisorerna, s.k. Öppna insatser och f.d. Fritidsnämnden.",
    "Mötet börjar kl. 13.00 den 3. maj, dvs. Valborg är förbi.",
    "Se dnr. SAN 2018/112, nr. 4, ca. 300 och §§ 4–6 m.m. Sist osv. Alltid.",
    "Rapporten av A. Bengtsson och B.C. Dahl finns på www.kommunen.se.",
    "Kostnaden är 10.500 kr, enl. Budget 2018.",
    "1. Första punkten",
    "Ja … men nej",
    '"Varför?" frågade nämnden.',
    "Slut.  Två mellanslag skrivs ut som två",
    "Se [sidan. Där](https://example.se/a.%20B) står `kod. Kod`",
]


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_what_looks_like_an_end_and_is_none(text: str) -> None:
    assert sentence_lines(text) == text


SENTENCES = {
    "Ett. Två! Tre? Fyra… Fem": "Ett.\nTvå!\nTre?\nFyra…\nFem",
    "Det blev 45. Nämnden beslutade 2018. Sedan": "Det blev 45.\nNämnden beslutade 2018.\nSedan",
    "Se bilagan (s. 4). Där står det.": "Se bilagan (s. 4).\nDär står det.",
    "Han sa ”nej.” Sedan **ja.** Och *kanske.* Så": "Han sa ”nej.”\nSedan **ja.**\nOch *kanske.*\nSå",
    "En rad\nsom är bruten. Här\när nästa.": "En rad som är bruten.\nHär är nästa.",
    "Efter t.ex.\nNämnden går raden vidare.": "Efter t.ex. Nämnden går raden vidare.",
}


@pytest.mark.parametrize("text", SENTENCES)
def test_each_sentence_has_its_line(text: str) -> None:
    assert sentence_lines(text) == SENTENCES[text]


STRUCTURE = """\
Stycke ett. Mer.

- Punkt. Två
  rader
  1. Nästlad. Lista.

     Eget stycke. Där.

> Citat. Två.

### Rubrik. Med punkt

| A. B | C |
| --- | --- |
| D. E | F |

```
kod. Kod
```

Hård brytning.\x20\x20
Rad två. Rad tre.\\
Rad fyra.

Slutet - 1. ett - 2. Två

[länk]: https://example.se "A. B"
"""


def test_everything_else_in_markdown_stays_as_it_is() -> None:
    assert (
        sentence_lines(STRUCTURE)
        == """\
Stycke ett.
Mer.

- Punkt.
  Två rader
  1. Nästlad.
     Lista.

     Eget stycke.
     Där.

> Citat.
> Två.

### Rubrik. Med punkt

| A. B | C |
| --- | --- |
| D. E | F |

```
kod. Kod
```

Hård brytning.\x20\x20
Rad två.
Rad tre.\\
Rad fyra.

Slutet - 1. ett - 2.
Två

[länk]: https://example.se "A. B"
"""
    )


PIECES = [
    "Ord. ",
    "ord\n",
    "Ett. ",
    "t.ex. ",
    "- ",
    "1. ",
    "> ",
    "# ",
    "| a | b |\n",
    "|-|-|\n",
    "\n\n",
    "  ",
    "    ",
    "`",
    "**",
    "_",
    "[a]",
    "(b. C)",
]


@settings(max_examples=300, derandomize=True)
@given(
    st.lists(
        st.sampled_from([*PIECES, "]: ", "```\n", "  \n", "\\\n", "<b>", "&amp;", "===\n", "---\n", "Å! ", "\t", "…"]), max_size=25
    ).map("".join)
)
def test_no_text_is_printed_otherwise_and_once_is_enough(text: str) -> None:
    lines = sentence_lines(text)

    assert says_the_same(text, lines)
    assert sentence_lines(lines) == lines


def test_half_a_character_is_left_alone() -> None:
    assert sentence_lines("Ett. Tv\ud800. Tre") == "Ett. Tv\ud800. Tre"
