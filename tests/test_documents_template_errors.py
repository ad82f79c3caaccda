"""What is wrong in a template is said with the words by which a person finds it there, and all of it at once."""

from datetime import date

import pytest

from auditresp.model.dates import Deadline
from auditresp.model.responses import Response
from auditresp.model.values import Text
from auditresp.problems import AuditrespError
from docx_making import docx, filled, p, problems, run, table, text_box
from paragraphs import package_of, parts_of

TEXT_AND_NUMBER = "this cannot be worked out: a text and a number cannot be added; to print one after the other, write “~” instead of “+”"
HEADING = '<w:pStyle w:val="Heading1"/>'


def test_all_that_is_wrong_in_a_template_is_said_at_once() -> None:
    template = docx(
        "{{ a b }} och {{ c|sentense }}",
        "{%p if x %} ord",
        "{% fro x in y %}{% endif %}",
        "{% for x in y %}",
        header=["{{ }}"],
    )

    assert problems(template) == [
        "body, paragraph 1: «►{{ a b }}◄ och {{ c|sentense }}»: error template-syntax: “b” cannot follow what stands before it; "
        "is a “|”, “.” or “,” missing there, or a “_” in a name?",
        "body, paragraph 1: «{{ a b }} och ►{{ c|sentense }}◄»: error unknown-filter: "
        "there is no filter 'sentense'; did you mean 'sentence'?",
        "body, paragraph 2: «►{%p if x %}◄ ord»: error lost-words: "
        "“ord” stands in the same paragraph as {%p if x %} and would be lost; put the tag in a paragraph of its own",
        "body, paragraph 3: «►{% fro x in y %}◄{% endif %}»: error lost-tag: 'fro' is no tag; did you mean 'for'?",
        "body, paragraph 4: «{% for x in y %}»: error lost-tag: {% for x in y %} is never ended; {% endfor %} is missing",
        "header 1, paragraph 1: «{{ }}»: error template-syntax: the tag is empty; write in it what is meant, or take it away",
    ]


def test_blocks_too_deep_in_each_other_are_a_problem_too() -> None:
    template = docx(*["{%p if x %}"] * 120, "{{ x }}", *["{%p endif %}"] * 120)

    assert problems(template) == [
        "body, paragraph 1: «{%p if x %}»: error template-syntax: "
        "too many blocks stand inside each other; write a few templates instead of one"
    ]


def test_all_that_a_document_lacks_is_said_at_once() -> None:
    template = docx("{{ nmae }}", "{%p for x in lsit %}", "{{ x }}", "{%p endfor %}", "{% if name.first %}{% endif %}", "{{ 1 / 0 }}")

    assert problems(template, name="A", list=["B"]) == [
        "body, paragraph 1: «{{ nmae }}»: error unknown-name: 'nmae' is not known here; did you mean 'name'?",
        "body, paragraph 2: «{%p for x in lsit %}»: error unknown-name: 'lsit' is not known here; did you mean 'list'?",
        "body, paragraph 5: «►{% if name.first %}◄{% endif %}»: error unknown-name: 'first' is nothing that such a value has",
        "body, paragraph 6: «{{ 1 / 0 }}»: error template-failed: this cannot be worked out: nothing can be divided by nought",
    ]


def test_a_place_names_heading_table_cell_and_part() -> None:
    template = docx(
        "Inledning",
        p("Bakgrund", properties=HEADING),
        p("{{ a }}", text_box("{{ b }}")),
        table(["", ""], ["", "{{ c }}"]),
        footer=["", "{{ d }}"],
        footnotes=["", "{{ e }}"],
    )

    assert [line.partition(": error")[0] for line in problems(template)] == [
        "body, under the heading “Bakgrund”, paragraph 3: «{{ a }}»",
        "body, under the heading “Bakgrund”, text box: «{{ b }}»",
        "body, under the heading “Bakgrund”, table 1, row 2, cell 2: «{{ c }}»",
        "footer 1, paragraph 2: «{{ d }}»",
        "footnote 1, paragraph 2: «{{ e }}»",
    ]


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("Ärende {{ x }} från nämnden", "Ärende ►{{ x }}◄ från nämnden"),
        (" {{ x }} ", "{{ x }}"),
        ("{{ a }} och {{ x }}", "{{ a }} och ►{{ x }}◄"),
        (f"{'lång ' * 20}{{{{ x }}}}{' text' * 20}", "…lång lång lång lång lång ►{{ x }}◄ text text text text text…"),
        (f"Kort {{{{ x }}}}{' text' * 20}", "Kort ►{{ x }}◄ text text text text text text text text text t…"),
        (f"Kort {{{{ x ~ '{'a' * 60}' }}}} text", f"Kort ►{{{{ x ~ '{'a' * 51}…◄ text"),
    ],
)
def test_a_place_quotes_the_words_around_a_tag_and_marks_it(words: str, quoted: str) -> None:
    (last, *_others) = reversed(problems(docx(words), a=[]))

    assert last.partition(": error")[0] == f"body, paragraph 1: «{quoted}»"


