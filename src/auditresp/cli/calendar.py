"""`auditresp calendar`: the deadlines as a file that calendars read."""

from pathlib import Path

import click

from auditresp.cli.folders import workspace_of
from auditresp.cli.options import boards_named, put, require_owners
from auditresp.deadlines import deadlines_of
from auditresp.deadlines.selection import selected
from auditresp.language import _, ngettext
from auditresp.store.loading import load
from auditresp.store.sources import Folder


@click.command(help=_("Write the deadlines as a calendar file, for Outlook and other calendars. What is done goes from the calendar."))
@click.option("--board", "boards", multiple=True, metavar=_("BOARD"), help=_("Only this board's; repeat it for several."))
@click.option("--owner", "owners", multiple=True, metavar=_("NAME"), help=_("Only what this contact, board or person is responsible for."))
@click.option("--public", is_flag=True, help=_("Leave out what is confidential, and say so."))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=_("Write into this file."))
@click.pass_context
def calendar(ctx: click.Context, boards: tuple[str, ...], owners: tuple[str, ...], public: bool, output: Path | None) -> None:
    """Exit status 2 where a board or owner is not there."""
    register = load(Folder(workspace_of(ctx)))
    require_owners(register, owners)
    keys = boards_named(register, boards)
    dues = selected(deadlines_of(register, met=True), boards=keys, owners=owners)
    whose = [register.settings.called(name) for name in (*keys, *owners)] or [register.settings.municipality.name]
    withheld = sum(public and due.confidential for due in dues)
    if withheld:
        message = ngettext("{count} deadline is confidential and left out", "{count} deadlines are confidential and left out", withheld)
        click.echo(message.format(count=withheld), err=True)
        dues = [due for due in dues if not due.confidential]
    from auditresp.reminders.calendar import calendar_of  # slow to load: not before there is something to write

    put(calendar_of(register, dues, f"Tidsgränser, {', '.join(whose)}"), output)
