"""A template's styles, found by the name that Word gives them in every language, and the same styles with more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Self

from auditresp.documents.word.characters import attribute
from auditresp.documents.word.ooxml import W, cut, number, value, w, whole
from auditresp.documents.word.xml import etree
from auditresp.value import Value

EMPTY = f'<w:styles xmlns:w="{W}"/>'.encode()
WORDS_OWN_SIZE = 20
THEME_FONT = "+mn-lt"
"""The theme's font for running text, as drawings name it."""
HEADING = r"(?i:heading ([1-9]))"
"""How Word names its headings in every language."""


class Style(Value):
    """A style, with what rich text wants to know of it. What is None is said by the style it is based on."""

    id: str
    """As it is written in an attribute."""
    name: str
    kind: str
    """`paragraph`, `character`, `table` or `numbering`."""
    based_on: str | None
    num_id: int | None
    level: int | None
    """Of the list that `num_id` names, 0 to 8."""
    indent: str | None
    """The whole `w:ind`."""
    left: int | None
    before: int | None
    """The space above paragraphs, in twentieths of a point."""
    size: int | None
    """In half points."""
    font: str | None
    outline: int | None
    contextual: bool | None
    """Whether there is no space between paragraphs of this style."""
    bordered: bool
    heads: bool
    """Whether this style of tables sets off the first row."""

    @classmethod
    def read(cls, element: etree._Element) -> Self:
        """From a `w:style`."""
        indent, spacing = (element.find(f"w:pPr/w:{name}", {"w": W}) for name in ("ind", "spacing"))
        return cls(
            id=style_id(element),
            name=(value(element, "w:name") or "").strip(),
            kind=element.get(w("type"), "paragraph"),
            based_on=attribute(value(element, "w:basedOn") or "") or None,
            num_id=number(value(element, "w:pPr/w:numPr/w:numId")),
            level=number(value(element, "w:pPr/w:numPr/w:ilvl")),
            indent=None if indent is None else written(indent),
            left=None if indent is None else number(indent.get(w("left"), indent.get(w("start")))),
            before=None if spacing is None else number(spacing.get(w("before"))),
            size=number(value(element, "w:rPr/w:sz")),
            font=font(element, "w:rPr/w:rFonts"),
            outline=number(value(element, "w:pPr/w:outlineLvl")),
            contextual=switch(element, "w:pPr/w:contextualSpacing"),
            bordered=element.find("w:tblPr/w:tblBorders", {"w": W}) is not None,
            heads=any(each.get(w("type")) == "firstRow" for each in element.iter(w("tblStylePr"))),
        )


