"""`auditresp history`: which versions touched a response, an audit or the whole register, and what each changed in meaning."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import click

from auditresp.cli.changes import version_lists
from auditresp.cli.folders import workspace_of
from auditresp.cli.options import columns, put, say_text
from auditresp.cli.subjects import subject_named
from auditresp.cli.versions import say_remarks
from auditresp.language import _
from auditresp.model.register import RESPONSES_FOLDER, response_file
from auditresp.store.loading import load
from auditresp.store.sources import Folder
from auditresp.store.versions.commits import tags
from auditresp.store.versions.comparing import Without
from auditresp.store.versions.history import Subject, Version, earlier_responses
from auditresp.store.versions.history import history as versions_of
from auditresp.store.versions.naming import committed, day_named

HELP = _(
    """Tell which versions touched a response, an audit or one recommendation (RESPONSE/R1): when, who, in what words, and what changed.

Newest first. A response whose file was renamed is followed. Without a name, the whole register's history is told."""
)


@click.command(help=HELP)
@click.argument("name", metavar=_("[RESPONSE|AUDIT]"), required=False)
@click.option("--audit", is_flag=True, help=_("The audit of that name, where a response has the same."))
@click.option("--since", metavar=_("VERSION"), help=_("Only what came on that day or later (2018-04-01), or after that version ('sent')."))
@click.option("--limit", type=click.IntRange(min=1), metavar=_("NUMBER"), help=_("Only so many versions, the newest."))
@click.option("--all", "everything", is_flag=True, help=_("Also versions that changed only how the files are written."))
@click.option("--full", is_flag=True, help=_("Texts too, word by word."))
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", help=_("How to say it."))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=_("Write into this file."))
@click.pass_context
def history(
    ctx: click.Context,
    name: str | None,
    audit: bool,
    since: str | None,
    limit: int | None,
    everything: bool,
    full: bool,
    shape: str,
    output: Path | None,
) -> None:
    """Exit status 0, also when nothing has changed; 2 where there is nothing of that name, or no version."""
    root = workspace_of(ctx)
    start = committed(root, "HEAD").commit
    subject = subject_of(root, name, start, audit=audit) if name else Subject()
    say_remarks(root)
    told = islice(wanted(root, subject, start, since, everything=everything), limit)
    known = tags(root)
    if shape == "json":
        put(version_lists.as_json(told, subject, known).encode(), output)
        return
    lines = version_lists.as_text(told, subject, known, columns(), full=full)
    if output:
        put("".join(f"{click.unstyle(line)}\n" for line in lines).encode(), output)
    else:
        say_each(lines)


def say_each(lines: Iterable[str]) -> None:
    """Each as soon as it is known."""
    for line in lines:
        say_text(line)


def subject_of(root: Path, name: str, start: str, *, audit: bool) -> Subject:
    """What the name means, in the files as they are now, else in an earlier version."""
    folder, whole = Folder(root), name.partition("/")[0]
    others = [file for file in folder.names(RESPONSES_FOLDER) if file != response_file(whole)]
    register = load(Without(folder, others))
    is_known = whole in register.responses or register.audit(whole)
    return subject_named(register, name, audit=audit, earlier=() if is_known else earlier_responses(root, start))


def wanted(root: Path, subject: Subject, start: str, since: str | None, *, everything: bool) -> Iterator[Version]:
    """The versions to tell of."""
    day = day_named(since) if since else None
    names = [subject.response] if subject.response else []
    before = committed(root, since, names).commit if since and not day else None
    for each in versions_of(root, subject, start=start, before=before, since=day):
        if each.changes or each.unread or everything:
            yield each
