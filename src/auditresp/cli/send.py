"""`auditresp send`: that a response is sent as it is, in a version that can be found again."""

from collections.abc import Sequence
from datetime import date

import click

from auditresp import acts
from auditresp.changes.promises import changed_since
from auditresp.cli.clock import today
from auditresp.cli.edited_documents import BUILD, built, documents_of, in_their_way, uncommitted
from auditresp.cli.edits import Edit, opened_response, refuse, say_done, show
from auditresp.cli.options import DAY
from auditresp.documents.orders import inputs
from auditresp.language import _
from auditresp.model.responses import Response, Sent
from auditresp.problems import AuditrespError
from auditresp.store.loading import response_in
from auditresp.store.repository.committing import Completion, FileChange, commit
from auditresp.store.versions.comparing import same
from auditresp.store.versions.revisions import Revision
from auditresp.store.versions.sending import SentVersion, require_tag, sending_tag, sent_versions, tag_name


@click.command(help=_("Write down that a response is sent: build its documents, commit it all and tag the version."))
@click.argument("name", metavar=_("RESPONSE"))
@click.option("--date", "day", type=DAY, metavar=_("DATE"), default=today, help=_("The day it is sent; today, unless given."))
@click.option("--dry-run", is_flag=True, help=_("Only show what would change."))
@click.pass_context
def send(ctx: click.Context, name: str, day: date, dry_run: bool) -> None:
    """Exit status 0 when it is done, 1 when the files have errors, 2 when it cannot be done; then nothing is changed."""
    here, old = opened_response(ctx, name)
    root = here.source.root
    versions = sent_versions(root, name)
    require_tag(old, versions)
    number = max([old.sent.version if old.sent else 0, *(version.number for version in versions)]) + 1
    edit = here.edit(old.id, with_version(acts.sent(old, day), number))
    if versions:
        refuse_the_same(edit, old, versions[-1])
    show(edit)
    refuse(ctx, in_their_way(edit))
    if dry_run:
        say_plan(edit, number)
        return
    documents: list[FileChange] = []

    def complete(made: str) -> Completion:
        revision = Revision(root, made)
        refuse_uncommitted(edit, revision)
        documents.extend(built(edit, revision))
        contents = {file.name.removeprefix(f"{BUILD}/"): file.after for file in documents}
        return Completion(sending_tag(name, number, edit.sentence, contents), documents)

    say_done(edit, commit(root, [edit.change], edit.message, complete), documents)
    click.echo(_("tagged {tag}").format(tag=tag_name(name, number)))


def with_version(response: Response, number: int) -> Response:
    """The response sent in a version of that number."""
    sent = response.sent
    return response.but(sent=Sent(date=sent.date, version=number)) if sent else response


def refuse_the_same(edit: Edit, old: Response, last: SentVersion) -> None:
    """Raises AuditrespError where nothing that is sent differs from the version sent last."""
    then = Revision(edit.source.root, last.commit)
    own = edit.change.name
    if own not in then.entries:
        return
    was = response_in(own, then.read(own))
    others = {file for document in documents_of(edit) for file in inputs(edit.after, document)} - {own}
    if was and not changed_since(was, old) and all(same(then, edit.source, file) for file in others):
        raise AuditrespError(
            _("nothing has changed since version {version} was sent, so there is nothing to send").format(version=last.number)
        )


def refuse_uncommitted(edit: Edit, revision: Revision) -> None:
    """Raises AuditrespError where a document could not be built again from the commit: what is sent must be what is kept."""
    differing: Sequence[str] = sorted({file for document in documents_of(edit) for file in uncommitted(edit, revision, document)})
    if differing:
        message = _(
            "what is sent must be possible to build again, but {files} has changes that are not committed; "
            'commit them first with git add and git commit -m "…"'
        )
        raise AuditrespError(message.format(files=", ".join(differing)))


def say_plan(edit: Edit, number: int) -> None:
    """What would be built and tagged."""
    for document in documents_of(edit):
        click.echo(_("would be built: {file}").format(file=f"{BUILD}/{document.file}"))
    click.echo(_("would be tagged: {tag}").format(tag=tag_name(edit.about, number)))
