"""A part of a template while it is compiled: its tree, with a mark wherever a tag stood."""

import re
from dataclasses import dataclass, field

from lxml import etree

from auditresp.documents.template.slots import BEGINS, IN_ATTRIBUTE, MARK_IN_ATTRIBUTE, Slot, Standing
from auditresp.problems import Place, Problem

TARGET = "auditresp"
"""Marks are processing instructions with this target: they may stand anywhere in a tree and mean nothing to it."""
OWN = "own-"
"""Follows the beginning of such a mark where the template itself says just that."""
MARK = re.compile(rf"<\?{TARGET} (\d+)\?>|{MARK_IN_ATTRIBUTE.pattern}")
"""Either, in a part's XML."""


@dataclass
class Part:
    """A part with text, its tags taken out of the text and numbered."""

    name: str
    root: etree._Element
    slots: list[Slot] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    """Where the tags stood, as they follow each other."""
    _free_ids: int = 50_000
    addresses: list[Place] = field(default_factory=list)
    """Where the links are that have tags in their addresses."""
    has_tags: bool = False
    """Whether the part differs from what is in the file."""
    paragraphs: dict[int, etree._Element] = field(default_factory=dict)
    """The paragraphs that `{{p }}` tags have replaced, by the number of the tag."""

    def mark(self, slot: Slot) -> etree._ProcessingInstruction:
        """A new mark for the tree."""
        self.slots.append(slot)
        return etree.ProcessingInstruction(TARGET, str(len(self.slots) - 1))

    def token(self, slot: Slot) -> str:
        """A new mark for an attribute's value."""
        self.slots.append(slot)
        return IN_ATTRIBUTE.format(len(self.slots) - 1)

    def marks(self, element: etree._Element | None = None) -> list[etree._Element]:
        """The marks of the user's tags in an element, or in the whole part, as they follow each other."""
        around = self.root if element is None else element
        return [node for node in around.iter(etree.ProcessingInstruction) if is_mark(node)]

    def standing(self, mark: etree._Element) -> Standing:
        """The tag that a mark stands for."""
        slot = self.slots[int(mark.text or 0)]
        if not isinstance(slot, Standing):
            raise TypeError(slot)
        return slot

    def free_id(self) -> str:
        """An id that nothing in the part has."""
        self._free_ids += 1
        return str(self._free_ids)

    def wrong(self, place: Place, code: str, message: str) -> None:
        """Remember a problem; the others are looked for all the same."""
        self.problems.append(Problem(place, code, message))

    def is_wrong(self, place: Place) -> bool:
        """Whether something is known to be wrong there."""
        return any(problem.place == place for problem in self.problems)

    def problems_in_order(self) -> list[Problem]:
        """The problems as their tags follow each other."""
        order = {place: number for number, place in reversed(list(enumerate(self.places)))}
        return sorted(self.problems, key=lambda problem: order[problem.place])


def keep_apart(root: etree._Element) -> None:
    """Let nothing that the template itself says be taken for a mark."""
    for element in root.iter():
        if BEGINS in (element.text or ""):
            element.text = (element.text or "").replace(BEGINS, BEGINS + OWN)
        for name, text in element.attrib.items():
            if BEGINS in str(text):
                element.set(name, str(text).replace(BEGINS, BEGINS + OWN))


def as_it_was_said(xml: str) -> str:
    """A part's XML with what the template itself says as it was."""
    return xml.replace(BEGINS + OWN, BEGINS)


def is_mark(node: etree._Element) -> bool:
    """Whether a node is a mark."""
    return isinstance(node, etree._ProcessingInstruction) and node.target == TARGET
