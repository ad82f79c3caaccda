"""Giving what was decided, so that each reminder is given once whatever happens between any two steps.

Claim, deliver, settle: a letter is on disk before the channel sees it. Killed before the claim, nothing has happened; killed after it, the
next run finds the letter and delivers it again as it is; refused for certain, the claim is taken back and the next run decides anew.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import chain

from auditresp.deadlines import deadlines_of
from auditresp.model.register import Register
from auditresp.problems import AuditrespError
from auditresp.reminders.channels import Channel
from auditresp.reminders.deciding import Digest, version_of
from auditresp.reminders.letters import Fate, Letter, Outcome
from auditresp.reminders.memory import Memory
from auditresp.value import Value


class Given(Value):
    """What became of what was said to somebody."""

    to: str
    subject: str
    outcome: Outcome


class Giving(Value):
    """One run's work with one channel."""

    name: str
    channel: Channel
    memory: Memory
    run: int
    now: datetime

    def give(self, digests: Iterable[Digest], waiting: Collection[Letter]) -> Iterator[Given]:
        """Deliver the letters that an earlier run left, then the digests; what became of each."""
        left = {letter.id for letter in waiting}
        letters: list[Letter] = []
        for digest in digests:
            try:
                letters.append(self.channel.letter(digest))
            except AuditrespError as error:
                yield Given(digest.to, "", Outcome(Fate.REFUSED, str(error)))
        if not letters and not waiting:
            return
        for letter, outcome in self.channel.deliver(chain(waiting, self._claimed(letters))):
            self._note(letter, outcome, left=letter.id in left)
            yield Given(letter.to, letter.subject, outcome)

    def _claimed(self, letters: Iterable[Letter]) -> Iterator[Letter]:
        """The letters, each claimed when the channel takes it."""
        return (letter for letter in letters if self.memory.claim(letter, self.name, self.run, self.now))

    def _note(self, letter: Letter, outcome: Outcome, *, left: bool) -> None:
        """Remember what became of a letter. One that an earlier run left was perhaps accepted then, whatever the server says now."""
        if outcome.fate is Fate.ACCEPTED:
            self.memory.settle(letter, self.name, self.now)
        elif outcome.fate is Fate.REFUSED and not left:
            self.memory.forget(letter, self.name)


def waiting_letters(memory: Memory, channel: str, register: Register) -> tuple[list[Letter], list[Letter]]:
    """The letters that an earlier run left: those to deliver again, and those about nothing that is still to be done."""
    waiting = memory.waiting(channel)
    if not waiting:
        return [], []
    open_now = {(str(due.id), version_of(due)) for due in deadlines_of(register)}
    again = [letter for letter in waiting if any((key.deadline, key.version) in open_now for key in letter.keys)]
    return again, [letter for letter in waiting if letter not in again]
