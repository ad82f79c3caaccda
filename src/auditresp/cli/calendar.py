"""`auditresp calendar`: the deadlines as a file that calendars read."""

import sys
from pathlib import Path

import click

from auditresp.cli.words import shown_path
from auditresp.deadlines import Due, deadlines_of
from auditresp.language import _
from auditresp.model.register import Register
from auditresp.problems import AuditrespError, did_you_mean
from auditresp.reminders.calendar import calendar_of
from auditresp.store.loading import load
from auditresp.store.sources import Folder
from auditresp.store.workspace import find_workspace
from auditresp.store.writing import write_whole


@click.command(help=_("Write the deadlines as a calendar file, for Outlook and other calendars. What is done goes from the calendar."))
@click.option("--board", metavar=_("BOARD"), help=_("Only this board's deadlines."))
@click.option("--owner", metavar=_("OWNER"), help=_("Only what this contact, board or person is responsible for."))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar=_("FILE"), help=_("Write into this file."))
@click.pass_context
def calendar(ctx: click.Context, board: str | None, owner: str | None, output: Path | None) -> None:
    """Exit status 2 where there is no such board or owner."""
    register = load(Folder(find_workspace(ctx.find_object(Path) or Path())))
    dues = [due for due in deadlines_of(register, met=True) if concerns(due, register, board, owner)]
    content = calendar_of(register, dues, name(register, board, owner))
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        write_whole(output, content)
        click.echo(shown_path(output))


def concerns(due: Due, register: Register, board: str | None, owner: str | None) -> bool:
    """Whether a deadline is the board's and the owner's that were asked for."""
    return (board is None or board in due.boards) and (owner is None or owner in (due.owner, *(() if due.owner else due.boards)))


def name(register: Register, board: str | None, owner: str | None) -> str:
    """What the calendar is called. Raises AuditrespError where no such board or owner is known."""
    settings = register.settings
    if board is not None and board not in settings.boards:
        raise AuditrespError(
            _("there is no board '{name}' in auditresp.yaml{hint}").format(name=board, hint=did_you_mean(board, settings.boards))
        )
    owners = {due.owner for due in deadlines_of(register, met=True) if due.owner} | {*settings.contacts, *settings.boards}
    if owner is not None and owner not in owners:
        raise AuditrespError(_("nobody is called '{name}'{hint}").format(name=owner, hint=did_you_mean(owner, owners)))
    whose = [settings.called(key) for key in (board, owner) if key]
    return f"Tidsgränser, {', '.join(whose) or settings.municipality.name}"
