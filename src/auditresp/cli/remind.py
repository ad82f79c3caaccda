"""`auditresp remind`: what a daily job runs."""

import os
import platform
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from auditresp.cli.clock import today
from auditresp.cli.folders import workspace_of
from auditresp.cli.options import as_of
from auditresp.cli.words import counted, shown_path
from auditresp.deadlines import Due, due_by
from auditresp.deadlines.selection import unreachable
from auditresp.language import _, ngettext
from auditresp.model.records import no_rings
from auditresp.model.register import Register
from auditresp.problems import AuditrespError
from auditresp.reminders.channels import CHANNELS, ByMail, Circumstances
from auditresp.reminders.deciding import digests_of, due_reminders
from auditresp.reminders.giving import Given, Giving, waiting_letters
from auditresp.reminders.letters import Fate, Letter, Occasion
from auditresp.reminders.memory import Memory, Run, alone, looking_into, remembering
from auditresp.reminders.place import place_of_memory
from auditresp.reminders.servers import Patience
from auditresp.reminders.stages import stages_of
from auditresp.store.loading import load
from auditresp.store.sources import Folder
from auditresp.store.writing import write_whole

INSTALLABLE = ("systemd", "cron", "windows", "pipeline")
"""The platforms of `reminders.scheduling`, which is imported when a job is installed, not every time it runs."""


@click.command(help=_("Remind everybody of what is due: before, on and after each deadline, and of nothing twice."))
@as_of
@click.option("--dry-run", is_flag=True, help=_("Show what would be said, and change nothing."))
@click.option("--channel", type=click.Choice(list(CHANNELS)), default="mail", help=_("How to say it."))
@click.option("--memory", metavar=_("FILE"), help=_("The file that remembers what was said; also AUDITRESP_MEMORY, or reminders.memory."))
@click.option("--log", is_flag=True, help=_("List what was said."))
@click.option("--test-mail", metavar=_("ADDRESS"), help=_("Send a mail that tries the settings, and nothing else."))
@click.option("--install", type=click.Choice(INSTALLABLE), help=_("Print what this platform needs to run it every day."))
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help=_("With --install, write the files into this folder."))
@click.pass_context
def remind(
    ctx: click.Context,
    as_of: date,
    dry_run: bool,
    channel: str,
    memory: str | None,
    log: bool,
    test_mail: str | None,
    install: str | None,
    output: Path | None,
) -> None:
    """Exit status 0 when everything is said, 1 when something is to be tried again, 2 when the command cannot run."""
    root = workspace_of(ctx)
    if install:
        show_schedule(install, root, output)
        return
    register = load(Folder(root))
    file = place_of_memory(root, register.settings.reminders.memory, memory)
    if log:
        show_log(file)
    elif test_mail:
        ctx.exit(0 if sent_a_test(circumstances(register, as_of, None), test_mail) else 1)
    elif dry_run:
        show_what_would_be_said(register, as_of, channel, file)
    else:
        if as_of > today():
            message = _("{day} is still to come: what is said for it now is not said again before then; --dry-run only shows it")
            click.echo(message.format(day=as_of), err=True)
        ctx.exit(0 if say_what_is_due(register, as_of, channel, file) else 1)


def circumstances(register: Register, today: date, last: Run | None) -> Circumstances:
    """What the channel needs to know of this run."""
    occasion = Occasion(register.settings.municipality.name, today, last.day if last else None)
    return Circumstances(register, occasion, datetime.now(UTC), click.echo, patience())


def patience() -> Patience:
    """How long to wait for a mail server: as long as the environment says."""
    written = os.environ.get("AUDITRESP_SMTP_TIMEOUT", "")
    if not written:
        return Patience()
    if not written.isdecimal() or not int(written):
        raise AuditrespError(_("AUDITRESP_SMTP_TIMEOUT is '{value}'; write a number of seconds").format(value=written))
    return Patience(seconds=int(written), pauses=tuple(min(pause, int(written)) for pause in Patience().pauses))


def say_what_is_due(register: Register, today: date, channel: str, file: Path) -> bool:
    """Give today's reminders; whether nothing is left for the next run."""
    dues = due_by(register, stages_of(register.settings.reminders).last_due(today))
    warn(register, dues)
    with alone(file) as only:
        if not only:
            click.echo(_("another run is giving reminders at this moment; this one leaves it to that"), err=True)
            return True
        with remembering(file) as memory:
            return give(memory, register, dues, today, channel)


def give(memory: Memory, register: Register, dues: Sequence[Due], today: date, channel: str) -> bool:
    """Give what is due and not said before, and remember it."""
    around = circumstances(register, today, memory.last_run())
    way = CHANNELS[channel](around)
    run = memory.begin(platform.node(), today, around.now)
    again, pointless = waiting_letters(memory, channel, register)
    for letter in pointless:
        memory.forget(letter, channel)
    with no_rings():
        digests = digests_of(due_reminders(dues, register.settings, today, memory.said(channel) if dues else {}))
    given = [say_given(each, channel) for each in Giving(channel, way, memory, run, around.now).give(digests, again)]
    failed = sum(each.outcome.fate is not Fate.ACCEPTED for each in given)
    memory.end(run, failed, datetime.now(UTC))
    if failed:
        message = ngettext("{count} letter is tried again the next time", "{count} letters are tried again the next time", failed)
        click.echo(message.format(count=failed), err=True)
    return not failed


