"""How long `remind` takes on 10,000 deadlines with nothing to say, beside loading the register; less than twice as long is wanted.

Inside one process, and as a user sees it: a whole process that reminds beside a whole one that loads.
"""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from auditresp.cli.remind import say_what_is_due
from auditresp.deadlines import deadlines_of
from auditresp.reminders.place import place_of_memory
from auditresp.store.loading import load
from auditresp.store.sources import Folder

RESPONSES, MEASURES = 1000, 10
TODAY = date(2018, 10, 25)

LOADS = """
import sys
from pathlib import Path
from auditresp.store.loading import load
from auditresp.store.sources import Folder
load(Folder(Path(sys.argv[1])))
"""
REMINDS = ("remind", "--channel", "terminal", "--as-of", TODAY.isoformat())

SETTINGS = """
format: 1
municipality: {name: Sundby kommun}
boards: {san: {name: Socialnämnden, email: san@sundby.example}}
contacts:
  chef: {title: Förvaltningschef, email: chef@sundby.example}
  enhet: {title: Enhetschef, email: enhet@sundby.example}
reminders: {escalate: {after_working_days: 5, to: [chef]}}
"""


def main() -> None:
    """Make a register, say once what is due, and measure the run after that: with files known from earlier, and read anew."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        os.environ["AUDITRESP_CACHE"] = str(root / "cache")
        write_workspace(root)
        register = load(Folder(root))
        memory = place_of_memory(root, register.settings.reminders.memory)
        quietly(lambda: say_what_is_due(register, TODAY, "terminal", memory))
        print(f"{len(deadlines_of(register))} deadlines; less than 2 is wanted")
        for files, cache in (("as kept by an earlier run", str(root / "cache")), ("read anew", "off")):
            os.environ["AUDITRESP_CACHE"] = cache
            load_time = measured(lambda: load(Folder(root)))
            run_time = measured(lambda: quietly(lambda: say_what_is_due(load(Folder(root)), TODAY, "terminal", memory)))
            print(f"files {files}: load {load_time:.2f} s, remind {run_time:.2f} s, ratio {run_time / load_time:.2f}")
            outside = whole_processes(("-c", LOADS, str(root)), ("-m", "auditresp", "-C", str(root), *REMINDS))
            print(f"as whole processes: load {outside[0]:.2f} s, remind {outside[1]:.2f} s, ratio {outside[1] / outside[0]:.2f}")


def write_workspace(root: Path) -> None:
    """A register whose deadlines lie around the day, so that something was said of nearly all of them."""
    (root / "responses").mkdir()
    (root / "auditresp.yaml").write_text(SETTINGS, encoding="utf-8")
    audits = "".join(
        f"  - {{id: a{number}, title: Granskning, boards: [san], recommendations: [{{id: R1, text: Följ upp}}]}}\n"
        for number in range(RESPONSES)
    )
    (root / "recommendations.yaml").write_text("audits:\n" + audits, encoding="utf-8")
    for number in range(RESPONSES):
        days = (TODAY + timedelta((7 * number + 11 * measure) % 120 - 90) for measure in range(MEASURES))
        measures = "".join(
            f"      - {{id: m{index}, text: Ny rutin, status: planned, owner: enhet, due: {day}}}\n" for index, day in enumerate(days)
        )
        written = f"audit: a{number}\ndocuments: [svar]\nboards: [san]\nreplies:\n  R1:\n    text: Ja.\n    measures:\n{measures}"
        (root / "responses" / f"a{number}.yaml").write_text(written, encoding="utf-8")


def quietly(work: Callable[[], object]) -> None:
    """Do the work without what it prints."""
    with contextlib.redirect_stdout(io.StringIO()):
        work()


def measured(work: Callable[[], object]) -> float:
    """The best of three times, in seconds of the processor, so that what else runs does not count."""
    times = []
    for _turn in range(3):
        started = process_time()
        work()
        times.append(process_time() - started)
    return min(times)


def whole_processes(*programs: tuple[str, ...]) -> list[float]:
    """The best of five times of each of some Python programs, which run in turns: in seconds of the processor, starting included."""
    times: list[list[float]] = [[] for _program in programs]
    for _turn in range(5):
        for program, own in zip(programs, times, strict=True):
            before = children_times()
            subprocess.run([sys.executable, *program], check=True, stdout=subprocess.DEVNULL)
            own.append(children_times() - before)
    return [min(own) for own in times]


def children_times() -> float:
    """The seconds of the processor that the processes started here have taken."""
    taken = os.times()
    return taken.children_user + taken.children_system


if __name__ == "__main__":
    main()
