"""Brings the Swedish catalogue of messages up to date with the source, and compiles it.

`make catalogue` adds new messages to the .po file, drops those that are gone, and marks as fuzzy a translation that
was carried over to a changed message. Click's own messages are in the same catalogue, so that the whole terminal
speaks one language. The files are written without dates and line numbers: they differ only when a message does.
"""

from io import BytesIO
from pathlib import Path
from typing import get_args

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from auditresp.documents.proofing.field_list import NAMES
from auditresp.wording import Worded

SOURCE = Path(__file__).parents[1] / "src" / "auditresp"
PO = SOURCE / "locale" / "sv" / "LC_MESSAGES" / "auditresp.po"
HEADER = "# What the terminal says, in Swedish. `make catalogue` brings this file up to date with the source."
KEYWORDS = {"_": None, "ngettext": (1, 2)}
KINDS = [kind.__name__ for kind in (*NAMES, *get_args(Worded))]
"""What messages about templates call the values there: in English by their class, in Swedish as people do."""
CAUSES = [
    "File exists",
    "File name too long",
    "Is a directory",
    "No space left on device",
    "No such file or directory",
    "Not a directory",
    "Permission denied",
    "Read-only file system",
]
"""Why a system refuses a file, in its own words."""


class Undated(Catalog):
    """A catalogue whose header says what gettext must know, but not when or with what it was written."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", "sv"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def extracted() -> Catalog:
    """Every message the terminal can show: our own, click's, and the words that only the running program knows."""
    messages = Catalog(locale="sv")
    for folder in (SOURCE, Path(click.__file__).parent):
        for _file, _line, message, _comments, _context in extract_from_dir(folder, keywords=KEYWORDS):
            messages.add(message)
    for word in (*KINDS, *CAUSES):
        messages.add(word)
    return messages


def translated() -> Catalog:
    """The catalogue as it was last written."""
    with PO.open("rb") as file:
        return read_po(file, locale="sv")


def updated(catalogue: Catalog, messages: Catalog) -> Catalog:
    """`messages` with the translations of `catalogue`; one carried over to a changed message is fuzzy."""
    catalogue.update(messages)
    result = Undated(locale="sv", header_comment=HEADER, fuzzy=False)
    for message in catalogue:
        if message.id:
            result.add(message.id, message.string, flags=message.flags)
    return result


def written(catalogue: Catalog) -> dict[Path, bytes]:
    """What the files are to hold: the .po that people edit, and the .mo that the program reads."""
    po, mo = BytesIO(), BytesIO()
    write_po(po, catalogue, sort_output=True, ignore_obsolete=True)
    write_mo(mo, catalogue)
    return {PO: po.getvalue(), PO.with_suffix(".mo"): mo.getvalue()}


if __name__ == "__main__":
    for file, content in written(updated(translated(), extracted())).items():
        file.write_bytes(content)
