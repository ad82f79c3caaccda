"""The list of fields: complete, in Swedish, with what the workspace says as examples; and which of them a template uses."""

import json
from pathlib import Path

import pytest

from auditresp.documents.proofing.field_list import FILTERS, Thing, examples_in, field_list, fields_used, times_used
from auditresp.documents.template.compiling import compile_template
from auditresp.documents.template.core import Properties
from auditresp.documents.template.environment import ENVIRONMENT
from auditresp.documents.view import register_view, view
from auditresp.store.loading import load
from auditresp.store.starter import example
from auditresp.wording import FILTERS as OF_THE_TRADE
from docx_making import docx, filled, p
from workspaces import auditresp, workspace

REGISTER = load(example())
VIEW = view(REGISTER, REGISTER.responses["2018-ekonomiskt-utanforskap"])


def things() -> list[Thing]:
    return field_list(examples_in([VIEW, register_view(REGISTER)]))


def shown(title: str, *names: str) -> list[str]:
    """What the list says of some fields of a kind of thing."""
    [found] = [each for each in things() if each.title == title]
    return [f"{each.name}: {each.kind}: {each.example}" for each in found.fields if each.name in names]


def test_a_field_says_what_it_is_and_gives_an_example() -> None:
    assert shown("mall för ett svar", "case_number", "date", "summary", "recommendations", "texts", "state") == [
        "case_number: rad: SAN 2018/112",
        "date: datum: 2018-04-11",
        "summary: text med stycken: Revisorerna har låtit granska hur nämnden arbetar för att fler ska kl…",
        "texts: texter med stycken, efter namn: after_recommendations, replies_introduction, findings_introduction",
        "recommendations: lista av rekommendationer: ",
        "state: en av: utkast (draft), beslutat (decided), skickat (sent): beslutat",
    ]
    assert shown("åtgärd", "due", "owner", "status") == [
        "status: en av: planerad (planned), pågår (ongoing), genomförd (done), avbruten (cancelled): pågår",
        "owner: funktion eller nämnd: Enhetschef för arbete och integration",
        "due: tidsgräns: våren 2018",
    ]


def test_a_kind_of_thing_says_where_it_is_found_and_what_it_builds_on() -> None:
    [found] = [each for each in things() if each.title == "åtgärd med sin rekommendation"]

    assert found.variable == "measure"
    assert found.found_in[:2] == ("measures", "progress.done")
    assert found.like == ("åtgärd",)
    assert [each.name for each in found.fields] == ["recommendation"]


def test_every_kind_of_thing_is_listed_once() -> None:
    records = [each.record for each in things()]

    assert len(records) == len(set(records))


def test_every_filter_of_the_trade_is_explained_and_every_one_explained_exists() -> None:
    explained = {each.name for each in FILTERS}

    assert {*OF_THE_TRADE, "height"} - explained == set()
    assert explained - ENVIRONMENT.filters.keys() == set()


@pytest.mark.parametrize("each", [each for each in FILTERS if each.gives], ids=lambda each: each.name)
def test_a_filter_gives_what_the_list_says(each: object) -> None:
    written, gives = vars(each)["written"], vars(each)["gives"]

    assert filled(written, **VIEW) == [gives]


def test_a_template_s_fields_are_counted_through_loops_filters_and_conditions() -> None:
    template = docx(
        "{%p if case_number %}",
        "Dnr {{ case_number | upper }}",
        "{%p endif %}",
        "{%p for recommendation in recommendations %}",
        "{%p for measure in recommendation.measures %}",
        "{{ measure.owner.name }}",
        "{%p endfor %}",
        "{%p endfor %}",
        header=[p("{{ municipality.name }}")],
    )

    seen, counted = fields_used(template, "templates/svar.docx")

    assert seen.__name__ == "ResponseDocument"
    assert {f"{record.__name__}.{name}": times for (record, name), times in counted.items()} == {
        "ResponseDocument.case_number": 2,
        "ResponseDocument.recommendations": 1,
        "Recommendation.measures": 1,
        "Measure.owner": 1,
        "Actor.name": 1,
        "ResponseDocument.municipality": 1,
        "Municipality.name": 1,
    }


def test_a_field_that_comes_from_what_a_kind_builds_on_is_counted_there() -> None:
    _seen, counted = fields_used(docx("{{ response.date }} {% for m in measures %}{{ m.text }}{% endfor %}"), "x.docx")

    used = {f"{thing.title}: {each.name}" for thing in things() for each in thing.fields if times_used(each, counted)}
    assert used == {"mall för ett svar: response", "mall för ett svar: date", "mall för ett svar: measures", "åtgärd: text"}


def test_the_command_lists_fields_and_filters(tmp_path: Path) -> None:
    result = auditresp(workspace(tmp_path), "template", "fields")

    assert result.exit_code == 0, result.output
    said = result.stdout.splitlines()
    place = said.index("  boards – lista av nämnder")
    assert said[place + 1 : place + 3] == ["      Nämnder som svarar.", "      For example: Kommunstyrelsen"]
    assert "      {{ date | date_long }} → den 11 april 2018" in said
    assert [line for line in said if len(line) > 100] == []


def test_without_a_workspace_the_examples_are_the_example_s(tmp_path: Path) -> None:
    said = auditresp(tmp_path, "template", "fields").stdout

    assert "For example: SAN 2018/112" in said


def test_what_a_file_uses_and_what_it_does_not(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    (root / "min.docx").write_bytes(docx("{{ subject }} {{ subject }}", "{{ date }}"))

    used, unused = auditresp(root, "template", "fields", "--for", "min.docx").stdout.split("does not use:")

    assert [line for line in used.splitlines() if "time" in line] == ["  subject (2 times) – rad", "  date (1 time) – datum"]
    assert "\n  subject – " not in unused
    assert "\n  summary – text med stycken\n" in unused


def test_the_same_as_json(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    (root / "min.docx").write_bytes(docx("{{ subject }} {{ subject }}"))

    said = json.loads(auditresp(root, "template", "fields", "--for", "min.docx", "--format", "json").stdout)

    found = {each["name"]: each for thing in said["things"] for each in thing["fields"]}
    assert found["subject"] == {
        "name": "subject",
        "type": "rad",
        "meaning": "Handlingens rubrik.",
        "example": "Svar på revisionsrapport: Granskning av avtal",
        "used": 2,
    }
    assert found["measure.due"]["used"] == 0
    assert [each["name"] for each in said["filters"]][:2] == ["date_long", "date_iso"]


def test_a_file_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    root = workspace(tmp_path)

    result = auditresp(root, "template", "fields", "--for", "svar")

    assert result.exit_code == 2
    assert result.stderr.endswith(f"did you mean '{root / 'templates' / 'svar.docx'}'?\n")


def test_a_preview_s_template_compiles_with_every_field_s_name() -> None:
    """A name in the list is a name that the engine knows."""
    lines = [each.name for thing in things() if thing.title == "mall för ett svar" for each in thing.fields]
    template = docx(*(f"{{% if {name} %}}{name}{{% endif %}}" for name in lines))

    compile_template(template, "templates/svar.docx").fill(VIEW, Properties())
