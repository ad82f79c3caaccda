"""Letters through a real mail server on loopback, in every mood that servers have."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from auditresp.model.reading import record_from
from auditresp.model.settings import Mail
from auditresp.problems import AuditrespError
from auditresp.reminders.letters import Fate, Letter, Outcome
from auditresp.reminders.servers import Patience, Server, server_of
from auditresp.reminders.smtp import deliver
from mail_servers import Certificates, Mood, certificates, free_port, mail_server, only

SECRET = "".join(reversed("tgilmeh"))
SENDER = "sekretariatet@sundby.example"
QUICK = Patience(seconds=0.5, pauses=(0.01, 0.01), sleep=lambda seconds: None)


def letter(to: str) -> Letter:
    name = f"<{to.partition('@')[0]}@sundby.example>"
    return Letter(name, to, "Prov", f"To: {to}\r\nMessage-ID: {name}\r\nSubject: Prov\r\n\r\n.punkt\r\n".encode(), ())


def said(server: Server, *to: str) -> dict[str, Fate]:
    return {sent.to.partition("@")[0]: outcome.fate for sent, outcome in deliver(server, SENDER, map(letter, to), QUICK)}


def at(port: int) -> Server:
    return Server("127.0.0.1", port, encrypted=False)


@pytest.fixture(scope="module")
def trusted() -> Iterator[Certificates]:
    """A server's certificate from an authority that this computer trusts."""
    made = certificates()
    with made.authority.cert_pem.tempfile() as file, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", file)
        yield made


def test_letters_arrive_as_they_were_written() -> None:
    with mail_server() as server:
        assert said(at(server.port), "anna@a.se", "bo@b.se") == {"anna": Fate.ACCEPTED, "bo": Fate.ACCEPTED}

    assert [(mail.to, mail.id) for mail in server.inbox] == [("anna@a.se", "<anna@sundby.example>"), ("bo@b.se", "<bo@sundby.example>")]
    assert server.inbox[0].content.endswith(b"\r\n\r\n.punkt\r\n")


def test_a_refused_recipient_does_not_stop_the_others() -> None:
    with mail_server(lambda to, attempt: Mood.REFUSE if to == "bo@b.se" else Mood.ACCEPT) as server:
        outcomes = {
            sent.to: outcome for sent, outcome in deliver(at(server.port), SENDER, map(letter, ("anna@a.se", "bo@b.se", "cia@c.se")), QUICK)
        }

    assert outcomes["bo@b.se"] == Outcome(Fate.REFUSED, "550 5.1.1 no such mailbox")
    assert [mail.to for mail in server.inbox] == ["anna@a.se", "cia@c.se"]
    assert server.handler.tries["bo@b.se"] == 1


def test_what_is_put_off_is_tried_again_after_the_others() -> None:
    with mail_server(lambda to, attempt: Mood.PUT_OFF if (to, attempt) == ("anna@a.se", 1) else Mood.ACCEPT) as server:
        assert said(at(server.port), "anna@a.se", "bo@b.se") == {"bo": Fate.ACCEPTED, "anna": Fate.ACCEPTED}

    assert [mail.to for mail in server.inbox] == ["bo@b.se", "anna@a.se"]


def test_what_is_always_put_off_is_given_up_for_this_time() -> None:
    with mail_server(lambda to, attempt: Mood.PUT_OFF) as server:
        assert said(at(server.port), "anna@a.se") == {"anna": Fate.REFUSED}

    assert server.handler.tries == {"anna@a.se": 3}


@pytest.mark.parametrize("mood", [Mood.DROP, Mood.HANG])
def test_a_line_lost_before_the_letter_was_handed_over_is_a_refusal_and_tried_again(mood: Mood) -> None:
    with mail_server(lambda to, attempt: mood if (to, attempt) == ("bo@b.se", 1) else Mood.ACCEPT) as server:
        assert set(said(at(server.port), "anna@a.se", "bo@b.se", "cia@c.se").values()) == {Fate.ACCEPTED}

    assert sorted(mail.to for mail in server.inbox) == ["anna@a.se", "bo@b.se", "cia@c.se"]


def test_a_server_that_hangs_is_given_up_at_once_for_this_round() -> None:
    with mail_server(lambda to, attempt: Mood.HANG) as server:
        assert set(said(at(server.port), *(f"{name}@a.se" for name in "abcdef")).values()) == {Fate.REFUSED}

    assert sum(server.handler.tries.values()) == 3


def test_a_letter_whose_answer_was_lost_is_sent_again_with_its_message_id() -> None:
    with mail_server(lambda to, attempt: Mood.DIE_AFTER_ACCEPTING if attempt == 1 else Mood.ACCEPT) as server:
        assert said(at(server.port), "anna@a.se") == {"anna": Fate.ACCEPTED}

    assert [mail.id for mail in server.inbox] == ["<anna@sundby.example>"] * 2


@pytest.mark.parametrize("later", [Mood.DIE_AFTER_ACCEPTING, Mood.DROP_AT_DATA, Mood.REFUSE, Mood.DROP])
def test_once_the_answer_was_lost_a_letter_was_perhaps_accepted_whatever_is_said_later(later: Mood) -> None:
    with mail_server(lambda to, attempt: Mood.DIE_AFTER_ACCEPTING if attempt == 1 else later) as server:
        assert said(at(server.port), "anna@a.se") == {"anna": Fate.UNKNOWN}


