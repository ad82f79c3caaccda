"""Tags as people write them in Word, and as Word scatters them: the template above, what it becomes below."""

import pytest

from docx_making import docx, fill, filled, p, problems, run, said, table, text_box, tree
from paragraphs import MAIN, NS, W, package_of, parts_of


def test_a_value_takes_the_look_of_the_letters_of_its_tag() -> None:
    document = fill(docx(p("Till ", run("{{ name }}", "<w:b/>"), ".")), name="Drift & underhåll <10 %")

    assert said(document) == ["Till Drift & underhåll <10 %."]
    assert [each.getparent().getparent().findtext("w:t", namespaces=NS) for each in tree(document).iterfind(".//w:b", NS)] == [
        "Drift & underhåll <10 %"
    ]


SPELLING = '<w:proofErr w:type="spellStart"/>'
BOOKMARK = '<w:bookmarkStart w:id="1" w:name="_GoBack"/><w:bookmarkEnd w:id="1"/>'


@pytest.mark.parametrize(
    "scattered",
    [
        pytest.param([run("{{ na"), SPELLING, run("me"), SPELLING, run(" }}")], id="by a spelling mark"),
        pytest.param([run("{"), run("{ name }", "<w:i/>"), run("}")], id="inside its braces"),
        pytest.param([run("{{ "), BOOKMARK, run("name }}")], id="by a bookmark"),
        pytest.param(["<w:r><w:t>{{ na</w:t><w:t>me }}</w:t></w:r>"], id="within a run"),
        pytest.param(["<w:r><w:t>{{ na</w:t><w:lastRenderedPageBreak/><w:t>me }}</w:t></w:r>"], id="by a remembered page break"),
        pytest.param([run("{{"), "<w:r><w:br/></w:r>", run("name }}")], id="by a line break"),
        pytest.param(['<w:ins w:id="1" w:author="x">' + run("{{ na") + "</w:ins>", run("me }}")], id="half in a tracked insertion"),
        pytest.param([run("{{ na"), '<w:ins w:id="1" w:author="x">' + run("me") + "</w:ins>", run(" }}")], id="over a tracked insertion"),
        pytest.param(
            [run("{{ na"), '<w:del w:id="1" w:author="x"><w:r><w:delText>xyz }}</w:delText></w:r></w:del>', run("me }}")],
            id="by a tracked deletion",
        ),
        pytest.param(['<w:smartTag w:element="x">' + run("{{") + "</w:smartTag>", run(" name }}")], id="by a smart tag"),
    ],
)
def test_a_tag_that_word_has_scattered_is_one_tag(scattered: list[str]) -> None:
    assert filled(p("Till ", *scattered, " slut"), name="Å") == ["Till Å slut"]


@pytest.mark.parametrize(
    ("tag", "printed"),
    [
        ("{{ name|default(“–”) }}", "–"),
        ("{{ name|default(’a’) }}", "a"),
        ('{{ name|default("”") }}', "”"),
        ("{{ name|default('}}') }}", "}}"),
        ("{{ {'a': {'b': 'c'}}['a']['b'] }}", "c"),
        ("{{\xa0number\xa0–\xa01\xa0}}", "6"),
        ("{{ number\u200b }}", "7"),
        ("{{- number -}}", "7"),
        ("{{number}}", "7"),
        ("{% if number %}ja{% endif %}", "ja"),
        ("{%if number%}ja{%endif%}", "ja"),
        ("a{# en anteckning #}b", "ab"),
        ("{_{ number }_} {_% if %_}", "{{ number }} {% if %}"),
        ("{% raw %}{{ number }}{% endraw %}", "{{ number }}"),
        ("{number} }} %}", "{number} }} %}"),
    ],
)
def test_what_is_a_tag_and_what_it_says(tag: str, printed: str) -> None:
    assert filled(tag, name=None, number=7) == [printed]


def test_the_marks_of_escaped_braces_may_be_scattered_too() -> None:
    assert filled(p(run("{"), run("_{ x }"), run("_}"))) == ["{{ x }}"]


