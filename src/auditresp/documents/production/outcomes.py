"""What becomes of a document that is to be made, whoever makes it: its bytes, or why it cannot be."""

from auditresp.documents.building import Document, Fillable, build
from auditresp.documents.template.filling import TemplateError
from auditresp.language import _
from auditresp.model.register import Register
from auditresp.problems import AuditrespError, Problem
from auditresp.value import Value


class Ordered(Value):
    """A document that is to be made, and the commit that it is to name."""

    document: Document
    commit: str


class Refused(Value):
    """Why a document was not made."""

    reasons: tuple[Problem | str, ...]


Outcome = bytes | Refused


def attempt(register: Register, ordered: Ordered, templates: Fillable, *, draft: bool, public: bool) -> Outcome:
    """The document, or why it cannot be made. Whatever goes wrong with it stops no other."""
    try:
        return build(register, ordered.document, templates, draft=draft, public=public, commit=ordered.commit)
    except TemplateError as error:
        return Refused(tuple(error.problems))
    except AuditrespError as error:
        return Refused((str(error),))
    except Exception as error:
        message = _("a fault in auditresp itself stopped {file} ({kind}: {error}); please report it")
        return Refused((message.format(file=ordered.document.file, kind=type(error).__name__, error=error),))
