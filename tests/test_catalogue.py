"""The terminal in Swedish: every message is translated, and the program finds the translation."""

import os
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from catalogue import extracted, translated, updated, written
from docx_making import docx

ADVICE = "run `make catalogue`, then translate what is new in the .po file"


def messages(of: Catalog) -> dict[str, Message]:
    """The catalogue's messages by their English text (the singular's, where there are two)."""
    return {singular(message): message for message in of if message.id}


def singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return list(text) if isinstance(text, (list, tuple)) else [text or ""]


def is_done(message: Message) -> bool:
    return not message.fuzzy and all(forms(message.string))


def placeholders(text: str) -> set[str]:
    return {f"{name}!{conversion}:{spec}" for _text, name, spec, conversion in string.Formatter().parse(text) if name is not None}


def test_every_message_is_in_the_catalogue_and_nothing_else() -> None:
    assert sorted(messages(translated())) == sorted(messages(extracted())), ADVICE


def test_every_message_is_translated() -> None:
    assert [text for text, message in messages(translated()).items() if not is_done(message)] == [], ADVICE


def test_translations_keep_the_places_where_values_go() -> None:
    done = {text: message for text, message in messages(translated()).items() if is_done(message)}

    asked = {text: set.union(*map(placeholders, forms(message.id))) for text, message in done.items()}
    assert {text: set.union(*map(placeholders, forms(message.string))) for text, message in done.items()} == asked


def test_files_are_as_the_tool_writes_them() -> None:
    files = written(updated(translated(), extracted()))

    assert {file.name: file.read_bytes() for file in files} == {file.name: content for file, content in files.items()}, ADVICE


def spoken(*words: str, **chosen: str) -> "subprocess.CompletedProcess[str]":
    """What the program says in the language that the environment chooses."""
    others = {name: value for name, value in os.environ.items() if name != "LANGUAGE" and not name.startswith("LC_")}
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "auditresp", *words],
        env=others | chosen,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize("chosen", [{"AUDITRESP_LANG": "sv"}, {"AUDITRESP_LANG": "", "LANG": "sv_SE.UTF-8"}])
def test_the_whole_terminal_speaks_swedish_when_asked_to(chosen: dict[str, str]) -> None:
    assert spoken("--nonsense", **chosen).stderr == (
        "Användning: python -m auditresp [ALTERNATIV] KOMMANDO [ARGUMENT]...\n"
        "Hjälp ges av 'python -m auditresp --help'.\n"
        "\n"
        "Fel: Det finns inget alternativ '--nonsense'.\n"
    )


def test_the_systems_reason_is_said_in_swedish_too() -> None:
    said = spoken("accessibility", "borta.docx", AUDITRESP_LANG="sv").stderr

    assert said == "auditresp: borta.docx kan inte läsas: filen finns inte\n"


def test_a_kind_of_value_is_called_in_swedish_what_people_call_it(tmp_path: Path) -> None:
    (tmp_path / "mall.docx").write_bytes(docx("{{ audit.titel }}"))

    said = spoken("-C", str(tmp_path), "template", "check", "mall.docx", AUDITRESP_LANG="sv").stdout

    assert re.findall("unknown-name: (.*)", said) == ["'titel' är inget fält i en granskning; menade du 'title'?"]
