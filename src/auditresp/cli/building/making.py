"""Making what is stale of the documents that are wanted, and leaving the rest as it is."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from auditresp.cli.building.contents import Noted, contents_of
from auditresp.cli.building.crews import Crews
from auditresp.cli.building.interrupts import held_back
from auditresp.cli.building.saying import Reasons, progress
from auditresp.cli.lazy import to_stay
from auditresp.documents.orders import Document, Obstacles, Ordered, Outcome, Refused, inputs
from auditresp.documents.staleness import Fingerprints, Ledger, asked_of
from auditresp.keeping import Keeping, digest
from auditresp.language import _
from auditresp.model.register import RECOMMENDATIONS_FILE, SETTINGS_FILE, TEMPLATES_FOLDER, Register
from auditresp.problems import AuditrespError, Problem
from auditresp.store.versions.origins import Origins
from auditresp.store.versions.parts import SHOWN
from auditresp.store.versions.revisions import Revision
from auditresp.store.writing import write_whole
from auditresp.value import Value

if TYPE_CHECKING:
    from auditresp.documents.building import Templates
    from auditresp.documents.production.documents import Workshop

MANY = 20
"""From so many documents on, what git was asked is noted, so that it need not be asked the next time."""


class Order(Value):
    """How documents are to be made."""

    root: Path
    folder: Path
    """Where they go."""
    draft: bool
    public: bool
    force: bool
    """Whether also what is fresh is made again."""


class Making:
    """Documents on their way: which are made, left as they were, or refused."""

    def __init__(self, order: Order, source: Noted | Revision, register: Register, keeping: Keeping) -> None:
        self.reasons: Reasons = {}
        self.documents: list[Document] = []
        """Those that were made."""
        self.pdfs: list[Path] = []
        self.unchanged: list[Path] = []
        self.renamed = 0
        """How many were made only because they name another commit now."""
        self._order = order
        self._source = source
        self._contents = contents_of(source)
        self._register = register
        self._keeping = keeping
        self._ledger = Ledger(order.folder, keeping)
        known = self._ledger.audits(self._contents)
        self._fingerprints = Fingerprints(register, self._contents, known, draft=order.draft, public=order.public)

    @cached_property
    def _templates(self) -> "Templates":
        from auditresp.documents.building import Templates

        return Templates(self._register.templates, self._source.read, self._keeping)

    @property
    def files(self) -> list[Path]:
        """All that was made."""
        return [*(self._order.folder / document.file for document in self.documents), *self.pdfs]

    def keep(self) -> None:
        """Remember for the next build what was made from what."""
        self._ledger.keep(self._contents, self._fingerprints.audits)

    def make(self, wanted: Sequence[Document], problems: Sequence[Problem], crews: Crews) -> None:
        """Make those of the documents that are stale and that nothing stands in the way of."""
        obstacles = Obstacles(self._register, problems)
        possible = [document for document in wanted if not self._refused(document, obstacles)]
        stale = dict(self._stale(possible))
        orders = [Ordered(document, commit) for document, (commit, _asked) in stale.items()]
        with progress(self._outcomes(orders, crews), len(orders)) as work:
            for ordered, outcome in work:
                self._take(ordered, outcome, stale[ordered.document][1])
        self._in_order(wanted)

    def make_pdfs(self, wanted: Sequence[Document], libreoffice: str, crews: Crews) -> None:
        """Make the PDF of each document that is as it should be, where that is not there or stale."""
        stale: dict[Path, tuple[str, bytes]] = {}
        for document in wanted:
            docx = self._order.folder / document.file
            if docx in self.reasons:
                continue
            made_from = digest("pdf", self._fingerprints.of(document), libreoffice)
            file = Path(document.file).with_suffix(".pdf").as_posix()
            if self._ledger.found(file, made_from) and not self._order.force:
                self.unchanged.append(docx.with_suffix(".pdf"))
            else:
                stale[docx] = file, made_from
        with progress(pdfs(list(stale), crews), len(stale)) as work:
            for docx, pdf in work:
                self._take_pdf(docx.with_suffix(".pdf"), pdf, *stale[docx])
        self._in_order(wanted)

    def _in_order(self, wanted: Sequence[Document]) -> None:
        """All in the order in which it was asked for, whoever was done first."""
        places = {document: place for place, document in enumerate(wanted)}
        files = {self._order.folder / document.file: place for document, place in places.items()}
        self.documents.sort(key=lambda document: places[document])
        self.pdfs.sort(key=lambda file: files[file.with_suffix(".docx")])
        self.reasons = dict(sorted(self.reasons.items(), key=lambda reason: files.get(reason[0].with_suffix(".docx"), -1)))

    def _refused(self, document: Document, obstacles: Obstacles) -> bool:
        """Whether a document cannot be made, for reasons that are seen before it is."""
        file = self._order.folder / document.file
        if file.resolve().is_relative_to(self._order.root / TEMPLATES_FOLDER):
            message = _("{file} would be written over a template; choose another folder with --output")
            self.reasons[file] = [message.format(file=document.file)]
        elif not self._order.draft and (stopping := obstacles.to(document)):
            self.reasons[file] = stopping
        return file in self.reasons

    def _stale(self, documents: Sequence[Document]) -> Iterator[tuple[Document, tuple[str, bytes]]]:
        """The documents that are to be made, each with the commit that it is to name and what that was found from."""
        files = {document: parts_of(self._register, document) for document in documents}
        with Origins(self._source, set[str]().union(*files.values()), self._keeping) as origins:
            state = origins.state if len(documents) >= MANY else ""
            for document in documents:
                asked = asked_of(files[document], self._contents, state)
                before = None if self._order.force else self._ledger.found(document.file, self._fingerprints.of(document))
                if before and asked and before.asked == asked:
                    self.unchanged.append(self._order.folder / document.file)
                    continue
                commit = origins.commit(files[document])
                if before and before.commit == commit:
                    self._ledger.ask(document.file, asked)
                    self.unchanged.append(self._order.folder / document.file)
                    continue
                self.renamed += before is not None
                yield document, (commit, asked)

    def _outcomes(self, orders: Sequence[Ordered], crews: Crews) -> Iterator[tuple[Ordered, Outcome]]:
        """What becomes of the documents, by this process or by others; those that will fail are tried here."""
        if not orders:
            return
        with to_stay():
            from auditresp.documents.building import attempt

        crew = crews.for_documents(len(orders))
        workshop = self._workshop(orders) if crew else None
        shared = [each for each in orders if workshop and each.document.template in workshop.templates]
        for ordered in orders:
            if not (workshop and ordered.document.template in workshop.templates):
                yield (
                    ordered,
                    attempt(self._register, ordered, self._templates, draft=self._order.draft, public=self._order.public),
                )
        if crew and workshop and shared:
            from auditresp.documents.production.documents import made_by

            yield from made_by(crew, self._register, shared, workshop)

    def _workshop(self, orders: Sequence[Ordered]) -> "Workshop | None":
        """What others make documents with: the templates that are in order. None where the logo is not."""
        from auditresp.documents.production.documents import Workshop

        compiled = {}
        for name in sorted({ordered.document.template for ordered in orders}):
            try:
                compiled[name] = self._templates[name]
            except AuditrespError:
                continue
        try:
            return Workshop(compiled, self._templates.logo(self._register), self._order.draft, self._order.public)
        except AuditrespError:
            return None

    def _take(self, ordered: Ordered, outcome: Outcome, asked: bytes) -> None:
        """Write a document that was made, or remember why it was not."""
        document, file = ordered.document, self._order.folder / ordered.document.file
        with held_back():
            if isinstance(outcome, Refused):
                self.reasons[file] = outcome.reasons
            elif self._written(file, outcome):
                self.documents.append(document)
                self._ledger.note(document.file, outcome, self._fingerprints.of(document), ordered.commit, asked)

    def _take_pdf(self, path: Path, pdf: bytes | AuditrespError, file: str, made_from: bytes) -> None:
        """Write a PDF that was made, or remember why it was not."""
        with held_back():
            if isinstance(pdf, AuditrespError):
                self.reasons[path] = [pdf]
            elif self._written(path, pdf):
                self.pdfs.append(path)
                self._ledger.note(file, pdf, made_from)

    def _written(self, file: Path, data: bytes) -> bool:
        """Write a file; whether that could be done."""
        try:
            write_whole(file, data, lasting=False)
        except AuditrespError as error:
            self.reasons[file] = [error]
            return False
        return True


def parts_of(register: Register, document: Document) -> dict[str, str | None]:
    """The files that a document is built from; of those that all documents share, with the part that this one is built from."""
    audit = None if document.response is None else register.audit(register.responses[document.response].audit)
    parts = {SETTINGS_FILE: SHOWN, RECOMMENDATIONS_FILE: str(audit.id) if audit else None}
    return {file: parts.get(file) for file in inputs(register, document)}


def pdfs(documents: Sequence[Path], crews: Crews) -> Iterator[tuple[Path, bytes | AuditrespError]]:
    """Each document with its PDF, or with the reason why there is none."""
    if not documents:
        return
    if crew := crews.for_pdfs(len(documents)):
        from auditresp.documents.pdf.sharing import pdfs_by

        yield from pdfs_by(crew, documents)
    else:
        from auditresp.documents.pdf import to_pdf

        yield from to_pdf(documents)
