"""How long `diff` takes where 20 of 1,000 responses changed, beside a plain load of one version: no more than twice as long."""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from auditresp.changes import changes_between
from auditresp.changes.sections import sections
from auditresp.store.loading import load
from auditresp.store.sources import Folder
from auditresp.store.versions.comparing import differing
from auditresp.store.versions.naming import committed
from repositories import commit, repository, write

ROOT = Path(__file__).parents[1]
RESPONSES, CHANGED = 1000, 20


def main() -> None:
    """Make a register, measure both, and print the ratio."""
    settings = (ROOT / "auditresp.yaml").read_text("utf-8")
    audit = (ROOT / "recommendations.yaml").read_text("utf-8").split("audits:\n")[1].split("  - id: 2021")[0]
    response = (ROOT / "responses/2018-ekonomiskt-utanforskap.yaml").read_text("utf-8")
    own = "2018-ekonomiskt-utanforskap"
    files = {"auditresp.yaml": settings}
    files["recommendations.yaml"] = "audits:\n" + "".join(audit.replace(own, f"a{number}") for number in range(RESPONSES))
    files |= {f"responses/a{number}.yaml": response.replace(own, f"a{number}") for number in range(RESPONSES)}
    with TemporaryDirectory() as folder:
        root = repository(Path(folder))
        commit(root, files)
        write(root, {name: files[name].replace("Nämnden", "Hela nämnden", 1) for name in list(files)[2 : 2 + CHANGED]})

        load_time = measured(lambda: load(Folder(root)))
        diff_time = measured(lambda: compare(root))
    print(f"load {load_time:.2f} s, diff {diff_time:.2f} s, ratio {diff_time / load_time:.2f} (no more than 2)")


def compare(root: Path) -> None:
    """What `auditresp diff` does before it prints."""
    old, new = differing(committed(root, "HEAD"), Folder(root))
    found = changes_between(old, new)
    assert len(found) == CHANGED, len(found)
    sections(found, old, new)


def measured(work: Callable[[], object]) -> float:
    """The best of three times."""
    times = []
    for _turn in range(3):
        started = perf_counter()
        work()
        times.append(perf_counter() - started)
    return min(times)


if __name__ == "__main__":
    main()
