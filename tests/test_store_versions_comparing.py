"""Two versions read for a comparison: no more than what differs."""

from pathlib import Path

from auditresp.changes import changes_between
from auditresp.store.sources import Folder, InMemory
from auditresp.store.versions.comparing import differing
from auditresp.store.versions.revisions import Revision
from registers import AUDIT, SETTINGS
from repositories import commit, repository, write

ONE = "audit: a1\ndocuments: [svar]\nboards: [san]\nreplies: {R1: {stance: agree}}\n"
TWO = ONE.replace("agree", "partly")
FILES = {"auditresp.yaml": SETTINGS, "recommendations.yaml": AUDIT, "responses/a.yaml": ONE, "responses/b.yaml": ONE}


def test_a_commit_against_the_working_folder_reads_what_differs(tmp_path: Path) -> None:
    root = repository(tmp_path)
    old = Revision(root, commit(root, FILES))
    write(root, {"responses/b.yaml": TWO, "responses/c.yaml": ONE, "responses/a.yaml": ONE.replace("\n", "\r\n")})

    registers = differing(old, Folder(root))

    assert [list(register.responses) for register in registers] == [["b"], ["b", "c"]]
    assert [change.path for change in changes_between(*registers)] == [("replies", "R1", "stance"), ()]


def test_two_commits_are_compared_by_the_ids_of_their_contents(tmp_path: Path) -> None:
    root = repository(tmp_path)
    old, new = Revision(root, commit(root, FILES)), Revision(root, commit(root, {"responses/a.yaml": TWO, "responses/b.yaml": None}))

    assert [list(register.responses) for register in differing(old, new)] == [["a", "b"], ["a"]]
    assert [list(register.responses) for register in differing(new, Folder(root))] == [[], []]


def test_of_some_responses_only_those_and_what_may_be_renamed() -> None:
    old = InMemory(FILES | {"responses/d.yaml": ONE})
    new = InMemory(FILES | {"responses/a.yaml": TWO, "responses/b.yaml": TWO, "responses/e.yaml": ONE})

    assert [list(register.responses) for register in differing(old, new, {"a"})] == [["a", "d"], ["a", "e"]]


def test_the_answer_is_that_of_reading_everything() -> None:
    old, new = InMemory(FILES), InMemory(FILES | {"responses/b.yaml": TWO, "responses/a.yaml": "broken: ["})

    registers = differing(old, new)

    assert [(change.response, change.field) for change in changes_between(*registers)] == [("b", "stance")]
    assert [str(problem.place) for problem in registers[1].problems] == ["responses/a.yaml:2:1"]
