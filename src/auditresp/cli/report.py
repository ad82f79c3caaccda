"""`auditresp report`: that a report back was given."""

from datetime import date

import click

from auditresp import acts
from auditresp.cli.edits import carry_out, editing, found, opened_response, split_name, the_day
from auditresp.deadlines import next_report
from auditresp.language import _


@click.command(help=_("Write down that a report back was given; where it is repeated, the next one is then due."))
@click.argument("name", metavar=_("RESPONSE/FOLLOW-UP"))
@the_day
@click.option("--case-number", metavar=_("NUMBER"), help=_("The report's case number."))
@editing
@click.pass_context
def report(ctx: click.Context, name: str, day: date, case_number: str | None, dry_run: bool, no_commit: bool) -> None:
    """Exit status 0 when it is done, 1 when the files would have new errors, 2 when it cannot be done; then nothing is changed."""
    response_id, follow_up_id = split_name(name, _("RESPONSE/FOLLOW-UP"))
    here, response = opened_response(ctx, response_id)
    message = _("there is no follow-up '{name}' in the response{hint}")
    follow_up = acts.reported(found(follow_up_id, response.follow_ups, message), day, case_number)
    carry_out(ctx, here.edit(response.id, acts.with_promise(response, follow_up)), dry_run=dry_run, no_commit=no_commit)
    if due := next_report(follow_up):
        click.echo(_("the next report is due {due}").format(due=due))
