"""What the commands have in common that edit a response: they show the change, check it, build the documents, and commit all of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from functools import cached_property
from pathlib import Path

import click

from auditresp.changes import in_response
from auditresp.changes.telling import told
from auditresp.checks import all_problems
from auditresp.cli.words import shown_path
from auditresp.documents.building import Document, Templates, build, documents_in, in_the_way, inputs
from auditresp.language import _
from auditresp.model.register import Register, response_file
from auditresp.model.responses import Response
from auditresp.problems import AuditrespError, Problem, did_you_mean
from auditresp.store.editing import edited
from auditresp.store.loading import load
from auditresp.store.repository.committing import FileChange
from auditresp.store.sources import Changed, Folder
from auditresp.store.versions.comparing import is_blob
from auditresp.store.versions.revisions import ABBREVIATED, Revision
from auditresp.store.writing import said_by

BUILD = "build"


@dataclass(frozen=True)
class ResponseEdit:
    """A response as it is and as it is to be."""

    source: Folder
    register: Register
    old: Response
    new: Response

    @cached_property
    def change(self) -> FileChange:
        """The file as it is and as it will be."""
        name = response_file(self.old.id)
        before = self.source.read(name)
        return FileChange(name, before, edited(Response, name, before, self.new))

    @cached_property
    def sentence(self) -> str:
        """What changes, in the field's words."""
        changes = in_response(self.old, self.new)
        return " ".join(told(change, self.register.settings.called).sentence for change in changes)

    @property
    def message(self) -> str:
        """The commit's message."""
        return f"{self.old.id}: {self.sentence}"

    @cached_property
    def after(self) -> Register:
        """The register with the change."""
        return load(self._changed)

    @property
    def documents(self) -> list[Document]:
        """The response's documents."""
        return documents_in(self.after, [self.old.id])

    def in_the_way(self) -> list[Problem]:
        """What is wrong with the files after the change, as far as the response's documents are concerned."""
        problems = all_problems(self.after)
        return list(dict.fromkeys(problem for document in self.documents for problem in in_the_way(self.after, document, problems)))

    def uncommitted(self, made: Revision, document: Document) -> list[str]:
        """The files that a document is built from and that the commit, which has the change, does not have as they are."""
        files, entries = sorted(inputs(self.after, document)), made.entries
        return [file for file in files if file not in entries or not is_blob(self._changed.read(file), entries[file].id)]

    def built(self, made: Revision) -> Iterator[FileChange]:
        """The documents of the change that was committed so; one that the commit cannot give again does not name it."""
        templates = Templates(self.after.templates, self._changed.read)
        for document in self.documents:
            known = "" if self.uncommitted(made, document) else made.commit
            file = f"{BUILD}/{document.file}"
            yield FileChange(file, said_by(self.source.root / file), build(self.after, document, templates, commit=known))

    @property
    def _changed(self) -> Changed:
        return Changed(self.source, {self.change.name: self.change.after})


def response_named(register: Register, name: str) -> Response:
    """The response of that id. Raises AuditrespError, with the nearest, where there is none that can be read."""
    if response := register.responses.get(name):
        return response
    if response_file(name) in register.unread:
        raise AuditrespError(_("{file} cannot be read; auditresp check says why").format(file=response_file(name)))
    raise AuditrespError(_("there is no response '{name}'{hint}").format(name=name, hint=did_you_mean(name, register.responses)))


def show(edit: ResponseEdit) -> None:
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


def say_done(root: Path, files: Sequence[FileChange], commit: str, message: str) -> None:
    """The documents that were built, and the commit."""
    for file in files:
        click.echo(shown_path(root / file.name))
    click.echo(_("committed as {commit}: {message}").format(commit=commit[:ABBREVIATED], message=message))
