"""The same template gives the same words in the same paragraphs as docxtpl, where docxtpl gives a whole document."""

import io
from collections.abc import Sequence
from itertools import chain

import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment

from docx_making import docx, fill, p, run, said, table, text_box
from paragraphs import MAIN, parts_of

VIEW = {
    "name": "Drift & underhåll <10 %",
    "names": ["Anna", "Bo & Co", "<Cecilia>"],
    "groups": [{"title": "Ett", "rows": [["a", "b"], ["c", "d"]]}, {"title": "Två", "rows": []}],
    "nothing": "",
    "lines": "en\ntvå\tflik",
    "number": 7,
}
SPELLING = '<w:proofErr w:type="spellStart"/>'

TEMPLATES: dict[str, Sequence[str]] = {
    "values": ["Till {{ name }}, {{ number }} st {{ lines }}", "{{ names|join(', ') }} {{ name|e }} {{ names[0]|upper }}"],
    "scattered": [p(run("{{ na", "<w:b/>"), SPELLING, run("me }}"), run(" och {"), run("{ number }", "<w:i/>"), run("}"))],
    "choice": [
        "a{% if nothing %}b{% elif number > 6 %}c{% else %}d{% endif %}e",
        "{%p if name %}",
        "f",
        "{%p else %}",
        "g",
        "{%p endif %}",
    ],
    "loops": [
        "{%p for group in groups %}",
        "{{ loop.index }} {{ group.title }}",
        "{%p for row in group.rows %}",
        "{%p if loop.first %}",
        "först",
        "{%p endif %}",
        "{% for x in row %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}",
        "{%p endfor %}",
        "{%p endfor %}",
    ],
    "over paragraphs": [
        "a{% if number %}b",
        "c{% endif %}d",
        "a{% if nothing %}b",
        "c{% endif %}d",
        "{% for x in names %}{{ x }}",
        ";{% endfor %}",
    ],
    "late p": ["{%p  for x in names %}", "{{ x }}", "{%p  endfor  %}"],
    "rows": [
        table(
            ["Namn", "Nr"],
            ["{%tr for x in names %}", ""],
            ["{{ x }}", "{{ loop.index }}"],
            ["{%tr if loop.last %}", ""],
            ["slut", ""],
            ["{%tr endif %}", ""],
            ["{%tr endfor %}", ""],
        )
    ],
    "cells": [
        table(["Namn", "{%tc for x in names %}", "{{ x }}", "{%tc endfor %}"], ["Nr", "{%tc for x in names %}", "1", "{%tc endfor %}"])
    ],
    "fewer cells": [table(["a", "b", "c", "{%tc if nothing %}", "d", "{%tc endif %}"])],
    "tables in tables": [table([table(["{%tr for x in names %}"], ["{{ x }}"], ["{%tr endfor %}"]) + p("{{ number }}"), "b"])],
    "paragraphs in cells": [table([p("{%p for x in names %}") + p("{{ x }}") + p("{%p endfor %}") + p("slut"), "b"])],
    "run tags": [p("a", run("{%r if number %}", "<w:b/>"), run("b", "<w:i/>"), "{%r endif %}", "c")],
    "joined": ["Huset", "{%- if number -%}", "\xa0är rött", "{%- else -%}", "\xa0är blått", "{%- endif -%}", "\xa0och stort."],
    "escaped": ["{_{ x }_} {_% if %_}"],
    "quotes": ["{{ names|join(“ och ”) }} {{ nothing or ’–’ }}"],
    "comments": ["{#p borta #}", "a{# borta #}b", table(["{#tr borta #}"], ["a"])],
    "set": ["{% set x = number + 1 %}{{ x }}", "{%p set y = [1, 2] %}", "{{ y[1] }}"],
    "macros": ["{% macro f(x) %}[{{ x }}]{% endmacro %}{{ f('a') }}{{ f(number) }}"],
    "boxes": [p("a", text_box("{{ name }}", "{%p for x in names %}", "{{ x }}", "{%p endfor %}"))],
    "controls": [f"<w:sdt><w:sdtPr/><w:sdtContent>{p('{%p if number %}')}{p('{{ name }}')}{p('{%p endif %}')}</w:sdtContent></w:sdt>"],
    "links": [p('<w:hyperlink w:anchor="a">' + run("se {{ name }}{% if number %} nu{% endif %}") + "</w:hyperlink>")],
    "inserted": [p('<w:ins w:id="1" w:author="x">' + run("{% if number %}a{% endif %}{{ name }}") + "</w:ins>")],
    "cell tags": [table(["{% cellbg 'FF0000' %}a", "{% colspan 2 %}b"])],
    "merged down": [table(["{%tr for x in names %}", ""], ["{% vm %}a", "{{ x }}"], ["{%tr endfor %}", ""])],
    "merged across": [table(["{%tc for x in names %}", "{% hm %}a", "{%tc endfor %}"], ["{%tc for x in names %}", "b", "{%tc endfor %}"])],
}


