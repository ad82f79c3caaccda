"""What one filled document adds to its package: lists that start over, links, drawings, and styles the template lacks."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from itertools import count
from typing import TYPE_CHECKING, Self

from auditresp.documents.word import style_definitions
from auditresp.documents.word.characters import attribute
from auditresp.documents.word.numbering import Definition, Numbering, num, own_level
from auditresp.documents.word.ooxml import CONTENT_TYPES, W, cut, number, w, whole
from auditresp.documents.word.relationships import Relationships, relationship, relationships_part
from auditresp.documents.word.styles import Styles
from auditresp.documents.word.xml import etree
from auditresp.value import Value

if TYPE_CHECKING:
    from auditresp.documents.word.lists import ListLevel

CONTENT_TYPES_PART = "[Content_Types].xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
A4_TEXT_WIDTH = 9070
"""Between margins of 2.5 cm, in twentieths of a point."""
FREE_DRAWING_IDS = 1_000_000
"""From here on, no drawing of a template has ids, however often it comes."""


class Stock(Value):
    """What a template has in stock for rich text: read once from its package, shared by every document filled from it."""

    main: str
    """The part with the document's body, usually `word/document.xml`."""
    styles: Styles
    numbering: Numbering
    relationships: Mapping[str, Relationships]
    content_types: tuple[str, ...]
    text_width: int
    """Between the margins of the first section, in twentieths of a point."""

    @classmethod
    def read(cls, parts: Mapping[str, bytes]) -> Self:
        """From the package's parts by their name in the zip (`word/document.xml`), the relationships' parts included."""
        main = Relationships.read("", parts).targets["officeDocument"]
        targets = Relationships.read(main, parts).targets
        types = etree.fromstring(parts[CONTENT_TYPES_PART])
        return cls(
            main=main,
            styles=Styles.read(parts.get(targets.get("styles", ""))),
            numbering=Numbering.read(parts.get(targets.get("numbering", ""))),
            relationships={part: Relationships.read(part, parts) for part in parts if relationships_part(part) in parts or part == main},
            content_types=cut(types, len(types)),
            text_width=text_width(etree.fromstring(parts[main])),
        )

    def part(self, kind: str) -> str:
        """The part that the body points to as `styles` or `numbering`, whether it is there or is to be made."""
        return self.relationships[self.main].targets.get(kind, posixpath.join(posixpath.dirname(self.main), f"{kind}.xml"))

    def related(self, part: str) -> Relationships:
        """What a part of the template points to."""
        return self.relationships.get(part) or Relationships.read(part, {})

    def has(self, kind: str) -> bool:
        """Whether the template has that part."""
        return kind in self.relationships[self.main].targets


def text_width(document: etree._Element) -> int:
    """How wide the first section's text is; a letter's usual width where the template does not say."""
    size, margins = (document.find(f".//w:sectPr/w:{name}", {"w": W}) for name in ("pgSz", "pgMar"))
    if size is None or margins is None:
        return A4_TEXT_WIDTH
    width = number(size.get(w("w"))) or 0
    outside = sum(number(margins.get(w(side))) or 0 for side in ("left", "right", "gutter"))
    return width - outside if width > outside else A4_TEXT_WIDTH


