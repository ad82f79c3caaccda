"""Where the values of a file stand, found again only when somebody asks."""

from functools import cached_property
from typing import Any

import yaml

from auditresp.problems import Path, Place
from auditresp.store.parsing import Loader, written_key


class TextPlaces:
    """The places of a file that could be read.

    `left_out` are the list entries that the file has and the register has not, so a path in the register is led past them.
    """

    def __init__(self, file: str, text: str, left_out: frozenset[Path] = frozenset()) -> None:
        self.file = file
        self.text = text
        self.left_out = left_out

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the register's value at `path` stands."""
        return self.written(self.as_written(path), key=key)

    def written(self, path: Path, *, key: bool = False) -> Place:
        """Where the file's value at `path` stands (its key, with `key`); else the nearest value around it."""
        node, name = self.root, None
        for step in path:
            found = child(node, step)
            if found is None:
                break
            name, node = found
        else:
            if name is not None and (key or node.value == ""):
                node = name
        return Place(self.file, node.start_mark.line + 1, node.start_mark.column + 1)

    def around(self, path: Path) -> Place:
        """Where a value is missing: at its key if that is there, else at the key or the beginning of the record that lacks it."""
        return self.written(path if self.has(path) else path[:-1], key=True)

    def has(self, path: Path) -> bool:
        """Whether the file has something at `path`, be it empty."""
        node = self.root
        for step in path:
            found = child(node, step)
            if found is None:
                return False
            node = found[1]
        return True

    def as_written(self, path: Path) -> Path:
        """The path in the file of a path in the register."""
        written: Path = ()
        for step in path:
            if isinstance(step, int):
                for gone in sorted(int(other[-1]) for other in self.left_out if other[:-1] == written and isinstance(other[-1], int)):
                    step += gone <= step
            written = (*written, step)
        return written

    @cached_property
    def root(self) -> Any:
        """The file as nodes with places. `parsed` has seen that their nesting is shallow."""
        return yaml.compose(self.text, Loader=Loader)


def child(node: Any, step: str | int) -> tuple[Any, Any] | None:
    """The key node (None in a list) and the value node at a step."""
    match node, step:
        case yaml.MappingNode(), str():
            return next((pair for pair in node.value if pair[0].value and written_key(str(pair[0].value)) == step), None)
        case yaml.SequenceNode(), int() if step < len(node.value):
            return None, node.value[step]
        case _:
            return None
