"""Where the values of a file stand, found again only when somebody asks."""

import unicodedata
from bisect import insort
from collections import defaultdict
from functools import cached_property
from typing import Any

from auditresp.problems import Path, Place


class TextPlaces:
    """The places of a file that could be read.

    `left_out` are the list entries that the file has and the register has not, so a path in the register is led past them.
    """

    def __init__(self, file: str, text: str, left_out: frozenset[Path] = frozenset()) -> None:
        self.file = file
        self.text = text
        self.left_out = left_out
        self._pairs: dict[int, dict[str | int, tuple[Any, Any]]] = {}

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the register's value at `path` stands."""
        return self.written(self.as_written(path), key=key)

    def as_written(self, path: Path) -> Path:
        """The path in the file of a path in the register."""
        written: Path = ()
        for step in path:
            if isinstance(step, int):
                for gone in self.gaps.get(written, ()):
                    step += gone <= step
            written = (*written, step)
        return written

    @cached_property
    def gaps(self) -> dict[Path, list[int]]:
        """The entries of each list that the register has not."""
        gaps: dict[Path, list[int]] = defaultdict(list)
        for path in filter(None, self.left_out):
            if isinstance(path[-1], int):
                insort(gaps[path[:-1]], path[-1])
        return gaps

    def written(self, path: Path, *, key: bool = False) -> Place:
        """Where the file's value at `path` stands (its key, with `key`); else the nearest value around it."""
        name, node = None, self.root
        for step in path:
            found = self.child(node, step)
            if found is None:
                break
            name, node = found
        else:
            if name is not None and (key or node.value == ""):
                node = name
        return Place(self.file, node.start_mark.line + 1, node.start_mark.column + 1)

    def lack(self, path: Path) -> Place:
        """Where a value is missing: at its key when that is there, else at the key or the beginning of what lacks it."""
        node = self.root
        for step in path:
            found = self.child(node, step)
            if found is None:
                return self.written(path[:-1], key=True)
            node = found[1]
        return self.written(path, key=True)

    def child(self, node: Any, step: str | int) -> tuple[Any, Any] | None:
        """The key (None in a list) and the value at a step, as nodes."""
        if node.id == "sequence":
            return (None, node.value[step]) if isinstance(step, int) and step < len(node.value) else None
        return self.pairs(node).get(step) if node.id == "mapping" else None

    def pairs(self, node: Any) -> dict[str | int, tuple[Any, Any]]:
        """A mapping's keys and values; of a key that is written twice, the first counts."""
        if id(node) not in self._pairs:
            keyed = ((key, value) for key, value in reversed(node.value) if isinstance(key.value, str))
            self._pairs[id(node)] = {written_key(key.value): (key, value) for key, value in keyed}
        return self._pairs[id(node)]

    @cached_property
    def root(self) -> Any:
        """The file as nodes with places. `parsed` has seen that their nesting is shallow."""
        from auditresp.store.parsing import composed

        return composed(self.text)


def written_key(key: str) -> str:
    """A key as fields and ids are compared: without blanks around it, its letters composed."""
    return key if key.isascii() else unicodedata.normalize("NFC", key.strip())
