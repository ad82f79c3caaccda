"""A digest as an e-mail: what it says, that it is the same whenever it is made, and that nothing in the register leaves its place."""

from datetime import UTC, date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Literal

import pytest

from auditresp.deadlines import DueKind, deadlines_of
from auditresp.model.register import Register
from auditresp.problems import AuditrespError
from auditresp.reminders.channels import ByMail, Circumstances
from auditresp.reminders.deciding import Digest, Reminder, digests_of, due_reminders
from auditresp.reminders.entries import entry_of
from auditresp.reminders.letters import Occasion
from registers import read
from tooling import accessibility_faults

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AUDIT = """
audits:
  - id: a1
    title: Granskning av boende
    boards: [san]
    reply_due: 2018-11-30
    recommendations:
      - id: R1
        text: Att nämnden följer upp boendet.
"""
SETTINGS = """
format: 1
municipality: {name: Sundby kommun}
boards:
  san: {name: Socialnämnden, email: san@sundby.example, meetings: [2018-11-07, 2018-11-21]}
contacts:
  enhet: {title: Enhetschef, email: enhet@sundby.example}
mail: {server: "smtp://127.0.0.1:1025", sender: nämnd@sundby.example}
"""
RESPONSE = """
audit: a1
documents: [svar]
boards: [san]
replies:
  R1:
    measures:
      - {id: m1, text: "Ta fram en **ny rutin** för <boende> & stöd", status: planned, owner: enhet, due: 2018-autumn,
         due_changes: [{from: 2018-spring, to: 2018-autumn, reason: Upphandlingen *drog ut* på tiden, date: 2018-05-30}]}
      - {id: m2, text: Utbilda chefer, status: ongoing, owner: enhet, due: 2018-10-31}
follow_ups:
  - {id: f1, text: Hur långt arbetet har kommit, due: 2018-11-15, reporter: enhet, document: aterrapport}
"""
TODAY, NOW = date(2018, 11, 8), datetime(2018, 11, 8, 6, 30, tzinfo=UTC)


def digests(register: Register) -> list[Digest]:
    return digests_of(due_reminders(deadlines_of(register), register.settings, TODAY, {}))


def mails(register: Register, now: datetime = NOW) -> dict[str, EmailMessage]:
    channel = ByMail(Circumstances(register, Occasion("Sundby kommun", TODAY, date(2018, 11, 7)), now, print))
    return {
        digest.to: message_from_bytes(channel.letter(digest).content, policy=default)  # type: ignore[misc]
        for digest in digests(register)
    }


def register(settings: str = SETTINGS, response: str = RESPONSE) -> Register:
    return read(AUDIT, responses={"r": response}, settings=settings)


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_the_text_says_what_is_late_first_and_what_to_do_next() -> None:
    message = mails(register())["enhet@sundby.example"]

    assert message["Subject"] == "Påminnelse om svaren till revisorerna: 1 försenad, 2 på gång"
    assert body(message, "plain") == (
        """\
Hej!

Så här står det till den 8 november 2018 med det som Sundby kommun ska svara
eller har lovat revisorerna.

FÖRSENAT

1. Utbilda chefer
   Tidsgräns: den 31 oktober 2018 – 8 dagar för sent
   Ansvarig: Enhetschef
   Gäller: Granskning av boende (svaret r, punkt R1)
   Gör så här: Svara på den här påminnelsen: är åtgärden klar, eller när
   blir den klar och varför dröjer den?
   I registret skrivs det så:
     auditresp measure done r/m2 --date DATUM
     auditresp measure move r/m2 --to "TIDSGRÄNS" --reason "SKÄL"

PÅ GÅNG

1. Återrapportera: Hur långt arbetet har kommit
   Tidsgräns: den 15 november 2018 – om 7 dagar (5 arbetsdagar)
   Ansvarig: Enhetschef
   Gäller: Granskning av boende (svaret r)
   Gör så här: Skriv återrapporten och lämna den i tid.
   I registret skrivs det så:
     auditresp build r --document aterrapport
     auditresp report r/f1 --date DATUM

2. Ta fram en ny rutin för <boende> & stöd
   Tidsgräns: hösten 2018, alltså senast den 30 november 2018 – om 22 dagar
   (16 arbetsdagar)
   Ansvarig: Enhetschef
   Gäller: Granskning av boende (svaret r, punkt R1)
   Flyttad: från våren 2018 till hösten 2018 (2018-05-30). Skäl:
   Upphandlingen drog ut på tiden
   Gör så här: Svara på den här påminnelsen när åtgärden är klar, eller
   redan nu om tiden inte räcker.
   I registret skrivs det så:
     auditresp measure done r/m1 --date DATUM
     auditresp measure move r/m1 --to "TIDSGRÄNS" --reason "SKÄL"

Tidsgränserna finns också i den bifogade kalenderfilen, tidsgranser.ics.

Påminnelsen kommer från auditresp. Föregående genomgång gjordes den 7
november 2018.
"""
    )


