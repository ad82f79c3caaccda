"""PDF from Word documents: right for two judges whichever LibreOffice made it, the same bytes each time, and nothing left behind."""

import os
import re
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from textwrap import dedent
from threading import Thread
from zipfile import ZipFile

import pikepdf
import pytest
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from auditresp.documents.pdf import conversion, libreoffice, to_pdf
from auditresp.documents.pdf.conformance import conforming, with_certain_ends
from auditresp.problems import AuditrespError
from pdf_letters import CONTENTS, bordered_title, footnote, header_and_footer, letter, link, links, picture
from pdf_validators import faults, page_validation, verapdf
from tooling import ROOT, PdfText, tool
from workspaces import auditresp


@pytest.fixture(params=["soffice", "soffice-current"], ids=["Debian's own", "current"])
def each_libreoffice(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The test runs with the LibreOffice of the oldest supported Debian, and again with a current one."""
    program = tool(request.param)
    monkeypatch.setenv(libreoffice.CHOSEN, program)
    return program


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that temporary files are made in."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def saved(folder: Path, *words: Word) -> list[Path]:
    """The documents as files `1.docx`, `2.docx` …"""
    files = [folder / f"{number}.docx" for number in range(1, len(words) + 1)]
    for file, word in zip(files, words, strict=True):
        word.save(str(file))
    return files


def pdf_of(word: Word, folder: Path) -> bytes:
    """The PDF of the one document."""
    [(_, pdf)] = to_pdf(saved(folder, word))
    assert isinstance(pdf, bytes), pdf
    return pdf


@pytest.mark.usefixtures("each_libreoffice")
def test_whatever_a_letter_contains_both_judges_let_its_pdf_pass(tmp_path: Path) -> None:
    words = [letter() for _content in CONTENTS]
    for content, word in zip(CONTENTS, words, strict=True):
        content(word)

    found = {}
    for content, (document, pdf) in zip(CONTENTS, to_pdf(saved(tmp_path, *words)), strict=True):
        assert isinstance(pdf, bytes), pdf
        file = document.with_suffix(".pdf")
        file.write_bytes(pdf)
        found[content.__name__] = faults(file)

    assert found == {content.__name__: [] for content in CONTENTS}


@pytest.mark.usefixtures("each_libreoffice")
def test_both_judges_let_the_examples_documents_pass(tmp_path: Path) -> None:
    assert auditresp(ROOT, "build", "--output", str(tmp_path)).exit_code == 0
    documents = sorted(tmp_path.rglob("*.docx"))

    found = {}
    for document, pdf in to_pdf(documents):
        assert isinstance(pdf, bytes), pdf
        document.with_suffix(".pdf").write_bytes(pdf)
        found[document.name] = faults(document.with_suffix(".pdf"))

    assert found == {document.name: [] for document in documents} != {}


def test_both_judges_see_what_is_wrong_in_a_pdf(tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.pdf"
    with pikepdf.open(BytesIO(pdf_of(letter(), tmp_path))) as pdf:
        del pdf.Root.StructTreeRoot
        del pdf.Root.OutputIntents
        pdf.save(spoilt)

    for judge in (verapdf, page_validation):
        assert {fault.split(",")[0].split(":")[0] for fault in judge(spoilt)} == {"PDF/A-2b", "PDF/UA-1"}


@pytest.mark.usefixtures("each_libreoffice")
def test_the_pdf_shows_its_title_and_knows_its_language_and_no_clock(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(pdf_of(letter("Svar på <granskningen> & rapporten"), tmp_path))) as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert sorted(pdf.docinfo) == ["/Author", "/Creator", "/Producer", "/Title"]
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == str(pdf.docinfo.Title) == "Svar på <granskningen> & rapporten"
            assert [name for name in metadata if "Date" in name or "date" in name] == []


def test_a_document_without_a_title_is_called_as_its_file(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(pdf_of(letter(title=""), tmp_path))) as pdf:
        assert (str(pdf.docinfo.Title), bool(pdf.Root.ViewerPreferences.DisplayDocTitle)) == ("1", True)


@pytest.mark.usefixtures("each_libreoffice")
def test_a_text_that_names_no_language_is_swedish_wherever_it_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    word = letter()
    defaults = word.styles.element.find(".//" + qn("w:rPrDefault"))
    defaults.getparent().remove(defaults)

    with pikepdf.open(BytesIO(pdf_of(word, tmp_path))) as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"


@pytest.mark.usefixtures("each_libreoffice")
def test_the_same_documents_give_the_same_bytes_at_any_time_and_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = [letter(), letter(), letter(), letter()]
    header_and_footer(words[1])
    picture(words[2])
    link(words[3].add_paragraph("Se "), "bilagan", "bilaga.pdf")
    documents = saved(tmp_path, *words)

    once = dict(to_pdf(documents))
    time.sleep(1.1)
    for name, value in {"LC_ALL": "C", "TZ": "Asia/Tokyo", "USER": "annan", "HOME": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)

    assert dict(to_pdf(documents)) == once


@pytest.mark.usefixtures("each_libreoffice")
def test_what_is_right_stays_as_it_is(tmp_path: Path) -> None:
    word = letter()
    for content in (links, footnote, bordered_title):
        content(word)
    pdf = pdf_of(word, tmp_path)

    assert repaired(conforming(pdf, "annat")) == repaired(pdf)


def test_there_is_no_doubt_where_a_stream_ends() -> None:
    made = BytesIO()
    with pikepdf.new() as document:
        for data in (b"a\r", b"b", b"c\r"):
            document.make_indirect(document.make_stream(data))
            document.Root[f"/{data[:1].decode()}"] = document.objects[-1]
        document.save(made, compress_streams=False)

    certain = with_certain_ends(made.getvalue())

    assert re.findall(rb"\w[\r\n]+endstream", certain) == [b"a\r\r\nendstream", b"b\nendstream", b"c\r\r\nendstream"]
    with pikepdf.open(BytesIO(certain), attempt_recovery=False) as document:
        assert [document.Root[name].read_bytes() for name in ("/a", "/b", "/c")] == [b"a\r", b"b", b"c\r"]


def repaired(pdf: bytes) -> list[object]:
    """All that a repair may touch."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        tags = opened.Root.StructTreeRoot
        drawn = [page.Contents.read_bytes() for page in opened.pages]
        links = [str(link.Contents) for page in opened.pages for link in page.Annots.as_list()]
        return [
            drawn,
            links,
            sorted(tags.RoleMap),
            list(pikepdf.NameTree(tags.IDTree)),
            str(opened.docinfo),
            opened.Root.Metadata.read_bytes(),
        ]


@pytest.mark.usefixtures("each_libreoffice")
def test_a_link_says_where_it_leads_and_those_no_reader_is_led_to_are_words(tmp_path: Path, pdf_text: PdfText) -> None:
    word = letter()
    links(word)
    header_and_footer(word)
    file = tmp_path / "letter.pdf"
    file.write_bytes(pdf_of(word, tmp_path))

    with pikepdf.open(file) as pdf:
        told = {str(link.A.URI): str(link.Contents) for link in pdf.pages[0].Annots.as_list()}

    assert sorted(told) == ["https://provby.example/rapport", "https://provby.example/utan-tips"]
    assert all(told.values())
    assert "provby.example" in pdf_text(file)


def test_documents_that_are_none_are_named_and_the_others_are_made(tmp_path: Path) -> None:
    documents = saved(tmp_path, *[letter(f"Nummer {number}") for number in range(1, 7)])
    documents[1].write_text("inte Word", encoding="utf-8")
    documents[2].write_bytes(b"")
    write_odt(documents[3])
    documents[5].unlink()

    told = [str(pdf) if isinstance(pdf, AuditrespError) else title(pdf) for _document, pdf in to_pdf(documents)]

    assert told == [
        "Nummer 1",
        f"{documents[1].as_posix()} is not a Word document",
        f"{documents[2].as_posix()} is not a Word document",
        f"LibreOffice made no PDF of {documents[3].as_posix()}; it said: Error: source file could not be loaded",
        "Nummer 5",
        f"{documents[5].as_posix()} is not a Word document",
    ]


def write_odt(file: Path) -> None:
    """A text that LibreOffice can read, but that is not Word's."""
    oasis, kind = "urn:oasis:names:tc:opendocument:xmlns", "application/vnd.oasis.opendocument.text"
    with ZipFile(file, "w") as package:
        package.writestr("mimetype", kind)
        package.writestr("content.xml", f'<o:document-content xmlns:o="{oasis}:office:1.0"><o:body><o:text/></o:body></o:document-content>')
        package.writestr(
            "META-INF/manifest.xml",
            f'''<m:manifest xmlns:m="{oasis}:manifest:1.0">
                <m:file-entry m:full-path="/" m:media-type="{kind}"/>
                <m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>
            </m:manifest>''',
        )


def title(pdf: bytes) -> str:
    """What the PDF is called."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return str(opened.docinfo.Title)


def test_documents_with_the_same_file_name_keep_apart_in_however_many_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "AT_ONCE", 2)
    documents = []
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        documents += [tmp_path / name / "svar.docx"]
        letter(name).save(str(documents[-1]))

    assert [(document, title(pdf)) for document, pdf in to_pdf(documents) if isinstance(pdf, bytes)] == list(
        zip(documents, "abc", strict=True)
    )


def test_two_runs_at_once_do_not_meet(tmp_path: Path) -> None:
    documents = saved(tmp_path, letter("a"), letter("b"))

    with ThreadPoolExecutor(2) as pool:
        once, again = pool.map(lambda _run: dict(to_pdf(documents)), range(2))

    assert once == again
    assert [title(pdf) for pdf in once.values() if isinstance(pdf, bytes)] == ["a", "b"]


def test_a_run_that_is_given_up_leaves_nothing(tmp_path: Path, temporary: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    documents = saved(folder, *[letter() for _number in range(20)])
    before = sorted(folder.iterdir())

    run = iter(to_pdf(documents))
    next(run)
    del run

    assert (sorted(folder.iterdir()), list(temporary.iterdir())) == (before, [])
    assert processes_in(temporary) == []


def processes_in(folder: Path) -> list[str]:
    """The commands of the running programs that name the folder."""
    commands = [file.read_bytes() for file in Path("/proc").glob("[0-9]*/cmdline") if os.access(file, os.R_OK)]
    return [command.decode(errors="replace") for command in commands if str(folder).encode() in command]


def test_no_picture_is_fetched_from_the_net(tmp_path: Path) -> None:
    asked = []

    class Server(BaseHTTPRequestHandler):
        def log_request(self, code: object = "-", size: object = "-") -> None:
            asked.append(self.path)

    with HTTPServer(("127.0.0.1", 0), Server) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        word = letter()
        picture(word)
        image = word.element.body.find(".//" + qn("a:blip"))
        address = f"http://127.0.0.1:{server.server_port}/vapen.png"
        del image.attrib[qn("r:embed")]
        image.set(qn("r:link"), word.part.relate_to(address, RELATIONSHIP_TYPE.IMAGE, is_external=True))
        pdf_of(word, tmp_path)
        server.shutdown()

    assert asked == []


STANDS_IN = """\
    #!{python}
    # Makes a PDF of every document but those whose title bids it crash or hang.
    import shutil, subprocess, sys
    from zipfile import ZipFile
    for name in [word for word in sys.argv if word.endswith(".docx")]:
        about = ZipFile(name).read("docProps/core.xml").decode()
        if "hänger" in about:
            subprocess.run(["sleep", "1000"])
        if "kraschar" in about:
            open(name.replace(".docx", ".pdf"), "w").write("%PDF-1.7 half")
            sys.exit("Fatal exception: Signal 11")
        shutil.copy("{pdf}", name.replace(".docx", ".pdf"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the program that stands in is a script")
def test_a_document_at_which_libreoffice_crashes_or_hangs_is_named_and_the_others_are_made(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, stands_in = tmp_path / "made.pdf", tmp_path / "soffice"
    made.write_bytes(pdf_of(letter("färdig"), tmp_path))
    stands_in.write_text(dedent(STANDS_IN).format(python=sys.executable, pdf=made), encoding="utf-8")
    stands_in.chmod(0o755)
    monkeypatch.setenv(libreoffice.CHOSEN, str(stands_in))
    monkeypatch.setattr(conversion, "PATIENCE", 2)
    documents = saved(tmp_path, *map(letter, ["a", "kraschar", "b", "hänger", "c"]))

    told = [str(pdf) if isinstance(pdf, AuditrespError) else title(pdf) for _document, pdf in to_pdf(documents)]

    assert told == [
        "färdig",
        f"LibreOffice made no PDF of {documents[1].as_posix()}; it said: Fatal exception: Signal 11",
        "färdig",
        f"LibreOffice is not done with {documents[3].as_posix()} after 2 seconds",
        "färdig",
    ]
    assert processes_in(temporary) == []


@pytest.fixture
def without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice is nowhere."""
    monkeypatch.delenv(libreoffice.CHOSEN, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "usual_folders", list)


@pytest.mark.usefixtures("without_libreoffice")
@pytest.mark.parametrize(
    ("system", "remedy"),
    [
        ("linux", "sudo apt install libreoffice-writer-nogui (Debian, Ubuntu; elsewhere: the package libreoffice-writer)"),
        ("darwin", "brew install --cask libreoffice"),
        ("win32", "winget install TheDocumentFoundation.LibreOffice"),
    ],
)
def test_without_libreoffice_it_says_what_to_install(system: str, remedy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", system)

    with pytest.raises(AuditrespError) as refusal:
        to_pdf([])

    assert str(refusal.value) == (
        "PDF files are made by LibreOffice, which is not installed; "
        f"install it with: {remedy}, or let AUDITRESP_SOFFICE name its program soffice"
    )


@pytest.mark.parametrize(
    ("system", "variables", "program"),
    [
        ("win32", {"ProgramFiles": "{root}"}, "LibreOffice/program/soffice.exe"),
        ("darwin", {"HOME": "{root}"}, "Applications/LibreOffice.app/Contents/MacOS/soffice"),
    ],
)
def test_libreoffice_is_found_where_each_system_puts_it(
    system: str, variables: dict[str, str], program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / program
    monkeypatch.setattr(sys, "platform", system)
    for name, value in variables.items():
        monkeypatch.setenv(name, value.format(root=tmp_path))

    assert installed.parent in libreoffice.usual_folders()


def test_the_program_that_the_environment_names_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITRESP_SOFFICE", "/opt/borta/soffice")

    with pytest.raises(AuditrespError, match="there is no program /opt/borta/soffice, which AUDITRESP_SOFFICE names"):
        to_pdf([])
