import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from workspaces import REPOSITORY, auditresp, workspace

UNTIDY = "audit: avtal\nboards: [ks]\ndocuments: [svar]\nreplies:\n  R1: {stance: agree, text: Ja.}\n  R2: {text: Nej.}\n"
TIDY = "audit: avtal\ndocuments: [svar]\nboards: [ks]\nreplies:\n  R1:\n    stance: agree\n    text: Ja.\n  R2:\n    text: Nej.\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in form, but for one file."""
    made = workspace(tmp_path, annat=UNTIDY)
    (made / "responses/avtal.yaml").unlink()
    monkeypatch.chdir(made)
    auditresp(made, "fmt", "auditresp.yaml", "recommendations.yaml")
    return made


def test_the_file_is_named_and_with_check_nothing_is_written(root: Path) -> None:
    checked = auditresp(root, "fmt", "--check")
    before = (root / "responses/annat.yaml").read_text(encoding="utf-8")
    formed = auditresp(root, "fmt")
    again = auditresp(root, "fmt", "--check")

    name = str(Path("responses/annat.yaml"))
    assert (checked.stdout, checked.stderr, checked.exit_code) == (
        f"{name}\n",
        "1 file is not in its one form; auditresp fmt puts it so\n",
        1,
    )
    assert before == UNTIDY
    assert (formed.output, formed.exit_code) == (f"{name}\n", 0)
    assert (root / "responses/annat.yaml").read_text(encoding="utf-8") == TIDY
    assert (again.output, again.exit_code) == ("", 0)


def test_one_file_that_cannot_be_read_does_not_keep_the_others_from_it(root: Path) -> None:
    (root / "responses/fel.yaml").write_text("audit: a: b\n", encoding="utf-8")

    result = auditresp(root, "fmt")

    assert result.stderr.startswith("responses/fel.yaml:1:9: error syntax: a colon in a text ends a key")
    assert (result.exit_code, (root / "responses/annat.yaml").read_text(encoding="utf-8")) == (1, TIDY)


def test_a_file_of_another_kind_is_refused(root: Path) -> None:
    (root / "annat.txt").write_text("", encoding="utf-8")

    said = [auditresp(root, "fmt", name) for name in ("annat.txt", "ingen.yaml")]

    assert [(each.stderr, each.exit_code) for each in said] == [
        ("auditresp: annat.txt is none of the workspace's files: auditresp.yaml, recommendations.yaml, responses/*.yaml\n", 2),
        ("auditresp: there is no file ingen.yaml\n", 2),
    ]


def test_pre_commit_runs_the_hooks_that_we_offer(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real pre-commit with our manifest, but with the auditresp of these tests instead of one that it would install."""
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    entry = f"'{Path(sys.executable).as_posix()}' -m auditresp"
    local = [hook | {"language": "system", "entry": hook["entry"].replace("auditresp", entry, 1)} for hook in hooks]
    (root / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": local}]}), encoding="utf-8")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(root.parent / "pre-commit"))
    for words in (["init", "--quiet"], ["add", "."]):
        subprocess.run(["git", *words], cwd=root, check=True)
    run = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"]

    first, second = (subprocess.run(run, cwd=root, capture_output=True, text=True, encoding="utf-8") for _ in range(2))

    assert subprocess.run([*run[:3], "validate-manifest", REPOSITORY / ".pre-commit-hooks.yaml"], check=False).returncode == 0
    assert "files were modified by this hook" in first.stdout
    assert [line.rsplit(".", 1)[-1] for line in second.stdout.splitlines() if "auditresp " in line] == ["Passed", "Passed"], second.stdout
