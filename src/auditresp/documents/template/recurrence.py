"""How often what has come in one document: ids that must differ every time, and numbered lists that begin at 1 again."""

from collections import Counter
from itertools import count

from auditresp.documents.word.additions import Additions
from auditresp.documents.word.characters import attribute

FREE_IDS = 100_000
"""From here on, no template has ids."""


class Repetitions:
    """How often what has come in the document that is being filled."""

    def __init__(self, additions: Additions) -> None:
        self._additions = additions
        self._free = count(FREE_IDS)
        self._used: Counter[tuple[str, str]] = Counter()
        self._bookmarks: dict[str, str] = {}
        self._executions: Counter[int] = Counter()
        self._lists: dict[tuple[int, int, int], int] = {}
        self._current: dict[int, int] = {}

    def own_id(self, kind: str, own: str) -> str:
        """An id for something of that kind: its own the first time."""
        self._used[kind, own] += 1
        return own if self._used[kind, own] == 1 else str(next(self._free))

    def bookmark_begins(self, own: str) -> str:
        """An id for a bookmark."""
        self._bookmarks[own] = self.own_id("bookmark", own)
        return self._bookmarks[own]

    def bookmark_ends(self, own: str) -> str:
        """The id with which the bookmark began."""
        return self._bookmarks[own]

    def bookmark_name(self, own: str) -> str:
        """A name for a bookmark."""
        self._used["bookmark's name", own] += 1
        times = self._used["bookmark's name", own]
        return attribute(own if times == 1 else f"{own}_{times}")

    def list_begins(self, loop: int) -> str:
        """A loop begins, and in it every numbered list."""
        self._executions[loop] += 1
        return ""

    def list_item(self, loop: int, num_id: int) -> str:
        """The list in which an item counts: the template's own the first time the loop is run, then a new one each time."""
        key = loop, self._executions[loop], num_id
        if key not in self._lists:
            self._lists[key] = num_id if self._executions[loop] == 1 else self._additions.restart(num_id)
        self._current[num_id] = self._lists[key]
        return str(self._lists[key])

    def list_below(self, num_id: int) -> str:
        """The list in which an item of a deeper level counts: that of the items above it."""
        return str(self._current.get(num_id, num_id))
