"""Pictures and charts in a document: as large as they should be, with words for those who do not see them."""

from pathlib import Path

import pytest

from auditresp.documents.template.compiling import compile_template
from auditresp.documents.template.core import Properties
from auditresp.documents.word.charts import Series, chart
from auditresp.documents.word.illustrations import CENTIMETRE, height
from auditresp.documents.word.images import picture
from auditresp.problems import AuditrespError
from docx_making import FILE, docx, fill, filled, problems, table, tree
from paragraphs import parts_of
from picture_making import jpeg, png
from tooling import ConvertToPdf, PdfText, ValidateDocx

NS = {
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
CHART = chart(
    "Stapeldiagram: två är klara",
    ["Skolan & fritiden", "Vården"],
    [Series("besvarad", "BDD7EE", False, (1, 0)), Series("genomförd", "1B365D", True, (2, 3))],
)


LOGO = picture(png(300, 100, per_metre=10_000), "logo.png", 'Provbys "logotyp"')


def drawings(document: bytes, part: str = "word/document.xml") -> list[tuple[str, float, float]]:
    """What each drawing shows in words, and its width and height in centimetres."""
    return [
        (shown.get("descr", ""), *(round(int(extent.get(side, "")) / CENTIMETRE, 2) for side in ("cx", "cy")))
        for extent, shown in zip(*(tree(document, part).iter(f"{{{NS['wp']}}}{name}") for name in ("extent", "docPr")), strict=True)
    ]


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (png(300, 100, per_metre=10_000), (3, 1)),
        (png(96, 48), (2.54, 1.27)),
        (jpeg(600, 300, unit=1, density=300), (5.08, 2.54)),
        (jpeg(100, 50, unit=2, density=10), (10, 5)),
        (jpeg(96, 48, unit=0, density=1), (2.54, 1.27)),
    ],
    ids=["png", "png without density", "jpeg in inches", "jpeg in centimetres", "jpeg without density"],
)
def test_a_picture_is_as_large_as_its_file_says(data: bytes, size: tuple[float, float]) -> None:
    seen = picture(data, "logo", "")

    assert (round(seen.width / CENTIMETRE, 2), round(seen.height / CENTIMETRE, 2)) == size


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"GIF89a", "templates/logo is no picture that every Word shows; save it as PNG or JPEG"),
        (b"<svg/>", "templates/logo is no picture that every Word shows; save it as PNG or JPEG"),
        (b"", "templates/logo is no picture that every Word shows; save it as PNG or JPEG"),
        (png(3, 1)[:20], "templates/logo is a damaged picture; save it anew as PNG"),
        (png(0, 1), "templates/logo is a damaged picture; save it anew as PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JF", "templates/logo is a damaged picture; save it anew as PNG"),
        (b"\xff\xd8\xff\xe0\x00\x00" + bytes(9), "templates/logo is a damaged picture; save it anew as PNG"),
        (png(3, 1) + bytes(20_000_000), "templates/logo is too large for a document: more than 20 MB"),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(AuditrespError) as refused:
        picture(data, "templates/logo", "")

    assert str(refused.value) == message


def test_a_picture_stands_in_its_line_with_its_words() -> None:
    document = fill(docx("Före {{ logo }} efter"), logo=LOGO)

    assert drawings(document) == [('Provbys "logotyp"', 3, 1)]


@pytest.mark.parametrize(("measure", "size"), [("2 cm", (6, 2)), ("1,5 cm", (4.5, 1.5)), ("5mm", (1.5, 0.5)), ("36 pt", (3.81, 1.27))])
def test_a_template_says_how_high_a_picture_is(measure: str, size: tuple[float, float]) -> None:
    assert drawings(fill(docx("{{ logo | height(measure) }}"), logo=LOGO, measure=measure)) == [('Provbys "logotyp"', *size)]


def test_a_height_that_is_none_is_said_with_its_place() -> None:
    assert problems(docx("{{ logo | height('2') }}"), logo=LOGO) == [
        "body, paragraph 1: «{{ logo | height('2') }}»: error template-failed: "
        "this cannot be worked out: '2' is no height; write for example 1,5 cm, 15 mm or 40 pt"
    ]


