"""How the items of a list are written at every depth, in the template's own list styles as far as it has them."""

from enum import StrEnum

from auditresp.documents.word import style_definitions
from auditresp.documents.word.additions import Additions
from auditresp.documents.word.styles import Style
from auditresp.value import Value

DEEPEST = 9
"""Word's lists have nine levels; what is deeper stands with the ninth."""
DEEPEST_NAMED = 5
"""Word knows the styles List Bullet to List Bullet 5."""
STEP = 425
"""How much further in each depth stands where the template does not say: room for `10.` (0.75 cm, in twentieths of a point)."""
BULLETS = ("•", "–")
"""By turns; both are in every font."""


class Kind(StrEnum):
    """The two kinds of list, by the name of their style."""

    BULLET = "List Bullet"
    NUMBER = "List Number"


def style_name(kind: str, depth: int) -> str:
    """The name of the style of that kind for that depth (from 1): `List Bullet`, `List Bullet 2`."""
    return kind if depth == 1 else f"{kind} {depth}"


class ListLevel(Value):
    """How the items of one kind of list are written at one depth."""

    style: str
    num_id: int
    level: int
    """Which level of the list with that `num_id`, 0 to 8."""
    by_style: bool
    """Whether the style itself numbers its paragraphs so."""
    indent: str
    """The `w:ind` that the paragraph must say itself, because the list would say otherwise; or nothing."""
    left: int
    """Where the text of the item begins, in twentieths of a point."""
    contextual: bool
    """Whether items close up to each other."""


def list_level(kind: Kind, depth: int, additions: Additions, based_on: str | None) -> ListLevel:
    """How that kind of list is written at that depth (from 1). Styles that the template lacks are added, based on that style."""
    asked = (kind, min(depth, DEEPEST), based_on)
    if asked not in additions.levels:
        additions.levels[asked] = found_level(kind, min(depth, DEEPEST), additions, based_on)
    return additions.levels[asked]


def found_level(kind: Kind, depth: int, additions: Additions, based_on: str | None) -> ListLevel:
    """The same, when it is asked for the first time in a document."""
    styles = additions.stock.styles
    if own := styles.named(style_name(kind, depth)):
        return numbered_by(own, additions) or numbered_apart(own, kind, depth, additions)
    if depth > 1 and (outer := styles.named(kind)) and (deeper := deeper_level(outer, kind, depth, additions)):
        return deeper
    if depth > DEEPEST_NAMED:
        return moved_in(list_level(kind, DEEPEST_NAMED, additions, based_on), (depth - DEEPEST_NAMED) * STEP)
    return added(kind, depth, additions, based_on)


def numbered_by(style: Style, additions: Additions) -> ListLevel | None:
    """A style of the template that numbers its paragraphs itself; nothing where it does not."""
    styles = additions.stock.styles
    numbering = styles.numbering_style(style.id)
    definition = additions.definition(numbering.num_id or 0) if numbering else None
    if numbering is None or definition is None:
        return None
    claimed = [place for each in (style, numbering) if (place := definition.level_of(each.id)) is not None]
    level = claimed[0] if claimed else numbering.level or 0
    if level not in definition.levels:
        return None
    indenting = styles.indenting_style(style.id)
    left = indenting.left if indenting else None
    return ListLevel(
        style=style.id,
        num_id=numbering.num_id or 0,
        level=level,
        by_style=True,
        indent=indenting.indent or "" if indenting else "",
        left=definition.levels[level].left if left is None else left,
        contextual=styles.is_contextual(style.id),
    )


def deeper_level(outer: Style, kind: Kind, depth: int, additions: Additions) -> ListLevel | None:
    """The level that the list of the outermost style has for that depth; nothing where it was not made for depth."""
    first = numbered_by(outer, additions)
    definition = additions.definition(first.num_id) if first else None
    if first is None or definition is None:
        return None
    place = first.level + depth - 1
    level = definition.levels.get(place)
    if level is None or level.left <= definition.levels[first.level].left or level.bulleted != (kind is Kind.BULLET):
        return None
    return first.but(level=place, by_style=False, indent=hanging(level.left, level.hanging), left=level.left)


def numbered_apart(style: Style, kind: Kind, depth: int, additions: Additions) -> ListLevel:
    """A style of the template that does not number its paragraphs: they say it themselves, with a list that is added."""
    left = additions.stock.styles.left_of(style.id) or depth * STEP
    num_id = own_list(style.id, kind, depth, left, additions)
    return ListLevel(style.id, num_id, 0, False, hanging(left, STEP), left, additions.stock.styles.is_contextual(style.id))


def added(kind: Kind, depth: int, additions: Additions, based_on: str | None) -> ListLevel:
    """A style that the template lacks, one step further in than the depth above it and otherwise like that."""
    above = list_level(kind, depth - 1, additions, based_on) if depth > 1 else None
    left = STEP + (above.left if above else additions.stock.styles.left_of(based_on))

    def define(style_id: str) -> str:
        num_id = own_list(style_id, kind, depth, left, additions)
        look = style_definitions.listed(num_id, hanging(left, STEP), closes_up=above is None)
        return style_definitions.paragraph_style(style_id, style_name(kind, depth), above.style if above else based_on, look)

    style = additions.style(style_name(kind, depth), "paragraph", define)
    contextual = above.contextual if above else True
    return ListLevel(style, own_list(style, kind, depth, left, additions), 0, True, "", left, contextual)


def own_list(style: str, kind: Kind, depth: int, left: int, additions: Additions) -> int:
    """The `w:numId` of a list of our own for that style."""
    text = BULLETS[(depth - 1) % len(BULLETS)] if kind is Kind.BULLET else "%1."
    return additions.own_list(style, text, left, STEP, bulleted=kind is Kind.BULLET)


def moved_in(level: ListLevel, further: int) -> ListLevel:
    """The same, further in."""
    return level.but(by_style=False, left=level.left + further, indent=hanging(level.left + further, STEP))


def hanging(left: int, by: int) -> str:
    """An indent whose first line stands out."""
    return f'<w:ind w:left="{left}" w:hanging="{by}"/>'
