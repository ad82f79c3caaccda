"""The template language as it is spoken here: jinja's, in its sandbox, over records that show their fields and nothing else."""

import sys
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from functools import cache
from types import FrameType, UnionType
from typing import Any, Protocol, Union, get_args, get_origin

from jinja2 import Undefined, UndefinedError
from jinja2 import nodes as ast
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from auditresp.documents.absent import Absent
from auditresp.documents.template.printing import words
from auditresp.language import _
from auditresp.model.values import Record
from auditresp.problems import did_you_mean
from auditresp.wording import FILTERS

MARKS = {
    "variable_start_string": "\x01",
    "variable_end_string": "\x02",
    "block_start_string": "\x03",
    "block_end_string": "\x04",
    "comment_start_string": "\x05",
    "comment_end_string": "\x06",
}
"""XML has none of these characters, so nothing that stands in a part is ever taken for a tag."""


FIRST_LINE = 2
"""Each tag stands on a line of its own in a part's jinja source; the first on this one."""


class Document(Protocol):
    """The document that is being filled, as the language speaks with it."""

    def printed(self, value: object, slot: int) -> Markup:
        """What a value becomes where the tag with that number stands."""
        ...

    def unknown(self, message: str, line: int | None) -> None:
        """Hear that the template asks, on that line of the part's jinja source, for what there is not."""
        ...

    def names(self) -> set[str]:
        """All names that mean something."""
        ...


CURRENT: ContextVar[Document] = ContextVar("document")


class Unknown(Undefined):
    """What a template gets for a name that means nothing. To ask whether it is defined is fine; any other use is an error."""

    __slots__ = ("line", "said")

    def __new__(cls, hint: str | None = None, obj: object = missing, name: object = None, exc: type = UndefinedError) -> Any:
        """Jinja gives a hint where something is merely not there: the first of no items, the item before the first."""
        return Absent() if hint and exc is UndefinedError else super().__new__(cls)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line_of_template(sys._getframe(1))

    @property
    def _undefined_message(self) -> str:
        obj, name = self._undefined_obj, str(self._undefined_name)
        if isinstance(obj, Record):
            return unknown_field(name, type(obj))
        if isinstance(obj, Absent):
            return unknown_field(name, *obj.kinds)
        if obj is not missing:
            return _("'{name}' is nothing that such a value has").format(name=name)
        return _("'{name}' is not known here").format(name=name) + did_you_mean(name, CURRENT.get().names())

    def report(self) -> None:
        """Let the document know."""
        CURRENT.get().unknown(self._undefined_message, self.line)

    def __str__(self) -> str:
        self.report()
        return ""

    def __bool__(self) -> bool:
        self.report()
        return False

    def __iter__(self) -> Any:
        self.report()
        return iter(())

    def __len__(self) -> int:
        self.report()
        return 0

    def __call__(self, *args: object, **kwargs: object) -> "Unknown":  # type: ignore[override]
        """Nothing that is known."""
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
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back
    return None


def unknown_field(name: str, *kinds: type) -> str:
    """That no such record has a field of that name."""
    known = {field for kind in kinds if issubclass(kind, Record) for field in fields_of(kind)}
    kind = " / ".join(each.__name__ for each in kinds)
    return _("'{name}' is not a field of {kind}").format(name=name, kind=kind) + did_you_mean(name, known)


@cache
def fields_of(kind: type[Record]) -> dict[str, tuple[str, tuple[type, ...]]]:
    """A record's fields by their names in the files: the attribute that holds each, and the types it may have."""
    return {info.alias or name: (name, types_in(info.annotation)) for name, info in kind.model_fields.items()}


def types_in(annotation: object) -> tuple[type, ...]:
    """The types an optional field may have when it is there."""
    if get_origin(annotation) in (Union, UnionType):
        return tuple(found for each in get_args(annotation) if each is not type(None) for found in types_in(each))
    return (annotation,) if isinstance(annotation, type) else ()


def present(value: object, *kinds: type) -> object:
    """A value as the language has it: None is Absent."""
    return Absent(*kinds) if value is None else value


class Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which records have fields, mappings have keys, and everything printed goes to the document."""

    def __init__(self) -> None:
        super().__init__(
            **MARKS,
            autoescape=True,
            undefined=Unknown,
            keep_trailing_newline=True,
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        )
        del self.globals["lipsum"], self.filters["random"]
        self.filters.update(FILTERS)
        for name in ("e", "escape", "forceescape", "safe"):
            self.filters[name] = as_it_is
        self.tests["none"] = is_nothing

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a record, a key of a mapping, or what jinja's sandbox allows of other values."""
        match obj:
            case Record():
                if attribute not in (fields := fields_of(type(obj))):
                    return self.undefined(obj=obj, name=attribute)
                name, kinds = fields[attribute]
                return present(getattr(obj, name), *kinds)
            case Mapping():
                return present(obj.get(attribute))
            case Absent():
                return self._below(obj, attribute)
            case Unknown():
                obj.report()
                return obj
            case _:
                return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The same in square brackets, and the items of lists."""
        if isinstance(argument, str) or isinstance(obj, Undefined):
            return self.getattr(obj, str(argument))
        if isinstance(obj, Mapping):
            return present(obj.get(argument))
        if isinstance(obj, list | tuple) and isinstance(argument, int):
            return present(obj[argument]) if -len(obj) <= argument < len(obj) else Absent()
        return super().getitem(obj, argument)

    def _below(self, absent: Absent, attribute: str) -> Any:
        """What an absent value would have had."""
        if not absent.kinds:
            return Absent()
        for kind in absent.kinds:
            if issubclass(kind, Record) and attribute in fields_of(kind):
                return Absent(*fields_of(kind)[attribute][1])
            if not issubclass(kind, Record) and hasattr(kind, attribute):
                return Absent()
        return self.undefined(obj=absent, name=attribute)

    def printed(self, value: object, slot: int) -> Markup:
        """What a value becomes where it is printed."""
        return CURRENT.get().printed(value, slot)

    def joined(self, *values: object) -> str:
        """What `~` makes of values: their words."""
        return "".join(words(value) for value in values)


def as_it_is(value: object) -> object:
    """`|e` and `|safe`: every value is escaped once, when it is printed."""
    return value


def is_nothing(value: object) -> bool:
    """`is none`."""
    return value is None or isinstance(value, Absent)


class Printing(NodeTransformer):
    """Lets everything that is printed go through `Environment.printed`, with the number of its slot."""

    def __init__(self, lines: Sequence[int]) -> None:
        """`lines` says which slot stands on each line."""
        self._lines = lines

    def visit_Output(self, node: ast.Output) -> ast.Output:  # noqa: N802 - jinja's way to name it
        """`{{ value }}`."""
        self.generic_visit(node)
        node.nodes = [
            each if isinstance(each, ast.TemplateData) else call("printed", [each, self._slot(each)], each.lineno) for each in node.nodes
        ]
        return node

    def _slot(self, printed: ast.Expr) -> ast.Const:
        return ast.Const(self._lines[printed.lineno - FIRST_LINE])

    def visit_Concat(self, node: ast.Concat) -> ast.Call:  # noqa: N802 - jinja's way to name it
        """`a ~ b`."""
        self.generic_visit(node)
        return call("joined", node.nodes, node.lineno)


def call(method: str, arguments: list[ast.Expr], line: int) -> ast.Call:
    """A call of a method of the environment."""
    return ast.Call(ast.EnvironmentAttribute(method), arguments, [], None, None, lineno=line)
