"""What is left of the work on a document: changes nobody has accepted, and comments."""

from collections.abc import Iterator

from auditresp.documents.accessibility.word_file import Finding, WordFile
from auditresp.documents.word.ooxml import w
from auditresp.language import _, ngettext
from auditresp.problems import Level

CHANGES = (
    *(w(name) for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")),
    *(w(f"{name}Change") for name in ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "numbering")),
)
"""How Word marks what was put in, taken away, moved or given another look."""


def changes_are_settled(file: WordFile) -> Iterator[Finding]:
    """A finished document has no tracked changes: a screen reader reads what was deleted too."""
    changes = [each for story in file.stories for each in story.root.iter(*CHANGES)]
    if changes:
        message = ngettext(
            "{count} tracked change is left, and who listens hears the old words with the new; ",
            "{count} tracked changes are left, and who listens hears the old words with the new; ",
            len(changes),
        ) + _("choose Review > Accept > Accept All Changes and Stop Tracking, when they are agreed")
        yield Finding("changes-left", message.format(count=len(changes)), Level.WARNING, changes[0])


def comments_are_settled(file: WordFile) -> Iterator[Finding]:
    """A finished document has no comments: they interrupt the reading, and are not meant for the public."""
    comments = [each for story in file.stories for each in story.root.iter(w("commentReference"))]
    if comments:
        message = ngettext(
            "{count} comment is left, which interrupts the reading and becomes public with the document; ",
            "{count} comments are left, which interrupt the reading and become public with the document; ",
            len(comments),
        ) + _("choose Review > Delete > Delete All Comments in Document, when they are answered")
        yield Finding("comments-left", message.format(count=len(comments)), Level.WARNING, comments[0])
