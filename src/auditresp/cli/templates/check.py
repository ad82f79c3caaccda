"""`auditresp template check`: everything wrong with Word templates, without any data."""

from collections.abc import Mapping
from pathlib import Path

import click

from auditresp.cli.folders import folder_of
from auditresp.cli.word_files import FORMATS, bytes_of, look_at
from auditresp.cli.words import shown_path
from auditresp.documents.proofing import template_problems, templates_of, what_it_sees
from auditresp.language import _
from auditresp.model.records import Record
from auditresp.problems import AuditrespError, Problem
from auditresp.store.loading import load
from auditresp.store.sources import Folder
from auditresp.store.workspace import find_workspace


@click.command(help=_("Say what is wrong with Word templates, and where in Word. Silent when all is well. Without FILE: all templates/."))
@click.argument("files", nargs=-1, metavar=_("[FILE]..."), type=click.Path(path_type=Path))
@click.option("--format", "shape", type=click.Choice(list(FORMATS)), default="text", help=_("How to say it."))
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...], shape: str) -> None:
    """Exit status 0 when all is well, 1 with errors, 2 where a file cannot be used; the others are looked at all the same."""
    folder = folder_of(ctx)
    asked_for = templates_in_use(folder, required=not files)
    paths = [folder / file for file in files] or templates_in(folder)
    look_at(ctx, paths, shape, lambda path: problems_of(path, asked_for))


def templates_in_use(folder: Path, *, required: bool) -> Mapping[Path, type[Record]]:
    """What the templates see that the workspace uses. Raises AuditrespError where there has to be a workspace and is none."""
    try:
        root = find_workspace(folder)
    except AuditrespError:
        if required:
            raise
        return {}
    register = load(Folder(root))
    return {root / register.templates[name]: seen for name, seen in templates_of(register) if name in register.templates}


def templates_in(folder: Path) -> list[Path]:
    """All templates of the workspace."""
    root = find_workspace(folder)
    return [root / file for _name, file in sorted(load(Folder(root)).templates.items())]


def problems_of(path: Path, asked_for: Mapping[Path, type[Record]]) -> list[Problem]:
    """What is wrong with one template. Raises AuditrespError where it cannot be used."""
    data, file = bytes_of(path), shown_path(path)
    return template_problems(data, file, asked_for.get(path.resolve()) or what_it_sees(data, file))
