"""Templates are read without data: what is certain is said, and nothing else."""

import time
from pathlib import Path

import pytest

from auditresp.documents.proofing import template_problems, template_problems_in, what_it_sees
from auditresp.documents.view.fields import RegisterDocument, ResponseDocument
from auditresp.model.records import Record, required
from auditresp.model.values import Line
from auditresp.problems import Problem, errors
from docx_making import docx, p, run
from registers import AUDIT, SETTINGS, lines, read
from template_texts import said, template
from test_documents_template_docxtpl import TEMPLATES

REPOSITORY = Path(__file__).parents[1]
LETTER = (Path(__file__).with_name("template_mistakes") / "letter.txt").read_text("utf-8")


def found(text: str) -> list[str]:
    """What is said of a few lines, without what they leave out."""
    return [line for line in said(template(text)) if "never-printed" not in line]


@pytest.mark.parametrize("file", sorted((REPOSITORY / "templates").glob("*.docx")), ids=lambda file: file.stem)
def test_our_own_templates_give_no_word(file: Path) -> None:
    data = file.read_bytes()

    assert template_problems(data, file.name, what_it_sees(data, file.name)) == []


class View(Record):
    """What docxtpl's idioms are shown with."""

    name: Line = required("…")
    names: tuple[Line, ...] = required("…")
    groups: tuple["Group", ...] = required("…")
    nothing: Line = required("…")
    lines: Line = required("…")
    number: int = required("…")


class Group(Record):
    """A part of it."""

    title: Line = required("…")
    rows: tuple[tuple[Line, ...], ...] = required("…")


@pytest.mark.parametrize("idiom", TEMPLATES)
def test_what_docxtpl_users_write_gives_no_false_word(idiom: str) -> None:
    assert errors(template_problems(docx(*TEMPLATES[idiom]), "t.docx", View)) == []


@pytest.mark.parametrize(
    "line",
    [
        "{% set all = recommendations %}{% for each in all %}{{ each.text }}{% endfor %}",
        "{% if date %}{% set day = date %}{% else %}{% set day = meeting %}{% endif %}{{ day | date_long }}",
        "{% with first = recommendations | first %}{{ first.severity }}{% endwith %}",
        "{% macro who(actor) %}{{ actor.title }} {{ actor.email }}{% endmacro %}{% for m in measures %}{{ who(m.owner) }}{% endfor %}",
        "{% for severity, group in recommendations | groupby('severity') %}{{ severity }}{{ (group | first).text }}{% endfor %}",
        "{% for group in recommendations | groupby('severity') %}{{ group.grouper }}{{ group.list | length }}{% endfor %}",
        "{% for id, reply in replies | items %}{{ id }} {{ reply.status }}{% endfor %}",
        "{{ measures | selectattr('status', 'in', ['planned', 'ongoing']) | map(attribute='owner.name') | select | join_and }}",
        "{{ measures | rejectattr('done') | map(attribute='due') | map('date_long') | join('; ') }}",
        "{% set seen = namespace(count=0) %}{% for m in measures %}{% set seen.count = seen.count + 1 %}{% endfor %}{{ seen.count }}",
        "{% for m in measures %}{{ loop.index }}/{{ loop.length }}{{ loop.cycle('a', 'b') }}{{ loop.previtem.text }}{% endfor %}",
        "{% for b in boards recursive %}{{ b.name }}{% endfor %}{{ boards[0].name }}{{ boards[-1:] | join_and }}",
        "{% for row in recommendations | batch(2) %}{% for each in row %}{{ each.number }}{% endfor %}{% endfor %}",
        "{{ subject.upper() }} {{ date.year }} {{ (follow_ups | first).due.written }} {{ subject[0] }}",
        "{{ texts.vad_som_helst | truncate(40) }} {{ (their_reference | default('–')) | upper }}",
        "{% if response.state == 'draft' %}UTKAST{% endif %}{{ 'a' if measures and measures[0].status != 'done' else 'b' }}",
        "{% set written %}{{ subject }}{% endset %}{{ written }}",
        "{{ case_number ~ 1 }}{{ 'Dnr ' + case_number }}{{ measures | length + 1 }}{{ '-' * 20 }}{{ subject | int + 1 }}",
        "{% for m in measures %}{{ loop.index + 1 if loop.index % 2 else -loop.index }}{% endfor %}{{ boards | length / 2 }}",
        "{% if 1 < measures | length <= 4 and date > meeting and date | date_iso < '2018-01-01' %}{% endif %}",
        "{% for m in measures %}{% if m.due > m.due and m.due.day < date and m.status < 'x' %}{% endif %}{% endfor %}",
        "{% for x in measures + follow_ups %}{{ x.text }}{% endfor %}{{ recommendations | sort(attribute='number') | length }}",
        "{{ subject | truncate(3, true, '…') | default }}{{ subject | replace(old='a', new='b') }}",
        "{{ recommendations | selectattr('stance', '==', 'agree') | list | length }}{{ recommendations | slice(2) | list | length }}",
        "{% if 'a' in boards | map(attribute='name') and subject != '' and boards == [] and audit.id == '5' %}{% endif %}",
        "{% for m in measures %}{% if m.due == m.due or m.due.day == date or m.status == 'done' %}{% endif %}{% endfor %}",
        "{% for r in recommendations %}{% if r.confidential == true and r.number == 1 %}{% endif %}{% endfor %}{ {{ subject }} }",
        "{% macro all() %}{{ varargs }}{{ kwargs.a }}{% endmacro %}{{ all(1, a=2) }}",
        "{% if logotype is defined %}{{ logotype }}{% endif %}",
    ],
)
def test_what_is_right_gives_no_word(line: str) -> None:
    assert found(line) == []


