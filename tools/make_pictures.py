"""Make the pictures of built pages that the README and the handbook show. Needs LibreOffice and poppler.

Run it from the repository's root when a template has changed, and look at what it made.
"""

import subprocess
import tempfile
from pathlib import Path

from click.testing import CliRunner

from auditresp.cli import main
from auditresp.store.starter import start_workspace

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
DOTS_PER_INCH = "60"

UNFINISHED = """\
audit: 2018-ekonomiskt-utanforskap
documents: [svar]
boards: [san]
date: 2018-04-11
summary: |
  Revisorerna lämnar fyra rekommendationer.
  Förvaltningen instämmer i huvudsak.
replies:
  R1: {stance: agree, text: Ansvaret fördelas om under våren.}
"""


def build(workspace: Path, folder: Path, *words: str) -> None:
    """Build documents of a workspace into a folder."""
    result = CliRunner().invoke(main, ["-C", str(workspace), "build", "--output", str(folder), *words])
    if result.exit_code:
        raise SystemExit(result.output)


def photograph(document: Path, pages: dict[int, str]) -> None:
    """Keep pictures of some of a document's pages, by name."""
    with tempfile.TemporaryDirectory() as scratch:
        profile = f"-env:UserInstallation={Path(scratch, 'profile').as_uri()}"
        subprocess.run(
            ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", scratch, str(document)], check=True, capture_output=True
        )
        for page, name in pages.items():
            span = ["-f", str(page), "-l", str(page), "-singlefile"]
            subprocess.run(
                ["pdftoppm", "-png", "-r", DOTS_PER_INCH, *span, str(Path(scratch, document.stem + ".pdf")), str(IMAGES / name)], check=True
            )


def unfinished(folder: Path) -> Path:
    """The example's workspace while its first answer is being written."""
    start_workspace(folder)
    for name in ("auditresp.yaml", "recommendations.yaml"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    (folder / "responses" / "2018-ekonomiskt-utanforskap.yaml").write_text(UNFINISHED, encoding="utf-8")
    return folder


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        build(ROOT, Path(scratch, "build"))
        photograph(Path(scratch, "build/2018-ekonomiskt-utanforskap/svar.docx"), {1: "svar-1", 2: "svar-2"})
        photograph(Path(scratch, "build/2021-unga-utanfor/yttrande.docx"), {1: "yttrande-1"})
        build(unfinished(Path(scratch, "unfinished")), Path(scratch, "draft"), "--draft")
        photograph(Path(scratch, "draft/2018-ekonomiskt-utanforskap/svar.docx"), {1: "utkast-1"})
