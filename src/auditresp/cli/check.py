"""`auditresp check`: what is wrong with the files, and on which line."""

from pathlib import Path

import click

from auditresp.checks import all_problems
from auditresp.cli.formats import FORGES, FORMATS, in_repository, say
from auditresp.cli.options import today
from auditresp.documents.proofing import template_problems_in
from auditresp.language import _
from auditresp.problems import errors
from auditresp.reminders.memory import place_of_memory
from auditresp.reminders.watching import silent_job
from auditresp.store.loading import load
from auditresp.store.repository.place import way_from_top
from auditresp.store.sources import Folder
from auditresp.store.versions.sending import changed_after_sending
from auditresp.store.workspace import find_workspace


@click.command(help=_("Say what is wrong with the files, and on which line. Silent when all is well."))
@click.option("--format", "shape", type=click.Choice(list(FORMATS)), default="text", help=_("How to say it."))
@click.option("--strict", is_flag=True, help=_("End with exit status 1 for warnings too."))
@click.pass_context
def check(ctx: click.Context, shape: str, strict: bool) -> None:
    """Exit status 0 when all is well, 1 with errors (or, with `--strict`, warnings), 2 when it cannot run."""
    root = find_workspace(ctx.find_object(Path) or Path())
    source = Folder(root)
    register = load(source)
    of_the_files = sorted([*all_problems(register), *changed_after_sending(root, register, source)])
    job = silent_job(register, place_of_memory(root, register.settings.reminders), today())
    problems = [*of_the_files, *template_problems_in(register, source.read), *job]
    say(in_repository(problems, way_from_top(root)) if shape in FORGES else problems, shape)
    ctx.exit(1 if problems and (strict or errors(problems)) else 0)
