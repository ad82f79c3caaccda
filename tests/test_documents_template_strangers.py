"""Templates that others have made for their own work, in Word and LibreOffice: what docxtpl makes of them, and what we do.

Nobody here has their data, so every name stands for a text that says which it is: `users[0].name.full()`.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import jinja2
import pytest
from docxtpl import DocxTemplate
from lxml import etree

from auditresp.documents.proofing import template_problems, what_it_sees
from auditresp.documents.template.compiling import compile_template
from auditresp.documents.template.core import Properties
from auditresp.documents.template.environment import ENVIRONMENT
from paragraphs import tag
from tooling import ValidateDocx

FOLDER = Path(__file__).with_name("strangers")
FILES = sorted(FOLDER.glob("*.docx"))
LOSES_WORDS = "affidavit-next-steps.docx"
"""A mistake that its maker has not seen, nor docxtpl said."""
ONLY_HERE = {"next-steps-letter.docx": ["qr_code()"]}
"""What docxtpl loses without a word: it takes what `{{p }}` prints for Word's XML."""
NAME = re.compile(r"\b[^\W\d]\w*")
PARTS = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")


class Anything(str):
    """A text with any field and method, which says what it is."""

    __slots__ = ()

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("_") or name in ("replace", "splitlines", "translate", "unsafe_callable", "alters_data"):
            return super().__getattribute__(name)
        return Anything(f"{str.__str__(self)}.{name}")

    def __call__(self, *values: object, **named: object) -> "Anything":
        return Anything(f"{str.__str__(self)}()")

    def __getitem__(self, key: Any) -> "Anything":
        return Anything(f"{str.__str__(self)}.{key}")

    def __iter__(self) -> Iterator["Anything"]:
        return iter([self[0], self[1]])

    def __lt__(self, other: object) -> bool:
        return False

    __gt__ = __le__ = __ge__ = __lt__


def unchanged(value: object, *arguments: object, **named: object) -> object:
    return value


def text_of(data: bytes) -> str:
    """All words of a file, its tags among them."""
    with ZipFile(BytesIO(data)) as package:
        return " ".join(re.sub("<[^>]*>", "", package.read(name).decode()) for name in package.namelist() if PARTS.fullmatch(name))


def lines(document: bytes) -> list[str]:
    """What a document says, paragraph by paragraph."""
    said = []
    with ZipFile(BytesIO(document)) as package:
        for name in sorted(filter(PARTS.fullmatch, package.namelist())):
            for paragraph in etree.fromstring(package.read(name)).iter(tag("p")):
                words = (each.text if each.tag == tag("t") else " " for each in paragraph.iter(tag("t"), tag("tab"), tag("br")))
                said.append(" ".join("".join(word or "" for word in words).split()))
    return list(filter(None, said))


@pytest.fixture
def their_filters(monkeypatch: pytest.MonkeyPatch) -> jinja2.Environment:
    """Filters that only they have, here and for docxtpl."""
    theirs = jinja2.Environment(autoescape=True, extensions=["jinja2.ext.do"])
    for file in FILES:
        for name in re.findall(r"\|\s*(\w+)", text_of(file.read_bytes())):
            for filters in (theirs.filters, ENVIRONMENT.filters):
                if name not in filters:
                    monkeypatch.setitem(filters, name, unchanged)
    return theirs


def values(data: bytes) -> dict[str, Anything]:
    return {name: Anything(name) for name in NAME.findall(text_of(data)) if name not in ("loop", "range", "true", "false", "none")}


def ours(file: Path) -> bytes:
    data = file.read_bytes()
    return compile_template(data, file.name).fill(values(data), Properties())


def docxtpls(file: Path, environment: jinja2.Environment) -> bytes:
    template, written = DocxTemplate(file), BytesIO()
    template.render(values(file.read_bytes()), jinja_env=environment, autoescape=True)
    template.save(written)
    return written.getvalue()


@pytest.mark.parametrize("file", [file for file in FILES if file.name != LOSES_WORDS], ids=lambda file: file.stem)
def test_the_same_words_come_out_as_docxtpl_gives(file: Path, their_filters: jinja2.Environment) -> None:
    here, there = lines(ours(file)), lines(docxtpls(file, their_filters))

    assert [line for line in here if line not in ONLY_HERE.get(file.name, [])] == there
    assert [line for line in here if line in ONLY_HERE.get(file.name, [])] == ONLY_HERE.get(file.name, [])


def test_every_document_is_as_word_has_it(their_filters: jinja2.Environment, tmp_path: Path, validate_docx: ValidateDocx) -> None:
    for file in FILES:
        if file.name != LOSES_WORDS:
            (tmp_path / file.name).write_bytes(ours(file))

    assert validate_docx(*sorted(tmp_path.iterdir())) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_only_what_is_wrong_is_said_of_their_tags(file: Path, their_filters: jinja2.Environment) -> None:
    data = file.read_bytes()
    said = [str(each) for each in template_problems(data, file.name, what_it_sees(data, file.name))]
    about_tags = [line for line in said if re.search("error (?!unknown-name)", line)]

    assert about_tags == (
        [
            "affidavit-next-steps.docx: body, under the heading “To file your [answer/motion] right away”, paragraph 15: "
            "«►{%p if defined('trial_court.address.address') %}◄ The address of you…»: error lost-words: "
            "“The address of your court, if you need it, is: .” stands in the same paragraph as "
            "{%p if defined('trial_court.address.address') %} and would be lost; put the tag in a paragraph of its own"
        ]
        if file.name == LOSES_WORDS
        else []
    )
