"""Two running texts compared: paragraph by paragraph, those that moved found again, and word by word inside.

What is compared is what the text says, not how it is written: lines may be wrapped anywhere, and a list may begin with any sign.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from auditresp.changes.matching import ALIKE, Pair, matched, moved
from auditresp.changes.words import Mark, Piece, compared, counted_words, shared_words
from auditresp.markdown import SPACE
from auditresp.markdown.events import events


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, list item or row of a text: what it is (`bullet 2` is an item of the inner list), and its words.

    Emphasis and links stand among the words as Markdown writes them, so that taking them away is a change that is seen.
    """

    shape: str
    words: str


class Fate(StrEnum):
    """What became of a passage."""

    SAME = "same"
    REWORDED = "reworded"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Compared:
    """A passage of the new text (of the old, when it went) and what became of it, in pieces."""

    fate: Fate
    shape: str
    pieces: tuple[Piece, ...]
    moved: bool = False
    was: str | None = None
    """What it was before, where that is not the same: a paragraph that became an item of a list."""


def same_text(old: str, new: str) -> bool:
    """Whether two texts say the same, however their lines are wrapped."""
    return old == new or passages(old) == passages(new)


def compared_texts(old: str | None, new: str | None) -> tuple[Compared, ...]:
    """Every passage of both texts, in the new order, and what became of it; what went stands where it stood."""
    return compared_passages(passages(old or ""), passages(new or ""))


def compared_passages(before: tuple[Passage, ...], after: tuple[Passage, ...]) -> tuple[Compared, ...]:
    """The same of passages that were read already."""
    counted = {passage: counted_words(passage.words) for passage in (*before, *after)}
    pairs = matched(before, after, lambda was, now: shared_words(counted[was], counted[now]))
    elsewhere = moved(pairs)
    found = [fate(pair, before, after, moved=pair.new in elsewhere) for pair in pairs]
    return tuple(divided(found))


BREAK = " ¶ "
"""Where one passage was divided, or two were made one."""


def divided(found: Sequence[Compared]) -> Iterator[Compared]:
    """The passages; where one was divided or two made one, they are compared as one text in which a break came or went."""
    waiting = list(found)
    while waiting:
        one, *rest = waiting
        together = rest and as_one(one, rest[0])
        if together:
            waiting = [together, *rest[1:]]
        else:
            yield one
            waiting = rest


DIVIDED = ({Fate.ADDED, Fate.REWORDED}, {Fate.REMOVED, Fate.REWORDED})
"""What seems to have become of two neighbours when one was divided, or two made one."""


def as_one(first: Compared, second: Compared) -> Compared | None:
    """Two neighbours that were one, or are one now, compared as one; None where they are not."""
    fates = {first.fate, second.fate}
    if first.moved or second.moved or first.shape != second.shape or fates not in DIVIDED:
        return None
    old, new = (BREAK.join(filter(None, (said(each, without) for each in (first, second)))) for without in (Mark.ADDED, Mark.REMOVED))
    whole, without = (old, Mark.REMOVED) if Fate.ADDED in fates else (new, Mark.ADDED)
    parts = (said(part, without) for part in (first, second))
    return Compared(Fate.REWORDED, first.shape, compared(old, new)) if all(share(part, whole) >= ALIKE for part in parts) else None


def share(part: str, whole: str) -> float:
    """How much of a text's words stand in another one."""
    words = counted_words(part)
    return (words & counted_words(whole)).total() / words.total() if words else 0.0


def said(passage: Compared, without: Mark) -> str:
    """What a passage says, or said."""
    return "".join(piece.text for piece in passage.pieces if piece.mark is not without)


