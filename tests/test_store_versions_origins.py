from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

import git
import pytest

from auditresp import keeping
from auditresp.keeping import NOTHING_KEPT, Keeping
from auditresp.store.sources import Folder
from auditresp.store.versions import parts
from auditresp.store.versions.origins import Origins, words
from auditresp.store.versions.parts import SHOWN
from auditresp.store.versions.revisions import Revision, contents

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
        found = [origins.commit(dict.fromkeys(files)) for files in asked]
    with Origins(root, [f"responses/{number}.yaml" for number in range(200)] + [SETTINGS]) as origins:
        assert found == [origins.commit(dict.fromkeys(files)) for files in asked]
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


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("log.showRoot", "false"),
        ("log.follow", "true"),
        ("log.diffMerges", "off"),
        ("log.diffMerges", "combined"),
        ("log.diffMerges", "remerge"),
        ("i18n.logOutputEncoding", "UTF-16"),
    ],
)
def test_what_the_user_has_set_finds_no_other_commit(repository: git.Repo, setting: str, value: str) -> None:
    text = "a\nb\nc\n"
    first = committed(repository, settings="1", r=text)
    repository.git.checkout("-qb", "side")
    committed(repository, s="2")
    repository.git.checkout("-q", "main")
    committed(repository, other="1")
    repository.git.merge("-q", "--no-ff", "-m", "merge", "side")
    merge = repository.head.commit.hexsha
    last = committed(repository, copy=text)
    with repository.config_writer() as config:
        config.set_value(*setting.rsplit(".", 1), value)

    assert commits(repository, (R,), (S, SETTINGS), ("responses/copy.yaml",)) == [first, merge, last]
    with Origins(Folder(Path(repository.working_dir)), ["responses/copy.yaml"]) as origins:
        assert origins.commit({"responses/copy.yaml": None}) == last


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
        assert [origins.commit({R: None, SETTINGS: None}), origins.commit({SETTINGS: None})] == [second, first]


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
        assert origins.commit({R: None}) == first


def test_of_two_folders_in_one_repository_no_answer_is_taken_for_the_others(tmp_path: Path) -> None:
    top = git.Repo.init(tmp_path, initial_branch="main")
    for folder in ("a", "b"):
        (tmp_path / folder / "responses").mkdir(parents=True)
        (tmp_path / folder / R).write_bytes(b"1")
        top.git.add("-A")
        top.git.commit("-qm", folder)

    a, b = (Origins(Folder(tmp_path / folder), [R]) for folder in ("a", "b"))
    assert a.commit({R: None}) != b.commit({R: None})
    assert a.state != b.state


def test_without_repository_commit_or_all_of_history_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "here" / "responses").mkdir(parents=True)
    (tmp_path / "here" / R).write_bytes(b"1")
    asked = Folder(tmp_path / "here")
    with Origins(asked, [R]) as origins:
        assert origins.commit({R: None}) == ""
    repository = git.Repo.init(tmp_path / "here", initial_branch="main")
    with Origins(asked, [R]) as origins:
        assert origins.commit({R: None}) == ""
    committed(repository, s="1")
    committed(repository, s="2")
    repository.git.clone("-q", "--depth", "1", f"file://{tmp_path / 'here'}", str(tmp_path / "shallow"))
    with Origins(Folder(tmp_path / "shallow"), [R]) as origins:
        assert origins.commit({R: None}) == ""


AUDITS, MAIN = "recommendations.yaml", "auditresp.yaml"


def audits(**texts: str) -> str:
    """A recommendations.yaml of audits, each with one recommendation of this text."""
    told = "".join(
        f"  - id: {name}\n    title: T\n    boards: [ks]\n    recommendations:\n      - {{id: R1, text: {said}}}\n"
        for name, said in texts.items()
    )
    return f"audits:\n{told}"


def settings(name: str = "Provby", days: int = 3) -> str:
    return f"format: 1\nmunicipality: {{name: {name}}}\nboards:\n  ks: {{name: K}}\nreminders: {{days_before: [{days}]}}\n"


