"""`auditresp diff`: what differs between two versions, by what it means."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import click

from auditresp.changes import changes_between
from auditresp.changes.sections import Comparison, sections
from auditresp.cli.changes import data, merge_request, terminal
from auditresp.cli.folders import workspace_of
from auditresp.cli.options import columns, put, say_text
from auditresp.cli.words import shown_path
from auditresp.language import _
from auditresp.model.register import RESPONSES_FOLDER
from auditresp.problems import AuditrespError, did_you_mean, errors, nearest
from auditresp.store.names import YAML, stem
from auditresp.store.sources import Folder, Source
from auditresp.store.versions.comparing import differing
from auditresp.store.versions.naming import SENT, WORKING_FOLDER, committed, committed_at, remarks, version
from auditresp.store.versions.revisions import Revision
from auditresp.store.writing import write_whole

LATEST = "HEAD"
"""What the files as they are now are compared with when nothing else is said."""

FORMS = ("text", "markdown", "html", "json", "docx")

LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC)
"""When changes were made between two versions of which neither was committed; the clock is not asked."""

HELP = _(
    """Say what differs between two versions: not how the files are written, but what they mean.

OLD and NEW are a commit, branch or tag, a day such as 2018-04-01 (the last version of that day), 'sent' (the version that was sent
last), or . for the files as they are now. Without NEW, OLD is compared with the files as they are now; without OLD, the latest
commit is.

A word that is the id of a response is that response, and so are all words after it. A branch or tag of the same name is written
heads/NAME or tags/NAME."""
)


@click.command(help=HELP)
@click.argument("words", nargs=-1, metavar=_("[OLD [NEW]] [RESPONSE]..."))
@click.option(
    "--format",
    "shape",
    type=click.Choice(FORMS),
    default="text",
    help=_("How to say it: markdown for a merge request, html to mail, docx for documents with tracked changes."),
)
@click.option("--stat", is_flag=True, help=_("Only a line for each response: how much changed, and of which kind (text and markdown)."))
@click.option(
    "--exit-code", is_flag=True, help=_("End with exit status 1 where there is a difference, or may be one in what cannot be read.")
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help=_("Write into this file; docx into this folder instead of build/diff/.")
)
@click.pass_context
def diff(ctx: click.Context, words: tuple[str, ...], shape: str, stat: bool, exit_code: bool, output: Path | None) -> None:
    """Exit status 0, 1 with `--exit-code` where there is a difference or may be one, 2 when the command cannot run."""
    if stat and shape not in ("text", "markdown"):
        raise click.UsageError(_("--stat goes with text and markdown; the other forms say how much changed anyway"))
    root = workspace_of(ctx)
    known = response_ids(root)
    names, responses = told_apart(words, known)
    old, new = (meant(root, name, responses, known) for name in names)
    for remark in remarks(root):
        click.echo(remark, err=True)
    if shape == "docx":
        refused, made = write_documents(old, new, responses, output or root / "build" / "diff")
        ctx.exit(1 if refused or (exit_code and made) else 0)
    comparison = compared(old, new, names, responses)
    say_faults(comparison)
    match shape:
        case "json":
            put((data.as_json(comparison) + "\n").encode(), output)
        case "markdown":
            put((merge_request.as_stat if stat else merge_request.as_markdown)(comparison).encode(), output)
        case "html":
            from auditresp.pages.changes import changes_page

            put(changes_page(comparison), output)
        case _:
            say_lines((terminal.as_stat if stat else terminal.as_text)(comparison, columns()), output)
    ctx.exit(1 if exit_code and (comparison.changes or comparison.faults) else 0)


def told_apart(words: Sequence[str], known: Collection[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The names of the two versions, and the responses: these begin with the first word that is one, else after two versions."""
    first = next((place for place, word in enumerate(words[:2]) if word in known), len(words[:2]))
    match words[:first]:
        case [old, new]:
            return (old, new), words[2:]
        case [old]:
            return (old, WORKING_FOLDER), words[1:]
        case _:
            return (LATEST, WORKING_FOLDER), words


