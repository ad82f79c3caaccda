"""Registers from text, for tests that show their input and its answer on one screen."""

from collections.abc import Iterable, Mapping
from textwrap import dedent

from auditresp.model.register import Register
from auditresp.problems import Problem
from auditresp.store.loading import load
from auditresp.store.sources import InMemory

SETTINGS = """
format: 1
municipality: {name: Sundby kommun}
boards:
  san: {name: Socialnämnden, administration: Socialförvaltningen}
  kan: {name: Kultur- och arbetsmarknadsnämnden}
contacts:
  forvaltningschef: {title: Förvaltningschef}
"""
"""Two boards and a contact: enough for most registers."""

AUDIT = """
audits:
  - id: a1
    title: Granskning av boende
    boards: [san]
    recommendations:
      - id: R1
        text: Att nämnden följer upp boendet.
"""
"""One recommendation to one board."""


def read(
    recommendations: str,
    *,
    responses: Mapping[str, str] | None = None,
    settings: str = SETTINGS,
    templates: Iterable[str] = ("svar", "yttrande"),
) -> Register:
    """The register of a workspace with these files. Texts are dedented; a first empty line does not count as a line."""
    files = {"auditresp.yaml": text(settings), "recommendations.yaml": text(recommendations)}
    files |= {f"responses/{name}.yaml": text(written) for name, written in (responses or {}).items()}
    return load(InMemory(files | {f"templates/{name}.docx": "" for name in templates}))


def text(written: str) -> str:
    """A file's text as a test writes it."""
    return dedent(written).removeprefix("\n")


def lines(problems: Iterable[Problem]) -> list[str]:
    """Problems as `check` prints them, sorted."""
    return [str(problem) for problem in sorted(problems)]
