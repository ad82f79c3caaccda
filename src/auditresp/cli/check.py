"""`auditresp check`: what is wrong with the files, and on which line."""

import marshal
import os
from functools import partial
from pathlib import Path
from typing import Any

import click

from auditresp.cli.clock import today
from auditresp.cli.folders import workspace_of
from auditresp.cli.formats import FORGES, FORMATS, in_repository, say
from auditresp.keeping import Keeping, keeping
from auditresp.language import _
from auditresp.model.register import SETTINGS_FILE, Register
from auditresp.problems import AuditrespError, Place, errors
from auditresp.reminders.place import place_of_memory
from auditresp.reminders.watching import silent_job
from auditresp.store.recalling import Asked, Plain, digest, plain, problem_of, recalled, sent_tags
from auditresp.store.repository.place import way_from_top
from auditresp.store.sources import Folder


@click.command(help=_("Say what is wrong with the files, and on which line. Silent when all is well."))
@click.option("--format", "shape", type=click.Choice(list(FORMATS)), default="text", help=_("How to say it."))
@click.option("--strict", is_flag=True, help=_("End with exit status 1 for warnings too."))
@click.pass_context
def check(ctx: click.Context, shape: str, strict: bool) -> None:
    """Exit status 0 when all is well, 1 with errors (or, with `--strict`, warnings), 2 when it cannot run."""
    root = workspace_of(ctx)
    found, memory = recalled("checked", root, keeping(), partial(checked, root), partial(sent_tags, root))
    job = silent_job(partial(place_of_reminders, root), place_of_memory(root, memory), today())
    problems = [*map(problem_of, found), *job]
    say(in_repository(problems, way_from_top(root)) if shape in FORGES else problems, shape)
    ctx.exit(1 if problems and (strict or errors(problems)) else 0)


def checked(root: Path, source: Asked) -> tuple[Any, ...]:
    """What is wrong with the files and templates, and where the settings keep the memory of reminders: plain values.

    Nothing of it goes by the day, so it is so until a file changes. Only then is imported what finds it.
    """
    from auditresp.checks import all_problems
    from auditresp.store.loading import load

    register = load(source)
    of_the_files = all_problems(register)
    if any(response.sent for response in register.responses.values()):
        from auditresp.store.versions.sending import changed_after_sending

        source.besides()
        of_the_files = sorted([*of_the_files, *changed_after_sending(root, register, source)])
    problems = [*map(plain, of_the_files), *of_the_templates(register, source, keeping())]
    memory = register.settings.reminders.memory
    return problems, memory and str(memory)


def place_of_reminders(root: Path) -> Place:
    """Where the settings speak of reminders."""
    from auditresp.store.loading import place_in

    return place_in(Folder(root), SETTINGS_FILE, ("reminders",))


def of_the_templates(register: Register, source: Asked, kept: Keeping) -> list[Plain]:
    """What is wrong with the templates that are asked for. They are gone through only where one of them changed."""
    from auditresp.documents.orders import templates_asked_for

    asked_for = templates_asked_for(register)
    read = {file: content_of(file, source) for name, _wide in asked_for if (file := register.templates.get(name))}
    key = digest(repr((os.environ["LANGUAGE"], asked_for, read)).encode(errors="surrogatepass"))
    if source.is_whole and (before := kept.kept("proofed", key)):
        found: list[Plain] = marshal.loads(before)  # noqa: S302 - it bears our seal
        return found
    from auditresp.documents.proofing import template_problems_in

    found = [plain(problem) for problem in template_problems_in(register, source.read)]
    if source.is_whole:
        kept.keep("proofed", key, marshal.dumps(found))
    return found


def content_of(file: str, source: Asked) -> bytes:
    """What stands for what a file says; nothing where it cannot be read, which is then said of the file."""
    try:
        return digest(source.read(file))
    except AuditrespError:
        return b""
