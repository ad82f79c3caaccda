import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from auditresp import keeping as room
from auditresp.keeping import Keeping, keeping, sweep

posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no mode bits")


program = room.program.__wrapped__


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file of the program was changed a moment ago."""
    monkeypatch.setattr(room, "program", lambda: b"this one")


@pytest.fixture
def kept(tmp_path: Path) -> Keeping:
    """A folder in which something is kept already."""
    here = Keeping(tmp_path / "cache", tmp_path / "state" / "key")
    here.keep("letter", b"what it was made from", b"It is answered")
    return here


def again(here: Keeping) -> Keeping:
    """The same as the next run meets it."""
    return Keeping(here.folder, here.secret)


def entries(here: Keeping) -> list[Path]:
    assert here.folder
    return [path for path in here.folder.iterdir() if re.fullmatch(room.ENTRY, path.name)]


def look(here: Keeping) -> bytes | None:
    return again(here).kept("letter", b"what it was made from")


def test_what_was_kept_is_found_by_the_next_run_under_the_same_kind_and_key(kept: Keeping) -> None:
    assert look(kept) == b"It is answered"
    assert again(kept).kept("letter", b"something else") is None
    assert again(kept).kept("other", b"what it was made from") is None


def test_a_second_one_takes_the_place_of_the_first(kept: Keeping) -> None:
    again(kept).keep("letter", b"what it was made from", b"")

    assert look(kept) == b""
    assert len(entries(kept)) == 1


def test_no_byte_of_an_entry_can_be_another(kept: Keeping) -> None:
    [entry] = entries(kept)
    whole = entry.read_bytes()

    for place in range(len(whole)):
        entry.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert look(kept) is None


def test_a_torn_entry_is_none(kept: Keeping) -> None:
    [entry] = entries(kept)
    whole = entry.read_bytes()

    for length in range(len(whole)):
        entry.write_bytes(whole[:length])
        assert look(kept) is None


def test_an_entry_that_was_sealed_with_another_key_is_none(kept: Keeping, tmp_path: Path) -> None:
    other = Keeping(tmp_path / "other")
    other.keep("letter", b"what it was made from", b"Something else")
    [entry], [foreign] = entries(kept), entries(other)

    entry.write_bytes(foreign.read_bytes())

    assert entry.name == foreign.name
    assert look(kept) is None


def test_an_entry_under_another_name_is_none(kept: Keeping) -> None:
    [entry] = entries(kept)
    kept.keep("letter", b"another", b"x")
    [other] = set(entries(kept)) - {entry}

    entry.replace(other)

    assert again(kept).kept("letter", b"another") is None


@posix
@pytest.mark.parametrize(("which", "mode"), [("folder", 0o777), ("folder", 0o720), ("secret", 0o644), ("secret", 0o620)])
def test_where_others_may_read_the_key_or_write_nothing_is_read_or_kept(kept: Keeping, which: str, mode: int) -> None:
    getattr(kept, which).chmod(mode)

    again(kept).keep("letter", b"another", b"x")

    assert look(kept) is None
    assert len(entries(kept)) == 1


@posix
def test_where_others_may_write_beside_the_key_nothing_is_read(kept: Keeping) -> None:
    assert kept.secret
    kept.secret.parent.chmod(0o777)

    assert look(kept) is None


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("which", ["folder", "secret"])
def test_somebody_elses_folder_or_key_is_not_used(kept: Keeping, which: str) -> None:
    os.chown(getattr(kept, which), 12345, -1)

    assert look(kept) is None


@posix
def test_a_key_behind_a_link_is_not_used(kept: Keeping) -> None:
    assert kept.secret
    real = kept.secret.rename(kept.secret.with_name("real"))
    kept.secret.symlink_to(real)

    assert look(kept) is None


@posix
def test_only_its_user_reads_what_is_kept(kept: Keeping) -> None:
    assert kept.folder
    assert kept.secret

    modes = [oct(path.stat().st_mode & 0o777) for path in (kept.folder, *entries(kept), kept.secret)]

    assert modes == ["0o700", "0o600", "0o600"]


def test_a_key_whose_writing_was_cut_off_is_made_anew(kept: Keeping) -> None:
    assert kept.secret
    kept.secret.write_bytes(b"half")

    assert look(kept) is None
    again(kept).keep("letter", b"what it was made from", b"once more")
    assert look(kept) == b"once more"


def test_where_nothing_can_be_written_all_works_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    for folder in (None, tmp_path / "file", tmp_path / "file" / "below"):
        here = Keeping(folder)
        here.keep("letter", b"key", b"data")
        assert here.kept("letter", b"key") is None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk here")
def test_a_full_disk_leaves_nothing_behind(kept: Keeping, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(entries(kept))
    really = os.open

    def full(file: Path, flags: int, mode: int) -> int:
        os.close(really(file, flags, mode))
        return really("/dev/full", os.O_WRONLY)

    monkeypatch.setattr(os, "open", full)

    again(kept).keep("letter", b"another", b"x" * 100_000)

    assert sorted(entries(kept)) == before
    assert again(kept).kept("letter", b"another") is None


BUSY = """
import sys
from pathlib import Path
from auditresp import keeping

