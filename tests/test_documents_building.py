"""From a register and its templates to documents: what is public, and the logo that they show."""

import pytest

from auditresp.documents.building import Templates, build
from auditresp.documents.orders import Document
from auditresp.model.register import Register
from auditresp.problems import AuditrespError
from auditresp.store.loading import load
from auditresp.store.sources import InMemory
from docx_making import docx, said
from paragraphs import parts_of
from picture_making import png

FILES: dict[str, str | bytes] = {
    "auditresp.yaml": """
format: 1
municipality: {name: Provby kommun, logo: templates/logo.png}
boards: {ks: {name: Kommunstyrelsen}}
""",
    "recommendations.yaml": """
audits:
  - id: a1
    title: Granskning av avtal
    boards: [ks]
    recommendations: [{id: R1, text: Hemlig rekommendation, confidential: true}]
""",
    "responses/r1.yaml": "audit: a1\ndocuments: [svar]\nboards: [ks]\nreplies: {R1: {text: Hemligt svar}}",
    "templates/svar.docx": docx(
        "{{ municipality.logo or municipality.name }}", "{%p for each in recommendations %}", "{{ each.text }}", "{%p endfor %}"
    ),
    "templates/alla.docx": docx(
        "{%p for audit in audits %}", "{%p for each in audit.recommendations %}", "{{ each.text }}", "{%p endfor %}", "{%p endfor %}"
    ),
    "templates/logo.png": png(30, 10),
}
WITHHELD = "Rekommendation 1 omfattas av sekretess och återges inte här."


def built(template: str, response: str | None = "r1", *, without: str = "", public: bool = False, **files: bytes) -> bytes:
    """The document, in a workspace without one of its files or with others."""
    named = {f"templates/{name}.png": data for name, data in files.items()}
    kept = {name: data for name, data in (FILES | named).items() if name != without}
    source = InMemory(kept)
    register: Register = load(source)
    return build(register, Document(response, template), Templates(register.templates, source.read), public=public)


def test_a_public_document_withholds_what_any_other_says() -> None:
    assert [said(built("svar", public=public))[1] for public in (True, False)] == [WITHHELD, "Hemlig rekommendation"]
    assert [said(built("alla", None, public=public)) for public in (True, False)] == [[WITHHELD], ["Hemlig rekommendation"]]


def test_the_logo_is_the_file_that_the_settings_name() -> None:
    document = built("svar")

    assert [data for name, data in parts_of(document).items() if name.startswith("word/media/")] == [png(30, 10)]
    assert 'descr="Provby kommuns logotyp"' in parts_of(document)["word/document.xml"].decode()


def test_a_logo_that_is_not_there_gives_way_to_the_name() -> None:
    assert said(built("svar", without="templates/logo.png"))[0] == "Provby kommun"


def test_a_logo_that_is_no_picture_is_refused() -> None:
    with pytest.raises(AuditrespError) as refused:
        built("svar", logo=b"GIF89a")

    assert str(refused.value) == "templates/logo.png is no picture that every Word shows; save it as PNG or JPEG"
