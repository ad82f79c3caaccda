"""The recipes of docs/recipes: as the forges read them, and their steps run for real against a forge that is only an address here."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from registers import text
from repositories import commit, git, repository
from tooling import ROOT, tool
from workspaces import RESPONSE, workspace

RECIPES = ROOT / "docs" / "recipes"
GITHUB, FORGEJO = (RECIPES / forge / "granskning.yml" for forge in ("github", "forgejo"))
PARTLY = text(RESPONSE).replace("R1: {stance: agree", "R1: {stance: partly")
BROKEN = text(RESPONSE).replace("R1: {stance: agree", "R1: {stanse: partly")


@pytest.mark.parametrize(
    ("schema", "recipe"),
    [("gitlab-ci", RECIPES / "gitlab" / ".gitlab-ci.yml"), ("github-workflows", GITHUB), ("github-workflows", FORGEJO)],
    ids=["gitlab", "github", "forgejo"],
)
def test_a_recipe_is_what_the_forge_reads(schema: str, recipe: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(recipe)]
    assert subprocess.run(command, capture_output=True, text=True).stdout == "ok -- validation done\n"


class Forge:
    """What a forge does with comments: keeps them, tells them, and changes one. Its addresses are those of GitLab and of GitHub."""

    def __init__(self) -> None:
        self.comments: list[dict[str, Any]] = [{"id": 3, "body": "En kommentar av någon annan"}]
        self.asked: list[str] = []
        self.tokens: set[str | None] = set()
        forge = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                forge.asked.append(f"{self.command} {urlsplit(self.path).path}")
                forge.tokens.add(self.headers.get("PRIVATE-TOKEN") or self.headers.get("Authorization"))
                data = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                is_json = self.headers.get("Content-Type") == "application/json"
                said = json.dumps(forge.told(self.command, data and (json.loads(data)["body"] if is_json else parse_qs(data)["body"][0])))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(said.encode())

            do_GET = do_POST = do_PUT = do_PATCH = answer  # noqa: N815 - the library's names

            def log_message(self, *_said: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/api"

    def told(self, command: str, body: str) -> object:
        match command:
            case "POST":
                self.comments.append({"id": 7, "body": body})
            case "PUT" | "PATCH":
                self.comments[-1]["body"] = body
            case _:
                return self.comments
        return self.comments[-1]


@pytest.fixture
def forge() -> Iterator[Forge]:
    forge = Forge()
    threading.Thread(target=forge.server.serve_forever, daemon=True).start()
    yield forge
    forge.server.shutdown()
    forge.server.server_close()


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """A clone in which a branch has changed a stance."""
    root = workspace(repository(tmp_path / "svar"))
    commit(root, {".gitignore": "build/\n"}, "Första")
    git(root, "switch", "--quiet", "--create", "gren")
    commit(root, {"responses/avtal.yaml": PARTLY}, "Delvis")
    return root


def run(script: str, root: Path, tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a step as the forges' runners do; what it would install is here already."""
    tool("curl")
    programs = tmp_path / "programs"
    programs.mkdir(exist_ok=True)
    for name in ("pip", "apt-get"):
        (programs / name).write_text("#!/bin/sh\n")
        (programs / name).chmod(0o755)
    path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "AUDITRESP_LANG": "sv", "no_proxy": "*", **variables}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8")


def gitlab_job(name: str) -> str:
    recipe = yaml.safe_load((RECIPES / "gitlab" / ".gitlab-ci.yml").read_text("utf-8"))
    return "\n".join([*recipe["default"]["before_script"], *recipe[name]["script"]])


def gitlab_variables(root: Path, forge: Forge) -> dict[str, str]:
    return {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(root, "rev-parse", "main"),
        "CI_API_V4_URL": forge.address,
        "CI_PROJECT_ID": "12",
        "CI_MERGE_REQUEST_IID": "5",
        "AUDITRESP_TOKEN": "hemlig",
    }


