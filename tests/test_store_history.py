from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

import pytest

from auditresp.changes import Change, changes_between
from auditresp.model.values import Record
from auditresp.store.history import history
from auditresp.store.loading import load
from auditresp.store.revisions import Blobs, Revision
from histories import History, history_in


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> History:
    return history_in(tmp_path_factory.mktemp("long") / "register", commits=400)


def said(changes: Iterable[Change]) -> list[str]:
    """Changes as lines that can be compared: where lines are broken inside a paragraph does not matter."""
    return sorted(" ".join(str(plain(getattr(change, part.name))) for part in fields(change) if part.compare) for change in changes)


def plain(value: Any) -> Any:
    match value:
        case Record():
            return {name: plain(getattr(value, name)) for name in type(value).model_fields}
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
    neighbours = [(truth.parents[0], commit) for commit, truth in long.told.items() if len(truth.parents) == 1][::10]

    assert len(neighbours) > 30
    for parent, commit in neighbours:
        old, new = (load(Revision(long.root, each, blobs)) for each in (parent, commit))
        assert said(changes_between(old, new)) == said(long.told[commit].changes)
