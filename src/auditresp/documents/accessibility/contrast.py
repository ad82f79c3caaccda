"""Colours: whether letters can be told from what is behind them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import floor

from lxml import etree

from auditresp.documents.accessibility.looks import PATHS, Looks, bold, said, size
from auditresp.documents.accessibility.word_file import Finding, Kind, WordFile, words_of
from auditresp.documents.word.ooxml import value, w
from auditresp.documents.word.styles import Style
from auditresp.language import _
from auditresp.problems import Level

WHITE = "FFFFFF"
CLEAR = ""
"""A shading that lets what is behind it be seen."""
HIGHLIGHTS = {
    "none": CLEAR,
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "green": "00FF00",
    "magenta": "FF00FF",
    "red": "FF0000",
    "yellow": "FFFF00",
    "white": WHITE,
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}
"""The colours that Word's marker pen has."""

LEAST, LEAST_LARGE = 4.5, 3.0
"""The contrast that WCAG 2.1 demands (1.4.3)."""
LARGE, LARGE_BOLD = 36, 28
"""From these sizes on, in half points, letters count as large."""


@dataclass(frozen=True)
class Colours:
    """Letters and what is behind them."""

    letters: str
    behind: str
    least: float
    style: str
    """The name of the style that gives the letters their colour; nothing where they have it themselves."""

    @property
    def contrast(self) -> float:
        """That of the two colours."""
        return contrast_of(self.letters, self.behind)


def contrast_of(one: str, other: str) -> float:
    """From 1, the same colour, to 21, black on white (WCAG 2.1, contrast ratio)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is (WCAG 2.1, relative luminance)."""
    shares = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def letters_can_be_seen(file: WordFile) -> Iterator[Finding]:
    """Letters stand out from what is behind them. Each pair of colours is said once."""
    seen: dict[Colours, list[etree._Element]] = {}
    for run in coloured_runs(file):
        if (colours := colours_of(run, file.looks)) and colours.contrast < colours.least:
            seen.setdefault(colours, []).append(run)
    for colours, runs in seen.items():
        if colours.style:
            message = _(
                "letters in the colour {letters} on {behind} have the contrast {contrast}:1, and weak eyes need {least}:1; "
                "give the style '{style}' a darker or lighter colour under Home > Styles > Modify"
            )
        else:
            message = _(
                "letters in the colour {letters} on {behind} have the contrast {contrast}:1, and weak eyes need {least}:1; "
                "choose a darker or lighter colour under Home > Font Color"
            )
        written = message.format(
            letters=f"#{colours.letters}",
            behind=f"#{colours.behind}",
            contrast=floor(colours.contrast * 10) / 10,
            least=colours.least,
            style=colours.style,
        )
        yield Finding("contrast-low", written, Level.ERROR, runs[0], words_of(runs[0]).strip())


def coloured_runs(file: WordFile) -> Iterator[etree._Element]:
    """The runs whose background can be told: none, where the page has a colour."""
    if any(story.root.find(w("background")) is not None for story in file.stories if story.kind is Kind.BODY):
        return
    for story in file.stories:
        for paragraph in story.paragraphs:
            yield from paragraph.runs


def colours_of(run: etree._Element, looks: Looks) -> Colours | None:
    """The colours of a run; nothing where Word chooses them, or where they cannot be told."""
    return colours_in(list(looks.of_run(run)), backgrounds(run, looks))


def colours_of_style(style: Style, looks: Looks) -> Colours | None:
    """The colours of letters in a style, where nothing else is behind them; nothing where they cannot be told."""
    layers = list(looks.of_style(style.id))
    return colours_in(layers, chain(behind_letters(layers), [painted(looks.shading_of(looks.styles.lineage(style.id)))]))


def colours_in(layers: Sequence[etree._Element], backgrounds: Iterable[str | None]) -> Colours | None:
    """The colours of letters of which the layers say how they look, and of the innermost thing behind them that has one."""
    chosen = said("color", layers)
    letters = None if chosen is None else hexadecimal(chosen.get(w("val")))
    behind = next((colour for colour in backgrounds if colour != CLEAR), WHITE)
    if chosen is None or letters is None or not behind:
        return None
    points = size(layers)
    is_large = points >= LARGE or (points >= LARGE_BOLD and bold(layers))
    style = next(chosen.iterancestors(w("style")), None)
    return Colours(letters, behind, LEAST_LARGE if is_large else LEAST, "" if style is None else value(style, "w:name") or "")


def backgrounds(run: etree._Element, looks: Looks) -> Iterator[str | None]:
    """What is behind a run, from its own marking outwards to the cells and text boxes around it."""
    yield from behind_letters(list(looks.of_run(run)))
    yield painted(looks.shading(next(run.iterancestors(w("p")))))
    for around in run.iterancestors(w("tc"), w("tbl"), w("txbxContent")):
        if around.tag == w("tc"):
            yield painted(around.find("w:tcPr/w:shd", PATHS))
        elif around.tag == w("tbl"):
            yield None if looks.shades(around) else painted(around.find("w:tblPr/w:shd", PATHS))
        else:
            yield None


def behind_letters(layers: Sequence[etree._Element]) -> Iterator[str | None]:
    """What the letters themselves are marked with."""
    marked = said("highlight", layers)
    yield CLEAR if marked is None else HIGHLIGHTS.get(marked.get(w("val"), ""))
    yield painted(said("shd", layers))


def painted(shading: etree._Element | None) -> str | None:
    """The colour of a shading; nothing where it is a pattern, or the theme's."""
    if shading is None or shading.get(w("val")) == "nil":
        return CLEAR
    fill = shading.get(w("fill"), "auto")
    if fill == "auto" and shading.get(w("themeFill")) is None and shading.get(w("val")) == "clear":
        return CLEAR
    return hexadecimal(fill) if shading.get(w("val")) == "clear" else None


def hexadecimal(written: str | None) -> str | None:
    """A colour as six digits, if that is what is written."""
    return written.upper() if written and re.fullmatch(r"[0-9A-Fa-f]{6}", written) else None
