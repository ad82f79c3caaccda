"""Many documents through LibreOffice in one call, in which one that it cannot read, or chokes on, stops no other."""

import json
import shutil
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from subprocess import Popen, TimeoutExpired
from tempfile import TemporaryDirectory
from threading import Event
from time import monotonic
from zipfile import is_zipfile

from auditresp.documents.pdf.libreoffice import new_profile, running, what_it_said
from auditresp.language import _
from auditresp.problems import AuditrespError

AT_ONCE = 200
"""So many documents share one start of LibreOffice; between the starts it gives its memory back."""

PATIENCE = 120.0
"""So many seconds LibreOffice may be at one document, its own start included."""

A_MOMENT = 0.05
"""So many seconds pass between two looks at what it has finished."""

GIVEN_UP = Event()
"""Set where the work is given up: the threads that wait for LibreOffice do not hear the terminal's Ctrl-C."""

WORD = "MS Word 2007 XML"
"""What it is to read. Left to guess, LibreOffice prints whatever bears the name of a Word document."""

SETTINGS = {
    "SelectPdfVersion": {"type": "long", "value": "2"},  # PDF/A-2b
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "ExportLinksRelativeFsys": {"type": "boolean", "value": "true"},  # a link to a file beside the letter, not to one beside our copy
    "ExportFormFields": {"type": "boolean", "value": "false"},  # a letter's content controls are text, not a form to fill in
}
PDF = "pdf:writer_pdf_Export:" + json.dumps(SETTINGS, separators=(",", ":"))


def converted(program: Path, documents: Sequence[Path], scratch: Path) -> Iterator[bytes | AuditrespError]:
    """The PDF that LibreOffice makes of each document, or why it makes none, in their order and as soon as it is there."""
    answered = 0
    while answered < len(documents):
        for answer in answers(program, documents[answered : answered + AT_ONCE], scratch):
            yield answer
            answered += 1


def answers(program: Path, documents: Sequence[Path], scratch: Path) -> Iterator[bytes | AuditrespError]:
    """The answers for the documents in their order as far as one call of LibreOffice gets, which is at least one answer."""
    readable = list(takewhile(is_zipfile, documents))
    if not readable:
        yield AuditrespError(_("{file} is not a Word document").format(file=documents[0].as_posix()))
        return
    with TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True) as folder:
        yield from one_call(program, readable, Path(folder))


def one_call(program: Path, documents: Sequence[Path], folder: Path) -> Iterator[bytes | AuditrespError]:
    """The answers of one call of LibreOffice, which takes the documents in their order.

    Those it passed by it could not read. Where it ends, or is ended, too early, that was at the first one left,
    which gets the last answer; those after it deserve another call.
    """
    answered = 0
    with running(command(program, documents, folder), folder) as process:
        for number, pdf in finished(process, folder):
            for document in documents[answered:number]:
                yield no_pdf(document, folder)
            yield pdf
            answered = number + 1
        if answered < len(documents):
            yield no_pdf(documents[answered], folder) if has_ended(process) else too_slow(documents[answered])


def command(program: Path, documents: Sequence[Path], folder: Path) -> list[str | Path]:
    """The call that turns the documents into PDF files in the folder, named by their numbers."""
    names = [f"{number:04}.docx" for number in range(len(documents))]
    for name, document in zip(names, documents, strict=True):
        shutil.copyfile(document, folder / name)  # documents may share a name, and LibreOffice locks what it reads
    settings = new_profile(folder / "profile")
    return [program, "--headless", settings, f"--infilter={WORD}", "--convert-to", PDF, "--outdir", folder, *names]


def finished(process: Popen[bytes], folder: Path) -> Iterator[tuple[int, bytes]]:
    """Each PDF with the number of its document, as soon as it is whole, until LibreOffice ends or takes too long."""
    taken, since = 0, monotonic()
    while monotonic() - since < PATIENCE:
        ended = has_ended(process)
        for file in sorted(folder.glob("*.pdf"))[taken:]:
            pdf = file.read_bytes()
            if not pdf.rstrip().endswith(b"%%EOF"):  # its last words
                break
            yield int(file.stem), pdf
            taken, since = taken + 1, monotonic()
        if ended:
            return


def has_ended(process: Popen[bytes]) -> bool:
    """Whether the program has ended, or ends within a moment. Raises KeyboardInterrupt where nobody waits for it any more."""
    if GIVEN_UP.is_set():
        raise KeyboardInterrupt
    try:
        process.wait(A_MOMENT)
    except TimeoutExpired:
        return False
    return True


def too_slow(document: Path) -> AuditrespError:
    """That LibreOffice was given up at the document."""
    return AuditrespError(
        _("LibreOffice is not done with {file} after {seconds:g} seconds").format(file=document.as_posix(), seconds=PATIENCE)
    )


def no_pdf(document: Path, folder: Path) -> AuditrespError:
    """That there is no PDF of the document, in LibreOffice's words where it found any."""
    file, words = document.as_posix(), what_it_said(folder)
    if words:
        return AuditrespError(_("LibreOffice made no PDF of {file}; it said: {words}").format(file=file, words=words))
    return AuditrespError(_("LibreOffice made no PDF of {file}").format(file=file))
