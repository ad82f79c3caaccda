"""Sends the example's answers and keeps what was sent, for the test that every later version builds it again.

`make sent` writes tests/sent/<version>/ of the version that is being worked on: a git bundle in which the answers are decided and sent, and
the documents as this version builds them. What an earlier version left there is never written again.
"""

import os
import shutil
import tempfile
from pathlib import Path

from auditresp import __version__
from auditresp.cli import main
from auditresp.model.register import response_file
from auditresp.store.repository.git import git

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "sent" / __version__
DOCUMENTS = {
    "2018-ekonomiskt-utanforskap": "[svar, atgardsplan, tjansteskrivelse, aterrapport]",
    "2021-unga-utanfor": "[yttrande, atgardsplan]",
}
"""More than the example itself asks for: one of each standard template for a response."""
SENDING = (
    ("decide", "2021-unga-utanfor", "--board", "san", "--date", "2021-10-20", "--paragraph", "101"),
    ("decide", "2021-unga-utanfor", "--board", "ubn", "--date", "2021-10-21", "--paragraph", "77"),
    ("send", "2021-unga-utanfor", "--date", "2021-11-15"),
    ("send", "2018-ekonomiskt-utanforskap", "--date", "2021-11-16"),
)
SOMEBODY = {
    f"GIT_{role}_{name}": value
    for role in ("AUTHOR", "COMMITTER")
    for name, value in {
        "NAME": "Nämndsekreteraren",
        "EMAIL": "namndsekreterare@lindhaga.example",
        "DATE": "2021-11-16T09:00:00+01:00",
    }.items()
}


def example(root: Path) -> None:
    """The example's workspace, committed in a repository of its own."""
    for name in ("auditresp.yaml", "recommendations.yaml"):
        shutil.copy(ROOT / name, root)
    for name in ("responses", "templates"):
        shutil.copytree(ROOT / name, root / name)
    for response, documents in DOCUMENTS.items():
        file = root / response_file(response)
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        said = [f"documents: {documents}\n" if line.startswith("documents:") else line for line in lines]
        file.write_text("".join(said), encoding="utf-8", newline="\n")
    (root / ".gitignore").write_text("build/\n", encoding="utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Svaren är klara för nämnderna")


def keep(root: Path) -> None:
    """Everything that was sent, where the test finds it."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    git(root, "bundle", "create", "--quiet", str(FOLDER / "sent.bundle"), "--all")
    for document in (root / "build").glob("*/*.docx"):
        (FOLDER / document.parent.name).mkdir(exist_ok=True)
        shutil.copy(document, FOLDER / document.parent.name)


if __name__ == "__main__":
    os.environ.update(SOMEBODY)
    with tempfile.TemporaryDirectory() as folder:
        example(Path(folder))
        for words in SENDING:
            if main(["-C", folder, *words], standalone_mode=False):
                raise SystemExit(1)
        keep(Path(folder))
