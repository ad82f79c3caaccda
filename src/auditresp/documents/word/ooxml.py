"""Word's file format: its names, and parts cut open where a document adds to them."""

from __future__ import annotations

from functools import cache
from typing import cast

from auditresp.documents.word.xml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


@cache
def w(name: str) -> str:
    """The name of an element or attribute of WordprocessingML as lxml writes it."""
    return f"{{{W}}}{name}"


def value(element: etree._Element, path: str) -> str | None:
    """The `w:val` of what `path` (`w:pPr/w:pStyle`) finds first; nothing where it finds nothing."""
    found = element.find(path, {"w": W})
    return None if found is None else found.get(w("val"))


def number(text: str | None) -> int | None:
    """The whole number that an attribute holds, if it holds one."""
    try:
        return round(float(text)) if text else None
    except (ValueError, OverflowError):
        return None


def cut(root: etree._Element, *places: int) -> tuple[str, ...]:
    """The part as text, in pieces: cut before the children with these indexes, which ascend. `w:` means Word's own namespace in it.

    The root is used up: nothing else should be read from it afterwards.
    """
    opened = renamed(root) if etree.QName(root).namespace == W != root.nsmap.get("w") else root
    for place in reversed(places):
        opened.insert(place, etree.Comment(SEAM))
    return tuple(etree.tostring(opened, encoding="unicode").split(f"<!--{SEAM}-->"))


SEAM = "a document adds here"


def renamed(root: etree._Element) -> etree._Element:
    """The same element with `w:` for Word's own namespace."""
    attributes = {str(name): str(text) for name, text in root.attrib.items()}
    twin = etree.Element(root.tag, attributes, nsmap=cast("dict[str, str]", {**root.nsmap, "w": W}))
    twin.extend(list(root))
    return twin


def fragment(element: etree._Element, root: etree._Element) -> str:
    """An element as text that can stand elsewhere in its part: without the namespace declarations that the root makes."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    for prefix, uri in root.nsmap.items():
        text = text.replace(f' xmlns:{prefix}="{uri}"' if prefix else f' xmlns="{uri}"', "")
    return text


def whole(*pieces: str) -> bytes:
    """The pieces as a part's bytes."""
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + "".join(pieces).encode()