def test_gitlab_comments_once_and_then_changes_its_comment(branch: Path, forge: Forge, tmp_path: Path) -> None:
    variables = gitlab_variables(branch, forge)
    first = run(gitlab_job("andringar"), branch, tmp_path, **variables)
    second = run(gitlab_job("andringar"), branch, tmp_path, **variables)

    notes = "/api/projects/12/merge_requests/5/notes"
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert forge.asked == [f"GET {notes}", f"POST {notes}", f"GET {notes}", f"PUT {notes}/7"]
    assert forge.tokens == {"hemlig"}
    assert "har ändrats från ”instämmer” till ”instämmer delvis”" in forge.comments[-1]["body"]
    assert forge.comments[-1]["body"].endswith("\n<!-- auditresp -->\n")
    assert sorted(path.relative_to(branch).as_posix() for path in (branch / "andringar").rglob("*.*")) == [
        "andringar/andringar.html",
        "andringar/avtal/svar.docx",
    ]


def test_gitlab_without_a_token_only_keeps_the_files(branch: Path, forge: Forge, tmp_path: Path) -> None:
    done = run(gitlab_job("andringar"), branch, tmp_path, **gitlab_variables(branch, forge) | {"AUDITRESP_TOKEN": ""})

    assert (done.returncode, forge.asked) == (0, [])
    assert (branch / "andringar" / "andringar.html").is_file()


def test_gitlab_checks_and_reports(branch: Path, tmp_path: Path) -> None:
    fine = run(gitlab_job("kontroll"), branch, tmp_path)
    commit(branch, {"responses/avtal.yaml": BROKEN})
    wrong = run(gitlab_job("kontroll"), branch, tmp_path)

    assert (fine.returncode, wrong.returncode) == (0, 1)
    assert [each["check_name"] for each in json.loads((branch / "kontroll.json").read_text("utf-8"))] == ["unknown-key"]
    assert "responses/avtal.yaml:5:8: fel unknown-key" in wrong.stdout


def steps(recipe: Path) -> dict[str, tuple[str, Mapping[str, str]]]:
    """The steps of a workflow that run something: the script and its variables, by their names."""
    (job,) = yaml.safe_load(recipe.read_text("utf-8"))["jobs"].values()
    return {step["name"]: (step["run"], step.get("env", {})) for step in job["steps"] if "run" in step}


def values(variables: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """A step's variables, with what the forge puts in."""
    return {name: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: known[found[1]], value) for name, value in variables.items()}


def test_forgejo_does_what_github_does() -> None:
    assert {name: step for name, step in steps(FORGEJO).items() if name != "Installera"} == {
        name: step for name, step in steps(GITHUB).items() if name != "Installera"
    }


def test_github_comments_once_and_then_changes_its_comment(branch: Path, forge: Forge, tmp_path: Path) -> None:
    known = {
        "github.event.pull_request.base.sha": git(branch, "rev-parse", "main"),
        "github.event.pull_request.number": "5",
        "github.token": "hemlig",
    }
    outside = {"GITHUB_API_URL": forge.address, "GITHUB_REPOSITORY": "kommunen/svar"}
    for name in ("Ändringar", "Kommentera", "Ändringar", "Kommentera"):
        script, variables = steps(GITHUB)[name]
        done = run(script, branch, tmp_path, **outside, **values(variables, known))
        assert done.returncode == 0, done.stderr

    issues = "/api/repos/kommunen/svar/issues"
    assert forge.asked == [
        f"GET {issues}/5/comments",
        f"POST {issues}/5/comments",
        f"GET {issues}/5/comments",
        f"PATCH {issues}/comments/7",
    ]
    assert forge.tokens == {"Bearer hemlig"}
    assert "har ändrats från ”instämmer” till ”instämmer delvis”" in forge.comments[-1]["body"]
    assert (branch / "andringar" / "avtal" / "svar.docx").is_file()


def test_github_shows_what_is_wrong_beside_its_line(branch: Path, tmp_path: Path) -> None:
    commit(branch, {"responses/avtal.yaml": BROKEN})

    done = run(steps(GITHUB)["Kontrollera"][0], branch, tmp_path)

    assert done.returncode == 1
    assert done.stdout.startswith("::error file=responses/avtal.yaml,line=5,col=8,title=unknown-key::")


