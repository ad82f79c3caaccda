"""From ten recommendations to ten thousand: checking and building ours beside the least that reading costs, and the peers' checks."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import answers
from documents import AUDITRESP, emptied, forced, workspace
from measuring import Measured, Work, in_turns, run
from peers import FOLDER_OF_PROGRAMS, python

COMPOSE = "PyYAML's C loader composes the files"
COLD = "auditresp check, first run"
WARM = "auditresp check, again"
BUILD = "auditresp build of all"
SKIP = "auditresp build, nothing changed"

DOORSTOP_ITEM = "active: true\nderived: false\nheader: ''\nlevel: 1.{}\nlinks: []\nnormative: true\nref: ''\nreviewed: null\ntext: |\n"
STRICTDOC_ITEM = "\n[REQUIREMENT]\nUID: REQ{:05}\nSTATEMENT: >>>\n{}\n<<<\n"


@dataclass(frozen=True)
class Grown:
    """What was measured at one size."""

    recommendations: int
    bytes: int
    seconds: dict[str, Measured]
    memory: dict[str, float]
    """Peak, in MB."""


def ours(folder: Path, recommendations: int, turns: int, missing: dict[str, str]) -> Grown:
    """Seconds of whole processes on a register of so many recommendations, each with its reply and measures."""
    root = folder / f"register-{recommendations}"
    workspace(folder, root, recommendations // answers.RECOMMENDATIONS)
    kept = folder / f"kept-{recommendations}"
    memory: dict[str, float] = {}

    def ran(name: str, *command: str, kept: Path = kept) -> float:
        """The seconds of one run."""
        found = run(command, root, AUDITRESP_CACHE=str(kept))
        memory[name] = max(memory.get(name, 0), found.memory)
        return found.seconds

    works: dict[str, Work] = {
        COMPOSE: lambda: ran(COMPOSE, *python("compose_filler"), str(root)),
        COLD: lambda: ran(COLD, *AUDITRESP, "check", kept=emptied(folder / "new")),
        WARM: lambda: ran(WARM, *AUDITRESP, "check"),
        BUILD: lambda: ran(BUILD, *AUDITRESP, "build", *forced(), kept=emptied_documents(root, kept)),
        SKIP: lambda: ran(SKIP, *AUDITRESP, "build"),
    }
    ran(WARM, *AUDITRESP, "build")
    size = sum(file.stat().st_size for file in root.rglob("*.yaml"))
    return Grown(recommendations, size, in_turns(works, turns, COMPOSE, missing), memory)


def emptied_documents(root: Path, kept: Path) -> Path:
    """The folder of what is kept, after all documents of the workspace were removed."""
    emptied(root / "build")
    return kept


def write_doorstop(root: Path, items: int) -> None:
    """Requirements as Doorstop keeps them: a file for each."""
    folder = root / "reqs"
    folder.mkdir(parents=True)
    (folder / ".doorstop.yml").write_text("settings:\n  digits: 5\n  prefix: REQ\n  sep: ''\n", encoding="utf-8")
    for number, text in enumerate(texts(items), start=1):
        said = "".join(f"  {line}\n" if line else "\n" for line in text.splitlines())
        (folder / f"REQ{number:05}.yml").write_text(f"{DOORSTOP_ITEM.format(number)}{said}", encoding="utf-8")
    run(("git", "init", "--quiet"), root)


def write_strictdoc(root: Path, items: int) -> None:
    """Requirements as StrictDoc keeps them: all in one file."""
    root.mkdir(parents=True)
    said = "".join(STRICTDOC_ITEM.format(number, text) for number, text in enumerate(texts(items), start=1))
    (root / "requirements.sdoc").write_text(f"[DOCUMENT]\nTITLE: Rekommendationer\n{said}", encoding="utf-8")


def texts(items: int) -> list[str]:
    """What a recommendation and its reply say, without measures."""
    told = []
    for number in range(-(-items // answers.RECOMMENDATIONS)):
        for each in answers.letter(number)["recommendations"]:
            points = "\n".join(f"- {point['text']}" for point in each["points"])
            told.append("\n\n".join([each["text"], *(paragraph["text"] for paragraph in each["paragraphs"]), points]))
    return told[:items]


class Works(NamedTuple):
    """A peer's work on a register."""

    name: str
    package: str
    write: Callable[[Path, int], None]
    command: tuple[str, ...]


DOORSTOP, STRICTDOC = (str(FOLDER_OF_PROGRAMS / name) for name in ("doorstop", "strictdoc"))
PEERS = (
    Works("Doorstop checks", "doorstop", write_doorstop, (DOORSTOP,)),
    Works("Doorstop publishes pages", "doorstop", write_doorstop, (DOORSTOP, "publish", "--html", "all", "public")),
    Works("StrictDoc reads and writes JSON", "strictdoc", write_strictdoc, (STRICTDOC, "export", "--formats=json", ".")),
    Works("StrictDoc publishes pages", "strictdoc", write_strictdoc, (STRICTDOC, "export", "--formats=html", ".")),
)


def peer(folder: Path, works: Works, items: int) -> float:
    """Seconds of a peer's work on so many items. Raises FailedError."""
    root = emptied(folder / f"{works.package}-{items}")
    works.write(root, items)
    return run(works.command, root, TMPDIR=str(folder)).seconds
