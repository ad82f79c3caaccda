"""One mistake planted in a template that is in order: each is found where it stands, and nothing else is said.

`template_mistakes/letter.txt` is the template. Every other file there changes it as a diff does (lines with `-` go, lines with `+`
come in their place), and below the line says what `auditresp template check` then says.
"""

import re
from pathlib import Path

import pytest

from template_texts import said, template

FOLDER = Path(__file__).with_name("template_mistakes")
LETTER = (FOLDER / "letter.txt").read_text("utf-8")
MISTAKES = sorted(path.stem for path in FOLDER.glob("*.txt") if path.stem != "letter")
CHANGE = re.compile(r"((?:^- .*\n)+)((?:^\+ .*\n)*)", re.MULTILINE)


def changed(letter: str, diff: str) -> str:
    letter = f"\n{letter}"
    for before, after in CHANGE.findall(diff):
        old, new = (re.sub("^[-+] ", "", lines, flags=re.MULTILINE) for lines in (before, after))
        assert letter.count(f"\n{old}") == 1, f"{old!r} stands {letter.count(old)} times in the letter"
        letter = letter.replace(f"\n{old}", f"\n{new}")
    return letter


def test_the_letter_is_in_order() -> None:
    assert said(template(LETTER)) == []


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found_where_it_stands(name: str) -> None:
    diff, expected = (FOLDER / f"{name}.txt").read_text("utf-8").split("===\n")

    assert said(template(changed(LETTER, diff))) == expected.splitlines()


def test_there_are_thirty_at_least() -> None:
    assert len(MISTAKES) >= 30
