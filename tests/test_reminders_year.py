"""A simulated year: every reminder that was due arrives exactly once, whatever happens to machines and mail servers.

`AUDITRESP_YEAR=1` simulates 1,000 recommendations with 3,000 measures; without it, a small municipality.
"""

import contextlib
import io
import os
import random
import sys
import tempfile
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import FrameType

import pytest

from auditresp.cli.remind import say_what_is_due
from auditresp.reminders.servers import Patience
from mail_servers import Mood, Running, mail_server
from reminder_year import FIRST, LAST, Oracle, View, Year

SCALE = float(os.environ.get("AUDITRESP_YEAR", "0.015"))


class Killed(BaseException):
    """The process is gone."""


def die_at(step: int) -> None:
    """Let this thread be killed before the given line of the reminders' own code."""
    left = step
    if not step:
        return

    def trace(frame: FrameType, event: str, argument: object) -> object:
        nonlocal left
        if "/auditresp/reminders/" not in frame.f_code.co_filename.replace("\\", "/"):
            return None
        if event == "line":
            left -= 1
            if left == 0:
                sys.settrace(None)
                raise Killed
        return trace

    sys.settrace(trace)  # type: ignore[arg-type]


@pytest.fixture
def quick_folder() -> Iterator[Path]:
    """A folder in memory where there is one: a year has thousands of moments at which the disk must be waited for."""
    where = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - the folder inside has a name of its own
    with tempfile.TemporaryDirectory(dir=where) as folder:
        yield Path(folder)


class Post:
    """The mail server's year: how it takes each letter."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.today, self.friendly = chance, FIRST, False
        self.moods: dict[str, tuple[date, Mood]] = {}
        self.hangs = 0

    def mood(self, to: str, attempt: int) -> Mood:
        """A mailbox that is away stays so for days, and a server that dies with each letter for a whole day; other moods pass."""
        until, mood = self.moods.get(to, (FIRST, Mood.ACCEPT))
        if self.friendly or until > self.today:
            return Mood.ACCEPT if self.friendly else mood
        mood = self.chance.choices(list(MOODS), MOODS.values())[0]
        self.hangs += mood is Mood.HANG
        if mood is Mood.HANG and self.hangs > 2:  # each costs seconds
            return Mood.ACCEPT
        if mood is Mood.REFUSE or self.chance.random() < 0.5:
            lasts = self.chance.randrange(1, 20) if mood is Mood.REFUSE else 1
            self.moods[to] = self.today + timedelta(lasts), Mood.ACCEPT if mood is Mood.HANG else mood
        return mood


MOODS = {
    Mood.ACCEPT: 0.92,
    Mood.REFUSE: 0.01,
    Mood.DIE_AFTER_ACCEPTING: 0.02,
    Mood.DROP: 0.01,
    Mood.DROP_AT_DATA: 0.01,
    Mood.PUT_OFF: 0.02,
    Mood.HANG: 0.01,
}
"""How often a letter is taken so."""


class Machines:
    """The machines whose daily job reminds, all with one memory."""

    def __init__(self, memory: Path, server: Running, oracle: Oracle) -> None:
        self.memory, self.server, self.oracle = memory, server, oracle
        self.runs = self.killed = self.whole = 0
        self.excused = server.handler.unanswered

    def runs_one_after_the_other(self, today: date, views: list[View], deaths: list[int]) -> None:
        for view, death in zip(views, deaths, strict=True):
            self.server.handler.trouble.clear()
            ended = self._run(view, today, death)
            self.oracle.reads(self.server.inbox)
            trouble = self.server.handler.trouble
            if ended and Mood.HANG not in trouble.values():  # after which nobody else's letter is tried for a while
                self.whole += 1
                assert self.oracle.lost({told for told in view.expected(today) if told.to not in trouble}) == [], f"on {today}"

    def runs_at_once(self, today: date, views: list[View], deaths: list[int]) -> None:
        threads = [threading.Thread(target=self._run, args=(view, today, death)) for view, death in zip(views, deaths, strict=True)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.oracle.reads(self.server.inbox)

    def _run(self, view: View, today: date, death: int) -> bool:
        """One machine's job; whether it came to its end."""
        self.runs += 1
        self.oracle.may_be_said(today, view.expected(today))
        register = view.register(self.server.port)
        try:
            die_at(death)
            say_what_is_due(register, today, "mail", self.memory)
            return True
        except Killed:
            self.killed += 1
            if self.server.inbox:
                self.excused[self.server.inbox[-1].id] += 1  # accepted perhaps, and the machine dead before it could note it
            return False
        finally:
            sys.settrace(None)


def test_in_a_year_everything_due_is_said_once_and_nothing_else(monkeypatch: pytest.MonkeyPatch, quick_folder: Path) -> None:
    monkeypatch.setattr("auditresp.cli.remind.patience", lambda: Patience(2, (0.001, 0.001)))
    chance = random.Random(2018)  # noqa: S311 - a story, not a secret
    year, post, oracle = Year(chance, int(1000 * SCALE)), Post(chance), Oracle()
    yesterday = year.view()
    with mail_server(post.mood) as server, contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        machines = Machines(quick_folder / "delad" / "minne.sqlite", server, oracle)
        for number in range((LAST - FIRST).days + 1):
            post.today = today = FIRST + timedelta(number)
            post.friendly = today > LAST - timedelta(3)
            year.goes_on(today)
            view = year.view()
            views = [view] * chance.choice([0, 1, 1, 1, 2, 2])
            if chance.random() < 0.1:
                views.insert(0, yesterday)  # a clone that was not brought up to date
            if post.friendly:
                views = [view]
            deaths = [chance.randrange(1, 3000) if chance.random() < 0.07 and not post.friendly else 0 for _view in views]
            at_once = len(views) == 2 and chance.random() < 0.3
            (machines.runs_at_once if at_once else machines.runs_one_after_the_other)(today, views, deaths)
            yesterday = view

    story = (
        f"{len(server.inbox)} mails with {len(oracle.arrived)} reminders in {machines.runs} runs: {machines.whole} whole, "
        f"{machines.killed} killed; {server.handler.unanswered.total()} letters of which nobody knew"
    )
    assert oracle.said_twice(machines.excused) == []
    print(story)
    assert oracle.lost(yesterday.expected(LAST)) == []
    assert machines.killed > 10
    assert machines.whole > 200
    assert len(oracle.arrived) > 500 * SCALE
