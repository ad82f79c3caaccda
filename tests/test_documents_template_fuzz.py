"""Whatever people write in a template, they get a document that Word opens or a problem with its place; never anything else."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from auditresp.documents.template.filling import TemplateError
from auditresp.model.values import Text
from auditresp.problems import Problem
from docx_making import block, docx, fill, p, run, table, text_box, tree
from paragraphs import NS

VIEW = {"x": "A & <B>", "xs": ["a", "b"], "none": None, "text": Text("**a**\n\n1. b\n\n| c | d |\n|---|---|\n| e | f |")}
CODE = [
    "if x",
    "if none",
    "else",
    "endif",
    "for y in xs",
    "endfor",
    "set z = 1",
    "macro m()",
    "endmacro",
    "filter upper",
    "endfilter",
    "break",
]
TAGS = [f"{{%{level} {code} %}}" for level in ("", "p", "tr", "tc", "r") for code in CODE] + [
    *("{{ x }}", "{{p text }}", "{{r text }}", "{{ text }}", "{{p none }}", "{{ m() }}", "{{p m() }}", "{{ m()|upper }}", "{{ xs }}"),
    *("{%- if x -%}", "{%- endif -%}", "{# a #}", "{#p a #}", "{#tr a #}", "{_{", "{{", "}}", "{%", "%}", "{% vm %}", "{% hm %}"),
]
BREAK = '<w:r><w:br w:type="page"/></w:r>'
MARKS = ['<w:bookmarkStart w:id="1" w:name="a"/>', '<w:bookmarkEnd w:id="1"/>', '<w:commentRangeStart w:id="1"/>', BREAK]

words = st.lists(st.sampled_from([*TAGS, *TAGS, "ord", " ", *MARKS]), max_size=4)


def halves(tag: str, place: int) -> str:
    """A tag in two runs that look different, or in one."""
    cut = place % (len(tag) + 1)
    return run(tag) if tag.startswith("<") or cut in (0, len(tag)) else run(tag[:cut]) + run(tag[cut:], "<w:b/>")


def paragraph(content: Sequence[str], place: int, wrapper: int) -> str:
    runs = "".join(each if each.startswith("<") else halves(each, place) for each in content)
    wrapped = {
        1: f'<w:ins w:id="9" w:author="x">{runs}</w:ins>',
        2: f'<w:hyperlink w:anchor="a">{runs}</w:hyperlink>',
        3: f"<w:sdt><w:sdtPr/><w:sdtContent>{runs}</w:sdtContent></w:sdt>",
    }.get(wrapper, runs)
    section = "<w:sectPr/>" if wrapper == 4 else ""
    return p(wrapped or run(""), properties=section)


paragraphs = st.builds(paragraph, words, st.integers(0, 30), st.integers(0, 12))


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    some = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        some.map(lambda content: table([ended(each) for each in content])),
        some.map(lambda content: table(*([ended(each)] for each in content))),
        some.map(lambda content: f"<w:sdt><w:sdtPr/><w:sdtContent>{''.join(map(block, content))}</w:sdtContent></w:sdt>"),
        some.map(lambda content: p(text_box(*content))),
    )


def ended(content: str) -> str:
    """What ends with a paragraph, as Word writes cells."""
    return content if content.endswith("</w:p>") else content + p()


def outcome(template: bytes) -> tuple[bytes | None, list[Problem]]:
    """The document, or what is wrong."""
    try:
        return fill(template, **VIEW), []
    except TemplateError as error:
        return None, error.problems


@settings(max_examples=100)
@given(st.lists(st.recursive(paragraphs, nested, max_leaves=4), max_size=6))
def test_a_whole_document_or_a_problem(body: list[str]) -> None:
    document, problems = outcome(docx(*body, header=["{{ x }}"]))
    assert all(problem.place.spot for problem in problems)
    if document is None:
        return
    root = tree(document)
    assert {cell[-1].tag.rpartition("}")[2] for cell in root.iterfind(".//w:tc", NS)} <= {"p", "sdt", "bookmarkStart", "bookmarkEnd"}
    assert all(row.find("w:tc", NS) is not None or row.find("w:sdt", NS) is not None for row in root.iterfind(".//w:tr", NS))
    assert [element for element in root.iter("{*}p", "{*}body", "{*}tc", "{*}tr", "{*}tbl") if (element.text or "").strip()] == []
