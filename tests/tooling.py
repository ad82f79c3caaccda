"""The outside judges of documents and pages: Microsoft's Open XML SDK, LibreOffice, poppler, Chromium and axe, called for real."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from lxml import etree

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
TOOLS = Path(os.environ.get("AUDITRESP_TOOLS", ROOT / ".ci" / "tools"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

ValidateDocx = Callable[..., list[str]]
ConvertToPdf = Callable[..., list[Path]]
PdfText = Callable[[Path], str]
PdfPages = Callable[[Path], int]


def found(name: str) -> str | None:
    """The program of that name, where it is installed."""
    beside = os.pathsep.join(map(str, (TOOLS, TOOLS / "node_modules" / ".bin")))
    return shutil.which(name, path=beside) or shutil.which(name)


def tool(name: str) -> str:
    """The program of that name. Without it the test skips."""
    if program := found(name):
        return program
    pytest.skip(f"{name} is not installed; .ci/run shows how")


BROWSER_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator["Browser"]:
    """A real browser."""
    program = found("chromium-browser") or found("google-chrome") or tool("chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=BROWSER_OPTIONS)
        yield browser
        browser.close()


def accessibility_faults(page: "Page") -> list[str]:
    """What axe finds wrong with the page that a browser shows, a line each."""
    from axe_playwright_python.sync_playwright import Axe

    violations = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {node['html']}: {node['failureSummary']}" for fault in violations for node in fault["nodes"]]


def validate_docx(*documents: Path) -> list[str]:
    """What Word would refuse in the documents, a line each; `[]` when it refuses nothing."""
    validator = tool("ooxml-validator")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        refused = pool.map(lambda document: schema_errors(validator, document), documents)
        return [f"{document.name}: {error}" for document, errors in zip(documents, refused, strict=True) for error in errors]


def schema_errors(validator: str, document: Path) -> list[str]:
    """What the Open XML SDK says, and then what it lets through although Word does not."""
    run = subprocess.run([validator, document], capture_output=True, text=True, encoding="utf-8", timeout=120)
    if run.returncode not in (0, 1):
        return [f"the validator could not run: {run.stderr.strip()}"]
    errors = json.loads(run.stdout)["errors"]
    return [": ".join(filter(None, (error["path"], error["xPath"], error["description"]))) for error in errors] or list(bad_cells(document))


def bad_cells(document: Path) -> Iterator[str]:
    """Table cells that do not end with a paragraph: the SDK accepts them, Word calls the file damaged."""
    with ZipFile(document) as package:
        for part in package.namelist():
            if part.startswith("word/") and part.endswith(".xml"):
                for cell in etree.fromstring(package.read(part)).iter(f"{W}tc"):
                    if len(cell) == 0 or cell[-1].tag not in (f"{W}p", f"{W}sdt"):
                        yield f"{part}: a table cell does not end with a paragraph"


def convert_to_pdf(profile: Path, *documents: Path, to: Path) -> list[Path]:
    """The documents as LibreOffice lays them out, in the folder `to`. One call for many is much quicker than one each."""
    soffice = tool("soffice")
    settings = f"-env:UserInstallation={profile.as_uri()}"
    command: list[str | Path] = [soffice, "--headless", settings, "--convert-to", "pdf", "--outdir", to, *documents]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60 + 30 * len(documents))
    pages = [to / f"{document.stem}.pdf" for document in documents]
    assert all(page.exists() for page in pages), run.stdout + run.stderr  # its exit status is 0 even then
    return pages


def pdf_text(pdf: Path) -> str:
    """The words of a PDF, laid out as on its pages."""
    return said_by("pdftotext", "-layout", pdf, "-")


def pdf_pages(pdf: Path) -> int:
    """How many pages a PDF has."""
    facts = dict(line.split(":", 1) for line in said_by("pdfinfo", pdf).splitlines())
    return int(facts["Pages"])


def said_by(name: str, *arguments: str | Path) -> str:
    """What a program prints."""
    return subprocess.run([tool(name), *arguments], check=True, capture_output=True, text=True, encoding="utf-8").stdout
