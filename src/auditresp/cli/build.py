"""`auditresp build`: the formal Word documents."""

from pathlib import Path

import click

from auditresp.cli.building.contents import noted, problems_of
from auditresp.cli.building.crews import crews
from auditresp.cli.building.making import Making, Order
from auditresp.cli.building.saying import INTERRUPTED, say_deadlines, say_interrupted, say_reasons, say_renamed, say_unchanged
from auditresp.cli.building.wanted import build_folder, unread_files, wanted_documents
from auditresp.cli.folders import workspace_of
from auditresp.cli.versions import at_version, source_at, version_line
from auditresp.cli.words import counted, shown_path
from auditresp.keeping import keeping
from auditresp.language import _
from auditresp.store.loading import load
from auditresp.store.versions.revisions import Revision


@click.command(help=_("Build the Word documents of all responses, or of those named, where something they are built from has changed."))
@click.argument("responses", nargs=-1, metavar=_("[RESPONSE]..."))
@click.option("--document", "template", metavar=_("NAME"), help=_("Only the document made with this template."))
@at_version
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help=_("Write into this folder instead of build/."))
@click.option("--draft", is_flag=True, help=_("Build in spite of errors; what is missing is marked in the document."))
@click.option("--public", is_flag=True, help=_("Withhold what is confidential, and say so in the document."))
@click.option("--pdf", is_flag=True, help=_("Make a PDF of each document too, to publish and to archive (PDF/A-2b, PDF/UA-1)."))
@click.option("--force", is_flag=True, help=_("Build also what has not changed."))
@click.option("--jobs", type=click.IntRange(min=1), metavar=_("NUMBER"), help=_("So many processes at once; all cores, unless given."))
@click.option("--scheduler", metavar=_("ADDRESS"), help=_("Build on the Dask cluster of this scheduler, as tcp://host:8786."))
@click.option("-v", "--verbose", is_flag=True, help=_("Name also what has not changed."))
@click.pass_context
def build(
    ctx: click.Context,
    responses: tuple[str, ...],
    template: str | None,
    at: str,
    output: Path | None,
    draft: bool,
    public: bool,
    pdf: bool,
    force: bool,
    jobs: int | None,
    scheduler: str | None,
    verbose: bool,
) -> None:
    """Exit status 0 when all is built, 1 when a document was refused, 2 when the command cannot run, 130 when Ctrl-C stopped it."""
    root = workspace_of(ctx)
    version = source_at(root, at, responses)
    source = noted(version)
    register = load(source)
    kept = keeping()
    problems = problems_of(register, source, kept)
    wanted = wanted_documents(register, responses, template)
    order = Order(root, output or build_folder(root, version), draft, public, force)
    making = Making(order, source, register, kept)
    with crews(jobs, scheduler) as workers:
        libreoffice = workers.libreoffice() if pdf else ""
        for file in unread_files(register, responses):
            making.reasons[root / file] = [problem for problem in problems if problem.place.file == file]
        try:
            making.make(wanted, problems, workers)
            if pdf:
                making.make_pdfs(wanted, libreoffice, workers)
        except KeyboardInterrupt:
            say_interrupted(making.files)
            ctx.exit(INTERRUPTED)
        finally:
            making.keep()

    if isinstance(version, Revision):
        click.echo(_("as of {version}").format(version=version_line(version)), err=True)
    for path in making.files:
        click.echo(shown_path(path))
    say_renamed(making.renamed)
    say_unchanged(making.unchanged, names=verbose)
    say_deadlines(register, making.documents)
    say_reasons(making.reasons)
    if problems and not making.reasons:
        click.echo(_("{count}; auditresp check says which").format(count=counted(problems)), err=True)
    ctx.exit(1 if making.reasons else 0)
