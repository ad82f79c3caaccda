"""`auditresp status`: where every recommendation stands."""

import sys
from datetime import date
from pathlib import Path

import click

from auditresp.cli.folders import workspace_of
from auditresp.cli.options import as_of, columns, put, say_text
from auditresp.cli.status_texts import as_json, as_text
from auditresp.cli.words import no_response_or_audit
from auditresp.language import _
from auditresp.model.register import Register
from auditresp.overview import overview
from auditresp.problems import AuditrespError
from auditresp.store.loading import load
from auditresp.store.sources import Folder


@click.command(help=_("Say where every recommendation stands, or those of one audit or response: for a terminal, a browser or Excel."))
@click.argument("name", required=False, metavar=_("[AUDIT|RESPONSE]"))
@as_of
@click.option("--format", "shape", type=click.Choice(["text", "json", "html", "xlsx"]), default="text", help=_("How to say it."))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=_("Write into this file."))
@click.option("--public", is_flag=True, help=_("Withhold what is confidential, and say so."))
@click.pass_context
def status(ctx: click.Context, name: str | None, as_of: date, shape: str, output: Path | None, public: bool) -> None:
    """Exit status 0; 2 where there is no audit or response of that name."""
    register = load(Folder(workspace_of(ctx)))
    audit, response = wanted(register, name)
    found = overview(register, as_of, audit=audit, response=response, public=public)
    match shape:
        case "html":
            from auditresp.pages.status import status_page

            put(status_page(found), output)
        case "xlsx":
            if output is None and sys.stdout.isatty():
                raise AuditrespError(_("a workbook is not for the terminal; name a file with -o"))
            from auditresp.pages.workbook import status_workbook

            put(status_workbook(found), output)
        case "json":
            put(as_json(found).encode(), output)
        case _ if output:
            put(click.unstyle(as_text(found, columns()) + "\n").encode(), output)
        case _:
            say_text(as_text(found, columns()))
    if register.unread:
        click.echo(_("not read, see auditresp check: {files}").format(files=", ".join(sorted(register.unread))), err=True)


def wanted(register: Register, name: str | None) -> tuple[str | None, str | None]:
    """The audit or else the response of that name. Raises AuditrespError where there is neither."""
    if name is None:
        return None, None
    if register.audit(name):
        return name, None
    if response := register.responses.get(name):
        if register.audit(response.audit) is None:
            message = _("'{name}' answers the audit '{audit}', which is not in recommendations.yaml")
            raise AuditrespError(message.format(name=name, audit=response.audit))
        return None, name
    raise no_response_or_audit(name, register)
