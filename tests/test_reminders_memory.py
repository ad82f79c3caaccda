"""What was said is remembered, whole and once, whoever looks."""

import sqlite3
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from auditresp.problems import AuditrespError
from auditresp.reminders.deciding import ReminderKey
from auditresp.reminders.letters import Letter
from auditresp.reminders.memory import Memory, alone, kind_of, looking_into, remembering
from auditresp.reminders.place import place_of_memory

NOW = datetime(2018, 10, 25, 7, 30, tzinfo=UTC)
TODAY = date(2018, 10, 25)
WEEK, DAY = (ReminderKey("measure/r/m", "0:2018-10-25", stage, "enhet@sundby.example") for stage in (-7, -1))
LETTER = Letter("<1@sundby.example>", "Enhet@sundby.example", "Påminnelse", b"Hej!", (WEEK, DAY))


def claimed(memory: Memory, letter: Letter = LETTER) -> bool:
    return memory.claim(letter, "mail", memory.begin("dator", TODAY, NOW), NOW)


def test_what_is_claimed_counts_as_said_and_waits_until_it_is_settled(tmp_path: Path) -> None:
    with remembering(tmp_path / "m") as memory:
        assert claimed(memory)
        assert memory.said("mail") == {("measure/r/m", "0:2018-10-25", "enhet@sundby.example"): -1}
        assert memory.said("terminal") == {}
        assert memory.waiting("mail") == [LETTER]

    with remembering(tmp_path / "m") as memory:
        memory.settle(LETTER, "mail", NOW)
        assert memory.waiting("mail") == []
        assert [(saying.key, saying.sent) for saying in memory.sayings()] == [(WEEK, NOW), (DAY, NOW)]


def test_what_was_certainly_refused_is_as_if_it_was_never_said(tmp_path: Path) -> None:
    with remembering(tmp_path / "m") as memory:
        claimed(memory)
        memory.forget(LETTER, "mail")

        assert memory.said("mail") == {}
        assert claimed(memory)


def test_nothing_is_claimed_twice_not_even_as_a_part(tmp_path: Path) -> None:
    with remembering(tmp_path / "m") as memory:
        claimed(memory)

        assert not claimed(memory, Letter("<2@sundby.example>", LETTER.to, "", b"", (DAY,)))
        assert memory.waiting("mail") == [LETTER]


def test_the_last_run_is_the_last_that_came_to_its_end(tmp_path: Path) -> None:
    with remembering(tmp_path / "m") as memory:
        memory.end(memory.begin("dator", TODAY, NOW), 2, NOW)
        memory.begin("annan", date(2018, 10, 26), NOW)

        last = memory.last_run()
        assert last is not None
        assert (last.day, last.machine, last.failed) == (TODAY, "dator", 2)


def test_a_day_to_come_that_was_tried_is_not_the_last_run_for_ever(tmp_path: Path) -> None:
    with remembering(tmp_path / "m") as memory:
        memory.end(memory.begin("dator", date(2027, 4, 23), NOW), 0, NOW)
        memory.end(memory.begin("dator", TODAY, NOW + timedelta(days=1)), 0, NOW + timedelta(days=1))

        last = memory.last_run()
        assert last is not None
        assert (last.day, last.ended) == (TODAY, NOW + timedelta(days=1))


def test_without_a_memory_there_is_nothing_to_look_into_and_none_is_made(tmp_path: Path) -> None:
    with looking_into(tmp_path / "m") as memory:
        assert memory is None
    assert list(tmp_path.iterdir()) == []


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()


def newer(path: Path) -> None:
    with remembering(path):
        pass
    with sqlite3.connect(path) as later:
        later.execute("PRAGMA user_version = 7")
    later.close()


def damaged(path: Path) -> None:
    with remembering(path) as memory:
        keys = tuple(ReminderKey(f"measure/r/{number}", "0:2018-10-25", 0, "a@b.se") for number in range(999))
        claimed(memory, Letter("<1@sundby.example>", "a@b.se", "", b"", keys))
    content = bytearray(path.read_bytes())
    content[4096:12288] = bytes(8192)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.write_text("Inköpslista: mjölk och bröd, " * 20, encoding="utf-8"), "is damaged or no memory of reminders"),
        (damaged, "is damaged or no memory of reminders"),
        (foreign, "is another program's database"),
        (newer, "was written by a newer auditresp (its version is 7, this program knows 1)"),
    ],
)
def test_a_file_that_is_no_memory_is_said_and_left_as_it_is(tmp_path: Path, spoil: object, said: str) -> None:
    file = tmp_path / "m"
    assert callable(spoil)
    spoil(file)
    before = file.read_bytes()

    for use in (remembering, looking_into):
        with pytest.raises(AuditrespError) as error, use(file):
            pass
        assert said in str(error.value)
    assert file.read_bytes() == before


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(AuditrespError, match="cannot be used"), remembering(tmp_path / "file" / "m"):
        pass


def test_the_memory_in_the_workspace_keeps_itself_out_of_git(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    file = place_of_memory(tmp_path, None)
    with alone(file), remembering(file):
        pass

    assert subprocess.run(["git", "status", "--short"], cwd=tmp_path, check=True, capture_output=True).stdout == b""


def test_its_place_is_the_option_s_else_the_environment_s_else_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = "../delad/minne.sqlite"

    assert place_of_memory(tmp_path, written) == tmp_path / "../delad/minne.sqlite"
    assert place_of_memory(tmp_path, "~/minne") == Path("~/minne").expanduser()
    monkeypatch.setenv("AUDITRESP_MEMORY", str(tmp_path / "x"))
    assert place_of_memory(tmp_path, written) == tmp_path / "x"
    assert place_of_memory(tmp_path, written, "y") == tmp_path / "y"


HOLDS_THE_LOCK = """
import sys, time
from pathlib import Path
from auditresp.reminders.memory import alone
with alone(Path(sys.argv[1])) as only:
    print(only, flush=True)
    time.sleep(60)
"""


def test_one_run_at_a_time_and_a_killed_one_is_in_nobody_s_way(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDS_THE_LOCK, tmp_path / "m"], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        with alone(tmp_path / "m", patience=0.1) as only:
            assert not only
        other.kill()
        other.wait()
        with alone(tmp_path / "m", patience=5) as only:
            assert only


MAKES_THE_MEMORY = """
import sys
from pathlib import Path
from auditresp.reminders.memory import remembering
with remembering(Path(sys.argv[1])) as memory:
    print(memory.said("mail"))
"""


def test_several_may_make_it_at_the_same_time(tmp_path: Path) -> None:
    command = [sys.executable, "-c", MAKES_THE_MEMORY, tmp_path / "m"]
    others = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(4)]

    assert [other.communicate()[0] for other in others] == ["{}\n"] * 4


def test_a_file_that_becomes_a_memory_while_it_is_looked_at_is_not_taken_for_another_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = kind_of

    def looks_while_another_makes_it(connection: sqlite3.Connection) -> bool:
        found = look(connection)
        monkeypatch.setattr("auditresp.reminders.memory.kind_of", look)
        with suppress(AuditrespError), remembering(tmp_path / "m", patience=0):
            pass
        return found

    monkeypatch.setattr("auditresp.reminders.memory.kind_of", looks_while_another_makes_it)

    with remembering(tmp_path / "m") as memory:
        assert memory.said("mail") == {}
