"""What was said, in an SQLite file that several machines may share.

A letter is written here, whole, before it is handed to a channel (*claimed*), and settled after the server has answered. Whoever finds a
claimed letter while it holds the run's lock knows that the run which claimed it is dead, and delivers that very letter again.
No write-ahead log is used, since SQLite's own locks, unlike it, work on a network drive too.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from auditresp.language import _, cause_of
from auditresp.problems import AuditrespError
from auditresp.reminders.deciding import ReminderKey, Said
from auditresp.reminders.letters import Letter
from auditresp.reminders.place import OWN_FOLDER, is_there
from auditresp.value import Value

OURS = 0x41755265
"""SQLite's application_id of such a file, by which a foreign one is known."""

VERSION = 1
"""Of the tables below; SQLite's user_version."""

PATIENCE = 30.0
"""Seconds to wait for another program that writes to the file."""

SCHEMA = """
CREATE TABLE run (
    id INTEGER PRIMARY KEY, machine TEXT NOT NULL, day TEXT NOT NULL, began TEXT NOT NULL, ended TEXT, failed INTEGER
);
CREATE TABLE letter (
    id TEXT NOT NULL, channel TEXT NOT NULL, run INTEGER NOT NULL REFERENCES run, recipient TEXT NOT NULL, subject TEXT NOT NULL,
    content BLOB, claimed TEXT NOT NULL, sent TEXT, PRIMARY KEY (channel, id)
);
CREATE TABLE said (
    channel TEXT NOT NULL, deadline TEXT NOT NULL, version TEXT NOT NULL, recipient TEXT NOT NULL, stage INTEGER NOT NULL,
    letter TEXT NOT NULL, PRIMARY KEY (channel, deadline, version, recipient, stage)
) WITHOUT ROWID;
CREATE INDEX letter_of_said ON said (letter);
CREATE INDEX waiting ON letter (channel) WHERE sent IS NULL;
"""


class Run(Value):
    """A time that the job ran."""

    day: date
    """The day it reminded for."""
    machine: str
    began: datetime
    ended: datetime | None
    """None where it was stopped before its end."""
    failed: int


class Saying(Value):
    """A reminder that was said, for the list of them."""

    key: ReminderKey
    channel: str
    claimed: datetime
    sent: datetime | None
    """None while nobody knows whether it has arrived."""
    letter: str


