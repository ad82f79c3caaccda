"""Which mail server is used, and how long it is waited for; asked every day, also on those on which nothing is sent."""

import os
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from auditresp.language import _
from auditresp.model.settings import Mail
from auditresp.problems import AuditrespError
from auditresp.value import Value

PORTS = {"smtp": 25, "smtps": 465}


class Server(Value):
    """A mail server, and how it is spoken to."""

    host: str
    port: int
    encrypted: bool
    """From the first byte on; else STARTTLS where it is offered."""
    require_tls: bool = False
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        """Without the login, which belongs in no message."""
        return f"Server({self.host}:{self.port})"


class Patience(Value):
    """How long to wait for a server: for each answer, and before trying again what it put off."""

    seconds: float = 60
    pauses: tuple[float, ...] = (5, 20, 60)
    sleep: Callable[[float], None] = time.sleep


def server_of(mail: Mail) -> Server:
    """The server of the settings, with the login of the environment. Raises AuditrespError where the address is none."""
    try:
        parts = urlsplit(mail.server)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in PORTS or not parts.hostname:
        message = _("mail.server is '{server}'; write smtp://host:port or smtps://host:port, for example smtp://mail.example.se:587")
        raise AuditrespError(message.format(server=mail.server.rpartition("@")[2]))
    if parts.username or parts.password:
        message = _("mail.server holds a user or password; they belong in AUDITRESP_SMTP_USER and AUDITRESP_SMTP_PASSWORD, not in the file")
        raise AuditrespError(message)
    return Server(
        parts.hostname,
        port or PORTS[parts.scheme],
        encrypted=parts.scheme == "smtps",
        require_tls=mail.require_tls,
        user=os.environ.get("AUDITRESP_SMTP_USER", ""),
        password=os.environ.get("AUDITRESP_SMTP_PASSWORD", ""),
    )
