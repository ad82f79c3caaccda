"""Where pandoc is."""

import shutil
from importlib.util import find_spec
from pathlib import Path


def pandoc() -> str:
    """The program that PyPI's pypandoc_binary brings, else the system's."""
    found = find_spec("pypandoc")
    own = Path(found.origin or "").parent / "files" / "pandoc" if found else None
    return str(own) if own and own.exists() else shutil.which("pandoc") or "pandoc"
