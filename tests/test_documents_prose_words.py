"""Words inside a paragraph: formatted, linked, or plain on one line."""

import re
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from auditresp.documents import prose
from auditresp.documents.word.additions import Additions, Stock
from auditresp.documents.word.characters import allowed
from auditresp.markdown import plain
from auditresp.markdown.events import events, words
from paragraphs import MAIN, R, W, bare, filled, lines, tag, word


@cache
def stock() -> Stock:
    return Stock.read(word())


def runs(text: str, run: str = "") -> str:
    return prose.runs(text, run, Additions(stock()), MAIN)


def look(text: str, run: str = "") -> list[str]:
    """The properties of each run."""
    return re.findall(r"<w:rPr>(.*?)</w:rPr>", runs(text, run))


def test_formatting_takes_the_template_s_own_styles() -> None:
    assert lines("**fet**, *kursiv*, ***båda***, `kod` och ~10~") == [
        ": <Strong>fet</Strong>, <Emphasis>kursiv</Emphasis>, <Strong><i>båda</i></Strong>, kod och ~10~"
    ]


def test_formatting_is_direct_where_the_template_has_no_style_for_it() -> None:
    assert lines("**fet**, *kursiv*, ***båda***", template=bare()) == [": <b>fet</b>, <i>kursiv</i>, <b><i>båda</i></b>"]


def test_formatting_joins_the_run_s_own_in_word_s_order() -> None:
    own = '<w:rPr><w:rStyle w:val="Egen"/><w:rFonts w:ascii="Arial"/><w:color w:val="FF0000"/><w:sz w:val="20"/></w:rPr>'

    assert look("***x***", own) == [
        '<w:rStyle w:val="Egen"/><w:rFonts w:ascii="Arial"/><w:b/><w:bCs/><w:i/><w:iCs/><w:color w:val="FF0000"/><w:sz w:val="20"/>'
    ]


def test_a_break_in_the_line_is_kept_and_a_new_line_is_not() -> None:
    assert lines("ett\\\ntvå  \ntre\nfyra") == [": ett↵två↵tre fyra"]


def test_placeholders_are_highlighted() -> None:
    assert lines("Klart **⟦saknas: done⟧**.") == [": Klart <Strong><yellow>⟦saknas: done⟧</yellow></Strong>."]


def test_characters_that_xml_forbids_do_no_harm() -> None:
    assert lines("a\x0bb \x00c & <d> \ud800e") == [": a↵b c & <d> e"]


def test_what_looks_like_the_definition_of_a_link_is_words() -> None:
    assert lines("[Obs]: viktigt") == [": [Obs]: viktigt"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "[se **här**](https://example.se/a \"Till 'a'\")",
            "[<Hyperlink>se </Hyperlink><Hyperlink><b>här</b></Hyperlink>](https://example.se/a Till 'a')",
        ),
        ("<https://example.se>", "[<Hyperlink>https://example.se</Hyperlink>](https://example.se https://example.se)"),
        ("<namnd@example.se>", "[<Hyperlink>namnd@example.se</Hyperlink>](mailto:namnd@example.se namnd@example.se)"),
        ("[ring](tel:+46-8-1)", "[<Hyperlink>ring</Hyperlink>](tel:+46-8-1 tel:+46-8-1)"),
        (
            "[å](<http://example.se/å ä?q=ö&r=%20%>)",
            "[<Hyperlink>å</Hyperlink>](http://example.se/%C3%A5%20%C3%A4?q=%C3%B6&r=%20%25 http://example.se/å ä?q=ö&r=%20%)",
        ),
        ("[bilaga](bilaga.pdf)", "bilaga"),
        ("[fil](file:///etc/passwd)", "fil"),
        ("[trasig](http://) [trasig](http://a:b) [trasig](https://[)", "trasig trasig trasig"),
        ("![diagram](a.png)", "diagram"),
    ],
)
def test_links(text: str, line: str) -> None:
    assert lines(text) == [f": {line}"]


def test_links_in_a_header_are_the_header_s() -> None:
    additions = Additions(stock())

    xml = prose.runs("<https://example.se> <https://example.se>", "", additions, "word/header1.xml")

    assert re.findall('r:id="(.*?)"', xml) == ["rId1", "rId1"]
    assert b'Target="https://example.se" TargetMode="External"' in additions.parts()["word/_rels/header1.xml.rels"]
    assert "word/_rels/document.xml.rels" not in additions.parts()


