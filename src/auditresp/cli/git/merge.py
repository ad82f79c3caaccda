"""`auditresp git merge`: what git calls to merge one of the register's files."""

from pathlib import Path

import click

from auditresp.cli.word_files import bytes_of
from auditresp.language import _
from auditresp.store.merging import merged_files
from auditresp.store.writing import write_whole


@click.command(hidden=True)
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("name")
@click.pass_context
def merge(ctx: click.Context, base: Path, ours: Path, theirs: Path, name: str) -> None:
    """Write the merged file over ours; exit status 1 where a person must choose, as git expects."""
    merged = merged_files(name, bytes_of(base), bytes_of(ours), bytes_of(theirs))
    write_whole(ours, merged.data)
    if merged.is_text:
        click.echo(_("{file}: merged line by line, as auditresp cannot read one of the versions").format(file=name), err=True)
    for field in filter(None, merged.clashes):
        message = _("{file}: both sides changed «{field}»; keep one of the two that stand between <<<<<<< and >>>>>>> there")
        click.echo(message.format(file=name, field=field), err=True)
    ctx.exit(1 if merged.clashes else 0)
