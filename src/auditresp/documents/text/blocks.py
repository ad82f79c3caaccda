"""What a Word file says, as values."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """Of a list."""
    ROW = "row"
    """Of a table."""


@dataclass(frozen=True)
class Block:
    """A paragraph with words in it, or a row of a table."""

    kind: Kind
    text: str
    """Its words; those of a row's cells with ` | ` between them, of a cell's paragraphs with ` ¶ `."""
    level: int = 0
    """That of a heading, from 1; how deep in other lists an item stands, from 0."""
    label: str = ""
    """The number or bullet that Word sets before it."""
    where: str = ""
    """Where it stands, in Swedish, when not in the body: `sidhuvud`, `textruta`, `fotnot 1`."""
    heads: bool = False
    """Whether a row is repeated above its table on every page."""
