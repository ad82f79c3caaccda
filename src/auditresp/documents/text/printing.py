"""Blocks as text, in a form close to Markdown: a paragraph is a line, so that a comparison shows the paragraphs that changed."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from auditresp.documents.text.blocks import Block, Kind

STEP = "   "
"""How much further in a list in a list stands."""


def printed(blocks: Iterable[Block]) -> str:
    """What a file says, a block to a line; between two that do not belong together stands an empty one."""
    listed = list(blocks)
    lines = [line for before, block in pairwise([None, *listed]) for line in (*between(before, block), shown(block))]
    return "".join(f"{line}\n" for line in lines)


def between(before: Block | None, block: Block | None) -> Iterator[str]:
    """What stands between two blocks."""
    if before is None or block is None:
        return
    if before.kind is block.kind is Kind.ROW and before.where == block.where:
        if before.heads and not block.heads:
            yield located(before, "|".join(["", *(" --- " for _cell in before.text.split(" | ")), ""]))
    elif not (before.kind is block.kind is Kind.ITEM or before.where == block.where != ""):
        yield ""


def shown(block: Block | None) -> str:
    """A block as it stands in the text."""
    if block is None:
        return ""
    match block.kind:
        case Kind.HEADING:
            return located(block, f"{'#' * block.level} {line_of(block)}")
        case Kind.ITEM:
            return located(block, f"{STEP * block.level}{line_of(block)}")
        case Kind.ROW:
            return located(block, f"| {block.text} |")
        case Kind.PARAGRAPH:
            return located(block, block.text)


def located(block: Block, line: str) -> str:
    """A line that says where it stands when that is not the body."""
    return f"[{block.where}] {line}" if block.where else line


def line_of(block: Block) -> str:
    """A block's number or bullet and its words."""
    return f"{block.label} {block.text}".strip()