def test_braces_in_a_value_are_no_tags() -> None:
    assert filled("{{ text }}", text="{{ text }} {_{ {% if %}") == ["{{ text }} {_{ {% if %}"]


@pytest.mark.parametrize("tag", ["{%p {} %}", "{% p {} %}", "{%p  {} %}", "{%p {}%}", "{%\xa0p\xa0{} %}"])
def test_paragraphs_are_repeated_without_those_of_the_tags(tag: str) -> None:
    template = ["Före", tag.replace("{}", "for each in names"), "{{ each }}", tag.replace("{}", "endfor"), "Efter"]

    assert filled(*template, names=["a", "b"]) == ["Före", "a", "b", "Efter"]
    assert filled(*template, names=[]) == ["Före", "Efter"]


def test_a_paragraph_of_tags_alone_goes_as_a_whole() -> None:
    assert filled("{%p for each in names %}{%p if each %}", "{{ each }}", "{%p endif %}{%p endfor %}", names=["a", "", "b"]) == ["a", "b"]


@pytest.mark.parametrize(("begin", "end"), [("{%p for x in names %}", "{% endfor %}"), ("{% for x in names %}", "{%p endfor %}")])
def test_an_end_without_its_p_belongs_to_the_beginning_with_it(begin: str, end: str) -> None:
    assert filled(begin, "{{ x }}", end, "Efter", names=["a", "b"]) == ["a", "b", "Efter"]


def test_rows_are_repeated_without_those_of_the_tags() -> None:
    template = table(["Vad", "När"], ["{%tr for x in names %}", ""], ["{{ x }}", "{{ loop.index }}"], ["{%tr endfor %}", ""])

    assert filled(template, names=["a", "b"]) == ["Vad | När", "a | 1", "b | 2"]


def test_a_row_whose_tags_lack_the_tr_follows_the_other_end() -> None:
    template = table(["Vad", "När"], ["{%tr for x in names %}", ""], ["{{ x }}", ""], ["{% endfor %}", ""])

    assert filled(template, names=["a", "b"]) == ["Vad | När", "a | ", "b | "]


def test_cells_are_repeated_without_those_of_the_tags() -> None:
    template = table(["{%tc for x in names %}", "{{ x }}", "{%tc endfor %}"])

    assert filled(template, names=["a", "b", "c"]) == ["a | b | c"]


def test_comments_go_with_what_they_stand_for() -> None:
    template = ["{#p hälsning #}", "Hej{# du #}", table(["{#tr en rad #}"], ["a"], ["{#tc en cell #}"])]

    assert filled(*template) == ["Hej", "a"]


def test_a_block_may_begin_in_one_paragraph_and_end_in_another() -> None:
    template = ["Vi {% if both %}alla", "instämmer{% else %}inte{% endif %}."]

    assert filled(*template, both=True) == ["Vi alla", "instämmer."]
    assert filled(*template, both=False) == ["Vi inte."]


@pytest.mark.parametrize(
    "wrapped",
    [
        '<w:hyperlink w:anchor="a">{}</w:hyperlink>',
        '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:ins w:id="1" w:author="x">{}</w:ins>',
    ],
)
def test_a_block_may_begin_or_end_at_the_edge_of_a_link_field_or_control(wrapped: str) -> None:
    begins_inside = p(wrapped.format(run("{% if x %}a")), run("b{% endif %}c"))
    ends_inside = p(run("a{% if x %}b"), wrapped.format(run("c{% endif %}")))

    assert filled(begins_inside, ends_inside, x=True) == ["abc", "abc"]
    assert filled(begins_inside, ends_inside, x=False) == ["c", "a"]


def test_tags_with_a_hyphen_join_paragraphs() -> None:
    template = ["Huset ligger", "{%- if town -%}", "\xa0i staden", "{%- else -%}", "\xa0på landet", "{%- endif -%}", "\xa0och är rött."]

    assert filled(*template, town=True) == ["Huset ligger\xa0i staden\xa0och är rött."]
    assert filled(*template, town=False) == ["Huset ligger\xa0på landet\xa0och är rött."]


