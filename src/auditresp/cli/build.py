"""`auditresp build`: the formal Word documents."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from auditresp.checks import all_problems
from auditresp.cli.versions import at_version, source_at, version_line
from auditresp.cli.words import counted, shown_path
from auditresp.deadlines import deadlines_of
from auditresp.documents.building import Document, Templates, documents_in, in_the_way, inputs
from auditresp.documents.building import build as built
from auditresp.documents.template.filling import TemplateError
from auditresp.keeping import keeping
from auditresp.language import _
from auditresp.markdown import plain
from auditresp.model.register import TEMPLATES_FOLDER, Register, response_file
from auditresp.problems import AuditrespError, did_you_mean
from auditresp.store.loading import load
from auditresp.store.sources import Folder
from auditresp.store.versions.origins import Origins
from auditresp.store.versions.revisions import Revision
from auditresp.store.workspace import find_workspace
from auditresp.store.writing import write_whole

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

Done = TypeVar("Done")

LONG_WORK = 20
"""From this many documents on, the work is long enough for a progress bar."""


@click.command(help=_("Build the Word documents of all responses, or of those named."))
@click.argument("responses", nargs=-1, metavar=_("[RESPONSE]..."))
@click.option("--document", "template", metavar=_("NAME"), help=_("Only the document made with this template."))
@at_version
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help=_("Write into this folder instead of build/."))
@click.option("--draft", is_flag=True, help=_("Build in spite of errors; what is missing is marked in the document."))
@click.option("--public", is_flag=True, help=_("Withhold what is confidential, and say so in the document."))
@click.option("--pdf", is_flag=True, help=_("Make a PDF of each document too, to publish and to archive (PDF/A-2b, PDF/UA-1)."))
@click.pass_context
def build(
    ctx: click.Context, responses: tuple[str, ...], template: str | None, at: str, output: Path | None, draft: bool, public: bool, pdf: bool
) -> None:
    """Exit status 0 when all is built, 1 when a document was refused, 2 when the command cannot run."""
    root = find_workspace(ctx.find_object(Path) or Path())
    source = source_at(root, at, responses)
    register = load(source)
    wanted = wanted_documents(register, responses, template)
    if pdf:
        from auditresp.documents.pdf.libreoffice import find_libreoffice

        find_libreoffice()
    problems = all_problems(register)
    templates = Templates(register.templates, source.read, keeping())
    folder = output or build_folder(root, source)

    def reasons_against(document: Document) -> Sequence[object]:
        """Build and write a document, or say why not."""
        if (folder / document.file).resolve().is_relative_to(root / TEMPLATES_FOLDER):
            return [_("{file} would be written over a template; choose another folder with --output").format(file=document.file)]
        if not draft and (stopping := in_the_way(register, document, problems)):
            return stopping
        try:
            commit = origins.commit(inputs(register, document))
            write_whole(folder / document.file, built(register, document, templates, draft=draft, public=public, commit=commit))
        except TemplateError as error:
            return error.problems
        except AuditrespError as error:
            return [error]
        return []

    reasons: dict[Path, Sequence[object]] = {
        root / file: [problem for problem in problems if problem.place.file == file] for file in unread_files(register, responses)
    }
    read = frozenset[str]().union(*(inputs(register, document) for document in wanted))
    with Origins(source, read) as origins, progress(wanted, len(wanted)) as work:
        for document in work:
            if found := reasons_against(document):
                reasons[folder / document.file] = found
    finished = [document for document in wanted if folder / document.file not in reasons]
    files = [folder / document.file for document in finished]
    if pdf:
        files += made_into_pdf(files, reasons)

    if isinstance(source, Revision):
        click.echo(_("as of {version}").format(version=version_line(source)), err=True)
    for file in files:
        click.echo(shown_path(file))
    say_deadlines(register, finished)
    say_reasons(reasons)
    if problems and not reasons:
        click.echo(_("{count}; auditresp check says which").format(count=counted(problems)), err=True)
    ctx.exit(1 if reasons else 0)


def build_folder(root: Path, source: Folder | Revision) -> Path:
    """Where documents go: those of an earlier version into a folder of that version, beside those of the files as they are now."""
    return root / "build" / source.short if isinstance(source, Revision) else root / "build"


def made_into_pdf(documents: Sequence[Path], reasons: dict[Path, Sequence[object]]) -> list[Path]:
    """The PDF files that were written beside the documents; why one was not is added to the reasons."""
    from auditresp.documents.pdf import to_pdf

    written = []
    with progress(to_pdf(documents), len(documents)) as work:
        for document, pdf in work:
            file = document.with_suffix(".pdf")
            try:
                if isinstance(pdf, AuditrespError):
                    raise pdf
                write_whole(file, pdf)
                written.append(file)
            except AuditrespError as error:
                reasons[file] = [error]
    return written


def progress(work: Iterable[Done], length: int) -> "ProgressBar[Done]":
    """A bar on standard error while long work is done."""
    return click.progressbar(work, length=length, file=sys.stderr, hidden=length < LONG_WORK)


def say_reasons(reasons: Mapping[Path, Sequence[object]]) -> None:
    """Each reason once, and then what was not built."""
    for reason in dict.fromkeys(str(reason) for against in reasons.values() for reason in against):
        click.echo(reason, err=True)
    for file in reasons:
        click.echo(_("not built: {file}").format(file=shown_path(file)), err=True)


def wanted_documents(register: Register, responses: Sequence[str], template: str | None) -> list[Document]:
    """The documents asked for. Raises AuditrespError where a response or template of that name is not there."""
    for name in responses:
        if name not in register.responses and response_file(name) not in register.unread:
            raise AuditrespError(_("there is no response '{name}'{hint}").format(name=name, hint=did_you_mean(name, register.responses)))
    if template is not None and template not in register.templates:
        raise AuditrespError(
            _("there is no template '{name}'{hint}").format(name=template, hint=did_you_mean(template, register.templates))
        )
    if responses and template in register.settings.documents:
        message = _("'{name}' is about the whole register; build it without naming a response: auditresp build --document {name}")
        raise AuditrespError(message.format(name=template))
    named = [name for name in responses if name in register.responses]
    wanted = documents_in(register, named if responses else None, template)
    if template and not wanted and not register.unread:
        message = _("nothing asks for the document '{name}'; name the response: auditresp build RESPONSE --document {name}")
        raise AuditrespError(message.format(name=template))
    return wanted


def unread_files(register: Register, responses: Sequence[str]) -> list[str]:
    """The files that are to be built from and could not be read: of those named, else of all."""
    return sorted(register.unread & set(map(response_file, responses)) if responses else register.unread)


def say_deadlines(register: Register, documents: Iterable[Document]) -> None:
    """What falls due because of the documents that were built."""
    responses = {document.response for document in documents if document.response}
    due = [deadline for deadline in deadlines_of(register) if deadline.response in responses]
    if due:
        click.echo(_("\nDeadlines that follow:"))
    for deadline in due:
        click.echo(f"  {deadline.due!s:<12} {plain(deadline.text)} ({deadline.who})")
