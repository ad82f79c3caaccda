"""pandoc with a reference document: the letter as Markdown, then one call for each document."""

import json
import re
import subprocess
import sys
from itertools import cycle
from pathlib import Path

from pandoc_program import pandoc
from timing import timed

folder, output, seconds = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
letters = cycle(json.loads((folder / "letters.json").read_text("utf-8")))


def fill() -> None:
    """Make a document of the next letter."""
    subprocess.run([*COMMAND, f"--output={output}"], input=markdown(next(letters)), text=True, encoding="utf-8", check=True)


def markdown(letter: dict) -> str:
    """The letter as pandoc reads it."""
    lines = [f"% {plain(letter['subject'])}", f"Diarienummer: {letter['case_number']}", f"Datum: {letter['date']}", letter["board"]]
    lines += ["# Sammanfattning", *(plain(each["text"]) for each in letter["summary"]), "# Svar på rekommendationerna"]
    for each in letter["recommendations"]:
        lines += [f"## Rekommendation {each['number']}", f"> {plain(each['text'])}"]
        lines += [plain(paragraph["text"]) for paragraph in each["paragraphs"]]
        lines.append("\n".join(f"1. {plain(point['text'])}" for point in each["points"]))
    rows = ["|Rekommendation|Åtgärd|Ansvarig|Klart senast|", "|-|---|--|--|"]
    rows += [f"|{each['recommendation']}|{plain(each['text'])}|{each['owner']}|{each['due']}|" for each in letter["measures"]]
    return "\n\n".join([*lines, "# Åtgärder", "\n".join(rows), letter["signer"]])


def plain(text: str) -> str:
    """Words in which no sign means anything."""
    return re.sub(r"([\\`*_{}\[\]<>#|$^~&@'\"])", r"\\\1", text)


COMMAND = [pandoc(), "--from=markdown-smart", "--to=docx", f"--reference-doc={folder / 'pandoc.docx'}"]
timed(fill, seconds)