def test_a_board_learns_at_which_meeting_it_can_decide_its_reply() -> None:
    text = body(mails(register())["san@sundby.example"], "plain")

    assert "1. Svara revisorerna: Granskning av boende\n" in text
    assert "Sista sammanträde: den 21 november 2018, och då med omedelbar justering\n" in text


class Page(HTMLParser):
    """The tags of a page, and that each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.append(tag)
        if tag not in ("br", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_says_the_same_with_every_word_escaped_and_nothing_fetched() -> None:
    html = body(mails(register())["enhet@sundby.example"], "html")
    page = Page()
    page.feed(html)

    assert page.open == []
    assert "Ta fram en ny rutin för <boende> & stöd" in page.words
    assert "<boende>" not in html
    assert '<html lang="sv">' in html
    assert not {"img", "script", "link", "a", "iframe"} & set(page.seen)
    assert [tag for tag in page.seen if tag in ("h1", "h2", "h3")] == ["h1", "h2", "h3", "h2", "h3", "h3"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_keeps_nobody_out(scheme: Literal["light", "dark"], chromium: "Browser") -> None:
    page = chromium.new_page(color_scheme=scheme, viewport={"width": 360, "height": 640})
    page.set_content(body(mails(register())["enhet@sundby.example"], "html"))

    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


def test_its_headers_keep_answering_machines_away_and_say_whose_it_is() -> None:
    message = mails(register(SETTINGS.replace("nämnd@", "namnd@")))["enhet@sundby.example"]

    assert [f"{name}: {value}" for name, value in message.items() if name not in ("Content-Type", "Message-ID")] == [
        "From: Sundby kommun <namnd@sundby.example>",
        "To: enhet@sundby.example",
        "Subject: Påminnelse om svaren till revisorerna: 1 försenad, 2 på gång",
        "Date: Thu, 08 Nov 2018 06:30:00 +0000",
        "List-Id: auditresp <auditresp.sundby.example>",
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All",
        "MIME-Version: 1.0",
    ]
    assert message["Message-ID"].endswith("@sundby.example>")


def test_the_calendar_file_comes_with_it() -> None:
    (attached,) = mails(register())["enhet@sundby.example"].iter_attachments()

    assert (attached.get_content_type(), attached.get_filename()) == ("text/calendar", "tidsgranser.ics")
    assert attached.get_content().count("BEGIN:VEVENT") == 3


def test_the_same_digest_is_the_same_letter_and_another_has_another_id() -> None:
    channels = [ByMail(Circumstances(register(), Occasion("Sundby kommun", TODAY), NOW, print)) for _ in range(2)]
    first, second = ([channel.letter(digest) for digest in digests(register())] for channel in channels)

    assert first == second
    assert len({letter.id for letter in first}) == len(first)
    assert mails(register(response=RESPONSE.replace("2018-10-31", "2018-10-30")))["enhet@sundby.example"]["Message-ID"] not in {
        letter.id for letter in first
    }


@pytest.mark.parametrize(
    ("sender", "header"),
    [
        ("nämnd@sundby.example", "From: Sundby kommun <nämnd@sundby.example>"),
        ("namnd@åsundby.example", "From: Sundby kommun <namnd@xn--sundby-hua.example>"),
    ],
)
def test_letters_beyond_a_to_z_in_addresses(sender: str, header: str) -> None:
    message = mails(register(SETTINGS.replace("nämnd@sundby.example", sender)))["enhet@sundby.example"]

    assert f"From: {message['From']}" == header


def test_nothing_in_the_files_begins_another_header() -> None:
    with_breaks = SETTINGS.replace("{name: Sundby kommun}", '{name: "Sundby kommun\\r\\nBcc: alla@sundby.example"}')

    message = mails(register(with_breaks))["enhet@sundby.example"]

    assert message["Bcc"] is None
    assert str(message["From"]) == '"Sundby kommun Bcc: alla@sundby.example" <nämnd@sundby.example>'


@pytest.mark.parametrize(
    "address", ["Chefen <chef@sundby.example>", "chef@sundby.example, alla@sundby.example", "chef@sundby.example\\x00"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(AuditrespError, match="is no e-mail address"):
        mails(register(SETTINGS.replace("email: enhet@sundby.example", f'email: "{address}"')))


@pytest.mark.parametrize(
    ("standing", "commands"),
    [
        ("", ("auditresp decide r --board san --date DATUM --paragraph NUMMER", "auditresp send r")),
        ("decisions: [{board: san, date: 2018-04-25}]", ("auditresp send r",)),
    ],
    ids=["a draft", "decided"],
)
def test_a_reply_is_decided_before_it_is_sent(standing: str, commands: tuple[str, ...]) -> None:
    answered = read(AUDIT, responses={"r": f"audit: a1\ndocuments: [svar]\nboards: [san]\nreplies: {{}}\n{standing}"}, settings=SETTINGS)

    (reply,) = [due for due in deadlines_of(answered) if due.kind is DueKind.REPLY]

    assert entry_of(Reminder(reply, 0, "san@sundby.example"), TODAY).commands == commands
