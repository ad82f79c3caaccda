"""Word files are read with suspicion, and written so that the same parts are always the same bytes."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from auditresp.documents.word.package import Package
from auditresp.problems import AuditrespError
from docx_making import docx
from paragraphs import MAIN, package_of, parts_of

TYPES = "[Content_Types].xml"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def refusal(data: bytes) -> str:
    """Why a file cannot be used."""
    with pytest.raises(AuditrespError) as error:
        Package.read(data, "templates/svar.docx")
    return str(error.value)


def changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A Word file with one part changed."""
    parts = parts_of(docx("a"))
    return package_of({**parts, part: change(parts.get(part, b""))})


def zipped(*entries: tuple[str, bytes]) -> bytes:
    """A zip, also with names that occur twice."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries:
            package.writestr(name, content)
    return written.getvalue()


def encrypted(data: bytes) -> bytes:
    """The zip, with the mark of encryption on its entries."""
    marked = bytearray(data)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := data.find(signature, place + 1)) >= 0:
            marked[place + flags] |= 1
    return bytes(marked)


NOT_WORD = "it is no Word document"
DAMAGED = "the file is damaged, or no Word document at all"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", DAMAGED),
        (b"<html></html>", DAMAGED),
        (docx("a")[:-40], DAMAGED),
        (zipped(("content.xml", b"<x/>")), NOT_WORD),
        (zipped((TYPES, b"<Types/>"), ("xl/workbook.xml", b"<x/>")), NOT_WORD),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1",
            "it is locked with a password or is an old .doc; save it in Word as 'Word Document (.docx)' without a password",
        ),
        (encrypted(docx("a")), "it is encrypted; save it in Word without a password"),
        (zipped((TYPES, b"a"), ("../evil.xml", b"b")), "it has a part outside itself, '../evil.xml'"),
        (zipped((TYPES, b"a"), ("/evil.xml", b"b")), "it has a part outside itself, '/evil.xml'"),
        (
            zipped((TYPES, b"a"), ("word/Document.xml", b"b"), ("word/document.xml", b"c")),
            "it has the part 'word/document.xml' more than once",
        ),
        (zipped((TYPES, b"a"), ("bomb", bytes(201_000_000))), "it is far too large for a template"),
        (
            changed(TYPES, lambda types: types.replace(DOCUMENT.encode(), b"application/vnd.ms-word.document.macroEnabled.main+xml")),
            "it contains macros; save it in Word as 'Word Document (.docx)'",
        ),
        (
            changed(MAIN, lambda _document: b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'),
            "it is saved as 'Strict Open XML Document'; save it in Word as 'Word Document (.docx)'",
        ),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    assert refusal(data) == f"templates/svar.docx cannot be used: {reason}"


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (b"<a>", "the file is damaged: Premature end of data in tag a line 1, line 1, column 4"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "it declares a document type, which Word never does"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'.encode("utf-16"), "it declares a document type, which Word never does"),
    ],
)
def test_no_part_may_be_damaged_or_declare_entities(xml: bytes, reason: str) -> None:
    assert refusal(changed("word/styles.xml", lambda _styles: xml)) == f"templates/svar.docx (word/styles.xml) cannot be used: {reason}"


def test_a_word_template_becomes_a_document() -> None:
    template = changed(TYPES, lambda types: types.replace(DOCUMENT.encode(), DOCUMENT.replace("document.main", "template.main").encode()))

    assert Package.read(template, "x").content_types()[MAIN] == DOCUMENT


def test_parts_that_are_not_changed_are_kept_as_they_are() -> None:
    parts = parts_of(docx("a"))

    assert parts_of(Package.read(package_of(parts), "x").written({MAIN: b"<new/>"})) == {**parts, MAIN: b"<new/>"}


def test_the_same_parts_give_the_same_bytes_whatever_the_zip_looked_like() -> None:
    parts = parts_of(docx("a"))
    one = zipped(*((zipfile.ZipInfo(name, (2018, 4, 11, 12, 0, 0)), content) for name, content in parts.items()))

    written = Package.read(one, "x").written({})

    assert written == Package.read(package_of(parts), "x").written({})
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        assert package.namelist()[:2] == [TYPES, "_rels/.rels"]
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_alignments_of_libreoffice_are_written_as_word_writes_them() -> None:
    written = Package.read(
        docx('<w:p><w:pPr><w:jc w:val="start"/></w:pPr></w:p>', '<w:p><w:pPr><w:jc w:val="end"/></w:pPr></w:p>'), "a.docx"
    )

    assert re.findall(rb'w:jc w:val="(\w+)"', written.parts[MAIN]) == [b"left", b"right"]


def test_what_another_program_says_in_another_order_or_twice_is_put_as_word_has_it() -> None:
    paragraph = '<w:p><w:pPr><w:jc w:val="left"/><w:keepNext/><w:rPr><w:i/><w:i/><w:b/></w:rPr></w:pPr></w:p>'
    package = Package.read(docx(paragraph), "a.docx").fit_to_build_on("a.docx")

    assert b'<w:pPr><w:keepNext/><w:jc w:val="left"/><w:rPr><w:b/><w:i/></w:rPr></w:pPr>' in package.parts[MAIN]


def test_what_is_in_word_s_order_is_not_touched() -> None:
    package = Package.read(docx('<w:p><w:pPr><w:keepNext/><w:jc w:val="left"/></w:pPr></w:p>'), "a.docx")

    assert package.fit_to_build_on("a.docx") == package
