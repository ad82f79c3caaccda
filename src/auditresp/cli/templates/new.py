"""`auditresp template new`: a template made of an existing letter."""

from collections.abc import Sequence
from pathlib import Path

import click

from auditresp.cli.folders import folder_of
from auditresp.cli.words import shown_path
from auditresp.documents.letter import template_like
from auditresp.documents.orders import template_file
from auditresp.language import _, cause_of
from auditresp.model.values import Refused, TemplateName
from auditresp.problems import AuditrespError
from auditresp.store.starter import templates_folder
from auditresp.store.workspace import find_workspace
from auditresp.store.writing import write_whole

STANDARD = ("svar", "yttrande")
SAVE_AS = _("open it in {program}, choose File > Save As, and there the type 'Word Document (.docx)'")
NOT_WORD = {
    ".doc": "Word",
    ".dot": "Word",
    ".rtf": "Word",
    ".odt": "LibreOffice",
    ".ott": "LibreOffice",
    ".pages": "Pages",
    ".pdf": "Word",
}
"""Kinds of file that are letters but no templates, and the program that makes a Word document of each."""


@click.command(help=_("Make templates/NAME.docx: the content of a standard template with the letterhead and styles of an existing letter."))
@click.argument("name", metavar=_("NAME"))
@click.option(
    "--like", "letter", metavar=_("LETTER"), required=True, type=click.Path(path_type=Path), help=_("The letter: a .docx or .dotx.")
)
@click.option("--document", "standard", type=click.Choice(STANDARD), default=STANDARD[0], help=_("Whose content it gets."))
@click.pass_context
def new(ctx: click.Context, name: str, letter: Path, standard: str) -> None:
    """Exit status 2 where the letter cannot be used, or there is a template of that name."""
    folder = folder_of(ctx)
    path = find_workspace(folder) / template_file(valid_name(name))
    if path.exists():
        raise AuditrespError(_("{file} is there already, and is left as it is; choose another name").format(file=shown_path(path)))
    made = template_like(letter_bytes(folder / letter), shown_path(folder / letter), (templates_folder() / f"{standard}.docx").read_bytes())
    write_whole(path, made.data)
    click.echo(shown_path(path))
    say(_("What became of the letter:"), made.done)
    say(_("Look at this in Word:"), made.left)
    say(_("Then:"), [f"auditresp template check {shown_path(path)}", f"auditresp template preview {shown_path(path)}"])


def say(heading: str, lines: Sequence[str]) -> None:
    """A heading with its lines; nothing where there are none."""
    if lines:
        click.echo("\n".join(["", heading, *(f"  {line}" for line in lines)]))


def valid_name(written: str) -> str:
    """A template's name as the files allow it. Raises AuditrespError where it is none."""
    try:
        return TemplateName.read(written.removesuffix(".docx"))
    except Refused as error:
        raise AuditrespError(error.message) from error


def letter_bytes(path: Path) -> bytes:
    """What is in the letter. Raises AuditrespError where it is no Word document, with how to make one of it."""
    program = NOT_WORD.get(path.suffix.lower())
    if program:
        message = _("{file} is no Word document that can become a template; {remedy}")
        raise AuditrespError(message.format(file=shown_path(path), remedy=SAVE_AS.format(program=program)))
    try:
        return path.read_bytes()
    except OSError as error:
        raise AuditrespError(_("{file} cannot be read: {reason}").format(file=shown_path(path), reason=cause_of(error))) from error
