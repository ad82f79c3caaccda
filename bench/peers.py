"""Who is measured, and how each is called."""

import os
import sys
from importlib import metadata
from json import loads
from pathlib import Path
from typing import NamedTuple

BENCH = Path(__file__).parent
ROOT = BENCH.parent
FOLDER_OF_PROGRAMS = BENCH / ".venv" / ("Scripts" if os.name == "nt" else "bin")
PYTHON = FOLDER_OF_PROGRAMS / ("python.exe" if os.name == "nt" else "python")


class Peer(NamedTuple):
    """A program that fills the letter's template: `command FOLDER OUTPUT SECONDS`, see fillers/."""

    name: str
    package: str
    command: tuple[str, ...]

    @property
    def label(self) -> str:
        """Its name, and which version it is."""
        return f"{self.name} {version(self.package)}"


def python(filler: str) -> tuple[str, ...]:
    """The command of a filler in Python."""
    return (sys.executable, str(BENCH / "fillers" / f"{filler}.py"))


def node(filler: str) -> tuple[str, ...]:
    """The command of a filler in JavaScript."""
    return ("node", str(BENCH / "fillers" / f"{filler}.js"))


OURS = Peer("auditresp", "auditresp", python("auditresp_filler"))
REFERENCE = Peer("docxtpl", "docxtpl", python("docxtpl_filler"))
"""Everybody is held against it."""
PEERS = (
    OURS,
    REFERENCE,
    Peer("docxtpl, template kept", "docxtpl", python("docxtpl_kept_filler")),
    Peer("docxtemplater", "docxtemplater", node("docxtemplater_filler")),
    Peer("carbone", "carbone", node("carbone_filler")),
    Peer("easy-template-x", "easy-template-x", node("easy_template_x_filler")),
    Peer("pandoc, reference document", "pypandoc_binary", python("pandoc_filler")),
)


def version(package: str) -> str:
    """The version that is installed of a package from PyPI or npm; empty where none is."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        described = BENCH / "node_modules" / package / "package.json"
        return str(loads(described.read_text("utf-8"))["version"]) if described.exists() else ""