def test_mistakes_are_found_inside_macros_and_blocks() -> None:
    assert found(
        "{% macro who(actor) %}{{ actor.tilte }}{% endmacro %}{% for m in measures %}{{ who(m.owner) }}{{ who(m.owner) }}{% endfor %}"
    ) == [
        "body, paragraph 1: «{% macro who(actor) %}►{{ actor.tilte }}◄{% endmacro %}{% for…»: "
        "error unknown-name: 'tilte' is not a field of Actor; did you mean 'title'?"
    ]
    assert found("{% set written %}{{ subjekt }}{% endset %}{{ written }}") == [
        "body, paragraph 1: «{% set written %}►{{ subjekt }}◄{% endset %}{{ written }}»: error unknown-name: "
        "'subjekt' is not known here; did you mean 'subject'?"
    ]


def test_a_macro_that_is_never_called_is_read_too() -> None:
    assert found("{% macro head(x) %}{{ x.anything }} {{ subjekt }}{% endmacro %}") == [
        "body, paragraph 1: «…acro head(x) %}{{ x.anything }} ►{{ subjekt }}◄{% endmacro %}»: error unknown-name: "
        "'subjekt' is not known here; did you mean 'subject'?"
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("kommun", "'municipality'"),
        ("diarienummer", "'case_number'"),
        ("handläggare", "'case_officers'"),
        ("Subject", "'subject'"),
        ("title", "'audit.title'"),
        ("measures[0].owner.titel", "'title'"),
        ("recommendations[0].svar", "'reply'"),
    ],
)
def test_the_message_names_what_was_probably_meant(written: str, meant: str) -> None:
    (line,) = found(f"{{{{ {written} }}}}")

    assert line.endswith(f"; did you mean {meant}?")


def test_two_mistakes_in_one_tag_are_two_problems() -> None:
    assert found("{{ measure.x or subjekt }}") == [
        "body, paragraph 1: «{{ measure.x or subjekt }}»: error unknown-name: 'measure' is not known here; did you mean 'measures'?",
        "body, paragraph 1: «{{ measure.x or subjekt }}»: error unknown-name: 'x' is no field of a list; "
        "go through the list with {% for %} and ask each of it",
        "body, paragraph 1: «{{ measure.x or subjekt }}»: error unknown-name: 'subjekt' is not known here; did you mean 'subject'?",
    ]


def test_a_misspelt_name_with_something_to_print_instead_is_a_hole_and_no_error() -> None:
    assert [line.rpartition(": ")[2] for line in found("{{ case_number | d('–', ture) }}{{ case_number | d(default_value=dat) }}")] == [
        "'ture' is not known here",
        "'dat' is not known here; did you mean 'date'?",
    ]
    assert found("{{ subjekt | default('–') }}") == [
        "body, paragraph 1: «{{ subjekt | default('–') }}»: warning unknown-name: 'subjekt' is not known here; did you mean 'subject'?"
    ]


def test_a_field_that_only_some_have_is_a_warning() -> None:
    assert found("{% for m in measures %}{{ m.recommendation.severity }}{% endfor %}") == [
        "body, paragraph 1: «…m in measures %}►{{ m.recommendation.severity }}◄{% endfor %}»: warning unknown-name: "
        "this may also be a whole Finding, "
        "which has no 'severity'; ask first, with {% if m.recommendation.severity is defined %}"
    ]


