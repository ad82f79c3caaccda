"""The forms in which commands say what is wrong: for people, for programs, and beside the lines of a merge request."""

import json
from collections.abc import Callable, Sequence

import click

from auditresp.cli.words import counted
from auditresp.problems import Problem


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


def say(problems: Sequence[Problem], shape: str) -> None:
    """What is wrong, in one of FORMATS, and for people how much it is."""
    if problems or shape == "json":
        click.echo(FORMATS[shape](problems))
    if problems and shape == "text":
        click.echo(counted(problems), err=True)