def test_tags_with_a_hyphen_join_lines() -> None:
    template = p("Huset är", "<w:r><w:br/></w:r>", "{%- if old -%}", "<w:r><w:br/></w:r>", " gammalt", "{% endif %}.")

    assert filled(template, old=True) == ["Huset är gammalt."]


def test_tags_are_filled_wherever_there_is_text() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('{{ x }} i kontroll')}</w:sdtContent></w:sdt>"
    link = '<w:hyperlink w:anchor="a">' + run("{{ x }} i länk") + "</w:hyperlink>"
    field = '<w:fldSimple w:instr=" DATE ">' + run("{{ x }} i fält") + "</w:fldSimple>"
    template = docx(
        control,
        p(text_box("{{ x }} i ruta", "{%p if y %}", "{{ y }}", "{%p endif %}")),
        p(link, field),
        header=["{{ x }} i huvud"],
        footer=["{{ x }} i fot"],
        footnotes=["{{ x }} i fotnot"],
        endnotes=["{{ x }} i slutnot"],
        comments=["{{ x }} i kommentar"],
    )

    document = fill(template, x="Text", y=None)

    assert said(document) == ["Text i kontroll", "[Text i ruta][Text i ruta]", "Text i länkText i fält"]
    for part, line in [
        ("header1", "Text i huvud"),
        ("footer1", "Text i fot"),
        ("footnotes", "Text i fotnot"),
        ("endnotes", "Text i slutnot"),
        ("comments", "Text i kommentar"),
    ]:
        assert said(document, f"word/{part}.xml") == [line]


@pytest.mark.parametrize(("opening", "prefix"), [("xmlns:ns0=", "ns0:"), ("xmlns=", "")])
def test_a_part_may_call_words_namespace_what_it_likes(opening: str, prefix: str) -> None:
    parts = parts_of(docx(p("Till {{ x }}"), table(["{{p x }}"])))
    xml = parts[MAIN].decode().replace("<w:", f"<{prefix}").replace("</w:", f"</{prefix}").replace("xmlns:w=", f'xmlns:w="{W}" {opening}')

    document = fill(package_of({**parts, MAIN: xml.encode()}), x="")

    assert b"<w:p>" in parts_of(document)[MAIN]
    assert said(document) == ["Till ", ""]


def test_a_content_control_keeps_what_is_filled_in() -> None:
    bound = '<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/><w:showingPlcHdr/><w:text/>'
    control = f"<w:sdt><w:sdtPr>{bound}</w:sdtPr><w:sdtContent>{run('{{ x }}')}</w:sdtContent></w:sdt>"

    document = tree(fill(docx(p(control)), x="Text"))

    assert [each.tag.rpartition("}")[2] for each in document.iterfind(".//w:sdtPr/*", NS)] == ["text"]


def test_tags_in_attributes_are_filled() -> None:
    described = text_box("x").replace('descr="Ruta"', 'descr="Vapen för {{ name }}{% if more %}, nytt{% endif %}"')

    document = fill(docx(p(described)), name='"A" & <B>', more=False)

    assert tree(document).xpath("string(//@descr)") == 'Vapen för "A" & <B>'


def test_tags_in_a_fields_instruction_are_filled() -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    instruction = '<w:r><w:instrText xml:space="preserve"> QUOTE "{{ </w:instrText></w:r><w:r><w:instrText>name }}" </w:instrText></w:r>'

    document = fill(docx(p(begin, instruction, separate, "{{ name }}", end)), name='A "B" & C')

    assert "".join(each.text or "" for each in tree(document).iterfind(".//w:instrText", NS)) == ' QUOTE "A \\"B\\" & C" '
    assert said(document) == ['A "B" & C']


def test_a_tag_across_a_field_is_no_tag() -> None:
    border = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'

    assert problems(docx(p("{{ a", border, "b }}"))) == [
        "body, paragraph 1: «{{ a b }}»: error unclosed-tag: "
        "the tag does not end in its paragraph; write it whole, on one line and not across a field"
    ]


