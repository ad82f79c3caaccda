"""`auditresp git`: what git learns from the program."""

import click

from auditresp.cli.lazy import LazyGroup, Row
from auditresp.language import _

COMMANDS = {
    "merge": Row("merge", "", hidden=True),
    "setup": Row("setup", _("Teach git, in this clone, to show Word files and to merge the register.")),
}


@click.group(cls=LazyGroup, package=__name__, commands_by_name=COMMANDS, help=_("Teach git to show Word files and to merge the register."))
def git() -> None:
    """One command for each thing that git learns, and those that git itself calls."""
