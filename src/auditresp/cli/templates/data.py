"""What the commands for templates read: the template's file, and the registers it may be shown with."""

from pathlib import Path

from auditresp.cli.words import shown_path
from auditresp.documents.orders import template_file
from auditresp.language import _, cause_of
from auditresp.model.register import Register
from auditresp.problems import AuditrespError
from auditresp.store.loading import load
from auditresp.store.sources import Folder, Source
from auditresp.store.starter import example
from auditresp.store.workspace import find_workspace


def workspace_around(folder: Path) -> Path | None:
    """The workspace in which a folder lies; a template may be tried without any."""
    try:
        return find_workspace(folder)
    except AuditrespError:
        return None


def sources_around(folder: Path) -> list[Source]:
    """Where there is something to show a template with: the workspace, if there is one, and then the example."""
    root = workspace_around(folder)
    return [*([Folder(root)] if root else []), example()]


def registers_around(folder: Path) -> list[Register]:
    """The registers of those."""
    return [load(source) for source in sources_around(folder)]


def template_bytes(folder: Path, file: Path) -> bytes:
    """What is in a template's file. Raises AuditrespError where it cannot be had; `svar` alone names templates/svar.docx."""
    path = folder / file
    try:
        return path.read_bytes()
    except OSError as error:
        root = workspace_around(folder)
        near = root / template_file(file.stem) if root else path
        hint = _("; did you mean '{name}'?").format(name=shown_path(near)) if near.is_file() and near != path else ""
        message = _("{file} cannot be read: {reason}{hint}")
        raise AuditrespError(message.format(file=shown_path(path), reason=cause_of(error), hint=hint)) from error
