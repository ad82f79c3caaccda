"""The page that tells what changed, in a real browser."""

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditresp.pages.changes import changes_page
from registers import AUDIT, read
from test_changes import MOVED, RESPONSE
from test_cli_changes import comparison
from tooling import accessibility_faults

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NEW = (
    RESPONSE.replace("due: 2018-06-30", MOVED)
    .replace("Rutinen ses över.", "Rutinen styrs över & <nu>.")
    .replace("boards: [san]", "boards: [san]\n    decisions: [{board: san, date: 2018-04-25}]")
)


def test_removed_and_added_words_are_marked_and_can_be_heard() -> None:
    html = changes_page(comparison(NEW)).decode()

    assert re.findall(r'<p class="passage">.*</p>', html) == [
        '<p class="passage">Rutinen '
        '<del><span class="heard"> [borttaget: </span>ses<span class="heard">] </span></del>'
        '<ins><span class="heard"> [tillagt: </span>styrs<span class="heard">] </span></ins> över'
        '<ins><span class="heard"> [tillagt: </span> &amp; &lt;nu&gt;<span class="heard">] </span></ins>.</p>'
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_reader_is_kept_out(chromium: "Browser", tmp_path: Path, scheme: str) -> None:
    file = tmp_path / "changes.html"
    file.write_bytes(changes_page(comparison(NEW)))
    page = chromium.new_page(color_scheme="dark" if scheme == "dark" else "light", viewport={"width": 320, "height": 640})
    page.goto(file.as_uri())

    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.title() == "Vad har ändrats? – Sundby"


def test_what_could_not_be_read_is_said_first() -> None:
    faults = tuple(read(AUDIT, responses={"svar": "audit: ["}).problems)

    html = changes_page(replace(comparison(NEW), faults_in_new=faults)).decode()

    assert re.search(r'<h2 id="fel">Allt gick inte att läsa</h2>.*<li lang="en">responses/svar.yaml:2:1: error syntax', html, re.DOTALL)


def test_no_change_is_a_page_too() -> None:
    assert "<p>Ingenting har ändrats.</p>" in changes_page(comparison(RESPONSE)).decode()
