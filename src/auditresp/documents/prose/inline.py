"""The words inside one paragraph, with their formatting, as runs."""

from typing import Any

from auditresp.documents.word import characters, properties
from auditresp.documents.word.additions import Additions
from auditresp.documents.word.ooxml import OFFICE_RELATIONSHIPS
from auditresp.markdown.addresses import address

R = f'xmlns:r="{OFFICE_RELATIONSHIPS}"'
"""Not every part of a template declares it."""
BOLD, ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"


class Inline:
    """Runs as they are gathered from a paragraph's events."""

    def __init__(self, run: str, additions: Additions, part: str, *, strong: bool = True) -> None:
        """`run` is the `w:rPr` of plain words, or nothing. Without `strong`, bold is no different: the paragraph is bold itself."""
        self.run = run
        self.additions = additions
        self.part = part
        self.strong = strong
        self.said = ""
        self._written: list[str] = []
        self._words = ""
        self._bold = self._italic = 0
        self._link: tuple[int, str] | None = None

    def feed(self, name: str, detail: Any) -> None:
        """Take the next step in the paragraph."""
        match name:
            case "Words" | "Code":
                self.say(detail)
            case "Html":
                self.say(detail.replace("\n", " "))
            case "HardBreak":
                self.say("\n")
            case "StartLink":
                url = detail["dest_url"]
                self._begin_link(f"mailto:{url}" if detail["link_type"] == "Email" else url, detail["title"])
            case "EndLink":
                self._end_link()
            case "StartStrong" | "EndStrong":
                self._mark("Strong", +1 if name == "StartStrong" else -1)
            case "StartEmphasis" | "EndEmphasis":
                self._mark("Emphasis", +1 if name == "StartEmphasis" else -1)
            case _:
                pass

    def say(self, words: str) -> None:
        """Words as they are; `\\n` breaks the line."""
        self._words += words
        self.said += words

    def finish(self) -> str:
        """All runs."""
        self._words = self._words.rstrip(" \n")
        self._close_run()
        return "".join(self._written)

    def _mark(self, mark: str, change: int) -> None:
        self._close_run()
        if mark == "Emphasis":
            self._italic += change
        elif self.strong:
            self._bold += change

    def _begin_link(self, url: str, title: str) -> None:
        self._close_run()
        if target := address(url):
            shown = characters.attribute(title or url.removeprefix("mailto:"))
            rel_id = self.additions.link(self.part, target)
            self._link = len(self._written), f'<w:hyperlink {R} r:id="{rel_id}" w:tooltip="{shown}" w:history="1">'

    def _end_link(self) -> None:
        self._close_run()
        if self._link:
            start, head = self._link
            if words := "".join(self._written[start:]):
                self._written[start:] = [f"{head}{words}</w:hyperlink>"]
            self._link = None

    def _close_run(self) -> None:
        if self._words:
            self._written.append(characters.runs(self._words, self._look()))
            self._words = ""

    def _look(self) -> str:
        """The `w:rPr` of the words at hand."""
        return look(self.run, self.additions, bold=bool(self._bold), italic=bool(self._italic), linked=self._link is not None)


def look(run: str, additions: Additions, *, bold: bool, italic: bool, linked: bool = False) -> str:
    """The `w:rPr` of words, which are `run` where they are plain. A run has one character style, so what comes second is said directly."""
    styled = "<w:rStyle" in run
    elements: list[str] = []
    if linked:
        elements.append(f'<w:rStyle w:val="{additions.hyperlink()}"/>')
        styled = True
    for on, style, direct in ((bold, "Strong", BOLD), (italic, "Emphasis", ITALIC)):
        own = additions.stock.styles.named(style, "character") if on and not styled else None
        if own:
            elements.append(f'<w:rStyle w:val="{own.id}"/>')
            styled = True
        elif on:
            elements.append(direct)
    return properties.run(run, *elements) if elements else run
