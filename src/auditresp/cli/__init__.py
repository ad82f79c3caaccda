"""The commands: each reads, asks the rules, and says what they said."""

import importlib
import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

import click

from auditresp import __version__
from auditresp.language import _
from auditresp.problems import AuditrespError


class Row(NamedTuple):
    """A command before it is needed: the module that holds a function of its name, and its line in the list."""

    module: str
    summary: str


COMMANDS = {
    "accessibility": Row("accessibility", _("Say what keeps readers out of Word files, and where.")),
    "build": Row("build", _("Build the Word documents.")),
    "check": Row("check", _("Say what is wrong with the files, and on which line.")),
    "init": Row("init", _("Make a new workspace.")),
    "new": Row("new", _("Begin a new file from what is known.")),
    "schema": Row("schema", _("Print the JSON Schema of a kind of file.")),
}


class Commands(click.Group):
    """The group of all commands, which imports one only when it runs, so that help is there at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands' names, in the order of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"auditresp.cli.{COMMANDS[cmd_name].module}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help, from the table instead of from the commands."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, row.summary) for name, row in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what stops the work becomes a sentence and exit status 2, never a traceback."""
        try:
            return super().invoke(ctx)
        except AuditrespError as error:
            stop(str(error))
        except (click.ClickException, click.exceptions.Exit, click.Abort, EOFError, KeyboardInterrupt, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("AUDITRESP_DEBUG"):
                raise
            stop(
                _("a fault in auditresp itself stopped the work ({kind}: {error}); AUDITRESP_DEBUG=1 shows where, please report it").format(
                    kind=type(error).__name__, error=error
                )
            )


def stop(sentence: str) -> None:
    """End with a sentence on standard error, and exit status 2."""
    click.echo(_("auditresp: {sentence}").format(sentence=sentence), err=True)
    raise click.exceptions.Exit(2)


@click.group(cls=Commands, help=_("Answer the municipality's auditors: YAML in git, formal Word documents out."))
@click.option(
    "-C",
    "--workspace",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    help=_("Work as if started in this folder."),
)
@click.version_option(__version__, prog_name="auditresp", help=_("Show the version and exit."))
@click.pass_context
def main(ctx: click.Context, folder: Path) -> None:
    """Prepare the terminal, and remember where the work is."""
    ctx.obj = folder
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a letter shows a question mark instead of ending the work.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
