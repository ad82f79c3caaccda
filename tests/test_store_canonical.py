import pytest

from auditresp.model.audits import RecommendationsFile
from auditresp.model.responses import Response
from auditresp.problems import AuditrespError
from auditresp.store.canonical import canonical
from auditresp.store.decoding import UnreadableError
from auditresp.store.layout import comments
from registers import lines, text
from workspaces import REPOSITORY, auditresp

FILE = "responses/r.yaml"

DISORDER = """
    # yaml-language-server: $schema=../schema/response.schema.json
    # Om granskningen
    boards: [san,
      kan]   # två nämnder
    "audit": 'a1'


    # Svaren, ett för varje rekommendation
    replies:   # i ordning
        # Den första
        R1:
            text: "Nämnden instämmer, t.ex. i detta. Så här: ja."   # svaret
            # Ställningstagandet
            stance: agree
            # measures: []


        no: {stance: partly, text: '**Delvis.**', measures: [
          # Om åtgärden
          {id: m1, status: planned, text: Ny rutin, due: 2018},   # planerad
        ]}
    case_number: "2018"
    subject: 'Svar: rapporten'
    documents:
        - svar
    ansvarig: 012
    addressees: [Revisorerna]
    date: "2018-04-11"
    background: |-   # bakgrund
        Ett.


        Två "citat"
    summary:   # senare
    assessment: |

    # sist

"""

ORDER = """
    # yaml-language-server: $schema=../schema/response.schema.json
    audit: a1
    documents: [svar]
    # Om granskningen
    boards: [san, kan]   # två nämnder
    subject: "Svar: rapporten"
    case_number: "2018"
    date: 2018-04-11
    addressees:
      - Revisorerna
    summary:   # senare
    background: |   # bakgrund
      Ett.


      Två "citat"
    assessment: |

    # Svaren, ett för varje rekommendation
    replies:   # i ordning
      # Den första
      R1:
        # Ställningstagandet
        stance: agree
        text: |   # svaret
          Nämnden instämmer, t.ex. i detta.
          Så här: ja.
        # measures: []

      "no":
        stance: partly
        text: |
          **Delvis.**
        measures:
          # Om åtgärden
          - id: m1   # planerad
            text: Ny rutin
            status: planned
            due: 2018
    ansvarig: 012

    # sist
"""


def form(written: str, kind: type = Response, name: str = FILE) -> str:
    """The one form of a file."""
    return canonical(kind, name, text(written).encode()).decode()


def test_order_sentences_quotes_and_comments() -> None:
    assert form(DISORDER) == text(ORDER)
    assert form(ORDER) == text(ORDER)


def test_line_ends_stay_and_the_byte_order_mark_goes() -> None:
    windows = b"\xef\xbb\xbf" + text(DISORDER).replace("\n", "\r\n").encode()

    assert canonical(Response, FILE, windows).decode() == text(ORDER).replace("\n", "\r\n")


def test_empty_lines_between_audits_go_with_them() -> None:
    written = """
        audits:

          - boards: [a]
            id: x
            recommendations: []
            title: X



          # Om b
          - title: Bo
            id: b
            boards: [a]
            recommendations: []
    """

    assert form(written, RecommendationsFile, "recommendations.yaml") == text("""
        audits:
          - id: x
            title: X
            boards: [a]
            recommendations: []

          # Om b
          - id: b
            title: Bo
            boards: [a]
            recommendations: []
    """)


QUOTED = [
    "no",
    "Yes",
    "~",
    "null",
    "012",
    "0o17",
    "0x1F",
    "1e3",
    "12:30",
    "1_000",
    ".5",
    "2018-04-11",
    "=",
    "<<",
    "- a",
    "a: b",
    "a #b",
    "#a",
    "*a*",
    "[a",
    "a:",
]
PLAIN = ["nej", "ja", "§ 45", "SAN 2018/112", "a:b", "a#b", "a, b", "http://a.se", "3/2018", "-a", "12:75", "v. 4"]


@pytest.mark.parametrize("value", QUOTED)
def test_quotes_stand_where_some_reader_would_take_the_text_for_something_else(value: str) -> None:
    assert f'subject: "{value}"\n' in form(f"audit: a\ndocuments: [b]\nboards: [c]\nsubject: '{value}'\nreplies: {{}}\n")


@pytest.mark.parametrize("value", PLAIN)
def test_and_nowhere_else(value: str) -> None:
    assert f"subject: {value}\n" in form(f"audit: a\ndocuments: [b]\nboards: [c]\nsubject: '{value}'\nreplies: {{}}\n")


def test_what_is_written_once_and_meant_twice_is_written_out() -> None:
    written = "audit: a\ndocuments: [b]\nboards: &who [c]\nreplies:\n  R1: &r   # ett\n    text: Ja\n  R2: *r   # två\ndistribution: *who\n"

    assert form(written) == text("""
        audit: a
        documents: [b]
        boards: [c]
        replies:
          R1:   # ett
            text: Ja
          R2:   # två
            text: Ja
        distribution:
          - c
    """)


def test_two_comments_on_what_becomes_one_line_both_stay() -> None:
    written = """
        audit: a
        documents: [b]
        boards: [c]
        replies: {}
        sections:
        - {heading: Barn, # ett
           text: Ja}   # två
        - # tre
          heading: Miljö
          text: >   # fyra
            Nej
    """

    assert form(written).partition("sections:\n")[2] == (
        "  # två\n  - heading: Barn # ett\n    text: Ja\n  - heading: Miljö # tre\n    text: Nej   # fyra\n"
    )


def test_a_file_of_which_something_cannot_be_read_is_left_as_it_is() -> None:
    with pytest.raises(UnreadableError) as refused:
        form("audit: a\naudit: b\n")

    assert lines(refused.value.problems) == [
        "responses/r.yaml:2:1: error duplicate-key: 'audit' is written twice; the first is on line 1: keep one of them"
    ]


def test_a_form_that_would_lose_a_comment_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comments, "below", lambda lines, value, at: ([], []))

    with pytest.raises(AuditrespError, match="cannot be put in order safely"):
        form(DISORDER)


def test_the_example_and_what_a_new_workspace_begins_with_are_in_form() -> None:
    starter = REPOSITORY / "src/auditresp/starter"

    assert auditresp(REPOSITORY, "fmt", "--check").output == ""
    assert auditresp(REPOSITORY, "fmt", "--check", str(starter / "auditresp.yaml"), str(starter / "recommendations.yaml")).output == ""
