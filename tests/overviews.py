"""A register with everything an overview can show, and a large one."""

from datetime import date

from auditresp.model.register import Register
from auditresp.overview import Overview, overview
from registers import read

TODAY = date(2019, 3, 5)

SETTINGS = """
format: 1
municipality: {name: Provby kommun}
boards:
  san: {name: Socialnämnden, meetings: [2018-04-25, 2019-04-10]}
  ubn: {name: Utbildningsnämnden, meetings: [2019-04-03, 2019-04-24], approval_days: 10}
contacts:
  chef: {title: Förvaltningschef}
"""

RECOMMENDATIONS = """
audits:
  - id: 2018-bistand
    title: Granskning av ekonomiskt bistånd
    auditors: {firm: Revisionsbyrån Nord AB}
    report: {number: 3/2018, date: 2018-01-19}
    boards: [san]
    reply_due: 2018-05-15
    recommendations:
      - id: R1
        text: Klargör vem som ansvarar för vad <b>i dag</b>
        verdicts:
          - {date: 2018-12-01, value: open, text: Rutiner finns men följs inte.}
          - {date: 2019-02-01, value: partly_addressed, text: "Bättre, men inte **klart**."}
      - {id: R2, text: Ordna ett verksamhetssystem, severity: reminder}
      - {id: R3, text: Skydda den hemliga hallen, confidential: true}
    findings:
      - {id: I1, text: Målen är tydliga.}
  - id: 2019-skolvagar
    title: Granskning av säkra skolvägar
    report: {date: 2019-01-30}
    boards: [san, ubn]
    reply_due: 2019-04-30
    recommendations:
      - {id: R1, text: Kartlägg vägarna, group: Trafik}
      - {id: R2, text: Följ upp olyckor}
"""

BISTAND = """
audit: 2018-bistand
documents: [svar]
boards: [san]
replies:
  R1:
    stance: agree
    text: |
      Ansvaret fördelas om.

      | Vad | När |
      | --- | --- |
      | Översyn | 2018 |
    measures:
      - id: rutin
        text: Skriv en rutin
        status: done
        owner: chef
        due: 2018-spring
        done: 2018-05-28
        evidence: [{text: Rutinen, case_number: SAN 2018/120}]
      - id: ansvar
        text: =Inför *ansvaret*
        status: ongoing
        owner: chef
        due: 2018-12
        due_changes:
          - {from: 2018-06, to: 2018-09-30, reason: Chefsbyte, date: 2018-06-15, by: san}
          - {from: 2018-09-30, to: 2018-12, reason: Facklig förhandling, date: 2018-09-20}
  R2:
    stance: partly
    text: Nämnden inväntar upphandlingen.
    measures:
      - {id: anvisning, text: Skriv en anvisning, status: planned, owner: IT-chefen, due: 2019-Q2}
      - {id: system, text: Köp ett system, status: cancelled, reason: Systemen byts 2020, due: 2018}
  R3:
    stance: agree
    text: Ett hemligt svar.
    measures:
      - {id: larm, text: Ett hemligt larm, status: planned, due: 2018-10}
  I1:
    text: Nämnden noterar det.
follow_ups:
  - {id: rapport, text: Hur långt arbetet har kommit, due: 2018-10-25, reporter: chef, receiver: san, repeats: half_yearly,
     reported: [{date: 2018-10-24}]}
decisions: [{board: san, date: 2018-04-25, paragraph: § 45}]
sent: {date: 2018-05-02, version: 1}
"""

SKOLVAGAR = """
audit: 2019-skolvagar
documents: [yttrande]
boards: [ubn]
replies:
  R1: {stance: agree, text: Det görs.}
"""


def register() -> Register:
    """Two audits, of which one is answered and followed up, and the other half answered by one of its boards."""
    return read(RECOMMENDATIONS, settings=SETTINGS, responses={"bistand": BISTAND, "skolvagar": SKOLVAGAR})


def rich(*, public: bool = False) -> Overview:
    """Where that stands on TODAY."""
    return overview(register(), TODAY, public=public)


def large(audits: int = 100, recommendations: int = 10, measures: int = 3) -> Register:
    """A register of that many audits with so many recommendations each, and so many measures for each of those."""
    statuses = ("planned", "ongoing", "done, done: 2019-01-15")
    asked, responses = ["audits:"], {}
    for number in range(audits):
        year = 2010 + number % 12
        asked.append(
            f"  - {{id: a{number}, title: Granskning {number}, boards: [{('san', 'ubn')[number % 2]}], report: {{date: {year}-02-01}},"
        )
        items = ", ".join(f"{{id: R{item}, text: Nämnden bör ordna sak {item}}}" for item in range(recommendations))
        asked.append(f"     reply_due: {year}-05-15, recommendations: [{items}]}}")
        written = [f"audit: a{number}", "documents: [svar]", f"boards: [{('san', 'ubn')[number % 2]}]", "replies:"]
        for item in range(recommendations):
            written += [f"  R{item}:", "    stance: agree", "    text: Nämnden instämmer och ordnar det.", "    measures:"]
            written += [
                f"      - {{id: R{item}-{each}, text: Åtgärd {each}, due: {year + 1 + each}-{1 + (number + item) % 12:02}, "
                f"status: {statuses[(item + each) % 3]}}}"
                for each in range(measures)
            ]
        written.append(f"sent: {{date: {year}-05-02, version: 1}}")
        responses[f"s{number}"] = "\n".join(written)
    return read("\n".join(asked), settings=SETTINGS, responses=responses)
