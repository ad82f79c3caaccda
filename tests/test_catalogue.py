"""The terminal in Swedish: every message is translated, and the program finds the translation."""

import os
import string
import subprocess
import sys

import pytest
from babel.messages.catalog import Catalog, Message

from catalogue import extracted, translated, updated, written

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


@pytest.mark.parametrize("chosen", [{"AUDITRESP_LANG": "sv"}, {"AUDITRESP_LANG": "", "LANG": "sv_SE.UTF-8"}])
def test_the_whole_terminal_speaks_swedish_when_asked_to(chosen: dict[str, str]) -> None:
    others = {name: value for name, value in os.environ.items() if name != "LANGUAGE" and not name.startswith("LC_")}

    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "auditresp", "--nonsense"],
        env=others | chosen,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )

    assert run.stderr == (
        "Användning: python -m auditresp [ALTERNATIV] KOMMANDO [ARGUMENT]...\n"
        "Hjälp ges av 'python -m auditresp --help'.\n"
        "\n"
        "Fel: Det finns inget alternativ '--nonsense'.\n"
    )
