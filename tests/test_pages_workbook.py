from datetime import datetime
from io import BytesIO

from openpyxl import load_workbook

from auditresp.overview import overview
from auditresp.pages.workbook import LINE, Column, height, status_workbook
from overviews import TODAY, rich
from registers import SETTINGS, read


def test_dates_are_dates_numbers_are_numbers_and_no_text_is_a_formula() -> None:
    book = load_workbook(BytesIO(status_workbook(rich())))

    measures = list(book["Åtgärder"].iter_rows(values_only=True))
    assert measures[0] == (
        *("Granskning", "Gäller", "Beteckning", "Åtgärd", "Ansvarig", "Läge", "Försenad", "Tidsgräns", "Sista dag", "Dagar kvar"),
        *("Klar", "Först lovad", "Antal flyttar", "Skäl", "Underlag"),
    )
    assert measures[2] == (
        *("Granskning av ekonomiskt bistånd", "Rekommendation 1", "ansvar", "=Inför ansvaret", "Förvaltningschef", "pågår", "ja"),
        *("2018-12", datetime.fromisoformat("2018-12-31"), -64, None, "2018-06", 2),
        *("2018-06-15: Chefsbyte\n2018-09-20: Facklig förhandling", None),
    )
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []


def test_a_row_is_as_high_as_its_texts_broken_between_words() -> None:
    boards = "Social- och arbetsmarknadsnämnden, utbildningsnämnden och kommunstyrelsen"

    assert height((boards, "kort", 7, None), [Column("Ansvarig", 30), *[Column("", 10)] * 3]) == 4 * LINE


def test_every_sheet_is_a_table_with_filters_and_a_header_that_stays() -> None:
    book = load_workbook(BytesIO(status_workbook(rich())))

    assert [(sheet.title, sheet.freeze_panes, sheet.print_title_rows) for sheet in book] == [
        (name, "A2", "$1:$1") for name in ("Läget", "Rekommendationer", "Åtgärder", "Tidsgränser")
    ]
    assert all(table.autoFilter.ref == table.ref == sheet.dimensions for sheet in book for table in sheet.tables.values())
    assert book.properties.title == "Revisionens rekommendationer, läget den 5 mars 2019"
    assert book.custom_doc_props["Language"].value == "sv-SE"


def test_the_same_overview_gives_the_same_bytes() -> None:
    assert status_workbook(rich()) == status_workbook(rich())


def test_nothing_confidential_is_in_a_public_workbook() -> None:
    book = load_workbook(BytesIO(status_workbook(rich(public=True))))

    said = " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    assert "hemlig" not in said
    assert "Rekommendation 3 omfattas av sekretess och återges inte här." in said


def test_an_empty_register_is_a_workbook_too() -> None:
    book = load_workbook(BytesIO(status_workbook(overview(read("audits: []", settings=SETTINGS), TODAY))))

    assert [[table.ref for table in sheet.tables.values()] for sheet in book] == [["A1:K2"], ["A1:O2"], ["A1:O2"], ["A1:K2"]]
