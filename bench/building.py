"""How long many documents take: in one process, on all cores, and when nothing changed, beside loading the register.

python bench/building.py [DOCUMENTS] prints a table for docs/performance.md. Ratios hold also on a machine that is busy with other things.
"""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import DEVNULL, run
from tempfile import TemporaryDirectory
from time import perf_counter

from auditresp.cli.building.crews import cores
from registers import AN_AUDIT, register

ROUNDS = 3
TEMPLATES = Path(__file__).parents[1] / "templates"


def main(documents: int) -> None:
    """Make a register, and measure the builds of it."""
    with TemporaryDirectory() as folder:
        root = Path(folder, "register")
        os.environ |= {"AUDITRESP_CACHE": str(Path(folder, "cache")), "XDG_STATE_HOME": folder}
        write_workspace(root, documents)
        build(root, "--jobs", "1")  # compiles the template
        rows = {
            "one process": best(lambda: build(root, "--force", "--jobs", "1")),
            f"all {cores()} cores": best(lambda: build(root, "--force", "--jobs", str(cores()))),
            "nothing changed": best(lambda: build(root)),
            "loading and checking": best(lambda: loaded(root, check=True)),
            "loading": best(lambda: loaded(root, check=False)),
        }
    print(f"| {documents} documents | s | one process / it |\n|---|---|---|")
    for name, seconds in rows.items():
        print(f"| {name} | {seconds:.2f} | {rows['one process'] / seconds:.2f} |")
    print(f"\nnothing changed / loading and checking: {rows['nothing changed'] / rows['loading and checking']:.2f}")


def write_workspace(root: Path, documents: int) -> None:
    """A register with so many responses, each of which asks for one document."""
    for name, said in register(documents * AN_AUDIT).items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(said, encoding="utf-8")
    shutil.copytree(TEMPLATES, root / "templates")


def build(root: Path, *words: str) -> None:
    """The command, from the shell."""
    run([sys.executable, "-m", "auditresp", "-C", root, "build", *words], stdout=DEVNULL, stderr=DEVNULL, check=False)


def loaded(root: Path, *, check: bool) -> None:
    """The register read, in a process of its own as a command does; and with `check` what is wrong in it."""
    run([sys.executable, "-c", LOAD + CHECK * check, root], check=True)


LOAD = """
import sys
from pathlib import Path
from auditresp.store.loading import load
from auditresp.store.sources import Folder
register = load(Folder(Path(sys.argv[1])))
"""
CHECK = """
from auditresp.checks import all_problems
all_problems(register)
"""


def best(work: Callable[[], object]) -> float:
    """The best of some times."""
    times = []
    for _turn in range(ROUNDS):
        started = perf_counter()
        work()
        times.append(perf_counter() - started)
    return min(times)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
