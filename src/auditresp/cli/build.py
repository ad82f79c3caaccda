"""`auditresp build`: the formal Word documents."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from auditresp.checks import all_problems
from auditresp.cli.words import counted, shown_path
from auditresp.deadlines import deadlines_of
from auditresp.documents.building import Document, Templates, documents_in, in_the_way
from auditresp.documents.building import build as built
from auditresp.documents.prose import plain
from auditresp.documents.template import TemplateError
from auditresp.language import _
from auditresp.model.register import Register, response_file
from auditresp.problems import AuditrespError, did_you_mean
from auditresp.store.loading import load
from auditresp.store.sources import Folder
from auditresp.store.workspace import find_workspace
from auditresp.store.writing import write_whole

LONG_WORK = 20
"""From this many documents on, the work is long enough for a progress bar."""


@click.command(help=_("Build the Word documents of all responses, or of those named."))
@click.argument("responses", nargs=-1, metavar=_("[RESPONSE]..."))
@click.option("--document", "template", metavar=_("NAME"), help=_("Only the document made with this template."))
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help=_("Write into this folder instead of build/."))
@click.option("--draft", is_flag=True, help=_("Build in spite of errors; what is missing is marked in the document."))
@click.pass_context
def build(ctx: click.Context, responses: tuple[str, ...], template: str | None, output: Path | None, draft: bool) -> None:
    """Exit status 0 when all is built, 1 when a document was refused, 2 when the command cannot run."""
    root = find_workspace(ctx.find_object(Path) or Path())
    source = Folder(root)
    register = load(source)
    wanted = wanted_documents(register, responses, template)
    problems = all_problems(register)
    templates = Templates(source.read)
    folder = output or root / "build"

    def reasons_against(document: Document) -> Iterable[object]:
        """Build and write the document, or say why not."""
        if not draft and (stopping := in_the_way(register, document, problems)):
            return stopping
        try:
            write_whole(folder / document.file, built(register, document, templates, draft=draft))
        except TemplateError as error:
            return error.problems
        except AuditrespError as error:
            return [error]
        return ()

    with click.progressbar(wanted, file=sys.stderr, hidden=len(wanted) < LONG_WORK) as work:
        refused = {document: reasons for document in work if (reasons := reasons_against(document))}
    unread = unread_files(register, responses)
    reasons = [problem for problem in problems if problem.place.file in unread] + [each for against in refused.values() for each in against]

    finished = [document for document in wanted if document not in refused]
    for document in finished:
        click.echo(shown_path(folder / document.file))
    say_deadlines(register, finished)
    for reason in dict.fromkeys(map(str, reasons)):
        click.echo(reason, err=True)
    for path in (*(root / file for file in unread), *(folder / document.file for document in refused)):
        click.echo(_("not built: {file}").format(file=shown_path(path)), err=True)
    if problems and not reasons:
        click.echo(_("{count}; auditresp check says which").format(count=counted(problems)), err=True)
    ctx.exit(1 if reasons else 0)


def wanted_documents(register: Register, responses: Sequence[str], template: str | None) -> list[Document]:
    """The documents asked for. Raises AuditrespError where a response or template of that name is not there."""
    for name in responses:
        if name not in register.responses and response_file(name) not in register.unread:
            raise AuditrespError(_("there is no response '{name}'{hint}").format(name=name, hint=did_you_mean(name, register.responses)))
    if template is not None and template not in register.templates:
        raise AuditrespError(
            _("there is no template '{name}'{hint}").format(name=template, hint=did_you_mean(template, register.templates))
        )
    named = [name for name in responses if name in register.responses]
    return documents_in(register, named if responses else None, template)


def unread_files(register: Register, responses: Sequence[str]) -> list[str]:
    """The files that are to be built from and could not be read: of those named, else of all."""
    return sorted(register.unread & set(map(response_file, responses)) if responses else register.unread)


def say_deadlines(register: Register, documents: Iterable[Document]) -> None:
    """What falls due because of the documents that were built."""
    responses = {document.response for document in documents}
    due = [deadline for deadline in deadlines_of(register) if deadline.response in responses]
    if due:
        click.echo(_("\nDeadlines that follow:"))
    for deadline in due:
        click.echo(f"  {deadline.due!s:<12} {plain(deadline.text)} ({deadline.who})")