def test_after_a_mistake_the_rest_is_read_as_it_was_meant() -> None:
    assert found("{% for each in recomendations %}{{ each.tetx }}{% endfor %}") == [
        "body, paragraph 1: «►{% for each in recomendations %}◄{{ each.tetx }}{% endfor %}»: error unknown-name: "
        "'recomendations' is not known here; did you mean 'recommendations'?",
        "body, paragraph 1: «{% for each in recomendations %}►{{ each.tetx }}◄{% endfor %}»: error unknown-name: "
        "'tetx' is not a field of Recommendation; did you mean 'text'?",
    ]


def test_a_block_that_is_broken_hides_no_other_mistake() -> None:
    broken = LETTER.replace("{%p for officer in case_officers %}\n", "{%p for officer in case_officers\n", 1)

    assert [line.split(": ")[2] for line in said(template(broken.replace("{{ subject }}", "{{ subjekt }}")))] == [
        "error unknown-name",
        "error unclosed-tag",
        "error lost-tag",
    ]


def test_problems_come_in_the_order_of_the_text() -> None:
    text = "{{ a1 }}\n[bold] Bakgrund\n{{ b1 }}\nheader: {{ c1 }}"

    assert [line.split("»")[0] for line in found(text)] == [
        "body, paragraph 1: «{{ a1 }}",
        "body, paragraph 2: «Bakgrund",
        "body, paragraph 3: «{{ b1 }}",
        "header 1, paragraph 1: «{{ c1 }}",
    ]


def test_what_a_template_leaves_out_on_purpose_it_says_itself() -> None:
    text = "{#p utelämnar: boards, recommendations #}\nfooter: {#p Utelämnar: replies #}\n{{ subject }}"

    assert [line.split(",")[0] for line in said(template(text))] == [
        f"warning never-printed: the template never prints {what}"
        for what in ("the proposed decisions", "the measures' deadlines", "the deadlines for reporting back")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{%p if a %}\n[Heading 1] A\n{%p endif %}\n[Heading 2] B", []),
        ("[Heading 1] A\n{%p if a %}\n[Heading 2] B\n{%p endif %}\n[Heading 3] C", []),
        ("[Heading 1] A\n{%p if a %}\n[Heading 2] B\n{%p else %}\n[Heading 3] C\n{%p endif %}", ["C"]),
        ("[Heading 1] A\n{%p for a in b %}\n[Heading 2] B\n[Heading 4] C\n{%p endfor %}", ["C"]),
        ("[Heading 1] \n[Heading 1] A\n[Heading 3] {{ x }}", ["{{ x }}"]),
    ],
)
def test_headings_are_followed_whichever_way_the_choices_go(text: str, expected: list[str]) -> None:
    assert [line.partition("«")[2].partition("»")[0] for line in found(text) if "heading-order" in line] == expected


def test_formatting_by_hand_that_changes_nothing_or_only_a_word_is_left_alone() -> None:
    assert found("[as Normal] Nämnden har tagit del av granskningen.") == []


def test_what_a_template_sees_shows_in_what_it_asks_for() -> None:
    of_the_register = template("{%p for audit in audits %}\n{{ audit.title }}\n{%p endfor %}")

    assert what_it_sees(of_the_register, "t.docx") is RegisterDocument
    assert what_it_sees(template(LETTER), "t.docx") is ResponseDocument


RESPONSE = """
    audit: a1
    documents: [brev, borta]
    boards: [san]
    replies:
      R1: {stance: agree, text: Ja.}
"""


def test_the_templates_that_a_register_uses_are_checked() -> None:
    files = {
        "templates/brev.docx": template(LETTER.replace("{{ subject }}", "{{ subjekt }}")),
        "templates/lista.docx": template("{%p for audit in audits %}\n{{ audit.titel }}\n{%p endfor %}"),
        "templates/trasig.docx": b"PK",
        "templates/oanvand.docx": b"",
    }
    register = read(
        AUDIT,
        responses={"r": RESPONSE},
        settings=f"{SETTINGS}documents: [lista, trasig]\n",
        templates=("brev", "lista", "trasig", "oanvand"),
    )

    assert lines(without_needs(template_problems_in(register, files.__getitem__))) == [
        "templates/brev.docx: body, paragraph 1: «{{ subjekt }}»: error unknown-name: 'subjekt' is not known here; did you mean 'subject'?",
        "templates/lista.docx: body, paragraph 2: «{{ audit.titel }}»: error unknown-name: "
        "'titel' is not a field of AnsweredAudit; did you mean 'title'?",
        "templates/trasig.docx: error unusable-template: templates/trasig.docx cannot be used: "
        "the file is damaged, or no Word document at all",
    ]


