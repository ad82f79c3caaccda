"""Properties of paragraphs and runs (`w:pPr`, `w:rPr`), put together in the order that Word demands."""

import re
from collections.abc import Iterator
from functools import lru_cache

PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku "
    "wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing "
    "mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
RUN = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color "
    "spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
)
ORDER = {
    "w:pPr": {f"w:{name}": place for place, name in enumerate(PARAGRAPH.split())},
    "w:rPr": {f"w:{name}": place for place, name in enumerate(RUN.split())},
}
TAG = re.compile(r"<(/?)([\w:.-]+)[^>]*?(/?)>")
ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')


@lru_cache(maxsize=4096)
def paragraph(properties: str, *elements: str) -> str:
    """A `w:pPr`, or nothing, with the elements put in or replaced. Attributes of `w:spacing` that are not named stay."""
    return merged("w:pPr", properties, elements)


@lru_cache(maxsize=4096)
def run(properties: str, *elements: str) -> str:
    """A `w:rPr`, or nothing, with the elements put in or replaced."""
    return merged("w:rPr", properties, elements)


def merged(tag: str, properties: str, elements: tuple[str, ...]) -> str:
    """The properties as one element named `tag`; nothing where there are none."""
    present = dict(children(properties))
    for name, element in children(f"<{tag}>{''.join(elements)}</{tag}>"):
        present[name] = united(name, present[name], element) if name == "w:spacing" and name in present else element
    order = ORDER[tag]
    content = "".join(present[name] for name in sorted(present, key=lambda name: order.get(name, len(order))))
    return f"<{tag}>{content}</{tag}>" if content else ""


@lru_cache(maxsize=4096)
def without(properties: str, *names: str) -> str:
    """The properties without the elements of these names."""
    tag = "w:rPr" if properties.startswith("<w:rPr") else "w:pPr"
    return merged(tag, "", tuple(element for name, element in children(properties) if name not in names))


@lru_cache(maxsize=4096)
def children(properties: str) -> tuple[tuple[str, str], ...]:
    """The elements right below the outermost one, each with its name."""
    return tuple(scanned(properties))


def scanned(properties: str) -> Iterator[tuple[str, str]]:
    """The same, one by one."""
    depth = start = 0
    for tag in TAG.finditer(properties):
        closing, name, empty = tag.groups()
        if depth == 1 and not closing:
            start = tag.start()
        if not empty:
            depth += -1 if closing else 1
        if depth == 1 and (closing or empty):
            yield name, properties[start : tag.end()]


def united(name: str, old: str, new: str) -> str:
    """An empty element with the attributes of both; the new ones win."""
    attributes = {**dict(ATTRIBUTE.findall(old)), **dict(ATTRIBUTE.findall(new))}
    written = " ".join(f'{key}="{value}"' for key, value in attributes.items())
    return f"<{name} {written}/>"


def element(properties: str, name: str) -> str:
    """The element with that name, right below the outermost; or nothing."""
    return next((element for each, element in children(properties) if each == name), "")


def attribute(element: str, name: str) -> str | None:
    """What an element's first tag says in that attribute."""
    return dict(ATTRIBUTE.findall(element.partition(">")[0])).get(name)


@lru_cache(maxsize=256)  # a document has few looks, and many paragraphs of each
def value(properties: str, name: str) -> str | None:
    """The `w:val` of the element with that name."""
    return attribute(element(properties, name), "w:val")
