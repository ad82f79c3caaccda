import subprocess
from pathlib import Path

import tooling
from auditresp.documents.origin import Origin
from auditresp.documents.template.compiling import compile_template
from auditresp.documents.template.core import Properties
from auditresp.documents.word.custom import CUSTOM, VALUES, custom_properties
from auditresp.documents.word.package import Package, parts_in
from docx_making import docx, parts_of

ORIGIN = Origin("skolvägar", "svar", "0123456789abcdef0123456789abcdef01234567", "draft public")
OWN = f"""<Properties xmlns="{CUSTOM}" xmlns:vt="{VALUES}"
    ><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="7" name="Diarieplan"><vt:i4>5</vt:i4></property
    ><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="3" name="AuditrespCommit"><vt:lpwstr>gammal</vt:lpwstr></property
></Properties>"""


def filled(template: bytes, *, words: str = "Svaret", origin: Origin = ORIGIN) -> bytes:
    return compile_template(template, "templates/svar.docx").fill({"x": words}, Properties(), origin)


def said_by(document: bytes) -> dict[str, str]:
    return custom_properties(parts_in(document, "svar.docx"))


def test_a_document_says_where_it_comes_from() -> None:
    document = filled(docx("{{ x }}"))

    assert said_by(document) == {
        "AuditrespResponse": "skolvägar",
        "AuditrespDocument": "svar",
        "AuditrespCommit": "0123456789abcdef0123456789abcdef01234567",
        "AuditrespForm": "draft public",
        "AuditrespContent": Package(parts_in(document, "svar.docx")).content(),
    }
    assert Origin.read(said_by(document)) == ORIGIN
    assert Origin.read({"Diarieplan": "5"}) is None


def test_the_content_hash_tells_words_and_not_properties() -> None:
    contents = {
        said_by(filled(docx("{{ x }}"), words=words, origin=origin))["AuditrespContent"]
        for words in ("Svaret", "Ett annat")
        for origin in (ORIGIN, Origin())
    }

    assert len(contents) == 2


def test_the_templates_own_properties_are_kept_and_old_ones_of_ours_are_not(tmp_path: Path) -> None:
    template = docx("{{ x }}")
    blank = compile_template(template, "x").blank
    own = blank.written({"docProps/custom.xml": OWN.encode()})

    document = filled(own, origin=Origin("r", "svar"))

    assert list(said_by(document)) == ["Diarieplan", "AuditrespResponse", "AuditrespDocument", "AuditrespContent"]
    assert b'pid="8" name="AuditrespResponse"' in parts_of(document)["docProps/custom.xml"]
    if tooling.found("ooxml-validator"):
        (tmp_path / "svar.docx").write_bytes(document)
        assert tooling.validate_docx(tmp_path / "svar.docx") == []


def test_libreoffice_keeps_what_the_document_says(tmp_path: Path) -> None:
    soffice = tooling.tool("soffice")
    (tmp_path / "svar.docx").write_bytes(filled(docx("{{ x }}")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        soffice,
        "--headless",
        profile,
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        tmp_path / "again",
        tmp_path / "svar.docx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=90)

    said = said_by((tmp_path / "again" / "svar.docx").read_bytes())

    assert Origin.read(said) == ORIGIN
    assert said["AuditrespContent"] == said_by((tmp_path / "svar.docx").read_bytes())["AuditrespContent"]


def test_what_a_document_says_is_escaped() -> None:
    assert said_by(filled(docx("{{ x }}"), origin=Origin('a < b & "c"')))["AuditrespResponse"] == 'a < b & "c"'
