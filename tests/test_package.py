"""The package as others meet it: how it starts, what a wheel holds, and what the repository may not."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import auditresp
from tooling import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
HEAVY = {"docx", "docxtpl", "git", "jinja2", "lxml", "pydantic", "pyromark", "ruamel", "subprocess", "yaml"}


def python(*arguments: str, cwd: Path = ROOT, path: Path | None = None) -> str:
    """What this Python prints; with `path`, modules are looked for there first."""
    environment = os.environ | ({"PYTHONPATH": str(path)} if path else {})
    command = [sys.executable, "-X", "utf8", *arguments]
    run = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def tracked_files() -> list[Path]:
    """The repository's text files, as git knows them."""
    run = subprocess.run(["git", "-c", "safe.directory=*", "grep", "-Il", ""], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    if run.returncode != 0:
        pytest.skip("this is no git checkout")
    return [ROOT / name for name in run.stdout.splitlines()]


def test_help_and_version_are_there_at_once() -> None:
    started = "import sys; from auditresp.cli import main; main(sys.argv[1:], standalone_mode=False); print(*sys.modules)"

    for option in ("--help", "--version"):
        *_said, modules = python("-c", started, option).splitlines()
        assert HEAVY & set(modules.split()) == set()


def test_version_is_the_same_everywhere() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (?:\[)?(\d[^\s\]]*)", changelog, re.MULTILINE)

    assert python("-m", "auditresp", "--version") == f"auditresp, version {auditresp.__version__}\n"
    assert newest is not None
    assert newest[1] == auditresp.__version__


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]),
        ("requirements-dev.txt", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]),
    ],
)
def test_locked_requirements_are_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE))

    unmet = [need for need in map(Requirement, wanted) if not need.specifier.contains(locked.get(canonicalize_name(need.name), "0"))]

    assert unmet == [], "run `make lock`"


def test_nothing_in_the_repository_belongs_to_one_machine() -> None:
    of_a_machine = re.compile(r"/(?:home|root|Users|work)/\w|pythonhosted[.]org|pypi[.]org|registry[.]npmjs")

    found = [
        f"{file.relative_to(ROOT)}: {match[0]}"
        for file in tracked_files()
        for match in of_a_machine.finditer(file.read_text(encoding="utf-8"))
    ]

    assert found == []


def files(folder: Path, pattern: str = "*") -> dict[str, bytes]:
    """What the files in a folder hold, by their path in it."""
    found = (file for file in folder.rglob(pattern) if file.is_file() and "__pycache__" not in file.parts)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


def test_a_wheel_holds_all_that_the_program_and_a_new_workspace_need(tmp_path: Path) -> None:
    installed, workspace = tmp_path / "installed", tmp_path / "workspace"
    python("-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(ROOT))
    with ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(installed)

    python("-m", "auditresp", "init", str(workspace), cwd=tmp_path, path=installed)

    assert files(installed / "auditresp").items() >= files(ROOT / "src" / "auditresp").items()
    assert files(workspace / "templates") == files(ROOT / "templates", "*.docx") != {}


def test_the_map_of_the_house_names_every_room() -> None:
    named = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    package = ROOT / "src" / "auditresp"
    rooms = [path for path in (*package.iterdir(), *(package / "documents").iterdir()) if path.name[0] not in "_."]

    assert [
        path.name for path in rooms if f"`{path.name}/`" not in named and f"`{path.name}`" not in named and f"`{path.stem}`" not in named
    ] == []
