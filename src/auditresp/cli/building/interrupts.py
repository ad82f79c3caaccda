"""Ctrl-C, where it may not come between."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def held_back() -> Iterator[None]:
    """Ctrl-C waits until the block is left, so that what is written there is whole, and known to be."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came = []

    def wait(_signal: int, _frame: FrameType | None) -> None:
        came.append(True)

    before = signal.signal(signal.SIGINT, wait)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt
