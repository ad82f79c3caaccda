"""`auditresp measure`: what happens to a measure, written down without editing the file by hand."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from auditresp import acts
from auditresp.cli.edits import DEADLINE, carry_out, editing, found, opened_response, running_text, split_name, the_day
from auditresp.cli.folders import folder_of
from auditresp.cli.lazy import OPTIONS, SUBCOMMAND
from auditresp.language import _
from auditresp.model.dates import Deadline
from auditresp.model.reading import record_from
from auditresp.model.register import measures
from auditresp.model.responses import Evidence, FollowUp, Measure, Response
from auditresp.problems import AuditrespError
from auditresp.store.writing import said_by

Act = Callable[[Measure], Measure]

NO_MEASURE = _("there is no measure '{name}' in the response{hint}")
NAME = click.argument("name", metavar=_("RESPONSE/MEASURE"))


@click.group(help=_("Write down that a measure was started, done, cancelled or moved."), subcommand_metavar=SUBCOMMAND)
def measure() -> None:
    """One command for each thing that can happen."""


@measure.command(help=_("Write down that somebody works on a measure."), short_help=_("A measure is under way."), options_metavar=OPTIONS)
@NAME
@editing
@click.pass_context
def start(ctx: click.Context, name: str, dry_run: bool, no_commit: bool) -> None:
    """Exit status 0 when it is done, 1 when the files would have new errors, 2 when it cannot be done; then nothing is changed."""
    change_measure(ctx, name, acts.started, dry_run=dry_run, no_commit=no_commit)


@measure.command(
    help=_("Write down that a measure is done, and what shows it."), short_help=_("A measure is done."), options_metavar=OPTIONS
)
@NAME
@the_day
@click.option("--evidence", metavar=_("TEXT"), help=_("What shows that it is done, such as 'Nämndens protokoll'."))
@click.option("--file", type=click.Path(path_type=Path), help=_("The file that shows it; its SHA-256 is recorded."))
@click.option("--case-number", metavar=_("NUMBER"), help=_("The case number of what shows it."))
@editing
@click.pass_context
def done(
    ctx: click.Context,
    name: str,
    day: date,
    evidence: str | None,
    file: Path | None,
    case_number: str | None,
    dry_run: bool,
    no_commit: bool,
) -> None:
    """Exit status as for `start`."""
    shown = evidence_of(evidence, file and folder_of(ctx) / file, case_number)
    change_measure(ctx, name, lambda each: acts.completed(each, day, shown), dry_run=dry_run, no_commit=no_commit)


@measure.command(
    help=_("Write down that a measure will not be done, and why."), short_help=_("A measure will not be done."), options_metavar=OPTIONS
)
@NAME
@click.option("--reason", required=True, metavar=_("TEXT"), help=_("Why it will not be done."))
@editing
@click.pass_context
def cancel(ctx: click.Context, name: str, reason: str, dry_run: bool, no_commit: bool) -> None:
    """Exit status as for `start`."""
    change_measure(ctx, name, lambda each: acts.cancelled(each, running_text(reason)), dry_run=dry_run, no_commit=no_commit)


@measure.command(
    help=_("Move the deadline of a measure or a follow-up. The deadline before and the reason are kept."),
    short_help=_("A deadline is moved."),
    options_metavar=OPTIONS,
)
@NAME
@click.option("--to", type=DEADLINE, required=True, metavar=_("DEADLINE"), help=_("The new deadline: 2018-11-30, 2018-Q4, 'våren 2019' …"))
@click.option("--reason", required=True, metavar=_("TEXT"), help=_("Why it is moved."))
@click.option("--by", metavar=_("WHO"), help=_("Who decided to move it: a contact or a board of auditresp.yaml, else a name."))
@the_day
@editing
@click.pass_context
def move(ctx: click.Context, name: str, to: Deadline, reason: str, by: str | None, day: date, dry_run: bool, no_commit: bool) -> None:
    """Exit status as for `start`."""
    change_promise(ctx, name, lambda each: acts.moved(each, to, running_text(reason), by, day), dry_run=dry_run, no_commit=no_commit)


def change_measure(ctx: click.Context, name: str, act: Act, *, dry_run: bool, no_commit: bool) -> None:
    """Do something to the measure of that name."""
    response_id, measure_id = split_name(name, _("RESPONSE/MEASURE"))
    here, response = opened_response(ctx, response_id)
    if any(follow_up.id == measure_id for follow_up in response.follow_ups):
        message = _("'{id}' is a follow-up, not a measure; auditresp report writes down that it was reported")
        raise AuditrespError(message.format(id=measure_id))
    promise = found(measure_id, measures(response), NO_MEASURE)
    carry_out(ctx, here.edit(response.id, acts.with_promise(response, act(promise))), dry_run=dry_run, no_commit=no_commit)


def change_promise(
    ctx: click.Context, name: str, act: Callable[[Measure | FollowUp], Measure | FollowUp], *, dry_run: bool, no_commit: bool
) -> None:
    """Do something to the measure or follow-up of that name."""
    response_id, promise_id = split_name(name, _("RESPONSE/MEASURE"))
    here, response = opened_response(ctx, response_id)
    promise = found(promise_id, promises(response), NO_MEASURE)
    carry_out(ctx, here.edit(response.id, acts.with_promise(response, act(promise))), dry_run=dry_run, no_commit=no_commit)


def promises(response: Response) -> list[Measure | FollowUp]:
    """Everything in a response that can be moved."""
    return [*measures(response), *response.follow_ups]


def evidence_of(text: str | None, file: Path | None, case_number: str | None) -> list[Evidence]:
    """What shows that a measure is done; a file is known by its name where nothing else is said."""
    if text is None and file is None:
        if case_number:
            raise AuditrespError(_("say what has the case number {number} with --evidence").format(number=case_number))
        return []
    said = {"text": text or (file.name if file else ""), "case_number": case_number, "sha256": checksum(file) if file else None}
    return [record_from(Evidence, {key: value for key, value in said.items() if value})]


def checksum(file: Path) -> str:
    """A file's SHA-256. Raises AuditrespError where it cannot be read."""
    data = said_by(file)
    if data is None:
        raise AuditrespError(_("there is no file {file}").format(file=file))
    return hashlib.sha256(data).hexdigest()
