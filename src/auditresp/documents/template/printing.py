"""What a value prints as."""

import html
import re
from datetime import date
from enum import Enum

from jinja2 import Undefined
from markupsafe import Markup

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


def words(value: object) -> str:
    """A value as plain words. Raises Unprintable where it has none."""
    match value:
        case Text():
            return plain(value)
        case Markup():
            return html.unescape(ELEMENT.sub("", value.replace("<w:br/>", "\n").replace("<w:tab/>", "\t")))
        case Enum():
            return word(value)  # type: ignore[arg-type]
        case None:
            return ""
        case bool():
            return "ja" if value else "nej"
        case str() | Undefined() | int() | float():
            return str(value)
        case Illustration():
            return value.description
        case Deadline():
            return date_long(value)
        case date():
            return value.isoformat()
        case Record() if type(value).__str__ is not Record.__str__:
            return str(value)
        case Record():
            raise Unprintable(_("this is a whole {kind}; write which of its fields to print").format(kind=_(type(value).__name__)))
        case _:
            raise Unprintable(_("this is no text but a list or the like; go through it with {tag}").format(tag="{% for %}"))
