"""`auditresp show`: a response or an audit to read in the terminal, as it is or as it was."""

import click

from auditresp.cli.folders import workspace_of
from auditresp.cli.options import columns, say_text
from auditresp.cli.readable import audit_sheet, response_sheet
from auditresp.cli.subjects import subject_named
from auditresp.cli.versions import at_version, source_at, version_line
from auditresp.language import _
from auditresp.model.register import response_file
from auditresp.problems import AuditrespError
from auditresp.store.loading import load


@click.command(help=_("Print a response, an audit, or one recommendation of either (RESPONSE/R1), to read: as it is now, or as it was."))
@click.argument("name", metavar=_("RESPONSE|AUDIT"))
@at_version
@click.option("--audit", is_flag=True, help=_("The audit of that name, where a response has the same."))
@click.pass_context
def show(ctx: click.Context, name: str, at: str, audit: bool) -> None:
    """Exit status 0; 2 where there is nothing of that name, or its file cannot be read."""
    root, whole = workspace_of(ctx), name.partition("/")[0]
    source = source_at(root, at, [whole] if (root / response_file(whole)).is_file() else [])
    register = load(source)
    if not audit and (file := response_file(whole)) in register.unread:
        raise AuditrespError("\n".join(str(problem) for problem in register.problems if problem.place.file == file))
    subject = subject_named(register, name, audit=audit)
    line, width = version_line(source), columns()
    if subject.response:
        sheet = response_sheet(register, register.responses[subject.response], line, width, subject.item)
    else:
        found = next(each for each in register.audits if each.id == subject.audit)
        sheet = audit_sheet(register, found, line, width, subject.item)
    say_text(str(sheet))