def test_the_same_tag_twice_in_a_paragraph_is_two_places() -> None:
    assert [line.partition(": error")[0] for line in problems(docx("{{ x }} och {{ x }}"))] == [
        "body, paragraph 1: «►{{ x }}◄ och {{ x }}»",
        "body, paragraph 1: «{{ x }} och ►{{ x }}◄»",
    ]


def test_rows_and_cells_are_counted_in_their_own_table() -> None:
    inner = table(["", ""], ["", "{{ a }}"])
    outer = table(["", f"{inner}{p('')}"], ["{{ b }}", ""])

    assert [line.partition(": error")[0] for line in problems(docx(outer))] == [
        "body, table 2, row 2, cell 2: «{{ a }}»",
        "body, table 1, row 2, cell 1: «{{ b }}»",
    ]


def test_a_cell_without_its_table_is_no_reason_to_give_up() -> None:
    assert problems(docx(f"<w:tc>{p('{{ x }}')}</w:tc>")) == ["body, paragraph 1: «{{ x }}»: error unknown-name: 'x' is not known here"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            ["{% if x %}", "{% endif x %}"],
            "paragraph 2: «{% endif x %}»: error template-syntax: “x” cannot follow what stands before it; "
            "is a “|”, “.” or “,” missing there, or a “_” in a name?",
        ),
        (
            ["{% if x %}", "{% else %}", "{% else %}", "{% endif %}"],
            "paragraph 3: «{% else %}»: error template-syntax: a block has one “else”, and nothing but its end comes after",
        ),
    ],
)
def test_tags_that_do_not_go_together_are_said_where_it_shows(body: list[str], said: str) -> None:
    assert problems(docx(*body)) == [f"body, {said}"]


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        (["{%p for x in y %}", "{%p if x %}", "a", "{%p endfor %}"], ["{%p if x %} is never ended; {%p endif %} is missing"]),
        (
            ["{%p if x %}", "{%p for x in y %}", "{%p elif z %}", "{%p endif %}"],
            ["{%p for x in y %} is never ended; {%p endfor %} is missing"],
        ),
        (["{%p fro x in y %}", "{%p endfor %}"], ["'fro' is no tag; did you mean 'for'?"]),
        (["{%p If x %}", "{%p else %}", "{%p endif %}"], ["'If' is no tag; did you mean 'if'?"]),
        (["{%P for x in y %}", "{%p endfor %}"], ["'P' is no tag; did you mean 'p'?"]),
        (["{%p for x in y %}", "{%P endfor %}"], ["'P' is no tag; did you mean 'p'?"]),
        (["{%p for x in y %}", "{%p edfor %}"], ["'edfor' is no tag; did you mean 'endfor'?"]),
        (["{%p %}"], ["{%p %} says nothing besides its place; write in it what is meant, or take it away"]),
        (["{% diarienummer %}"], ["'diarienummer' is no tag; to print a value, write {{ … }}"]),
    ],
)
def test_one_mistake_in_a_block_is_said_once(body: list[str], lost: list[str]) -> None:
    assert [line.partition(": error lost-tag: ")[2] for line in problems(docx(*body))] == lost


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("{{ }}", "the tag is empty; write in it what is meant, or take it away"),
        ("{% %}", "the tag is empty; write in it what is meant, or take it away"),
        ("{{ a | join(', ' }}", "“(” is never closed; write “)” where that ends"),
        ("{{ a[0 }}", "“[” is never closed; write “]” where that ends"),
        ("{{ a) }}", "“)” closes nothing; take it away, or write the bracket that it closes"),
        ("{{ 'a }}", 'the quotation mark \' has no partner; words stand between two of them, as in "–"'),
        ("{% if a = 'b' %}{% endif %}", "“=” is not understood here; write “==”"),
        ("{% if a => 1 %}{% endif %}", "“=>” is not understood here; write “>=”"),
        ("{% if a && b %}{% endif %}", "“&&” is not understood here; write “and”"),
        ("{% if !a %}{% endif %}", "“!” is not understood here; write “not”"),
        ("{% if a == %}{% endif %}", "something is missing at the end, after “if a ==”"),
        ("{{ a | join('-') | }}", "something is missing at the end, after “a | join(…) |”"),
        ("{% for x of y %}{% endfor %}", "a loop is written {% for measure in measures %}"),
        ("{% (a) %}", "to print a value, write {{ … }}"),
        ("{{ if a }}", "“if” stands between other braces: {% if … %}"),
        ("{% if {{ a }} %}{% endif %}", "inside a tag, names stand without braces of their own; write “name”, not “{{ name }}”"),
        ("{{ a b }}", "“b” cannot follow what stands before it; is a “|”, “.” or “,” missing there, or a “_” in a name?"),
        (
            "{{ a 'b' }}",
            "a text in quotation marks cannot follow what stands before it; is a “|”, “.” or “,” missing there, or a “_” in a name?",
        ),
        ("{{ f(a,, b) }}", "“,” cannot stand there; something is missing before it, or it is one too many"),
        ("{{ a..b }}", "after “.” stands the name of a field, without a space"),
        ("{{ $a }}", "“$” means nothing in a tag; take it away, or put quotation marks around the words that it belongs to"),
        ("{% set 1 = 2 %}", "this is not the template language: can't assign to 'const'"),
    ],
)
def test_a_tag_that_cannot_be_read_is_explained(tag: str, message: str) -> None:
    assert [line.partition(": error template-syntax: ")[2] for line in problems(docx(tag))] == [message]


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("{{ response.subejct }}", "'subejct' is not a field of Response; did you mean 'subject'?"),
        ("{{ response.sent.dat }}", "'dat' is not a field of Sent; did you mean 'date'?"),
        ("{{ response.model_dump() }}", "'model_dump' is not a field of Response"),
        ("{{ response['__class__'] }}", "'__class__' is not a field of Response"),
        ("{{ response.date.__class__ }}", "'__class__' is nothing that such a value has"),
        ("{{ ''.__class__.__mro__ }}", "'__class__' is nothing that such a value has"),
        ("{{ response[['a'] | map('upper')] }}", "'something else' is not a field of Response"),
        ("{{ response }}", "this is a whole Response; write which of its fields to print"),
        ("{{ response.boards }}", "this is no text but a list or the like; go through it with {% for %}"),
        ("{{ 'a' ~ response.boards }}", "this is no text but a list or the like; go through it with {% for %}"),
        ("{{ range(9999999) }}", "this cannot be worked out: the numbers are too large"),
        ("{{ 'a' + 1 }}", TEXT_AND_NUMBER),
        ("{{ reponse.subject + 'a' }}", "'reponse' is not known here; did you mean 'response'?"),
        ("{{tr 'a' }}", "{{tr 'a' }} stands for a row or cell, but is in no table"),
        ("{% include 'a' %}", "{% include 'a' %}: a template cannot use other templates"),
        ("{% else %}", "{% else %} stands in no block that it could belong to"),
        ("{% for x in [] %}{% endif %}{% endfor %}", "{% endif %} ends nothing that began before it; {% for … %} is still open"),
        ("{% break %}", "{% break %} stands in no loop"),
        ("{% if x is emtpy %}{% endif %}", "there is no test 'emtpy'"),
    ],
)
def test_what_is_wrong_and_what_would_have_been_right(tag: str, message: str) -> None:
    response = Response(id="r", audit="a", documents=(), boards=(), replies={})

    assert [
        line.partition(": error ")[2].partition(": ")[2].partition("; there are")[0] for line in problems(docx(tag), response=response)
    ] == [message]


