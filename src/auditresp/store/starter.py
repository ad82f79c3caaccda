"""What a new workspace begins with."""

import json
from collections.abc import Iterator
from pathlib import Path

from auditresp.model.register import RECOMMENDATIONS_FILE, RESPONSES_FOLDER, SETTINGS_FILE, TEMPLATES_FOLDER
from auditresp.store.schema import KINDS, schema
from auditresp.store.sources import Folder, Source
from auditresp.store.writing import write_whole

PACKAGE = Path(__file__).parents[1]

TEXTS = {
    SETTINGS_FILE: "auditresp.yaml",
    RECOMMENDATIONS_FILE: "recommendations.yaml",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
}


def starter_files() -> Iterator[tuple[str, bytes]]:
    """Each file of a new workspace, by its path there."""
    for name, kept_as in TEXTS.items():
        yield name, (PACKAGE / "starter" / kept_as).read_bytes()
    yield f"{RESPONSES_FOLDER}/.gitkeep", b""
    for template in sorted(templates_folder().glob("*.docx")):
        yield f"{TEMPLATES_FOLDER}/{template.name}", template.read_bytes()
    for kind in KINDS:
        yield schema_file(kind), schema_text(kind).encode()


def templates_folder() -> Path:
    """The templates that come with the program: inside it when installed, at the repository's root in a checkout."""
    installed = PACKAGE / "starter" / TEMPLATES_FOLDER
    return installed if installed.is_dir() else PACKAGE.parents[1] / TEMPLATES_FOLDER


def example() -> Source:
    """A workspace to show what the program does: inside it when installed, the repository itself in a checkout."""
    installed = PACKAGE / "starter" / "example"
    return Folder(installed if installed.is_dir() else PACKAGE.parents[1])


def schema_file(kind: str) -> str:
    """The file in which a workspace keeps the JSON Schema of a kind of file."""
    return f"schema/{kind}.schema.json"


def schema_text(kind: str) -> str:
    """The JSON Schema of a kind of file as it stands in `schema_file`."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"


def start_workspace(root: Path) -> tuple[list[str], list[str]]:
    """Write what a new workspace begins with, and never over a file that is there.

    Gives the files that were written and those that were there already, as paths in the workspace.
    """
    written, kept = [], []
    for name, data in starter_files():
        path = root / name
        if path.exists():
            kept.append(name)
        else:
            write_whole(path, data)
            written.append(name)
    return written, kept
