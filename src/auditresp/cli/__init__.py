"""The commands: each reads, asks the rules, and says what they said."""

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from auditresp import __version__
from auditresp.cli.lazy import LazyGroup, Row
from auditresp.language import _, cause_of
from auditresp.problems import AuditrespError

COMMANDS = {
    "accessibility": Row("accessibility", _("Say what keeps readers out of Word files, and where.")),
    "build": Row("build", _("Build the Word documents.")),
    "calendar": Row("calendar", _("Write the deadlines as a calendar file.")),
    "check": Row("check", _("Say what is wrong with the files, and on which line.")),
    "deadlines": Row("deadlines", _("Say what is due, in order.")),
    "decide": Row("decide", _("Write down that a board has decided on a response.")),
    "diff": Row("diff", _("Say what differs between two versions, by what it means.")),
    "fmt": Row("fmt", _("Put the files in their one form.")),
    "git": Row("git", _("Teach git to show Word files and to merge the register.")),
    "history": Row("history", _("Tell what changed from version to version.")),
    "init": Row("init", _("Make a new workspace.")),
    "measure": Row("measure", _("Write down that a measure was started, done, cancelled or moved.")),
    "new": Row("new", _("Begin a new file from what is known.")),
    "remind": Row("remind", _("Remind everybody of what is due.")),
    "report": Row("report", _("Write down that a report back was given.")),
    "schema": Row("schema", _("Print the JSON Schema of a kind of file.")),
    "send": Row("send", _("Write down that a response is sent, in a version that can be found again.")),
    "show": Row("show", _("Print a response or an audit to read, as it is or was.")),
    "status": Row("status", _("Say where every recommendation stands.")),
    "template": Row("templates", _("Make, check and try the municipality's own templates.")),
    "text": Row("text", _("Print what a Word file says.")),
    "verdict": Row("verdict", _("Write down the auditors' later verdict.")),
    "verify": Row("verify", _("Say which version a Word file was built from, and what has changed.")),
}


NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""What the system says where a disk is full, or all that a user may have of it."""


class Commands(LazyGroup):
    """The group of all commands."""

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
            if isinstance(error, OSError) and error.errno in NO_ROOM:
                with suppress(OSError, ValueError):  # Python would try again at its end, and complain
                    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                stop(_("there is no room for what is to be written: {reason}").format(reason=cause_of(error)))
            stop(
                _("a fault in auditresp itself stopped the work ({kind}: {error}); AUDITRESP_DEBUG=1 shows where, please report it").format(
                    kind=type(error).__name__, error=error
                )
            )


def stop(sentence: str) -> None:
    """End with a sentence on standard error, and exit status 2."""
    click.echo(_("auditresp: {sentence}").format(sentence=sentence), err=True)
    raise click.exceptions.Exit(2)


@click.group(
    cls=Commands,
    package=__name__,
    commands_by_name=COMMANDS,
    help=_("Answer the municipality's auditors: YAML in git, formal Word documents out."),
)
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
