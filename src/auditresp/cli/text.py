"""`auditresp text`: what a Word file says, as git shows it."""

import sys
from pathlib import Path

import click

from auditresp.cli.folders import folder_of
from auditresp.language import _, cause_of
from auditresp.problems import AuditrespError


@click.command(help=_("Print what a Word file says: headings, lists, tables, headers, footers and notes, as text."))
@click.argument("file", metavar=_("FILE"), type=click.Path(path_type=Path))
@click.option("--git", "form", hidden=True)
@click.pass_context
def text(ctx: click.Context, file: Path, form: str | None) -> None:
    """With `--git`, what cannot be read is said instead of its words, as git would stop.

    The number that follows is that of the text's form: git keeps texts by the command that made them, so another form
    needs another command.
    """
    folder = folder_of(ctx)
    try:
        said = words_of(folder / file)
    except AuditrespError as error:
        if form is None:
            raise
        said = f"[{error}]\n"
    click.echo(said if sys.stdout.isatty() else said.encode(), nl=False)


def words_of(path: Path) -> str:
    """What the file says. Raises AuditrespError where it cannot be read."""
    from auditresp.documents.text import text_of

    try:
        data = path.read_bytes()
    except OSError as error:
        raise AuditrespError(_("{file} cannot be read: {reason}").format(file=path, reason=cause_of(error))) from error
    return text_of(data, path.name)
