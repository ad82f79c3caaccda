"""What a template may write after a `|` or an `is` that needs nothing of jinja's: the filters of our trade, and some that all have."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from auditresp.documents.template.absent import Absent, Cannot, Nothing
from auditresp.documents.template.printing import words
from auditresp.documents.template.reckoning import called, sort_of
from auditresp.documents.word.illustrations import height
from auditresp.language import _
from auditresp.model.values import Text
from auditresp.wording import FILTERS as OF_THE_TRADE

Filter = Callable[..., Any]

ESCAPING = ("e", "escape", "forceescape", "safe")
"""Every value is escaped once, when it is printed, whatever the template says."""
OF_LETTERS = {"capitalize": str.capitalize, "lower": str.lower, "upper": str.upper}
"""These change words one by one, so a Markdown text stays one."""


def refusing(name: str, own: Filter, *errors: type[Exception]) -> Filter:
    """A filter that says in our words what it cannot do, also where it raises one of the errors."""
    before = 1 if hasattr(own, "jinja_pass_arg") else 0
    stopped: tuple[type[Exception], ...] = (TypeError, ValueError, AttributeError, ArithmeticError, *errors)

    @wraps(own)
    def filtered(*arguments: Any, **named: Any) -> Any:
        try:
            return own(*arguments, **named)
        except stopped as error:
            message = _("the filter '{name}' cannot do this with {value}; look at what stands before it, and in its brackets")
            value = called(sort_of(type(arguments[before])))
            raise Cannot(message.format(name=name, value=value)) from error

    return filtered


def of_words(own: Filter, *, keeps_markdown: bool) -> Filter:
    """A filter of text, for any value that can be printed."""
    before = 1 if hasattr(own, "jinja_pass_arg") else 0

    @wraps(own)
    def filtered(*arguments: Any, **named: Any) -> Any:
        value = arguments[before]
        if keeps_markdown and isinstance(value, Text):
            return Text(own(*arguments, **named))
        return own(*arguments[:before], words(value), *arguments[before + 1 :], **named)

    return filtered


def spoken(value: object) -> Any:
    """A Markdown text as its words; anything else as it is."""
    return words(value) if isinstance(value, Text) else value


def length(value: object) -> int:
    """How many letters, or how many things."""
    return len(spoken(value))


def as_it_is(value: object) -> object:
    """The value."""
    return value


def default(value: object, default_value: object = "", boolean: bool = False) -> object:
    """The value, or another where there is none; with `boolean` also where it is false."""
    return default_value if isinstance(value, Nothing) or (boolean and not value) else value


def captured(content: str) -> str:
    """What `{% set name %}…{% endset %}` holds: whole paragraphs as they are, else words, which look like the tag that prints them."""
    return content if "<w:p>" in content or "<w:p " in content else words(content)


def is_none(value: object) -> bool:
    """`is none`."""
    return value is None or isinstance(value, Absent)


def is_defined(value: object) -> bool:
    """`is defined`."""
    return not isinstance(value, Nothing)


def is_undefined(value: object) -> bool:
    """`is undefined`."""
    return isinstance(value, Nothing)


SPOKEN_HERE: Mapping[str, Filter] = {
    **dict.fromkeys(ESCAPING, as_it_is),
    **{name: of_words(each, keeps_markdown=True) for name, each in OF_LETTERS.items()},
    **dict.fromkeys(("length", "count"), length),
    **dict.fromkeys(("default", "d"), default),
    "spoken": spoken,
    "captured": captured,
    "height": height,
    **OF_THE_TRADE,
}
OWN_FILTERS = {name: refusing(name, own) for name, own in SPOKEN_HERE.items()}
OWN_TESTS: Mapping[str, Filter] = {"none": is_none, "defined": is_defined, "undefined": is_undefined}
