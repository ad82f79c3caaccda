"""The same words for everybody: letters that answer an audit, as data for the peers and as a workspace for auditresp.

A letter has ten recommendations, each with three paragraphs and a numbered list, and a table of twenty measures. No two letters
say the same, so that nobody gains by remembering one.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

RECOMMENDATIONS = 10
PARAGRAPHS = 3
POINTS = 3
MEASURES = 2

Letter = dict[str, Any]
"""As the peers see it: words ready to be printed. What ours reads and computes itself, they are given."""

BOARD = "Social- och arbetsmarknadsnämnden"
OFFICERS = {"chef": "Förvaltningschef", "strateg": "Kvalitetsstrateg"}
MONTHS = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"]

DOERS = ["Förvaltningen", "Nämnden", "Enheten för arbete & integration", "Varje enhetschef", "Kvalitetsstrategen"]
VERBS = ["stärker", "ser över", "följer upp", "fastställer", "förenklar", "samordnar", "utvecklar", "redovisar"]
ADJECTIVES = ["tydliga", "samlade", "dokumenterade", "beslutade", "kända", "enhetliga", "rimliga", "korta (<10 sidor)"]
NOUNS = ["rutiner", "mål", "riktlinjer", "kontroller", "ansvarsområden", "redovisningar", "underlag", "checklistor"]
PLACES = ["i hela förvaltningen", "på varje enhet", "hos utförarna", "i verksamhetsplanen", "i ledningssystemet"]
REASONS = [
    "så att ingen behöver gissa vad som gäller",
    "eftersom stickproven visade att uppgifterna ofta saknas",
    "vilket även medarbetarna har efterfrågat",
    "och gör det till en del av den interna kontrollen",
    "trots att resurserna är knappa",
    "för att frågan ”vem gör vad?” ska ha ett svar",
]

SETTINGS = f"""\
format: 1
municipality:
  name: Lindhaga kommun
boards:
  san:
    name: {BOARD}
contacts:
  chef: {{title: {OFFICERS["chef"]}}}
  strateg: {{title: {OFFICERS["strateg"]}}}
"""


def letter(number: int) -> Letter:
    """The letter of that number, always the same."""
    chance = Random(number)  # noqa: S311 - nothing is secret here
    day = date(2018, 1, 8) + timedelta(days=number % 2500)
    recommendations = [recommendation(item, chance) for item in range(1, RECOMMENDATIONS + 1)]
    return {
        "subject": f"Svar på granskningen av {chance.choice(NOUNS)} {chance.choice(PLACES)}",
        "case_number": f"SAN {day.year}/{number}",
        "board": BOARD,
        "date": date_long(day),
        "day": day.isoformat(),
        "summary": [{"text": paragraph(chance)} for _each in range(2)],
        "recommendations": recommendations,
        "measures": [measure(each["number"], order, day, chance) for each in recommendations for order in range(1, MEASURES + 1)],
        "signer": OFFICERS["chef"],
    }


def recommendation(number: int, chance: Random) -> Letter:
    """What the auditors said, and the reply."""
    return {
        "number": number,
        "text": f"Att nämnden {wish(chance)}",
        "paragraphs": [{"text": paragraph(chance)} for _each in range(PARAGRAPHS)],
        "points": [{"text": sentence(chance)} for _each in range(POINTS)],
    }


def measure(recommendation: int, order: int, day: date, chance: Random) -> Letter:
    """What will be done, who does it, and until when."""
    owner = chance.choice(sorted(OFFICERS))
    due = day + timedelta(days=chance.randrange(60, 400))
    return {
        "id": f"R{recommendation}-{order}",
        "recommendation": recommendation,
        "text": sentence(chance),
        "owner_key": owner,
        "owner": OFFICERS[owner],
        "due": date_long(due),
        "due_day": due.isoformat(),
    }


def paragraph(chance: Random) -> str:
    """Three sentences."""
    return " ".join(sentence(chance) for _each in range(3))


def sentence(chance: Random) -> str:
    """What somebody does, and why."""
    return f"{chance.choice(DOERS)} {wish(chance)} {chance.choice(REASONS)}."


def wish(chance: Random) -> str:
    """What somebody does or should do."""
    return f"{chance.choice(VERBS)} {chance.choice(ADJECTIVES)} {chance.choice(NOUNS)} {chance.choice(PLACES)}"


def date_long(day: date) -> str:
    """A day as documents write it."""
    return f"den {day.day} {MONTHS[day.month - 1]} {day.year}"


def name(number: int) -> str:
    """The id of the letter's audit and of the response."""
    return f"granskning-{number:05}"


def write_workspace(folder: Path, count: int) -> None:
    """The first letters as the files that a secretary keeps."""
    letters = {number: letter(number) for number in range(count)}
    audits = "".join("".join(audit_lines(number, said)) for number, said in letters.items())
    files = {"auditresp.yaml": SETTINGS, "recommendations.yaml": f"audits:\n{audits}"}
    files |= {f"responses/{name(number)}.yaml": "".join(response_lines(number, said)) for number, said in letters.items()}
    (folder / "responses").mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")


def audit_lines(number: int, said: Letter) -> Iterator[str]:
    """What the auditors said, as YAML."""
    yield f"  - id: {name(number)}\n    title: Granskning {number}\n    boards: [san]\n    recommendations:\n"
    for each in said["recommendations"]:
        yield f"      - id: R{each['number']}\n        text: {each['text']}\n"


def response_lines(number: int, said: Letter) -> Iterator[str]:
    """What the board answers, as YAML with texts in Markdown."""
    yield f"audit: {name(number)}\ndocuments: [svar]\nboards: [san]\nsubject: {said['subject']}\ncase_number: {said['case_number']}\n"
    yield f"date: {said['day']}\nsummary: |\n{indented(2, paragraphs_of(said['summary']))}"
    yield "replies:\n"
    for each in said["recommendations"]:
        points = "\n".join(f"1. {point['text']}" for point in each["points"])
        yield f"  R{each['number']}:\n    stance: agree\n    text: |\n"
        yield indented(6, f"{paragraphs_of(each['paragraphs'])}\n\n{points}")
        yield "    measures:\n"
        for promised in said["measures"]:
            if promised["recommendation"] == each["number"]:
                yield f"      - id: {promised['id']}\n        text: {promised['text']}\n        status: planned\n"
                yield f"        owner: {promised['owner_key']}\n        due: {promised['due_day']}\n"
    yield "signatures:\n  - title: Förvaltningschef\n"


def paragraphs_of(texts: list[Letter]) -> str:
    """Paragraphs of Markdown, each sentence on a line of its own."""
    return "\n\n".join(each["text"].replace(". ", ".\n").replace("<", "\\<") for each in texts)


def indented(indent: int, text: str) -> str:
    """Lines inside a YAML value."""
    return "".join(f"{' ' * indent}{line}\n" if line else "\n" for line in text.split("\n"))
