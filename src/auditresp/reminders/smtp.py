"""Delivering letters through a real mail server, and telling certainly refused from perhaps accepted.

RFC 5321, 4.2.5: from the moment the server says 250 to the end of the data the message is its own. A connection that is lost between our
last full stop and that answer leaves us not knowing; before it, the message certainly was not taken.
"""

import smtplib
import ssl
from collections.abc import Iterable, Iterator

from auditresp.language import _
from auditresp.reminders.addresses import in_ascii
from auditresp.reminders.letters import Fate, Letter, Outcome
from auditresp.reminders.servers import Patience, Server

OK, TEMPORARY, PERMANENT = 250, 400, 500


class UnusableError(Exception):
    """Why a server cannot be used, now or (`for_good`) as it is set up."""

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        super().__init__(reason)
        self.for_good = for_good


def deliver(server: Server, sender: str, letters: Iterable[Letter], patience: Patience) -> Iterator[tuple[Letter, Outcome]]:
    """What becomes of each letter; what the server puts off is tried again, in rounds, so that one does not hold up the others."""
    line = Line(server, patience.seconds)
    doubtful: set[str] = set()
    try:
        for pause in (0.0, *patience.pauses):
            put_off: list[tuple[Letter, Outcome]] = []
            if pause:
                patience.sleep(pause)
                line.try_again()
            for letter in letters:
                outcome, again = line.send(sender, letter)
                if outcome.fate is Fate.UNKNOWN:
                    doubtful.add(letter.id)
                elif outcome.fate is Fate.REFUSED and letter.id in doubtful:
                    outcome = Outcome(Fate.UNKNOWN, outcome.reason)
                if again:
                    put_off.append((letter, outcome))
                else:
                    yield letter, outcome
            if not put_off or line.hopeless:
                break
            letters = [letter for letter, _outcome in put_off]
        yield from put_off
    finally:
        line.hang_up()


class Line:
    """A connection to a server, made when something is to be sent and made again when it is lost."""

    def __init__(self, server: Server, seconds: float) -> None:
        self._server, self._seconds = server, seconds
        self._smtp: smtplib.SMTP | None = None
        self._dead: UnusableError | None = None

    @property
    def hopeless(self) -> bool:
        """Whether waiting will not help."""
        return self._dead is not None and self._dead.for_good

    def try_again(self) -> None:
        """Forget that the server could not be reached."""
        self._dead = None

    def send(self, sender: str, letter: Letter) -> tuple[Outcome, bool]:
        """What became of a letter, and whether it may help to try it again."""
        try:
            smtp = self._connected()
            self._hand_over(smtp, sender, letter)
        except UnusableError as error:
            self._dead = error
            return Outcome(Fate.REFUSED, str(error)), True
        except smtplib.SMTPResponseException as error:
            return Outcome(Fate.REFUSED, reply(error.smtp_code, error.smtp_error)), self._after_refusal(error.smtp_code)
        except smtplib.SMTPNotSupportedError:
            return Outcome(Fate.REFUSED, _("the server takes no address with letters beyond a–z (SMTPUTF8)")), False
        except Lost as error:
            self.hang_up()
            if error.timed_out:
                self._dead = UnusableError(str(error))
            return Outcome(Fate.UNKNOWN if error.after_data else Fate.REFUSED, str(error)), True
        return Outcome(Fate.ACCEPTED), False

    def hang_up(self) -> None:
        """End the connection, whatever state it is in."""
        if self._smtp is not None:
            smtp, self._smtp = self._smtp, None
            try:
                smtp.quit()
            except (OSError, smtplib.SMTPException):
                smtp.close()

    def _connected(self) -> smtplib.SMTP:
        if self._dead is not None:
            raise self._dead
        if self._smtp is None:
            self._smtp = connected(self._server, self._seconds)
        return self._smtp

    def _hand_over(self, smtp: smtplib.SMTP, sender: str, letter: Letter) -> None:
        """Send one letter. Raises SMTPResponseException for what the server says no to, Lost where it says nothing any more."""
        beyond_ascii = not (in_ascii(sender).isascii() and in_ascii(letter.to).isascii())
        options = ["SMTPUTF8", "BODY=8BITMIME"] if beyond_ascii else []
        if beyond_ascii and not smtp.has_extn("smtputf8"):
            raise smtplib.SMTPNotSupportedError
        with losing(after_data=False):
            accepted(smtp.mail(in_ascii(sender), options), smtplib.SMTPDataError)
            accepted(smtp.rcpt(in_ascii(letter.to)), smtplib.SMTPDataError)
        with losing(after_data=True):
            accepted(smtp.data(letter.content), smtplib.SMTPDataError)

    def _after_refusal(self, code: int) -> bool:
        """Make the connection ready for the next letter; whether the refusal is but for now."""
        if self._smtp is not None:
            try:
                self._smtp.rset()
            except (OSError, smtplib.SMTPException):
                self.hang_up()
        return code < PERMANENT


