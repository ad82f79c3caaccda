"""What a command loads before it does anything: nothing that it does not use, as loading is most of the time it takes."""

import subprocess
import sys
from pathlib import Path

import pytest

from repositories import commit, repository
from workspaces import RESPONSE, workspace

STARTED = """
import sys, click
click_itself = set(sys.modules)
from auditresp import keeping
keeping.program = lambda: b"this one"  # as nothing is kept while somebody is changing the program
from auditresp.cli import main
{}
print("loaded:", *sys.modules.keys() - click_itself)
"""
RUNNING = "main(sys.argv[1:], standalone_mode=False)"
COMPLETING = """
from click.shell_completion import BashComplete
*before, begun = sys.argv[1:]
offered = BashComplete(main, dict(), "auditresp", "").get_completions(list(filter(None, before)), begun)
print(*(each.value for each in offered))
"""
FORMATS = {"yaml", "ruamel", "lxml", "zipfile", "json", "csv", "sqlite3", "email", "difflib", "holidays"}
SLOW = {"concurrent.futures", "multiprocessing", "asyncio", "logging", "textwrap", "calendar", "glob", "shlex", "pprint"}
COMPILERS = {"auditresp.documents.template.compiling", "auditresp.documents.proofing", "auditresp.store.parsing", "auditresp.checks"}
TABLE = {"auditresp.cli", "auditresp.cli.lazy", "auditresp.keeping", "auditresp.language", "auditresp.problems", "auditresp.value"}
LITTLE = {"subprocess", "shutil", "tempfile", "pickle", "dataclasses", "html", "jinja2", "pyromark"}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in git, which was checked and built before."""
    monkeypatch.setenv("AUDITRESP_CACHE", str(tmp_path / "cache"))
    root = workspace(repository(tmp_path / "workspace"), avtal=RESPONSE)
    commit(root, {})
    for command in (["check"], ["build", "avtal"]):
        loaded(root, *command)
    return root


def started(script: str, root: Path, *words: str) -> tuple[str, set[str]]:
    """What a new Python says, and the modules that it loads besides click's."""
    command = [sys.executable, "-c", STARTED.format(script), *words]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    said, _loaded, modules = run.stdout.rpartition("loaded:")
    return said, set(modules.split())


def loaded(root: Path, *words: str) -> set[str]:
    """The modules that a command loads."""
    return started(RUNNING, root, *words)[1]


def within(room: str, modules: set[str]) -> set[str]:
    """Those of the modules that lie in a room of the house."""
    return {module for module in modules if module.startswith(f"auditresp.{room}")}


def test_help_loads_the_table_of_commands_alone(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "--help")

    assert modules & (FORMATS | SLOW | LITTLE) == {"textwrap", "shutil"}, "click breaks lines with them"
    assert within("", modules) == TABLE


@pytest.mark.parametrize(
    ("before", "begun", "offered"), [("", "", "accessibility build"), ("", "ch", "check"), ("template", "", "check fields")]
)
def test_the_shell_completes_commands_from_their_table(tmp_path: Path, before: str, begun: str, offered: str) -> None:
    said, modules = started(COMPLETING, tmp_path, before, begun)

    assert said.startswith(offered)
    assert "--help" not in said
    assert within("", modules) - {"auditresp.cli.templates"} == TABLE


@pytest.mark.parametrize("command", ["build", "calendar", "check", "decide", "measure", "remind", "send", "verify"])
def test_the_shell_completes_options_without_what_the_command_works_with(tmp_path: Path, command: str) -> None:
    said, modules = started(COMPLETING, tmp_path, command, "--")

    assert "--help" in said
    assert modules & {"yaml", "jinja2", "icalendar", "smtplib"} == set()


def test_a_check_of_what_was_checked_loads_nothing_that_understands_it(root: Path) -> None:
    modules = loaded(root, "check")

    assert modules & (FORMATS | SLOW | LITTLE | COMPILERS) == set()
    assert within("documents", modules) | within("deadlines", modules) | within("store.versions", modules) == set()


def test_a_document_from_a_known_template_is_built_without_what_reads_files_and_compiles(root: Path) -> None:
    modules = loaded(root, "build", "avtal", "--force")

    assert "auditresp.documents.template.filling" in modules
    assert modules & (FORMATS | SLOW | COMPILERS | {"jinja2"}) == {"json", "pprint"} & modules
    assert modules.isdisjoint({"auditresp.store.usual", "auditresp.documents.prose.writer"})
    assert within("documents.word", modules).isdisjoint({"auditresp.documents.word.package", "auditresp.documents.word.images"})
    assert (
        within("documents.production", modules) | within("reminders", modules) | within("changes", modules) | within("pages", modules)
        == set()
    )


def test_where_nothing_has_changed_nothing_is_loaded_that_fills_a_document(root: Path) -> None:
    modules = loaded(root, "build")

    assert modules & (FORMATS | SLOW | COMPILERS | LITTLE - {"subprocess"}) == set()
    assert within("documents", modules) == {f"auditresp.documents{name}" for name in ("", ".orders", ".staleness")}
