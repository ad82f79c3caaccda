"""Which documents a register asks for, what each is built from, what is in its way, and what becomes of it."""

from collections.abc import Collection, Iterable
from functools import cached_property
from itertools import pairwise
from math import inf

from auditresp.model.register import RECOMMENDATIONS_FILE, SETTINGS_FILE, TEMPLATES_FOLDER, Register, response_file
from auditresp.model.responses import Response
from auditresp.problems import Place, Problem, errors
from auditresp.value import Value


class Document(Value):
    """A document to build: a template filled with a response, or with the whole register where `response` is None."""

    response: str | None
    template: str

    @property
    def file(self) -> str:
        """Its file, as a path inside the build folder."""
        return f"{self.response}/{self.template}.docx" if self.response else f"{self.template}.docx"


def template_file(name: str) -> str:
    """The file of a new template of that name, as a path in the workspace."""
    return f"{TEMPLATES_FOLDER}/{name}.docx"


def documents_in(register: Register, responses: Collection[str] | None = None, template: str | None = None) -> list[Document]:
    """The documents that the register asks for: those of all responses and of the register itself, or of `responses` alone.

    `template` picks one of each: of responses that are named, whether they list it or not; else where it is listed or a
    follow-up is reported with it.
    """
    if responses is not None and template:
        return [Document(name, template) for name in responses]
    named = sorted(register.responses) if responses is None else responses
    wanted = [Document(name, each) for name in named for each in documents_of(register.responses[name], reports=bool(template))]
    if responses is None:
        wanted += [Document(None, each) for each in register.settings.documents]
    return [document for document in wanted if template in (None, document.template)]


def documents_of(response: Response, *, reports: bool) -> list[str]:
    """The templates that a response lists; with `reports` also those that its follow-ups are reported with."""
    reported = [follow_up.document for follow_up in response.follow_ups if follow_up.document] if reports else []
    return list(dict.fromkeys([*response.documents, *reported]))


class Obstacles:
    """The errors that documents would carry on, found for one document after the other."""

    def __init__(self, register: Register, problems: Iterable[Problem]) -> None:
        self._register = register
        self._wrong = errors(problems)

    def to(self, document: Document) -> list[Problem]:
        """Those of the document's response, of the response's audit, of the settings and of its template."""
        if document.response is None or not self._wrong:
            return self._wrong
        response = self._register.responses[document.response]
        files = SETTINGS_FILE, response_file(response.id), self._register.templates.get(document.template)
        return [problem for problem in self._wrong if problem.place.file in files or self._in_audit(problem.place, response.audit)]

    def _in_audit(self, place: Place, audit: str) -> bool:
        """Whether a place is in the audit's lines, or may be."""
        if place.file != RECOMMENDATIONS_FILE:
            return False
        first, following = self._lines.get(audit, (0, inf))
        return place.line == 0 or first <= place.line < following

    @cached_property
    def _lines(self) -> dict[str, tuple[float, float]]:
        """The first line of each audit in its file, and the line after its last."""
        starts = [(self._register.place(audit).line, audit.id) for audit in self._register.audits] + [(inf, "")]
        return {audit: (line, following) for (line, audit), (following, _next) in reversed(list(pairwise(starts)))}


def in_the_way(register: Register, document: Document, problems: Iterable[Problem]) -> list[Problem]:
    """The errors that one document would carry on."""
    return Obstacles(register, problems).to(document)


def inputs(register: Register, document: Document) -> frozenset[str]:
    """The files that a document is built from: the settings, what the auditors said and the boards answer, the template, the logo."""
    response = None if document.response is None else register.responses[document.response]
    audit = response and register.audit(response.audit)
    seen = [*([response] if response else register.responses.values()), *(register.responses_to(audit) if audit else ())]
    files = [SETTINGS_FILE, RECOMMENDATIONS_FILE, register.settings.municipality.logo, register.templates.get(document.template)]
    return frozenset(file for file in (*files, *(response_file(each.id) for each in seen)) if file)


class Ordered(Value):
    """A document that is to be made, and the commit that it is to name."""

    document: Document
    commit: str


class Refused(Value):
    """Why a document was not made."""

    reasons: tuple[Problem | str, ...]


Outcome = bytes | Refused


def templates_asked_for(register: Register) -> list[tuple[str, bool]]:
    """The names of the templates that documents are made with, each with whether they are about the whole register."""
    return sorted({(document.template, document.response is None) for document in documents_in(register)})
