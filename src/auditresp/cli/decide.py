"""`auditresp decide`: that a board has decided on a response."""

from datetime import date

import click

from auditresp import acts
from auditresp.cli.edited_documents import built, in_their_way
from auditresp.cli.edits import opened_response, refuse, say_done, show
from auditresp.cli.options import DAY, boards_named
from auditresp.language import _
from auditresp.model.reading import record_from
from auditresp.model.register import Register
from auditresp.model.responses import Decision, Response
from auditresp.problems import AuditrespError
from auditresp.store.repository.committing import Completion, FileChange, commit, keep
from auditresp.store.versions.revisions import Revision
from auditresp.store.versions.sending import require_tag, sent_versions


@click.command(help=_("Write down that a board has decided on a response, build its documents and commit it all."))
@click.argument("name", metavar=_("RESPONSE"))
@click.option("--board", metavar=_("BOARD"), help=_("The board that has decided; may be left out where one is to decide."))
@click.option("--date", "day", type=DAY, metavar=_("DATE"), required=True, help=_("The day of the decision."))
@click.option("--paragraph", metavar="§", help=_("The paragraph in the minutes, such as '§ 45'."))
@click.option("--case-number", metavar=_("NUMBER"), help=_("The board's own case number."))
@click.option("--dry-run", is_flag=True, help=_("Only show what would change."))
@click.option("--no-commit", is_flag=True, help=_("Edit the file, and leave the documents and the commit for later."))
@click.pass_context
def decide(
    ctx: click.Context,
    name: str,
    board: str | None,
    day: date,
    paragraph: str | None,
    case_number: str | None,
    dry_run: bool,
    no_commit: bool,
) -> None:
    """Exit status 0 when it is done, 1 when the files have errors, 2 when it cannot be done; then nothing is changed."""
    here, old = opened_response(ctx, name)
    said = {"board": deciding(here.register, old, board), "date": day, "paragraph": in_minutes(paragraph), "case_number": case_number}
    edit = here.edit(old.id, with_decision(old, record_from(Decision, said)))
    root = edit.source.root
    if old.sent:
        require_tag(old, sent_versions(root, old.id))
    show(edit)
    refuse(ctx, in_their_way(edit))
    if dry_run:
        return
    if no_commit:
        keep(root, [edit.change])
        return
    documents: list[FileChange] = []

    def complete(made: str) -> Completion:
        documents.extend(built(edit, Revision(root, made)))
        return Completion(files=documents)

    say_done(edit, commit(root, [edit.change], edit.message, complete), documents)


def deciding(register: Register, response: Response, name: str | None) -> str:
    """The board that has decided: the one named, else the only one that has not decided yet."""
    if name:
        return boards_named(register, (name,))[0]
    decided = {decision.board for decision in response.decisions}
    waiting = list(dict.fromkeys(board for board in response.boards if board not in decided or response.sent))
    if len(waiting) == 1:
        return waiting[0]
    if waiting:
        raise AuditrespError(_("say which board has decided with --board: {boards}").format(boards=", ".join(waiting)))
    raise AuditrespError(
        _("every board has decided on '{name}' already; what is wrong there is put right in its file, below decisions:").format(
            name=response.id
        )
    )


def in_minutes(paragraph: str | None) -> str | None:
    """A paragraph as minutes write it: `45` is `§ 45`."""
    return f"§ {paragraph}" if paragraph and paragraph.isdecimal() else paragraph


def with_decision(response: Response, decision: Decision) -> Response:
    """The response with a board's decision, which is a new one where the response was sent."""
    return acts.decided_anew(response, response.sent, decision) if response.sent else acts.decided(response, decision)
