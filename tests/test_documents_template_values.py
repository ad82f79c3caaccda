"""What a template prints of the values it sees, and what it can see of them."""

from collections import UserDict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from auditresp.documents.template.compiling import compile_template
from auditresp.documents.template.core import CORE_PART, Properties
from auditresp.model.audits import Severity
from auditresp.model.dates import Deadline
from auditresp.model.reading import record_from
from auditresp.model.records import Record, required
from auditresp.model.responses import DueChange, Measure, Response, Stance
from auditresp.model.values import Line, Text
from docx_making import docx, fill, filled, p, problems, said, tree
from paragraphs import NS, Reader, W, package_of, parts_of


class Chair(Record):
    """A record that says itself how it is called."""

    name: Line = required("Namn.")

    def __str__(self) -> str:
        return f"ordförande {self.name}"


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("text", "text"),
        (7, "7"),
        (True, "ja"),
        (False, "nej"),
        (None, ""),
        (date(2018, 4, 11), "2018-04-11"),
        (Deadline("2018-10-25"), "den 25 oktober 2018"),
        (Deadline("2018-Q4"), "fjärde kvartalet 2018"),
        (Stance.PARTLY, "instämmer delvis"),
        (Chair(name=Line("Anna")), "ordförande Anna"),
        (Text("Ett **starkt** ord.\n\n- punkt"), "Ett starkt ord. punkt"),
        ("rad\nrad\tflik", "rad↵rad→flik"),
        ("rad\x0brad\x00\x0c\ufffe", "rad↵rad"),
    ],
)
def test_what_a_value_prints(value: object, printed: str) -> None:
    assert filled("({{ x }})", x=value) == [f"({printed})"]


class Asked(UserDict[str, object]):
    """Values, and which of them somebody has asked for."""

    def __init__(self, **values: object) -> None:
        super().__init__(values)
        self.names: list[str] = []

    def __getitem__(self, name: str) -> object:
        self.names.append(name)
        return super().__getitem__(name)


@pytest.mark.parametrize("text", ["{% for each in x %}{{ each }}{% endfor %}", "{% for each in x %}{{ loop.index }}{% endfor %}"])
def test_values_that_a_template_does_not_ask_for_are_not_touched(text: str) -> None:
    values = Asked(x=(1, 2), y=(3,))

    document = compile_template(docx(p(text)), "templates/svar.docx").fill(values, Properties())

    assert (said(document), values.names) == (["12"], ["x"])


MEASURE = record_from(Measure, {"id": "m1", "text": "Ny *rutin*", "status": "ongoing", "due": "2018-06"})
CHANGE = record_from(DueChange, {"from": "2018-05", "to": "2018-06", "reason": "Sjukdom", "date": "2018-04-01"})


@pytest.mark.parametrize(
    ("tag", "printed"),
    [
        ("{{ measure.text }}", "Ny rutin"),
        ("{{ measure['due'] }}", "juni 2018"),
        ("{{ change.from }}", "maj 2018"),
        ("{{ measure.status }}{% if measure.status == 'ongoing' %}!{% endif %}", "pågår!"),
        ("{{ measure.due|date_iso }} {{ measure.due ~ '.' }}", "2018-06 juni 2018."),
        ("{{ mapping.items }} {{ mapping.keys }} {{ mapping['get'] }}", "tre  "),
        ("{% for key, value in mapping|items %}{{ key }}={{ value }}{% endfor %}", "items=tre"),
        ("{{ [measure.status, measure.due]|join(' ') }}", "pågår juni 2018"),
        ("{{ [change]|map(attribute='from')|join }}", "maj 2018"),
        ("{{ measure.status|upper }} {{ measure.text|upper }} {{ measure.text|length }}", "PÅGÅR NY RUTIN 8"),
        ("{{ measure.text.upper() }} {{ measure.text|truncate(5, true, '…', 0) }}", "NY RUTIN Ny r…"),
        ("{{ measure.text[:4] }}|{{ names[1:]|join }}", "Ny r|b"),
        ("{{ name|e }} {{ name|safe }} {{ name|escape|upper }}", "A & B A & B A & B"),
        ("{{ names|first }} {{ names[-1] }} {{ names[7] }}{{ []|first }}", "a b "),
        ("{{ names|first is defined }} {{ nothing is none }} {{ missing is defined }}", "ja ja nej"),
        ("{{ nothing|default('–') }} {{ missing|default('–') }}", "– –"),
        ("{% set ns = namespace(n=0) %}{% for x in names %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}", "2"),
        ("{% for x in 'aab' %}{% if loop.changed(x) %}{{ x }}{% endif %}{% endfor %}", "ab"),
        ("{% block begin %}{{ names[0] }}{% endblock %}{{ names[1] }}", "ab"),
        ("{% set x = names[1] %}{% if names %}{% set x = x ~ names[0] %}{% endif %}{{ x }}", "ba"),
        ("{% for x in names %}{% if x == 'b' %}{% break %}{% endif %}{{ x }}{% endfor %}", "a"),
        ("{{ range is defined }} {{ dict is defined }}", "ja ja"),
        ("{% do names %}{{ 'ja' if names else 'nej' }}", "ja"),
        ("{% for x in names %}{{ loop.previtem }}{{ x }}{% endfor %}", "aab"),
    ],
)
def test_what_a_tag_prints(tag: str, printed: str) -> None:
    view = {
        "measure": MEASURE,
        "change": CHANGE,
        "mapping": {"items": "tre"},
        "name": Line("A & B"),
        "names": ["a", "b"],
        "nothing": None,
    }

    assert filled(tag, **view) == [printed]