def test_a_section_that_ends_in_the_paragraph_of_a_tag_still_ends_there() -> None:
    break_ = '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>'

    document = fill(docx("Före", p("{%p if x %}", properties=break_), "Mitt", "{%p endif %}", p("{{p y }}", properties=break_)), x=0, y="Y")

    assert said(document) == ["Före", "", "Y", ""]
    assert len(tree(document).findall(".//w:pPr/w:sectPr", NS)) == 2


def test_a_bookmark_around_a_tag_stays() -> None:
    start, end = '<w:bookmarkStart w:id="1" w:name="svar"/>', '<w:bookmarkEnd w:id="1"/>'

    document = fill(docx(p(start, "{{p x }}", end)), x="a\nb")

    assert [each.tag.rpartition("}")[2] for each in tree(document)[0]] == ["bookmarkStart", "p", "p", "bookmarkEnd", "sectPr"]


def test_macros_print_runs_or_paragraphs() -> None:
    template = [
        "{% macro strong(x) %}*{{ x }}*{% endmacro %}Se {{ strong('a & b') }}",
        "{%p macro twice(x) %}",
        "{{ x }}",
        "{{ x }}",
        "{%p endmacro %}",
        "{{p twice('c') }}",
    ]

    assert filled(*template) == ["Se *a & b*", "c", "c"]


def test_what_a_macro_gives_is_words_to_a_filter() -> None:
    assert filled("{% macro m() %}a & {{ 'b' }}{% endmacro %}{{ m()|upper }} {{ m() ~ 'c' }}") == ["A & B a & bc"]


def test_what_a_macro_gives_cannot_be_cut_to_pieces() -> None:
    assert problems(docx("{% macro m() %}a{% endmacro %}{{ m()[:9] }}")) == [
        "body, paragraph 1: «{% macro m() %}a{% endmacro %}►{{ m()[:9] }}◄»: error unprintable-value: "
        "what a macro gives can only be printed as it is"
    ]


def test_set_and_filter_blocks_hold_words() -> None:
    assert filled("{% set x %}a {{ 'b' }}{% endset %}{{ x|upper }}{{ 'lika' if x == 'a b' }} {% filter upper %}c{% endfilter %}") == [
        "A Blika C"
    ]


def test_docxtpls_tags_for_cells() -> None:
    template = docx(
        table(["{% cellbg colour %}a", "{% colspan 1 + 1 %}b"]),
        table(["{%tr for x in [1, 2] %}", ""], ["{% vm %}c", "{{ x }}"], ["{%tr endfor %}", ""]),
        table(["{%tc for x in [1, 2] %}", "{% hm %}d", "{%tc endfor %}"], ["{%tc for x in [1, 2] %}", "{{ x }}", "{%tc endfor %}"]),
    )

    document = fill(template, colour="FF0000")

    assert said(document) == ["a | b", "c | 1", " | 2", "d", "1 | 2"]
    assert [each.get(f"{{{NS['w']}}}fill") for each in tree(document).iterfind(".//w:shd", NS)] == ["FF0000"]
    assert [each.get(f"{{{NS['w']}}}val") for each in tree(document).iterfind(".//w:gridSpan", NS)] == ["2", "2"]
    assert [each.get(f"{{{NS['w']}}}val") for each in tree(document).iterfind(".//w:vMerge", NS)] == ["restart", "continue"]


def test_a_row_s_flags_as_libreoffice_writes_them_are_written_as_word_does() -> None:
    rows = table(["a"], ["{{ b }}"]).replace("<w:tr>", '<w:tr><w:trPr><w:cantSplit w:val="true"/><w:tblHeader w:val="false"/></w:trPr>')

    assert [[child.tag for child in row] for row in tree(fill(docx(rows), b="b")).iter(f"{{{W}}}trPr")] == [[f"{{{W}}}cantSplit"]] * 2
