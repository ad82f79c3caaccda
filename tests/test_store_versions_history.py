import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from auditresp.changes import Change, Kind, changes_between
from auditresp.model.records import Record
from auditresp.store.versions.comparing import differing
from auditresp.store.versions.history import Subject, earlier_responses, history
from auditresp.store.versions.revisions import Blobs, Revision
from histories import History, history_in
from registers import AUDIT, SETTINGS, text
from repositories import commit, git, repository
from workspaces import auditresp


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> History:
    return history_in(tmp_path_factory.mktemp("long") / "register", commits=400, seed=1)


def said(changes: Iterable[Change]) -> list[str]:
    """Changes as lines that can be compared: where lines are broken inside a paragraph does not matter."""
    return sorted(" ".join(str(plain(getattr(change, part.name))) for part in fields(change) if part.compare) for change in changes)


def plain(value: Any) -> Any:
    match value:
        case Record():
            return {name: plain(getattr(value, name)) for name in type(value).fields}
        case Mapping():
            return {str(key): plain(entry) for key, entry in sorted(value.items())}
        case tuple():
            return [plain(entry) for entry in value]
        case str():
            return " ".join(value.split())
        case _:
            return str(value)


def test_each_change_of_a_long_history_is_named_no_more_and_no_fewer(long: History) -> None:
    told = {version.commit.id: said(version.changes) for version in history(long.root, start=long.head)}

    assert {commit: changes for commit, changes in told.items() if changes} == {
        commit: said(truth.changes) for commit, truth in long.told.items() if truth.changes
    }
    assert set(told) <= set(long.told)
    assert len(long.kinds) > 25


def test_the_difference_of_any_two_neighbours_is_the_truth_of_the_later(long: History) -> None:
    blobs = Blobs(long.root)
    neighbours = [(truth.parents[0], commit) for commit, truth in long.told.items() if len(truth.parents) == 1]

    for parent, child in neighbours[::3]:
        old, new = differing(*(Revision(long.root, each, blobs) for each in (parent, child)))
        assert said(changes_between(old, new)) == said(long.told[child].changes)


def test_the_command_tells_the_same(long: History) -> None:
    child = next(commit for commit, truth in long.told.items() if len(truth.changes) == 3)

    told = json.loads(auditresp(long.root, "diff", f"{child}~1", child, "--format", "json").stdout)

    assert sorted((each["kind"], each["file"], *each["path"]) for each in told["changes"]) == sorted(
        (str(change.kind), change.file, *change.path) for change in long.told[child].changes
    )


def test_each_response_has_just_its_own_changes_through_all_its_names(long: History) -> None:
    every = [(commit, change) for commit, truth in long.told.items() for change in truth.changes]
    before = {str(change.new): str(change.old) for _commit, change in every if change.kind is Kind.RENAMED}
    last = sorted(path.stem for path in (long.root / "responses").iterdir())
    several = [name for name in last if before.get(before.get(name, ""))]

    for name in [*several[:2], *last[:3]]:
        names = [name]
        while names[-1] in before:
            names.append(before[names[-1]])
        files = {f"responses/{each}.yaml" for each in names}
        told = [(each.commit.id, change) for each in history(long.root, Subject(response=name), start=long.head) for change in each.changes]
        assert {commit: said(change for each, change in told if each == commit) for commit, _change in told} == {
            commit: said(change for each, change in every if each == commit and change.file in files)
            for commit, change in every
            if change.file in files
        }
    assert several


RESPONSE = """
    audit: a1
    documents: [svar]
    boards: [san]
    summary: |
      Den första meningen om boendet och dess kostnader.
      Den andra meningen om uppföljningen i nämnden.
    replies:
      R1: {stance: agree, text: Nämnden följer upp boendet.}
"""


def files(response: str = RESPONSE, name: str = "r") -> dict[str, str | bytes | None]:
    return {"auditresp.yaml": text(SETTINGS), "recommendations.yaml": text(AUDIT), f"responses/{name}.yaml": text(response)}


def lines(root: Path, subject: Subject | None = None, **limits: Any) -> list[str]:
    """The history: each version's sentence, and what it changed in short."""
    versions = history(root, subject, start=git(root, "rev-parse", "HEAD"), **limits)
    return [f"{each.commit.sentence}: {', '.join(short(change) for change in each.changes)}" for each in versions]


