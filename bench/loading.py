"""How long reading and checking takes, beside what PyYAML's C loader needs merely to compose the same files.

Composing and checking take turns in one process; how much memory checking takes is seen from outside (on Linux). The checks of templates
are not among it: they go by the number of templates.
"""

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import yaml

from auditresp.cli.judging import judged
from auditresp.keeping import keeping
from auditresp.store.recalling import problem_of, recalled
from registers import write

SIZES = (10, 100, 1000, 10_000)
TURNS = 5

PEAK = "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
CHECK = f"""
import sys
from pathlib import Path
from auditresp.checks import all_problems
from auditresp.store.loading import load
from auditresp.store.sources import Folder
all_problems(load(Folder(Path(sys.argv[1]))))
{PEAK}
"""
"""Programs that say how many kilobytes they took at most."""


def main() -> None:
    """Measure each size, and print a row for it."""
    print(
        "Reading and checking, as shares of the time in which PyYAML's C loader composes the same files; memory as a share of the files.\n"
    )
    print("| recommendations | MB | compose, s | first run | one file edited | nothing changed | memory |")
    print("|---|---|---|---|---|---|---|")
    for size in SIZES:
        with TemporaryDirectory() as folder:
            row(size, Path(folder))


def row(recommendations: int, folder: Path) -> None:
    """Measure one size. Times are shares of the composing, the median of the turns; memory is a share of the files."""
    root = folder / "register"
    size = write(root, recommendations)
    (root / "templates").mkdir()
    (root / "templates" / "svar.docx").touch()
    texts = [path.read_text("utf-8") for path in root.rglob("*.yaml")]
    edited = next(iter((root / "responses").iterdir()))
    times: list[tuple[float, ...]] = []
    for turn in range(TURNS):
        os.environ["AUDITRESP_CACHE"] = str(folder / f"kept{turn}")
        composing, first = seconds(lambda: compose(texts)), seconds(lambda: check(root))
        edited.write_text(edited.read_text("utf-8") + "# en rad till\n", "utf-8")
        after, again = seconds(lambda: check(root)), seconds(lambda: check(root))
        times.append((composing, first / composing, after / composing, again / composing))
    composing, *shares = (sorted(column)[TURNS // 2] for column in zip(*times, strict=True))
    said = " | ".join(f"{share:.2f}" for share in shares)
    print(f"| {recommendations} | {size / 1e6:.2f} | {composing:.3f} | {said} | {memory(root) / size:.1f} |", flush=True)


def compose(texts: list[str]) -> None:
    """What nobody who reads YAML with PyYAML gets below."""
    for text in texts:
        yaml.compose(text, Loader=yaml.CSafeLoader)


def check(root: Path) -> None:
    """What `auditresp check` does; the template is an empty file, which is seen at once."""
    problems, _memory = recalled("measured", root, keeping(), partial(judged, root), lambda: b"")
    assert [problem.place.file for problem in map(problem_of, problems)] == ["templates/svar.docx"]


def seconds(work: Callable[[], object]) -> float:
    """How long the processor worked on it."""
    gc.collect()
    began = process_time()
    work()
    return process_time() - began


def memory(root: Path) -> int:
    """How many bytes checking takes beyond a bare Python, when nothing was kept."""
    environment = os.environ | {"AUDITRESP_CACHE": "off"}
    bare, checking = (
        int(subprocess.check_output([sys.executable, "-c", *said], env=environment)) for said in ((PEAK,), (CHECK, str(root)))
    )
    return (checking - bare) * 1024


if __name__ == "__main__":
    main()
