"""`auditresp verify`: what a Word file was built from, whether it is what was sent, and if not, what differs."""

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import click

from auditresp.cli.changes.terminal import text
from auditresp.cli.folders import folder_of
from auditresp.cli.options import columns, say_text
from auditresp.cli.word_files import bytes_of
from auditresp.cli.words import shown_path
from auditresp.documents.orders import Document
from auditresp.documents.origin import Origin
from auditresp.documents.verifying import Comparison, Found, Sameness, found, held_against
from auditresp.language import _
from auditresp.problems import AuditrespError
from auditresp.store.loading import load
from auditresp.store.repository.git import GitError
from auditresp.store.sources import Folder
from auditresp.store.versions.commits import Commit, commit
from auditresp.store.versions.revisions import Revision
from auditresp.store.versions.sending import SentVersion, sent_versions
from auditresp.store.workspace import find_workspace

COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")


@click.command(help=_("Say which version a Word file was built from, whether it is what was sent, and if not, what differs."))
@click.argument("file", metavar=_("FILE"), type=click.Path(path_type=Path))
@click.pass_context
def verify(ctx: click.Context, file: Path) -> None:
    """Exit status 0 when the file is what was sent or built, 1 when something differs, 2 where that cannot be known."""
    folder = folder_of(ctx)
    root = find_workspace(folder)
    data, name = bytes_of(folder / file), shown_path(folder / file)
    known = found(data, name)
    versions = sent_versions(root)
    checksum = sha256(data).hexdigest()
    if sent := next((version for version in versions if checksum in version.checksums.values()), None):
        click.echo(_("{file} is byte for byte what was sent: {version}").format(file=name, version=version_line(root, sent)))
        return
    if known is None:
        message = _("{file} was not built by auditresp, or what it said of itself has been taken out of its properties")
        raise AuditrespError(message.format(file=name))
    ctx.exit(0 if said_and_same(root, known, [version for version in versions if version.response == known.origin.response]) else 1)


def said_and_same(root: Path, known: Found, versions: Sequence[SentVersion]) -> bool:
    """Say where a file comes from and what differs; whether nothing does."""
    origin = known.origin
    source = source_of(root, known)
    click.echo(_("{file} was built from {origin}").format(file=known.file, origin=origin_line(source, origin)))
    own = held_against(built_again(source, origin), known.data, known.file)
    last = next((version for version in reversed(versions) if document_of(origin).file in version.checksums), None)
    if last and isinstance(source, Revision) and last.commit == source.commit:
        click.echo(_("from there version {number} was sent").format(number=last.number))
        last = None
    click.echo(how_same(own, known, source))
    say_differing(own)
    if last is None:
        return own.sameness is not Sameness.NONE
    then = held_against(built_again(Revision(root, last.commit), origin), known.data, known.file)
    return said_of_sent(root, last, then) and own.sameness is not Sameness.NONE


def said_of_sent(root: Path, sent: SentVersion, then: Comparison) -> bool:
    """Say how a file differs from what was sent last; whether it does not."""
    version = version_line(root, sent)
    if then.sameness is Sameness.NONE:
        click.echo(_("it differs from what was sent last: {version}").format(version=version))
        say_differing(then)
        return False
    click.echo(_("it says the same as what was sent last: {version}").format(version=version))
    return True


def source_of(root: Path, known: Found) -> Revision | Folder:
    """The files that a document was built from; those of today where it does not say from which version.

    Raises AuditrespError where they are not here.
    """
    origin = known.origin
    if not origin.commit:
        return Folder(root)
    source = Revision(root, origin.commit)
    try:
        if not COMMIT.fullmatch(origin.commit):
            raise GitError(origin.commit)
        source.entries  # noqa: B018 - looked up now, to say it in its own words
    except AuditrespError as error:
        touched = _("it was not touched after that") if known.untouched else _("it was saved again or changed after that")
        message = _(
            "{file} was built from the response '{response}' at the commit {commit}, and {touched}; more cannot be said, as the repository "
            "here does not have that commit: the file is from another workspace, or git fetch must fetch it first"
        )
        raise AuditrespError(
            message.format(file=known.file, response=origin.response, commit=origin.commit[:40], touched=touched)
        ) from error
    return source


def built_again(source: Revision | Folder, origin: Origin) -> bytes:
    """The document as it is built from these files. Raises AuditrespError where it cannot be."""
    register, document = load(source), document_of(origin)
    if (document.response and document.response not in register.responses) or document.template not in register.templates:
        message = _("the files have no response '{response}' or no template '{template}', so the document cannot be built again")
        raise AuditrespError(message.format(response=document.response, template=document.template))
    from auditresp.documents.building import Templates, build

    form = origin.form.split()
    templates = Templates(register.templates, source.read)
    return build(register, document, templates, draft="draft" in form, public="public" in form, commit=origin.commit)


def document_of(origin: Origin) -> Document:
    """The document that a file says it is."""
    return Document(origin.response or None, origin.document)


def origin_line(source: Revision | Folder, origin: Origin) -> str:
    """Which document of which version: `2018-skolan/svar.docx, 1a2b3c4d5e · 2018-05-02 10:30 · Sekreteraren: Svaret`."""
    made = made_in(commit(source.root, source.commit)) if isinstance(source, Revision) else ""
    version = made or _("files that were not committed")
    form = f" ({', '.join(origin.form.split())})" if origin.form else ""
    return f"{document_of(origin).file}{form}, {version}"


def version_line(root: Path, sent: SentVersion) -> str:
    """A version that was sent, and the commit it is of."""
    made = made_in(commit(root, sent.commit))
    return _("version {number} of {response} ({made})").format(number=sent.number, response=sent.response, made=made)


def made_in(made: Commit) -> str:
    """A commit in a few words: its id, the day, and who."""
    return f"{made.short}, {made.when.astimezone():%Y-%m-%d}, {made.who}"


def how_same(own: Comparison, known: Found, source: Revision | Folder) -> str:
    """How much the file is what is built from there."""
    now = isinstance(source, Folder)
    match own.sameness:
        case Sameness.BYTES:
            return _("it is byte for byte what is built from there")
        case Sameness.CONTENT:
            return _("its content is the same as what is built from there; only the packing or its properties differ, as between computers")
        case Sameness.WORDS:
            return _("it was saved again, in Word or another program; its words are the same as what is built from there")
        case Sameness.NONE if now and known.untouched:
            return _("it was not touched after it was built, but the files here say something else now:")
        case Sameness.NONE if now:
            return _("it was saved again or changed after it was built, and says something else than the files here do now:")
        case Sameness.NONE if known.untouched:
            return _("it was not touched after it was built, but what is built from there now says something else:")
        case Sameness.NONE:
            return _("it was changed after it was built:")


def say_differing(comparison: Comparison) -> None:
    """The paragraphs that differ, with the words that went and came."""
    for line in text(comparison.passages, columns() - 2):
        say_text(f"  {line}")
