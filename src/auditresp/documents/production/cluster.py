"""A Dask cluster as a crew. Its workers need the same auditresp and Python; each gets the templates once, also one that joins late."""

import logging
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from threading import Thread

import jinja2
from distributed import Client, Worker, WorkerPlugin

from auditresp import __version__
from auditresp.documents.production.documents import WORKSHOPS, equip, key_of
from auditresp.language import _
from auditresp.problems import AuditrespError

PATIENCE = 5
"""So many seconds the scheduler has for an answer, and for its first worker."""

PROGRAM = f"auditresp {__version__}, {sys.implementation.cache_tag}, jinja2 {jinja2.__version__}"
"""What must be the same on both sides, or compiled templates could not be sent."""


class Equipment(WorkerPlugin):
    """What a worker makes documents with."""

    def __init__(self, tools: bytes) -> None:
        self.name = f"auditresp-{key_of(tools)}"
        self.tools = tools
        self.program = PROGRAM

    def setup(self, worker: Worker) -> None:
        """Take it, when the work begins or the worker joins. Raises AuditrespError where the worker has another program."""
        if self.program != PROGRAM:
            raise AuditrespError(_("it has {theirs}, and here is {ours}").format(theirs=PROGRAM, ours=self.program))
        equip(self.tools)

    def teardown(self, worker: Worker) -> None:
        """Put it away when the work is done."""
        WORKSHOPS.pop(key_of(self.tools), None)


class Cluster:
    """The workers of a scheduler."""

    def __init__(self, address: str) -> None:
        """Raises AuditrespError where it does not answer, or has no workers."""
        for name in ["asyncio", *(name for name in logging.root.manager.loggerDict if name.startswith(("distributed", "tornado")))]:
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is said once, by us
        try:
            self._client = in_time(lambda: Client(address, timeout=PATIENCE, set_as_default=False))
        except (OSError, ValueError) as error:
            message = _("no scheduler answers at {address} ({reason}); start one with: dask scheduler")
            raise AuditrespError(message.format(address=address, reason=first_line(error))) from error
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            self._client.close()
            message = _("the scheduler at {address} has no workers; start one with: dask worker {address}")
            raise AuditrespError(message.format(address=address)) from error
        self.inherits = False
        self.size = sum(self._client.nthreads().values())

    def close(self) -> None:
        """Leave the cluster. What is under way there is given up."""
        self._client.close(timeout=PATIENCE)

    @contextmanager
    def at_work(self, tools: bytes, fewer: int | None = None) -> Iterator[Executor]:
        """The workers, each with the tools, also those that join later. `fewer` is no matter: a worker that ends takes no other along."""
        equipment = Equipment(tools)
        try:
            self._client.register_plugin(equipment)
        except Exception as error:
            message = _("the cluster's workers cannot build: {reason}; they need the same auditresp and Python as here")
            raise AuditrespError(message.format(reason=first_line(error))) from error
        try:
            yield self._client.get_executor(pure=False)
        finally:
            with suppress(Exception):  # a cluster that is gone needs no tidying up
                self._client.unregister_worker_plugin(equipment.name)


def in_time(connect: Callable[[], Client]) -> Client:
    """The client, connected. Raises TimeoutError also where something listens and never says a word, on which Dask waits for ever."""
    made: Future[Client] = Future()

    def wait() -> None:
        try:
            made.set_result(connect())
        except Exception as error:
            made.set_exception(error)

    Thread(target=wait, daemon=True).start()
    return made.result(PATIENCE + 1)


def first_line(error: Exception) -> str:
    """What an error says, without the traces of other computers."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]
