"""Each change as a sentence that a reviewer reads."""

import pytest

from auditresp.changes import changes_between
from auditresp.changes.labels import CONTENTS, LABELS, label
from auditresp.changes.telling import Told, heading, told
from auditresp.model.audits import Recommendation
from auditresp.model.kinds import fields
from registers import AUDIT, SETTINGS, read
from test_changes import MOVED, RESPONSE


def tell(old: str, new: str) -> list[Told]:
    """The changes from one version of a response to another, in words."""
    before, after = read(AUDIT, responses={"svar": old}), read(AUDIT, responses={"svar": new})
    return [told(change, after.settings.called) for change in changes_between(before, after)]


@pytest.mark.parametrize(
    ("written", "instead", "sentence"),
    [
        ("stance: agree", "stance: partly", "Ställningstagandet till R1 har ändrats från ”instämmer” till ”instämmer delvis”."),
        ("Arbetet pågår.", "Arbetet är klart.", "Sammanfattningen har formulerats om."),
        ("text: Rutinen ses över.", "text: Rutinen är ny.", "Svaret på R1 har formulerats om."),
        (
            "text: Rutinen ses över.",
            "text: Rutinen ses över.\n        by_board: {san: Nämnden bidrar.}",
            "Socialnämndens del av svaret på R1 har lagts till.",
        ),
        (
            "due: 2018-06-30",
            "due: 2018-Q3",
            "Tidsgränsen för åtgärden ”Hålla tre workshoppar” (R1) har ändrats från den 30 juni 2018 till tredje kvartalet 2018.",
        ),
        (
            "due: 2018-06-30",
            MOVED,
            "Tidsgränsen för åtgärden ”Hålla tre workshoppar” (R1) har flyttats från den 30 juni 2018 till den 30 september 2018 "
            "(den 1 maj 2018). Skäl: Sjukdom.",
        ),
        (
            "owner: forvaltningschef, ",
            "",
            "Ansvarig för åtgärden ”Hålla tre workshoppar” (R1) har tagits bort; tidigare Förvaltningschef.",
        ),
        (
            "status: ongoing",
            "status: done, done: 2018-05-02",
            "Åtgärden ”Skriva en rutin” (R1) har gått från ”pågår” till ”genomförd” (den 2 maj 2018).",
        ),
        (
            "status: ongoing",
            "status: cancelled, reason: Inga *medel*",
            "Åtgärden ”Skriva en rutin” (R1) har gått från ”pågår” till ”avbruten”. Skäl: Inga medel.",
        ),
        (
            "addressees: [Revisorerna, Kommunfullmäktige]",
            "addressees: [Kommunfullmäktige, Revisorerna]",
            "Mottagaren ”Kommunfullmäktige” har flyttats från plats 2 till plats 1.",
        ),
        ("audit: a1", "audit: a1\n    case_number: SAN 2018/45", "Diarienumret har angetts: ”SAN 2018/45”."),
        (
            "due: 2018-10-25}",
            "due: 2018-10-25, reported: [{date: 2018-10-24}]}",
            "Uppföljningen ”Hur långt arbetet har kommit” har återrapporterats den 24 oktober 2018.",
        ),
        (
            "boards: [san]",
            "boards: [san]\n    decisions: [{board: san, date: 2018-04-25, paragraph: § 45}]",
            "Socialnämnden har fattat beslut den 25 april 2018, § 45.",
        ),
        ("boards: [san]", "boards: [san]\n    sent: {date: 2018-04-26, version: 1}", "Svaret har skickats den 26 april 2018, version 1."),
    ],
)
def test_a_change_in_klarsprak(written: str, instead: str, sentence: str) -> None:
    assert [each.sentence for each in tell(RESPONSE, RESPONSE.replace(written, instead))] == [sentence]


def test_a_reply_that_was_written_is_told_with_what_is_in_it() -> None:
    waiting = RESPONSE.split("    replies:")[0] + "    replies: {}\n"

    reply, follow_up = tell(waiting, RESPONSE)

    assert reply.sentence == "Svaret på R1 har skrivits: instämmer."
    assert reply.details == (
        "Åtgärd: ”Hålla tre workshoppar”, Läge: planerad, Ansvarig: Förvaltningschef, Tidsgräns: den 30 juni 2018",
        "Åtgärd: ”Skriva en rutin”, Läge: pågår",
    )
    assert ["".join(piece.text for piece in passage.pieces) for passage in reply.text] == ["Rutinen ses över."]
    assert (follow_up.sentence, follow_up.details) == (
        "Uppföljningen ”Hur långt arbetet har kommit” har lagts till.",
        ("Tidsgräns: den 25 oktober 2018",),
    )


def test_the_auditors_and_the_settings() -> None:
    settings = SETTINGS.replace("name: Socialnämnden", "name: Omsorgsnämnden, meetings: [2018-04-25]")
    audit = (
        AUDIT.replace("boards: [san]", "boards: [san]\n    report: {number: 3/18}")
        + "        confidential: true\n        severity: reminder\n        verdicts: [{date: 2019-01-01, value: addressed}]\n"
        + "      - {id: R2, text: Att rutiner skrivs., group: Styrning}\n"
    )
    old, new = read(AUDIT), read(audit, settings=settings)

    assert [told(change, new.settings.called).sentence for change in changes_between(old, new)] == [
        "Namnet för Omsorgsnämnden har ändrats från ”Socialnämnden” till ”Omsorgsnämnden”.",
        "Sammanträdet den 25 april 2018 för Omsorgsnämnden har lagts till.",
        "Uppgiften om rapporten har angetts: ”3/18”.",
        "Graden för rekommendation R1 har ändrats från ”rekommendation” till ”erinran”.",
        "Rekommendation R1 utelämnas nu ur handlingar som publiceras.",
        "Revisorerna har den 1 januari 2019 bedömt rekommendation R1 som åtgärdad.",
        "Rekommendationen R2 har lagts till.",
    ]


def test_what_it_is_read_under() -> None:
    old = read(AUDIT, responses={"svar": RESPONSE})
    new = read(
        AUDIT.replace("följer", "styr"),
        responses={"svar": RESPONSE.replace("agree", "partly")},
        settings=SETTINGS.replace("Sundby", "Norr"),
    )

    assert [heading(change, {"a1": "Granskning av boende"}) for change in changes_between(old, new)] == [
        "Inställningarna",
        "Granskningen Granskning av boende",
        "Svaret svar: Granskning av boende",
    ]


def test_every_word_has_its_field_and_a_field_without_one_is_told_by_its_name() -> None:
    unused = [
        (kind.__name__, name) for table in (LABELS, CONTENTS) for kind, names in table.items() for name in names.keys() - fields(kind)
    ]

    assert unused == []
    assert label(Recommendation, "kostnad") == "fältet kostnad"
