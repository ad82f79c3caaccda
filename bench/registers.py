"""Registers of any size, as a service centre for many municipalities would have them: always the same for the same size.

python bench/registers.py 10000 FOLDER writes one of 10,000 recommendations with replies.
"""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

AN_AUDIT = 10
"""So many recommendations has an audit; each audit has one response."""

SETTINGS = """\
format: 1
municipality:
  name: Lindhaga kommun
  email: kommun@lindhaga.example
boards:
{boards}
contacts:
{contacts}
mail:
  server: smtp://127.0.0.1:1025
  sender: namndsekretariatet@lindhaga.example
"""

BOARDS = {
    "ks": "Kommunstyrelsen",
    "san": "Social- och arbetsmarknadsnämnden",
    "bun": "Barn- och utbildningsnämnden",
    "kfn": "Kultur- och fritidsnämnden",
    "mbn": "Miljö- och byggnadsnämnden",
    "tn": "Tekniska nämnden",
    "von": "Vård- och omsorgsnämnden",
    "vn": "Valnämnden",
    "ofn": "Överförmyndarnämnden",
    "gvn": "Gymnasie- och vuxenutbildningsnämnden",
}
SUBJECTS = ["inköpen", "avtalen", "hemtjänsten", "skolskjutsarna", "bygglovet", "vägarna", "vattnet", "arkiven", "utskicken", "lokalerna"]
ADJECTIVES = ["tydliga", "samlade", "dokumenterade", "beslutade", "uppföljda", "kända", "enhetliga", "rimliga"]
NOUNS = ["rutiner", "mål", "riktlinjer", "kontroller", "ansvarsområden", "redovisningar", "underlag", "checklistor"]
VERBS = ["stärker", "ser över", "följer upp", "fastställer", "förenklar", "samordnar", "utvecklar", "redovisar"]
PLACES = ["i hela förvaltningen", "på varje enhet", "hos utförarna", "i nämndens verksamhetsplan", "i ledningssystemet"]
WHYS = [
    "så att ingen behöver gissa vad som gäller",
    "eftersom stickproven visade att uppgifterna ofta saknas",
    "vilket även medarbetarna har efterfrågat",
    "och gör det till en del av den interna kontrollen",
    "trots att resurserna är knappa",
    'för att frågan "vem gör vad?" ska ha ett svar',
]
STANCES = ["agree", "agree", "agree", "partly", "disagree"]


