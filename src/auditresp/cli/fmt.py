"""`auditresp fmt`: the files in their one form."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from auditresp.cli.folders import folder_of
from auditresp.cli.words import shown_path
from auditresp.language import _, ngettext
from auditresp.model.register import RECOMMENDATIONS_FILE, RESPONSES_FOLDER, SETTINGS_FILE
from auditresp.problems import AuditrespError
from auditresp.store.canonical import canonical, kind_of_file
from auditresp.store.decoding import UnreadableError
from auditresp.store.repository.committing import FileChange, keep
from auditresp.store.sources import Folder
from auditresp.store.workspace import find_workspace


@click.command(help=_("Put the files, or those named, in their one form: order, sentences, quotes. What they say stays the same."))
@click.argument("files", nargs=-1, metavar=_("[FILE]..."), type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help=_("Change nothing; say which files are not in that form."))
@click.pass_context
def fmt(ctx: click.Context, files: tuple[Path, ...], check: bool) -> None:
    """Exit status 0 when all is in form, 1 when a file is not (with `--check`) or cannot be brought into it."""
    here = folder_of(ctx)
    faulty = False
    for root, names in by_workspace(here, files).items():
        done = formatted(Folder(root), names)
        faulty |= bool(done.refused)
        for problem in done.refused:
            click.echo(problem, err=True)
        if not check and done.changes:
            keep(root, done.changes)
        for change in done.changes:
            click.echo(shown_path(root / change.name))
        if check and done.changes:
            faulty = True
            click.echo(said_of(len(done.changes)), err=True)
    ctx.exit(1 if faulty else 0)


def said_of(count: int) -> str:
    """How many files are not in form."""
    message = ngettext(
        "{count} file is not in its one form; auditresp fmt puts it so",
        "{count} files are not in their one form; auditresp fmt puts them so",
        count,
    )
    return message.format(count=count)


def by_workspace(here: Path, files: Sequence[Path]) -> dict[Path, list[str]]:
    """The files to look at, by the workspaces they are in; without any named, those of the workspace here."""
    if not files:
        root = find_workspace(here)
        return {root: all_files(Folder(root))}
    found: dict[Path, list[str]] = {}
    for file in files:
        path = (here / file).parent.resolve() / file.name  # the file itself may be a link, and stays where it is
        if not path.is_file():
            raise AuditrespError(_("there is no file {file}").format(file=shown_path(path)))
        root = find_workspace(path.parent)
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        if kind_of_file(name) is None:
            message = _("{file} is none of the workspace's files: auditresp.yaml, recommendations.yaml, responses/*.yaml")
            raise AuditrespError(message.format(file=shown_path(path)))
        found.setdefault(root, []).append(name)
    return {root: list(dict.fromkeys(names)) for root, names in found.items()}


def all_files(source: Folder) -> list[str]:
    """Every file of a workspace that has a form."""
    there = source.names("")
    names = [name for name in (SETTINGS_FILE, RECOMMENDATIONS_FILE) if name in there]
    return [*names, *(name for name in source.names(RESPONSES_FOLDER) if kind_of_file(name))]


@dataclass
class Formatted:
    """What is to be written differently, and what could not be brought into form."""

    changes: list[FileChange] = field(default_factory=list)
    refused: list[object] = field(default_factory=list)


def formatted(source: Folder, names: Sequence[str]) -> Formatted:
    """Look at each file; one that cannot be read does not keep the others from it."""
    done = Formatted()
    for name in names:
        kind = kind_of_file(name)
        try:
            before = source.read(name)
            after = canonical(kind, name, before) if kind else before
        except UnreadableError as error:
            done.refused += error.problems
        except AuditrespError as error:
            done.refused.append(error)
        else:
            if after != before:
                done.changes.append(FileChange(name, before, after))
    return done
