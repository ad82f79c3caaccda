"""Work handed to a `concurrent.futures.Executor` piece by piece, and taken back as it is done.

A piece that fails whole, because the process that did it ended, is done again item by item, so that one item stops no other.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import AbstractContextManager
from typing import Generic, Protocol, TypeVar

from auditresp.language import _
from auditresp.problems import AuditrespError

Item = TypeVar("Item")
Result = TypeVar("Result")

Give = Callable[[Executor, Sequence[Item]], "Future[Sequence[Result]]"]
"""Hands a piece to an executor."""


class Crew(Protocol):
    """Those who do the work."""

    size: int
    """How many they are."""
    inherits: bool
    """Whether each knows what this process knew when the work began, and need not be told."""

    def at_work(self, tools: bytes, fewer: int | None = None) -> AbstractContextManager[Executor]:
        """The executor through which they get their work, each having got the tools once; `fewer` of them where so many are enough."""


class Work(Generic[Item, Result]):
    """Items in pieces, and how far the work has come."""

    def __init__(self, pieces: Iterable[Sequence[Item]], give: "Give[Item, Result]") -> None:
        self._pieces = iter(pieces)
        self._give = give
        self._again: deque[Sequence[Item]] = deque()
        self._under_way: dict[Future[Sequence[Result]], Sequence[Item]] = {}
        self._finished = False

    def done_by(self, crew: Crew, tools: bytes) -> Iterator[tuple[Item, Result | AuditrespError]]:
        """Each item with its result, or why it has none, as soon as it is there. No more is handed out than is soon done."""
        while not self._finished:
            try:
                with crew.at_work(tools) as executor:
                    yield from self._results(executor, 2 * crew.size)
            except BrokenExecutor:
                suspects = [(item,) for piece in self._under_way.values() for item in piece]
                self._under_way.clear()
                yield from one_by_one(suspects, self._give, crew, tools)

    def _results(self, executor: Executor, at_once: int) -> Iterator[tuple[Item, Result | AuditrespError]]:
        """The results until all is done."""
        while self._hand_out(executor, at_once):
            done, _waiting = wait(self._under_way, return_when=FIRST_COMPLETED)
            for future in sorted(done, key=list(self._under_way).index):
                yield from self._taken(future)
        self._finished = True

    def _hand_out(self, executor: Executor, at_once: int) -> bool:
        """Hand out what can be; whether anything is under way."""
        while len(self._under_way) < at_once and (piece := self._again.popleft() if self._again else next(self._pieces, None)):
            try:
                self._under_way[self._give(executor, piece)] = piece
            except BrokenExecutor:
                self._again.append(piece)
                raise
        return bool(self._under_way)

    def _taken(self, future: "Future[Sequence[Result]]") -> Iterator[tuple[Item, Result | AuditrespError]]:
        """What became of a piece; one of several items that failed is handed out again in single ones."""
        try:
            results = future.result()
        except BrokenExecutor:
            raise
        except AuditrespError as error:
            yield from ((item, error) for item in self._under_way.pop(future))
        except CancelledError as error:
            raise AuditrespError(_("the work was taken away while it was being done; run the command again")) from error
        except Exception as error:
            piece = self._under_way.pop(future)
            if len(piece) == 1:
                yield piece[0], lost(error)
            else:
                self._again.extend((item,) for item in piece)
        else:
            yield from zip(self._under_way.pop(future), results, strict=True)


def one_by_one(
    suspects: Iterable[Sequence[Item]], give: "Give[Item, Result]", crew: Crew, tools: bytes
) -> Iterator[tuple[Item, Result | AuditrespError]]:
    """Items of which one has ended the process that was at it: each done with nobody else at work, so that it is known which."""
    waiting = deque(suspects)
    while waiting:
        with crew.at_work(tools, 1) as executor:
            while waiting:
                piece = waiting.popleft()
                try:
                    yield piece[0], give(executor, piece).result()[0]
                except BrokenExecutor as error:
                    yield piece[0], lost(error)
                    break


def lost(error: Exception) -> AuditrespError:
    """That whoever was at the work ended, in its own words."""
    return AuditrespError(_("whoever was at it ended before it was done ({reason})").format(reason=error or type(error).__name__))
