"""The ways in which a reminder reaches somebody: a row each.

What makes and sends letters is imported where one is made: most days there is nothing to say.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from auditresp.language import _
from auditresp.model.register import Register
from auditresp.problems import AuditrespError
from auditresp.reminders.addresses import domain_of
from auditresp.reminders.deciding import Digest
from auditresp.reminders.letters import Fate, Letter, Occasion, Outcome, letter_id
from auditresp.reminders.servers import Patience, server_of
from auditresp.value import Value

if TYPE_CHECKING:
    from auditresp.reminders.mail import Envelope


class Circumstances(Value):
    """What a channel needs to know of the run."""

    register: Register
    occasion: Occasion
    now: datetime
    say: Callable[[str], None]
    patience: Patience = Patience()


class Channel(Protocol):
    """Makes a digest into a letter, and delivers letters."""

    def letter(self, digest: Digest) -> Letter:
        """The digest as it will be delivered. Raises AuditrespError where that cannot be done."""
        ...

    def deliver(self, letters: Iterable[Letter]) -> Iterator[tuple[Letter, Outcome]]:
        """What becomes of each letter; the next one is taken when the one before it was tried."""
        ...


class ByMail:
    """E-mail, through the server of the settings."""

    def __init__(self, around: Circumstances) -> None:
        settings = around.register.settings
        if settings.mail is None:
            message = _(
                "auditresp.yaml does not say how mail is sent; write mail: {{server: …, sender: …}} there, or use --channel terminal"
            )
            raise AuditrespError(message.format())
        self._around = around
        self._mail = settings.mail
        self._server = server_of(settings.mail)

    @property
    def _envelope(self) -> "Envelope":
        from auditresp.reminders.mail import Envelope

        return Envelope(self._mail, self._around.register.settings.municipality.name, self._around.now)

    def letter(self, digest: Digest) -> Letter:
        """The digest as an e-mail, with its deadlines as a calendar file."""
        from auditresp.reminders.calendar import calendar_of
        from auditresp.reminders.mail import mail_of

        register = self._around.register
        name = f"Tidsgränser, {register.settings.municipality.name}"
        calendar = calendar_of(register, [reminder.due for reminder in digest.reminders], name)
        return mail_of(digest, self._around.occasion, self._envelope, calendar)

    def test(self, to: str) -> Letter:
        """An e-mail that tries the settings."""
        from auditresp.reminders.mail import test_mail

        return test_mail(to, self._envelope, f"{self._server.host}:{self._server.port}")

    def deliver(self, letters: Iterable[Letter]) -> Iterator[tuple[Letter, Outcome]]:
        """Hand each letter to the server."""
        from auditresp.reminders.smtp import deliver

        return deliver(self._server, self._mail.sender, letters, self._around.patience)


class OnTerminal:
    """The terminal, for whoever passes reminders on in another way."""

    def __init__(self, around: Circumstances) -> None:
        self._around = around

    def letter(self, digest: Digest) -> Letter:
        """The digest in plain text."""
        from auditresp.reminders.digests import as_text, subject_of

        subject = subject_of(digest, self._around.occasion.today)
        text = as_text(digest, self._around.occasion)
        return Letter(letter_id(digest.keys, domain_of(digest.to)), digest.to, subject, text.encode(), tuple(digest.keys))

    def deliver(self, letters: Iterable[Letter]) -> Iterator[tuple[Letter, Outcome]]:
        """Print each letter."""
        for letter in letters:
            self._around.say(f"{letter.to}: {letter.subject}\n\n{letter.content.decode()}")
            yield letter, Outcome(Fate.ACCEPTED)


CHANNELS: Mapping[str, Callable[[Circumstances], Channel]] = {"mail": ByMail, "terminal": OnTerminal}