def without_needs(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.code != "never-printed"]


def test_a_template_is_read_in_no_time() -> None:
    data = (REPOSITORY / "templates/svar.docx").read_bytes()
    template_problems(data, "svar.docx", ResponseDocument)
    begun = time.process_time()
    template_problems(data, "svar.docx", ResponseDocument)

    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{% for m in measures %}{{ m.due }}{{ mesure.text }}{% endfor %}", "'m'"),
        ("{% for measure in measures %}{{ measure.due }}{{ meassure.text }}{% endfor %}", "'measure'"),
        ("{% for r in recommendations %}{{ r.number }}{{ rekommendation.text }}{% endfor %}", "'r'"),
        ("{% for boat in boards %}{{ board.name }}{% endfor %}", "'boat'"),
        ("{% for m in measures %}{{ m.due }}{{ granskning.title }}{% endfor %}", "'audit'"),
        ("{% for m in measures %}{{ m.due }}{{ lop.index }}{% endfor %}", "'loop'"),
        ("{% for item in recommendations %}{{ item.text }}{{ title }}{% endfor %}", "'audit.title'"),
    ],
)
def test_a_name_that_a_loop_makes_comes_before_the_fields(written: str, meant: str) -> None:
    (line,) = found(written)

    assert line.endswith(f" is not known here; did you mean {meant}?")


@pytest.mark.parametrize(
    ("written", "corrected"),
    [
        ("{% for o in case_officers %}{{ officer.name }}, {{ officer.title }}{% endfor %}", "{% for officer in case_officers %}"),
        (
            "{% for id, repyl in replies | items %}{{ reply.stance }}{{ reply.status }}{% endfor %}",
            "{% for id, reply in replies | items %}",
        ),
        (
            "{% for r in boards %}{{ r.name }}{% endfor %}{% for m in measures %}{{ r.text }}{{ r.due }}{% endfor %}",
            "{% for r in measures %}",
        ),
    ],
)
def test_a_loop_whose_tags_use_another_name_is_one_mistake(written: str, corrected: str) -> None:
    (line,) = found(written)

    assert line.endswith(f"; write the same name in both, as in {corrected}")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("{{ audit + 1 }}", "“+” calculates with numbers, and here are a whole record and a number"),
        ("{{ -subject }}", "“-” calculates with numbers, and this is a text"),
        ("{{ subject | round }}", "round calculates with a number, and this is a text"),
        ("{{ measures | sum }}", "sum calculates with a number, and this is a whole ListedMeasure"),
        ("{{ boards | sort | join_and }}", 'a whole Board has no order; say which of its fields to go by, as in sort(attribute="…")'),
        (
            "{% if date < '2018-01-01' %}{% endif %}",
            'a day and a text cannot be held against each other with <; write the day as text too: date | date_iso < "2018-10-25"',
        ),
        (
            "{% for m in measures %}{% if m.due < date %}{% endif %}{% endfor %}",
            "a deadline and a day cannot be held against each other with <; "
            "to compare with the day that counts, write measure.due.day < date",
        ),
    ],
)
def test_sums_and_comparisons_without_an_answer_are_found(written: str, reason: str) -> None:
    (line,) = found(written)

    assert line.endswith(f": error impossible-sum: {reason}")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (
            "{{ subject | truncate(lengt=3) }}",
            "the filter 'truncate' has other values in its brackets than it takes; it takes length, killwords, end, leeway",
        ),
        ("{{ date | date_long('x') }}", "the filter 'date_long' has other values in its brackets than it takes; it takes nothing"),
        ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}", "the macro 'm' is given other values than it takes; it takes a"),
    ],
)
def test_what_a_filter_or_macro_does_not_take_is_found(written: str, reason: str) -> None:
    (line,) = found(written)

    assert line.endswith(f": error wrong-arguments: {reason}")


