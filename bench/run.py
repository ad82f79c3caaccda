"""Measure auditresp and its peers on the same letters, and write down what was found. `make bench` sets everybody up first.

python bench/run.py           writes bench/results.json, the tables of docs/performance.md and its plot
python bench/run.py --quick   a moment's run of our own part, to see that it works; writes into a folder of its own
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

import documents
import growth
import machine
import report
from measuring import FailedError, reason, run
from peers import BENCH, OURS, PEERS, ROOT, Peer, python, version


class Extent(NamedTuple):
    """How much is measured."""

    peers: tuple[Peer, ...]
    letters: int
    """So many different ones are filled in turn."""
    turns: int
    seconds: float
    """Of filling in one process, for each peer and turn."""
    sizes: dict[int, int]
    """Recommendations in a register, and the turns for it."""
    items: tuple[int, ...]
    """How many the slow peers check."""
    further: tuple[str, ...]
    """Scripts beside this one that measure one thing each, and print a line or a table."""


QUICK = Extent((OURS,), 3, 1, 0.05, {10: 1}, (), ())
WHOLE = Extent(PEERS, 100, 7, 1.0, {10: 5, 100: 5, 1_000: 3, 10_000: 3}, (100, 1_000), ("building", "loading", "diff", "remind"))


def main() -> None:
    """Measure, and write down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--into", type=Path, help="write results.json and performance.md into this folder")
    chosen = parser.parse_args()
    extent = QUICK if chosen.quick else WHOLE
    with TemporaryDirectory(prefix="bench-") as folder:
        at_home_in(Path(folder))
        found = measured(Path(folder), extent)
    into = chosen.into or (BENCH / "quick" if chosen.quick else None)
    write_down(found, into)


def at_home_in(folder: Path) -> None:
    """Nothing that is kept between runs goes into the user's own folders, and no settings of git's come from there."""
    os.environ |= {
        "AUDITRESP_CACHE": str(folder / "kept"),
        "XDG_STATE_HOME": str(folder / "state"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        **{f"GIT_{who}_{what}": "bench@lindhaga.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        "LANGUAGE": "en",
    }


def measured(folder: Path, extent: Extent) -> dict[str, Any]:
    """All that is measured, as results.json has it."""
    found: dict[str, Any] = {"machine": machine.described(), "letters": extent.letters}
    with step("the letters, and who can fill them"):
        documents.prepare(folder, extent.peers, extent.letters)
        missing = {peer.name: why for peer in extent.peers if (why := documents.missing(folder, peer))}
        peers = tuple(peer for peer in extent.peers if peer.name not in missing)
        found["missing"] = missing
        found["versions"] = {peer.name: version(peer.package) for peer in peers}
    with step("the first document from the shell"):
        found["shell"], found["processor"] = documents.from_the_shell(folder, peers, extent.turns, missing)
    with step("many documents in one process"):
        found["many"], found["memory"] = documents.many(folder, peers, extent.turns, extent.seconds, missing)
    with step("how far from the least that it could cost"):
        found["limits"] = json.loads(run((*python("limit_filler"), folder, str(2 * extent.turns))).said)
    found["growth"] = []
    for recommendations, turns in extent.sizes.items():
        with step(f"a register of {recommendations:,} recommendations"):
            found["growth"].append(growth.ours(folder, recommendations, turns, missing))
    found["items"] = {}
    for works in growth.PEERS:
        for items in extent.items:
            with step(f"{works.name}: {items:,} items"):
                try:
                    found["items"].setdefault(f"{works.name} {version(works.package)}", {})[items] = growth.peer(folder, works, items)
                except FailedError as failure:
                    missing[works.name] = str(failure)
    found["further"] = {}
    for name in extent.further:
        if (BENCH / f"{name}.py").exists():
            with step(f"bench/{name}.py"):
                try:
                    found["further"][name] = run((sys.executable, BENCH / f"{name}.py")).said.strip()
                except FailedError as failure:
                    missing[f"bench/{name}.py"] = str(failure)
    return json.loads(json.dumps(found, default=vars))


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is measured, and how long that took."""
    print(f"{what} …", end=" ", flush=True, file=sys.stderr)
    started = perf_counter()
    yield
    print(f"{perf_counter() - started:.0f} s", file=sys.stderr)


def write_down(found: dict[str, Any], into: Path | None) -> None:
    """The results as data, as tables and as a plot: into a folder, or where the project keeps them."""
    results, page, plot = BENCH / "results.json", ROOT / "docs" / "performance.md", ROOT / "docs" / "images" / "performance.svg"
    if into:
        into.mkdir(parents=True, exist_ok=True)
        results, page, plot = into / results.name, into / page.name, into / plot.name
        page.write_text(f"{report.BEGIN}\n{report.END}\n", encoding="utf-8")
    results.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    report.write(page, found)
    drawn = subprocess.run([sys.executable, BENCH / "plot.py", results, plot], capture_output=True, text=True, check=False)
    if drawn.returncode:
        print(f"no plot: {reason(drawn.stderr)}", file=sys.stderr)
    print(f"{page}\n{results}")


if __name__ == "__main__":
    main()
