"""A tag in a link's address is a tag like any other, and what it prints there is an address."""

import html
import re
from pathlib import Path

import pytest

from auditresp.documents.word.ooxml import OFFICE_RELATIONSHIPS
from docx_making import docx, fill, p, problems, run, table
from paragraphs import MAIN, package_of, parts_of
from template_texts import said
from tooling import ValidateDocx

RELATIONSHIPS = "word/_rels/document.xml.rels"
LINK = f'<w:p><w:hyperlink r:id="rId90">{run("Rapporten")}</w:hyperlink></w:p>'
VALUES = {
    "bare": "www.provby.example/å b",
    "whole": "https://x.se/a?b=1&c=2",
    "mail": "a.b@x.se",
    "number": "SN 2018/12 & 3",
    "nothing": None,
    "script": "javascript:alert(1)",
    "names": ["ett", "två", "ett"],
}


def linking(target: str, *body: str, kind: str = "hyperlink") -> bytes:
    """A template whose LINK leads there."""
    parts = dict(parts_of(docx(*(body or [LINK]))))
    link = f'<Relationship Id="rId90" Type="{OFFICE_RELATIONSHIPS}/{kind}" Target="{html.escape(target)}" TargetMode="External"/>'
    parts[RELATIONSHIPS] = parts[RELATIONSHIPS].replace(b"</Relationships>", f"{link}</Relationships>".encode())
    return package_of(parts)


def leads_to(document: bytes) -> list[str]:
    """Where the links lead, one after another."""
    parts = parts_of(document)
    targets = dict(re.findall(r'Id="(\w+)" Type="[^"]*/hyperlink" Target="([^"]*)"', parts[RELATIONSHIPS].decode()))
    used = re.findall(r'<w:hyperlink r:id="(\w+)"', parts[MAIN].decode())
    assert set(targets) == set(used)
    return [html.unescape(targets[each]) for each in used]


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("{{ bare }}", "https://www.provby.example/%C3%A5%20b"),
        ("{{%20bare%20}}", "https://www.provby.example/%C3%A5%20b"),
        ("%7b%7b%20bare%20%7d%7d", "https://www.provby.example/%C3%A5%20b"),
        ("https://{{ whole }}", "https://x.se/a?b=1&c=2"),
        ("http://{{ bare }}", "http://www.provby.example/%C3%A5%20b"),
        ("{{ mail }}", "mailto:a.b@x.se"),
        ("mailto:{{ mail }}?subject={{ number }}", "mailto:a.b@x.se?subject=SN%202018%2F12%20%26%203"),
        ("https://x.se/{{ number }}", "https://x.se/SN%202018/12%20%26%203"),
        ("https://x.se/?q={{ number }}&x=a%20b", "https://x.se/?q=SN%202018%2F12%20%26%203&x=a%20b"),
        ("{% if mail %}https://a.se/{{ number }}{% endif %}", "https://a.se/SN%202018/12%20%26%203"),
    ],
)
def test_what_is_filled_in_is_an_address(target: str, address: str) -> None:
    assert leads_to(fill(linking(target), **VALUES)) == [address]


def test_a_link_in_a_loop_leads_elsewhere_each_time(tmp_path: Path, validate_docx: ValidateDocx) -> None:
    document = fill(linking("https://x.se/{{ name }}", "{%p for name in names %}", LINK, "{%p endfor %}"), **VALUES)
    (tmp_path / "links.docx").write_bytes(document)

    assert leads_to(document) == ["https://x.se/ett", "https://x.se/tv%C3%A5", "https://x.se/ett"]
    assert validate_docx(tmp_path / "links.docx") == []


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("{{ typo }}", "unknown-name: 'typo' is not known here"),
        ("{{ bare", "unclosed-tag: the tag does not end in its paragraph; write it whole, on one line and not across a field"),
        ("{{ bare | nofilter }}", "unknown-filter: there is no filter 'nofilter'"),
        (
            "{{ nothing }}",
            "unprintable-value: the link leads nowhere in this document, as the value is not there; "
            "put {% if … %} and {% endif %} around the link",
        ),
        (
            "{% if nothing %}https://a.se{% endif %}",
            "unprintable-value: the link leads nowhere in this document; put {% if … %} and {% endif %} around the link",
        ),
        (
            "{{ script }}",
            "unprintable-value: “javascript:alert(1)” is no address that a link may lead to; it begins with https:// or mailto:",
        ),
    ],
)
def test_what_makes_no_address_is_said_with_the_link_s_words(target: str, reason: str) -> None:
    (line,) = problems(linking(target), **VALUES)

    assert line.partition("; there are")[0] == f"body, paragraph 1: «Rapporten → {target}»: error {reason}"


def test_a_linked_picture_is_not_filled_and_the_reason_is_said() -> None:
    assert problems(linking("{{ bare }}.png", kind="image"), **VALUES) == [
        "body, paragraph 1: «Rapporten → {{ bare }}.png»: error unusable-address: "
        "a tag in the address of a linked picture or file is not filled; put the picture itself into the template"
    ]


def field_link(address: str, hint: str = "x") -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    told = f'<w:r><w:instrText> HYPERLINK "{address}" \\o "{hint}" </w:instrText></w:r>'
    return p(marks[0], told, marks[1], run("Rapporten"), marks[2])


def told(document: bytes) -> str:
    return "".join(re.findall("<w:instrText[^>]*>([^<]*)", parts_of(document)[MAIN].decode()))


def test_a_link_that_is_a_field_gets_an_address_too() -> None:
    assert told(fill(docx(field_link("{{ bare }}", "{{ number }}")), **VALUES)) == (
        ' HYPERLINK "https://www.provby.example/%C3%A5%20b" \\o "SN 2018/12 &amp; 3" '
    )
    assert [line.partition("error ")[2].partition(":")[0] for line in problems(docx(field_link("{{ nothing }}")), **VALUES)] == [
        "unprintable-value"
    ]


def test_a_simple_field_that_is_a_link_gets_one_too() -> None:
    simple = f'<w:p><w:fldSimple w:instr=" HYPERLINK &quot;{{{{ bare }}}}&quot; ">{run("Rapporten")}</w:fldSimple></w:p>'
    (instruction,) = re.findall('w:instr="([^"]*)"', parts_of(fill(docx(simple), **VALUES))[MAIN].decode())

    assert html.unescape(instruction) == ' HYPERLINK "https://www.provby.example/%C3%A5%20b" '


@pytest.mark.parametrize(
    ("template", "place"),
    [
        (linking("https://x.se/{{ subjekt }}"), "body, paragraph 1: «Rapporten → https://x.se/{{ subjekt }}»"),
        (
            linking("{{ subjekt }}", table(["", LINK])),
            "body, table 1, row 1, cell 2: «Rapporten → {{ subjekt }}»",
        ),
        (docx(field_link("{{ subjekt }}")), 'body, paragraph 1: «HYPERLINK "►{{ subjekt }}◄" \\o "x"»'),
    ],
)
def test_a_template_is_checked_in_its_addresses_too(template: bytes, place: str) -> None:
    assert [line for line in said(template) if "never-printed" not in line] == [
        f"{place}: error unknown-name: 'subjekt' is not known here; did you mean 'subject'?"
    ]