@pytest.mark.parametrize(
    ("sign", "style"),
    [("-", "List Bullet"), ("•", "List Bullet"), ("–", "List Bullet"), ("1.", "List Number"), ("a)", "List Number")],
)
def test_a_sign_that_is_typed_before_each_item_of_a_loop_makes_no_list(sign: str, style: str) -> None:
    assert found(f"{{%p for m in measures %}}\n{sign} {{{{ m.text }}}}\nKlart\n{{%p endfor %}}") == [
        f"body, paragraph 2: «►{sign}◄ {{{{ m.text }}}}»: warning typed-list: “{sign}” is typed before each item, so Word and screen "
        f"readers see no list; take it away, and give the paragraph the style {style}, or choose bullets or numbering under Home"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "{%p for m in measures %}\n{{ loop.index }}. {{ m.text }}\n{%p endfor %}",
        "{%p for m in measures %}\n{% if m.due %}- {{ m.text }}{% endif %}\n{%p endfor %}",
        "{%p for m in measures %}\n{%p if m.due %}\n– {{ m.text }}\n{%p endif %}\n{%p endfor %}",
        "{%p for r in recommendations %}\n{{ r.text }}\n{%p for m in r.measures %}\n• {{ m.text }}\n{%p endfor %}\n{%p endfor %}",
    ],
)
def test_a_typed_list_is_found_however_the_loop_is_made(lines: str) -> None:
    assert [line.partition("warning ")[2].partition(":")[0] for line in found(lines)] == ["typed-list"]


def test_a_typed_list_is_found_in_a_loop_that_makes_lines() -> None:
    line = p(run("{% for m in measures %}- {{ m.text }}"), "<w:r><w:br/></w:r>", run("{% endfor %}"))

    assert [each.partition(": warning ")[0] for each in said(docx(line)) if "typed-list" in each] == [
        "body, paragraph 1: «{% for m in measures %}►-◄ {{ m.text }} {% endfor %}»"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "- {{ subject }}",
        "{%p if measures %}\n- {{ subject }}\n{%p endif %}",
        "{% for m in measures %}- {{ m.text }}{% endfor %}",
        "{%p for m in measures %}\n{{ loop.index }}. {{ m.text }}\nKlart {{ m.due }}\n{%p endfor %}",
        "{%p for m in measures %}\n[Heading 1] {{ loop.index }}. {{ m.text }}\n{%p endfor %}",
        "{%p for m in measures %}\n[List Bullet] {{ m.text }}\n{%p endfor %}",
        "| Nr || Klart\n| {%tr for m in measures %} ||\n| {{ loop.index }}. || {{ loop.index }}. {{ m.due }}\n| {%tr endfor %} ||",
    ],
)
def test_lines_that_are_no_typed_list(lines: str) -> None:
    assert found(lines) == []


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        (
            'date == "2018-04-11"',
            'a day is never equal to a text; write the day as text too: date | date_iso == "2018-10-25"; '
            "to ask whether there is one, write {% if date %}",
        ),
        (
            '"Socialnämnden" in boards',
            "a text is never equal to a whole record; name the field that is meant, or choose it from all: "
            'board.name == "…", "…" in boards | map(attribute="name")',
        ),
        (
            "measures == 0",
            "a list is never equal to a number; to ask how long or how many it is, write measures | length == 3",
        ),
        ("audit.id == 5", 'a text is never equal to a number; put the number in quotation marks, or take them away: "3"'),
        (
            'recommendations[0].confidential == "ja"',
            "a number is never equal to a text; it is yes or no: write {% if … %}",
        ),
    ],
)
def test_values_that_are_never_equal_are_found(condition: str, reason: str) -> None:
    (line,) = found(f"{{% if {condition} %}}{{% endif %}}")

    assert line.endswith(f": error never-equal: {reason}")


@pytest.mark.parametrize(
    ("written", "said_of_it"),
    [
        ("{{ recommendations.length }}", "'length' is a filter, and stands after what it is for: … | length"),
        ("{{ boards.first.name }}", "'first' is a filter, and stands after what it is for: … | first"),
        ("{{ date_long(date) }}", "'date_long' is a filter, and stands after what it is for: … | date_long"),
        ("{{ response.municipality.name }}", "'municipality' is not a field of Response; did you mean 'municipality'?"),
        ("{% if date %}x{% else if meeting %}y{% endif %}", "“else if” is written “elif” here"),
        ("{% if date %}x{% endfor %}", "{% endfor %} ends nothing that began before it; {% if … %} is still open"),
        ("{{ subject }}}", "“}” is no tag and will be printed as it stands; write {{ … }}"),
    ],
)
def test_habits_from_elsewhere_are_said_once_with_what_is_right(written: str, said_of_it: str) -> None:
    (line,) = found(written)

    assert line.endswith(f": {said_of_it}")


def test_swedish_tags_are_understood_as_what_was_meant() -> None:
    assert [line.rpartition(": ")[2] for line in found("{% om date %}x{% annars %}y{% slutom %}")] == [
        "'om' is no tag; did you mean 'if'?",
        "'annars' is no tag; did you mean 'else'?",
        "'slutom' is no tag; did you mean 'endif'?",
    ]
