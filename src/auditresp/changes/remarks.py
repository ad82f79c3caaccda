"""Swedish words around the changes, the same wherever they are read."""

from collections.abc import Sequence

from auditresp.changes import Kind
from auditresp.changes.sections import Comparison
from auditresp.changes.telling import Told
from auditresp.changes.texts import Compared, Fate

NO_CHANGE = "Ingenting har ändrats."
NO_CHANGE_SEEN = "I det som gick att läsa har ingenting ändrats."

SHAPES = {
    "paragraph": "stycke",
    "further": "stycke i en lista",
    "bullet": "punkt i en lista",
    "number": "punkt i en numrerad lista",
    "heading": "rubrik",
    "row": "rad i en tabell",
    "code": "ordagrann text",
    "quoted": "citat",
}
SIGNS = {"bullet": "– ", "number": "1. ", "row": "| ", "quoted": "> "}
"""What a passage begins with, so that one sees what it is."""


def from_to(comparison: Comparison) -> str:
    """Which versions are compared."""
    return f"Från {comparison.old} till {comparison.new}"


def no_change(comparison: Comparison) -> str:
    """In place of changes, where none were found: that there are none, unless some may stand in what could not be read."""
    return NO_CHANGE_SEEN if comparison.faults else NO_CHANGE


def has_stayed(passage: Compared) -> bool:
    """Whether nothing happened to a passage."""
    return passage.fate is Fate.SAME and not passage.moved


def kind_of(shape: str) -> str:
    """What a passage is, without its level."""
    return shape.split(" ")[0]


def item_sign(passage: Compared) -> str:
    """What a passage begins with."""
    return SIGNS.get(kind_of(passage.shape), "")


def what_happened(passage: Compared) -> str:
    """What the marked words do not show: that a passage moved, or became something else."""
    moved = "flyttat hit" if passage.moved else ""
    was = f"tidigare {SHAPES.get(kind_of(passage.was), passage.was)}" if passage.was else ""
    return ", ".join(filter(None, (moved, was)))


def skipped(passages: int) -> str:
    """In place of what stayed."""
    return "… 1 stycke utan ändring …" if passages == 1 else f"… {passages} stycken utan ändring …"


WORDS = {
    Kind.ADDED: ("tillägg", "tillägg"),
    Kind.SET: ("ny uppgift", "nya uppgifter"),
    Kind.REMOVED: ("borttagning", "borttagningar"),
    Kind.CLEARED: ("borttagen uppgift", "borttagna uppgifter"),
    Kind.CHANGED: ("ändrad uppgift", "ändrade uppgifter"),
    Kind.REWORDED: ("omformulering", "omformuleringar"),
    Kind.MOVED: ("omflyttning", "omflyttningar"),
    Kind.RESCHEDULED: ("flyttad tidsgräns", "flyttade tidsgränser"),
    Kind.RENAMED: ("ny beteckning", "nya beteckningar"),
}


def counted(told: Sequence[Told]) -> str:
    """How many changes, and of which kind: *3 ändringar (1 tillägg, 2 omformuleringar)*."""
    kinds = [each.change.kind for each in told]
    each = (f"{kinds.count(kind)} {WORDS[kind][kinds.count(kind) > 1]}" for kind in Kind if kind in kinds)
    return f"{len(kinds)} {'ändring' if len(kinds) == 1 else 'ändringar'} ({', '.join(each)})"
