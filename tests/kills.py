"""Killing a command at each of its steps, for tests of what it leaves behind."""

import os
import signal
import subprocess
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot copy a running program, to kill the copy")


def killed(step: int, work: Callable[[], object]) -> bool:
    """Do the work in a copy of this program, which dies at its step of that number, as `kill -9` kills; False where it ended before.

    A step is all that others can see: before and after git runs, before and after a file takes another's place or goes.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            dying(step)
            work()
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def dying(step: int) -> None:
    """From now on count the steps, and die at the one of that number."""
    left = [step]

    def count() -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            count()
            result = function(*arguments, **named)
            count()
            return result

        return call

    subprocess.run = counted(subprocess.run)  # type: ignore[assignment]
    for name in ("replace", "unlink"):
        setattr(Path, name, counted(getattr(Path, name)))
