"""`auditresp accessibility`: whether Word files can be read by everyone."""

from pathlib import Path

import click

from auditresp.cli.folders import folder_of
from auditresp.cli.word_files import FORMATS, bytes_of, look_at
from auditresp.cli.words import shown_path
from auditresp.documents.accessibility.rules import inaccessible
from auditresp.language import _


@click.command(help=_("Say what keeps readers out of Word files, and where. Silent when all is well."))
@click.argument("files", nargs=-1, required=True, metavar=_("FILE..."), type=click.Path(path_type=Path))
@click.option("--format", "shape", type=click.Choice(list(FORMATS)), default="text", help=_("How to say it."))
@click.pass_context
def accessibility(ctx: click.Context, files: tuple[Path, ...], shape: str) -> None:
    """Exit status 0 when all is well, 1 with errors, 2 where a file cannot be read; the others are looked at all the same."""
    folder = folder_of(ctx)
    look_at(ctx, [folder / file for file in files], shape, lambda path: inaccessible(bytes_of(path), shown_path(path)))