def say_given(given: Given, channel: str) -> Given:
    """Say what became of a letter."""
    match given.outcome.fate:
        case Fate.ACCEPTED if channel != "terminal":
            click.echo(_("sent to {address}: {subject}").format(address=given.to, subject=given.subject))
        case Fate.ACCEPTED:
            pass
        case Fate.REFUSED:
            click.echo(_("not sent to {address}: {reason}").format(address=given.to, reason=given.outcome.reason), err=True)
        case Fate.UNKNOWN:
            message = _("perhaps sent to {address}, perhaps not: {reason}")
            click.echo(message.format(address=given.to, reason=given.outcome.reason), err=True)
    return given


def show_what_would_be_said(register: Register, today: date, channel: str, file: Path) -> None:
    """Print what the channel would deliver."""
    dues = due_by(register, stages_of(register.settings.reminders).last_due(today))
    warn(register, dues)
    with looking_into(file) as memory:
        way = CHANNELS[channel](circumstances(register, today, memory.last_run() if memory else None))
        again, _pointless = waiting_letters(memory, channel, register) if memory else ([], [])
        digests = digests_of(due_reminders(dues, register.settings, today, memory.said(channel) if memory else {}))
    for letter in again:
        click.echo(
            _("once more, as nobody knows whether it arrived, to {address}: {subject}").format(address=letter.to, subject=letter.subject)
        )
    for letter in map(way.letter, digests):
        click.echo(as_delivered(letter, channel))
    if not again and not digests:
        click.echo(_("there is nothing to say"))


def as_delivered(letter: Letter, channel: str) -> str:
    """A letter as its reader sees it."""
    if channel != "mail":
        return letter.content.decode()
    from auditresp.reminders.mail import readable

    return readable(letter.content)


def warn(register: Register, dues: Sequence[Due]) -> None:
    """Say what keeps reminders from being given: what cannot be read, and promises of nobody with an address."""
    if problems := register.problems:
        click.echo(_("{count}; auditresp check says which").format(count=counted(problems)), err=True)
    for who, count in per_person(unreachable(dues, register.settings)).items():
        message = ngettext(
            "{who} has no e-mail address, nor has a board of theirs: nobody is reminded of {count} deadline",
            "{who} has no e-mail address, nor has a board of theirs: nobody is reminded of {count} deadlines",
            count,
        )
        click.echo(message.format(who=who, count=count), err=True)


def per_person(dues: Iterable[Due]) -> dict[str, int]:
    """How many of the deadlines each person has."""
    counts: dict[str, int] = {}
    for due in dues:
        counts[due.who] = counts.get(due.who, 0) + 1
    return counts


def sent_a_test(around: Circumstances, to: str) -> bool:
    """Whether a mail that tries the settings was accepted."""
    way = ByMail(around)
    return all(
        say_given(Given(letter.to, letter.subject, outcome), "mail").outcome.fate is Fate.ACCEPTED
        for letter, outcome in way.deliver([way.test(to)])
    )


def show_log(file: Path) -> None:
    """List what was said, the oldest first: when, how, to whom, of which deadline, and how long before or after it."""
    with looking_into(file) as memory:
        if memory is None:
            click.echo(_("nothing was said yet; {file} would remember it").format(file=shown_path(file)))
            return
        for saying in memory.sayings():
            when = f"{saying.sent or saying.claimed:%Y-%m-%d %H:%M}"
            state = "" if saying.sent else "  " + _("(perhaps not arrived)")
            key = saying.key
            click.echo(f"{when}  {saying.channel:8}  {key.recipient}  {key.deadline}  {key.stage:+d}  {saying.letter}{state}")
        for run in memory.runs()[-1:]:
            message = _("last run: {time} on {machine}, for {day}")
            click.echo(message.format(time=f"{run.ended or run.began:%Y-%m-%d %H:%M}", machine=run.machine, day=run.day), err=True)


def show_schedule(name: str, root: Path, output: Path | None) -> None:
    """Print or write what a platform needs to run the job every day, and say what to do with it."""
    from auditresp.reminders.scheduling import PLATFORMS, Job

    found = PLATFORMS[name]
    files = found.files(Job(this_program(), str(root)))
    for file in files:
        if output:
            write_whole(output / file.name, file.content)
            click.echo(shown_path(output / file.name))
        else:
            click.echo(f"# {file.name}\n{file.text}" if name != "windows" else file.text)
    step = found.next_step.format(file=shown_path(output / files[0].name) if output else files[0].name)
    click.echo(_("Next: {step}").format(step=step), err=True)


def this_program() -> Sequence[str]:
    """How this program is started by another: by its interpreter, which is where it is installed."""
    return (sys.executable, "-m", "auditresp")
