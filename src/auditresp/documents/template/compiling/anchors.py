"""Bookmarks and comments: they begin in one place and end in another, which a loop or a tag may tear apart."""

from collections.abc import Container

from lxml import etree

from auditresp.documents.template.compiling.paragraphs import detach, parent_of
from auditresp.documents.template.compiling.part import Part
from auditresp.documents.template.slots import Call
from auditresp.documents.word.ooxml import w

BOOKMARK_START, BOOKMARK_END = w("bookmarkStart"), w("bookmarkEnd")
COMMENT_START, COMMENT_END, COMMENT = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")
ANCHORS = {BOOKMARK_START, BOOKMARK_END, COMMENT_START, COMMENT_END}
"""These may stand between paragraphs, rows and cells as well as in them."""


def settle_bookmarks(part: Part, looped: dict[etree._Element, etree._Element]) -> None:
    """Give each repetition of a bookmark an id and name of its own. One that begins or ends outside its loop is dropped.

    `looped` are the elements in loops, each with the innermost loop around it.
    """
    for own, pair in by_id(part, BOOKMARK_START, BOOKMARK_END).items():
        loops = {looped.get(each) for each in pair}
        if loops == {None}:
            continue
        if [each.tag for each in pair] == [BOOKMARK_START, BOOKMARK_END] and len(loops) == 1:
            start, end = pair
            start.set(w("id"), part.token(Call("bookmark_begins", (own,))))
            start.set(w("name"), part.token(Call("bookmark_name", (start.get(w("name"), ""),))))
            end.set(w("id"), part.token(Call("bookmark_ends", (own,))))
        else:
            drop(pair)


def settle_comments(part: Part, looped: Container[etree._Element]) -> None:
    """Drop comments on what comes more than once, and on tags that are gone: they were meant for who makes the template."""
    for anchors in by_id(part, COMMENT_START, COMMENT_END, COMMENT).values():
        if any(each in looped for each in anchors) or COMMENT not in {each.tag for each in anchors}:
            drop(anchors)


def by_id(part: Part, *tags: str) -> dict[str, list[etree._Element]]:
    """All elements with these names by their ids, in the order in which they stand."""
    found: dict[str, list[etree._Element]] = {}
    for each in part.root.iter(*tags):
        found.setdefault(each.get(w("id"), ""), []).append(each)
    return found


def drop(anchors: list[etree._Element]) -> None:
    """Take anchors out of the tree, and the runs that hold nothing else."""
    for each in anchors:
        run = parent_of(each)
        detach(each)
        if run.tag == w("r") and all(child.tag == w("rPr") for child in run):
            detach(run)
