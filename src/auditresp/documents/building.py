"""Making a document: from a response and a template to the bytes of a Word file."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Protocol

from auditresp.documents.orders import Document, Ordered, Outcome, Refused
from auditresp.documents.origin import Origin
from auditresp.documents.template.core import Properties
from auditresp.documents.template.filling import Template, TemplateError
from auditresp.documents.template.kept import template_in
from auditresp.documents.view import register_view, subject_of, view
from auditresp.documents.word.illustrations import Picture
from auditresp.keeping import NOTHING_KEPT, Keeping
from auditresp.language import _
from auditresp.model.register import Register
from auditresp.problems import AuditrespError
from auditresp.wording import genitive


class Fillable(Protocol):
    """Templates ready to be filled, and the logo they show."""

    def __getitem__(self, name: str) -> Template:
        """The template of that name. Raises TemplateError with all that is wrong in it."""

    def logo(self, register: Register) -> Picture | None:
        """The municipality's logo. Without a file there is none, which is a problem of the settings."""


class Templates:
    """The workspace's templates, each compiled once, when first needed, and the logo they show."""

    def __init__(self, files: Mapping[str, str], read: Callable[[str], bytes], keeping: Keeping = NOTHING_KEPT) -> None:
        """`files` are the templates' by their names; `read` gives the bytes of a file by its path in the workspace."""
        self._read = lru_cache(maxsize=1)(read)
        self._compiled = lru_cache(maxsize=None)(lambda name: template_in(read(files[name]), files[name], keeping))

    def __getitem__(self, name: str) -> Template:
        """The template of that name. Raises TemplateError with all that is wrong in it."""
        return self._compiled(name)

    def logo(self, register: Register) -> Picture | None:
        """The municipality's logo. Without a file there is none, which is a problem of the settings."""
        municipality = register.settings.municipality
        if municipality.logo is None or municipality.logo not in register.pictures:
            return None
        from auditresp.documents.word.images import picture

        return picture(self._read(municipality.logo), municipality.logo, f"{genitive(municipality.name)} logotyp")


def build(
    register: Register, document: Document, templates: Fillable, *, draft: bool = False, public: bool = False, commit: str = ""
) -> bytes:
    """The finished Word file. In a draft, what is missing is marked; in a public document, what is confidential is withheld.

    It says of itself that it was built from `commit`. The same register and commit give the same bytes. Raises TemplateError where
    the template asks for what there is not.
    """
    template, logo = templates[document.template], templates.logo(register)
    form = " ".join(name for name, chosen in {"draft": draft, "public": public}.items() if chosen)
    origin = Origin(document.response or "", document.template, commit, form)
    if document.response is None:
        properties = Properties(title=register.settings.municipality.name)
        return template.fill(register_view(register, public=public, logo=logo), properties, origin)
    response = register.responses[document.response]
    audit = register.audit(response.audit)
    properties = Properties(title=subject_of(register, response), subject=audit.title if audit else "")
    seen = view(register, response, mark_missing=draft, public=public, logo=logo, template=document.template)
    return template.fill(seen, properties, origin)


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
