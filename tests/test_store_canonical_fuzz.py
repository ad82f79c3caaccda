"""Whatever a file says and however it is written, its one form says the same, keeps the comments, and is the form of all that say it."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from auditresp.store.canonical import canonical
from test_store_editing_fuzz import COMMENT, KINDS
from written_files import file, records

seldom = settings(phases=[Phase.explicit, Phase.generate], max_examples=25, derandomize=True, suppress_health_check=list(HealthCheck))


@seldom
@given(st.data(), st.sampled_from(list(KINDS)), st.integers(0, 10**6))
def test_the_form_keeps_the_comments_and_is_its_own(data: st.DataObject, name: str, seed: int) -> None:
    kind = KINDS[name]
    before = file(data.draw(records(kind)), seed, kind).encode()

    after = canonical(kind, name, before)  # which compares what both say

    assert sorted(COMMENT.findall(after.decode())) == sorted(COMMENT.findall(before.decode()))
    assert canonical(kind, name, after) == after


@seldom
@given(st.data(), st.sampled_from(list(KINDS)), st.integers(0, 10**6), st.integers(0, 10**6))
def test_all_files_that_say_the_same_have_one_form(data: st.DataObject, name: str, seed: int, other: int) -> None:
    kind = KINDS[name]
    said = data.draw(records(kind))

    one, another = (canonical(kind, name, file(said, each, kind, comments=False).encode()) for each in (seed, other))

    assert one.split() == another.split()
    assert one.splitlines() == another.splitlines()
