"""What changed, as a page to mail: removed and added words are seen, heard and printed."""

from itertools import groupby

from auditresp.changes.remarks import counted, from_to, has_stayed, item_sign, no_change, skipped, what_happened
from auditresp.changes.sections import Comparison
from auditresp.changes.texts import Compared
from auditresp.language import preferred
from auditresp.pages.page import page


def changes_page(comparison: Comparison) -> bytes:
    """The page."""
    return page(
        "changes.html",
        styles=("changes.css",),
        title="Vad har ändrats?",
        whose=comparison.whose,
        lead=f"{from_to(comparison)}.",
        sections=comparison.sections,
        no_change=no_change(comparison),
        faults=comparison.faults,
        language="sv" if preferred().startswith("sv") else "en",  # of what is said about faults
        counted=counted,
        passages=passages,
    )


def passages(text: tuple[Compared, ...]) -> list[dict[str, object]]:
    """The passages of a text that changed, and between them how many stayed."""
    found: list[dict[str, object]] = []
    for stayed, group in groupby(text, key=has_stayed):
        run = list(group)
        if stayed:
            found.append({"skipped": skipped(len(run))})
        else:
            found += [{"note": what_happened(each), "sign": item_sign(each), "pieces": each.pieces} for each in run]
    return found