class Memory:
    """An open memory; every change is whole and on disk when its method returns."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self.path = connection, path

    def said(self, channel: str) -> Said:
        """The last stage said of each promise to each recipient, also where the letter is not known to have arrived."""
        rows = self._rows(
            "SELECT deadline, version, recipient, max(stage) FROM said WHERE channel = ? GROUP BY deadline, version, recipient", channel
        )
        return {(deadline, version, recipient): stage for deadline, version, recipient, stage in rows}

    def begin(self, machine: str, day: date, now: datetime) -> int:
        """Note that a run has begun; the number by which it is known."""
        with self._changing():
            begun = self._connection.execute(
                "INSERT INTO run (machine, day, began) VALUES (?, ?, ?)", (machine, day.isoformat(), now.isoformat())
            )
        return int(begun.lastrowid or 0)

    def end(self, run: int, failed: int, now: datetime) -> None:
        """Note that a run has come to its end."""
        with self._changing():
            self._connection.execute("UPDATE run SET ended = ?, failed = ? WHERE id = ?", (now.isoformat(), failed, run))

    def claim(self, letter: Letter, channel: str, run: int, now: datetime) -> bool:
        """Note, before a letter is delivered, that it will be, and what is in it; False where somebody has said a part of it meanwhile."""
        said = [(channel, key.deadline, key.version, key.recipient, key.stage, letter.id) for key in letter.keys]
        try:
            with self._changing():
                self._connection.execute(
                    "INSERT INTO letter (id, channel, run, recipient, subject, content, claimed) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (letter.id, channel, run, letter.to, letter.subject, letter.content, now.isoformat()),
                )
                self._connection.executemany(
                    "INSERT INTO said (channel, deadline, version, recipient, stage, letter) VALUES (?, ?, ?, ?, ?, ?)", said
                )
        except sqlite3.IntegrityError:
            return False
        return True

    def settle(self, letter: Letter, channel: str, now: datetime) -> None:
        """Note that a letter was accepted; its words are not needed any more."""
        with self._changing():
            self._connection.execute(
                "UPDATE letter SET sent = ?, content = NULL WHERE channel = ? AND id = ?", (now.isoformat(), channel, letter.id)
            )

    def forget(self, letter: Letter, channel: str) -> None:
        """Take back what was noted of a letter that was certainly not accepted, so that it is said anew."""
        with self._changing():
            self._connection.execute("DELETE FROM said WHERE channel = ? AND letter = ?", (channel, letter.id))
            self._connection.execute("DELETE FROM letter WHERE channel = ? AND id = ?", (channel, letter.id))

    def waiting(self, channel: str) -> list[Letter]:
        """The letters of which nobody knows whether they arrived, since the run or the server died; the oldest first."""
        found = self._rows(
            "SELECT id, recipient, subject, content FROM letter WHERE channel = ? AND sent IS NULL ORDER BY run, id", channel
        )
        return [Letter(name, to, subject, content, self._keys(channel, name)) for name, to, subject, content in found]

    def last_run(self) -> Run | None:
        """The run that came to its end last, whatever day it reminded for: somebody may have tried a day that is still to come."""
        return next(iter(self._runs("WHERE ended IS NOT NULL ORDER BY ended DESC, id DESC LIMIT 1")), None)

    def runs(self) -> list[Run]:
        """Every run, the oldest first."""
        return self._runs("ORDER BY id")

    def sayings(self) -> list[Saying]:
        """Everything that was said, in the order it was said."""
        rows = self._rows(
            "SELECT deadline, version, stage, said.recipient, said.channel, claimed, sent, letter FROM said"
            " JOIN letter ON letter.id = said.letter AND letter.channel = said.channel ORDER BY claimed, said.recipient, deadline"
        )
        return [
            Saying(ReminderKey(*key), channel, datetime.fromisoformat(claimed), sent and datetime.fromisoformat(sent), letter)
            for *key, channel, claimed, sent, letter in rows
        ]

    def _keys(self, channel: str, letter: str) -> tuple[ReminderKey, ...]:
        rows = self._rows("SELECT deadline, version, stage, recipient FROM said WHERE channel = ? AND letter = ?", channel, letter)
        return tuple(sorted(ReminderKey(*row) for row in rows))

    def _runs(self, which: str) -> list[Run]:
        rows = self._rows(f"SELECT day, machine, began, ended, failed FROM run {which}")  # noqa: S608 - written in this class
        return [
            Run(date.fromisoformat(day), machine, datetime.fromisoformat(began), ended and datetime.fromisoformat(ended), failed or 0)
            for day, machine, began, ended, failed in rows
        ]

    def _rows(self, question: str, *values: str) -> list[tuple[Any, ...]]:
        with speaking_of(self.path):
            return self._connection.execute(question, values).fetchall()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Everything inside, or nothing of it."""
        with speaking_of(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            with self._connection:
                yield


@contextmanager
def remembering(path: Path, *, patience: float = PATIENCE) -> Iterator[Memory]:
    """The memory in a file, which is made where there is none. Raises AuditrespError where it cannot be used."""
    make_folder_of(path)
    with opened(path, patience) as connection:
        with speaking_of(path):
            prepare(connection)
        yield Memory(connection, path)


@contextmanager
def looking_into(path: Path) -> Iterator[Memory | None]:
    """The memory in a file, to be read only; None where there is none."""
    if not is_there(path):
        yield None
        return
    with opened(path, PATIENCE) as connection:
        yield Memory(connection, path) if kind_of(connection) else None


@contextmanager
def opened(path: Path, patience: float) -> Iterator[sqlite3.Connection]:
    """A file with a memory, or with nothing yet. Raises AuditrespError where it holds something else, and leaves that as it is."""
    with speaking_of(path):
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
    try:
        with speaking_of(path):
            refuse_what_is_not_ours(connection, path)
            connection.execute("PRAGMA synchronous = FULL")
        yield connection
    finally:
        connection.close()


def refuse_what_is_not_ours(connection: sqlite3.Connection, path: Path) -> None:
    """Raises AuditrespError for another program's database, a newer auditresp's, and a damaged one.

    All is read at one moment: else a file that another run makes a memory meanwhile would be neither empty nor ours.
    """
    connection.execute("BEGIN")
    with connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        known = kind_of(connection)
        if not known and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            message = _("{file} is another program's database; name another file for what reminders remember, this one is left as it is")
            raise AuditrespError(message.format(file=path))
        if version > VERSION:
            message = _("{file} was written by a newer auditresp (its version is {written}, this program knows {known}); install that one")
            raise AuditrespError(message.format(file=path, written=version, known=VERSION))
        if known and connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError


def kind_of(connection: sqlite3.Connection) -> bool:
    """Whether a database is a memory."""
    return bool(connection.execute("PRAGMA application_id").fetchone()[0] == OURS)


def prepare(connection: sqlite3.Connection) -> None:
    """Make the tables of a new memory; another run may do the same at the same time."""
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        if not kind_of(connection):
            for statement in SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute(f"PRAGMA application_id = {OURS}")


@contextmanager
def alone(path: Path, *, patience: float = PATIENCE) -> Iterator[bool]:
    """Whether this is the only run, now and until it ends; the lock ends with the process, however that ends."""
    lock = path.with_name(path.name + "-lock")
    make_folder_of(path)
    with speaking_of(path):
        connection = sqlite3.connect(lock, timeout=patience, isolation_level=None)
    try:
        yield locked(connection, lock)
    finally:
        connection.close()


def locked(connection: sqlite3.Connection, lock: Path) -> bool:
    """Take the lock; False where another run has it for longer than this one's patience."""
    with speaking_of(lock):
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:  # the rest says which kind of busy
                raise
            return False
    return True


def make_folder_of(path: Path) -> None:
    """Make the folder of a memory; that in the workspace keeps itself out of git."""
    with speaking_of(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        ignored = path.parent / ".gitignore"
        if path.parent.name == OWN_FOLDER and not ignored.exists():
            ignored.write_text("*\n", encoding="utf-8")


@contextmanager
def speaking_of(path: Path) -> Iterator[None]:
    """Turn what SQLite or the system says about a file into a sentence a person can act on."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.OperationalError as error:
        raise AuditrespError(_("what reminders remember, {file}, cannot be used: {reason}").format(file=path, reason=error)) from error
    except sqlite3.DatabaseError as error:
        message = _(
            "{file} is damaged or no memory of reminders; it is left as it is. Put a copy of it back, or move it away: then what it"
            " remembers is said once more"
        )
        raise AuditrespError(message.format(file=path)) from error
    except OSError as error:
        raise AuditrespError(
            _("what reminders remember, {file}, cannot be used: {reason}").format(file=path, reason=cause_of(error))
        ) from error
