"""`auditresp git setup`: git shows Word files as text, and merges the register by what it means."""

import click

from auditresp.cli.folders import folder_of
from auditresp.language import _
from auditresp.store.repository.attributes import FILE, add_attributes, change_settings
from auditresp.store.repository.state import repository_around
from auditresp.store.workspace import find_workspace

HELP = _(
    """Teach git, in this clone, to show Word files as text and to merge the register's files by what they mean.

What the files are is written into .gitattributes, which goes with the repository; how git reads them is a setting of each clone, so
everybody runs this once, or once for all clones with --global."""
)


@click.command(help=HELP)
@click.option("--global", "for_all", is_flag=True, help=_("In all clones of this user; the files stay as they are."))
@click.pass_context
def setup(ctx: click.Context, for_all: bool) -> None:
    """Say what was done; run again, it does nothing more."""
    folder = folder_of(ctx)
    root = folder if for_all else find_workspace(folder)
    if not for_all:
        repository_around(root)
        for line in add_attributes(root):
            click.echo(_("{file}: added {line}").format(file=FILE, line=line))
    for name, value in change_settings(root, for_all=for_all).items():
        click.echo(_("git config: {name} = {value}").format(name=name, value=value))
    click.echo(_("git diff, git log -p and git show print Word files as text, and git merge knows the register's files."))
