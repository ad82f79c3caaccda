"""Word's XML above, the text that git shows below."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditresp.documents.text import Block, Kind, blocks_in, text_of
from auditresp.problems import AuditrespError
from docx_making import docx, p, run, table, text_box
from paragraphs import MAIN, W, package_of, parts_of, word
from tooling import tool
from word_files import word_file


def shown(*body: str, base: Mapping[str, bytes] | None = None, **others: list[str]) -> list[str]:
    """The lines of the text, without the empty ones."""
    return [line for line in text_of(docx(*body, base=base, **others), "svar.docx").splitlines() if line]


def styled(style: str, words: str) -> str:
    return p(words, properties=f'<w:pStyle w:val="{style}"/>')


def item(words: str, level: int = 0, num_id: int = 1) -> str:
    return p(words, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>')


def level(place: int, shape: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>{more}<w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{500 * (place + 1)}" w:hanging="500"/></w:pPr></w:lvl>'
    )


def lists(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> dict[str, bytes]:
    """Word's usual document with one definition of lists."""
    abstract = f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
    return {**word(), "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{abstract}{nums}</w:numbering>'.encode()}


def test_paragraphs_and_headings_stand_apart() -> None:
    document = docx(styled("Title", "Svar"), styled("Heading2", "Bakgrund"), "Nämnden har\u00a0svarat.", p(), "Den instämmer.")

    assert text_of(document, "svar.docx") == "# Svar\n\n## Bakgrund\n\nNämnden har\u00a0svarat.\n\nDen instämmer.\n"


def test_what_a_file_says_comes_as_values_too() -> None:
    assert blocks_in(docx(styled("Heading1", "Svar"), table(["Åtgärd", "Klart"]), item("Rutin", 0, 0)), "svar.docx") == [
        Block(Kind.HEADING, "Svar", level=1),
        Block(Kind.ROW, "Åtgärd | Klart"),
        Block(Kind.PARAGRAPH, "Rutin"),
    ]


def test_lists_have_the_numbers_that_word_shows() -> None:
    base = lists(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"), level(2, "lowerRoman", "%1.%3"))
    body = [item("Först"), item("Sedan"), item("inre", 1), item("inre igen", 1), item("innerst", 2), item("Sist"), item("ny", 1)]

    assert shown(*body, base=base) == [
        "1. Först",
        "2. Sedan",
        "   a) inre",
        "   b) inre igen",
        "      2.i innerst",
        "3. Sist",
        "   a) ny",
    ]


def test_a_list_begins_anew_where_word_begins_it_anew() -> None:
    nums = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    anew = '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    base = lists(level(0, "decimal", "%1."), nums=nums + anew)

    body = [item("ett"), item("två", 0, 2), item("fem", 0, 3), item("sex", 0, 3)]

    assert shown(*body, base=base) == [
        "1. ett",
        "2. två",
        "5. fem",
        "6. sex",
    ]


def test_bullets_are_drawn_with_letters_that_every_font_has() -> None:
    base = lists(level(0, "bullet", "\uf0b7"), level(1, "bullet", "\uf0a7"), level(2, "bullet", "–"))

    assert shown(item("a"), item("b", 1), item("c", 2), base=base) == ["• a", "   ▪ b", "      – c"]


def test_word_s_own_styles_for_lists_in_lists_stand_further_in() -> None:
    body = [styled("ListBullet", "ett"), styled("ListBullet2", "inre"), styled("ListNumber", "två")]

    assert shown(*body) == [
        "• ett",
        "   • inre",
        "1. två",
    ]


def test_tables_have_a_row_to_a_line() -> None:
    cell = f"{p('Första stycket')}{p('Andra stycket')}{item('punkt')}"
    heads = table(["Åtgärd", "Klart"]).replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>").replace("</w:tbl>", "")
    rows = table([cell, "2018"], ["", ""], ["x", table(["a", "b"]) + p()])

    assert shown(heads + rows[rows.index("<w:tr>") :], base=lists(level(0, "decimal", "%1."))) == [
        "| Åtgärd | Klart |",
        "| --- | --- |",
        "| Första stycket ¶ Andra stycket ¶ 1. punkt | 2018 |",
        "| x | a | b |",
    ]


def test_headers_footers_and_notes_say_where_they_stand() -> None:
    note = run("") + '<w:r><w:footnoteReference w:id="1"/></w:r>'
    remark = '<w:r><w:commentReference w:id="0"/></w:r>'
    parts = {"header": ["Sundby kommun"], "footer": ["Sida"], "footnotes": ["oanvänd", "SFS 2017:725"], "comments": ["Stämmer det?"]}

    assert shown(p("Enligt lagen", note, remark), **parts) == [
        "[sidhuvud] Sundby kommun",
        "Enligt lagen[fotnot 1][kommentar 1]",
        "[sidfot] Sida",
        "[fotnot 1] SFS 2017:725",
        "[kommentar 1] Stämmer det?",
    ]


def test_the_document_s_title_comes_first() -> None:
    assert text_of(word_file(p("Hej"), title="Svar på granskning"), "svar.docx") == "[titel] Svar på granskning\n\nHej\n"


def test_text_boxes_are_read_once() -> None:
    assert shown(p("Före", text_box("Obs!", "Viktigt"), " efter")) == ["Före[bild: Ruta] efter", "[textruta] Obs!", "[textruta] Viktigt"]


def test_tracked_changes_read_as_if_accepted() -> None:
    inserted = f'<w:ins w:id="1" w:author="A">{run("infogat ")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="A"><w:r><w:delText>struket</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3" w:author="A">{run("flyttat")}</w:moveFrom>'
    joined = p("Första ", properties='<w:rPr><w:del w:id="4" w:author="A"/></w:rPr>')
    gone = table(["a"]).replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="5" w:author="A"/></w:trPr>')

    assert shown(p("Text ", inserted, deleted, moved, "kvar"), joined, "och andra.", gone) == ["Text infogat kvar", "Första och andra."]


def field(instruction: str, result: str) -> str:
    turns = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    return f"{turns['begin']}<w:r><w:instrText>{instruction}</w:instrText></w:r>{turns['separate']}{run(result)}{turns['end']}"


def test_fields_are_read_by_their_results() -> None:
    nested = field(f"IF 1 = {field('REF a', 'dolt')} ", "synligt")
    page = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>'

    assert shown(p("Se ", field(" REF x ", "avsnitt 2"), ", ", nested, ", s. ", page, " av ", field("NUMPAGES", "9"))) == [
        "Se avsnitt 2, synligt, s. ‹sidnummer› av ‹antal sidor›"
    ]


def test_links_are_read_with_their_addresses() -> None:
    parts = parts_of(docx(p("<w:hyperlink r:id='rIdL'>" + run("webben") + "</w:hyperlink>", " ", field('HYPERLINK "https://b.se"', "mer"))))
    rels = parts["word/_rels/document.xml.rels"].decode()
    link = '<Relationship Id="rIdL" Type="x/hyperlink" Target="https://a.se" TargetMode="External"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", link).encode()

    assert text_of(package_of(parts), "x").strip() == "[webben](https://a.se) [mer](https://b.se)"


def test_hidden_words_and_orders_to_the_terminal_are_not_printed() -> None:
    assert shown(p(run("dolt", "<w:vanish/>"), "synligt\u009b31m \u202eomvänt")) == ["synligt31m omvänt"]


def test_files_that_are_no_template_are_read_too() -> None:
    strict = {
        name: content.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name, content in parts_of(docx(styled("Heading1", "Strikt"))).items()
    }
    macros = parts_of(docx("Med makron"))
    types = macros["[Content_Types].xml"]
    macros["[Content_Types].xml"] = types.replace(
        b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.macroEnabled.main"
    )

    assert [text_of(package_of(parts), "x").strip() for parts in (strict, macros)] == ["# Strikt", "Med makron"]


def test_what_is_no_word_file_is_refused_with_its_name() -> None:
    for data in (b"", b"Hej", package_of({"a.txt": b"a"}), package_of({**word(), MAIN: b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})):
        with pytest.raises(AuditrespError, match=r"^brev\.docx"):
            text_of(data, "brev.docx")


@given(st.data())
def test_a_file_that_lacks_parts_or_attributes_is_read_or_refused(data: st.DataObject) -> None:
    parts = parts_of(docx(item("a"), table(["b"]), p(field("PAGE", "1")), header=["c"], footnotes=["d"]))
    name = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, len(parts[name])))
    parts[name] = parts[name][:at] + parts[name][at + data.draw(st.integers(1, 30)) :]

    try:
        text_of(package_of(parts), "x")
    except AuditrespError:
        return


def test_numbers_are_those_that_libreoffice_counts(tmp_path: Path) -> None:
    shapes = ("decimal", "upperRoman", "lowerLetter", "upperLetter", "decimalZero")
    base = lists(*(level(place, shape, f"%{place + 1}.") for place, shape in enumerate(shapes)))
    depths = [0, 1, 1, 2, 0, 1, 2, 2, 3, 4, 1, 3, 0, 0, 4, 4, 1]
    document = tmp_path / "listor.docx"
    document.write_bytes(docx(*(item(f"rad {count}", depth) for count, depth in enumerate(depths)), base=base))

    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    asked = [tool("soffice"), "--headless", profile, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", tmp_path, document]
    subprocess.run(asked, check=True, capture_output=True, timeout=120)
    laid_out = (tmp_path / "listor.txt").read_text("utf-8-sig")

    assert [line.split() for line in text_of(document.read_bytes(), "x").splitlines()] == [line.split() for line in laid_out.splitlines()]
