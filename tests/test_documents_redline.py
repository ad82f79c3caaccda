"""Two versions above; accepted it is the new one, rejected the old one, paragraph by paragraph and look by look."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from auditresp.documents.building import Templates, build
from auditresp.documents.orders import Document
from auditresp.documents.redline import redlined
from auditresp.documents.text import text_of
from auditresp.problems import AuditrespError
from auditresp.store.loading import load
from auditresp.store.sources import Folder, InMemory
from docx_making import docx, p, run, table, text_box
from libreoffice import Settle
from paragraphs import MAIN, parts_of
from tooling import ROOT, ValidateDocx
from tracked_changes import accepted, paragraphs, rejected

LEFT, RIGHT = "[", "]"
RESPONSE = "responses/2018-ekonomiskt-utanforskap.yaml"
NOTE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
NOTES = ["", "Kommunallagen", "Språklagen"]


def redline(old: bytes | None, new: bytes | None) -> bytes:
    return redlined(old, new, author="Nämnden", when=datetime(2018, 4, 11))  # noqa: DTZ001 - Word's marks know no zone


def same(old: bytes, new: bytes) -> bytes:
    """The joined document, which says what each version says."""
    joined = redline(old, new)
    assert said(rejected(joined)) == said(old)
    assert said(accepted(joined)) == said(new)
    return joined


def said(document: bytes) -> tuple[list[str], list[str]]:
    """Every paragraph with its look, lists by the order in which they come, and the text of all parts but the title."""
    lists: dict[str, int] = {}
    looks = [
        re.sub(r"numId\[val=(\d+)\]", lambda each: f"list {lists.setdefault(each[1], len(lists))}", each) for each in paragraphs(document)
    ]
    return [each.replace("{}", "").strip() for each in looks], [
        line for line in text_of(document, "x").splitlines() if "[titel]" not in line
    ]


def marked(old: list[str], new: list[str]) -> list[str]:
    """The paragraphs of the joined document: `[-gone-]`, `[+come+]`, and `¶` with the mark of its end."""
    return list(lines_of(same(docx(*old), docx(*new))))


def lines_of(document: bytes) -> Iterator[str]:
    signs = {"ins": "+", "del": "-", "moveFrom": "<", "moveTo": ">"}
    for paragraph in etree.fromstring(parts_of(document)[MAIN]).iter("{*}p"):
        line = ""
        for element in paragraph.iter("{*}t", "{*}delText"):
            sign = next((signs[name] for each in element.iterancestors() if (name := etree.QName(each).localname) in signs), "")
            line += f"[{sign}{element.text}{sign}]" if sign else element.text or ""
        ends = [signs[name] for each in paragraph.iterfind("{*}pPr/{*}rPr/*") if (name := etree.QName(each).localname) in signs]
        yield line + "".join(f" ¶{end}" for end in ends)


def test_words_are_marked_one_by_one() -> None:
    assert marked(["Nämnden svarar senast i juni 2018."], ["Nämnden svarar senast i augusti 2018."]) == [
        "Nämnden svarar senast i [-juni-][+augusti+] 2018."
    ]


def test_a_paragraph_that_came_or_went_is_marked_with_its_end() -> None:
    assert marked(["Ett.", "Två.", "Tre."], ["Ett.", "Nytt här.", "Tre."]) == ["Ett.", "[-Två.-] ¶-", "[+Nytt här.+] ¶+", "Tre."]


def test_the_last_paragraph_gives_up_the_end_of_the_one_before() -> None:
    assert marked(["Ett.", "Två."], ["Ett."]) == ["Ett. ¶-", "[-Två.-]"]
    assert marked(["Ett."], ["Ett.", "Två."]) == ["Ett. ¶+", "[+Två.+]"]


def test_a_paragraph_that_moved_is_marked_as_moved() -> None:
    first, second = "Ett stycke med ord.", "Ett helt annat innehåll här."

    assert marked([first, second, "Slut."], [second, first, "Slut."]) == [f"[>{second}>] ¶>", first, f"[<{second}<] ¶<", "Slut."]


def test_a_text_that_is_another_is_not_chopped_up() -> None:
    assert marked(["Nämnden avslår, och motiverar."], ["Förvaltningen utreder, utan förslag."]) == [
        "[-Nämnden avslår, och motiverar.-][+Förvaltningen utreder, utan förslag.+]"
    ]


PAIRS: dict[str, tuple[bytes, bytes]] = {
    "a row added": (docx(table(["a", "b"], ["c", "d"]), "z"), docx(table(["a", "b"], ["ny", "rad"], ["c", "d"]), "z")),
    "a row removed at the end": (docx(table(["a", "b"], ["c", "d"]), "z"), docx(table(["a", "b"]), "z")),
    "a word in a cell": (docx(table(["a", "b"]), "z"), docx(table(["a", "b c"]), "z")),
    "paragraphs in a cell": (docx(table(["a", "b"])), docx(table(["a", p("b") + p("b2")]))),
    "a column": (docx(table(["a", "b"], ["c", "d"])), docx(table(["a", "x", "b"], ["c", "y", "d"]))),
    "a table added": (docx("a", "z"), docx("a", table(["a", "b"]), "z")),
    "a table removed": (docx("a", table(["a", "b"]), "z"), docx("a", "z")),
    "a table that became text": (docx("a", table(["a", "b"]), "z"), docx("a", "a b", "z")),
    "before a table": (docx("a", "b", table(["c"]), "z"), docx("a", table(["c"]), "z")),
    "another before a table": (docx("a", table(["c"]), "z"), docx("a", "b", "c", table(["c"]), "z")),
    "headers": (docx("a", header=["Sundby"], footer=["f"]), docx("a", header=["Sundby stad", "rad"], footer=["g"])),
    "headers come": (docx("a"), docx("a", header=["Sundby"], footer=["f"])),
    "headers go": (docx("a", header=["Sundby"], footer=["f"]), docx("a")),
    "notes": (docx(p("Enligt", NOTE.format(1)), footnotes=NOTES), docx(p("Enligt", NOTE.format(2)), footnotes=NOTES)),
    "notes come": (docx("Enligt lag"), docx(p("Enligt lag", NOTE.format(1)), footnotes=NOTES)),
    "notes go": (docx(p("Enligt lag", NOTE.format(1)), footnotes=NOTES), docx("Enligt lag")),
    "a text box": (docx(p("a", text_box("Obs!")), "z"), docx(p("a", text_box("Viktigt!")), "z")),
    "tabs and breaks": (
        docx(p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>")),
        docx(p("<w:r><w:t>a</w:t><w:tab/><w:t>x</w:t><w:br/><w:tab/><w:t>c</w:t></w:r>")),
    ),
    "blanks": (docx("a  b\u00a0c d"), docx("a b  c d")),
    "letters' look": (docx(p("a ", run("b", "<w:b/>"), " c")), docx(p("a b ", run("c", "<w:i/>")))),
    "a style": (docx("Rubrik", "x"), docx(p("Rubrik", properties='<w:pStyle w:val="Heading1"/>'), "x")),
    "a list": (docx("a", "b"), docx(*(p(each, properties='<w:pStyle w:val="ListBullet"/>') for each in "ab"))),
    "everything": (docx("Ett", table(["a"]), "Två"), docx("Helt annat", "Ingenting lika", table(["b", "c"]))),
}


@pytest.mark.parametrize("name", PAIRS)
def test_accepted_it_is_the_new_version_and_rejected_the_old_one(name: str, validate_docx: ValidateDocx, tmp_path: Path) -> None:
    old, new = PAIRS[name]

    for before, after in ((old, new), (new, old)):
        same(before, after)


BLOCKS = st.one_of(
    st.lists(st.sampled_from(["nämnden", "svarar", "i", "juni", ",", "2018", "\u00a0"]), max_size=6).map(lambda words: p(" ".join(words))),
    st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3).map(lambda cells: table(cells, cells[::-1])),
    st.sampled_from([p("x", properties='<w:pStyle w:val="ListNumber"/>'), p("r", run("fet", "<w:b/>"))]),
)


@given(st.lists(BLOCKS, max_size=6), st.lists(BLOCKS, max_size=6))
@settings(max_examples=25)
def test_any_two_texts(old: list[str], new: list[str]) -> None:
    end = [p("Slut.")]

    same(docx(*old, *end), docx(*new, *end))


def test_a_version_that_is_not_there_says_nothing() -> None:
    document = docx("Ett.", table(["a"]), "Två.", header=["Sundby"])
    came, went = redline(None, document), redline(document, None)

    assert text_of(accepted(came), "x") == text_of(rejected(went), "x") == text_of(document, "x")
    assert text_of(rejected(came), "x") == text_of(accepted(went), "x") == "[sidhuvud] Sundby\n"


def test_a_document_against_itself_has_no_marks() -> None:
    document = docx("Ett.", table(["a"]), "Två.", header=["Sundby"])

    assert paragraphs(redline(document, document)) == paragraphs(document)


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(AuditrespError, match=r"new\.docx cannot be used"):
        redline(docx("a"), b"Hej")


def example(template: str, change: Callable[[dict[str, Any]], None] = lambda response: None) -> bytes:
    """A document of the example, whose response is changed first."""
    folder = Folder(ROOT)
    names = [*folder.names(""), *folder.names("responses"), *folder.names("templates")]
    files = {name: folder.read(name) for name in names if name.endswith((".yaml", ".docx"))}
    response = yaml.load(files[RESPONSE], yaml.BaseLoader)  # noqa: S506 - it makes texts of everything
    change(response)
    source = InMemory({**files, RESPONSE: yaml.safe_dump(response, allow_unicode=True).encode()})
    register = load(source)
    return build(register, Document(Path(RESPONSE).stem, template), Templates(register.templates, source.read))


def decided_otherwise(response: dict[str, Any]) -> None:
    """Paragraphs moved, new and gone, a list and a link added, a measure more and one less, another title, stance and date."""
    response.update(subject="Yttrande om ekonomiskt bistånd", date="2018-05-02", distribution=response["distribution"][::-1])
    response["background"] = "\n\n".join(response["background"].strip().split("\n\n")[::-1])
    response["summary"] = response["summary"].strip().split("\n\n")[0] + "\n\n- ett\n- två\n\nSe [webben](https://exempel.se/svar)."
    response["replies"]["R1"]["stance"] = "disagree"
    response["replies"]["R1"]["text"] = response["replies"]["R1"]["text"].replace("Chefer", "**Alla** chefer") + "\n\n1. nytt\n2. sist"
    response["replies"]["R1"]["measures"].insert(0, {"id": "ny", "text": "Skriva en plan", "status": "planned", "due": "2018-12"})
    response["replies"]["R3"]["measures"].pop(0)


@pytest.mark.parametrize("template", ["svar", "atgardsplan"])
def test_the_example_s_documents(template: str, validate_docx: ValidateDocx, settle: Settle, tmp_path: Path) -> None:
    old, new = example(template), example(template, decided_otherwise)
    file = tmp_path / "joined.docx"
    file.write_bytes(same(old, new))

    assert validate_docx(file) == []
    assert redline(old, new) == file.read_bytes()
    assert words(settle(file, "Accept")) == words(new)
    assert words(settle(file, "Reject")) == words(old)


def words(document: bytes) -> list[str]:
    """The paragraphs and rows, as words alone; LibreOffice has headers in another order."""
    lines = [line.strip("#•–| ") for line in text_of(document, "x").splitlines() if "[titel]" not in line and line.strip("-| ")]
    return sorted(line for line in lines if line.startswith("[sid")) + [line for line in lines if not line.startswith("[sid")]