def test_a_comment_is_no_longer_than_a_forge_takes(branch: Path, forge: Forge, tmp_path: Path) -> None:
    many = "".join(f"  - heading: Rubrik {number}\n    text: {'Ord ' * 20}\n" for number in range(700))
    commit(branch, {"responses/avtal.yaml": f"{PARTLY}sections:\n{many}"})
    script, variables = steps(GITHUB)["Ändringar"]
    script = "\n".join(line for line in script.splitlines() if "docx" not in line)  # takes long, and is no part of this

    run(script, branch, tmp_path, **values(variables, {"github.event.pull_request.base.sha": git(branch, "rev-parse", "main")}))

    assert (branch / "kommentar.md").stat().st_size < 60_000


@pytest.fixture
def shared(tmp_path: Path, branch: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bare repository in a shared folder, with the recipe's hooks; `branch` is a colleague's clone that pushes to it."""
    bare = tmp_path / "delat" / "svar.git"
    git(tmp_path, "init", "--quiet", "--bare", "--shared=group", "--initial-branch=main", str(bare))
    for hook in ("pre-receive", "post-receive"):
        shutil.copy(RECIPES / "delad-mapp" / hook, bare / "hooks" / hook)
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    monkeypatch.setenv("AUDITRESP_LANG", "sv")
    git(branch, "remote", "add", "origin", str(bare))
    git(branch, "push", "--quiet", "origin", "main")
    return bare


def push(root: Path, *references: str) -> tuple[int, str]:
    """Whether a push was taken, and what the other side said."""
    done = subprocess.run(["git", "-C", str(root), "push", "origin", *references], capture_output=True, text=True, encoding="utf-8")
    said = [line.removeprefix("remote: ").rstrip() for line in done.stderr.splitlines() if line.startswith("remote: ")]
    return done.returncode, "\n".join(said)


def test_a_shared_folder_takes_what_is_right_and_refuses_the_rest(shared: Path, branch: Path) -> None:
    assert push(branch, "gren") == (0, "")
    before = git(shared, "rev-parse", "gren")
    commit(branch, {"responses/avtal.yaml": BROKEN}, "Trasig")

    status, said = push(branch, "gren")

    assert status == 1
    assert said.splitlines()[0].startswith("responses/avtal.yaml:5:8: fel unknown-key: ")
    assert said.splitlines()[-1] == "gren tas inte emot. Rätta felen, checka in och skicka igen."
    assert git(shared, "rev-parse", "gren") == before


def test_a_shared_folder_keeps_what_was_sent(shared: Path, branch: Path) -> None:
    decided = PARTLY + "decisions: [{board: ks, date: 2018-04-25}]\nsent: {date: 2018-04-26, version: 1}\n"
    commit(branch, {"responses/avtal.yaml": decided}, "Skickat")
    git(branch, "tag", "--annotate", "--message", "Skickat", "sent/avtal/1")
    assert push(branch, "gren", "sent/avtal/1")[0] == 0

    kept = "refs/tags/sent/avtal/1 är en version som har skickats. Den kan inte flyttas eller tas bort."
    assert push(branch, ":sent/avtal/1") == (1, kept)
    commit(branch, {"responses/avtal.yaml": decided.replace("Ett register", "Ett annat register")}, "Ändrat efteråt")
    status, said = push(branch, "gren")
    assert status == 1
    assert "responses/avtal.yaml" in said


def test_a_shared_folder_lays_out_what_changed(shared: Path, branch: Path, tmp_path: Path) -> None:
    git(shared, "config", "auditresp.review", str(tmp_path / "att läsa"))

    status, said = push(branch, "gren")

    (folder,) = (tmp_path / "att läsa").iterdir()
    assert (status, said.splitlines()) == (0, [str(folder / "andringar.html"), str(folder / "avtal" / "svar.docx")])
    assert folder.name == f"2018-04-01-{git(branch, 'rev-parse', '--short', 'HEAD')}"
    assert "instämmer delvis" in (folder / "andringar.html").read_text("utf-8")
    assert (folder / "avtal" / "svar.docx").is_file()


def test_a_branch_that_is_taken_away_is_no_version(shared: Path, branch: Path) -> None:
    push(branch, "gren")

    assert push(branch, ":gren")[0] == 0


def test_no_recipe_names_an_address(tmp_path: Path) -> None:
    assert [str(path) for path in RECIPES.rglob("*") if path.is_file() and "://" in path.read_text("utf-8")] == []
