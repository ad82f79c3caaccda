"""The templates that come with the program, filled for tests: what goes in, and what comes out in lines."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any
from zipfile import ZipFile

import yaml
from lxml import etree

from auditresp.documents.template.compiling import compile_template
from auditresp.documents.template.core import Properties
from auditresp.documents.template.filling import Template
from auditresp.documents.view import register_view, view
from auditresp.model.register import Register
from registers import read
from tooling import ROOT, W

TEMPLATES = ("svar", "yttrande", "tjansteskrivelse", "forklaring", "atgardsplan", "aterrapport")
OVERVIEW = "sammanstallning"
PARTS = ("word/document.xml", "word/header1.xml", "word/header2.xml", "word/footer1.xml")

SETTINGS: dict[str, Any] = {
    "format": 1,
    "municipality": {
        "name": "Provby kommun",
        "postal_address": "123 45 Provby",
        "visiting_address": "Storgatan 1",
        "phone": "0123-45 67 00",
        "email": "kommun@provby.example",
        "organisation_number": "212000-0000",
        "website": "www.provby.example",
    },
    "boards": {
        "sn": {"name": "Socialnämnden", "administration": "Förvaltningen"},
        "kn": {"name": "Kulturnämnden", "administration": "Förvaltningen"},
    },
    "contacts": {"chef": {"title": "Förvaltningschef"}},
}
ITEMS = {
    "recommendations": [
        {"id": "R1", "text": "Följ upp målen", "group": "Intern kontroll"},
        {"id": "R2", "text": "Nämnden följer inte upp.", "group": "Intern kontroll", "severity": "reprimand"},
        {"id": "R3", "text": "Samordna avtalen", "severity": "reminder"},
    ],
    "findings": [{"id": "I1", "text": "Första stycket.\n\nAndra stycket.", "group": "Ekonomi"}, {"id": "I2", "text": "Delvis bra."}],
}
MOVED = [{"from": "2018-06", "to": "2018-10-25", "reason": "Systemet drog ut på tiden.", "date": "2018-06-01"}]
EVIDENCE = [{"text": "Mallen", "case_number": "SN 7"}]
REPLIES: dict[str, Any] = {
    "R1": {
        "stance": "partly",
        "text": "Svaret:\n\n1. ett\n2. två",
        "by_board": {"sn": "Socialnämndens del.", "kn": "Kulturnämndens del."},
        "measures": [
            {"id": "m1", "text": "Ny rutin", "status": "ongoing", "owner": "chef", "due": "2018-10-25", "due_changes": MOVED},
            {"id": "m2", "text": "Utbildning", "status": "cancelled", "due": "2018-spring", "reason": "Behovet finns inte"},
            {"id": "m3", "text": "Ny mall", "status": "done", "done": "2018-03-01", "evidence": EVIDENCE},
        ],
    },
    "R2": {"stance": "agree", "text": "Ja."},
    "R3": {"text": "Görs."},
    "I1": {"text": "Svar.", "measures": [{"id": "m4", "text": "Översyn", "status": "planned"}]},
    "I2": {"text": "Svar."},
}
BARE: dict[str, Any] = {"audit": "a1", "documents": [*TEMPLATES], "boards": ["sn"], "replies": {"R1": {"text": "Ja."}}}
FULL: dict[str, Any] = BARE | {
    "boards": ["sn", "kn"],
    "subject": "Svar",
    "case_number": "SN 2018/1",
    "their_reference": "RK 7",
    "date": "2018-04-11",
    "addressees": ["Revisorerna", "Fullmäktige"],
    "case_officers": [{"name": "Anna Ek", "title": "utredare", "phone": "0123-45", "email": "a@provby.example"}, {"name": "Bo Al"}],
    "decision_basis": [{"text": "Revisionsskrivelse", "date": "2018-01-26"}, {"text": "Rapport"}],
    "summary": "Sammanfattat.",
    "background": "Bakgrunden.",
    "assessment": "Bedömt.",
    "proposed_decisions": [{"text": "Svaret godkänns.", "by": "sn"}, {"text": "Svaret godkänns.", "by": "kn"}],
    "replies": REPLIES,
    "follow_ups": [
        {"id": "f1", "text": "Läget", "due": "2018-10-25", "reporter": "chef", "receiver": "sn", "repeats": "yearly", "until": "2020"}
    ],
    "texts": {
        "after_recommendations": "Efter rekommendationerna.",
        "replies_introduction": "Svaren följer.",
        "findings_introduction": "Iakttagelserna följer.",
        "recommendations_introduction": "Rekommendationerna följer.",
        "explanation_introduction": "Förklaringen följer.",
    },
    "sections": [{"heading": "Barnperspektivet", "text": "Barnen."}],
    "signatures": [{"name": "Eva Berg", "title": "Ordförande"}, {"title": "Förvaltningschef"}],
    "attachments": [{"text": "Rapport"}],
    "distribution": ["Revisorerna"],
}


def written(template: str) -> bytes:
    """The template's file."""
    return (ROOT / "templates" / f"{template}.docx").read_bytes()


