from collections.abc import Callable
from datetime import date
from difflib import ndiff
from textwrap import dedent

import pytest

from auditresp import acts
from auditresp.model.audits import RecommendationsFile, Verdict
from auditresp.model.dates import Deadline
from auditresp.model.register import measures
from auditresp.model.responses import Decision, Evidence, Reply, Response, Section, Signature
from auditresp.problems import AuditrespError
from auditresp.store.editing import edited, understood
from registers import text

DAY = date(2018, 6, 12)
FILE = "responses/r.yaml"
BLOCK = """
    # yaml-language-server: $schema=../schema/response.schema.json
    audit: a1
    boards: [san]   # nämnden
    documents: ['svar']

    replies:
      # Om boendet
      R1:
        text: >-
          Nämnden följer
          upp.
        measures:
        - id: m1
          status: "planned"      # väntar på upphandlingen
          due: 2018-06
          text: Ny rutin
          # owner: enhetschefen
        -   id: m2
            text: Ny mall
            status: ongoing

      # Om kostnaden
      I1: {stance: agree, text: Ja}
"""


def response(file: str) -> tuple[bytes, Response]:
    """A response's file, and what it says."""
    written = text(file)
    return written.encode(), understood(Response, FILE, written)


def changed_lines(before: bytes, after: bytes) -> str:
    """What left the file and what came into it, in order."""
    lines = ndiff(before.decode().splitlines(), after.decode().splitlines())
    return "\n".join(line for line in lines if line.startswith(("+", "-")))


def after(file: str, act: Callable[[Response], Response]) -> str:
    """The lines that an act changes in a response's file."""
    data, before = response(file)
    return changed_lines(data, edited(Response, FILE, data, act(before)))


def on_measure(act: Callable[..., object], index: int = 0) -> Callable[[Response], Response]:
    """An act on one of the measures of a response."""
    return lambda response: acts.with_promise(response, act(list(measures(response))[index]))  # type: ignore[arg-type]


def test_one_changed_value_is_one_changed_line() -> None:
    assert after(BLOCK, on_measure(acts.started)) == (
        '-       status: "planned"      # väntar på upphandlingen\n+       status: "ongoing"      # väntar på upphandlingen'
    )


def test_new_keys_stand_in_their_order_in_the_style_of_their_neighbours() -> None:
    def done(measure):  # type: ignore[no-untyped-def]
        moved = acts.moved(measure, Deadline("2018-Q4"), "Dröjer.\nUpphandling.", None, date(2018, 5, 2))
        return acts.completed(moved, date(2018, 6, 12), [Evidence(text="Protokoll: § 4")])

    assert after(BLOCK, on_measure(done)) == dedent("""\
        -       status: "planned"      # väntar på upphandlingen
        +       status: "done"      # väntar på upphandlingen
        -       due: 2018-06
        +       due: 2018-Q4
        +       done: 2018-06-12
        +       evidence:
        +       - text: "Protokoll: § 4"
        +       due_changes:
        +       - from: 2018-06
        +         to: 2018-Q4
        +         reason: |
        +           Dröjer.
        +           Upphandling.
        +         date: 2018-05-02""")


def test_the_whole_file_afterwards() -> None:
    data, before = response(BLOCK)
    yes = before.replies["I1"]
    replies = before.replies | {"I1": yes.but(text='Ja: "alltid".\nJo.'), "I2": yes.but(text="Nej.")}
    new = before.but(subject="Svar", replies=replies)

    assert edited(Response, FILE, data, new).decode() == text("""
        # yaml-language-server: $schema=../schema/response.schema.json
        audit: a1
        boards: [san]   # nämnden
        documents: ['svar']
        subject: Svar

        replies:
          # Om boendet
          R1:
            text: >-
              Nämnden följer
              upp.
            measures:
            - id: m1
              status: "planned"      # väntar på upphandlingen
              due: 2018-06
              text: Ny rutin
              # owner: enhetschefen
            -   id: m2
                text: Ny mall
                status: ongoing

          # Om kostnaden
          I1: {stance: agree, text: "Ja: \\"alltid\\".\\nJo."}

          I2:
            stance: agree
            text: Nej.
    """)


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    data, before = response(BLOCK)
    data = b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
    changed = edited(Response, FILE, data, acts.sent(acts.decided(before, Decision(board="san", date=DAY)), DAY))

    assert (
        changed
        == data
        + text("""
        decisions:
        - board: san
          date: 2018-06-12
        sent:
          date: 2018-06-12
          version: 1
    """)
        .replace("\n", "\r\n")
        .encode()
    )


def test_a_file_without_a_last_line_break_gets_none() -> None:
    data, before = response(BLOCK.rstrip() + "   # slut")

    assert edited(Response, FILE, data, before.but(distribution=("KF",))) == data + b"\ndistribution:\n- KF"


FLOW = "{audit: a1, documents: [svar], boards: [san], replies: {R1: {measures: [{id: m1, text: Ny, status: ongoing}]}}}  # allt\n"


def test_what_stands_in_braces_stays_there() -> None:
    data, before = response(FLOW)
    new = on_measure(lambda measure: acts.completed(measure, DAY, [Evidence(text="a, b")]))(before)
    new = new.but(boards=("san", "kan"), meeting=DAY)

    assert edited(Response, FILE, data, new).decode() == (
        "{audit: a1, documents: [svar], boards: [san, kan], meeting: 2018-06-12, replies: {R1: {measures: "
        '[{id: m1, text: Ny, status: done, done: 2018-06-12, evidence: [{text: "a, b"}]}]}}}  # allt\n'
    )


