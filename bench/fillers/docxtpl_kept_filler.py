"""docxtpl by somebody who remembers the template: its bytes, its healed XML and what jinja2 compiled."""

import json
import sys
from functools import lru_cache
from io import BytesIO
from itertools import cycle
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import Environment

from timing import timed


class KeptTemplate(DocxTemplate):
    """Heals each part's XML once."""

    @staticmethod
    @lru_cache
    def _healed(xml: str) -> str:
        return DocxTemplate(BytesIO()).patch_xml(xml)

    def patch_xml(self, src_xml: str) -> str:
        """The XML that jinja2 reads."""
        return self._healed(src_xml)


class KeptEnvironment(Environment):
    """Compiles each part once."""

    from_string = lru_cache(Environment.from_string)


folder, output, seconds = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
letters = cycle(json.loads((folder / "letters.json").read_text("utf-8")))
template = (folder / "docxtpl.docx").read_bytes()
environment = KeptEnvironment(autoescape=True)


def fill() -> None:
    """Fill the template with the next letter."""
    document = KeptTemplate(BytesIO(template))
    document.render(next(letters), environment)
    document.save(output)


timed(fill, seconds)
