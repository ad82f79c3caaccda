"""What the commands that look at Word files have in common."""

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from auditresp.cli.formats import as_json, as_text, say
from auditresp.cli.words import shown_path
from auditresp.language import _, cause_of
from auditresp.problems import AuditrespError, Problem, errors

FORMATS = {"text": as_text, "json": as_json}


def look_at(ctx: click.Context, files: Iterable[Path], shape: str, problems_of: Callable[[Path], Iterable[Problem]]) -> None:
    """Say what is wrong with each file, and end with 0 when all is well, 1 with errors, 2 where a file cannot be used.

    `problems_of` raises AuditrespError for such a file; the others are looked at all the same.
    """
    problems, unusable = list[Problem](), list[AuditrespError]()
    for file in files:
        try:
            problems += problems_of(file)
        except AuditrespError as error:
            unusable.append(error)
    say(problems, shape)
    for reason in unusable:
        click.echo(_("auditresp: {sentence}").format(sentence=reason), err=True)
    ctx.exit(2 if unusable else 1 if errors(problems) else 0)


def bytes_of(path: Path) -> bytes:
    """What is in a file. Raises AuditrespError where it cannot be had."""
    try:
        return path.read_bytes()
    except OSError as error:
        message = _("{file} cannot be read: {reason}")
        raise AuditrespError(message.format(file=shown_path(path), reason=cause_of(error))) from error