def test_runs_stand_on_one_line() -> None:
    text = "### Rubrik\n\nMed **fetstil**  \noch\n\n- en\n- två\n"

    assert re.findall("<w:t[^>]*>(.*?)</w:t>", runs(text)) == ["Rubrik Med ", "fetstil", " och en, två"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**Nämnden** [instämmer](https://example.se)\ni *allt*.", "Nämnden instämmer i allt."),
        ("Text:\n\n1. ett\n   - två\n2. tre", "Text: 1. ett två 2. tre"),
        ("1986. var ett bra år", "1986. var ett bra år"),
        ("Utbilda:\n\n- i skolan\n- på **kontoret**,\n- hemma", "Utbilda: i skolan, på kontoret, hemma"),
        ("| a | b |\n|---|---|\n| c | d |", "a b c d"),
        ("a &amp; b &lt;c&gt; <br> \\*d\\*", "a & b <c> <br> *d*"),
        ("10\N{NO-BREAK SPACE}000 kr", "10\N{NO-BREAK SPACE}000 kr"),
        ("`a\nb`\n\n```\nc\n  d\n```", "a b c d"),
        ("", ""),
    ],
)
def test_plain_words(text: str, words: str) -> None:
    assert plain(text) == words


PIECES = [
    *["1. ", "7) ", "- ", "  ", "    ", "\n", "\n\n", "> ", "# ", "#### ", "---\n", "```\n"],
    *["|", "|--|\n", "| a | b |\n|:-|-:|\n", "**", "*", "_", "`", "~~", "![", "&amp;", "&#0;", "\\"],
    *['[a](https://example.se "t")', "[b](c)", "<https://example.se>", "<b>", "<!-- ", "[d]: e\n"],
    *["ord", "å ä ö", "⟦saknas: x⟧", "\x0b", "\x00", "\ud800", "\t", "]]>", "\N{NO-BREAK SPACE}"],
]
MARKDOWN = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join)


ONE_LINE = st.lists(st.sampled_from([*PIECES, *"&<>;:!?/#-+=~.) 1a"]), max_size=8).map("".join)


@given(ONE_LINE.filter(lambda text: "\ud800" not in text and "\x00" not in text))
def test_a_line_without_marks_is_read_as_markdown_reads_it(text: str) -> None:
    assert plain(text) == plain(f"{text}\n")  # which is never taken for one without


@given(MARKDOWN, st.sampled_from(["", '<w:pPr><w:pStyle w:val="ListNumber"/></w:pPr>', '<w:pPr><w:jc w:val="both"/><w:sectPr/></w:pPr>']))
def test_any_text_becomes_what_word_can_open_with_every_word_in_it(text: str, paragraph: str) -> None:
    additions = Additions(stock())

    root = etree.fromstring(f'<w:body xmlns:w="{W}">{prose.blocks(text, paragraph, "", additions, MAIN)}</w:body>')

    assert {element.tag for element in root} <= {tag("p"), tag("tbl")}
    assert all(cell[-1].tag == tag("p") for cell in root.iter(tag("tc")))
    assert all(above.tag != below.tag or below.tag == tag("p") for above, below in pairwise(root))
    assert not root.findall(f".//{tag('sectPr')}")
    assert len(root.findall(f".//{tag('hyperlink')}[@{{{R}}}id]")) == len(root.findall(f".//{tag('hyperlink')}"))
    assert said(root) == "".join(allowed("".join(map(words, events(text)))).split())


def said(root: etree._Element) -> str:
    """All letters in order."""
    return "".join("".join(text.text or "" for text in root.iter(tag("t"))).split())


@given(MARKDOWN)
def test_any_text_on_one_line_has_every_word_in_it(text: str) -> None:
    root = etree.fromstring(f'<w:p xmlns:w="{W}">{runs(text)}</w:p>')

    assert said(root) == "".join(allowed(plain(text)).split())
    assert {element.tag for element in root} <= {tag("r"), tag("hyperlink")}


def test_same_text_same_parts() -> None:
    text = "1. a\n\n- b\n\n### c\n\n<https://example.se>"

    assert filled(bare(), ("", text)) == filled(bare(), ("", text))