@pytest.mark.parametrize(
    "absent",
    [
        "response.sent",
        "response.sent.date",
        "response.sent.date.year",
        "response.sent.date.strftime('%d')",
        "response.summary.upper()",
        "response.texts.intro",
        "response.decisions[0].date",
        "(response.decisions|first).date",
        "nothing.name.first",
    ],
)
def test_what_is_absent_prints_nothing_is_false_and_empty(absent: str) -> None:
    response = Response(id="r", audit="a", documents=(), boards=(), replies={})
    template = f"({{{{ {absent} }}}}{{{{ 1 if {absent} }}}}{{% for x in {absent} %}}2{{% endfor %}}{{{{ {absent}|date_long }}}})"

    assert filled(template, "{{p " + absent + " }}", response=response, nothing=None) == ["()"]


def test_what_is_absent_comes_first_when_things_are_sorted() -> None:
    measures = [MEASURE.but(due=due) for due in (Deadline("2018-06"), None, Deadline("2018-05"))]

    assert filled("{% for x in measures|sort(attribute='due') %}({{ x.due }}){% endfor %}", measures=measures) == [
        "()(maj 2018)(juni 2018)"
    ]


def test_a_text_is_printed_as_paragraphs_runs_or_words() -> None:
    style = '<w:pStyle w:val="BodyText"/>'
    template = docx(p("{{p text }}", properties=style), p("Se {{r text }}."), p("Se {{ text }}."))

    assert list(Reader(parts_of(fill(template, text=Text("Ett **fett** ord.\n\n1. ett\n2. två")))).lines()) == [
        "Body Text: Ett <Strong>fett</Strong> ord.",
        "List Number 1.: ett",
        "List Number 2.: två",
        ": Se Ett <Strong>fett</Strong> ord. 1. ett 2. två.",
        ": Se Ett fett ord. 1. ett 2. två.",
    ]


def test_a_texts_heading_stands_below_the_heading_above_its_tag() -> None:
    template = docx("{{p text }}", p("Bedömning", properties='<w:pStyle w:val="Heading2"/>'), "{{p text }}")

    assert Reader(parts_of(fill(template, text=Text("### Ekonomi")))).lines() == [
        "heading 1: Ekonomi",
        "heading 2: Bedömning",
        "heading 3: Ekonomi",
    ]


def test_words_in_place_of_a_paragraph_are_a_paragraph_for_each_line() -> None:
    assert filled("{{p x }}", "{{p y }}", x="a\nb", y=Severity.REMINDER) == ["a", "b", "erinran"]


def test_a_link_in_a_header_belongs_to_the_header() -> None:
    document = fill(docx(header=["{{r text }}"]), text=Text("Se [webbplatsen](https://example.se)"))

    assert "https://example.se" in parts_of(document)["word/_rels/header1.xml.rels"].decode()
    assert said(document, "word/header1.xml") == ["Se webbplatsen"]


