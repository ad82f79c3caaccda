"""Word documents as PDF that anyone can read and an archive can keep: PDF/A-2b and PDF/UA-1 in one file."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from auditresp.documents.pdf.libreoffice import find_libreoffice
from auditresp.problems import AuditrespError


def to_pdf(documents: Sequence[Path]) -> Iterator[tuple[Path, bytes | AuditrespError]]:
    """Each document with its PDF, or with the reason why there is none, in their order and as soon as it is ready.

    The same document gives the same bytes wherever LibreOffice has the same version and the same fonts.
    Raises AuditrespError, before anything is done, where LibreOffice is not installed.
    """
    return pdfs(find_libreoffice(), documents)


def pdfs(program: Path, documents: Sequence[Path]) -> Iterator[tuple[Path, bytes | AuditrespError]]:
    """What `to_pdf` gives, made by that LibreOffice in a folder of its own that is gone afterwards."""
    from auditresp.documents.pdf.conformance import conforming
    from auditresp.documents.pdf.conversion import converted
    from auditresp.documents.pdf.drawings import wordless_drawings

    with TemporaryDirectory(prefix="auditresp-", ignore_cleanup_errors=True) as scratch:
        for document, pdf in zip(documents, converted(program, documents, Path(scratch)), strict=True):
            yield (
                document,
                pdf
                if isinstance(pdf, AuditrespError)
                else conforming(pdf, document.stem, wordless_drawings(document.read_bytes(), document.name)),
            )
