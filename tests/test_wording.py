"""Swedish words and dates."""

from datetime import date
from enum import StrEnum
from itertools import chain
from typing import get_args

import pytest

from auditresp.model.audits import Severity, VerdictValue
from auditresp.model.dates import Deadline
from auditresp.model.responses import MeasureStatus, Repetition, Stance
from auditresp.model.settings import Board, Contact
from auditresp.model.standing import ItemStatus, ResponseState
from auditresp.model.values import Text
from auditresp.wording import FILTERS, Worded, date_iso, date_long, genitive, inside_sentence, join_and, sentence, word

SOCIAL = Board(name="Socialnämnden")
HEAD = Contact(title="Förvaltningschef")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Stance, ["instämmer", "instämmer delvis", "instämmer inte"]),
        (MeasureStatus, ["planerad", "pågår", "genomförd", "avbruten"]),
        (ItemStatus, ["obesvarad", "besvarad", "pågår", "genomförd"]),
        (VerdictValue, ["kvarstår", "delvis åtgärdad", "åtgärdad", "avslutad utan åtgärd", "inte längre aktuell"]),
        (Severity, ["rekommendation", "erinran", "anmärkning"]),
        (Repetition, ["månadsvis", "kvartalsvis", "halvårsvis", "årsvis"]),
        (ResponseState, ["utkast", "beslutat", "skickat"]),
    ],
)
def test_word(kind: type[Worded], words: list[str]) -> None:
    assert [word(member) for member in kind] == words


def test_no_two_enums_share_a_value() -> None:
    kinds: tuple[type[StrEnum], ...] = get_args(Worded)
    values = [member.value for member in chain.from_iterable(kinds)]

    assert sorted(values) == sorted(set(values))


@pytest.mark.parametrize(
    ("written", "long", "iso"),
    [
        ("2018-10-25", "den 25 oktober 2018", "2018-10-25"),
        ("2019-02-01", "den 1 februari 2019", "2019-02-01"),
        ("2018-10", "oktober 2018", "2018-10"),
        ("2018-Q1", "första kvartalet 2018", "första kvartalet 2018"),
        ("2018-Q4", "fjärde kvartalet 2018", "fjärde kvartalet 2018"),
        ("2018-spring", "våren 2018", "våren 2018"),
        ("2018-autumn", "hösten 2018", "hösten 2018"),
        ("2018", "2018", "2018"),
    ],
)
def test_deadline_keeps_its_precision(written: str, long: str, iso: str) -> None:
    assert (date_long(Deadline(written)), date_iso(Deadline(written))) == (long, iso)


def test_date() -> None:
    assert date_long(date(2018, 1, 26)) == "den 26 januari 2018"
    assert date_iso(date(2018, 1, 26)) == "2018-01-26"


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("Socialnämnden", "Socialnämndens"),
        ("Sundbybergs stad", "Sundbybergs stads"),
        (" Malmö ", "Malmös"),
        ("Region Västernorrlands", "Region Västernorrlands"),
        ("Max", "Max"),
        ("Schulz", "Schulz"),
        ("SKR", "SKR:s"),
        ("Granskning 2", "Granskning 2:s"),
        ("Socialnämnden (SN)", "Socialnämndens (SN)"),
        (SOCIAL, "Socialnämndens"),
        (HEAD, "Förvaltningschefs"),
    ],
)
def test_genitive(name: object, whose: str) -> None:
    assert genitive(name) == whose


@pytest.mark.parametrize(
    ("values", "joined"),
    [
        (["a", "b", "c"], "a, b och c"),
        (("a", "b"), "a och b"),
        (["a"], "a"),
        (["a", None, "", "b"], "a och b"),
        ([SOCIAL, HEAD], "Socialnämnden och Förvaltningschef"),
        ([SOCIAL, Board(name="Kultur- och fritidsnämnden")], "Socialnämnden och kultur- och fritidsnämnden"),
        ([genitive(SOCIAL), "Utbildningsnämndens"], "Socialnämndens och utbildningsnämndens"),
        ((name for name in "ab"), "a och b"),
        ("abc", "abc"),
        (SOCIAL, "Socialnämnden"),
        (Deadline("2018-10"), "oktober 2018"),
        ((name for name in ""), ""),
    ],
)
def test_join_and(values: object, joined: str) -> None:
    assert FILTERS["join_and"](values) == joined


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Utbildningsnämnden", "utbildningsnämnden"),
        ("Vård-, skol- och omsorgsnämnden", "vård-, skol- och omsorgsnämnden"),
        ("Kommunstyrelsens", "kommunstyrelsens"),
        ("Kommunfullmäktige", "kommunfullmäktige"),
        ("Nämnden för arbete", "nämnden för arbete"),
        ("Östra stadsdelsnämnden", "Östra stadsdelsnämnden"),
        ("Stockholms socialnämnd", "Stockholms socialnämnd"),
        ("IT-nämnden", "IT-nämnden"),
        ("Anna-Karin Ek", "Anna-Karin Ek"),
        ("SKR", "SKR"),
    ],
)
def test_common_nouns_are_small_inside_a_sentence_and_proper_names_are_not(name: str, inside: str) -> None:
    assert inside_sentence(name) == inside


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("nämnden ser över sina rutiner", "Nämnden ser över sina rutiner."),
        ("Är det så?", "Är det så?"),
        ("att nämnden:", "Att nämnden:"),
        ("och så vidare …", "Och så vidare …"),
        ("**åtgärda** det som *brister*", "**Åtgärda** det som *brister*."),
        ("nämnden svarar ”nej.”", "Nämnden svarar ”nej.”"),
        ("3 nämnder", "3 nämnder."),
        (SOCIAL, "Socialnämnden."),
        (MeasureStatus.PLANNED, "Planerad."),
        (Deadline("2018-spring"), "Våren 2018."),
    ],
)
def test_sentence(words: object, said: str) -> None:
    assert sentence(words) == said


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("absent", [None, "", ()])
def test_what_is_absent_comes_out_empty(name: str, absent: object) -> None:
    assert FILTERS[name](absent) == ""


def test_markdown_stays_markdown() -> None:
    assert [type(filtered) for filtered in (sentence(Text("a")), genitive(Text("a")), join_and([Text("a"), Text("b")]))] == [Text] * 3
    assert type(sentence("a")) is str
