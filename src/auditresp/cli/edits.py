"""What the commands have in common that write down what happened: they show the change, look at what it leads to, and commit it."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from enum import StrEnum
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, NamedTuple, TypeVar

import click

from auditresp.changes import changes_between
from auditresp.changes.telling import told
from auditresp.checks import all_problems
from auditresp.checks.phrases import deadlines_named
from auditresp.cli.clock import today
from auditresp.cli.folders import workspace_of
from auditresp.cli.options import DayType
from auditresp.cli.words import no_response, shown_path
from auditresp.language import _
from auditresp.model.dates import Deadline
from auditresp.model.records import Record
from auditresp.model.register import Register, response_file
from auditresp.model.responses import Response
from auditresp.model.values import Refused
from auditresp.problems import AuditrespError, Problem, did_you_mean, errors, nearest
from auditresp.store.loading import load
from auditresp.store.repository.committing import FileChange, commit, keep
from auditresp.store.sources import Changed, Folder
from auditresp.store.versions.revisions import ABBREVIATED
from auditresp.wording import Worded, word

Command = TypeVar("Command", bound=Callable[..., Any])
Choice = TypeVar("Choice", bound=StrEnum)


class PastDayType(DayType):
    """A day that has come: what is written down has happened."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; usage error where it is none, or still to come."""
        day = super().convert(value, param, ctx)
        if day > today():
            self.fail(_("{day} is still to come").format(day=day), param, ctx)
        return day


the_day = click.option(
    "--date", "day", type=PastDayType(), metavar=_("DATE"), default=today, help=_("The day it happened; today, unless given.")
)


def editing(command: Command) -> Command:
    """The options of every command that edits a file."""
    command = click.option("--no-commit", is_flag=True, help=_("Edit the file, and leave the commit for later."))(command)
    return click.option("--dry-run", is_flag=True, help=_("Only show what would change."))(command)


class Opened(NamedTuple):
    """A workspace, and one of its files as the register knows it: what somebody writes there meanwhile is not overwritten."""

    source: Folder
    register: Register
    name: str
    before: bytes

    def edit(self, about: str, new: Record) -> "Edit":
        """The edit with which the file says something new."""
        from auditresp.store.editing import edited

        change = FileChange(self.name, self.before, edited(type(new), self.name, self.before, new))
        return Edit(self.source, self.register, about, change)


def opened(ctx: click.Context, name: str) -> Opened:
    """The workspace of a command that edits the file of that name."""
    source = Folder(workspace_of(ctx))
    before = source.read(name) if name in source.names(PurePosixPath(name).parent.as_posix().removeprefix(".")) else b""
    return Opened(source, load(Changed(source, {name: before}) if before else source), name, before)


def opened_response(ctx: click.Context, name: str) -> tuple[Opened, Response]:
    """The same of a response's file, and the response. Raises AuditrespError, with the nearest, where none of that id can be read."""
    here = opened(ctx, response_file(name))
    if response := here.register.responses.get(name):
        return here, response
    raise no_response(name, here.register)


@dataclass(frozen=True)
class Edit:
    """A file as it is and as it is to be; `about` is what the change is about, by its id."""

    source: Folder
    register: Register
    about: str
    change: FileChange

    @property
    def changed(self) -> Changed:
        """The workspace with the change."""
        return Changed(self.source, {self.change.name: self.change.after})

    @cached_property
    def after(self) -> Register:
        """The register with the change."""
        return load(self.changed)

    @cached_property
    def sentence(self) -> str:
        """What changes, in the field's words; not what somebody else saves meanwhile in another file."""
        changes = [change for change in changes_between(self.register, self.after) if change.file == self.change.name]
        return " ".join(told(change, self.register.settings.called).sentence for change in changes)

    @property
    def message(self) -> str:
        """The commit's message: one sentence in its subject, further ones below it."""
        subject, *more = running_text(f"{self.about}: {self.sentence}").split("\n")
        return "\n".join([subject, "", *more] if more else [subject])

    def new_problems(self) -> list[Problem]:
        """What would be wrong with the files that is not wrong now; lines may have moved, so a problem is known by what it says."""
        before = Counter(map(known_by, all_problems(self.register)))
        found = []
        for problem in all_problems(self.after):
            if before[known_by(problem)]:
                before[known_by(problem)] -= 1
            else:
                found.append(problem)
        return found


