"""`auditresp check`: what is wrong with the files, and on which line."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from auditresp.cli.clock import today
from auditresp.cli.formats import FORGES, FORMATS, in_repository, say
from auditresp.keeping import keeping
from auditresp.language import _
from auditresp.model.register import SETTINGS_FILE
from auditresp.problems import Place, errors
from auditresp.reminders.place import place_of_memory
from auditresp.reminders.watching import silent_job
from auditresp.store.recalling import Asked, plain, problem_of, recalled, sent_tags
from auditresp.store.repository.place import way_from_top
from auditresp.store.workspace import find_workspace


@click.command(help=_("Say what is wrong with the files, and on which line. Silent when all is well."))
@click.option("--format", "shape", type=click.Choice(list(FORMATS)), default="text", help=_("How to say it."))
@click.option("--strict", is_flag=True, help=_("End with exit status 1 for warnings too."))
@click.pass_context
def check(ctx: click.Context, shape: str, strict: bool) -> None:
    """Exit status 0 when all is well, 1 with errors (or, with `--strict`, warnings), 2 when it cannot run."""
    root = find_workspace(ctx.find_object(Path) or Path())
    found, memory, settings = recalled("checked", root, keeping(), partial(checked, root), partial(sent_tags, root))
    job = silent_job(Place(*settings), place_of_memory(root, memory), today())
    problems = [*map(problem_of, found), *job]
    say(in_repository(problems, way_from_top(root)) if shape in FORGES else problems, shape)
    ctx.exit(1 if problems and (strict or errors(problems)) else 0)


def checked(root: Path, source: Asked) -> tuple[Any, ...]:
    """What is wrong with the files and templates, and what the settings say of reminders and where: plain values.

    Nothing of it goes by the day, so it is so until a file changes. Only then is imported what finds it.
    """
    from auditresp.checks import all_problems
    from auditresp.documents.proofing import template_problems_in
    from auditresp.store.loading import load
    from auditresp.store.versions.sending import changed_after_sending

    register = load(source)
    if any(response.sent for response in register.responses.values()):
        source.besides()
    of_the_files = sorted([*all_problems(register), *changed_after_sending(root, register, source)])
    problems = [*of_the_files, *template_problems_in(register, source.read)]
    memory, places = register.settings.reminders.memory, register.places.get(SETTINGS_FILE)
    settings = places.place(("reminders",)) if places else Place(SETTINGS_FILE)
    return [plain(problem) for problem in problems], memory and str(memory), (settings.file, settings.line, settings.column)
