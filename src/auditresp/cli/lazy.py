"""Commands that are imported only when they run, so that help is there at once."""

import gc
import importlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from auditresp.language import _
from auditresp.value import Value

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

OPTIONS, SUBCOMMAND = _("[OPTIONS]"), _("COMMAND [ARGS]...")
"""What stands in the line of usage; click has no translation for it."""


class Row(Value):
    """A command before it is needed: the module that holds a function of its name, and its line in the list."""

    module: str
    summary: str
    hidden: bool = False
    """Whether it is for programs alone, and not listed."""


class LazyGroup(click.Group):
    """A group of commands, from a table with a row for each."""

    def __init__(self, *arguments: Any, package: str, commands_by_name: Mapping[str, Row], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.options_metavar, self.subcommand_metavar = OPTIONS, SUBCOMMAND
        self._package = package
        self._rows = commands_by_name

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands' names, in the order of the table."""
        return list(self._rows)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in self._rows:
            return None
        with to_stay():
            module = importlib.import_module(f"{self._package}.{self._rows[cmd_name].module}")
        command: click.Command = getattr(module, cmd_name)
        command.options_metavar = OPTIONS
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list["CompletionItem"]:
        """What may follow: the commands from the table, without importing each of them, and the group's own options."""
        from click.shell_completion import CompletionItem

        shown = ((name, row) for name, row in self._rows.items() if name.startswith(incomplete) and not row.hidden)
        return [*(CompletionItem(name, help=row.summary) for name, row in shown), *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help, from the table instead of from the commands."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, row.summary) for name, row in self._rows.items() if not row.hidden])


@contextmanager
def to_stay() -> Iterator[None]:
    """What is imported stays until the end, so Python searches none of it for rings: not meanwhile, and not when the command ends."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
