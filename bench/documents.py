"""The letter, filled by everybody: the first from the shell, then as many as there is time for in one process."""

import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import rmtree
from statistics import median

import answers
import templates
from measuring import FailedError, Measured, Run, in_turns, run
from peers import OURS, REFERENCE, Peer
from word_words import expected, words

AUDITRESP = (sys.executable, "-m", "auditresp")


def prepare(folder: Path, peers: tuple[Peer, ...], count: int) -> None:
    """Write so many different letters, the templates and the workspace."""
    folder.mkdir(parents=True, exist_ok=True)
    told = [answers.letter(number) for number in range(count)]
    (folder / "letters.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    templates.write(folder)
    workspace(folder, folder / "workspace", count)
    if any(peer.name.startswith("pandoc") for peer in peers):
        sys.path.insert(0, str(Path(__file__).parent / "fillers"))
        write_pandoc_reference(folder)


def workspace(folder: Path, root: Path, count: int) -> None:
    """So many letters as a secretary keeps them: a git repository in which all is committed."""
    answers.write_workspace(root, count)
    (root / "templates").mkdir()
    (root / "templates" / "svar.docx").write_bytes((folder / "auditresp.docx").read_bytes())
    for step in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message", "Svaren")):
        subprocess.run(["git", *step], cwd=root, check=True)


def write_pandoc_reference(folder: Path) -> None:
    """Its own reference document, with the letter's header and footer."""
    from pandoc_program import pandoc

    try:
        own = subprocess.run([pandoc(), "--print-default-data-file=reference.docx"], capture_output=True, check=True).stdout
    except OSError:
        return
    (folder / "pandoc.docx").write_bytes(templates.reference(own))


def missing(folder: Path, peer: Peer) -> str:
    """Why a peer cannot be measured: it does not run, or says something else than the letter. Empty where it can."""
    output = output_of(folder, peer)
    try:
        run((*peer.command, folder, output, "0"))
    except FailedError as failure:
        return str(failure)
    said, wanted = words(output.read_bytes()), expected(answers.letter(0))
    return "" if said == wanted else "its document does not have the words of the letter"


def from_the_shell(
    folder: Path, peers: tuple[Peer, ...], turns: int, missing: dict[str, str]
) -> tuple[dict[str, Measured], dict[str, float]]:
    """Seconds until the first document is there, in a process of its own; and how many of them a processor worked."""
    processor: dict[str, list[float]] = {}

    def ended(name: str, process: Callable[[], Run]) -> float:
        """The seconds of one process."""
        found = process()
        processor.setdefault(name, []).append(found.processor)
        return found.seconds

    processes: dict[str, Callable[[], Run]] = {peer.name: partial(filled_one, folder, peer) for peer in peers if peer != OURS}
    for count, label in ((1, "one audit"), (10, "ten audits")):
        workspace(folder, folder / f"workspace-{count}", count)
        processes[f"auditresp build, {label}"] = partial(built, folder / f"workspace-{count}", folder / "kept")
    processes["auditresp build, ten audits, nothing kept from earlier runs"] = lambda: built(
        folder / "workspace-10", emptied(folder / "new")
    )
    built(folder / "workspace-1", folder / "kept")
    works = {name: partial(ended, name, process) for name, process in processes.items()}
    found = in_turns(works, turns, REFERENCE.name if REFERENCE in peers else "auditresp build, one audit", missing)
    return found, {name: median(processor[name]) for name in found}


def filled_one(folder: Path, peer: Peer) -> Run:
    """A peer's script fills the template once."""
    return run((*peer.command, folder, output_of(folder, peer), "0"))


def built(root: Path, kept: Path) -> Run:
    """`auditresp build` of one response, with all its checks and what is kept in that folder."""
    name = answers.name(0)
    (root / "build" / name / "svar.docx").unlink(missing_ok=True)
    return run((*AUDITRESP, "build", name, *forced()), root, AUDITRESP_CACHE=str(kept))


def forced() -> tuple[str, ...]:
    """The option to build what is built already."""
    from auditresp.cli.build import build

    return ("--force",) if any("--force" in option.opts for option in build.params) else ()


def emptied(folder: Path) -> Path:
    """The folder, with nothing in it."""
    if folder.exists():
        rmtree(folder)
    return folder


def many(
    folder: Path, peers: tuple[Peer, ...], turns: int, seconds: float, missing: dict[str, str]
) -> tuple[dict[str, Measured], dict[str, float]]:
    """Milliseconds a document in one process, and that process's peak memory in MB."""
    memory: dict[str, float] = {}

    def filled(peer: Peer) -> float:
        """The median over the documents of one run."""
        found = run((*peer.command, folder, output_of(folder, peer), str(seconds)))
        memory[peer.name] = max(memory.get(peer.name, 0), found.memory)
        return float(median(json.loads(found.said)))

    reference = REFERENCE if REFERENCE in peers else OURS
    return in_turns({peer.name: partial(filled, peer) for peer in peers}, turns, reference.name, missing), memory


def output_of(folder: Path, peer: Peer) -> Path:
    """Where a peer writes its document."""
    return folder / f"output-{peer.name.replace(', ', '-').replace(' ', '-')}.docx"
