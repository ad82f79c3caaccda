"""What is said while documents are built, and afterwards."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TypeVar

import click

from auditresp.cli.words import shown_path
from auditresp.documents.orders import Document
from auditresp.language import _, ngettext
from auditresp.model.register import Register

Done = TypeVar("Done")
Reasons = dict[Path, Sequence[object]]
"""Why files were not made."""

LONG_WORK = 20
"""From this many documents on, the work is long enough for a progress bar."""

INTERRUPTED = 130
"""The exit status of a program that Ctrl-C ended (128 + SIGINT)."""


def progress(work: Iterable[Done], length: int) -> AbstractContextManager[Iterable[Done]]:
    """A bar on standard error while long work is done."""
    if length < LONG_WORK:
        return nullcontext(work)
    return click.progressbar(work, length=length, file=sys.stderr)


def say_unchanged(files: Sequence[Path], *, names: bool) -> None:
    """What was left as it was: how much, or each by its name."""
    for file in files if names else ():
        click.echo(_("unchanged: {file}").format(file=shown_path(file)), err=True)
    if files and not names:
        click.echo(ngettext("unchanged: {count} file", "unchanged: {count} files", len(files)).format(count=len(files)), err=True)


def say_renamed(count: int) -> None:
    """How many documents say what they said, but for the commit that they name."""
    if count:
        message = ngettext(
            "{count} of them says what it said before, and only names another commit",
            "{count} of them say what they said before, and only name another commit",
            count,
        )
        click.echo(message.format(count=count), err=True)


def say_interrupted(files: Sequence[Path]) -> None:
    """That the work was stopped, and what of it is done."""
    message = ngettext(
        "stopped; {count} file was finished, and the next build goes on from there",
        "stopped; {count} files were finished, and the next build goes on from there",
        len(files),
    )
    click.echo(message.format(count=len(files)), err=True)


def say_reasons(reasons: Mapping[Path, Sequence[object]]) -> None:
    """Each reason once, and then what was not built."""
    for reason in dict.fromkeys(str(reason) for against in reasons.values() for reason in against):
        click.echo(reason, err=True)
    for file in reasons:
        click.echo(_("not built: {file}").format(file=shown_path(file)), err=True)


def say_deadlines(register: Register, documents: Iterable[Document]) -> None:
    """What falls due because of the documents that were built."""
    responses = {document.response for document in documents if document.response}
    if not responses:
        return
    from auditresp.deadlines import deadlines_of
    from auditresp.markdown import plain

    due = [deadline for deadline in deadlines_of(register) if deadline.response in responses]
    if due:
        click.echo(_("\nDeadlines that follow:"))
    for deadline in due:
        click.echo(f"  {deadline.due!s:<12} {plain(deadline.text)} ({deadline.who})")
