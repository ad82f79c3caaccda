"""`auditresp check`: what is wrong with the files, and on which line."""

from functools import partial
from pathlib import Path

import click

from auditresp.cli.clock import today
from auditresp.cli.folders import workspace_of
from auditresp.cli.formats import FORGES, FORMATS, in_repository, say
from auditresp.cli.judging import judged
from auditresp.keeping import keeping
from auditresp.language import _
from auditresp.model.register import SETTINGS_FILE
from auditresp.problems import Place, errors
from auditresp.reminders.place import place_of_memory
from auditresp.reminders.watching import silent_job
from auditresp.store.recalling import problem_of, recalled, sent_tags
from auditresp.store.repository.place import way_from_top
from auditresp.store.sources import Folder


@click.command(help=_("Say what is wrong with the files, and on which line. Silent when all is well."))
@click.option("--format", "shape", type=click.Choice(list(FORMATS)), default="text", help=_("How to say it."))
@click.option("--strict", is_flag=True, help=_("End with exit status 1 for warnings too."))
@click.pass_context
def check(ctx: click.Context, shape: str, strict: bool) -> None:
    """Exit status 0 when all is well, 1 with errors (or, with `--strict`, warnings), 2 when it cannot run."""
    root = workspace_of(ctx)
    found, memory = recalled("checked", root, keeping(), partial(judged, root), partial(sent_tags, root))
    job = silent_job(partial(place_of_reminders, root), place_of_memory(root, memory), today())
    problems = [*map(problem_of, found), *job]
    say(in_repository(problems, way_from_top(root)) if shape in FORGES else problems, shape)
    ctx.exit(1 if problems and (strict or errors(problems)) else 0)


def place_of_reminders(root: Path) -> Place:
    """Where the settings speak of reminders."""
    from auditresp.store.loading import place_in

    return place_in(Folder(root), SETTINGS_FILE, ("reminders",))
