"""Threads as a crew: for work that other programs do, which only has to be waited for."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager


class Threads:
    """So many threads of this process."""

    inherits = True

    def __init__(self, size: int, stop: Callable[[], None]) -> None:
        """`stop` ends what the threads wait for."""
        self.size = size
        self._stop = stop

    @contextmanager
    def at_work(self, _tools: bytes, fewer: int | None = None) -> Iterator[Executor]:
        """The threads. Where the block is left too early, what they wait for is ended."""
        pool = ThreadPoolExecutor(fewer or self.size)
        try:
            yield pool
        except BaseException:
            self._stop()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
