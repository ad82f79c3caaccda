"""A letter's colours that weak eyes cannot read, made darker: of the same hue, and no darker than it takes."""

from collections.abc import Container, Iterator, Sequence
from colorsys import hls_to_rgb, rgb_to_hls
from operator import attrgetter

from lxml import etree

from auditresp.documents.accessibility.contrast import Colours, colours_of, colours_of_style, contrast_of
from auditresp.documents.accessibility.looks import Looks
from auditresp.documents.accessibility.word_file import read, words_of
from auditresp.documents.letter.reading import element_of
from auditresp.documents.letter.sheet import set_look
from auditresp.documents.word import properties
from auditresp.documents.word.ooxml import fragment, w
from auditresp.documents.word.spots import Spots
from auditresp.documents.word.styles import Style
from auditresp.language import _

STEPS = 255
"""So many shades there are from a colour to black, and to white."""
WITH_LETTERS = ("paragraph", "character")
"""Kinds of style whose letters have a colour of their own."""


def make_legible(looks: Looks, trees: Sequence[tuple[etree._Element, Spots]], used: Container[str | None]) -> Iterator[str]:
    """Give every style, and every run of the trees, that is too pale a colour that can be read.

    Which, is said where a person will see it: of styles, those with the ids that are `used`.
    """
    if any(root.find(w("background")) is not None for root, _spots in trees):
        return
    for colours, styles in styles_made_legible(looks).items():
        if names := ", ".join(f"«{style.name}»" for style in styles if style.id in used):
            yield _("style {names}: {change}").format(names=names, change=change(colours))
    seen: set[Colours] = set()
    for paragraph, spots in [(each, spots) for root, spots in trees for each in root.iter(w("p"))]:
        for run in [each for each in read(paragraph) if each.tag == w("r") and words_of(each).strip()]:
            if pale := too_pale(colours_of(run, looks)):
                give_colour(run, legible(pale))
                if pale not in seen:
                    seen.add(pale)
                    spot = spots.place(paragraph, words_of(run).strip()).spot
                    yield _("{spot}: {change}").format(spot=spot, change=change(pale))


def styles_made_legible(looks: Looks) -> dict[Colours, list[Style]]:
    """The styles that got another colour, by the colours they had. What had one colour has one still."""
    lineages = [list(looks.styles.lineage(style.id)) for style in looks.styles.styles if style.kind in WITH_LETTERS]
    styles = [style for style, *_bases in sorted(lineages, key=len)]
    pale = {colours for style in styles if (colours := too_pale(colours_of_style(style, looks)))}
    changed: dict[Colours, list[Style]] = {}
    for style in styles:  # first those that others are based on
        if colours := too_pale(colours_of_style(style, looks)):
            strictest = max((each for each in pale if same(each, colours)), key=attrgetter("least"), default=colours)
            give_colour(looks.elements[style.id], legible(strictest))
            changed.setdefault(strictest, []).append(style)
    return changed


def same(one: Colours, other: Colours) -> bool:
    """Whether two pairs of colours differ in nothing but the size of the letters."""
    return (one.letters, one.behind) == (other.letters, other.behind)


def too_pale(colours: Colours | None) -> Colours | None:
    """The colours, if weak eyes cannot tell them apart; whose they are does not matter."""
    if colours is None or colours.contrast >= colours.least:
        return None
    return Colours(colours.letters, colours.behind, colours.least, "")


def legible(colours: Colours) -> str:
    """The colour for the letters that is nearest to theirs, of the same hue, and stands out from what is behind them."""
    hue, lightness, saturation = rgb_to_hls(*(int(colours.letters[place : place + 2], 16) / 255 for place in (0, 2, 4)))
    for step in range(1, STEPS + 1):
        for end in (0, 1):
            shade = hls_to_rgb(hue, lightness + (end - lightness) * step / STEPS, saturation)
            written = "".join(f"{round(share * 255):02X}" for share in shade)
            if contrast_of(written, colours.behind) >= colours.least:
                return written
    raise ValueError(colours)


def change(colours: Colours) -> str:
    """Which colour became which."""
    message = _("the colour #{old} on #{behind} is too pale for weak eyes, and is #{new} now")
    return message.format(old=colours.letters, behind=colours.behind, new=legible(colours))


def give_colour(holder: etree._Element, colour: str) -> None:
    """Let a style, or a run, have letters in that colour."""
    old = holder.find(w("rPr"))
    said = "" if old is None else fragment(old, holder.getroottree().getroot())
    look = element_of(properties.run(said, f'<w:color w:val="{colour}"/>'))
    if holder.tag == w("style"):
        set_look(holder, look)
    elif old is None:
        holder.insert(0, look)
    else:
        holder.replace(old, look)