def short(change: Change) -> str:
    return " ".join([change.kind, *map(str, change.path or [change.file])])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register with one response, on whose summary two branches can work."""
    root = repository(tmp_path / "svar")
    commit(root, files(), "Första")
    return root


def test_a_response_is_followed_through_new_names(root: Path) -> None:
    git(root, "mv", "responses/r.yaml", "responses/s.yaml")
    commit(root, files(RESPONSE.replace("agree", "partly"), "s"), "Nytt namn")
    commit(root, {"responses/annat.yaml": text(RESPONSE)}, "Ett annat svar")
    git(root, "mv", "responses/s.yaml", "responses/t.yaml")
    commit(root, {}, "Ännu ett namn")

    assert lines(root, Subject(response="t")) == [
        "Ännu ett namn: renamed id",
        "Nytt namn: renamed id, changed replies R1 stance",
        "Första: added responses/r.yaml",
    ]


def test_an_item_has_its_own_history_from_both_sides(root: Path) -> None:
    commit(root, {"recommendations.yaml": text(AUDIT).replace("följer upp", "granskar")}, "Revisorerna")
    commit(root, files(RESPONSE.replace("andra", "sista")) | {"recommendations.yaml": None}, "Sammanfattningen")
    commit(root, files(RESPONSE.replace("andra", "sista").replace("agree", "partly")), "Nämnden")

    assert lines(root, Subject("r", "a1", "R1")) == [
        "Nämnden: added audits a1, changed replies R1 stance",
        "Sammanfattningen: removed audits a1",
        "Revisorerna: reworded audits a1 recommendations R1 text",
        "Första: added audits a1, added responses/r.yaml",
    ]


def test_what_a_version_leans_on_is_as_it_was_then(root: Path) -> None:
    commit(root, files(RESPONSE.replace("agree", "partly")), "Nämnden")
    commit(root, {"recommendations.yaml": "audits: []\n"}, "Granskningen tas bort")
    latest, middle, first = history(root, start=git(root, "rev-parse", "HEAD"))

    assert [[len(register.audits) for register in (each.old, each.new)] for each in (latest, middle, first)] == [[1, 0], [1, 1], [0, 1]]


def test_an_audit_has_a_history_with_its_responses(root: Path) -> None:
    other = text(AUDIT) + text(AUDIT).removeprefix("audits:\n").replace("a1", "a2")
    commit(root, {"recommendations.yaml": other, "responses/s.yaml": text(RESPONSE).replace("a1", "a2")}, "En till")
    commit(root, {"responses/s.yaml": text(RESPONSE).replace("a1", "a2").replace("agree", "partly")}, "Delvis")

    assert lines(root, Subject(audit="a2")) == [
        "Delvis: changed replies R1 stance",
        "En till: added audits a2, added responses/s.yaml",
        "Första: ",
    ]


def merge(root: Path, ours: str, theirs: str, merged: str | None = None) -> None:
    """Two branches change the response, and are merged, by git or by hand."""
    git(root, "switch", "--quiet", "--create", "gren")
    commit(root, files(theirs), "På grenen")
    git(root, "switch", "--quiet", "main")
    commit(root, files(ours), "På main")
    git(root, "merge", "--quiet", "--no-ff", "--no-commit", *(["--strategy=ours"] if merged else []), "gren")
    commit(root, files(merged) if merged else {}, "Ihop")


def test_what_a_merge_brings_together_is_told_once(root: Path) -> None:
    merge(root, RESPONSE.replace("första", "inledande"), RESPONSE.replace("    boards: [san]\n", "    boards: [san]\n    subject: Svar\n"))

    assert sorted(lines(root)[:-1]) == ["Ihop: ", "På grenen: set subject", "På main: reworded summary"]


def test_a_text_of_which_each_side_changed_a_line_is_told_by_each_side(root: Path) -> None:
    ours, theirs = RESPONSE.replace("första", "inledande"), RESPONSE.replace("andra", "sista")
    merge(root, ours, theirs, ours.replace("andra", "sista"))

    assert sorted(lines(root)[:-1]) == ["Ihop: ", "På grenen: reworded summary", "På main: reworded summary"]


def test_what_a_merge_changes_of_itself_is_told(root: Path) -> None:
    ours, theirs = RESPONSE.replace("första", "inledande"), RESPONSE.replace("första", "viktigaste")
    merge(root, ours, theirs, ours.replace("inledande", "bärande").replace("agree", "partly"))

    assert lines(root)[0] == "Ihop: reworded summary, changed replies R1 stance"


def test_what_a_merge_changes_in_what_a_branch_brought_is_told(root: Path) -> None:
    subject = "    boards: [san]\n    subject: Svar\n"
    git(root, "switch", "--quiet", "--create", "gren")
    commit(
        root, {"responses/s.yaml": text(RESPONSE), "responses/r.yaml": text(RESPONSE.replace("    boards: [san]\n", subject))}, "På grenen"
    )
    git(root, "switch", "--quiet", "main")
    commit(root, {"annat": "1"}, "På main")
    git(root, "merge", "--quiet", "--no-ff", "--no-commit", "gren")
    further = {"responses/r.yaml": text(RESPONSE.replace("    boards: [san]\n", subject.replace("Svar", "Svaret")))}
    commit(root, further | {"responses/s.yaml": text(RESPONSE.replace("agree", "partly"))}, "Ihop")

    assert lines(root)[:2] == ["Ihop: changed subject, changed replies R1 stance", "På grenen: set subject, added responses/s.yaml"]


def test_a_branch_of_which_nothing_was_kept_is_no_history(root: Path) -> None:
    ours = RESPONSE.replace("första", "inledande")
    merge(root, ours, RESPONSE.replace("första", "viktigaste"), ours)

    assert lines(root) == ["På main: reworded summary", "Första: added audits a1, added responses/r.yaml"]


def test_what_cannot_be_read_is_told_of_the_next_version_that_can(root: Path) -> None:
    commit(root, files("<<<<<<< HEAD\n"), "Trasig")
    commit(root, files(RESPONSE.replace("agree", "partly")), "Lagad")

    assert lines(root) == ["Lagad: changed replies R1 stance", "Trasig: ", "Första: added audits a1, added responses/r.yaml"]
    assert [each.unread for each in history(root, start=git(root, "rev-parse", "HEAD"))] == [(), ("responses/r.yaml",), ()]


def test_a_history_begins_on_a_day_or_after_a_version(root: Path) -> None:
    second = commit(root, files(RESPONSE.replace("agree", "partly")), "Delvis", "2018-05-01T12:00:00")
    commit(root, files(RESPONSE.replace("agree", "disagree")), "Inte", "2018-05-02T12:00:00")

    assert lines(root, before=second) == ["Inte: changed replies R1 stance"]
    assert lines(root, since=date(2018, 5, 1)) == ["Inte: changed replies R1 stance", "Delvis: changed replies R1 stance"]


def test_only_the_workspace_has_a_history_where_it_is_a_part_of_the_repository(tmp_path: Path) -> None:
    top = repository(tmp_path)
    commit(top, {"responses/annat.yaml": "1"} | {f"svar å/{name}": content for name, content in files().items()}, "Första")
    commit(top, {"responses/annat.yaml": "2"}, "Utanför")
    commit(top, {"svar å/responses/r.yaml": text(RESPONSE).replace("agree", "partly")}, "Delvis")

    assert lines(top / "svar å") == ["Delvis: changed replies R1 stance", "Första: added audits a1, added responses/r.yaml"]


def test_the_users_settings_of_git_change_nothing(root: Path) -> None:
    commit(root, files(RESPONSE.replace("agree", "partly")), "Delvis")
    before = lines(root)
    for name, value in {
        "log.showRoot": "false",
        "log.follow": "true",
        "log.decorate": "full",
        "diff.renames": "copies",
        "core.quotePath": "true",
        "color.ui": "always",
        "log.diffMerges": "off",
        "diff.noprefix": "true",
        "core.abbrev": "4",
    }.items():
        git(root, "config", name, value)

    assert lines(root) == before


def test_all_names_that_responses_had_are_known(root: Path) -> None:
    git(root, "mv", "responses/r.yaml", "responses/s.yaml")
    head = commit(root, {}, "Nytt namn")

    assert earlier_responses(root, head) == {"r", "s"}
