"""Custom properties (`docProps/custom.xml`): what a Word file says of itself by names that its maker chooses."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Self

from auditresp.documents.word.characters import allowed, attribute, letters
from auditresp.documents.word.ooxml import cut, number, whole
from auditresp.documents.word.relationships import Relationships, relationship
from auditresp.value import Value

if TYPE_CHECKING:
    from auditresp.documents.word.package import Package

CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
CUSTOM_PART = "docProps/custom.xml"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
KIND = "custom-properties"
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What Office calls a property whose name is its user's own."""
FIRST_NUMBER = 2
"""The numbers below mean something else to Office."""


class CustomProperties(Value):
    """The part, ready to be written with further properties."""

    part: str
    next_number: int
    pieces: tuple[str, ...]

    @classmethod
    def read(cls, package: Package, part: str, without: Collection[str]) -> Self:
        """From the package's part of that name. Properties with the names `without` are left out; all others are kept."""
        from auditresp.documents.word.package import parsed

        root = parsed(package.parts[part], part)
        for element in list(root):
            if element.get("name") in without:
                root.remove(element)
        numbers = [number(element.get("pid")) or 0 for element in root]
        return cls(part, max([FIRST_NUMBER - 1, *numbers]) + 1, cut(root, len(root)))

    def written(self, values: Mapping[str, str]) -> bytes:
        """The part with these properties too."""
        added = (
            f'<property xmlns="{CUSTOM}" fmtid="{FORMAT}" pid="{pid}" name="{attribute(name)}">'
            f'<vt:lpwstr xmlns:vt="{VALUES}">{letters(allowed(value))}</vt:lpwstr></property>'
            for pid, (name, value) in enumerate(values.items(), self.next_number)
        )
        return whole(self.pieces[0], *added, *self.pieces[1:])


def with_custom_part(package: Package) -> tuple[Package, str]:
    """The package with a part for custom properties, and the name of that part."""
    own = custom_part(package.parts)
    if own:
        return package, own
    added = relationship("rIdCustom", KIND, CUSTOM_PART)
    part = f'<Properties xmlns="{CUSTOM}" xmlns:vt="{VALUES}"/>'.encode()
    return package.with_part(CUSTOM_PART, CUSTOM_TYPE, part, added), CUSTOM_PART


def custom_part(parts: Mapping[str, bytes]) -> str:
    """The part with custom properties; an empty name where there is none."""
    name = Relationships.read("", parts).targets.get(KIND, "")
    return name if name in parts else ""


def custom_properties(parts: Mapping[str, bytes]) -> dict[str, str]:
    """What a Word file says of itself, by the names of the properties."""
    part = custom_part(parts)
    from auditresp.documents.word.package import parsed

    root = parsed(parts[part], part) if part else ()
    return {each.get("name", ""): "".join(map(str, each.itertext())).strip() for each in root}
