"""`auditresp accessibility`: whether Word files can be read by everyone."""

from pathlib import Path

import click

from auditresp.cli.formats import as_json, as_text
from auditresp.cli.words import counted, shown_path
from auditresp.documents.accessibility import inaccessible
from auditresp.language import _, cause_of
from auditresp.problems import AuditrespError, errors

FORMATS = {"text": as_text, "json": as_json}


@click.command(help=_("Say what keeps readers out of Word files, and where. Silent when all is well."))
@click.argument("files", nargs=-1, required=True, metavar=_("FILE..."), type=click.Path(path_type=Path))
@click.option("--format", "shape", type=click.Choice(list(FORMATS)), default="text", help=_("How to say it."))
@click.pass_context
def accessibility(ctx: click.Context, files: tuple[Path, ...], shape: str) -> None:
    """Exit status 0 when all is well, 1 with errors, 2 where a file cannot be read; the others are looked at all the same."""
    folder = ctx.find_object(Path) or Path()
    problems, unreadable = [], []
    for file in files:
        try:
            problems += inaccessible(bytes_of(folder / file), shown_path(folder / file))
        except AuditrespError as error:
            unreadable.append(error)
    if problems or shape == "json":
        click.echo(FORMATS[shape](problems))
    if problems and shape == "text":
        click.echo(counted(problems), err=True)
    for reason in unreadable:
        click.echo(_("auditresp: {sentence}").format(sentence=reason), err=True)
    ctx.exit(2 if unreadable else 1 if errors(problems) else 0)


def bytes_of(path: Path) -> bytes:
    """What is in a file. Raises AuditrespError where it cannot be had."""
    try:
        return path.read_bytes()
    except OSError as error:
        message = _("{file} cannot be read: {reason}")
        raise AuditrespError(message.format(file=shown_path(path), reason=cause_of(error))) from error
