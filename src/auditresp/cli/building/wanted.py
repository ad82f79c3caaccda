"""Which documents are asked for, and where they go."""

from collections.abc import Sequence
from pathlib import Path

from auditresp.cli.words import no_response
from auditresp.documents.orders import Document, documents_in
from auditresp.language import _
from auditresp.model.register import Register, response_file
from auditresp.problems import AuditrespError, did_you_mean
from auditresp.store.sources import Folder
from auditresp.store.versions.revisions import Revision


def wanted_documents(register: Register, responses: Sequence[str], template: str | None) -> list[Document]:
    """The documents asked for. Raises AuditrespError where a response or template of that name is not there."""
    for name in responses:
        if name not in register.responses and response_file(name) not in register.unread:
            raise no_response(name, register)
    if template is not None and template not in register.templates:
        raise AuditrespError(
            _("there is no template '{name}'{hint}").format(name=template, hint=did_you_mean(template, register.templates))
        )
    if responses and template in register.settings.documents:
        message = _("'{name}' is about the whole register; build it without naming a response: auditresp build --document {name}")
        raise AuditrespError(message.format(name=template))
    named = [name for name in responses if name in register.responses]
    wanted = documents_in(register, named if responses else None, template)
    if template and not wanted and not register.unread:
        message = _("nothing asks for the document '{name}'; name the response: auditresp build RESPONSE --document {name}")
        raise AuditrespError(message.format(name=template))
    return wanted


def unread_files(register: Register, responses: Sequence[str]) -> list[str]:
    """The files that are to be built from and could not be read: of those named, else of all."""
    return sorted(register.unread & set(map(response_file, responses)) if responses else register.unread)


def build_folder(root: Path, source: Folder | Revision) -> Path:
    """Where documents go: those of an earlier version into a folder of that version, beside those of the files as they are now."""
    return root / "build" / source.short if isinstance(source, Revision) else root / "build"
