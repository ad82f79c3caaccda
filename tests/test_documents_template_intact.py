"""What real templates contain besides words and tags is there in every document, as it was."""

from pathlib import Path

import pytest

from docx_making import OFFICE, add, docx, fill, p, run, text_box, tree
from paragraphs import MAIN, NS, W, package_of, parts_of
from tooling import ValidateDocx

AUTHOR = 'w:author="Kommunen" w:date="2018-04-11T00:00:00Z"'
CONTROL = (
    '<w:sdt><w:sdtPr><w:alias w:val="Titel"/><w:tag w:val="titel"/><w:id w:val="7"/></w:sdtPr>'
    f"<w:sdtContent>{p('{{ title }}')}</w:sdtContent></w:sdt>"
)
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rIdTestheader"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
)
BODY = [
    CONTROL,
    p('<w:bookmarkStart w:id="1" w:name="rubrik"/>', run("{{ title }}"), '<w:bookmarkEnd w:id="1"/>'),
    p('<w:fldSimple w:instr=" REF rubrik \\h "><w:r><w:t>rubrik</w:t></w:r></w:fldSimple>'),
    p('<w:fldSimple w:instr=" TOC \\o &quot;1-3&quot; "><w:r><w:t>Innehåll</w:t></w:r></w:fldSimple>'),
    p("Not", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
    p('<w:commentRangeStart w:id="0"/>', run("Fråga"), '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'),
    p(
        f'<w:ins w:id="3" {AUTHOR}>{run("tillagt")}</w:ins>',
        f'<w:del w:id="4" {AUTHOR}><w:r><w:delText>{{{{ struket }}}}</w:delText></w:r></w:del>',
    ),
    p(text_box("{{ title }}")),
    p(properties=SECTION),
]
FONT, DATA = bytes(range(256)), b'<?xml version="1.0"?><arende xmlns="urn:kommun">SN 2018/1</arende>'


def template() -> bytes:
    """A template with all of it."""
    notes = ["", "", "{{ title }} i noten"]
    parts = parts_of(docx(*BODY, header=["Sidhuvud"], footnotes=notes, comments=["Är det rätt?"]))
    parts["word/fonts/font1.odttf"], parts["customXml/item1.xml"] = FONT, DATA
    add(
        parts,
        "[Content_Types].xml",
        '<Default Extension="odttf" ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>',
    )
    add(parts, "word/_rels/document.xml.rels", f'<Relationship Id="rIdData" Type="{OFFICE}/customXml" Target="../customXml/item1.xml"/>')
    parts["word/_rels/fontTable.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/font" Target="fonts/font1.odttf"/></Relationships>'
    ).encode()
    return package_of(parts)


@pytest.fixture(scope="module")
def document() -> bytes:
    """The document that it becomes."""
    return fill(template(), title="Svar")


@pytest.mark.parametrize(
    "kept",
    [
        "w:sdt/w:sdtPr/w:tag[@w:val='titel']",
        "w:p/w:bookmarkStart[@w:name='rubrik']",
        "w:p/w:bookmarkEnd[@w:id='1']",
        "w:p/w:fldSimple[@w:instr=' REF rubrik \\h ']",
        "w:p/w:fldSimple[@w:instr=' TOC \\o \"1-3\" ']",
        "w:p/w:r/w:footnoteReference[@w:id='2']",
        "w:p/w:r/w:commentReference[@w:id='0']",
        "w:p/w:ins[@w:author='Kommunen']/w:r",
        "w:p/w:del/w:r/w:delText",
        "w:p/w:pPr/w:sectPr/w:pgSz[@w:orient='landscape']",
        "w:p/w:pPr/w:sectPr/w:headerReference",
    ],
)
def test_it_stands_where_it_stood(document: bytes, kept: str) -> None:
    assert len(tree(document).xpath(f"w:body/{kept}", namespaces=NS)) == 1  # type: ignore[arg-type]


def test_tags_in_it_are_filled_and_deleted_ones_are_left(document: bytes) -> None:
    words = ["".join(each.itertext(f"{{{W}}}t")) for each in tree(document).iter(f"{{{W}}}p")]

    assert [each for each in words if "Svar" in each] == ["Svar", "Svar", "SvarSvar", "Svar", "Svar"]
    assert "Svar i noten" in "".join(tree(document, "word/footnotes.xml").itertext())
    assert "{{ struket }}" in "".join(tree(document).itertext())


def test_fonts_and_data_of_other_programs_are_byte_for_byte_the_same(document: bytes) -> None:
    before, after = parts_of(template()), parts_of(document)

    assert (after["word/fonts/font1.odttf"], after["customXml/item1.xml"]) == (FONT, DATA)
    assert [name for name in before if name not in after] == []
    assert after["word/header1.xml"] == before["word/header1.xml"]


def test_word_finds_no_more_wrong_with_the_document_than_with_the_template(
    document: bytes, validate_docx: ValidateDocx, tmp_path: Path
) -> None:
    files = {"document.docx": document, "template.docx": template()}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    filled, empty = (validate_docx(tmp_path / name) for name in files)

    assert [error.removeprefix("document.docx: ") for error in filled] == [error.removeprefix("template.docx: ") for error in empty]


def test_the_body_is_the_only_part_that_knows_the_title(document: bytes) -> None:
    assert [name for name, data in parts_of(document).items() if b">Svar<" in data or b">Svar i" in data] == [MAIN, "word/footnotes.xml"]
