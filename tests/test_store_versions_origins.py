from pathlib import Path

import git
import pytest

from auditresp.store.sources import Folder
from auditresp.store.versions.origins import Origins
from auditresp.store.versions.revisions import Revision

R, S, SETTINGS = "responses/r.yaml", "responses/s.yaml", "auditresp.yaml"


@pytest.fixture
def repository(tmp_path: Path) -> git.Repo:
    return git.Repo.init(tmp_path, initial_branch="main")


def committed(repository: git.Repo, **files: str) -> str:
    """A commit of files, named by their names without folder and ending; its id."""
    for name, text in files.items():
        path = Path(repository.working_dir) / {"settings": SETTINGS}.get(name, f"responses/{name}.yaml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    repository.git.add("-A")
    repository.git.commit("-qm", str(files))
    return str(repository.head.commit.hexsha)


def commits(repository: git.Repo, *asked: tuple[str, ...]) -> list[str]:
    root = Folder(Path(repository.working_dir))
    with Origins(root, {file for files in asked for file in files}) as origins:
        found = [origins.commit(files) for files in asked]
    with Origins(root, [f"responses/{number}.yaml" for number in range(200)] + [SETTINGS]) as origins:
        assert found == [origins.commit(files) for files in asked]
    return found


def test_the_last_commit_that_changed_one_of_the_files(repository: git.Repo) -> None:
    first = committed(repository, settings="1", r="1", s="1")
    second = committed(repository, r="2")
    third = committed(repository, s="2")
    committed(repository, other="1")

    assert commits(repository, (SETTINGS,), (R, SETTINGS), (S, R), (R,)) == [first, second, third, second]


def test_what_a_merge_brings_came_with_the_merge(repository: git.Repo) -> None:
    first = committed(repository, settings="1", r="1", s="1")
    repository.git.checkout("-qb", "side")
    committed(repository, r="2")
    repository.git.checkout("-q", "main")
    other = committed(repository, s="2")
    repository.git.merge("-q", "--no-ff", "-m", "merge", "side")

    assert commits(repository, (R,), (S,), (SETTINGS,)) == [repository.head.commit.hexsha, other, first]


def test_a_file_that_is_not_as_committed_comes_from_no_commit(repository: git.Repo) -> None:
    first = committed(repository, settings="1", r="1\n", s="1")
    root = Path(repository.working_dir)
    (root / S).write_text("2", encoding="utf-8")
    (root / R).write_bytes(b"1\r\n")
    (root / "responses" / "new.yaml").write_text("1", encoding="utf-8")

    assert commits(repository, (S,), ("responses/new.yaml", SETTINGS), (R,)) == ["", "", first]


def test_an_earlier_version_knows_its_own(repository: git.Repo) -> None:
    first = committed(repository, settings="1", r="1")
    second = committed(repository, r="2")
    committed(repository, r="3", settings="2")

    with Origins(Revision(Path(repository.working_dir), second), [R, SETTINGS]) as origins:
        assert [origins.commit([R, SETTINGS]), origins.commit([SETTINGS])] == [second, first]


def test_in_a_folder_below_the_top(tmp_path: Path) -> None:
    top = git.Repo.init(tmp_path, initial_branch="main")
    (tmp_path / "svar" / "responses").mkdir(parents=True)
    (tmp_path / "svar" / R).write_bytes(b"1")
    (tmp_path / R).parent.mkdir()
    (tmp_path / R).write_bytes(b"1")
    top.git.add("svar")
    top.git.commit("-qm", "first")
    first = top.head.commit.hexsha
    top.git.add("-A")
    top.git.commit("-qm", "second")

    with Origins(Folder(tmp_path / "svar"), [R]) as origins:
        assert origins.commit([R]) == first


def test_without_repository_commit_or_all_of_history_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "here" / "responses").mkdir(parents=True)
    (tmp_path / "here" / R).write_bytes(b"1")
    asked = Folder(tmp_path / "here")
    with Origins(asked, [R]) as origins:
        assert origins.commit([R]) == ""
    repository = git.Repo.init(tmp_path / "here", initial_branch="main")
    with Origins(asked, [R]) as origins:
        assert origins.commit([R]) == ""
    committed(repository, s="1")
    committed(repository, s="2")
    repository.git.clone("-q", "--depth", "1", f"file://{tmp_path / 'here'}", str(tmp_path / "shallow"))
    with Origins(Folder(tmp_path / "shallow"), [R]) as origins:
        assert origins.commit([R]) == ""
