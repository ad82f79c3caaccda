"""The document's own properties (`docProps/core.xml`): its title, subject and language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

from auditresp.documents.template.printing import ELEMENT
from auditresp.documents.word.characters import allowed, letters, unescaped
from auditresp.documents.word.ooxml import PACKAGE_RELATIONSHIPS, cut, whole
from auditresp.documents.word.relationships import Relationships
from auditresp.documents.word.xml import etree
from auditresp.value import Value

if TYPE_CHECKING:
    from auditresp.documents.word.package import Package

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
CORE_PART = "docProps/core.xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

TITLE = "title"
"""Called so, the title is filled as if it were one of the package's parts."""

OF_THE_TEMPLATE = {
    f"{{{TERMS}}}created",
    f"{{{TERMS}}}modified",
    f"{{{CORE}}}lastModifiedBy",
    f"{{{CORE}}}revision",
    f"{{{CORE}}}lastPrinted",
}
"""When and by whom the template was made says nothing about the document; and a clock would make every build differ."""


class Properties(Value):
    """What a document says of itself besides its text. What is empty stays as the template has it.

    A title that the template makes with tags of its own comes before the one given.
    """

    title: str = ""
    subject: str = ""
    language: str = "sv-SE"


class CoreProperties(Value):
    """The part, ready to be written with the properties of a document."""

    part: str
    own: Mapping[str, str]
    """What the template says."""
    pieces: tuple[str, ...]

    @classmethod
    def read(cls, package: Package, part: str) -> Self:
        """From the package's part of that name."""
        from auditresp.documents.word.package import parsed

        root = parsed(package.parts[part], part)
        named = {f"{{{DC}}}{name}": name for name in Properties.field_names}
        own: dict[str, str] = {named[element.tag]: element.text or "" for element in root if element.tag in named}
        for element in list(root):
            if element.tag in OF_THE_TEMPLATE or element.tag in named:
                root.remove(element)
        return cls(part, own, cut(root, len(root)))

    def written(self, properties: Properties, title: bytes | None) -> bytes:
        """The part with these properties. `title` is the paragraph that the template makes of its own title, if that has tags."""
        said = {name: text or self.own.get(name, "") for name, text in properties.as_dict().items()}
        if title is not None:
            _declaration, _line, paragraph = title.decode().partition("\n")
            said["title"] = unescaped(ELEMENT.sub("", paragraph)) or said["title"]
        elements = (f'<dc:{name} xmlns:dc="{DC}">{letters(allowed(text))}</dc:{name}>' for name, text in said.items() if text)
        return whole(self.pieces[0], *elements, *self.pieces[1:])


def with_core_part(package: Package) -> tuple[Package, str]:
    """The package with a part for the document's properties, and the name of that part."""
    own = Relationships.read("", package.parts).targets.get("core-properties", "")
    if own in package.parts:
        return package, own
    part = etree.tostring(etree.Element(f"{{{CORE}}}coreProperties", nsmap={"cp": CORE}))
    relationship = f'<Relationship xmlns="{PACKAGE_RELATIONSHIPS}" Id="rIdCore" Type="{CORE_RELATIONSHIP}" Target="{CORE_PART}"/>'
    return package.with_part(CORE_PART, CORE_TYPE, part, relationship), CORE_PART
