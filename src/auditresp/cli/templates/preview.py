"""`auditresp template preview`: a document built at once, to see what a template makes."""

from collections.abc import Callable
from pathlib import Path

import click

from auditresp.cli.folders import folder_of
from auditresp.cli.templates.data import sources_around, template_bytes, workspace_around
from auditresp.cli.words import no_response, shown_path
from auditresp.documents.building import Templates, build
from auditresp.documents.orders import Document
from auditresp.documents.proofing import what_it_sees
from auditresp.documents.template.compiling import compile_template
from auditresp.documents.template.filling import Template, TemplateError
from auditresp.documents.view.fields import RegisterDocument
from auditresp.language import _
from auditresp.model.register import Register
from auditresp.store.loading import load
from auditresp.store.sources import Source
from auditresp.store.starter import example
from auditresp.store.writing import write_whole


class OneTemplate(Templates):
    """A template that need not be among the workspace's."""

    def __init__(self, template: Template, read: Callable[[str], bytes]) -> None:
        super().__init__({}, read)
        self._template = template

    def __getitem__(self, name: str) -> Template:
        """The template, whatever it is called."""
        return self._template


@click.command(help=_("Build a document with a template at once, from the workspace's data; where there are none, from an example's."))
@click.argument("file", metavar=_("FILE"), type=click.Path(path_type=Path))
@click.option("--response", "response_id", metavar=_("ID"), help=_("The response to show; else the first that is made with this template."))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=_("Write this file instead of one in build/preview/.")
)
@click.pass_context
def preview(ctx: click.Context, file: Path, response_id: str | None, output: Path | None) -> None:
    """Exit status 1 where something is wrong with the template, 2 where the command cannot run."""
    folder = folder_of(ctx)
    data, name = template_bytes(folder, file), shown_path(folder / file)
    source, register = shown_with(folder, response_id)
    wide = response_id is None and what_it_sees(data, name) is RegisterDocument
    response = None if wide else response_id or first_response(register, file.stem)
    try:
        templates = OneTemplate(compile_template(data, name), source.read)
        finished = build(register, Document(response, file.stem), templates, draft=True)
    except TemplateError as error:
        click.echo(str(error), err=True)
        ctx.exit(1)
    path = output or (workspace_around(folder) or folder) / "build" / "preview" / f"{file.stem}.docx"
    write_whole(path, finished)
    click.echo(shown_path(path))


def shown_with(folder: Path, response_id: str | None) -> tuple[Source, Register]:
    """Where the data come from, and what they are: the workspace where it has a response, or is asked for one; else the example."""
    source = sources_around(folder)[0]
    register = load(source)
    if response_id is not None:
        if response_id not in register.responses:
            raise no_response(response_id, register)
    elif not register.responses:
        source, register = example(), load(example())
    return source, register


def first_response(register: Register, template: str) -> str:
    """The first response that is made with the template; the first of all where none is."""
    names = sorted(register.responses)
    return next((name for name in names if template in register.responses[name].documents), names[0])