class Additions:
    """What one document adds to its template. Made afresh for every document; parts are named as in the zip."""

    def __init__(self, stock: Stock) -> None:
        self.stock = stock
        self.levels: dict[tuple[str, int, str | None], ListLevel] = {}
        """How each kind of list is written at each depth, as far as the document has such lists."""
        self._styles: dict[tuple[str, str], tuple[str, str]] = {}
        self._definitions: dict[int, Definition] = {}
        self._own_lists: dict[str, int] = {}
        self._abstract_nums: list[str] = []
        self._nums: list[str] = []
        self._related: dict[str, dict[tuple[str, str], str]] = {}
        self._drawing_ids = count(FREE_DRAWING_IDS)
        self._new_parts: dict[str, tuple[str, bytes]] = {}

    def restart(self, num_id: int, starts: Mapping[int, int] | None = None) -> int:
        """A list that looks like the one with that `w:numId` and begins anew; the same number where there is no such list.

        `starts` says which levels (0 to 8) begin with another number than that list's.
        """
        definition = self.definition(num_id)
        return num_id if definition is None else self.add_list(definition, starts or {})

    def definition(self, num_id: int) -> Definition | None:
        """How the list with that `w:numId` looks."""
        return self._definitions.get(num_id) or self.stock.numbering.definitions.get(num_id)

    def add_list(self, definition: Definition, starts: Mapping[int, int]) -> int:
        """The `w:numId` of a new list that looks like that."""
        numbering, more = self.stock.numbering, len(self._nums)
        num_id, abstract_id = numbering.next_num_id + more, numbering.next_abstract_id + more
        self._abstract_nums.append(definition.xml(abstract_id, numbering.next_nsid + more, starts))
        self._nums.append(num(num_id, abstract_id))
        self._definitions[num_id] = definition
        return num_id

    def own_list(self, style: str, text: str, left: int, hanging: int, *, bulleted: bool) -> int:
        """The `w:numId` of the list that belongs to the paragraph style with that id; made where it is not there yet."""
        if style not in self._own_lists:
            claimed, copied = (own_level(text, left, hanging, owner, bulleted=bulleted) for owner in (style, None))
            num_id = self.add_list(Definition("singleLevel", {0: claimed}), {})
            self._definitions[num_id] = Definition("singleLevel", {0: copied})
            self._own_lists[style] = num_id
        return self._own_lists[style]

    def link(self, part: str, url: str) -> str:
        """The `r:id` by which `part` (`word/header1.xml`) links to an address outside the document."""
        return self._relate(part, "hyperlink", attribute(url))

    def point_to(self, part: str, kind: str, name: str, content_type: str, data: bytes) -> str:
        """The `r:id` by which `part` points to a further part of the package: an `image`, a `chart`."""
        self._new_parts[name] = content_type, data
        return self._relate(part, kind, f"/{name}")

    def drawing_id(self) -> int:
        """An id that no other drawing has."""
        return next(self._drawing_ids)

    def style(self, name: str, kind: str, define: Callable[[str], str]) -> str:
        """The id of the style with that name: the template's own, else one added as `define` writes it with the id it is given."""
        if own := self.stock.styles.named(name, kind):
            return own.id
        if (kind, name) not in self._styles:
            style_id = self._free_id(name.title().replace(" ", ""))
            self._styles[kind, name] = style_id, define(style_id)
        return self._styles[kind, name][0]

    def heading(self, level: int) -> str:
        """The id of `heading 3` and the like."""
        return self.style(f"heading {level}", "paragraph", lambda style_id: style_definitions.heading(self.stock.styles, style_id, level))

    def quote(self, based_on: str | None) -> str:
        """The id of `Quote`, based on that style where it is added."""
        left = self.stock.styles.left_of(based_on)
        return self.style("Quote", "paragraph", lambda style_id: style_definitions.quote(style_id, based_on, left))

    def hyperlink(self) -> str:
        """The id of `Hyperlink`."""
        return self.style("Hyperlink", "character", lambda style_id: style_definitions.hyperlink(self.stock.styles, style_id))

    def table_grid(self) -> str:
        """The id of `Table Grid`."""
        return self.style("Table Grid", "table", lambda style_id: style_definitions.table_grid(self.stock.styles, style_id))

    def parts(self) -> dict[str, bytes]:
        """The parts that differ from the template's, and new ones; nothing where nothing was added."""
        changed = {name: data for name, (_type, data) in self._new_parts.items()}
        if self._nums:
            changed[self.stock.part("numbering")] = self.stock.numbering.with_added(self._abstract_nums, self._nums)
        if self._styles:
            changed[self.stock.part("styles")] = self.stock.styles.with_added(xml for _id, xml in self._styles.values())
        made = [kind for kind in ("numbering", "styles") if self.stock.part(kind) in changed and not self.stock.has(kind)]
        types = {self.stock.part(kind): f"{CONTENT_TYPE}.{kind}+xml" for kind in made}
        types |= {name: content_type for name, (content_type, _data) in self._new_parts.items()}
        if types:
            before, after = self.stock.content_types
            changed[CONTENT_TYPES_PART] = whole(before, *(override(*each) for each in types.items()), after)
        for kind in made:
            self._relate(self.stock.main, kind, f"/{self.stock.part(kind)}")
        for part, ids in self._related.items():
            changed[relationships_part(part)] = self.stock.related(part).with_added(
                relationship(rel_id, kind, target, outside=kind == "hyperlink") for (kind, target), rel_id in ids.items()
            )
        return changed

    def _relate(self, part: str, kind: str, target: str) -> str:
        """The id of a relationship, the same for the same target."""
        ids = self._related.setdefault(part, {})
        return ids.setdefault((kind, target), f"rId{self.stock.related(part).next_number + len(ids)}")

    def _free_id(self, wanted: str) -> str:
        """An id for a style that no other has; Word does not tell capitals from small letters."""
        taken = {style.id.lower() for style in self.stock.styles.styles} | {style_id.lower() for style_id, _xml in self._styles.values()}
        return next(each for more in count() if (each := f"{wanted}{more or ''}").lower() not in taken)


def override(part: str, content_type: str) -> str:
    """The content type of a part that was made."""
    return f'<Override xmlns="{CONTENT_TYPES}" PartName="/{part}" ContentType="{content_type}"/>'
