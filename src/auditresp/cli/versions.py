"""What the commands that look at versions have in common: the option, and what is said of a version."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditresp.language import _
from auditresp.store.sources import Folder
from auditresp.store.versions.naming import WORKING_FOLDER, day_named, detached, remarks, version
from auditresp.store.versions.revisions import Revision

if TYPE_CHECKING:
    from auditresp.store.versions.commits import Commit

at_version = click.option(
    "--at",
    "at",
    metavar=_("VERSION"),
    default=WORKING_FOLDER,
    help=_("As that version has it: a commit, branch or tag, a day (its end), 'sent'; instead of the files as they are now."),
)


def source_at(root: Path, at: str, responses: Sequence[str]) -> Folder | Revision:
    """The files of a version; of a day, with what is worth knowing where no branch is checked out. `sent` is of the responses."""
    source = version(root, at, responses)
    for remark in detached(root) if day_named(at) else ():
        click.echo(remark, err=True)
    return source


def version_line(source: Folder | Revision) -> str:
    """Which version it is, when and by whom it was made; nothing of the files as they are now."""
    if not isinstance(source, Revision):
        return ""
    from auditresp.store.versions.commits import commit

    return commit_line(commit(source.root, source.commit))


def commit_line(made: "Commit") -> str:
    """A commit in a line: its id, when and who, and its sentence."""
    return f"{made.short} · {minute(made.when)} · {made.who}: {made.sentence}"


def minute(when: datetime) -> str:
    """When something was committed, in local time."""
    return f"{when.astimezone():%Y-%m-%d %H:%M}"


def say_remarks(root: Path) -> None:
    """What is worth knowing of the repository, where people see it and programs do not."""
    for remark in remarks(root):
        click.echo(remark, err=True)
