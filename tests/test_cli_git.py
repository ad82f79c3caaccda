"""git itself, in real repositories: what it prints of Word files, and what it makes of two branches."""

import subprocess
from pathlib import Path

import pytest

from auditresp.store.repository.attributes import wanted_settings
from docx_making import docx, p, table
from workspaces import RECOMMENDATIONS, auditresp, workspace

HEADING = p("Svar", properties='<w:pStyle w:val="Heading1"/>')


def git(root: Path, *arguments: str, status: int = 0) -> str:
    """What git prints, in the tests' own surroundings."""
    run = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == status, run.stdout + run.stderr
    return run.stdout + (run.stderr if status else "")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace that git knows, with everything committed; the folder's name has a blank and a Swedish letter."""
    root = workspace(tmp_path / "våra svar")
    git(root, "init", "-q", "-b", "main")
    assert auditresp(root, "git", "setup").exit_code == 0
    commit(root)
    return root


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "-q", "-m", "Ändrat")


def test_git_shows_word_files_as_text(root: Path) -> None:
    (root / "brev.docx").write_bytes(docx(HEADING, "Nämnden svarar.", table(["Åtgärd", "2018"]), header=["Sundby"]))
    commit(root)
    (root / "brev.docx").write_bytes(docx(HEADING, "Nämnden svarar inte.", table(["Åtgärd", "2019"]), header=["Sundby"]))

    changed = git(root, "diff", "-U0").splitlines()

    assert [line for line in changed if line[:1] in "+-@" and line[:3] not in ("+++", "---")] == [
        "@@ -5 +5 @@ # Svar",
        "-Nämnden svarar.",
        "+Nämnden svarar inte.",
        "@@ -7 +7 @@ # Svar",
        "-| Åtgärd | 2018 |",
        "+| Åtgärd | 2019 |",
    ]
    assert "[-svarar.-]{+svarar inte.+}" in git(root, "diff", "--word-diff")
    assert "+Nämnden svarar." in git(root, "log", "-p", "-1").splitlines()
    assert "+| Åtgärd | 2018 |" in git(root, "show").splitlines()


def test_git_remembers_the_text(root: Path) -> None:
    (root / "brev.docx").write_bytes(docx("Nämnden svarar."))
    commit(root)
    git(root, "show")
    git(root, "config", "diff.auditresp.textconv", "false")
    command = wanted_settings()["diff.auditresp.textconv"]

    assert git(root, "log", "-1", "--format=%s", "refs/notes/textconv/auditresp") == f"{command}\n"


def test_what_is_no_word_file_stops_nobody(root: Path) -> None:
    (root / "brev.docx").write_bytes(b"PK")
    commit(root)

    assert "damaged" in git(root, "show")


def test_what_lies_in_the_repository_is_not_run(root: Path) -> None:
    (root / "auditresp.py").write_text("raise SystemExit('fel program')", encoding="utf-8")
    (root / "brev.docx").write_bytes(docx("Nämnden svarar."))
    commit(root)

    assert "+Nämnden svarar." in git(root, "show").splitlines()


def test_setup_says_what_it_did_and_does_it_once(tmp_path: Path) -> None:
    root = workspace(tmp_path / "w")
    git(root, "init", "-q")
    (root / ".gitattributes").write_bytes(b"*.docx binary\r\n*.png binary")

    first, second = (auditresp(root, "git", "setup") for _time in range(2))

    assert [line.split(" = ")[0] for line in first.stdout.splitlines()] == [
        ".gitattributes: added *.docx -text -merge diff=auditresp",
        ".gitattributes: added *.dotx -text -merge diff=auditresp",
        ".gitattributes: added /auditresp.yaml merge=auditresp",
        ".gitattributes: added /recommendations.yaml merge=auditresp",
        ".gitattributes: added /responses/*.yaml merge=auditresp",
        "git config: diff.auditresp.textconv",
        "git config: diff.auditresp.cachetextconv",
        "git config: diff.auditresp.xfuncname",
        "git config: merge.auditresp.name",
        "git config: merge.auditresp.driver",
        "git diff, git log -p and git show print Word files as text, and git merge knows the register's files.",
    ]
    assert second.stdout == first.stdout.splitlines(keepends=True)[-1]
    assert (root / ".gitattributes").read_bytes().startswith(b"*.docx binary\r\n*.png binary\r\n*.docx -text")
    assert "diff: auditresp" in git(root, "check-attr", "diff", "--", "templates/svar.docx")