def fate(pair: Pair, before: tuple[Passage, ...], after: tuple[Passage, ...], *, moved: bool) -> Compared:
    """What became of one passage."""
    old = None if pair.old is None else before[pair.old]
    new = None if pair.new is None else after[pair.new]
    if old is None or new is None:
        gone, come = (old.words if old else ""), (new.words if new else "")
        shape = new.shape if new else old.shape if old else ""
        return Compared(Fate.ADDED if new else Fate.REMOVED, shape, compared(gone, come))
    pieces = compared(old.words, new.words)
    was = old.shape if old.shape != new.shape else None
    return Compared(Fate.SAME if old == new else Fate.REWORDED, new.shape, pieces, moved, was)


def passages(text: str) -> tuple[Passage, ...]:
    """The passages of a text, without those that say nothing."""
    reading = _Reading()
    for event in events(text):
        reading.take(event)
    reading.close()
    return tuple(reading.found)


MARKS = {"Strong": "**", "Emphasis": "*"}
"""How emphasis stands among the words."""


class _Reading:
    """Collects the passages while the events of a text come, one after the other."""

    def __init__(self) -> None:
        self.found: list[Passage] = []
        self.words: list[str] = []
        self.shape = "paragraph"
        self.lists: list[str] = []
        self.addresses: list[str] = []
        self.quoted = 0

    def close(self) -> None:
        """End the passage that is open; the next one is a plain paragraph, unless it says otherwise."""
        lines = (SPACE.sub(" ", line).strip(" ") for line in "".join(self.words).split("\n"))
        if words := "\n".join(lines).strip("\n"):
            self.found.append(Passage(self.shape, words))
        self.begin(f"further {len(self.lists)}" if self.lists else "paragraph")

    def begin(self, shape: str) -> None:
        """What the next passage is."""
        self.words = []
        self.shape = f"quoted {shape}" if self.quoted else shape

    def take(self, event: Any) -> None:
        """One event of the text."""
        match event:
            case {"Text": str(said)} | {"InlineHtml": str(said)} | {"Html": str(said)}:
                self.words.append(said if self.shape == "code" else said.replace("\n", " "))
            case {"Code": str(said)}:
                self.words.append(f"`{said}`")
            case {"Start": start}:
                self.start(start)
            case {"End": end}:
                self.end(end)
            case "HardBreak":
                self.words.append("\n")
            case "Rule":
                self.begin("rule")
                self.words = ["---"]
                self.close()
            case _:
                self.words.append(" ")

    def start(self, kind: Any) -> None:
        """What begins: a mark inside a passage, a passage, or what holds passages."""
        match kind:
            case "Strong" | "Emphasis":
                self.words.append(MARKS[kind])
            case {"Link": link} | {"Image": link}:
                self.words.append("![" if "Image" in kind else "[")
                self.addresses.append(link["dest_url"])
            case "TableCell":
                self.words += [" | "] if self.words else []
            case {"List": first}:
                self.close()
                self.lists.append("bullet" if first is None else "number" if first == 1 else f"number from {first}")
            case {"BlockQuote": _}:
                self.close()
                self.quoted += 1
                self.begin("paragraph")
            case _:
                self.passage(kind)

    def passage(self, kind: Any) -> None:
        """A passage that begins; a paragraph is what is begun already."""
        match kind:
            case "Item":
                self.begin(f"{self.lists[-1]} {len(self.lists)}")
            case {"Heading": heading}:
                self.begin(f"heading {heading['level'].removeprefix('H')}")
            case "TableHead" | "TableRow":
                self.begin("row")
            case {"CodeBlock": _}:
                self.begin("code")
            case _:
                pass

    def end(self, kind: Any) -> None:
        """What ends."""
        match kind:
            case "Strong" | "Emphasis":
                self.words.append(MARKS[kind])
            case "Link" | "Image":
                self.words.append(f"]({self.addresses.pop()})")
            case "TableCell":
                pass
            case {"List": _}:
                self.lists.pop()
                self.close()
            case {"BlockQuote": _} | "BlockQuote":
                self.quoted -= 1
                self.close()
            case _:
                self.close()