def saved(repository: git.Repo, audits: str = "", settings: str = "") -> str:
    """A commit of the two files that documents share, or of one; its id."""
    for name, said in ((AUDITS, audits), (MAIN, settings)):
        if said:
            Path(repository.working_dir, name).write_bytes(said.encode())
    repository.git.add("-A")
    repository.git.commit("-qm", "saved")
    return str(repository.head.commit.hexsha)


def from_audits(source: Folder | Revision, kept: Keeping = NOTHING_KEPT) -> list[str]:
    """The commits that documents of the audits a and b name, and one of all audits."""
    with Origins(source, [AUDITS, MAIN], kept) as origins:
        return [origins.commit({AUDITS: part, MAIN: SHOWN}) for part in ("a", "b", None)]


def test_of_a_file_that_documents_share_only_the_part_counts_that_each_is_built_from(repository: git.Repo) -> None:
    root = Folder(Path(repository.working_dir))
    first = saved(repository, audits(a="1", b="1"), settings())
    second = saved(repository, audits(a="1", b="2"))
    assert from_audits(root) == [first, second, second]

    third = saved(repository, audits(c="1", b="2", a="1"), settings(days=7))
    assert from_audits(root) == [first, second, third]
    fourth = saved(repository, settings=settings("Nyby"))
    assert from_audits(root) == [fourth, fourth, fourth]
    assert from_audits(Revision(root.root, second)) == [first, second, second]


def test_what_another_audit_says_since_the_last_commit_counts_for_that_one_alone(repository: git.Repo) -> None:
    first = saved(repository, audits(a="1", b="1"), settings())
    root = Path(repository.working_dir)
    (root / AUDITS).write_text(audits(a="1", b="2"), encoding="utf-8")

    assert from_audits(Folder(root)) == [first, "", ""]


def test_audits_that_a_carriage_return_alone_keeps_apart_are_no_one_part(repository: git.Repo) -> None:
    def written(text: str) -> str:
        return audits(a="1", b=text, c="1").replace("\n  - id: b", "\r  - id: b")

    root = Folder(Path(repository.working_dir))
    saved(repository, written("1"), settings())
    second = saved(repository, written("2"))

    assert from_audits(root) == [second, second, second]


@pytest.mark.parametrize("broken", ["audits:\n  - id: a\n  b\n", "audits: []\n", audits(a="1") * 2])
def test_at_the_commit_that_is_named_the_file_can_be_read(repository: git.Repo, broken: str) -> None:
    root = Folder(Path(repository.working_dir))
    saved(repository, audits(a="1", b="1"), settings())
    saved(repository, broken)
    third = saved(repository, audits(a="1", b="1"))

    assert from_audits(root) == [third, third, third]


def test_what_commits_changed_is_found_out_once(repository: git.Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = Folder(Path(repository.working_dir))
    monkeypatch.setattr(keeping, "program", lambda: b"this one")
    kept = Keeping(tmp_path / "kept")
    read: list[str] = []

    def reading(root: Path, ids: Iterable[str]) -> Mapping[str, bytes]:
        read.extend(ids)
        return contents(root, ids)

    monkeypatch.setattr(parts, "contents", reading)
    first = saved(repository, audits(a="1", b="1"), settings())
    for number in range(30):
        last = saved(repository, audits(a="1", b=f"{number + 2}"))

    assert from_audits(root, kept) == [first, last, last]
    assert len(set(read)) == 31
    read.clear()
    assert from_audits(root, kept) == [first, last, last]
    last = saved(repository, audits(a="1", b="1"))
    assert from_audits(root, kept) == [first, last, last]
    assert len(read) == 2


def test_what_git_was_stopped_in_the_middle_of_is_nothing() -> None:
    assert list(words(BytesIO(b":100644 100644 aa bb M\0recommendations.yaml\0:100644 1006"))) == [
        b":100644 100644 aa bb M",
        b"recommendations.yaml",
    ]
