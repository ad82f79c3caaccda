"""Running programs and telling how long they took.

Everything that is compared is run in turns (A B A B …), and ratios are those of the same turn, so that whatever else the machine does
meanwhile meets all alike.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from time import perf_counter
from typing import NamedTuple

Work = Callable[[], float]
"""Something that is done once, and what was measured of it."""

KILOBYTE = 1 if sys.platform == "darwin" else 1024
"""In so many bytes the system counts memory."""


class FailedError(Exception):
    """A program that ended badly, with the last it said."""


class Run(NamedTuple):
    """A program that was run."""

    seconds: float
    processor: float
    """How many of them a processor worked for it and for what it called: what else the machine does counts less there."""
    memory: float
    """Its peak, in MB. Both are nan where the system does not tell (Windows)."""
    said: str


def run(command: tuple[str | Path, ...], folder: Path | None = None, **environment: str) -> Run:
    """Run a program to its end. Raises FailedError."""
    with TemporaryFile() as output, TemporaryFile() as errors:
        started = perf_counter()
        try:
            process = subprocess.Popen(
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, env=os.environ | environment
            )
        except OSError as error:
            raise FailedError(f"{command[0]}: {error.strerror}") from error
        processor, memory = waited_for(process)
        seconds = perf_counter() - started
        if process.returncode:
            raise FailedError(reason(all_of(errors) or all_of(output)) or f"exit status {process.returncode}")
        return Run(seconds, processor, memory, all_of(output))


def waited_for(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Wait for the end of a program; the seconds of processor and the peak memory that it took."""
    if not hasattr(os, "wait4"):
        process.wait()
        return float("nan"), float("nan")
    _process, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KILOBYTE / 1e6


def all_of(file: object) -> str:
    """What a program said."""
    file.seek(0)  # type: ignore[attr-defined]
    return str(file.read().decode(errors="replace"))  # type: ignore[attr-defined]


def reason(text: str) -> str:
    """Of all that a program said, why it failed: the last line that names an error."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return next((line for line in reversed(lines) if "Error" in line), lines[-1] if lines else "")


@dataclass(frozen=True)
class Measured:
    """What was measured of one thing in all turns."""

    median: float
    lowest: float
    highest: float
    ratio: float
    """How many times it took what the reference took in the same turn: the median of all turns."""


def in_turns(works: Mapping[str, Work], turns: int, reference: str, missing: dict[str, str]) -> dict[str, Measured]:
    """Let each work be done in each turn, and say what they measured. A work that fails goes to the missing, with the reason."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for _turn in range(turns):
        for name in [name for name in works if name in found]:
            try:
                found[name].append(works[name]())
            except FailedError as failure:
                missing[name] = str(failure)
                del found[name]
    return {name: measured(values, found[reference]) for name, values in found.items()}


def measured(values: list[float], reference: list[float]) -> Measured:
    """The values of all turns in short."""
    ratios = [value / other for value, other in zip(values, reference, strict=True)]
    return Measured(median(values), min(values), max(values), median(ratios))
