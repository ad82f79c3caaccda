"""Which addresses a text may link to, and how they are written in a document or page."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What opens a page, a letter or a call. Anything else would open a file or run something."""
HOST = re.compile(r"[\w.-]+|\[[0-9A-Fa-f:.]+\]")
SAFE = "!$&'()*+,;=:@/?%~-._"


def address(url: str) -> str | None:
    """The address as it may be written; nothing where no link should be made of it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in SCHEMES:
        return None
    if parts.scheme in ("mailto", "tel"):
        return f"{parts.scheme}:{escaped(parts.path)}{'?' if parts.query else ''}{escaped(parts.query)}" if parts.path else None
    if not parts.hostname or not HOST.fullmatch(parts.hostname):
        return None
    netloc = f"{parts.hostname}:{port}" if port else parts.hostname
    return urlunsplit((parts.scheme, netloc, escaped(parts.path), escaped(parts.query), escaped(parts.fragment)))


def escaped(part: str) -> str:
    """A part of an address, with only such characters as an address may have."""
    return re.sub("%(?![0-9A-Fa-f]{2})", "%25", quote(part, safe=SAFE))
