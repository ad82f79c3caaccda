"""Names that mean nothing: they are reported with their place, and the document is filled on to find the others."""

import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any

from jinja2 import Undefined, UndefinedError
from jinja2.utils import missing

from auditresp.documents.template.absent import Absent
from auditresp.documents.template.current import CURRENT
from auditresp.documents.template.records import fields_of
from auditresp.language import _
from auditresp.model.records import Record
from auditresp.problems import did_you_mean


class Unknown(Undefined):
    """What a template gets for a name that means nothing. To ask whether it is defined is fine; any other use is a problem."""

    __slots__ = ("line",)

    def __new__(cls, hint: str | None = None, obj: object = missing, name: object = None, exc: type = UndefinedError) -> Any:
        """Jinja gives a hint where something is merely not there: the first of no items, the item before the first."""
        return Absent() if hint and exc is UndefinedError else super().__new__(cls)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line_of_template(sys._getframe(1))

    @property
    def _undefined_message(self) -> str:
        """Jinja's name for what is said where an operation fails; here it is all that is ever said."""
        obj, name = self._undefined_obj, str(self._undefined_name)
        if obj is missing:
            return _("'{name}' is not known here").format(name=name) + CURRENT.get().meant(name)
        kinds = obj.kinds if isinstance(obj, Absent) else (type(obj),)
        fields = {field for kind in kinds if issubclass(kind, Record) for field in fields_of(kind)}
        if not fields:
            return _("'{name}' is nothing that such a value has").format(name=name)
        kind = _(" or ").join(_(each.__name__) for each in kinds)
        return _("'{name}' is not a field of {kind}").format(name=name, kind=kind) + did_you_mean(name, fields)

    def report(self) -> None:
        """Let the document know."""
        CURRENT.get().unknown(self._undefined_message, self.line)

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

    def __call__(self, *args: object, **kwargs: object) -> "Unknown":  # type: ignore[override]
        """Nothing that is known either."""
        self.report()
        return self

    def __eq__(self, other: object) -> bool:
        self.report()
        return False

    def __hash__(self) -> int:
        return id(self)


def line_of_template(frame: FrameType | None) -> int | None:
    """The line of the jinja source that is being run."""
    while frame is not None:
        if (template := frame.f_globals.get("__jinja_template__")) is not None:
            return int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back
    return None