def test_what_is_missing_in_a_draft_is_highlighted() -> None:
    document = tree(fill(docx("{{ x }}"), x="Dnr ⟦saknas: case_number⟧."))

    assert document.xpath("//w:r[w:rPr/w:highlight]/w:t/text()", namespaces=NS) == ["⟦saknas: case_number⟧"]


def test_the_documents_properties_are_its_own() -> None:
    template = compile_template(docx("a"), "templates/svar.docx")

    core = parts_of(template.fill({}, Properties(title="Svar & yttrande", subject="Granskning")))[CORE_PART]

    words = {etree.QName(each).localname: each.text for each in etree.fromstring(core) if each.text}
    assert words == {
        "title": "Svar & yttrande",
        "subject": "Granskning",
        "language": "sv-SE",
        "creator": "python-docx",
        "description": "generated by python-docx",
    }


def titled(title: str) -> bytes:
    """A template with this title among its properties."""
    parts = parts_of(docx("a"))
    core = etree.fromstring(parts[CORE_PART])
    (own,) = (each for each in core if etree.QName(each).localname == "title")
    own.text = title
    return package_of({**parts, CORE_PART: etree.tostring(core)})


@pytest.mark.parametrize(
    ("title", "written"),
    [("Rapport: {{ x }}", "Rapport: A & B"), ("{% if x %}{{ x }}!{% endif %}", "A & B!"), ("Mall", "Svar"), ("{{ none }}", "Svar")],
)
def test_a_title_with_tags_is_filled_and_any_other_gives_way(title: str, written: str) -> None:
    document = compile_template(titled(title), "x").fill({"x": "A & B", "none": None}, Properties(title="Svar"))

    assert etree.fromstring(parts_of(document)[CORE_PART]).findtext("{*}title") == written


def test_what_is_wrong_in_a_title_has_its_place() -> None:
    assert problems(titled("Rapport: {{ y }}"), x="") == [
        "title, paragraph 1: «Rapport: ►{{ y }}◄»: error unknown-name: 'y' is not known here; there are x"
    ]


def test_a_template_without_properties_gets_them() -> None:
    parts = parts_of(docx("a"))
    del parts[CORE_PART]
    for part in ("_rels/.rels", "[Content_Types].xml"):
        root = etree.fromstring(parts[part])
        for each in [each for each in root if "core-properties" in str(sorted(each.attrib.values()))]:
            root.remove(each)
        parts[part] = etree.tostring(root)

    document = parts_of(compile_template(package_of(parts), "x").fill({}, Properties(title="Svar")))

    assert b"<dc:title" in document[CORE_PART]
    assert b"docProps/core.xml" in document["_rels/.rels"]
    assert b"/docProps/core.xml" in document["[Content_Types].xml"]


TEMPLATE = compile_template(docx("Före {{ x }} efter", "{{p x }}", "{{r x }}", header=["{{ x }}"]), "templates/svar.docx")


@given(st.text(st.characters(exclude_categories=())))
def test_any_words_give_a_document_that_holds_them(words: str) -> None:
    document = TEMPLATE.fill({"x": words}, Properties(title=words, subject=words))

    first = "".join(each.text or "" for each in tree(document)[0][0].iter(f"{{{W}}}t"))
    assert telling(first) == telling(f"Före {words} efter")
    for part in ("word/header1.xml", CORE_PART):
        assert len(tree(document, part)) > 0


def telling(words: str) -> str:
    """The letters and figures in a text, and what XML and the template language could take for their own."""
    return "".join(each for each in words if each.isalnum() or each in "<>&\"'{}%#")


@given(st.text())
def test_any_markdown_gives_a_document(words: str) -> None:
    tree(TEMPLATE.fill({"x": Text(words)}, Properties()))


def test_the_same_values_give_the_same_bytes() -> None:
    template = docx(
        "{{ x }}",
        "{%p for y in [1, 2] %}{%p for z in [1] %}",
        p("{{ z }}", properties='<w:pStyle w:val="ListNumber"/>'),
        *["{%p endfor %}{%p endfor %}"],
    )

    assert fill(template, x="å") == fill(template, x="å")
