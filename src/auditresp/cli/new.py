"""`auditresp new`: a file that begins from what is known."""

from collections.abc import Collection, Sequence

import click

from auditresp.cli.folders import workspace_of
from auditresp.cli.lazy import OPTIONS, SUBCOMMAND
from auditresp.cli.words import shown_path
from auditresp.language import _
from auditresp.model.audits import Audit
from auditresp.model.register import Register, response_file
from auditresp.model.values import Id, Refused
from auditresp.problems import AuditrespError, did_you_mean
from auditresp.store.loading import load
from auditresp.store.skeleton import skeleton
from auditresp.store.sources import Folder
from auditresp.store.writing import write_whole


@click.group(help=_("Begin a new file from what is known."), subcommand_metavar=SUBCOMMAND)
def new() -> None:
    """One command for each kind of file."""


@new.command(
    help=_("Write the skeleton of a response to an audit, with every recommendation waiting for its reply."),
    short_help=_("A response to an audit."),
    options_metavar=OPTIONS,
)
@click.argument("audit_id", metavar=_("AUDIT"))
@click.option(
    "--board", "boards", multiple=True, required=True, metavar=_("BOARD"), help=_("The board that answers; repeat it for a joint response.")
)
@click.option("--document", "documents", multiple=True, metavar=_("NAME"), help=_("The template to fill; repeat it for several."))
@click.option("--id", "response_id", metavar=_("ID"), help=_("The file's name, where the audit's id will not do."))
@click.pass_context
def response(ctx: click.Context, audit_id: str, boards: tuple[str, ...], documents: tuple[str, ...], response_id: str | None) -> None:
    """Exit status 2 where a name is not in the register, or the file is there already."""
    root = workspace_of(ctx)
    register = load(Folder(root))
    audit = audit_named(register, audit_id)
    for board in boards:
        require(board, register.settings.boards, _("there is no board '{name}' in auditresp.yaml{hint}"))
    for document in documents:
        require(document, register.templates, _("there is no template '{name}'{hint}"))
    if not response_id:
        refuse_a_second_answer(register, audit, boards)
    file = response_file(valid_id(response_id) if response_id else free_id(register, audit, boards))
    path = root / file
    if path.exists():
        raise AuditrespError(_("{file} is there already; name the new one with --id").format(file=file))
    write_whole(path, skeleton(audit, boards, documents or usual_documents(register, boards)).encode())
    click.echo(shown_path(path))


def audit_named(register: Register, audit_id: str) -> Audit:
    """The audit of that id. Raises AuditrespError where there is none."""
    audit = register.audit(audit_id)
    if audit is None:
        hint = did_you_mean(audit_id, [each.id for each in register.audits])
        raise AuditrespError(_("there is no audit '{name}' in recommendations.yaml{hint}").format(name=audit_id, hint=hint))
    return audit


def refuse_a_second_answer(register: Register, audit: Audit, boards: Sequence[str]) -> None:
    """Raises AuditrespError where one of the boards has a response to the audit already."""
    for response in register.responses_to(audit):
        if already := set(boards) & set(response.boards):
            message = _("{file} answers for {boards} already; if there is to be another one, name it with --id")
            raise AuditrespError(message.format(file=response_file(response.id), boards=", ".join(sorted(already))))


def valid_id(written: str) -> str:
    """An id as the files allow it. Raises AuditrespError where it is none."""
    try:
        return Id.read(written)
    except Refused as error:
        raise AuditrespError(error.message) from error


def require(name: str, names: Collection[str], message: str) -> None:
    """Raises AuditrespError with the message and the nearest name, where `name` is none of `names`."""
    if name not in names:
        raise AuditrespError(message.format(name=name, hint=did_you_mean(name, names)))


def free_id(register: Register, audit: Audit, boards: Sequence[str]) -> str:
    """The audit's id, or, where another response has it, that with the boards' keys."""
    return "-".join((audit.id, *boards)) if audit.id in register.responses else audit.id


def usual_documents(register: Register, boards: Sequence[str]) -> list[str]:
    """What is usually written: boards that answer together write a yttrande, one board a svar; else the first template there is."""
    usual = "yttrande" if len(boards) > 1 else "svar"
    return [usual if usual in register.templates or not register.templates else min(register.templates)]