@cache
def compiled(template: str) -> Template:
    return compile_template(written(template), f"templates/{template}.docx")


def register(response: dict[str, Any] | None, items: dict[str, Any] = ITEMS, settings: dict[str, Any] = SETTINGS) -> Register:
    """The register with an audit and the response to it, given as what their YAML says."""
    audit = {"id": "a1", "title": "Granskning av tillsyn", "boards": ["sn", "kn"], **items}
    files = {"r": yaml.safe_dump(response, sort_keys=False)} if response else {}
    made = read(yaml.safe_dump({"audits": [audit]}, sort_keys=False), responses=files, settings=yaml.safe_dump(settings, sort_keys=False))
    assert [str(problem) for problem in made.problems] == []
    return made


def build(
    template: str, response: dict[str, Any], items: dict[str, Any] = ITEMS, settings: dict[str, Any] = SETTINGS, **options: Any
) -> bytes:
    """The document for a response."""
    made = register(response, items, settings)
    return compiled(template).fill(view(made, made.responses["r"], **options), Properties(title="Svar"))


def overview(response: dict[str, Any] | None, items: dict[str, Any] = ITEMS, settings: dict[str, Any] = SETTINGS, **options: Any) -> bytes:
    """The document for the whole register."""
    return compiled(OVERVIEW).fill(register_view(register(response, items, settings), **options), Properties(title="Översikt"))


def part(document: bytes, name: str) -> etree._Element:
    return etree.fromstring(ZipFile(BytesIO(document)).read(name))


def parts(document: bytes) -> Iterator[etree._Element]:
    """The parts that hold words."""
    return (part(document, name) for name in PARTS)


def style_names(document: bytes) -> dict[str, str]:
    """The name of each style by its id."""
    found = part(document, "word/styles.xml").iter(f"{W}style")
    return {style.get(f"{W}styleId", ""): style.find(f"{W}name").get(f"{W}val", "") for style in found}  # type: ignore[union-attr]


def words(element: etree._Element) -> str:
    """What is written, a tab as such, and what a drawing shows in brackets."""
    said = element.iter(f"{W}t", f"{W}tab", "{*}docPr")
    return "".join(f"[{each.get('descr')}]" if each.get("descr") else each.text or "\t" for each in said)


def paragraphs(document: bytes, name: str = "word/document.xml") -> list[tuple[str, str]]:
    """The style and words of each paragraph, but for the empty one that Word demands after a table at the end."""
    names = style_names(document)
    found = [paragraph for paragraph in part(document, name).iter(f"{W}p") if words(paragraph) or not ends_after_table(paragraph)]
    styles = [(paragraph.find(f"{W}pPr/{W}pStyle"), paragraph) for paragraph in found]
    return [("Normal" if style is None else names[style.get(f"{W}val", "")], words(paragraph)) for style, paragraph in styles]


def ends_after_table(paragraph: etree._Element) -> bool:
    """Whether a table stands before, and after only what says how the page looks."""
    before, behind = paragraph.getprevious(), paragraph.getnext()
    return before is not None and behind is not None and (before.tag, behind.tag) == (f"{W}tbl", f"{W}sectPr")


def faults(document: bytes) -> list[str]:
    """What a part that went has left behind."""
    found = [f"{name}: empty paragraph" for name in PARTS for style, text in paragraphs(document, name) if not text.strip()]
    found += [
        f"stray sign: {text}" for name in PARTS for _, text in paragraphs(document, name) if re.search(r"^[,·\s]|[,·]\s*$|  |None", text)
    ]
    body = [(style, text) for style, text in paragraphs(document)]
    levels = [int(style[-1]) if style.startswith("heading ") else 0 for style, _ in body]
    for (_, text), level, following in zip(body, levels, [*levels[1:], 1], strict=True):
        if 0 < following <= level:
            found.append(f"nothing under the heading: {text}")
    headings = [0, *filter(None, levels)]
    found += [f"level {lower} under level {upper}" for upper, lower in pairwise(headings) if lower > upper + 1]
    return found


def after(heading: str, document: bytes, how_many: int) -> list[tuple[str, str]]:
    """The paragraphs that follow a heading."""
    body = paragraphs(document)
    place = [text for _, text in body].index(heading) + 1
    return body[place : place + how_many]


def rows(document: bytes, place: int) -> list[list[str]]:
    """The words in a table's cells."""
    table = list(part(document, "word/document.xml").iter(f"{W}tbl"))[place]
    return [[words(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
