from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from auditresp import keeping as room
from auditresp.keeping import Keeping
from auditresp.problems import AuditrespError, Level, Place, Problem
from auditresp.store.recalling import Asked, plain, problem_of, recalled


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with two files."""
    (tmp_path / "here" / "responses").mkdir(parents=True)
    (tmp_path / "here" / "responses" / "a.yaml").write_bytes(b"1")
    (tmp_path / "here" / "b.yaml").write_bytes(b"2")
    return tmp_path / "here"


class Counting:
    """Work that reads all there is, and says how often it was done."""

    def __init__(self, kept: Keeping) -> None:
        self.kept = kept
        self.times = 0
        self.tag = b"v1"

    def __call__(self, root: Path) -> Any:
        return recalled("all", root, self.kept, self.work, lambda: self.tag)

    def work(self, source: Asked) -> Any:
        self.times += 1
        source.besides()
        return [source.read(name) for folder in ("", "responses") for name in source.names(folder)]


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counting:
    monkeypatch.setattr(room, "program", lambda: b"this one")
    return Counting(Keeping(tmp_path / "cache"))


def test_what_was_worked_out_is_found_again(root: Path, work: Counting) -> None:
    assert work(root) == work(root) == [b"2", b"1"]
    assert work.times == 1


CHANGES: dict[str, Callable[[Path, Counting], object]] = {
    "a file that says something else": lambda root, _work: (root / "b.yaml").write_bytes(b"3"),
    "a new file": lambda root, _work: (root / "responses" / "c.yaml").write_bytes(b"1"),
    "a file that is gone": lambda root, _work: (root / "responses" / "a.yaml").unlink(),
    "another name": lambda root, _work: (root / "responses" / "a.yaml").rename(root / "responses" / "d.yaml"),
    "a folder that is gone": lambda root, _work: (root / "responses").rename(root / "responses.old"),
    "something that is no file": lambda _root, work: setattr(work, "tag", b"v2"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_other_answer_is_reason_to_work_it_out_again(root: Path, work: Counting, change: Callable[[Path, Counting], object]) -> None:
    work(root)
    change(root, work)

    found = work(root)

    assert work.times == 2
    assert found == [path.read_bytes() for path in [*sorted(root.glob("*.yaml")), *sorted(root.glob("responses/*.yaml"))]]


def test_another_language_or_folder_is_another_answer(root: Path, work: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    work(root)
    monkeypatch.setenv("LANGUAGE", "sv")
    work(root)
    work(root.rename(root.with_name("there")))

    assert work.times == 3


def test_what_could_not_be_read_is_tried_again(root: Path, work: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    def trying(source: Asked) -> str:
        work.times += 1
        try:
            source.read("nowhere.yaml")
        except AuditrespError:
            return "unreadable"
        return "read"

    monkeypatch.setattr(work, "work", trying)

    assert work(root) == work(root) == "unreadable"
    assert work.times == 2


def test_a_problem_is_kept_whole() -> None:
    problem = Problem(Place("a.docx", 3, 4, spot="sidhuvud"), "code", "Något är fel", Level.WARNING)

    again = problem_of(plain(problem))

    assert (again, again.message, again.level) == (problem, problem.message, problem.level)
