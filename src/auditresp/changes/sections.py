"""The changes as they are read: under the response, the audit or the settings that they concern."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from auditresp.changes.telling import Told, heading, told
from auditresp.changes.values import Change
from auditresp.model.register import Register
from auditresp.model.values import Id
from auditresp.problems import Problem


@dataclass(frozen=True)
class Section:
    """What changed in one response, one audit, or the settings."""

    heading: str
    file: str
    response: Id | None
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Comparison:
    """Two versions compared: what they are called, what differs, and what could not be read in each."""

    old: str
    new: str
    whose: str
    """The municipality's name."""
    sections: tuple[Section, ...]
    faults_in_old: tuple[Problem, ...] = ()
    faults_in_new: tuple[Problem, ...] = ()

    @property
    def faults(self) -> tuple[Problem, ...]:
        """What could not be read in either."""
        return (*self.faults_in_old, *self.faults_in_new)

    @property
    def changes(self) -> int:
        """How many changes there are."""
        return sum(len(section.told) for section in self.sections)


def sections(changes: Sequence[Change], old: Register, new: Register) -> tuple[Section, ...]:
    """The changes in words, by what they concern, in their order."""
    titles = {str(audit.id): str(audit.title) for register in (old, new) for audit in register.audits}

    def called(who: str) -> str:
        """What a key stands for: as it is now, else as it was."""
        words = new.settings.called(who)
        return old.settings.called(who) if words == who else words

    def concerned(change: Change) -> tuple[str, str]:
        return change.file, heading(change, titles)

    return tuple(section(head, file, [told(change, called) for change in group]) for (file, head), group in groupby(changes, concerned))


def section(head: str, file: str, told: Iterable[Told]) -> Section:
    """One section."""
    inside = tuple(told)
    return Section(head, file, inside[0].change.response, inside)