def register(recommendations: int) -> dict[str, str]:
    """The files of a register, by their names."""
    chance = Random(recommendations)  # noqa: S311 - nothing is secret here
    audits = range(recommendations // AN_AUDIT)
    files = {"auditresp.yaml": settings()}
    files["recommendations.yaml"] = "audits:\n" + "".join(line for number in audits for line in audit(number, chance))
    return files | {f"responses/{name(number)}.yaml": "".join(response(number, chance)) for number in audits}


def settings() -> str:
    """A centre's settings."""
    boards = "\n".join(f"  {key}:\n    name: {board}\n    email: {key}@lindhaga.example" for key, board in BOARDS.items())
    contacts = "\n".join(f"  chef-{key}:\n    title: Förvaltningschef\n    email: chef.{key}@lindhaga.example" for key in BOARDS)
    return SETTINGS.format(boards=boards, contacts=contacts)


def audit(number: int, chance: Random) -> Iterator[str]:
    """The lines of an audit."""
    day = date(2018, 1, 8) + timedelta(days=number % 2500)
    yield f"  - id: {name(number)}\n"
    yield f"    title: Granskning av {chance.choice(SUBJECTS)} {chance.choice(PLACES)}\n"
    yield "    auditors:\n      elected: de förtroendevalda revisorerna i Lindhaga kommun\n      firm: Revisionsbyrån Nord AB\n"
    yield f"    report: {{number: {number}/{day.year}, date: {day}, title: Arbetet med {chance.choice(SUBJECTS)}}}\n"
    yield f"    cover_letter:\n      date: {day + timedelta(days=7)}\n      case_number: REV {day.year}/{number}\n"
    yield f"    boards: [{board_of(number)}]\n"
    yield f"    reply_due: {day + timedelta(days=120)}\n"
    yield f"    assessment: |\n{paragraphs(2, 6, chance)}"
    yield "    recommendations:\n"
    for item in range(AN_AUDIT):
        yield f"      - id: R{item + 1}\n"
        yield f"        text: Att nämnden {wish(chance)}\n"
        if item % 3 == 0:
            yield f"        verdicts:\n          - date: {day + timedelta(days=400)}\n            value: partly_addressed\n"
            yield f"            text: |\n{paragraphs(1, 14, chance)}"


def response(number: int, chance: Random) -> Iterator[str]:
    """The lines of the response to an audit."""
    day = date(2018, 1, 8) + timedelta(days=number % 2500 + 60)
    board = board_of(number)
    yield f"audit: {name(number)}\ndocuments: [svar]\nboards: [{board}]\n"
    yield f"subject: Svar på granskningen av {chance.choice(SUBJECTS)}\ncase_number: {board.upper()} {day.year}/{number:04}\n"
    yield f"date: {day}\nmeeting: {day + timedelta(days=21)}\naddressees:\n  - Revisorerna\n  - Kommunfullmäktige\n"
    yield f"case_officers:\n  - title: Nämndsekreterare\n    phone: 0999-100 20\n    email: {board}@lindhaga.example\n"
    yield f"decision_basis:\n  - text: Revisionsrapporten\n    date: {day - timedelta(days=60)}\n"
    yield f"summary: |\n{paragraphs(2, 2, chance)}background: |\n{paragraphs(2, 2, chance)}"
    yield "proposed_decisions:\n  - text: Nämnden lämnar förvaltningens skrivelse till revisorerna som sitt svar.\n"
    yield "replies:\n"
    for item in range(AN_AUDIT):
        yield f"  R{item + 1}:\n    stance: {chance.choice(STANCES)}\n    text: |\n"
        yield f"{paragraphs(2, 6, chance)}\n      - {sentence(chance)}\n      - **{sentence(chance)}**\n"
        yield "    measures:\n"
        for measure in range(2):
            yield from promise(f"r{item + 1}-{measure + 1}", board, day + timedelta(days=30 * measure + 40), chance)
    yield f"follow_ups:\n  - id: rapport\n    text: Hur långt arbetet har kommit\n    due: {day.year + 1}-Q2\n    reporter: chef-{board}\n"
    yield "signatures:\n  - title: Förvaltningschef\ndistribution: [Revisorerna, Kommunfullmäktige]\n"


def promise(measure: str, board: str, due: date, chance: Random) -> Iterator[str]:
    """The lines of a measure."""
    yield f"      - id: {measure}\n        text: {sentence(chance)}\n        owner: chef-{board}\n        due: {due:%Y-%m}\n"
    if chance.random() < 0.5:
        yield f"        status: done\n        done: {due}\n        evidence:\n          - text: Beslutad {chance.choice(NOUNS)}\n"
        yield f"            case_number: {board.upper()} {due.year}/{chance.randrange(9999)}\n"
    else:
        yield f"        status: {chance.choice(['planned', 'ongoing'])}\n"


def name(number: int) -> str:
    """The id of an audit, and of the response to it."""
    return f"{2018 + number % 8}-granskning-{number:05}"


def board_of(number: int) -> str:
    """The board that answers an audit."""
    return list(BOARDS)[number % len(BOARDS)]


def paragraphs(count: int, indent: int, chance: Random) -> str:
    """Running text of so many paragraphs, each sentence on a line of its own."""
    written = ("".join(f"{' ' * indent}{sentence(chance)}\n" for _line in range(3)) for _paragraph in range(count))
    return "\n".join(written)


def wish(chance: Random) -> str:
    """What somebody does or should do."""
    return f"{chance.choice(VERBS)} {chance.choice(ADJECTIVES)} {chance.choice(NOUNS)} {chance.choice(PLACES)}"


def sentence(chance: Random) -> str:
    """A sentence of a reply."""
    return f"Förvaltningen {wish(chance)} {chance.choice(WHYS)}."


def write(folder: Path, recommendations: int) -> int:
    """Write a register into a folder; the answer is how many bytes it has."""
    files = {file: text.encode() for file, text in register(recommendations).items()}
    (folder / "responses").mkdir(parents=True, exist_ok=True)
    for file, data in files.items():
        (folder / file).write_bytes(data)
    return sum(map(len, files.values()))


if __name__ == "__main__":
    print(write(Path(sys.argv[2]), int(sys.argv[1])), "bytes")