class Lost(Exception):  # noqa: N818 - what has happened, not whose fault it is
    """The connection was lost, or nothing came in time; `after_data`: perhaps after the server had taken the letter."""

    def __init__(self, reason: str, *, after_data: bool, timed_out: bool) -> None:
        super().__init__(reason)
        self.after_data, self.timed_out = after_data, timed_out


class losing:  # noqa: N801 - reads as a word in a with statement
    """Turns a lost connection into Lost."""

    def __init__(self, *, after_data: bool) -> None:
        self.after_data = after_data

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, smtplib.SMTPResponseException) or not isinstance(error, OSError):
            return
        timed_out = isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
        reason = _("the server did not answer in time") if timed_out else _("the connection was lost")
        raise Lost(reason, after_data=self.after_data, timed_out=timed_out) from error


def accepted(answer: tuple[int, bytes], refusal: type[smtplib.SMTPResponseException]) -> None:
    """Raises the refusal where the server does not say yes."""
    code, said = answer
    if code not in (OK, OK + 1):
        raise refusal(code, said)


def reply(code: int, said: bytes | str) -> str:
    """What a server says, on one line, without what could steer a terminal."""
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return f"{code} " + "".join(letter if letter.isprintable() else " " for letter in words)


def connected(server: Server, seconds: float) -> smtplib.SMTP:
    """A connection that is encrypted where it can be, and logged in where a user is given. Raises UnusableError."""
    where = f"{server.host}:{server.port}"
    smtp: smtplib.SMTP | None = None
    try:
        if server.encrypted:
            smtp = smtplib.SMTP_SSL(server.host, server.port, timeout=seconds, context=ssl.create_default_context())
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=seconds)
        smtp.ehlo_or_helo_if_needed()
        encrypt(smtp, server)
        log_in(smtp, server)
    except BaseException as error:
        if smtp is not None:
            smtp.close()
        match error:
            case ssl.SSLCertVerificationError():
                reason = _(
                    "{server} shows a certificate that is not to be trusted ({reason}); if the municipality signs its own, name its"
                    " authority's file in SSL_CERT_FILE"
                )
                raise UnusableError(reason.format(server=where, reason=error.verify_message), for_good=True) from error
            case ssl.SSLError():
                raise UnusableError(_("{server} does not speak TLS as it should").format(server=where), for_good=True) from error
            case smtplib.SMTPAuthenticationError():
                reason = _("{server} does not let the user in: {reason}; look at AUDITRESP_SMTP_USER and AUDITRESP_SMTP_PASSWORD")
                raise UnusableError(
                    reason.format(server=where, reason=reply(error.smtp_code, error.smtp_error)), for_good=error.smtp_code >= PERMANENT
                ) from error
            case smtplib.SMTPResponseException():
                said = reply(error.smtp_code, error.smtp_error)
                raise UnusableError(_("{server} refuses: {reason}").format(server=where, reason=said)) from error
            case TimeoutError():
                raise UnusableError(_("{server} does not answer in time").format(server=where)) from error
            case smtplib.SMTPException() | OSError():
                raise UnusableError(_("{server} cannot be reached: {reason}").format(server=where, reason=error)) from error
            case _:
                raise
    return smtp


def encrypt(smtp: smtplib.SMTP, server: Server) -> None:
    """Encrypt the connection where the server offers it. Raises UnusableError where it does not and that is demanded."""
    if server.encrypted:
        return
    if smtp.has_extn("starttls"):
        smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo()
    elif server.require_tls or server.user:
        asked = _("a password is never sent unencrypted") if server.user else _("the settings demand it, mail.require_tls")
        reason = _("{host} offers no encryption (STARTTLS), but {asked}; use smtps:// or another port")
        raise UnusableError(reason.format(host=f"{server.host}:{server.port}", asked=asked), for_good=True)


def log_in(smtp: smtplib.SMTP, server: Server) -> None:
    """Log in where a user is given."""
    if not server.user:
        return
    if not smtp.has_extn("auth"):
        raise UnusableError(_("{host} asks for no login; take AUDITRESP_SMTP_USER away").format(host=server.host), for_good=True)
    smtp.login(server.user, server.password)