def test_what_waits_for_a_value_gets_it() -> None:
    waiting = """
        audit: a1
        documents: [svar]
        boards: [san]
        summary:
        replies:
          R1:
            stance:          # agree, partly eller disagree
            text: |   # svaret

        sections: []
        # Underskrift
        signatures:   # sist
    """
    data, before = response(waiting)
    reply = Reply(stance="agree", text="Ja.\n\n- ett\n- två")
    new = before.but(
        replies={"R1": reply},
        summary="Kort.",
        sections=(Section(heading="Barn", text="Se *bilagan*."),),
        signatures=(Signature(title="Chef"),),
    )

    assert edited(Response, FILE, data, new).decode() == text("""
        audit: a1
        documents: [svar]
        boards: [san]
        summary: Kort.
        replies:
          R1:
            stance: agree          # agree, partly eller disagree
            text: |   # svaret
              Ja.

              - ett
              - två

        sections:
          - heading: Barn
            text: Se *bilagan*.
        # Underskrift
        signatures:   # sist
          - title: Chef
    """)


def test_a_text_below_its_mark_changes_line_by_line() -> None:
    written = """
        audit: a1
        documents: [svar]
        boards: [san]
        replies: {}
        summary: >-   # vikt
            Ett.
        background: |+
           Ett.\x20\x20
           Två.

           Tre.
        assessment: |2
          Fyra.
    """
    lines = {"summary": "Ett.\nNu två.", "background": "Ett.  \nNy.\n\nTre.", "assessment": "Fyra.\nFem."}

    assert (
        after(written, lambda response: response.but(**lines))
        == text("""
        - summary: >-   # vikt
        + summary: |-   # vikt
        +     Nu två.
        -    Två.
        +    Ny.
        - assessment: |2
        + assessment: |
        +   Fem.
    """).rstrip()
    )


def test_entries_move_with_their_comments() -> None:
    written = """
        audits:
          # Den första
          - id: a   # ett
            title: A
            boards: [san]
            recommendations: []

          # Den andra
          - id: b   # två
            title: B
            boards: [san]
            recommendations: []
    """
    data = text(written).encode()
    first, second = understood(RecommendationsFile, "recommendations.yaml", data.decode()).audits
    new = RecommendationsFile(audits=(second, first.but(title="Å"), first.but(id="c")))

    assert edited(RecommendationsFile, "recommendations.yaml", data, new).decode() == text("""
        audits:
          # Den andra
          - id: b   # två
            title: B
            boards: [san]
            recommendations: []

          # Den första
          - id: a   # ett
            title: Å
            boards: [san]
            recommendations: []

          - id: c
            title: A
            boards: [san]
            recommendations: []
    """)


def test_what_goes_takes_its_own_lines_and_leaves_the_comments_above_it() -> None:
    def less(response: Response) -> Response:
        reply = response.replies["R1"].but(measures=response.replies["R1"].measures[1:])
        return response.but(replies={"R1": reply})

    assert (
        after(BLOCK, less)
        == text("""
        -     - id: m1
        -       status: "planned"      # väntar på upphandlingen
        -       due: 2018-06
        -       text: Ny rutin
        -       # owner: enhetschefen
        -   I1: {stance: agree, text: Ja}
    """).rstrip()
    )


FAULTY = {
    "a value that cannot be read": ("audit: a1\ndocuments: [svar]\nboards: [san]\nreplies: {}\ndate: igår\n", "5:7: error not-a-date"),
    "an unknown key": ("audit: a1\ndocuments: [svar]\nboards: [san]\nreplies: {}\nansvarig: jag\n", "5:1: error unknown-key"),
    "no YAML": ("audit: [\n", "2:1: error syntax"),
    "nothing": ("", " error empty-file"),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_a_file_with_a_fault_is_not_edited(fault: str) -> None:
    data, said = FAULTY[fault]
    _, new = response(BLOCK)

    with pytest.raises(AuditrespError) as refused:
        edited(Response, FILE, data.encode(), new)

    assert str(refused.value).startswith("the file has a fault that must be corrected first: responses/r.yaml:" + said)


def test_what_is_meant_twice_is_not_edited_in_one_place() -> None:
    data, before = response("""
        audit: a1
        documents: [svar]
        boards: [san]
        replies:
          R1: {measures: [{id: m1, text: &same Ny rutin, status: planned}, {id: m2, text: *same, status: planned}]}
          I1: {text: *same}
    """)

    with pytest.raises(AuditrespError, match="cannot be edited safely"):
        edited(Response, FILE, data, on_measure(lambda measure: measure.but(text="Annat"))(before))

    assert b"text: Annat" in edited(Response, FILE, data, on_measure(lambda measure: measure.but(text="Annat"), 1)(before))


def test_in_a_large_file_one_line_is_added() -> None:
    item = "      - {id: R%d, text: Att nämnden följer upp sina beslut varje år och rapporterar hur det gick}\n"
    audit = "  - id: a%d\n    title: Granskning\n    boards: [san]\n    recommendations:\n" + "".join(item % n for n in range(20))
    data = ("audits:\n" + "".join(audit % n for n in range(300))).encode()
    file = understood(RecommendationsFile, "recommendations.yaml", data.decode())
    item_judged = acts.judged(file.audits[150].items[10], Verdict(date=DAY, value="open"))
    new = RecommendationsFile(audits=acts.with_item(file.audits, "a150", item_judged))

    changed = edited(RecommendationsFile, "recommendations.yaml", data, new)

    assert changed_lines(data, changed).count("\n") == 1
