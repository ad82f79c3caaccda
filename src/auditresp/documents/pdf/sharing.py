"""Many PDF files at once: each of a crew runs a LibreOffice of its own, with a profile of its own."""

from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from auditresp.documents.pdf import to_pdf
from auditresp.documents.pdf.libreoffice import find_libreoffice, version_of
from auditresp.problems import AuditrespError

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from auditresp.documents.production.work import Crew

FEWEST, MOST = 5, 40
"""So many documents one start of LibreOffice is worth, and so many are handed out at a time."""


def pdfs_by(crew: "Crew", documents: Sequence[Path]) -> Iterator[tuple[Path, bytes | AuditrespError]]:
    """Each document with its PDF, or with the reason why there is none, as soon as one of the crew has made it."""
    from auditresp.documents.production.work import Work

    size = max(FEWEST, min(MOST, ceil(len(documents) / crew.size)))
    pieces = (documents[start : start + size] for start in range(0, len(documents), size))
    for document, pdf in Work[Path, bytes | str](pieces, give).done_by(crew, b""):
        yield document, AuditrespError(pdf.replace(IN_ITS_PLACE, document.as_posix())) if isinstance(pdf, str) else pdf


IN_ITS_PLACE = "\0"
"""Stands for the document in what a worker says of it, whose own file is elsewhere."""


def give(executor: "Executor", piece: Sequence[Path]) -> "Future[Sequence[bytes | str]]":
    """Hand a few documents to an executor."""
    return executor.submit(made, [document.stem for document in piece], [document.read_bytes() for document in piece])


def made(names: Sequence[str], documents: Sequence[bytes]) -> Sequence[bytes | str]:
    """Where a PDF is made for somebody else: those of a few documents, or in words why there is none."""
    with TemporaryDirectory(prefix="auditresp-", ignore_cleanup_errors=True) as folder:
        files = [Path(folder, str(number), f"{name}.docx") for number, name in enumerate(names)]
        for file, document in zip(files, documents, strict=True):
            file.parent.mkdir()
            file.write_bytes(document)
        return [pdf if isinstance(pdf, bytes) else str(pdf).replace(file.as_posix(), IN_ITS_PLACE) for file, pdf in to_pdf(files)]


def version_at(crew: "Crew") -> str:
    """Which LibreOffice the crew has."""
    with crew.at_work(b"", 1) as executor:
        return executor.submit(version_here).result()


def version_here() -> str:
    """Which LibreOffice there is on this machine."""
    return version_of(find_libreoffice())
