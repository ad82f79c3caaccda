"""A Word file as what it is: a zip of parts, read with suspicion and written reproducibly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as DeflateError  # noqa: N812 - the library's class has a function's name

from auditresp.documents.word.blank import Blank
from auditresp.documents.word.ooxml import CONTENT_TYPES
from auditresp.documents.word.order import as_word_has_it
from auditresp.documents.word.relationships import Relationships, relationships_part, source_of
from auditresp.documents.word.xml import etree
from auditresp.language import _
from auditresp.problems import AuditrespError

MOST_PARTS = 5_000
MOST_BYTES = 200_000_000
"""No template is nearly as large; a zip made to exhaust the machine is."""

TYPES_PART = "[Content_Types].xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
DOCUMENT = f"{WORD}document.main+xml"
DOCUMENT_TEMPLATE = f"{WORD}template.main+xml"
MACROS = re.compile(r"macroEnabled|vbaProject")
OLD_WORD = b"\xd0\xcf\x11\xe0"
"""The first bytes of a .doc, and of a .docx that is locked with a password."""
STRICT = b"http://purl.oclc.org/ooxml/"


START_OR_END = re.compile(rb'(<w:(?:jc|lvlJc) w:val=")(start|end)(?=")')
"""LibreOffice writes these alignments, which Word reads, but which its file format does not know."""


def as_word_writes(part: str, content: bytes) -> bytes:
    """A part with its alignments as Word writes them."""
    if not part.startswith("word/") or not part.endswith(".xml"):
        return content
    return START_OR_END.sub(lambda written: written[1] + (b"left" if written[2] == b"start" else b"right"), content)


@dataclass(frozen=True)
class Package:
    """The parts of a Word file by their names, in the order of the file."""

    parts: Mapping[str, bytes]

    @classmethod
    def read(cls, data: bytes, name: str) -> Package:
        """The Word file that `data` holds. Raises AuditrespError, with `name` in it, where it is none that can be used."""
        package = cls.read_any(data, name)
        kind = package.content_types().get(package.main_part, "")
        if any(MACROS.search(each) for each in package.content_types().values()):
            raise unusable(name, _("it contains macros; save it in Word as 'Word Document (.docx)'"))
        if kind == DOCUMENT_TEMPLATE:
            types = package.parts[TYPES_PART].replace(DOCUMENT_TEMPLATE.encode(), DOCUMENT.encode())
            return cls({**package.parts, TYPES_PART: types})
        if kind != DOCUMENT:
            raise unusable(name, _("it is no Word document"))
        if STRICT in package.parts[package.main_part][:10_000]:
            raise unusable(name, _("it is saved as 'Strict Open XML Document'; save it in Word as 'Word Document (.docx)'"))
        return package

    @classmethod
    def read_any(cls, data: bytes, name: str) -> Package:
        """The Word file that `data` holds, also where no document could be made of it; its XML is known to be sound and harmless."""
        package = cls({part: as_word_writes(part, content) for part, content in parts_in(data, name).items()})
        for part, content in package.parts.items():
            if part.endswith((".xml", ".rels")):
                parsed(content, f"{name} ({part})")
        return package

    @classmethod
    @lru_cache(maxsize=1)  # a template is gone through and compiled, one after the other
    def to_build_on(cls, data: bytes, name: str) -> Package:
        """The Word file that `data` holds, with its parts in Word's order.

        Raises AuditrespError, with `name` in it, where it is none that can be used, or where a part is missing.
        """
        return cls.read(data, name).fit_to_build_on(name)

    @property
    def main_part(self) -> str:
        """The part with the body; an empty name where there is none."""
        name = Relationships.read("", self.parts).targets.get("officeDocument", "")
        return name if name in self.parts else ""

    def content_types(self) -> dict[str, str]:
        """What each part is."""
        root = parsed(self.parts.get(TYPES_PART, b"<none/>"), TYPES_PART)
        defaults = {each.get("Extension", "").lower(): each.get("ContentType", "") for each in root.iter(f"{{{CONTENT_TYPES}}}Default")}
        named = {each.get("PartName", "").lower(): each.get("ContentType", "") for each in root.iter(f"{{{CONTENT_TYPES}}}Override")}
        return {part: named.get(f"/{part}".lower()) or defaults.get(part.rpartition(".")[2].lower(), "") for part in self.parts}

    def fit_to_build_on(self, name: str) -> Package:
        """The package with its parts in Word's order.

        Raises AuditrespError, with `name` in it, where a part is missing: Word says that what is built of such a file is damaged.
        """
        there = {unquote(part).lower() for part in self.parts}
        for part in [part for part in self.parts if part.endswith(".rels")]:
            for target in sorted(Relationships.read(source_of(part), self.parts).inside):
                if unquote(target).lower() not in there:
                    reason = _(
                        "its part '{part}' is missing, often a picture that was lost; "
                        "open it in Word, delete what is empty there, and save it"
                    )
                    raise unusable(name, reason.format(part=target))
        written = {part: content for part, content in self.parts.items() if part.startswith("word/") and part.endswith(".xml")}
        return Package({**self.parts, **{part: as_word_has_it(content, parsed(content, name)) for part, content in written.items()}})

    def with_part(self, name: str, content_type: str, part: bytes, relationship: str) -> Package:
        """The package with one more part, which it points to with a `Relationship` element."""
        types = parsed(self.parts[TYPES_PART], TYPES_PART)
        etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{name}", ContentType=content_type)
        added = {
            name: part,
            TYPES_PART: etree.tostring(types, xml_declaration=True, encoding="UTF-8", standalone=True),
            relationships_part(""): Relationships.read("", self.parts).with_added([relationship]),
        }
        return Package({**self.parts, **added})

    def written(self, changed: Mapping[str, bytes]) -> bytes:
        """The file, with these parts instead of its own or besides them. The same parts give the same bytes."""
        return self.blank.written(changed)

    def content(self) -> str:
        """The SHA-256 of all parts but the properties."""
        return self.blank.content({})

    @cached_property
    def blank(self) -> Blank:
        """The package as documents are filled from it."""
        properties = frozenset(part for part, kind in self.content_types().items() if kind.endswith("-properties+xml"))
        return Blank.of(self.parts, TYPES_PART, properties)


def parts_in(data: bytes, name: str) -> dict[str, bytes]:
    """The files in a zip. Nothing is unpacked that is too large, too many, hidden or outside."""
    if data.startswith(OLD_WORD):
        raise unusable(
            name, _("it is locked with a password or is an old .doc; save it in Word as 'Word Document (.docx)' without a password")
        )
    try:
        with ZipFile(BytesIO(data)) as zipped:
            entries = [entry for entry in zipped.infolist() if not entry.is_dir()]
            refuse_dangerous(entries, name)
            return {entry.filename: zipped.read(entry) for entry in entries}
    except (BadZipFile, DeflateError, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise unusable(name, _("the file is damaged, or no Word document at all")) from error


def refuse_dangerous(entries: list[ZipInfo], name: str) -> None:
    """Raise AuditrespError where a zip is not what Word writes."""
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise unusable(name, _("it is far too large for a template"))
    if any(entry.flag_bits & 1 for entry in entries):
        raise unusable(name, _("it is encrypted; save it in Word without a password"))
    for entry in entries:
        if "\\" in entry.orig_filename or entry.filename.startswith("/") or ".." in entry.filename.split("/"):
            raise unusable(name, _("it has a part outside itself, '{part}'").format(part=entry.orig_filename))
    for part, times in Counter(entry.filename.lower() for entry in entries).items():
        if times > 1:
            raise unusable(name, _("it has the part '{part}' more than once").format(part=part))


def parsed(xml: bytes, name: str) -> etree._Element:
    """The root of a part's XML, without comments. Entities and document types, which Word never writes, are refused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise unusable(name, _("the file is damaged: {reason}").format(reason=error.msg)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise unusable(name, _("it declares a document type, which Word never does"))
    return root


def unusable(name: str, reason: str) -> AuditrespError:
    """That a file cannot be used as a template, and why."""
    return AuditrespError(_("{file} cannot be used: {reason}").format(file=name, reason=reason))
