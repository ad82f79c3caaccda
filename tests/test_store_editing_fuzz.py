"""Whatever a file says and however it is written, an edit makes it say the new, and leaves the rest alone."""

import re
from datetime import date

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from auditresp.model.audits import RecommendationsFile
from auditresp.model.responses import Response
from auditresp.model.settings import Settings
from auditresp.store.editing import edited, understood
from written_files import file, grown, mutated, records

COMMENT = re.compile(r"# (?:ovan \d+|bredvid \d+|först)")
KINDS = {"responses/r.yaml": Response, "recommendations.yaml": RecommendationsFile, "auditresp.yaml": Settings}
seldom = settings(phases=[Phase.explicit, Phase.generate], max_examples=25, derandomize=True, suppress_health_check=list(HealthCheck))


@seldom
@given(st.data(), st.sampled_from(list(KINDS)), st.integers(0, 10**6))
def test_any_edit_of_any_file_says_what_it_should(data: st.DataObject, name: str, seed: int) -> None:
    kind = KINDS[name]
    old = data.draw(records(kind))
    new = data.draw(st.composite(lambda draw: mutated(old, kind, draw, 12))())
    before = file(old, seed, kind)
    wanted = understood(kind, name, file(new, seed))

    after = edited(kind, name, before.encode(), wanted).decode()

    assert understood(kind, name, after) == wanted


@seldom
@given(st.data(), st.sampled_from(list(KINDS)), st.integers(0, 10**6))
def test_where_nothing_goes_every_comment_stays(data: st.DataObject, name: str, seed: int) -> None:
    kind = KINDS[name]
    old = data.draw(records(kind))
    new = data.draw(st.composite(lambda draw: grown(old, kind, draw))())
    before = file(old, seed, kind)

    after = edited(kind, name, before.encode(), understood(kind, name, file(new, seed))).decode()

    assert sorted(COMMENT.findall(after)) == sorted(COMMENT.findall(before))


@seldom
@given(st.data(), st.dates(), st.integers(0, 10**6))
def test_one_changed_value_is_one_changed_line(data: st.DataObject, day: date, seed: int) -> None:
    said = data.draw(records(Response)) | {"date": "2018-01-01"}
    before = file(said, seed, Response)
    new = understood(Response, "r.yaml", before).but(date=day)

    after = edited(Response, "r.yaml", before.encode(), new).decode()

    lines = list(zip(before.splitlines(keepends=True), after.splitlines(keepends=True), strict=True))
    assert sum(old != new for old, new in lines) == (day != date(2018, 1, 1))
