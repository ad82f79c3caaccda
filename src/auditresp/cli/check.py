"""`auditresp check`: what is wrong with the files, and on which line."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from auditresp.checks import all_problems
from auditresp.cli.words import counted
from auditresp.language import _
from auditresp.problems import Problem, errors
from auditresp.store.loading import load
from auditresp.store.sources import Folder
from auditresp.store.workspace import find_workspace


def as_text(problems: Sequence[Problem]) -> str:
    """A line for each problem, as compilers write them, so that an editor can jump there."""
    return "\n".join(map(str, problems))


def as_json(problems: Sequence[Problem]) -> str:
    """One JSON object: `problems`, each with file, line, column, spot, level, code and message."""
    found = [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "spot": problem.place.spot,
            "level": str(problem.level),
            "code": problem.code,
            "message": problem.message,
        }
        for problem in problems
    ]
    return json.dumps({"problems": found}, ensure_ascii=False, indent=2)


def as_github(problems: Sequence[Problem]) -> str:
    """Workflow commands that GitHub and Forgejo show beside the line in a merge request."""
    return "\n".join(
        f"::{problem.level} file={escaped(problem.place.file, in_property=True)},line={problem.place.line or 1},"
        f"col={problem.place.column or 1},title={problem.code}::{escaped(problem.message)}"
        for problem in problems
    )


def escaped(text: str, *, in_property: bool = False) -> str:
    """Text for a workflow command, whose data ends at a line break and whose properties end at a comma or colon."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {"text": as_text, "json": as_json, "github": as_github}


@click.command(help=_("Say what is wrong with the files, and on which line. Silent when all is well."))
@click.option("--format", "shape", type=click.Choice(list(FORMATS)), default="text", help=_("How to say it."))
@click.option("--strict", is_flag=True, help=_("End with exit status 1 for warnings too."))
@click.pass_context
def check(ctx: click.Context, shape: str, strict: bool) -> None:
    """Exit status 0 when all is well, 1 with errors (or, with `--strict`, warnings), 2 when it cannot run."""
    register = load(Folder(find_workspace(ctx.find_object(Path) or Path())))
    problems = all_problems(register)
    if problems or shape == "json":
        click.echo(FORMATS[shape](problems))
    if problems and shape == "text":
        click.echo(counted(problems), err=True)
    ctx.exit(1 if problems and (strict or errors(problems)) else 0)