def test_a_problem_in_a_loop_is_said_once() -> None:
    assert len(problems(docx("{% for x in 'abc' %}{{ y }}{% endfor %}"))) == 1


@pytest.mark.parametrize(
    ("body", "beside"),
    [
        (p("{{p x }}", run("!", "<w:b/>")), "!"),
        (p("{{p x }} och {{ y }}"), "och"),
        (p("{{p x }}{{ y }}"), "{{ y }}"),
        (p("{{p x }}", text_box("")), "(a picture, field or note)"),
        (p("{%p if x %}", '<w:r><w:br w:type="page"/></w:r>') + p("{%p endif %}"), "(a page break)"),
    ],
)
def test_nothing_beside_a_tag_is_lost_silently(body: str, beside: str) -> None:
    tag = "{{p x }}" if "{{p" in body else "{%p if x %}"

    assert [line.partition("lost-words: ")[2] for line in problems(docx(body), x="", y="")] == [
        f"“{beside}” stands in the same paragraph as {tag} and would be lost; put the tag in a paragraph of its own"
    ]


def test_nothing_beside_a_row_or_cell_tag_is_lost_silently() -> None:
    rows = table(["{%tr for x in [] %}", "a"], ["", "{%tr endfor %}"])
    cells = table(["b {%tc for x in [] %}", "{%tc endfor %}"])

    assert [line.partition("lost-words: ")[2] for line in problems(docx(rows, cells))] == [
        "“a” stands in the same row as {%tr for x in [] %} and would be lost; put the tag in a row of its own",
        "“b” stands in the same cell as {%tc for x in [] %} and would be lost; put the tag in a cell of its own",
    ]


