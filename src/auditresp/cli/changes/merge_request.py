"""What changed, as a comment on GitLab, GitHub or Forgejo.

Whatever the files say stays text there: it makes no link, table or list, calls no person or issue, and runs no command of the forge.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from auditresp.changes.remarks import counted, from_to, has_stayed, item_sign, no_change, skipped, what_happened
from auditresp.changes.sections import Comparison
from auditresp.changes.telling import Told
from auditresp.changes.texts import Compared
from auditresp.changes.words import Mark, Piece

UNSEEN = "\u200b"
"""A space without width: forges look for names and numbers after Markdown is read, so a backslash alone does not stop them."""

CALLS = re.compile(r"[@#!$%~&^:]+(?=[\w/\[\"])|\bGH-(?=\d)|\bwww(?=\.)", re.IGNORECASE)
"""What calls somebody or something where a word follows it: `@anna`, `#12`, `!12`, `:tada:`, `https://`, `GH-12`, `www.`"""

MARKUP = re.compile(r"[\\`*_{}\[\]()#+\-.!|~$^=]")
"""What Markdown may take for a sign of its own; before each a backslash makes it a letter."""

TAGS = {Mark.SAME: "{}", Mark.REMOVED: "<del>{}</del>", Mark.ADDED: "<ins>{}</ins>"}


def as_markdown(comparison: Comparison) -> str:
    """The changes as a comment."""
    lines = [f"**{literal(from_to(comparison))}**", ""]
    if comparison.faults:
        lines += ["Filerna har fel. Det som inte går att läsa är inte jämfört, eller ser ut att ha tagits bort:", ""]
        lines += [*(f"- {literal(str(problem))}" for problem in comparison.faults), ""]
    for section in comparison.sections:
        lines += [f"### {literal(section.heading)}", ""]
        lines += [line for told in section.told for line in item(told)]
        lines.append("")
    if not comparison.sections:
        lines += [no_change(comparison), ""]
    return "\n".join(lines)


def as_stat(comparison: Comparison) -> str:
    """A line for each response, audit and the settings."""
    lines = [f"- {literal(section.heading)}: {counted(section.told)}" for section in comparison.sections]
    return "\n".join([f"**{literal(from_to(comparison))}**", "", *(lines or [no_change(comparison)]), ""])


def item(told: Told) -> Iterator[str]:
    """A change as an item of a list, its text below it."""
    yield f"- {literal(told.sentence)}"
    yield from (f"  - {literal(detail)}" for detail in told.details)
    passages = list(text(told.text))
    if passages:
        yield ""
        yield from (f"  > {line}".rstrip() for line in "\n\n".join(passages).split("\n"))
        yield ""


def text(passages: Sequence[Compared]) -> Iterator[str]:
    """A line for each passage that changed; those that stayed are counted."""
    for stayed, group in groupby(passages, key=has_stayed):
        run = list(group)
        if stayed:
            yield f"*{skipped(len(run))}*"
            continue
        for passage in run:
            note = what_happened(passage)
            yield (f"*({note})* " if note else "") + literal(item_sign(passage)) + "".join(map(marked, passage.pieces))


def marked(piece: Piece) -> str:
    """A piece, as removed or added where it was. The space around it stays outside, where Markdown wants it."""
    core = piece.text.strip() or piece.text
    lead, tail = piece.text.split(core, 1)
    return literal(lead) + TAGS[piece.mark].format(literal(core)) + literal(tail)


def literal(text: str) -> str:
    """A text that is shown letter for letter, on one line."""
    called = CALLS.sub(lambda sign: UNSEEN.join([*sign[0], ""]) if not sign[0][0].isalpha() else sign[0] + UNSEEN, text)
    marked_up = MARKUP.sub(r"\\\g<0>", called.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return re.sub(r"[\r\n\v\f\x85\u2028\u2029]+", "<br>", re.sub(r"[\x00-\x08\x0e-\x1f\x7f]", "\ufffd", marked_up))
