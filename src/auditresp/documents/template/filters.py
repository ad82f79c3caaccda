"""What a template may write after a `|`: the filters of our trade, and jinja's own made to see what would be printed."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from jinja2 import Environment, pass_environment
from jinja2.exceptions import FilterArgumentError
from jinja2.filters import FILTERS as JINJAS_OWN
from jinja2.filters import make_attrgetter
from markupsafe import Markup

from auditresp.documents.template.absent import Absent, Cannot
from auditresp.documents.template.printing import words
from auditresp.documents.template.reckoning import called, sort_of
from auditresp.documents.word.illustrations import height
from auditresp.language import _
from auditresp.model.values import Text
from auditresp.wording import FILTERS as OF_THE_TRADE

Filter = Callable[..., Any]

OF_MARKDOWN = ("capitalize", "lower", "replace", "title", "trim", "upper")
"""These change words one by one, so a Markdown text stays one."""
OF_WORDS = ("center", "indent", "string", "striptags", "truncate", "wordcount", "wordwrap")
ESCAPING = ("e", "escape", "forceescape", "safe")
"""Every value is escaped once, when it is printed, whatever the template says."""
LEFT_OUT = ("random", "urlize", "xmlattr", "tojson", "pprint")
"""What would make every document differ, or is for web pages."""


def filters() -> dict[str, Filter]:
    """All filters by name."""
    kept = {name: each for name, each in JINJAS_OWN.items() if name not in LEFT_OUT}
    spoken_here = {
        **kept,
        **{name: of_words(kept[name], keeps_markdown=True) for name in OF_MARKDOWN},
        **{name: of_words(kept[name], keeps_markdown=False) for name in OF_WORDS},
        **dict.fromkeys(ESCAPING, as_it_is),
        **dict.fromkeys(("length", "count"), length),
        "spoken": spoken,
        "join": join,
        "captured": captured,
        "height": height,
        **OF_THE_TRADE,
    }
    return {name: refusing(name, each) for name, each in spoken_here.items()}


def refusing(name: str, own: Filter) -> Filter:
    """A filter that says in our words what it cannot do."""
    before = 1 if hasattr(own, "jinja_pass_arg") else 0

    @wraps(own)
    def filtered(*arguments: Any, **named: Any) -> Any:
        try:
            return own(*arguments, **named)
        except (TypeError, ValueError, AttributeError, ArithmeticError, FilterArgumentError) as error:
            message = _("the filter '{name}' cannot do this with {value}; look at what stands before it, and in its brackets")
            value = called(sort_of(type(arguments[before])))
            raise Cannot(message.format(name=name, value=value)) from error

    return filtered


def of_words(own: Filter, *, keeps_markdown: bool) -> Filter:
    """One of jinja's filters of text, for any value that can be printed."""
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


@pass_environment
def join(environment: Environment, values: Iterable[object], separator: str = "", attribute: str | int | None = None) -> str:
    """The words of all values, with something between them."""
    chosen = values if attribute is None else map(make_attrgetter(environment, attribute), values)
    return words(separator).join(words(value) for value in chosen)


def captured(content: Markup) -> str:
    """What `{% set name %}…{% endset %}` holds: whole paragraphs as they are, else words, which look like the tag that prints them."""
    return content if "<w:p>" in content or "<w:p " in content else words(content)


def is_nothing(value: object) -> bool:
    """`is none`."""
    return value is None or isinstance(value, Absent)
