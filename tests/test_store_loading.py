from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditresp.model.audits import RecommendationsFile
from auditresp.model.dates import Deadline
from auditresp.model.reading import shaped
from auditresp.model.records import Record
from auditresp.model.responses import Response
from auditresp.model.settings import Settings
from auditresp.problems import Place
from auditresp.store.loading import load
from auditresp.store.schema import of_record
from auditresp.store.sources import InMemory
from auditresp.store.words import RECORDS
from registers import AUDIT, SETTINGS, lines, read, text

RESPONSE = """
    audit: a1
    documents: [svar]
    boards: [san]
    case_number: 012
    meeting: 2018-04-25
    summary: no
    replies:
      R1:
        stance: agree
        text: |
          Nämnden följer upp.

          - varje år
        measures:
          - id: m1
            text: Ny rutin
            status: done
            done: 2018-06-12
            due: 2018-Q2
            due_changes:
              - {from: 2018-05, to: 2018-Q2, reason: Semester, date: 2018-05-30}
"""


def test_values_are_read_by_their_field() -> None:
    register = read(AUDIT, responses={"r": RESPONSE})

    response = register.responses["r"]
    measure = response.replies["R1"].measures[0]
    assert register.problems == ()
    assert (response.id, response.case_number, response.summary) == ("r", "012", "no")
    assert response.replies["R1"].text == "Nämnden följer upp.\n\n- varje år"
    assert (measure.due, measure.due_changes[0].from_) == (Deadline("2018-Q2"), Deadline("2018-05"))


def test_places_are_found_by_record_and_field() -> None:
    register = read(AUDIT, responses={"r": RESPONSE})
    response = register.responses["r"]
    measure = response.replies["R1"].measures[0]

    assert register.place(response, "meeting") == Place("responses/r.yaml", 5, 10)
    assert register.place(response, "meeting", key=True) == Place("responses/r.yaml", 5, 1)
    assert register.place(measure) == Place("responses/r.yaml", 15, 9)
    assert register.place(measure.due_changes[0], "from") == Place("responses/r.yaml", 21, 20)
    assert register.place(measure, "owner") == Place("responses/r.yaml", 15, 9)
    assert register.place(register.audits[0].recommendations[0], "text") == Place("recommendations.yaml", 7, 15)


def test_what_stands_is_kept_and_places_know_what_was_left_out() -> None:
    register = read(
        """
        audits:
          - id: a1
            boards: [san]
            reply_due: snart
            recommendations:
              - {text: Utan beteckning}
              - {id: R1}
              - {id: R 2, text: Fel beteckning}
              - {id: R3, text: Att nämnden följer upp.}
        """
    )

    [audit] = register.audits
    assert [(item.id, item.text) for item in audit.recommendations] == [("R1", "⟦saknas: text⟧"), ("R3", "Att nämnden följer upp.")]
    assert (audit.title, audit.reply_due) == ("⟦saknas: title⟧", None)
    assert [str(register.place(item, "id")) for item in audit.recommendations] == ["recommendations.yaml:7:14", "recommendations.yaml:9:14"]


def test_a_value_that_is_shared_by_an_alias_is_left_out_only_where_it_is_wrong() -> None:
    register = read(
        """
        audits:
          - id: a1
            title: &x [Granskning]
            boards: *x
            recommendations: []
        """
    )

    assert lines(register.problems) == [
        "recommendations.yaml:3:12: error wrong-type: expected a text, found a list; put a text with brackets, braces or a colon in quotes"
    ]
    assert register.audits[0].boards == ("Granskning",)


def test_files_that_say_nothing_have_no_places() -> None:
    register = read("audits: [", responses={"r": "- x"}, settings="format: 2")

    assert register.places == {}
    assert (register.audits, register.responses, register.settings.boards) == ((), {}, {})


def test_a_workspace_without_recommendations_is_told_how_they_begin() -> None:
    assert lines(load(InMemory({"auditresp.yaml": text(SETTINGS)})).problems) == [
        "recommendations.yaml: error missing-file: the file with the auditors' recommendations is missing; it begins with `audits:`"
    ]


def test_a_file_name_from_a_mac_is_the_same_id() -> None:
    files = {"auditresp.yaml": text(SETTINGS), "recommendations.yaml": text(AUDIT), "responses/a\u0308ldre.yaml": text(RESPONSE)}

    register = load(InMemory(files))

    assert list(register.responses) == ["äldre"]
    assert register.place(register.responses["äldre"], "audit") == Place("responses/a\u0308ldre.yaml", 1, 8)


def test_every_record_has_words_for_messages() -> None:
    assert set(records(Settings)) | set(records(RecommendationsFile)) | set(records(Response)) == set(RECORDS)


def records(root: type[Record]) -> list[type[Record]]:
    """The records of a file, found by their names in its schema."""
    definitions: dict[str, Any] = {}
    of_record(root, definitions)
    names = {root.__name__, *definitions}
    return [record for record in subclasses(Record) if record.__name__ in names and record.__module__.startswith("auditresp.model")]


def subclasses(kind: type[Record]) -> list[type[Record]]:
    return [found for child in kind.__subclasses__() for found in [child, *subclasses(child)]]


KEYS = ["audits", "id", "text", "title", "boards", "recommendations", "replies", "R1", "measures", "from"]
words = st.sampled_from(["", "x", "san", "1", "2018-01-01", "done", *KEYS])
data = st.recursive(words | st.none(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=5), max_leaves=25)


@pytest.mark.parametrize("kind", [Settings, RecommendationsFile, Response])
@given(said=st.dictionaries(words, data, max_size=6), audits=st.lists(st.dictionaries(words, data, max_size=6), max_size=3))
def test_anything_that_can_be_written_gives_a_record_or_nothing(kind: type[Record], said: dict[str, Any], audits: list[Any]) -> None:
    record, _left_out, errors = shaped(kind, said | {"audits": audits, "id": "r", "boards": ["san"], "replies": {"R1": said}})

    assert record is None or isinstance(record, kind)
    assert errors
