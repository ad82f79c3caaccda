"""docxtpl as its manual shows it; `autoescape`, or else `&` and `<` are lost."""

import json
import sys
from itertools import cycle
from pathlib import Path

from docxtpl import DocxTemplate

from timing import timed

folder, output, seconds = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
letters = cycle(json.loads((folder / "letters.json").read_text("utf-8")))


def fill() -> None:
    """Fill the template with the next letter."""
    document = DocxTemplate(folder / "docxtpl.docx")
    document.render(next(letters), autoescape=True)
    document.save(output)


timed(fill, seconds)
