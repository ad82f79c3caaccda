"""Names that mean nothing: they are reported with their place, and the document is filled on to find the others."""

import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any, NoReturn

from auditresp.documents.template.absent import Absent, Cannot, Nothing
from auditresp.documents.template.current import CURRENT
from auditresp.documents.template.reckoning import called, sort_of
from auditresp.documents.template.records import FIELDS
from auditresp.language import _
from auditresp.model.records import Record
from auditresp.problems import did_you_mean

MISSING = object()
"""In place of the value of a name that means nothing."""
SOURCE_LINE = "line of the source"
"""Under this name a part's code has the function that says which line of the part's jinja source one of its own comes from."""


class UnknownNameError(Cannot):
    """A name that means nothing is worked with; the message says what is known."""


class Unknown(Nothing):
    """What a template gets for a name that means nothing. To ask whether it is defined is fine; any other use is a problem."""

    def __new__(cls, hint: str | None = None, obj: object = MISSING, name: object = None, exc: type | None = None) -> Any:
        """Jinja gives a hint where something is merely not there: the first of no items, the item before the first."""
        return Absent() if hint and exc is None else super().__new__(cls)

    def __init__(self, hint: str | None = None, obj: object = MISSING, name: object = None, exc: type | None = None) -> None:
        """A value without the attribute `name`, or where it has none (`obj`) a name by itself, as jinja says it."""
        self._obj = obj
        self._name = spelled(name)
        self._line = line_of_template(sys._getframe(1))

    def reason(self) -> UnknownNameError:
        """What is not known."""
        return UnknownNameError(self._message())

    def _message(self) -> str:
        obj, name = self._obj, self._name
        if obj is MISSING:
            return _("'{name}' is not known here").format(name=name) + CURRENT.get().meant(name)
        kinds = obj.kinds if isinstance(obj, Absent) else (type(obj),)
        fields = {field for kind in kinds if issubclass(kind, Record) for field in FIELDS[kind]}
        if not fields:
            return _("'{name}' is nothing that such a value has").format(name=name)
        kind = _(" or ").join(_(each.__name__) for each in kinds)
        return _("'{name}' is not a field of {kind}").format(name=name, kind=kind) + did_you_mean(name, fields)

    def report(self) -> None:
        """Let the document know."""
        CURRENT.get().unknown(self._message(), self._line)

    def __str__(self) -> str:
        self.report()
        return ""

    def __bool__(self) -> bool:
        self.report()
        return False

    def __iter__(self) -> Iterator[object]:
        self.report()
        return iter(())

    def __len__(self) -> int:
        self.report()
        return 0

    def __call__(self, *args: object, **kwargs: object) -> "Unknown":
        """Nothing that is known either."""
        self.report()
        return self

    def __eq__(self, other: object) -> bool:
        self.report()
        return False

    def __hash__(self) -> int:
        return id(self)

    def __getattr__(self, name: str) -> NoReturn:
        """A filter of jinja's wants more of it than it has."""
        raise AttributeError(name) if name.startswith("__") else self.reason()


def spelled(name: object) -> str:
    """What was asked for, as it can be said: of some values Python would say where in the memory they lie."""
    return str(name) if isinstance(name, str | int | float) else called(sort_of(type(name)))


def line_of_template(frame: FrameType | None) -> int | None:
    """The line of the jinja source that is being run."""
    while frame is not None:
        if (line := line_run_in(frame, frame.f_lineno)) is not None:
            return line
        frame = frame.f_back
    return None


def line_run_in(frame: FrameType, line: int) -> int | None:
    """The line of the jinja source that a frame runs at that line of its own; nothing where it runs no part's code."""
    source_line = frame.f_globals.get(SOURCE_LINE)
    return None if source_line is None else int(source_line(line))