def test_a_workspace_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    root = workspace(tmp_path / "revision")
    git(tmp_path, "init", "-q", "-b", "main")

    assert auditresp(root, "git", "setup").exit_code == 0
    assert "merge: auditresp" in git(tmp_path, "check-attr", "merge", "--", "revision/responses/avtal.yaml")
    assert "merge: unspecified" in git(tmp_path, "check-attr", "merge", "--", "annat/responses/avtal.yaml")


def test_for_all_clones_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))

    assert auditresp(tmp_path, "git", "setup", "--global").exit_code == 0

    assert git(tmp_path, "config", "--global", "diff.auditresp.cachetextconv") == "true\n"


def test_without_a_repository_it_says_so(tmp_path: Path) -> None:
    result = auditresp(workspace(tmp_path / "w"), "git", "setup")

    assert (result.exit_code, "no git repository" in result.stderr) == (2, True)


def test_a_clone_that_has_not_learnt_it_is_told(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(root), "kopia")

    assert "auditresp git setup" in auditresp(tmp_path / "kopia", "history").stderr
    assert "auditresp git setup" not in auditresp(root, "history").stderr


def test_a_new_workspace_has_learnt_it(tmp_path: Path) -> None:
    auditresp(tmp_path, "init", "ny")

    assert git(tmp_path / "ny", "config", "diff.auditresp.cachetextconv") == "true\n"
    assert auditresp(tmp_path / "ny", "git", "setup").stdout.count("\n") == 1


def two_branches(root: Path, ours: tuple[str, str], theirs: tuple[str, str], file: str = "responses/avtal.yaml") -> None:
    """Two branches from the same version, each with its change in the response."""
    for branch, (old, new) in (("deras", theirs), ("main", ours)):
        git(root, "switch", "-q", *(["-c"] if branch == "deras" else []), branch)
        path = root / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
        commit(root)


def test_branches_that_changed_different_things_of_a_line_merge(root: Path) -> None:
    two_branches(
        root, ("agree, text: Ett register införs.", "partly, text: Ett register införs."), ("Ett register införs.", "Ett register finns.")
    )

    git(root, "merge", "-q", "deras")

    assert "R1: {stance: partly, text: Ett register finns.}" in (root / "responses" / "avtal.yaml").read_text("utf-8")
    assert auditresp(root, "check").exit_code == 0


def test_the_auditors_file_merges_too(root: Path) -> None:
    assert "Samla avtalen" in RECOMMENDATIONS
    two_branches(root, ("{id: R1,", "{id: R1, group: Avtal,"), ("Samla avtalen", "Samla alla avtal"), "recommendations.yaml")

    git(root, "merge", "-q", "deras")

    assert "{id: R1, group: Avtal, text: Samla alla avtal på ett ställe}" in (root / "recommendations.yaml").read_text("utf-8")


def test_a_contradiction_is_named_and_waits_for_a_person(root: Path) -> None:
    two_branches(root, ("due: 2018-10-25", "due: 2018-11-01"), ("due: 2018-10-25", "due: 2018-12-01"))

    said = git(root, "merge", "deras", status=1)

    assert "responses/avtal.yaml: both sides changed «follow_ups: rapport: due»" in said
    assert [line for line in auditresp(root, "check").stdout.splitlines() if "merge-conflict" in line] != []
    assert git(root, "diff", "--name-only", "--diff-filter=U") == "responses/avtal.yaml\n"


def test_a_rebase_merges_alike(root: Path) -> None:
    two_branches(root, ("stance: agree, text: Ett", "stance: partly, text: Ett"), ("register införs.", "register finns."))

    git(root, "rebase", "-q", "deras")

    assert "R1: {stance: partly, text: Ett register finns.}" in (root / "responses" / "avtal.yaml").read_text("utf-8")