def test_a_tag_over_a_paragraph_break_is_said_where_it_begins() -> None:
    assert problems(docx("Till {{ name", "}} hälsar vi"), name="") == [
        "body, paragraph 1: «Till ►{{ name◄»: error unclosed-tag: "
        "the tag does not end in its paragraph; write it whole, on one line and not across a field"
    ]


@pytest.mark.parametrize(
    "body",
    [
        ["{% if x %}a", table(["b{% endif %}"])],
        ["{%p for y in x %}", "a {% endfor %}"],
        [p("{% if x %}a", '<w:hyperlink w:anchor="b">' + run("c") + run("{% endif %}d") + "</w:hyperlink>")],
    ],
    ids=["into a table", "whole paragraph and words", "into a link"],
)
def test_a_block_that_would_tear_the_document_is_an_error(body: list[str]) -> None:
    assert [line.partition(": error ")[2].partition(":")[0] for line in problems(docx(*body), x="")] == ["torn-block"]


def test_a_value_that_is_a_text_is_not_told_apart_from_words() -> None:
    assert problems(docx("{{ x }}", "{{p x }}", "{{r x }}"), x=Text("**a**")) == []


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("{{ name - 1 }}", "“-” calculates with numbers, and here are a text and a number"),
        ("{{ -name }}", "“-” calculates with numbers, and this is a text"),
        (
            "{{ nothing + 1 }}",
            "one of the values is not there in this document, so nothing can be worked out with it; ask first, with {% if … %}",
        ),
        (
            "{% if day < due %}x{% endif %}",
            "a day and a deadline cannot be held against each other with <; "
            "to compare with the day that counts, write measure.due.day < date",
        ),
        (
            "{% if 1 < number < name %}x{% endif %}",
            "a number and a text cannot be held against each other with <; to ask how long or how many it is, write measures | length > 3",
        ),
        ("{{ name | round }}", "the filter 'round' cannot do this with a text; look at what stands before it, and in its brackets"),
        ("{{ day | replace('a') }}", "the filter 'replace' cannot do this with a day; look at what stands before it, and in its brackets"),
        ("{{ 9 ** 999999 }}", "the numbers are too large"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "a macro calls itself without end"),
        ("{{ name.split(3) }}", "a filter or function is given too little, too much, or a value that it is not made for"),
        ("{{ cycler() }}", "a filter or function cannot use a value that it is given"),
    ],
)
def test_what_shows_only_while_filling_is_said_in_our_words_with_the_place(code: str, reason: str) -> None:
    (line,) = problems(docx("Först", code), name="A", number=3, nothing=None, day=date(2018, 1, 1), due=Deadline("2018-10"))

    assert line.startswith("body, paragraph 2: «")
    assert line.endswith(f"»: error template-failed: this cannot be worked out: {reason}")


def test_what_is_not_there_comes_neither_before_nor_after_anything() -> None:
    code = "{{ 'före' if nothing < 3 or 3 > nothing else 'inte' }}"

    assert filled(code, nothing=None) == ["inte"]


