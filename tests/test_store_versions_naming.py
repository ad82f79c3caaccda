from pathlib import Path

import pytest

from auditresp.problems import AuditrespError
from auditresp.store.sources import Folder
from auditresp.store.versions.naming import committed, remarks, version
from auditresp.store.versions.revisions import Revision
from repositories import commit, git, repository

WORKSPACE = {"auditresp.yaml": "format: 1\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "svar")


def refused(root: Path, name: str, *responses: str) -> str:
    """Why no version has that name."""
    with pytest.raises(AuditrespError) as error:
        committed(root, name, responses)
    return str(error.value)


def test_a_version_has_the_names_git_knows(root: Path) -> None:
    first = commit(root, WORKSPACE)
    git(root, "tag", "-a", "utkast-å", "-m", "Utkast")
    git(root, "branch", "äldre")
    second = commit(root, {"a": "1"})

    named = {name: committed(root, name).commit for name in ("HEAD~1", "utkast-å", "äldre", first[:7], first, "main", "HEAD@{0}")}

    assert named == dict.fromkeys(["HEAD~1", "utkast-å", "äldre", first[:7], first], first) | dict.fromkeys(["main", "HEAD@{0}"], second)
    assert isinstance(version(root, "."), Folder)
    assert isinstance(version(root, "HEAD"), Revision)


def test_a_day_is_the_last_version_of_the_branch_by_its_end(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Stockholm")
    early = commit(root, WORKSPACE, day="2018-03-30T12:00:00+02:00")
    late = commit(root, {"a": "1"}, day="2018-04-01T23:30:00+02:00")
    git(root, "switch", "--quiet", "--create", "elsewhere")
    commit(root, {"b": "1"}, day="2018-04-02T12:00:00+02:00")
    git(root, "switch", "--quiet", "main")
    dates = {"GIT_AUTHOR_DATE": "2018-04-05T12:00:00", "GIT_COMMITTER_DATE": "2018-04-05T12:00:00"}
    git(root, "merge", "--quiet", "--no-ff", "--no-edit", "elsewhere", **dates)

    assert committed(root, "2018-03-31").commit == early
    assert committed(root, "2018-04-01").commit == late
    assert committed(root, "2018-04-04").commit == late
    assert committed(root, "2018-04-05").commit == git(root, "rev-parse", "HEAD")
    assert refused(root, "2018-03-29") == "nothing had been committed by 2018-03-29; the first version is of 2018-03-30"
    assert refused(root, "2018-02-30") == "2018-02-30 is not a day in the calendar"


def test_sent_is_the_last_of_the_tags_that_sending_leaves(root: Path) -> None:
    ids = {}
    for day, tag in enumerate(["sent/skolan/9", "sent/skolan/10", "sent/avtal/1"], 1):
        ids[tag] = commit(root, WORKSPACE, day=f"2018-04-0{day}T12:00:00")
        dates = {"GIT_COMMITTER_DATE": f"2018-04-0{day}T12:00:00"}
        git(root, "tag", "--annotate", "--message", "Skickat", tag, **dates)
    commit(root, {"a": "1"})

    assert committed(root, "sent").commit == ids["sent/avtal/1"]
    assert committed(root, "sent/skolan").commit == ids["sent/skolan/10"]
    assert committed(root, "sent", ["skolan"]).commit == ids["sent/skolan/10"]
    assert committed(root, "sent/skolan/9").commit == ids["sent/skolan/9"]
    assert refused(root, "sent/skola") == "no version of skola has been sent yet; did you mean 'skolan'?"
    assert refused(root, "sent", "vatten") == "no version of vatten has been sent yet; there are avtal, skolan"


def test_of_versions_sent_at_the_same_second_the_last_number_counts(root: Path) -> None:
    for number in (9, 10):
        commit(root, WORKSPACE)
        git(root, "tag", f"sent/skolan/{number}")

    assert committed(root, "sent").commit == git(root, "rev-parse", "sent/skolan/10")


def test_before_anything_is_sent_that_is_said(root: Path) -> None:
    commit(root, WORKSPACE)

    assert refused(root, "sent") == "no response has been sent yet: there is no tag whose name begins with sent/"


def test_a_clone_without_tags_is_told_how_to_get_them(root: Path, tmp_path: Path) -> None:
    commit(root, WORKSPACE)
    git(root, "tag", "--annotate", "--message", "Skickat", "sent/avtal/1")
    git(tmp_path, "clone", "--quiet", "--no-tags", str(root), "klon")

    how = "; what was sent from another clone is known here after `git fetch --tags`"
    assert refused(tmp_path / "klon", "sent") == f"no response has been sent yet: there is no tag whose name begins with sent/{how}"
    assert refused(tmp_path / "klon", "sent/avtal").endswith(how)


def test_without_a_repository_or_a_commit_the_way_to_one_is_named(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()

    assert refused(outside, "HEAD") == (
        f"there are no versions of {outside}: it lies in no git repository; `git init`, `git add .` and `git commit` make the first"
    )
    for name in ("HEAD", "2018-04-01", "sent"):
        assert refused(repository(tmp_path / "new"), name) == (
            "there are no versions yet: nothing has been committed; `git add .` and `git commit` make the first"
        )


def test_a_misspelt_version_has_a_nearest(root: Path) -> None:
    only = commit(root, WORKSPACE)
    git(root, "tag", "utkast")
    known = "(a commit, branch or tag, a day such as 2018-04-01, or 'sent')"
    swapped = only[:4] + only[5] + only[4] + only[6:8] if only[4] != only[5] else only[:6] + "xf"[only[6] == "f"] + only[7:8]

    assert refused(root, "utkats") == f"there is no version 'utkats' {known}; did you mean 'utkast'?"
    assert refused(root, "zzz") == f"there is no version 'zzz' {known}; there are HEAD, main, utkast"
    assert refused(root, swapped) == f"there is no version '{swapped}' {known}; did you mean '{only[:8]}'?"
    assert refused(root, "main..utkast") == "'main..utkast' is two versions in one word; write them as two words: main utkast"
    assert refused(root, "HEAD~7").startswith("there is no version 'HEAD~7'")


@pytest.mark.parametrize("name", ["--help", "-n1", "--output=x", "--end-of-options", "", "HEAD:auditresp.yaml", "HEAD\n--all"])
def test_no_name_is_an_option_or_anything_but_a_commit(root: Path, name: str) -> None:
    commit(root, WORKSPACE)
    before = sorted(path.name for path in root.iterdir())

    assert refused(root, name).startswith("there is no version '")
    assert sorted(path.name for path in root.iterdir()) == before


def test_the_beginning_of_several_commits_names_them(root: Path) -> None:
    ids = [commit(root, WORKSPACE, str(number)) for number in range(17 * 17)]
    several = next(each[:4] for each in ids if sum(other.startswith(each[:4]) for other in ids) > 1)

    said = refused(root, several)

    assert said.startswith(f"'{several}' is how several commits begin; write more of the one you mean: {several}")


def test_a_version_without_the_workspace_names_the_first_that_has_it(root: Path) -> None:
    commit(root, {"annat.txt": "1"}, day="2018-03-01T12:00:00")
    first = commit(root, WORKSPACE, day="2018-04-01T12:00:00")

    said = refused(root, "HEAD~1")

    short = git(root, "rev-parse", "HEAD~1")[:10]
    assert said == (
        f"the version 'HEAD~1' ({short}) has no auditresp.yaml in {root}; the first version that has it is {first[:7]} (2018-04-01)"
    )


def test_a_shallow_clone_says_where_its_history_ends(root: Path, tmp_path: Path) -> None:
    for day in (1, 2, 3):
        commit(root, WORKSPACE | {"a": str(day)}, day=f"2018-04-0{day}T12:00:00")
    git(tmp_path, "clone", "--quiet", "--depth=1", root.as_uri(), "clone")
    clone = tmp_path / "clone"
    remedy = "; older versions are not here, as the clone is shallow: `git fetch --unshallow` fetches them"

    assert refused(clone, "HEAD~1").endswith(remedy)
    assert refused(clone, "2018-04-02") == f"nothing had been committed by 2018-04-02; the first version is of 2018-04-03{remedy}"
    assert list(remarks(clone)) == ["the clone is shallow, and its history ends early; `git fetch --unshallow` fetches the rest"]


def test_a_detached_head_works_and_is_remarked(root: Path) -> None:
    first = commit(root, WORKSPACE, day="2018-04-01T12:00:00")
    commit(root, {"a": "1"}, day="2018-04-02T12:00:00")
    git(root, "switch", "--quiet", "--detach", "HEAD~1")

    assert committed(root, "2018-04-02").commit == first
    assert committed(root, "main").commit != first
    assert list(remarks(root)) == [
        f"no branch is checked out (detached HEAD): the latest version is {first[:10]}, and days are looked for before it"
    ]


def test_a_submodule_with_changes_of_its_own_is_remarked(root: Path, tmp_path: Path) -> None:
    shared = repository(tmp_path / "mallar")
    commit(shared, {"svar.docx": b"first"})
    git(root, "submodule", "--quiet", "add", str(shared), "templates")
    commit(root, WORKSPACE)
    assert list(remarks(root)) == []

    (root / "templates" / "svar.docx").write_bytes(b"second")

    assert list(remarks(root)) == [
        "templates is a submodule with changes of its own: they are in the working folder, but in no version of this repository"
    ]


def test_a_repository_of_another_user_is_explained(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(root, WORKSPACE)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")

    assert refused(root, "HEAD") == (
        "git could not do it: the repository belongs to another user, "
        f"and git trusts it only after git config --global --add safe.directory {root}"
    )


def test_without_git_its_name_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(root, WORKSPACE)
    monkeypatch.setenv("PATH", "")

    assert refused(root, "HEAD").startswith("git is not installed")
