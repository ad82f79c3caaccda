"""Whatever somebody does to the files, what comes back is a register and sentences."""

import random

import pytest

from auditresp.store.loading import load
from auditresp.store.sources import InMemory
from registers import AUDIT, SETTINGS, text

RESPONSE = """
audit: a1
documents: [svar]
boards: [san]
subject: "Svar på granskning"
replies:
  R1:
    stance: partly
    text: |
      Nämnden följer upp.
    measures:
      - {id: m1, text: Ny rutin, status: done, done: 2018-06-12}
follow_ups:
  - id: f1
    text: Rapport
    due: 2018-10
"""
FILES = {"auditresp.yaml": SETTINGS, "recommendations.yaml": AUDIT, "responses/r.yaml": RESPONSE}
ACCIDENTS = [
    "- ",
    ": ",
    "\t",
    "[",
    "]",
    "{",
    "}",
    "'",
    '"',
    "&a ",
    "*a ",
    "!x ",
    "|",
    ">",
    "\n",
    "  ",
    "å",
    "\0",
    "#",
    "%",
    "? ",
    "---\n",
    "\r",
]


@pytest.mark.parametrize("seed", range(300))
def test_an_accident_with_a_file_is_no_accident_of_the_program(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    files = {name: text(written).encode() for name, written in FILES.items()}
    name = chance.choice(list(files))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(files[name]))
        accident = chance.choice(ACCIDENTS).encode(chance.choice(["utf-8", "cp1252"]))
        files[name] = files[name][:at] + accident + files[name][at + chance.randint(0, 20) :]

    register = load(InMemory(files))

    assert all(problem.place.file == name and problem.message for problem in register.problems)