class Styles(Value):
    """All styles of a template."""

    styles: tuple[Style, ...]
    defaults: Mapping[str, str]
    """The id of the style that things of a kind have when they name none."""
    size: int
    """Of text that says nothing about its size, in half points."""
    font: str
    """Of text that says nothing about its font."""
    pieces: tuple[str, ...]

    @classmethod
    @lru_cache(maxsize=1)  # a template is gone through and compiled, one after the other
    def read(cls, part: bytes | None) -> Self:
        """From `styles.xml`, which may be missing."""
        root = etree.fromstring(part or EMPTY)
        elements = root.findall(w("style"))
        return cls(
            styles=tuple(Style.read(element) for element in elements),
            defaults={e.get(w("type"), ""): style_id(e) for e in elements if e.get(w("default")) in ("1", "true", "on")},
            size=number(value(root, "w:docDefaults/w:rPrDefault/w:rPr/w:sz")) or WORDS_OWN_SIZE,
            font=font(root, "w:docDefaults/w:rPrDefault/w:rPr/w:rFonts") or THEME_FONT,
            pieces=cut(root, len(root)),
        )

    @cached_property
    def by_id(self) -> Mapping[str, Style]:
        """Every style by its id."""
        return {style.id: style for style in self.styles}

    @cached_property
    def by_name(self) -> Mapping[tuple[str, str], Style]:
        """Every style by its kind and its name in small letters: Word writes `heading 1`, others `Heading 1`."""
        return {(style.kind, style.name.lower()): style for style in reversed(self.styles)}

    def named(self, name: str, kind: str = "paragraph") -> Style | None:
        """The style with that name, as Word calls it in English (`heading 1`, `List Bullet`)."""
        return self.by_name.get((kind, name.lower()))

    @cached_property
    def _lineages(self) -> dict[str | None, tuple[Style, ...]]:
        return {}

    def lineage(self, style_id: str | None) -> Iterator[Style]:
        """The style and those it is based on, itself first."""
        if style_id not in self._lineages:
            self._lineages[style_id] = tuple(self._followed(style_id))
        return iter(self._lineages[style_id])

    def _followed(self, style_id: str | None) -> Iterator[Style]:
        seen: set[str] = set()
        while (style := self.by_id.get(style_id or "")) and style.id not in seen:
            yield style
            seen.add(style.id)
            style_id = style.based_on

    def numbering_style(self, style_id: str | None) -> Style | None:
        """The style that numbers paragraphs in that style, if one does."""
        return next((style for style in self.lineage(style_id) if style.num_id is not None), None)

    def indenting_style(self, style_id: str | None) -> Style | None:
        """The style whose indent wins over that of the list; none where the list's own is shown."""
        for style in self.lineage(style_id):
            if style.indent or style.num_id is not None:
                return style if style.indent else None
        return None

    def size_of(self, style_id: str | None) -> int:
        """The size of text in that style, in half points."""
        return next((style.size for style in self.lineage(style_id) if style.size is not None), self.size)

    def font_of(self, style_id: str | None) -> str:
        """The font of text in that style."""
        return next((style.font for style in self.lineage(style_id) if style.font is not None), self.font)

    def left_of(self, style_id: str | None) -> int:
        """How far in paragraphs in that style stand, in twentieths of a point."""
        return next((style.left for style in self.lineage(style_id) if style.left is not None), 0)

    def space_before(self, style_id: str | None) -> int:
        """The space above paragraphs in that style, in twentieths of a point."""
        return next((style.before for style in self.lineage(style_id) if style.before is not None), 0)

    def is_heading(self, style_id: str | None) -> bool:
        """Whether paragraphs in that style stand in the outline."""
        return next((style.outline for style in self.lineage(style_id) if style.outline is not None), BODY_TEXT) < BODY_TEXT

    def is_contextual(self, style_id: str | None) -> bool:
        """Whether paragraphs in that style close up to each other."""
        return next((style.contextual for style in self.lineage(style_id) if style.contextual is not None), False)

    def with_added(self, definitions: Iterable[str]) -> bytes:
        """The part with further `w:style` elements."""
        return whole(self.pieces[0], *definitions, *self.pieces[1:])


BODY_TEXT = 9
"""The outline level of what is no heading."""


def outline_of(style: Style) -> int | None:
    """What a style says of the outline; Word's own headings are in it by their name."""
    named = re.fullmatch(HEADING, style.name)
    return int(named[1]) - 1 if named else style.outline


def written(element: etree._Element) -> str:
    """An empty element of Word's own as text, without namespace declarations."""
    attributes = "".join(f' w:{etree.QName(name).localname}="{attribute(str(text))}"' for name, text in element.attrib.items())
    return f"<w:{etree.QName(element).localname}{attributes}/>"


def style_id(element: etree._Element) -> str:
    """The id of a `w:style`, as it is written in an attribute."""
    return attribute(element.get(w("styleId"), ""))


def font(element: etree._Element, path: str) -> str | None:
    """The font that is named, or which of the theme's it is; None where nothing is said."""
    found = element.find(path, {"w": W})
    if found is None:
        return None
    theme = found.get(w("asciiTheme"), "")
    return ("+mj-lt" if theme.startswith("major") else THEME_FONT) if theme else found.get(w("ascii"))


def switch(element: etree._Element, path: str) -> bool | None:
    """A property that is on or off; None where nothing is said."""
    found = element.find(path, {"w": W})
    return None if found is None else found.get(w("val"), "1") not in ("0", "false", "off")
