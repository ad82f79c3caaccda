"""A part with tags, as it was compiled, and its code run."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from functools import cached_property
from types import CodeType
from typing import Any

from markupsafe import Markup

from auditresp.documents.template.runtime import RUNTIME, Runtime, whole_language
from auditresp.documents.template.slots import FIRST_LINE, Slot, Standing, Where
from auditresp.documents.template.tags import Level
from auditresp.documents.template.unknown import MISSING, SOURCE_LINE
from auditresp.documents.word.illustrations import Illustration
from auditresp.model.values import Text
from auditresp.problems import Place
from auditresp.value import Value

Prepared = tuple[Slot, str | None, tuple[type, ...]]
"""A slot; where it stands among words, the whole `w:rPr` of what stands there, or nothing; and which values are more than words there."""


def prepared(slot: Slot) -> Prepared:
    """A slot as it is asked when something is printed there."""
    if isinstance(slot, Standing) and slot.where is Where.WORDS and slot.tag.level in (Level.RUN, None):
        return slot, slot.run, (Markup, Illustration) if slot.tag.level is None else (Text, Markup, Illustration)
    return slot, None, ()


class CompiledPart(Value):
    """A part with tags: what jinja made of it, and where each tag stood."""

    name: str
    code: CodeType
    needs_jinja: bool
    """Whether the code asks for more than our own runtime has."""
    slots: tuple[Slot, ...]
    lines: tuple[int, ...]
    """Which slot stands on each line of the jinja source, from FIRST_LINE on."""
    names: frozenset[str]
    """The names that the part itself makes: loop variables, macros."""
    addresses: tuple[Place, ...]
    """Where the links are that have tags in their addresses."""
    opening: str
    """A tag that declares all namespaces of the part."""
    watched: bool
    """Whether a choice or a loop can leave behind what `wholeness` has to put right."""

    @cached_property
    def prepared_slots(self) -> tuple[Prepared, ...]:
        """The slots, each with what is asked first when something is printed there."""
        return tuple(map(prepared, self.slots))

    def pieces(self, view: Mapping[str, object], ours: Mapping[str, object]) -> Iterator[str]:
        """The filled part, piece by piece, with what the part sees by its names, and what we ourselves have put there."""
        run: Iterator[str] = self._ready["root"](self._runtime.names(view, ours, self._ready["blocks"]))
        return run

    @cached_property
    def _runtime(self) -> Runtime:
        """What the code is run with."""
        return whole_language() if self.needs_jinja else RUNTIME

    @cached_property
    def _ready(self) -> dict[str, Any]:
        """What the code makes: the function `root` that fills the part, its blocks, and which of its lines come from where."""
        ready = {"environment": self._runtime, "missing": MISSING, SOURCE_LINE: self.source_line}
        exec(self.code, ready)  # noqa: S102 - it was compiled by this program, for the sandbox
        return ready

    def source_line(self, line: int) -> int:
        """The line of the jinja source that a line of the code comes from."""
        pairs = (pair.partition("=") for pair in self._ready["debug_info"].split("&") if pair)
        before = ((int(code), int(source)) for source, _is, code in pairs if int(code) <= line)
        return max(before, default=(0, 1))[1]

    def place(self, line: int | None) -> Place | None:
        """Where the tag stands that is on this line of the jinja source."""
        index = (line or 0) - FIRST_LINE
        slot = self.slots[self.lines[index]] if 0 <= index < len(self.lines) else None
        return slot.place if isinstance(slot, Standing) else None

    def __reduce__(self) -> tuple[object, ...]:
        """Kept between runs, or sent to another process, as what it was made of. Only what this program itself kept is read again."""
        return unpacked_part, (marshal.dumps(self.code), *(getattr(self, name) for name in self.field_names if name != "code"))


def unpacked_part(code: bytes, name: str, *others: Any) -> CompiledPart:
    """A part as `CompiledPart.__reduce__` packed it."""
    return CompiledPart(name, marshal.loads(code), *others)  # noqa: S302 - the seal is verified before anything is unpacked
