"""The cores of this machine as a crew: processes that end when the work or its owner does.

Where that is safe they are copies of this process, which know all that it knows; else they are started anew.
"""

import os
import signal
import sys
from collections.abc import Collection, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Event, Thread, active_count
from typing import Any

from auditresp.documents.production.documents import equip

MOST = 61
"""So many processes Windows can wait for."""
GLANCE = 0.2
"""So many seconds pass until somebody looks again whether all processes live."""


def can_be_copied() -> bool:
    """Whether copies of this process can work: on Linux, as long as no other thread may hold a lock that the copy waits for."""
    return sys.platform == "linux" and active_count() == 1


class Processes:
    """So many processes of this machine."""

    def __init__(self, size: int) -> None:
        self.size = min(size, MOST)
        self.inherits = can_be_copied()

    @contextmanager
    def at_work(self, tools: bytes, fewer: int | None = None) -> Iterator[Executor]:
        """The processes, each with the tools. When the block is left, they have ended."""
        pool = ProcessPoolExecutor(fewer or self.size, get_context("fork" if self.inherits else "spawn"), begin, (tools,))
        watched = Watched(pool)
        try:
            yield watched
        finally:
            watched.shutdown(cancel_futures=True)


class Watched(Executor):
    """An executor that is not left waiting, whatever becomes of its processes.

    They do not hear the terminal's Ctrl-C while they start: it is for this process, which ends them.
    """

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool
        self._answers = getattr(pool, "_result_queue", None)  # nothing public leads to it, nor to the processes
        self._processes: set[BaseProcess] = set()
        self._over = Event()
        self._watch = Thread(target=end_all_with_one, args=(self._processes, self._answers, self._over), daemon=True)

    def submit(self, *call, **named):  # type: ignore[no-untyped-def]
        """Hand out work, for which the pool may start a process."""
        with interrupts_held_back():
            future = self._pool.submit(*call, **named)
            self._processes.update((getattr(self._pool, "_processes", None) or {}).values())  # those of them too that have ended by now
            if self._watch.ident is None:  # not before the processes: there is no copy of a process with other threads
                self._watch.start()
            return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait until all processes have ended, whatever `wait` says.

        The pipe of the answers is closed here, after whoever watches has ended, and not by the pool: if two threads closed it at the same
        time, the second could close another file, which has got its number meanwhile.
        """
        if self._answers:
            self._pool._result_queue = None  # type: ignore[assignment]
        self._pool.shutdown(wait=True, cancel_futures=cancel_futures)
        self._over.set()
        if self._watch.ident is not None:
            self._watch.join()
        if self._answers:
            self._answers.close()


def end_all_with_one(processes: Collection[BaseProcess], answers: Any, over: Event) -> None:
    """When one of the processes is killed, kill the others and close the pipe that all write to, so that the pool breaks.

    A process that is killed may leave half an answer in the pipe, and Python would wait for ever for the rest of it.
    """
    while not over.wait(GLANCE):
        if any(process.exitcode for process in tuple(processes)):
            for process in tuple(processes):
                process.kill()
            if answers:
                answers._writer.close()
            return


@contextmanager
def interrupts_held_back() -> Iterator[None]:
    """Ctrl-C waits, and a process that is started meanwhile never hears of it. Windows has no such thing."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin(tools: bytes) -> None:
    """In a new process: leave Ctrl-C to the owner, end when the owner does, and take the tools."""
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=end_with_owner, daemon=True).start()
    equip(tools)


def end_with_owner() -> None:
    """End this process when the one that started it has ended, also when that was killed."""
    if owner := parent_process():
        owner.join()
        os._exit(1)