def known_by(problem: Problem) -> tuple[str, str, str]:
    """A problem without its place in the file."""
    return problem.place.file, problem.code, problem.message


def carry_out(ctx: click.Context, edit: Edit, *, dry_run: bool, no_commit: bool) -> None:
    """Show the change, and make it unless something would be wrong then: exit status 1."""
    show(edit)
    problems = edit.new_problems()
    refuse(ctx, errors(problems))
    for problem in problems:
        click.echo(problem, err=True)
    if dry_run:
        return
    if no_commit:
        keep(edit.source.root, [edit.change])
        return
    say_done(edit, commit(edit.source.root, [edit.change], edit.message))


def show(edit: Edit) -> None:
    """What is going to change: in words, and the lines of the file."""
    click.echo(f"{edit.change.name}: {edit.sentence}")
    for line in changed_lines(edit.change):
        click.echo(f"  {line}")


def changed_lines(change: FileChange) -> list[str]:
    """The lines that go, after a minus, and those that come, after a plus."""
    before, after = ((data or b"").decode("utf-8-sig").splitlines() for data in (change.before, change.after))
    lines = list(unified_diff(before, after, n=0, lineterm=""))[2:]
    return [f"{line[:1]} {line[1:]}" for line in lines if not line.startswith("@@")]


def refuse(ctx: click.Context, problems: Sequence[Problem]) -> None:
    """Say what is wrong and end with exit status 1, where anything is."""
    if problems:
        for problem in problems:
            click.echo(problem, err=True)
        click.echo(_("nothing was changed"), err=True)
        ctx.exit(1)


def say_done(edit: Edit, commit: str, built: Iterable[FileChange] = ()) -> None:
    """The documents that were built, and the commit."""
    for file in built:
        click.echo(shown_path(edit.source.root / file.name))
    subject = edit.message.partition("\n")[0]
    click.echo(_("committed as {commit}: {message}").format(commit=commit[:ABBREVIATED], message=subject))


def split_name(name: str, example: str) -> tuple[str, str]:
    """What stands before and after the slash. Raises AuditrespError where there is none."""
    holder, slash, inner = name.strip().partition("/")
    if not slash or not holder or not inner:
        raise AuditrespError(_("'{name}' names nothing; write it as {example}").format(name=name, example=example))
    return holder, inner


def found(name: str, there: Iterable[Record], message: str) -> Any:
    """What has that id. Raises AuditrespError with the message and the nearest, where nothing has."""
    by_id = {getattr(each, "id", ""): each for each in there}
    if name not in by_id:
        raise AuditrespError(message.format(name=name, hint=did_you_mean(name, by_id)))
    return by_id[name]


def choice_named(written: str, choices: Collection[Choice]) -> Choice:
    """A value by its key in the files or by its Swedish word. Raises AuditrespError with the nearest."""
    names = {plainly(name): choice for choice in choices for name in (choice.value, swedish(choice))}
    if choice := names.get(plainly(written)):
        return choice
    near = nearest(written, [name for choice in choices for name in (choice.value, swedish(choice))])
    hint = did_you_mean(written, [near]) if near else ""
    expected = ", ".join(f"{choice} ({swedish(choice)})" for choice in choices)
    raise AuditrespError(_("'{value}' is none of {expected}{hint}").format(value=written, expected=expected, hint=hint))


def swedish(choice: StrEnum) -> str:
    """The Swedish word for a value."""
    return word(choice) if isinstance(choice, Worded) else str(choice)


def plainly(name: str) -> str:
    """A word without what differs only in how it is typed: case, hyphens, and the dots and rings of Swedish letters."""
    letters = unicodedata.normalize("NFD", name.casefold().replace("_", " ").replace("-", " "))
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


class DeadlineType(click.ParamType):  # type: ignore[type-arg]
    """A deadline, written as in the files or as in Swedish text: *den 30 november 2018*, *våren 2019*."""

    name = "deadline"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Deadline:
        """The deadline; usage error where it is none."""
        try:
            return Deadline.read(value)
        except Refused as error:
            named = set(deadlines_named(f"senast {value}", today().year))
            if len(named) == 1:
                return named.pop()
            self.fail(error.message, param, ctx)


DEADLINE = DeadlineType()


def running_text(words: str) -> str:
    """A text as the files have it: each sentence on a line of its own."""
    from auditresp.markdown.sentences import sentence_lines

    return sentence_lines(words.strip())
