"""Jinja's own filters, made to see what would be printed."""

from jinja2.exceptions import FilterArgumentError
from jinja2.filters import FILTERS as JINJAS_OWN

from auditresp.documents.template.filters import Filter, of_words, refusing

OF_MARKDOWN = ("replace", "title", "trim")
"""These change words one by one, so a Markdown text stays one."""
OF_WORDS = ("center", "indent", "string", "striptags", "truncate", "wordcount", "wordwrap")
LEFT_OUT = ("random", "urlize", "xmlattr", "tojson", "pprint")
"""What would make every document differ, or is for web pages."""


def filters() -> dict[str, Filter]:
    """These filters by name."""
    kept = {name: each for name, each in JINJAS_OWN.items() if name not in LEFT_OUT}
    spoken_here = {
        **kept,
        **{name: of_words(kept[name], keeps_markdown=True) for name in OF_MARKDOWN},
        **{name: of_words(kept[name], keeps_markdown=False) for name in OF_WORDS},
    }
    return {name: refusing(name, each, FilterArgumentError) for name, each in spoken_here.items()}
