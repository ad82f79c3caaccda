"""What a tag prints in a link's address, and the relationship that the link then has."""

import re
from collections.abc import Callable
from urllib.parse import quote

from auditresp.documents.template.printing import Unprintable
from auditresp.documents.word.characters import unescaped
from auditresp.language import _
from auditresp.markdown.addresses import address

SCHEME = r"(?i:https?://)?"
ANY_SCHEME = r"(?i:[a-z][a-z0-9+.-]*:)"
MAIL = r"[^\s@/]+@[^\s@/]+"
IN_PATH, IN_QUERY = "/:@", "@"
"""What of a value stays as it is in these parts of an address."""

BEGINS, ENDS = "\x0e", "\x0f"
"""Around the address of a link while a document is filled. XML has none of these characters, nor has what is filled in."""
ADDRESS = rf"{BEGINS}(\d+) ([^{BEGINS}{ENDS}]*){ENDS}"


def linked(xml: str, link: Callable[[int, str], str]) -> str:
    """A filled part with the id of a relationship in place of each address; `link` gives it for the link with that number."""
    return re.sub(ADDRESS, lambda found: link(int(found[1]), unescaped(found[2])), xml) if BEGINS in xml else xml


def in_address(value: str, before: str) -> str:
    """A value as it may stand in an address after that. Raises Unprintable where it makes none."""
    value = value.strip()
    if re.fullmatch(SCHEME, before):
        return beginning(value, before)
    if not value:
        return ""
    return quote(value, safe=IN_QUERY if "?" in before or "#" in before else IN_PATH)


def beginning(value: str, scheme: str) -> str:
    """A value with which an address begins, after its scheme if the template has that."""
    if not value:
        message = _("the link leads nowhere in this document, as the value is not there; put {begin} and {end} around the link")
        raise Unprintable(message.format(begin="{% if … %}", end="{% endif %}"))
    bare = re.sub(r"^https?://", "", value, flags=re.IGNORECASE) if scheme else value
    added = scheme or ("" if re.match(ANY_SCHEME, value) else "mailto:" if re.fullmatch(MAIL, value) else "https://")
    written = address(f"{added}{bare}")
    if written is None:
        raise Unprintable(_("“{value}” is no address that a link may lead to; it begins with https:// or mailto:").format(value=value))
    return written.removeprefix(scheme)
