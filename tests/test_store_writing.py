import os
import stat
from pathlib import Path

import pytest

from auditresp.problems import AuditrespError
from auditresp.store import writing
from auditresp.store.writing import write_whole


def test_a_file_is_written_with_its_folder(tmp_path: Path) -> None:
    assert write_whole(tmp_path / "build" / "r" / "svar.docx", b"ny") is True
    assert (tmp_path / "build" / "r" / "svar.docx").read_bytes() == b"ny"


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    file = tmp_path / "svar.docx"
    write_whole(file, b"ny")
    os.utime(file, (1, 1))

    assert write_whole(file, b"ny") is False
    assert file.stat().st_mtime == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_the_file_keeps_its_mode_and_a_new_one_gets_the_usual(tmp_path: Path) -> None:
    old, new, usual = tmp_path / "old", tmp_path / "new", tmp_path / "usual"
    old.write_bytes(b"gammal")
    old.chmod(0o640)
    usual.touch()

    write_whole(old, b"ny")
    write_whole(new, b"ny")

    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert new.stat().st_mode == usual.stat().st_mode


def test_a_locked_file_gives_a_sentence_and_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "svar.docx"
    file.write_bytes(b"gammal")

    def locked(self: Path, target: Path) -> None:  # as Windows answers while Word has the file open
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(writing.Path, "replace", locked)

    with pytest.raises(AuditrespError, match=r"svar.docx cannot be written; if it is open in Word or another program, close it there"):
        write_whole(file, b"ny")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"svar.docx": b"gammal"}


def test_a_folder_in_the_way_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "svar.docx").mkdir()

    with pytest.raises(AuditrespError, match=r"svar.docx cannot be written: "):
        write_whole(tmp_path / "svar.docx", b"ny")
    assert [path.name for path in tmp_path.iterdir()] == ["svar.docx"]
