"""`auditresp verdict`: what the auditors later find about a recommendation."""

from datetime import date

import click

from auditresp import acts
from auditresp.cli.edits import carry_out, choice_named, editing, found, opened, running_text, split_name, the_day
from auditresp.language import _
from auditresp.model.audits import RecommendationsFile, Verdict, VerdictValue
from auditresp.model.register import RECOMMENDATIONS_FILE
from auditresp.model.values import Text


@click.command(help=_("Write down the auditors' verdict on a recommendation or finding. Only they set it, and none is taken away."))
@click.argument("name", metavar=_("AUDIT/ITEM"))
@click.argument("value", metavar=_("VERDICT"))
@the_day
@click.option("--text", metavar=_("TEXT"), help=_("The auditors' own words."))
@editing
@click.pass_context
def verdict(ctx: click.Context, name: str, value: str, day: date, text: str | None, dry_run: bool, no_commit: bool) -> None:
    """Exit status 0 when it is done, 1 when the files would have new errors, 2 when it cannot be done; then nothing is changed."""
    here = opened(ctx, RECOMMENDATIONS_FILE)
    audit_id, item_id = split_name(name, _("AUDIT/ITEM"))
    audit = found(audit_id, here.register.audits, _("there is no audit '{name}' in recommendations.yaml{hint}"))
    item = found(item_id, audit.items, _("there is no recommendation '{name}' in the audit{hint}"))
    words = Text.read(running_text(text)) if text and text.strip() else None
    judged = acts.judged(item, Verdict(date=day, value=choice_named(value, list(VerdictValue)), text=words))
    new = RecommendationsFile(audits=acts.with_item(here.register.audits, audit.id, judged))
    carry_out(ctx, here.edit(f"{audit.id}/{item.id}", new), dry_run=dry_run, no_commit=no_commit)
