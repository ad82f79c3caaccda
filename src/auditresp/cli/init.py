"""`auditresp init`: a new workspace."""

from contextlib import suppress
from pathlib import Path

import click

from auditresp.cli.folders import folder_of
from auditresp.language import _
from auditresp.problems import AuditrespError
from auditresp.store.repository.attributes import change_settings, unfinished
from auditresp.store.repository.state import commit_new_files
from auditresp.store.starter import start_workspace


@click.command(help=_("Make a new workspace in a folder (here, unless named). Files that are there are left as they are."))
@click.argument("folder", metavar=_("[DIR]"), type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.pass_context
def init(ctx: click.Context, folder: Path) -> None:
    """Settings, an empty register, the templates, what git needs to know, and a first commit where git is there."""
    root = folder_of(ctx) / folder
    written, kept = start_workspace(root)
    for file in kept:
        click.echo(_("already there: {file}").format(file=file))
    for file in written:
        click.echo(_("written: {file}").format(file=file))
    if written:
        try:
            commit_new_files(root, written, _("A new workspace for answers to the auditors"))
        except AuditrespError as error:
            click.echo(str(error), err=True)
        with suppress(AuditrespError):  # where there is no git, that is said already
            change_settings(root)
    for remark in unfinished(root):
        click.echo(remark, err=True)
    click.echo(_("Next: fill in auditresp.yaml, then the audit in recommendations.yaml, then run auditresp check."))
