"""The forms in which changes are said: nothing in them is more than what the files say."""

import re
from html import unescape

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyromark import Markdown, Options

from auditresp.changes import changes_between
from auditresp.changes.sections import Comparison, sections
from auditresp.changes.words import Mark, compared
from auditresp.cli.changes.merge_request import UNSEEN, as_markdown, literal
from auditresp.cli.changes.terminal import as_text, folded, marked
from registers import AUDIT, read
from test_changes import RESPONSE


def comparison(new: str, old: str = RESPONSE) -> Comparison:
    """Two versions of a response, compared."""
    before, after = read(AUDIT, responses={"svar": old}), read(AUDIT, responses={"svar": new})
    return Comparison(
        "den senaste versionen (1a2b3c4d5e)", "arbetsmappen", "Sundby", sections(changes_between(before, after), before, after)
    )


LONG = RESPONSE.replace(
    "text: Rutinen ses över.",
    "text: 'Rutinen ses över av enheten för arbete och integration tillsammans med enheten för boende under hela det kommande året, "
    "och nämnden får en rapport om hur det har gått när arbetet är klart.'",
)


def test_a_narrow_terminal_can_be_read() -> None:
    said = as_text(comparison(LONG.replace("hur det har gått", "läget").replace("stance: agree", "stance: partly"), LONG), 60)

    assert click.unstyle(said).splitlines() == [
        "Från den senaste versionen (1a2b3c4d5e) till arbetsmappen",
        "",
        "Svaret svar: Granskning av boende",
        "~ Ställningstagandet till R1 har ändrats från ”instämmer”",
        "  till ”instämmer delvis”.",
        "~ Svaret på R1 har formulerats om.",
        "    … kommande året, och nämnden får en rapport om [-hur det",
        "      har gått-]{+läget+} när arbetet är klart.",
    ]
    assert "\x1b[31m[-hur det\x1b[0m\n" in said
    assert "\x1b[31mhar gått-]\x1b[0m\x1b[32m{+läget+}\x1b[0m när" in said


def test_a_passage_that_only_moved_is_known_by_its_first_words() -> None:
    long = "Avtalet med regionen ses över av alla fem enheter under våren, och nämnden får en rapport när det är klart."
    old, new = (
        RESPONSE.replace("text: Rutinen ses över.", f'text: "{text}"')
        for text in (f"{long}\\n\\nRutinen ses över.\\n\\nDet är klart.", f"Rutinen ses över.\\n\\nDet är klart.\\n\\n{long}")
    )

    assert click.unstyle(as_text(comparison(new, old), 80)).splitlines()[4:] == [
        "    … 2 stycken utan ändring …",
        "    (flyttat hit) Avtalet med regionen ses över av alla fem …",
    ]


def test_what_could_steer_the_terminal_is_shown() -> None:
    assert folded([("ett\x1b[2J två\x07\x9b3", None)], 80) == ["ett\ufffd[2J två\ufffd\ufffd3"]


@given(st.lists(st.text(alphabet="aå .-", max_size=30), min_size=2, max_size=2), st.integers(12, 40))
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(texts: list[str], width: int) -> None:
    pieces = compared(*texts)
    lines = [click.unstyle(line) for line in folded(marked(pieces), width, "  ")]

    assert max(map(len, lines)) <= width
    shown = "".join(lines).replace(" ", "")
    assert shown == "".join(
        {Mark.SAME: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "{{+{}+}}"}[piece.mark].format(piece.text) for piece in pieces
    ).replace(" ", "") or any(len(piece.text.split()) > 20 for piece in pieces)


FORGE = Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH | Options.ENABLE_FOOTNOTES | Options.ENABLE_MATH


def rendered(markdown: str) -> str:
    """A comment as a forge shows it, as HTML."""
    return Markdown(options=FORGE).html(markdown)


CALLS = ["@anna", "#12", "!12", "~etikett", "%milstolpe", "&7", "$3", ":tada:", "https://exempel.se", "GH-12", "www.a.se"]


@given(st.text(alphabet="ab1 *_`~[]()<>!#@&|\\-+.=:$/\"'\n{}^%", max_size=40))
def test_whatever_the_files_say_stays_text_in_a_comment(text: str) -> None:
    html = rendered(f"- x{literal(text)}x")

    inside = re.fullmatch(r"<ul>\n<li>x(.*)x</li>\n</ul>\n", html, re.DOTALL)
    assert inside is not None
    assert unescape(inside[1].replace("<br>", "\n")).replace(UNSEEN, "") == re.sub("\n+", "\n", text)


@pytest.mark.parametrize("call", CALLS)
def test_nobody_and_nothing_is_called(call: str) -> None:
    assert call not in unescape(re.sub("<[^>]*>", "", rendered(literal(f"se {call} nu"))))


def test_what_could_not_be_read_is_said_in_a_comment() -> None:
    old, new = read(AUDIT), read(AUDIT, responses={"svar": "audit: ["})
    faults = tuple(new.problems)

    said = as_markdown(Comparison("a", "b", "Sundby", sections(changes_between(old, new), old, new), (), faults))

    assert said.splitlines()[2:5] == [
        "Filerna har fel. Det som inte går att läsa är inte jämfört, eller ser ut att ha tagits bort:",
        "",
        f"- {literal(str(faults[0]))}",
    ]
    assert said.endswith("I det som gick att läsa har ingenting ändrats.\n")


def test_a_comment_shows_what_went_and_came() -> None:
    new = RESPONSE.replace("Rutinen ses över.", "'Rutinen ses <b>över</b> av @anna #12.'")

    assert as_markdown(comparison(new)).replace(UNSEEN, "") == (
        "**Från den senaste versionen \\(1a2b3c4d5e\\) till arbetsmappen**\n\n"
        "### Svaret svar: Granskning av boende\n\n"
        "- Svaret på R1 har formulerats om\\.\n\n"
        "  > Rutinen ses <ins>&lt;b&gt;</ins>över<ins>&lt;/b&gt; av @anna \\#12</ins>\\.\n\n"
    )
