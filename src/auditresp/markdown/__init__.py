"""The language of the text fields: read into events, or as plain words. Nothing here knows what they are written into."""

import re

from auditresp.markdown.events import events, on_one_line, words

SPACE = re.compile("[ \t\r\n\v\f\x85\u2028\u2029]+")
"""Every space but the hard one: `10 000 kr` must not break."""


BEGINS_MARKED = re.compile(r"\s*[-\d#+=~>]")
"""Marks that mean something only where a line begins."""
MARKS = re.compile(r"[\\`*_\[\]<&\t\n\v\f\r\x85\u2028\u2029](?:(?<![<&])|(?<=<)[A-Za-z/!?]|(?<=&)[A-Za-z#])")
"""Without any of these a text is one line that is what it looks like, unless it begins with one of those.

The set stands first, so that Python skips at once what is none of them.
"""


def plain(text: str) -> str:
    """The words on one line, without Markdown's marks. Not escaped: it is text still."""
    if "  " not in text and (text[:1].isalpha() or not BEGINS_MARKED.match(text)) and not MARKS.search(text):
        return text.strip(" ")
    return SPACE.sub(" ", "".join(words(event) for event in on_one_line(events(text)))).strip(" ")
