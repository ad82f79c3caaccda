"""What `make bench` runs still runs; how fast anything is, no test says."""

import json
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parents[1] / "bench"


def test_a_moments_run_measures_our_own_part_and_writes_it_down(tmp_path: Path) -> None:
    subprocess.run([sys.executable, BENCH / "run.py", "--quick", "--into", tmp_path], check=True, timeout=120)

    found = json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert (found["missing"], list(found["many"])) == ({}, ["auditresp"])
    headings = [line for line in (tmp_path / "performance.md").read_text("utf-8").splitlines() if line.startswith("###")]
    assert headings == ["### The letter", "### How far from the least that it could cost", "### Growth"]