def as_docxtpl(template: bytes) -> bytes:
    """What docxtpl makes of a template."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(dict(VIEW), Environment(autoescape=True))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def lines(document: bytes) -> dict[str, list[str]]:
    """The lines of every part with words."""
    return {part: said(document, part) for part in parts_of(document) if part.startswith(("word/document", "word/header", "word/foot"))}


@pytest.mark.parametrize("body", TEMPLATES.values(), ids=TEMPLATES.keys())
def test_the_same_words_in_the_same_paragraphs(body: Sequence[str]) -> None:
    template = docx(*body)

    assert lines(fill(template, **VIEW)) == lines(as_docxtpl(template))


def test_the_same_words_in_headers_footers_and_footnotes() -> None:
    loop = ["{%p for x in names %}", "{{ x }}", "{%p endfor %}", "{{ name }}"]
    template = docx("{{ name }}", header=loop, footer=loop, footnotes=["{{ name }}"])

    assert lines(fill(template, **VIEW)) == lines(as_docxtpl(template))


def nested(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    """Paragraphs in a loop, a choice or a table."""
    some = st.lists(inner, min_size=1, max_size=3).map(lambda lists: list(chain(*lists)))
    return st.one_of(
        some.map(lambda body: ["{%p for x in names %}", *body, "{%p endfor %}"]),
        some.map(lambda body: ["{%p if nothing %}", *body, "{%p else %}", "annars", "{%p endif %}"]),
        some.map(lambda body: ["{%p if number > 5 %}", *body, "{%p endif %}"]),
        some.map(lambda body: [table(["{%tr for y in names %}"], ["".join(map(as_block, body)) + p("{{ y }}")], ["{%tr endfor %}"])]),
    )


def as_block(content: str) -> str:
    return content if content.startswith("<") else p(content)


WORDS = st.sampled_from(["a", "{{ name }}", "{{ number }}{% if nothing %}b{% endif %}", "c{% for z in names %}{{ z }},{% endfor %}"]).map(
    lambda each: [each]
)


@settings(max_examples=60)
@given(st.lists(st.recursive(WORDS, nested, max_leaves=8), min_size=1, max_size=4).map(lambda lists: list(chain(*lists))))
def test_however_loops_choices_and_tables_are_nested(body: list[str]) -> None:
    template = docx(*body, "slut")

    assert said(fill(template, **VIEW)) == said(as_docxtpl(template))


def test_nothing_that_docxtpl_leaves_out_is_forgotten() -> None:
    """docxtpl does not fill endnotes and comments; here they are filled."""
    template = docx(endnotes=["{{ name }}"], comments=["{{ name }}"])

    for part in ("word/endnotes.xml", "word/comments.xml"):
        assert said(as_docxtpl(template), part) == ["{{ name }}"]
        assert said(fill(template, **VIEW), part) == [VIEW["name"]]
    assert said(fill(template, **VIEW), MAIN) == []
