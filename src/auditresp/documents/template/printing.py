"""What a value prints as."""

import re
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any

from markupsafe import Markup

from auditresp.documents.template.absent import Nothing
from auditresp.documents.word.characters import unescaped
from auditresp.documents.word.illustrations import Illustration
from auditresp.language import _
from auditresp.markdown import plain
from auditresp.model.dates import Deadline
from auditresp.model.records import Record
from auditresp.model.values import Text
from auditresp.wording import date_long, word

ELEMENT = re.compile("<[^>]*>")


class Unprintable(Exception):  # noqa: N818 - said to the person as a problem, with its place
    """A value that is no text; the message says what to do instead."""


def words(value: Any) -> str:
    """A value as plain words. Raises Unprintable where it has none."""
    return said_by(type(value))(value)  # type: ignore[arg-type]  # a class is hashable


@cache
def said_by(kind: type[Any]) -> Callable[[Any], str]:
    """How values of a class are said."""
    ways: tuple[tuple[type | UnionType, Callable[[Any], str]], ...] = (
        (Text, plain),
        (Markup, unmarked),
        (Enum, word),
        (NoneType, lambda _nothing: ""),
        (bool, lambda value: "ja" if value else "nej"),
        (str | Nothing | int | float, str),
        (Illustration, attrgetter("description")),
        (Deadline, date_long),
        (date, date.isoformat),
        (Record, own_words),
    )
    return next((way for each, way in ways if issubclass(kind, each)), no_text)


def unmarked(fragment: Markup) -> str:
    """The words in what a macro gave."""
    return unescaped(ELEMENT.sub("", fragment.replace("<w:br/>", "\n").replace("<w:tab/>", "\t")))


def own_words(record: Record) -> str:
    """A record, where those of its kind have words of their own. Raises Unprintable where they do not."""
    if type(record).__str__ is Record.__str__:
        raise Unprintable(_("this is a whole {kind}; write which of its fields to print").format(kind=_(type(record).__name__)))
    return str(record)


def no_text(_value: object) -> str:
    """Anything else. Raises Unprintable."""
    raise Unprintable(_("this is no text but a list or the like; go through it with {tag}").format(tag="{% for %}"))
