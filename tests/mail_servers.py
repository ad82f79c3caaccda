"""Mail servers on loopback, real ones, that behave as servers do: they accept, refuse, put off, hang, drop the line, and die."""

import asyncio
import socket
import ssl
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from enum import Enum, auto
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Mood(Enum):
    """How a server takes a letter."""

    ACCEPT = auto()
    REFUSE = auto()
    PUT_OFF = auto()
    HANG = auto()
    DROP = auto()
    DROP_AT_DATA = auto()
    DIE_AFTER_ACCEPTING = auto()
    KILL = auto()
    KILL_AFTER_ACCEPTING = auto()


@dataclass(frozen=True)
class Mail:
    """A letter that arrived: to whom, and its bytes."""

    to: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.content, policy=default)  # type: ignore[arg-type, return-value]

    @property
    def id(self) -> str:
        return self.content.partition(b"Message-ID: ")[2].partition(b"\r\n")[0].decode()


Moods = Callable[[str, int], Mood]
"""How the server takes a letter to a recipient, the first time, the second time …"""


def friendly(to: str, attempt: int) -> Mood:
    return Mood.ACCEPT


@dataclass
class Handler:
    """What the server does at each step."""

    moods: Moods = friendly
    inbox: list[Mail] = field(default_factory=list)
    tries: dict[str, int] = field(default_factory=dict)
    trouble: dict[str, Mood] = field(default_factory=dict)
    """Who was not simply accepted, and how instead."""
    mood: Mood = Mood.ACCEPT
    unanswered: Counter[str] = field(default_factory=Counter)
    """The Message-Ids of what was accepted without the client learning of it."""
    kill: Callable[[], None] = lambda: None
    """Kills the client."""

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: N802
        self.tries[address] = self.tries.get(address, 0) + 1
        self.mood = self.moods(address, self.tries[address])
        if self.mood is not Mood.ACCEPT:
            self.trouble[address] = self.mood
        match self.mood:
            case Mood.REFUSE:
                return "550 5.1.1 no such mailbox"
            case Mood.PUT_OFF:
                return "451 4.7.1 greylisted, try again later"
            case Mood.HANG:
                await asyncio.sleep(60)
            case Mood.DROP:
                server.transport.abort()
            case Mood.KILL:
                self.kill()
            case _:
                envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.mood is Mood.DROP_AT_DATA:
            server.transport.abort()
            return "250 OK"
        assert isinstance(envelope.content, bytes)
        self.inbox += [Mail(to, envelope.content) for to in envelope.rcpt_tos]
        if self.mood is Mood.DIE_AFTER_ACCEPTING:
            self.unanswered[self.inbox[-1].id] += 1
            server.transport.abort()
        if self.mood is Mood.KILL_AFTER_ACCEPTING:
            self.unanswered[self.inbox[-1].id] += 1
            self.kill()
        return "250 OK"


@dataclass(frozen=True)
class Running:
    """A server that is running."""

    port: int
    handler: Handler

    @property
    def inbox(self) -> list[Mail]:
        return self.handler.inbox


@contextmanager
def mail_server(moods: Moods = friendly, *, port: int = 0, implicit_tls: ssl.SSLContext | None = None, **named: Any) -> Iterator[Running]:
    """A server on loopback while the block runs."""
    handler = Handler(moods)
    port = port or free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port, ready_timeout=10, ssl_context=implicit_tls, ident="test", **named)
    controller.start()
    try:
        yield Running(port, handler)
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def only(user: str, password: str) -> Callable[..., AuthResult]:
    """Lets one user in."""

    def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        known = isinstance(data, LoginPassword) and (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=known, handled=False)

    return authenticate


@dataclass(frozen=True)
class Certificates:
    """An authority, and a server's certificate from it."""

    authority: trustme.CA
    context: ssl.SSLContext


def certificates(name: str = "127.0.0.1", authority: trustme.CA | None = None) -> Certificates:
    authority = authority or trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return Certificates(authority, context)
