"""How the Python peers are timed in one process."""

import json
from collections.abc import Callable
from time import perf_counter


def timed(fill: Callable[[], object], seconds: float) -> None:
    """Fill once; then for so many seconds, and print the milliseconds that each took."""
    fill()
    times: list[float] = []
    end = perf_counter() + seconds
    while (started := perf_counter()) < end:
        fill()
        times.append(1000 * (perf_counter() - started))
    if seconds:
        print(json.dumps(times))
