"""The marks of tracked changes, each with its own number."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lxml import etree

from auditresp.documents.word.characters import allowed
from auditresp.documents.word.ooxml import w

NOT_OF_A_CHANGE = {w("pPr"): (w("rPr"), w("sectPr"), w("pPrChange")), w("rPr"): (w("rPrChange"),)}
"""What the old properties in a mark may not hold."""


class Edit(StrEnum):
    """What happened to words, by the name of its mark."""

    KEPT = ""
    INSERTED = "ins"
    DELETED = "del"
    MOVED_HERE = "moveTo"
    MOVED_AWAY = "moveFrom"

    @property
    def is_gone(self) -> bool:
        """Whether it happened to words of the old version."""
        return self in (Edit.DELETED, Edit.MOVED_AWAY)


@dataclass
class Marks:
    """Makes the marks of one author at one time."""

    author: str
    when: datetime
    last: int = 0
    moves: int = 0

    def move(self) -> str:
        """The name of a move."""
        self.moves += 1
        return f"move{self.moves}"

    def of(self, edit: str) -> etree._Element:
        """A mark: around runs, in a paragraph's end or in a row."""
        self.last += 1
        when = self.when.strftime("%Y-%m-%dT%H:%M:%SZ")
        return etree.Element(w(edit), {w("id"): str(self.last), w("author"): allowed(self.author), w("date"): when})

    def changed(self, properties: etree._Element, old: etree._Element | None) -> None:
        """Note in properties what they were before."""
        name = etree.QName(properties).localname
        before = etree.Element(properties.tag) if old is None else deepcopy(old)
        for child in [each for each in before if each.tag in NOT_OF_A_CHANGE.get(str(properties.tag), (w(f"{name}Change"),))]:
            before.remove(child)
        mark = self.of(f"{name}Change")
        mark.append(before)
        properties.append(mark)

    def end(self, paragraph: etree._Element, edit: Edit) -> None:
        """Mark the end of a paragraph: that it was inserted or deleted."""
        end_of(first(paragraph, "pPr")).insert(0, self.of(edit))

    def moved(self, paragraph: etree._Element, edit: Edit, name: str) -> None:
        """Mark a paragraph as the beginning or the end of a move with that name."""
        start = self.of(f"{edit}RangeStart")
        start.set(w("name"), name)
        at = 0 if paragraph.find(w("pPr")) is None else 1
        paragraph.insert(at, start)
        paragraph.append(etree.Element(w(f"{edit}RangeEnd"), {w("id"): start.get(w("id"), "")}))

    def row(self, row: etree._Element, edit: Edit) -> None:
        """Mark a row of a table."""
        properties = row.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            row.insert(1 if row.find(w("tblPrEx")) is not None else 0, properties)
        properties.append(self.of(edit))


def first(element: etree._Element, name: str) -> etree._Element:
    """The properties that stand first in an element, made where there are none."""
    properties = element.find(w(name))
    if properties is None:
        properties = etree.Element(w(name))
        element.insert(0, properties)
    return properties


def end_of(properties: etree._Element) -> etree._Element:
    """How the end of a paragraph looks, in the paragraph's properties."""
    look = properties.find(w("rPr"))
    if look is None:
        look = etree.Element(w("rPr"))
        after = [place for place, each in enumerate(properties) if each.tag in (w("sectPr"), w("pPrChange"))]
        properties.insert(after[0] if after else len(properties), look)
    return look
