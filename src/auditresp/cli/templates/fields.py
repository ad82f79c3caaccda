"""`auditresp template fields`: every field that a template may use."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import wrap
from typing import Any

import click

from auditresp.cli.folders import folder_of
from auditresp.cli.templates.data import registers_around, template_bytes
from auditresp.cli.words import shown_path
from auditresp.documents.proofing.field_list import FILTERS, Explained, Filter, Thing, examples_in, field_list, fields_used, times_used
from auditresp.documents.proofing.kinds import Field
from auditresp.documents.view import register_view, view
from auditresp.language import _, ngettext
from auditresp.model.register import Register

WIDTH = 78
INDENT = " " * 6


@click.command(help=_("List every field that a template may use, with what it means and an example; and the filters."))
@click.option(
    "--for", "file", type=click.Path(path_type=Path), help=_("Say how often this template uses each field, and which it does not.")
)
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", help=_("How to say it."))
@click.pass_context
def fields(ctx: click.Context, file: Path | None, shape: str) -> None:
    """Exit status 2 where the file cannot be read."""
    folder = folder_of(ctx)
    things = field_list(examples_in(each for register in registers_around(folder) for each in views(register)))
    if file is None:
        click.echo(as_json(things, None) if shape == "json" else as_text(things))
        return
    seen, counted = fields_used(template_bytes(folder, file), shown_path(folder / file))
    visible = [each for each in things if each.variable or each.record is seen]
    click.echo(as_json(visible, counted) if shape == "json" else as_text_for(visible, counted, shown_path(folder / file)))


def views(register: Register) -> Iterator[Mapping[str, object]]:
    """What the templates of a register see."""
    for response in register.responses.values():
        yield view(register, response)
    yield register_view(register)


def as_text(things: Sequence[Thing]) -> str:
    """The list for people."""
    return "\n".join([*lines_of(things, None), "", _("Filters").upper(), *(line for each in FILTERS for line in filter_lines(each))])


def as_text_for(things: Sequence[Thing], counted: Counter[Field], file: str) -> str:
    """The list for people, divided into what a template uses and what it does not."""
    used = only(things, lambda each: times_used(each, counted) > 0)
    unused = only(things, lambda each: times_used(each, counted) == 0)
    used_lines, unused_lines = lines_of(used, counted), lines_of(unused, None)
    headings = [_("{file} uses:").format(file=file), _("{file} does not use:").format(file=file)]
    return "\n".join([headings[0], *used_lines, "", headings[1], *unused_lines])


def only(things: Sequence[Thing], wanted: Callable[[Explained], bool]) -> list[Thing]:
    """The things with some of their fields; those that have none of these are left out."""
    some = (replace(each, fields=tuple(filter(wanted, each.fields))) for each in things)
    return [each for each in some if each.fields]


def lines_of(things: Sequence[Thing], counted: Counter[Field] | None) -> Iterator[str]:
    """The lines of the list."""
    for each in things:
        yield from ("", each.title.upper())
        yield from wrap(each.meaning, WIDTH)
        if each.found_in:
            yield from wrap(_("Found in: {names}").format(names=", ".join(each.found_in)), WIDTH, break_on_hyphens=False)
        if each.like:
            yield from wrap(_("Has all the fields of: {names}").format(names=", ".join(each.like)), WIDTH)
        for one in each.fields:
            yield from field_lines(each, one, counted)


def field_lines(owner: Thing, one: Explained, counted: Counter[Field] | None) -> Iterator[str]:
    """A field: its name as a template writes it and what it is, then what it means, then an example."""
    times = times_used(one, counted) if counted is not None else 0
    used = " " + ngettext("({count} time)", "({count} times)", times).format(count=times) if times else ""
    yield from wrap(f"{written(owner, one)}{used} – {one.kind}", WIDTH, initial_indent="  ", subsequent_indent=INDENT)
    yield from wrap(one.meaning, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
    if one.example:
        said = _("For example: {example}").format(example=one.example)
        yield from wrap(said, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)


def filter_lines(each: Filter) -> Iterator[str]:
    """A filter: what it does, how it is written, and what that prints."""
    yield f"  {each.name}"
    yield f"{INDENT}{each.meaning}"
    yield f"{INDENT}{each.written}{' → ' + each.gives if each.gives else ''}"


def written(owner: Thing, one: Explained) -> str:
    """A field as a template writes it."""
    return f"{owner.variable}.{one.name}" if owner.variable else one.name


def as_json(things: Sequence[Thing], counted: Counter[Field] | None) -> str:
    """One JSON object: `things`, each with its `fields`, and `filters`."""
    said = {"things": [thing_data(each, counted) for each in things], "filters": [vars(each) for each in FILTERS]}
    return json.dumps(said, ensure_ascii=False, indent=2)


def thing_data(each: Thing, counted: Counter[Field] | None) -> dict[str, Any]:
    """A thing as JSON has it."""
    return {
        "kind": each.record.__name__,
        "title": each.title,
        "meaning": each.meaning,
        "found_in": each.found_in,
        "fields_of": each.like,
        "fields": [field_data(each, one, counted) for one in each.fields],
    }


def field_data(owner: Thing, one: Explained, counted: Counter[Field] | None) -> dict[str, Any]:
    """A field as JSON has it; with `used` where a template was asked about."""
    used = {} if counted is None else {"used": times_used(one, counted)}
    return {"name": written(owner, one), "type": one.kind, "meaning": one.meaning, "example": one.example, **used}