def test_a_picture_is_never_wider_than_the_text() -> None:
    ((_, width, tall),) = drawings(fill(docx("{{ logo | height('9 cm') }}"), logo=LOGO))

    assert (width, tall) == (16.0, 5.33)


def test_what_is_absent_prints_nothing_whatever_its_height() -> None:
    assert filled("a{{ logo | height('2 cm') }}b", logo=None) == ["ab"]
    assert height(None, "2 cm") is None


def test_words_of_a_picture_where_a_picture_cannot_stand() -> None:
    assert filled("{{ 'Se ' ~ logo }}", logo=LOGO) == ['Se Provbys "logotyp"']


def test_each_drawing_has_its_own_id_and_the_same_picture_one_part() -> None:
    document = fill(
        docx("{{ logo }}{{ logo }}", "{%p for each in [1, 2] %}", "{{ logo }}", "{%p endfor %}", header=["{{ logo }}"]), logo=LOGO
    )
    ids = [each.get("id") for part in ("document", "header1") for each in tree(document, f"word/{part}.xml").iter(f"{{{NS['wp']}}}docPr")]
    (media,) = (name for name in parts_of(document) if name.startswith("word/media/"))

    assert (len(ids), len(set(ids))) == (5, 5)
    assert parts_of(document)[media] == LOGO.data
    assert f'Target="/{media}"' in parts_of(document)["word/_rels/header1.xml.rels"].decode()


def test_a_chart_has_its_numbers_and_the_letters_of_its_paragraph() -> None:
    document = fill(docx("{{p chart }}"), chart=CHART)
    (name,) = (name for name in parts_of(document) if name.startswith("word/charts/"))
    part = tree(document, name)

    assert drawings(document)[0][0] == "Stapeldiagram: två är klara"
    assert [each.text for each in part.iterfind(".//c:ser/c:tx//c:v", NS)] == ["besvarad", "genomförd"]
    assert [each.text for each in part.iterfind(".//c:ser[1]/c:cat//c:v", NS)] == ["Skolan & fritiden", "Vården"]
    assert [each.text for each in part.iterfind(".//c:val//c:v", NS)] == ["1", "0", "2", "3"]
    assert {each.get("typeface") for each in part.iter(f"{{{NS['a']}}}latin")} == {"+mn-lt"}


def test_a_number_can_be_read_on_its_colour() -> None:
    document = fill(docx("{{p chart }}"), chart=CHART)
    (name,) = (name for name in parts_of(document) if name.startswith("word/charts/"))
    series = tree(document, name).iterfind(".//c:ser", NS)

    assert [
        (each.find("c:spPr//a:srgbClr", NS).get("val"), each.find("c:dLbls/c:txPr//a:srgbClr", NS).get("val"))  # type: ignore[union-attr]
        for each in series
    ] == [("BDD7EE", "000000"), ("1B365D", "FFFFFF")]


def test_a_chart_is_as_wide_as_the_text_and_as_high_as_asked() -> None:
    assert [size for _, *size in drawings(fill(docx("{{p chart | height('7 cm') }}"), chart=CHART))] == [[16.0, 7.0]]


def test_a_drawing_looks_the_same_each_time() -> None:
    template = compile_template(docx("{{ logo }}", "{{p chart }}"), FILE)
    first, second = (template.fill({"logo": LOGO, "chart": CHART}, Properties()) for _ in range(2))

    assert first == second


def test_word_and_libreoffice_show_drawings(
    tmp_path: Path, validate_docx: ValidateDocx, convert_to_pdf: ConvertToPdf, pdf_text: PdfText
) -> None:
    template = docx("{{ logo }}", "{{p chart }}", table(["{{ logo }}", "x"]), header=["{{ logo | height('1 cm') }}"])
    (tmp_path / "d.docx").write_bytes(fill(template, logo=LOGO, chart=CHART))
    (pdf,) = convert_to_pdf(tmp_path / "d.docx", to=tmp_path)

    assert validate_docx(tmp_path / "d.docx") == []
    assert [word for word in ("Skolan & fritiden", "Vården", "besvarad", "genomförd") if word not in pdf_text(pdf)] == []
