import re
import shutil
import subprocess
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import docx
import git
import pytest

import tooling
from workspaces import RESPONSE, auditresp, workspace

DECIDED = RESPONSE + "    decisions: [{board: ks, date: 2018-04-25}]\n"


@pytest.fixture(scope="session")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose answer was sent; tests look at it, and change only copies."""
    root = workspace(tmp_path_factory.mktemp("sent"), avtal=DECIDED)
    (root / ".gitignore").write_text("build/\n", encoding="utf-8")
    repository = git.Repo.init(root, initial_branch="main")
    repository.git.add("-A")
    repository.git.commit("-qm", "Svaret", env={"GIT_COMMITTER_DATE": "2018-04-26T12:00:00", "GIT_AUTHOR_DATE": "2018-04-26T12:00:00"})
    assert auditresp(root, "send", "avtal", "--date", "2018-05-02").exit_code == 0
    return root


def verified(root: Path, file: Path) -> tuple[int, list[str]]:
    """The exit status, and what is said, with commits and days as `‹…›`."""
    result = auditresp(root, "verify", str(file))
    said = re.sub(r"\b[0-9a-f]{10}, \d{4}-\d\d-\d\d, Sekreteraren", "‹commit›", result.output)
    return result.exit_code, said.replace(str(file), file.name).splitlines()


def edited(file: Path, to: Path) -> Path:
    """The document after somebody has written in it with another program."""
    document = docx.Document(str(file))
    paragraph = next(each for each in document.paragraphs if "register införs" in each.text)
    paragraph.runs[0].text = paragraph.text.replace("införs", "införs kanske")
    for run in paragraph.runs[1:]:
        run.text = ""
    document.save(str(to))
    return to


def test_what_was_sent_is_known_by_its_bytes_whatever_it_is_called(sent: Path, tmp_path: Path) -> None:
    renamed = shutil.copy(sent / "build" / "avtal" / "svar.docx", tmp_path / "Svar till revisorerna (1).docx")

    assert verified(sent, renamed) == (0, ["Svar till revisorerna (1).docx is byte for byte what was sent: version 1 of avtal (‹commit›)"])


def test_another_compressor_gives_the_same_content(sent: Path, tmp_path: Path) -> None:
    packed = tmp_path / "svar.docx"
    with ZipFile(sent / "build" / "avtal" / "svar.docx") as old, ZipFile(packed, "w", ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))

    assert verified(sent, packed) == (
        0,
        [
            "svar.docx was built from avtal/svar.docx, ‹commit›",
            "from there version 1 was sent",
            "its content is the same as what is built from there; only the packing or its properties differ, as between computers",
        ],
    )


def test_an_edit_is_shown_word_by_word(sent: Path, tmp_path: Path) -> None:
    status, said = verified(sent, edited(sent / "build" / "avtal" / "svar.docx", tmp_path / "svar.docx"))

    assert (status, said[:3]) == (
        1,
        ["svar.docx was built from avtal/svar.docx, ‹commit›", "from there version 1 was sent", "it was changed after it was built:"],
    )
    assert [line.strip() for line in said[3:] if "utan ändring" not in line] == ["Ett register införs {+kanske+}."]


def test_saved_again_by_libreoffice_it_has_the_same_words(sent: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [tooling.tool("soffice"), "--headless", profile, "--convert-to", "docx:MS Word 2007 XML", "--outdir", tmp_path]
    changed = edited(sent / "build" / "avtal" / "svar.docx", tmp_path / "changed.docx")
    (tmp_path / "in").mkdir()
    originals = [shutil.copy(sent / "build" / "avtal" / "svar.docx", tmp_path / "in"), shutil.move(changed, tmp_path / "in")]
    subprocess.run([*command, *originals], check=True, capture_output=True, timeout=120)

    assert verified(sent, tmp_path / "svar.docx") == (
        0,
        [
            "svar.docx was built from avtal/svar.docx, ‹commit›",
            "from there version 1 was sent",
            "it was saved again, in Word or another program; its words are the same as what is built from there",
        ],
    )
    status, said = verified(sent, tmp_path / "changed.docx")
    assert (status, [line.strip() for line in said[3:] if "utan ändring" not in line]) == (1, ["Ett register införs {+kanske+}."])


def test_a_later_build_is_held_against_what_was_sent_last(sent: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(sent, tmp_path / "later"))
    file = root / "responses" / "avtal.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Ett register införs.", "Ett register är infört."), encoding="utf-8")
    auditresp(root, "build")
    built = root / "build" / "avtal" / "svar.docx"
    uncommitted = verified(root, built)
    git.Repo(root).git.commit("-qam", "Efteråt")
    auditresp(root, "build")
    committed = verified(root, built)

    assert uncommitted[1][:3] == [
        "svar.docx was built from avtal/svar.docx, files that were not committed",
        "it is byte for byte what is built from there",
        "it differs from what was sent last: version 1 of avtal (‹commit›)",
    ]
    assert committed[1][:3] == ["svar.docx was built from avtal/svar.docx, ‹commit›", *uncommitted[1][1:3]]
    assert [line.strip() for line in committed[1][3:] if "utan ändring" not in line] == ["Ett register [-införs-]{+är infört+}."]
    assert uncommitted[0] == committed[0] == 1


def test_a_file_from_another_workspace_is_said_to_be_one(sent: Path, tmp_path: Path) -> None:
    other = workspace(tmp_path / "other")
    git.Repo.init(other)

    status, said = verified(other, sent / "build" / "avtal" / "svar.docx")

    assert status == 2
    assert re.sub(r"[0-9a-f]{40}", "‹id›", said[0]) == (
        "auditresp: svar.docx was built from the response 'avtal' at the commit ‹id›, and it was not touched after that; "
        "more cannot be said, as the repository here does not have that commit: "
        "the file is from another workspace, or git fetch must fetch it first"
    )


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("svar.pdf", b"%PDF-1.7", "svar.pdf is a PDF, which does not say what it was built from; verify the Word file that it was made of"),
        ("svar.doc", b"\xd0\xcf\x11\xe0", "svar.doc cannot be used: it is locked with a password or is an old .doc"),
        ("svar.docx", b"PK", "svar.docx cannot be used: the file is damaged, or no Word document at all"),
        ("svar.docx", None, "svar.docx cannot be read: No such file or directory"),
    ],
)
def test_what_cannot_be_verified_is_said(sent: Path, tmp_path: Path, name: str, data: bytes | None, reason: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)

    result = auditresp(sent, "verify", str(tmp_path / name))

    assert result.exit_code == 2
    assert reason in result.stderr.replace(f"{tmp_path}/", "")


def test_a_word_file_that_auditresp_never_built(sent: Path) -> None:
    assert verified(sent, sent / "templates" / "svar.docx") == (
        2,
        ["auditresp: svar.docx was not built by auditresp, or what it said of itself has been taken out of its properties"],
    )


def test_a_commit_that_is_none_is_never_given_to_git(sent: Path, tmp_path: Path) -> None:
    forged = tmp_path / "svar.docx"
    with ZipFile(sent / "build" / "avtal" / "svar.docx") as old, ZipFile(forged, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, re.sub(rb">[0-9a-f]{40}<", b">--output=x<", part) if name.endswith("custom.xml") else part)

    status, said = verified(sent, forged)

    assert (status, "does not have that commit" in said[0]) == (2, True)
