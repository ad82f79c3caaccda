"""`auditresp deadlines`: what is due, in order."""

from datetime import date
from pathlib import Path

import click

from auditresp.cli.deadline_lists import as_csv, as_json, as_text
from auditresp.cli.folders import workspace_of
from auditresp.cli.options import DAY, as_of, boards_named, columns, put, require_owners, say_text
from auditresp.deadlines import deadlines_of, soon
from auditresp.deadlines.selection import selected
from auditresp.language import _
from auditresp.store.loading import load
from auditresp.store.sources import Folder


@click.command(help=_("What is due, in order: replies, measures, reports; with the days left, who is responsible, and what was moved."))
@click.option("--from", "first", type=DAY, metavar=_("DATE"), help=_("Only what is due on this day or later."))
@click.option("--to", "last", type=DAY, metavar=_("DATE"), help=_("Only what is due up to this day; every report of a repeated follow-up."))
@click.option("--board", "boards", multiple=True, metavar=_("BOARD"), help=_("Only this board's; repeat it for several."))
@click.option("--owner", "owners", multiple=True, metavar=_("NAME"), help=_("Only what this contact, board or person is responsible for."))
@click.option("--all", "everything", is_flag=True, help=_("Also what is done already."))
@as_of
@click.option("--format", "shape", type=click.Choice(["text", "json", "csv"]), default="text", help=_("How to say it."))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=_("Write into this file."))
@click.pass_context
def deadlines(
    ctx: click.Context,
    first: date | None,
    last: date | None,
    boards: tuple[str, ...],
    owners: tuple[str, ...],
    everything: bool,
    as_of: date,
    shape: str,
    output: Path | None,
) -> None:
    """Exit status 0, also when nothing is due; 2 where a board or owner is not there."""
    register = load(Folder(workspace_of(ctx)))
    require_owners(register, owners)
    wanted = selected(
        deadlines_of(register, met=everything, through=last), first=first, last=last, boards=boards_named(register, boards), owners=owners
    )
    days = soon(register)
    match shape:
        case "json":
            put(as_json(wanted, as_of, days).encode(), output)
        case "csv":
            put(as_csv(register, wanted, as_of, days), output)
        case _ if output:
            put(click.unstyle(as_text(wanted, as_of, days, columns())).encode(), output)
        case _:
            say_text(as_text(wanted, as_of, days, columns()))
