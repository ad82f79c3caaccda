"""What one filled document adds to its package: lists that start over, links, and styles the template lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Stock:
    """What a template has in stock for rich text: read once from its package, shared by every document filled from it."""

    @classmethod
    def read(cls, parts: Mapping[str, bytes]) -> Self:
        """From the package's parts by their name in the zip (`word/document.xml`), the relationships' parts included."""
        raise NotImplementedError


class Additions:
    """What one document adds to its template. Made afresh for every document; parts are named as in the zip."""

    def __init__(self, stock: Stock) -> None:
        self.stock = stock

    def restart(self, num_id: int) -> int:
        """A list that looks like the template's `w:numId` and begins anew; the same number where there is no such list."""
        raise NotImplementedError

    def link(self, part: str, url: str) -> str:
        """The `r:id` by which `part` (`word/header1.xml`) links to an address outside the document."""
        raise NotImplementedError

    def parts(self) -> dict[str, bytes]:
        """The parts that differ from the template's, and new ones; nothing where nothing was added."""
        raise NotImplementedError
