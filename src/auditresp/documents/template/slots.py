"""Where the tags of a part stand: what a filled document needs to know of them, and nothing of how they were found."""

import re
from enum import Enum

from auditresp.documents.template.tags import Tag
from auditresp.problems import Place
from auditresp.value import Value

FIRST_LINE = 2
"""Each tag stands on a line of its own in a part's jinja source; the first on this one."""
PRINTED = "printed here"
"""What prints a value at a slot. No template can write a name like this."""
BEGINS = "\ue0f0auditresp-"
IN_ATTRIBUTE = f"{BEGINS}{{}}\ue0f1"
"""Marks a slot inside an attribute's value."""
MARK_IN_ATTRIBUTE = re.compile(IN_ATTRIBUTE.format(r"(\d+)"))


class Where(Enum):
    """What kind of text a tag stands in."""

    WORDS = "words"
    INSTRUCTION = "field instruction"
    ATTRIBUTE = "attribute"


class Standing(Value):
    """A tag where it stands: the place as a person finds it, and the look of its letters."""

    tag: Tag
    place: Place
    where: Where = Where.WORDS
    run: str = ""
    """The whole `w:rPr` of the run in which the tag begins, or nothing."""
    paragraph: str = ""
    """The whole `w:pPr` of its paragraph, without section break, or nothing."""
    before: str | None = None
    """In an address, what of that stands before the tag."""
    under: int = 0
    """The level of the heading above it, from 1; 0 where there is none."""


class Call(Value):
    """What the engine itself must do at a spot whenever a document is filled: a method of `Filling` and what to give it."""

    method: str
    arguments: tuple[str | int, ...] = ()


class Border(Value):
    """What stands as it is in the template, where XML itself cannot have it."""

    text: str


Slot = Standing | Call | Border
