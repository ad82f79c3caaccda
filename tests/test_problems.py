"""Every message about the files: what was written, and the lines that `check` must print.

A file of tests/problems/ holds the workspace's files, each after a line `--- name`, and after `=== check` the lines.
Where it gives no auditresp.yaml or recommendations.yaml, a usual one is there.
"""

import re
from pathlib import Path

import pytest

from auditresp.store.loading import load
from auditresp.store.sources import InMemory
from registers import AUDIT, SETTINGS, lines, text

CASES = sorted(Path(__file__).with_name("problems").glob("*.txt"))
USUAL = {"auditresp.yaml": text(SETTINGS), "recommendations.yaml": text(AUDIT), "templates/svar.docx": "", "templates/yttrande.docx": ""}


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_check_prints(case: Path) -> None:
    from auditresp.checks import all_problems

    files, expected = written(case.read_text("utf-8"))

    assert lines(all_problems(load(InMemory(USUAL | files)))) == expected


def written(case: str) -> tuple[dict[str, str], list[str]]:
    """A case's files and lines."""
    head, expected = case.split("=== check\n")
    parts = re.split(r"^--- (.+)\n", head, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True)), expected.splitlines()
