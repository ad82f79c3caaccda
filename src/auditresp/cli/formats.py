"""The forms in which commands say what is wrong: for people, for programs, and beside the lines of a merge request."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import click

from auditresp.cli.words import counted
from auditresp.problems import Level, Problem


def as_text(problems: Sequence[Problem]) -> str:
    """A line for each problem, as compilers write them, so that an editor can jump there."""
    return "\n".join(map(str, problems))


def as_json(problems: Sequence[Problem]) -> str:
    """One JSON object: `problems`, each with file, line, column, spot, level, code and message."""
    import json

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


def as_gitlab(problems: Sequence[Problem]) -> str:
    """A report of GitLab's code quality, of which a merge request shows what is new and what is mended.

    A problem is known again by its fingerprint, so the line is no part of it.
    """
    import json
    from hashlib import sha256

    times: Counter[str] = Counter()
    report = []
    for problem in problems:
        words = f"{problem.place.file}\0{problem.place.spot}\0{problem.code}\0{problem.message}"
        times[words] += 1
        report.append(
            {
                "description": problem.message,
                "check_name": problem.code,
                "fingerprint": sha256(f"{words}\0{times[words]}".encode()).hexdigest(),
                "severity": {Level.ERROR: "major", Level.WARNING: "minor"}[problem.level],
                "location": {"path": problem.place.file, "lines": {"begin": problem.place.line or 1}},
            }
        )
    return json.dumps(report, ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {"text": as_text, "json": as_json, "github": as_github, "gitlab": as_gitlab}

REPORTS = ("json", "gitlab")
"""What says so when all is well."""

FORGES = ("github", "gitlab")
"""What names files as the repository does."""


def in_repository(problems: Iterable[Problem], way: str) -> list[Problem]:
    """The problems with their files named from the top of the repository; `way` leads from there to the workspace."""
    return [problem.but(place=problem.place.but(file=way + problem.place.file)) for problem in problems]


def say(problems: Sequence[Problem], shape: str) -> None:
    """What is wrong, in one of FORMATS, and for people how much it is."""
    if problems or shape in REPORTS:
        click.echo(FORMATS[shape](problems))
    if problems and shape == "text":
        click.echo(counted(problems), err=True)
