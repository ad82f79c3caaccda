"""A Word file held against what was built: whether it is the same, and if not, what differs in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from auditresp.changes.texts import Compared, Fate, Passage, compared_passages
from auditresp.documents.origin import CONTENT, Origin
from auditresp.documents.text import Block, blocks_in
from auditresp.documents.word.custom import custom_properties
from auditresp.documents.word.package import Package, parts_in
from auditresp.language import _
from auditresp.problems import AuditrespError


@dataclass(frozen=True)
class Found:
    """A Word file that auditresp built, as it is found."""

    file: str
    data: bytes
    origin: Origin
    untouched: bool
    """Whether nothing but its properties and its packing can have changed since it was built, by what it says of itself."""


def found(data: bytes, file: str) -> Found | None:
    """What a Word file says of itself; nothing where auditresp did not build it. Raises AuditrespError where it is no Word file."""
    if data.startswith(b"%PDF"):
        message = _("{file} is a PDF, which does not say what it was built from; verify the Word file that it was made of")
        raise AuditrespError(message.format(file=file))
    parts = parts_in(data, file)
    said = custom_properties(parts)
    origin = Origin.read(said)
    return Found(file, data, origin, untouched=said[CONTENT] == Package(parts).content()) if origin else None


class Sameness(Enum):
    """How much a file is another one."""

    BYTES = auto()
    CONTENT = auto()
    """Every part is the same; only the packing differs, or what the file says of itself."""
    WORDS = auto()
    """The words are the same; how it is saved, and perhaps how it looks, differs."""
    NONE = auto()


@dataclass(frozen=True)
class Comparison:
    """A file held against another."""

    sameness: Sameness
    passages: tuple[Compared, ...] = ()
    """What became of each paragraph, where words differ."""


def held_against(built: bytes, found: bytes, file: str) -> Comparison:
    """What differs between the document that was built and the file that is found."""
    if built == found:
        return Comparison(Sameness.BYTES)
    if Package(parts_in(built, file)).content() == Package(parts_in(found, file)).content():
        return Comparison(Sameness.CONTENT)
    passages = compared_passages(passages_of(blocks_in(built, file)), passages_of(blocks_in(found, file)))
    if all(passage.fate is Fate.SAME and not passage.moved for passage in passages):
        return Comparison(Sameness.WORDS)
    return Comparison(Sameness.NONE, passages)


def passages_of(blocks: Iterable[Block]) -> tuple[Passage, ...]:
    """The paragraphs and rows of a file. Only their words count: another program may save a list or a heading in another way.

    What stands at the edges of pages comes in the order of its name, as files have it in any order.
    """
    said = sorted((block for block in blocks if block.text.strip()), key=edge_of)
    return tuple(Passage("paragraph", words_of(block)) for block in said)


def edge_of(block: Block) -> str:
    """Where a block stands, if that is the head or foot of pages."""
    return block.where if block.where.startswith(("sidhuvud", "sidfot")) else ""


def words_of(block: Block) -> str:
    """What a block says, and where it stands when that is not the body."""
    words = " ".join(block.text.split())
    return f"[{block.where}] {words}" if block.where else words
