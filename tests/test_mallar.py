"""docs/mallar.md says what the model says, and shows and names only what there is."""

import re

import make_mallar
from auditresp.cli.templates import COMMANDS
from make_mallar import PAGE
from tooling import ROOT

WORDS = PAGE.read_text(encoding="utf-8")


def test_the_page_is_what_the_model_and_its_words_make() -> None:
    assert make_mallar.text() == WORDS, "run `python tools/make_mallar.py`"


def test_every_picture_is_there_described_and_small() -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", WORDS)

    assert [name for _words, name in pictures] == ["images/mall-brev.png", "images/mall-mall.png", "images/mall-handling.png"]
    assert [name for words, name in pictures if not words or (PAGE.parent / name).stat().st_size > 100_000] == []


def test_every_code_it_names_is_explained() -> None:
    [table] = re.findall(r"## Vanliga fel\n(.*?)\n## ", WORDS, re.DOTALL)
    codes = set(re.findall(r"\| `([a-z-]+)` \|", table))
    explained = set(re.findall(r"^### (\S+)$", (ROOT / "docs/template-checks.md").read_text(encoding="utf-8"), re.MULTILINE))

    assert len(codes) > 5
    assert codes - explained == set()


def test_every_command_for_templates_is_mentioned() -> None:
    assert {name for name in COMMANDS if f"auditresp template {name}" not in WORDS} == set()