def field(*content: str) -> str:
    """Runs with the borders of a field, `begin`, `separate` and `end`, among other runs."""
    marks = ("begin", "separate", "end")
    return "".join(f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' if each in marks else each for each in content)


DATE_FIELD = "<w:r><w:instrText> DATE </w:instrText></w:r>"


@pytest.mark.parametrize(
    "content",
    [
        (run("{% if x %}"), "begin", DATE_FIELD, "separate", run("1{% endif %}"), "end"),
        ("begin", DATE_FIELD, "separate", run("{% if x %}1"), "end", run("{% endif %}")),
        ("begin", run("{% if x %}"), DATE_FIELD, "separate", run("1{% endif %}"), "end"),
    ],
)
def test_half_a_field_in_a_block_is_torn(content: tuple[str, ...]) -> None:
    (line,) = problems(docx(p(field(*content))), x=1)

    assert line.endswith(
        "»: error torn-block: half a field (a page number, a date, a link …) stands between {% if x %} and {% endif %} and half outside, "
        "so it is torn; put both tags before the field or after it, or one on each side"
    )


@pytest.mark.parametrize(
    "content",
    [
        (run("{% if x %}"), "begin", DATE_FIELD, "separate", run("1"), "end", run("{% endif %}")),
        ("begin", DATE_FIELD, "separate", run("{% if x %}1{% endif %}"), "end"),
        ("begin", DATE_FIELD, run("{% if x %}"), "begin", DATE_FIELD, "end", run("{% endif %}"), "separate", run("1"), "end"),
    ],
)
def test_a_whole_field_in_a_block_is_not_torn(content: tuple[str, ...]) -> None:
    assert problems(docx(p(field(*content))), x=1) == []


def test_what_a_template_says_itself_is_never_taken_for_a_mark() -> None:
    written = "\ue0f0auditresp-7\ue0f1"

    assert filled(f"{written} {{{{ x }}}}", x=written) == [f"{written} {written}"]
    assert filled("\ue0f0auditresp-own-7\ue0f1 {{ x }}", x="") == ["\ue0f0auditresp-own-7\ue0f1 "]


def test_a_template_that_points_to_a_part_that_is_not_there_is_refused() -> None:
    relationship = (
        '<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="NULL"/>'
    )
    parts = dict(parts_of(docx("{{ x }}")))
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", f"{relationship}</Relationships>".encode())

    with pytest.raises(AuditrespError, match=r"templates/svar.docx cannot be used: its part 'word/NULL' is missing, often a picture"):
        problems(package_of(parts), x=1)


MATHS = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>{{ x }}</m:t></m:r></m:oMath>'
RUBY = f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('a')}</w:rt><w:rubyBase>{run('{{ x }}')}</w:rubyBase></w:ruby></w:r>"


@pytest.mark.parametrize(("content", "where"), [(MATHS, "a formula"), (RUBY, "a sign above words")])
def test_a_tag_where_nothing_is_filled_in_is_said(content: str, where: str) -> None:
    assert problems(docx(p(content)), x=1) == [
        f"body, paragraph 1: «{{{{ x }}}}»: error unfilled-tag: {where} is not filled in, so the tag will be printed as it stands; "
        "write it as ordinary text"
    ]


@pytest.mark.parametrize(
    ("part", "kind", "content", "where"),
    [
        ("word/charts/chart1.xml", "drawingml.chart", "<a:p><a:r><a:t>{{ </a:t></a:r><a:r><a:t>x }}</a:t></a:r></a:p>", "a chart"),
        ("word/diagrams/data1.xml", "drawingml.diagramData", "<a:p><a:r><a:t>{{ x }}</a:t></a:r></a:p>", "a diagram (SmartArt)"),
    ],
)
def test_a_tag_in_what_is_drawn_is_said(part: str, kind: str, content: str, where: str) -> None:
    parts = dict(parts_of(docx("a")))
    parts[part] = f'<x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{content}</x>'.encode()
    override = f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override.encode())

    assert problems(package_of(parts), x=1) == [
        f"{where}: «{{{{ x }}}}»: error unfilled-tag: {where} is not filled in, so the tag will be printed as it stands; "
        "write it as ordinary text"
    ]


def test_a_tag_in_a_property_other_than_the_title_is_said() -> None:
    parts = dict(parts_of(docx("a")))
    core = parts["docProps/core.xml"].replace(b"<dc:title/>", b"<dc:title>{{ x }}</dc:title>")
    parts["docProps/core.xml"] = core.replace(b"<cp:keywords/>", b"<cp:keywords>{{ x }}</cp:keywords>")

    assert [line.partition(": error ")[0] for line in problems(package_of(parts), x=1)] == ["a property: «{{ x }}»"]
