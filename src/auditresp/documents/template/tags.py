"""The tags of the template language, as docxtpl writes them: `{{ }}`, `{% %}`, `{# #}`."""

import re
from enum import Enum, StrEnum

from auditresp.problems import nearest
from auditresp.value import Value


class Kind(Enum):
    """What a tag does: print a value, steer, or nothing at all."""

    PRINT = "{{ }}"
    STATEMENT = "{% %}"
    COMMENT = "{# #}"


class Level(StrEnum):
    """What a tag takes the place of: the run it stands in, or the paragraph, cell or row around it."""

    RUN = "r"
    PARAGRAPH = "p"
    CELL = "tc"
    ROW = "tr"


BLOCK_SET = r"set\s+[^=]*(\|.*)?$"
"""`{% set name %}…{% endset %}`; with `=` it stands alone."""
OPENING = {"for", "if", "macro", "call", "filter", "with", "block", "set"}
BETWEEN = {"else": {"if", "for"}, "elif": {"if"}}
ENDING = {f"end{keyword}" for keyword in OPENING}
INSIDE_LOOPS = {"break", "continue"}
ALONE = {"do", "set", *INSIDE_LOOPS}
KNOWN = OPENING | BETWEEN.keys() | ENDING | ALONE
ELSEWHERE = {"include", "import", "from", "extends"}
LEVELS = {str(level) for level in Level}


class Tag(Value):
    """A tag as it was written, and what that means."""

    kind: Kind
    level: Level | None
    """As asked for in the tag; nothing for a plain tag, which stands among the words of its paragraph."""
    code: str
    """What jinja is to read, without the marks around it."""
    source: str
    """What the person who made the template wrote."""
    joins_before: bool = False
    joins_after: bool = False
    """`{%-` and `-%}`: what stands before or after follows without a break."""

    @property
    def keyword(self) -> str:
        """The first word of a statement: `for`, `endif`."""
        return "" if self.kind is not Kind.STATEMENT else self.code.partition(" ")[0].partition("(")[0]

    @property
    def opens(self) -> bool:
        """Whether it begins a block."""
        return self.keyword in OPENING and (self.keyword != "set" or re.match(BLOCK_SET, self.code) is not None)


def meant(tag: Tag) -> Tag:
    """What a misspelt tag was probably meant to be: `for` for `fro`, `if` for `If`, and for `P if` as well."""
    if tag.kind is not Kind.STATEMENT or tag.keyword in KNOWN | ELSEWHERE:
        return tag
    near = nearest(tag.keyword, KNOWN | LEVELS)
    rest = tag.code.removeprefix(tag.keyword).strip()
    if near in LEVELS and rest:
        return meant(tag.but(code=rest))
    return tag.but(code=f"{near} {rest}".strip()) if near in KNOWN else tag
