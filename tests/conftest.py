"""What every test may ask for, and the surroundings that make a test say the same everywhere."""

import os
import sys
from collections.abc import Callable, Generator, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

os.environ["AUDITRESP_LANG"] = "en"  # auditresp chooses its language when it is first imported

import pytest
from hypothesis import settings

import libreoffice
import tooling
from libreoffice import Settle

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Golden = Callable[[str, str], None]

settings.register_profile("auditresp", deadline=None)  # how long an example takes says more of the machine than of the code
settings.load_profile("auditresp")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden with what the program says now")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where AUDITRESP_REQUIRE_TOOLS is set, a test that is skipped for whatever reason fails: there, all must run."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("AUDITRESP_REQUIRE_TOOLS"):
        report.outcome = "failed"
        report.longrepr = f"skipped where every test must run: {report.longrepr}"
    return report


@pytest.fixture(scope="session", autouse=True)
def nobody_in_particular(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every test runs as a user who has no settings, but a name for git."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)
        home = tmp_path_factory.mktemp("home")
        patch.setenv("HOME", str(home))
        patch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
        patch.setenv("XDG_CACHE_HOME", str(home / ".cache"))
        patch.setenv("XDG_STATE_HOME", str(home / ".state"))
        patch.delenv("AUDITRESP_CACHE", raising=False)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        for role in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{role}_NAME", "Sekreteraren")
            patch.setenv(f"GIT_{role}_EMAIL", "sekreteraren@example.se")
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """`golden("svar", text)` compares with tests/golden/svar.txt, which `--update-golden` rewrites."""

    def compare(name: str, text: str) -> None:
        file = tooling.ROOT / "tests" / "golden" / f"{name}.txt"
        if request.config.getoption("--update-golden"):
            file.write_text(text, encoding="utf-8", newline="\n")
        assert file.exists(), f"{file.name} is not there yet: pytest --update-golden writes it"
        assert text == file.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def validate_docx() -> tooling.ValidateDocx:
    """`validate_docx(*documents)`: what Word would refuse in them, a line each."""
    return tooling.validate_docx


@pytest.fixture(scope="session")
def convert_to_pdf(tmp_path_factory: pytest.TempPathFactory) -> tooling.ConvertToPdf:
    """`convert_to_pdf(*documents, to=folder)`: the PDF files LibreOffice makes of them."""
    return partial(tooling.convert_to_pdf, tmp_path_factory.mktemp("libreoffice"))


@pytest.fixture(scope="session")
def settle(tmp_path_factory: pytest.TempPathFactory) -> Settle:
    """`settle(document, "Accept")`: what LibreOffice makes of a document with tracked changes."""
    tooling.tool("soffice")
    return partial(libreoffice.settled, libreoffice.profile_with_macro(tmp_path_factory.mktemp("settling")))


@pytest.fixture(scope="session")
def pdf_text() -> tooling.PdfText:
    """`pdf_text(pdf)`: its words, laid out as on its pages."""
    return tooling.pdf_text


@pytest.fixture(scope="session")
def pdf_pages() -> tooling.PdfPages:
    """`pdf_pages(pdf)`: how many pages it has."""
    return tooling.pdf_pages


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    """A real browser, `chromium.new_page()` opens a page in it; `tooling.accessibility_faults(page)` says what axe finds there."""
    with tooling.chromium() as browser:
        yield browser


@pytest.fixture(scope="session", autouse=True)
def every_document_is_valid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whatever document any test builds, Word opens it. Where there is no validator, that is left to CI."""
    from auditresp.documents import building
    from auditresp.documents.origin import CONTENT
    from auditresp.documents.word.custom import custom_properties
    from auditresp.documents.word.package import parts_in

    build, built = building.build, dict[str, bytes]()

    def remembering(*arguments: Any, **named: Any) -> bytes:
        document = build(*arguments, **named)
        built[custom_properties(parts_in(document, ""))[CONTENT]] = document  # once, from however many commits it was built
        return document

    with pytest.MonkeyPatch.context() as patch:
        for module in [module for name, module in sys.modules.items() if name.startswith(("auditresp", "test_"))]:
            for name in [name for name, value in vars(module).items() if value is build]:
                patch.setattr(module, name, remembering)
        yield
    if tooling.found("ooxml-validator"):
        folder = tmp_path_factory.mktemp("built")
        for name, document in built.items():
            (folder / f"{name}.docx").write_bytes(document)
        assert tooling.validate_docx(*folder.iterdir()) == []
