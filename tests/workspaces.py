"""Workspaces on disk for the tests of the commands: real files, real templates, the real command line."""

import shutil
from pathlib import Path
from textwrap import dedent

from click.testing import CliRunner, Result

from auditresp.cli import main

REPOSITORY = Path(__file__).parents[1]

SETTINGS = """
    format: 1
    municipality:
      name: Provby kommun
    boards:
      ks: {name: Kommunstyrelsen}
"""

RECOMMENDATIONS = """
    audits:
      - id: avtal
        title: Granskning av avtal
        boards: [ks]
        recommendations:
          - {id: R1, text: Samla avtalen på ett ställe}
          - {id: R2, text: Bestäm vem som följer upp}
"""

RESPONSE = """
    audit: avtal
    documents: [svar]
    boards: [ks]
    replies:
      R1: {stance: agree, text: Ett register införs.}
      R2: {stance: agree, text: Varje avtal får en ansvarig.}
    follow_ups:
      - {id: rapport, text: Hur långt arbetet har kommit, due: 2018-10-25, reporter: Kommunchefen}
"""


def workspace(root: Path, *, settings: str = SETTINGS, recommendations: str = RECOMMENDATIONS, **responses: str) -> Path:
    """A workspace in `root` with the repository's own templates; `avtal` is a response that is in order, unless it is given."""
    texts = {"auditresp.yaml": settings, "recommendations.yaml": recommendations}
    texts |= {f"responses/{name}.yaml": text for name, text in ({"avtal": RESPONSE} | responses).items()}
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    shutil.copytree(REPOSITORY / "templates", root / "templates")
    return root


def auditresp(root: Path, *words: str) -> Result:
    """What the command says and does in the workspace."""
    return CliRunner().invoke(main, ["-C", str(root), *words])