keeping.program = lambda: b"this one"
for turn in range(200):
    here, key = keeping.Keeping(Path(sys.argv[1])), b"%d" % (turn % 7)
    assert here.kept("letter", key) in (None, key * 999)
    here.keep("letter", key, key * 999)
"""


def test_many_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    command = [sys.executable, "-c", BUSY, str(tmp_path / "cache")]

    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda _turn: subprocess.run(command, capture_output=True, text=True), range(4)))

    assert [run.stderr for run in runs] == [""] * 4
    here = Keeping(tmp_path / "cache")
    assert all(here.kept("letter", b"%d" % n) == b"%d" % n * 999 for n in range(7))


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    here = Keeping(tmp_path / "cache")
    for age in range(4):
        here.keep("letter", b"%d" % age, b"x" * 1000)
        for entry in entries(here):
            moment = entry.stat().st_mtime - 5 * room.HOUR
            os.utime(entry, (moment, moment))
    assert again(here).kept("letter", b"0")  # the oldest, but used now
    assert here.folder
    (here.folder / "somebody.else").write_bytes(b"x" * 9000)

    sweep(here.folder, 2500)

    assert [age for age in range(4) if here.kept("letter", b"%d" % age)] == [0, 3]
    assert (here.folder / "somebody.else").exists()


def test_another_program_is_another_entry(kept: Keeping, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "program", lambda: b"a newer one")

    assert look(kept) is None


def test_a_changed_source_is_another_program_and_until_it_rests_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, long_ago = tmp_path / "module.py", time.time() - 100
    source.write_bytes(b"1")
    monkeypatch.setattr(room, "__file__", str(source))

    assert program() is None
    os.utime(source, (long_ago, long_ago))
    first = program()
    os.utime(source, (long_ago, long_ago + 1))
    assert first is not None
    assert program() != first


def test_the_user_chooses_another_folder_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITRESP_CACHE", str(tmp_path))
    assert keeping().folder == tmp_path

    monkeypatch.setenv("AUDITRESP_CACHE", "off")
    assert keeping().folder is None


@pytest.mark.parametrize(
    ("platform", "folder", "key"),
    [
        ("linux", ".cache/auditresp", ".local/state/auditresp/key"),
        ("darwin", "Library/Caches/auditresp", "Library/Application Support/auditresp/key"),
        ("win32", "AppData/Local/auditresp/Cache", "AppData/Local/auditresp/key"),
    ],
)
def test_it_is_kept_where_the_platform_keeps_such_things(
    platform: str, folder: str, key: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("AUDITRESP_CACHE", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(sys, "platform", platform)

    assert (keeping().folder, keeping().secret) == (tmp_path / folder, tmp_path / key)