def response_ids(root: Path) -> set[str]:
    """The responses that there are, or were in the latest commit."""
    sources: list[Source] = [Folder(root)]
    with suppress(AuditrespError):
        sources.append(committed(root, LATEST))
    return {stem(name) for source in sources for name in source.names(RESPONSES_FOLDER) if name.endswith(YAML)}


def meant(root: Path, name: str, responses: Sequence[str], known: Collection[str]) -> Folder | Revision:
    """The version of that name. Raises AuditrespError, also with the nearest response, as that may have been meant."""
    try:
        return version(root, name, responses)
    except AuditrespError as error:
        if near := nearest(name, known):
            raise AuditrespError(_("{reason}; or did you mean the response '{name}'?").format(reason=error, name=near)) from error
        raise


def compared(old: Folder | Revision, new: Folder | Revision, names: Sequence[str], responses: Sequence[str]) -> Comparison:
    """What differs. Raises AuditrespError where neither version has a response that is asked for."""
    require_responses(old, new, responses)
    before, after = differing(old, new, responses or None)
    found = changes_between(before, after, responses or None)
    was, now = (in_words(source, name) for source, name in zip((old, new), names, strict=True))
    whose = after.settings.municipality.name
    return Comparison(was, now, whose, sections(found, before, after), tuple(errors(before.problems)), tuple(errors(after.problems)))


def require_responses(old: Source, new: Source, responses: Sequence[str]) -> None:
    """Raises AuditrespError, with the nearest, where neither version has a response."""
    there = {stem(file) for source in (old, new) for file in source.names(RESPONSES_FOLDER) if file.endswith(YAML)}
    for name in responses:
        if name not in there:
            message = _("there is no response '{name}' in either version{hint}")
            raise AuditrespError(message.format(name=name, hint=did_you_mean(name, there)))


def in_words(source: Folder | Revision, name: str) -> str:
    """What a version is called where people read what changed, which is in Swedish."""
    if not isinstance(source, Revision):
        return "arbetsmappen"
    if name == LATEST:
        words = "den senaste versionen"
    elif name.partition("/")[0] == SENT:
        words = "den skickade versionen"
    else:
        words = f"versionen {name}"
    return f"{words} ({source.short})"


def write_documents(old: Folder | Revision, new: Folder | Revision, responses: Sequence[str], folder: Path) -> tuple[int, int]:
    """Write the documents that differ, with tracked changes; how many could not be made, and how many were."""
    from auditresp.cli.changes.documents import tracked

    require_responses(old, new, responses)
    revision = next((source for source in (new, old) if isinstance(source, Revision)), None)
    when = committed_at(revision) if revision else LONG_AGO
    refused = made = 0
    for file, document in tracked(old, new, responses, when):
        if isinstance(document, AuditrespError):
            refused += 1
            click.echo(document, err=True)
            click.echo(_("not built: {file}").format(file=shown_path(folder / file)), err=True)
        else:
            made += 1
            write_whole(folder / file, document)
            click.echo(shown_path(folder / file))
    return refused, made


def say_faults(comparison: Comparison) -> None:
    """What could not be read, and was therefore not compared: a file, or a value, which then seems to be gone."""
    for name, faults in ((comparison.old, comparison.faults_in_old), (comparison.new, comparison.faults_in_new)):
        if faults:
            click.echo(
                _("The files have errors ({version}); what cannot be read is not compared, or seems to be gone:").format(version=name),
                err=True,
            )
        for problem in faults:
            click.echo(f"  {problem}", err=True)


def say_lines(text: str, output: Path | None) -> None:
    """A text for people: on the terminal, or without colours in a file."""
    if output:
        put(f"{click.unstyle(text)}\n".encode(), output)
    else:
        say_text(text)
