"""A digest as an e-mail: text, page and calendar file in one letter that is the same, to the last byte, whenever it is made again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.policy import SMTP, SMTPUTF8, EmailPolicy, default
from email.utils import format_datetime

from auditresp.checks.texts import is_address
from auditresp.language import _
from auditresp.model.settings import Mail
from auditresp.problems import AuditrespError
from auditresp.reminders.addresses import domain_of, in_ascii
from auditresp.reminders.deciding import Digest
from auditresp.reminders.digests import as_html, as_text, subject_of
from auditresp.reminders.letters import Letter, Occasion, letter_id

CALENDAR_NAME = "tidsgranser.ics"
ATTACHED = f"Tidsgränserna finns också i den bifogade kalenderfilen, {CALENDAR_NAME}."


@dataclass(frozen=True, slots=True)
class Envelope:
    """From whom mail comes, and when."""

    mail: Mail
    municipality: str
    now: datetime


def mail_of(digest: Digest, occasion: Occasion, envelope: Envelope, calendar: bytes) -> Letter:
    """The digest as a letter. Raises AuditrespError where its address is none."""
    name = letter_id(digest.keys, domain_of(envelope.mail.sender))
    message = begun(envelope, digest.to, subject_of(digest, occasion.today), name)
    message.set_content(as_text(digest, occasion, further=ATTACHED), cte="quoted-printable")
    message.add_alternative(as_html(digest, occasion, further=ATTACHED), subtype="html", cte="quoted-printable")
    attached = {"charset": "utf-8", "method": "PUBLISH"}
    message.add_attachment(calendar, maintype="text", subtype="calendar", filename=CALENDAR_NAME, params=attached)
    return Letter(name, digest.to, str(message["Subject"]), as_bytes(message), tuple(digest.keys))


def test_mail(to: str, envelope: Envelope, server: str) -> Letter:
    """A letter that tries the settings."""
    name = f"<test.{envelope.now:%Y%m%dT%H%M%S}@{domain_of(envelope.mail.sender)}>"
    message = begun(envelope, to, "Prov av påminnelserna från auditresp", name)
    message.set_content(
        f"Hej!\n\nNår det här mejlet fram fungerar inställningarna för e-post hos {envelope.municipality}.\nServern är {server}.\n",
        cte="quoted-printable",
    )
    return Letter(name, to, str(message["Subject"]), as_bytes(message), ())


def begun(envelope: Envelope, to: str, subject: str, name: str) -> EmailMessage:
    """A message with its headers. No answering machine answers it: it says that nobody wrote it (RFC 3834), in Exchange's way too."""
    sender = envelope.mail.sender
    message = EmailMessage(policy_for(sender, to))
    message["From"] = mailbox(sender, envelope.municipality)
    message["To"] = mailbox(to)
    message["Subject"] = subject
    message["Date"] = format_datetime(envelope.now.astimezone(UTC))
    message["Message-ID"] = name
    message["List-Id"] = f"auditresp <auditresp.{domain_of(sender)}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    return message


def policy_for(*addresses: str) -> "EmailPolicy[EmailMessage]":
    """Headers in ASCII, unless an address needs more."""
    return SMTP if all(in_ascii(address).isascii() for address in addresses) else SMTPUTF8


def mailbox(address: str, name: str = "") -> Address:
    """An address for a header. Raises AuditrespError where it is none; nothing in it can begin another header."""
    user, _at, domain = in_ascii(address).rpartition("@")
    if not is_address(address) or not address.isprintable():
        raise AuditrespError(_("'{address}' is no e-mail address").format(address=address))
    return Address(" ".join(name.split()), user, domain)


def as_bytes(message: EmailMessage) -> bytes:
    """The message as it is sent, with boundaries made from its Message-Id instead of at random."""
    stem = "=_" + str(message["Message-ID"]).strip("<>").partition("@")[0].replace(".", "")
    for number, part in enumerate(multiparts(message)):
        part.set_boundary(f"{stem}_{number}")
    return message.as_bytes()


def multiparts(message: EmailMessage) -> Iterator[Message]:
    """The parts that hold others."""
    return (part for part in message.walk() if part.is_multipart())


def readable(content: bytes) -> str:
    """An e-mail as a person reads it: its headers, its text, and the names of what is attached."""
    message = message_from_bytes(content, policy=default)
    headers = [f"{name}: {value}" for name, value in message.items() if name not in ("MIME-Version", "Content-Type")]
    text = message.get_body(("plain",))
    attached = [_("attached: {file}").format(file=part.get_filename()) for part in message.iter_attachments()]
    return "\n".join([*headers, "", text.get_content().replace("\r\n", "\n") if text else "", *attached, ""])
