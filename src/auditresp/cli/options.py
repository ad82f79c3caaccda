"""Options that several commands have, and where what they say goes."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from auditresp.cli.clock import today
from auditresp.cli.words import shown_path
from auditresp.deadlines.selection import board_named, known_owners
from auditresp.language import _
from auditresp.model.dates import read_day
from auditresp.model.register import Register
from auditresp.model.values import BoardKey, Refused
from auditresp.problems import AuditrespError, did_you_mean
from auditresp.store.writing import write_whole

NARROWEST, USUAL, WIDEST = 60, 80, 110
"""So many columns a text takes: what the terminal has, where that can be read; 80 in a file."""


class DayType(click.ParamType):  # type: ignore[type-arg]
    """A day, written as in the files."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; usage error where it is none."""
        try:
            return read_day(value)
        except Refused as error:
            self.fail(error.message, param, ctx)


DAY = DayType()


as_of = click.option("--as-of", type=DAY, metavar=_("DATE"), default=today, help=_("As if it were this day, instead of today."))


def boards_named(register: Register, names: tuple[str, ...]) -> list[BoardKey]:
    """The boards of those keys or names. Raises AuditrespError, with the nearest, where there is none."""
    found = [(name, board_named(register, name)) for name in names]
    for name, board in found:
        if board is None:
            boards = register.settings.boards
            hint = did_you_mean(name, [*boards, *(each.name for each in boards.values())])
            raise AuditrespError(_("there is no board '{name}' in auditresp.yaml{hint}").format(name=name, hint=hint))
    return [board for _name, board in found if board]


def require_owners(register: Register, names: tuple[str, ...]) -> None:
    """Raises AuditrespError, with the nearest, where nobody of that name is responsible for anything."""
    known = known_owners(register)
    for name in names:
        if name.casefold() not in {each.casefold() for each in known}:
            message = _("nobody called '{name}' is responsible for anything{hint}")
            raise AuditrespError(message.format(name=name, hint=did_you_mean(name, known)))


def columns() -> int:
    """How wide a text may be."""
    if not sys.stdout.isatty():
        return USUAL
    from shutil import get_terminal_size  # knows compressed archives too, which takes longer than to read a small workspace

    return max(NARROWEST, min(WIDEST, get_terminal_size((USUAL, 0)).columns))


def say_text(text: str) -> None:
    """A text with colours, which only a terminal shows, unless its user wants none (NO_COLOR)."""
    click.echo(text, color=False if os.environ.get("NO_COLOR") else None)


def put(data: bytes, output: Path | None) -> None:
    """Into the file that was asked for, whose name is said; else to standard output, byte for byte on every system."""
    if output:
        write_whole(output, data)
        click.echo(shown_path(output))
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
