"""The document's own properties (`docProps/core.xml`): its title, subject and language."""

from dataclasses import dataclass

from lxml import etree

from auditresp.documents.characters import allowed
from auditresp.documents.ooxml import PACKAGE_RELATIONSHIPS
from auditresp.documents.package import Package, parsed
from auditresp.documents.relationships import Relationships

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
CORE_PART = "docProps/core.xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

OF_THE_TEMPLATE = {
    f"{{{TERMS}}}created",
    f"{{{TERMS}}}modified",
    f"{{{CORE}}}lastModifiedBy",
    f"{{{CORE}}}revision",
    f"{{{CORE}}}lastPrinted",
}
"""When and by whom the template was made says nothing about the document, and a clock would make every build differ."""


@dataclass(frozen=True)
class Properties:
    """What a document says of itself besides its text. What is empty stays as the template has it."""

    title: str = ""
    subject: str = ""
    language: str = "sv-SE"


def with_core_part(package: Package) -> tuple[Package, str]:
    """The package with a part for the document's properties, and the name of that part."""
    own = Relationships.read("", package.parts).targets.get("core-properties", "")
    if own in package.parts:
        return package, own
    part = f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="{DC}" xmlns:dcterms="{TERMS}"/>'
    relationship = f'<Relationship xmlns="{PACKAGE_RELATIONSHIPS}" Id="rIdCore" Type="{CORE_RELATIONSHIP}" Target="{CORE_PART}"/>'
    return package.with_part(CORE_PART, CORE_TYPE, part.encode(), relationship), CORE_PART


def core_properties(part: bytes, properties: Properties) -> bytes:
    """The part with these properties, and without what is only the template's."""
    root = parsed(part, CORE_PART)
    for element in list(root):
        if element.tag in OF_THE_TEMPLATE:
            root.remove(element)
    for name, text in (("title", properties.title), ("subject", properties.subject), ("language", properties.language)):
        element = root.find(f"{{{DC}}}{name}")
        if text:
            if element is None:
                element = etree.SubElement(root, f"{{{DC}}}{name}")
            element.text = allowed(text)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
