"""What goes through a channel: a digest made ready to be delivered, and what became of it."""

import hashlib
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from auditresp.reminders.deciding import ReminderKey
from auditresp.value import Value


class Occasion(Value):
    """What a digest says beside its reminders: for whom it is sent, on which day, and when that was done last."""

    municipality: str
    today: date
    last_run: date | None = None


class Letter(Value):
    """A digest as it is delivered; delivered again it is the same, to the last byte, so that it can be recognised."""

    id: str
    to: str
    subject: str
    content: bytes
    keys: tuple[ReminderKey, ...]


class Fate(StrEnum):
    """What became of a letter."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    """Certainly not accepted; it is made anew the next time."""
    UNKNOWN = "unknown"
    """Perhaps accepted: the answer was lost. The very same letter is tried again."""


class Outcome(Value):
    """What became of a letter, and why, in the words of the server."""

    fate: Fate
    reason: str = ""


def letter_id(keys: Iterable[ReminderKey], domain: str) -> str:
    """A Message-Id made from what is said, so that the same letter never has two."""
    said = "\n".join(f"{key.deadline} {key.version} {key.stage} {key.recipient}" for key in sorted(keys))
    return f"<{hashlib.sha256(said.encode()).hexdigest()[:32]}@{domain}>"