def test_a_server_that_is_not_there_is_a_refusal_with_its_address() -> None:
    ((_letter, outcome),) = deliver(at(free_port()), SENDER, [letter("anna@a.se")], QUICK)

    assert outcome.fate is Fate.REFUSED
    assert outcome.reason.startswith("127.0.0.1:")


@contextmanager
def answering(*lines: bytes) -> Iterator[int]:
    """A server that says these lines, whatever it hears, and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    line, _address = listening.accept()
                except OSError:
                    return
                with line:
                    for said in lines:
                        line.sendall(said)
                        line.recv(1024)

        threading.Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1]


def test_what_a_server_says_cannot_steer_the_terminal() -> None:
    with answering(b"554 \x1b[2Jno service\r\n") as port:
        ((_letter, outcome),) = deliver(at(port), SENDER, [letter("anna@a.se")], QUICK)

    assert outcome == Outcome(Fate.REFUSED, f"127.0.0.1:{port} refuses: 554  [2Jno service")


def test_a_server_that_speaks_no_smtp_is_a_refusal() -> None:
    with answering(b"HTTP/1.1 400 Bad Request\r\n") as port:
        assert said(at(port), "anna@a.se") == {"anna": Fate.REFUSED}


def test_starttls_is_used_where_it_is_offered(trusted: Certificates) -> None:
    with mail_server(tls_context=trusted.context, require_starttls=True) as server:
        assert said(at(server.port), "anna@a.se") == {"anna": Fate.ACCEPTED}


def test_smtps_is_encrypted_from_the_first_byte(trusted: Certificates) -> None:
    with mail_server(implicit_tls=trusted.context) as server:
        assert said(at(server.port).but(encrypted=True), "anna@a.se") == {"anna": Fate.ACCEPTED}


@pytest.mark.parametrize("whose", ["another authority", "another server"])
def test_a_certificate_that_is_not_to_be_trusted_ends_it(whose: str, trusted: Certificates) -> None:
    shown = certificates() if whose == "another authority" else certificates("mail.elsewhere.example", trusted.authority)
    with mail_server(tls_context=shown.context) as server:
        ((_letter, outcome),) = deliver(at(server.port), SENDER, [letter("anna@a.se")], QUICK)

    assert "shows a certificate that is not to be trusted" in outcome.reason
    assert server.inbox == []


def test_the_login_goes_over_an_encrypted_line_and_only_there(trusted: Certificates) -> None:
    knows = only("post", SECRET)
    with mail_server(tls_context=trusted.context, require_starttls=True, authenticator=knows, auth_required=True) as server:
        right = at(server.port).but(user="post", password=SECRET)
        assert said(right, "anna@a.se") == {"anna": Fate.ACCEPTED}
        ((_letter, outcome),) = deliver(right.but(password=SECRET[::-1]), SENDER, [letter("bo@b.se")], QUICK)
        assert "does not let the user in" in outcome.reason
        assert SECRET[::-1] not in outcome.reason

    with mail_server(auth_require_tls=False, authenticator=knows) as server:
        ((_letter, outcome),) = deliver(at(server.port).but(user="post", password=SECRET), SENDER, [letter("anna@a.se")], QUICK)
        assert "a password is never sent unencrypted" in outcome.reason


def test_encryption_that_is_demanded_and_not_offered_ends_it() -> None:
    with mail_server() as server:
        ((_letter, outcome),) = deliver(at(server.port).but(require_tls=True), SENDER, [letter("anna@a.se")], QUICK)

    assert "offers no encryption (STARTTLS), but the settings demand it" in outcome.reason


def test_addresses_beyond_a_to_z_go_where_the_server_takes_them() -> None:
    with mail_server(enable_SMTPUTF8=True) as server:
        assert said(at(server.port), "åsa@ö.se") == {"åsa": Fate.ACCEPTED}
    with mail_server(enable_SMTPUTF8=False) as plain:
        assert said(at(plain.port), "åsa@ö.se", "asa@ö.se") == {"åsa": Fate.REFUSED, "asa": Fate.ACCEPTED}

    assert [mail.to for mail in server.inbox] == ["åsa@xn--nda.se"]
    assert [mail.to for mail in plain.inbox] == ["asa@xn--nda.se"]


def mail(server: str, **named: object) -> Mail:
    return record_from(Mail, {"server": server, "sender": SENDER} | named)


def test_the_server_is_read_from_the_settings_and_the_login_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITRESP_SMTP_USER", "post")
    monkeypatch.setenv("AUDITRESP_SMTP_PASSWORD", SECRET)

    server = server_of(mail("smtps://mail.sundby.example"))

    assert server == Server("mail.sundby.example", 465, encrypted=True, user="post", password=SECRET)
    assert SECRET not in repr(server)
    assert server_of(mail("smtp://[::1]:1025")).host == "::1"


@pytest.mark.parametrize("written", ["mail.sundby.example", "http://x", "smtp://", "smtp://x:port", "smtp://x:99999", "smtp://[", ""])
def test_an_address_that_is_none_is_said(written: str) -> None:
    with pytest.raises(AuditrespError, match="write smtp://host:port"):
        server_of(mail(written))


def test_a_password_in_the_settings_is_refused_and_not_repeated() -> None:
    with pytest.raises(AuditrespError) as error:
        server_of(mail("smtp://post:hemligt@mail.sundby.example"))

    assert SECRET not in str(error.value)
