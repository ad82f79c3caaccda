"""`auditresp remind` as a daily job runs it, with a real mail server."""

import os
import re
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from auditresp.reminders.servers import Patience
from mail_servers import Mood, Moods, Running, free_port, friendly, mail_server
from workspaces import REPOSITORY, auditresp, workspace

SETTINGS = """
    format: 1
    municipality: {name: Provby kommun}
    boards:
      ks: {name: Kommunstyrelsen, email: ks@provby.example}
    contacts:
      chef: {title: Kommunchef, email: chef@provby.example}
      enhet: {title: Enhetschef, email: enhet@provby.example}
    reminders:
      escalate: {after_working_days: 5, to: [chef]}
    mail: {server: "smtp://127.0.0.1:PORT", sender: sekretariatet@provby.example}
"""
RESPONSE = """
    audit: avtal
    documents: [svar]
    boards: [ks]
    replies:
      R1:
        text: Ett register införs.
        measures:
          - {id: register, text: Införa ett register, status: planned, owner: enhet, due: 2018-10-25}
      R2: {text: Varje avtal får en ansvarig.}
    follow_ups:
      - {id: rapport, text: Hur långt arbetet har kommit, due: 2018-10-25, reporter: chef}
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditresp.cli.remind.patience", lambda: Patience(5, (0.01, 0.01, 0.01)))


def provby(root: Path, port: int, response: str = RESPONSE) -> Path:
    return workspace(root, settings=SETTINGS.replace("PORT", str(port)), avtal=response)


@pytest.fixture
def moods() -> Moods:
    return friendly


@pytest.fixture
def server(moods: Moods) -> Iterator[Running]:
    with mail_server(moods) as running:
        yield running


def test_where_nothing_is_to_be_said_nothing_is_loaded_that_says_it(tmp_path: Path, server: Running) -> None:
    root = provby(tmp_path, server.port)
    reminds = f"""
        import sys
        from auditresp.cli import main
        main(["-C", {str(root)!r}, "remind", "--as-of", "2018-10-18"], standalone_mode=False)
        print(*sys.modules)
    """

    talked, quiet = (subprocess.run([sys.executable, "-c", dedent(reminds)], capture_output=True, text=True) for _ in range(2))

    saying = {"smtplib", "ssl", "email.message", "icalendar", "pyromark", "html", "auditresp.reminders.scheduling"}
    assert len(server.inbox) == 2
    assert (saying - set(talked.stdout.split()), saying & set(quiet.stdout.split())) == ({"auditresp.reminders.scheduling"}, set())


def test_each_person_gets_one_mail_and_the_next_day_none(tmp_path: Path, server: Running) -> None:
    root = provby(tmp_path, server.port)

    first = auditresp(root, "remind", "--as-of", "2018-10-18")
    again = auditresp(root, "remind", "--as-of", "2018-10-18")
    tomorrow = auditresp(root, "remind", "--as-of", "2018-10-19")

    assert first.output == (
        "sent to chef@provby.example: Påminnelse om svaren till revisorerna: 1 på gång\n"
        "sent to enhet@provby.example: Påminnelse om svaren till revisorerna: 1 på gång\n"
    )
    assert (first.exit_code, again.output, again.exit_code, tomorrow.output, tomorrow.exit_code) == (0, "", 0, "", 0)
    assert [mail.to for mail in server.inbox] == ["chef@provby.example", "enhet@provby.example"]


def test_a_dry_run_shows_what_would_be_sent_and_changes_nothing(tmp_path: Path, server: Running) -> None:
    root = provby(tmp_path, server.port)
    before = sorted(root.rglob("*"))

    shown = auditresp(root, "remind", "--as-of", "2018-10-18", "--dry-run")

    assert (server.inbox, sorted(root.rglob("*")), shown.exit_code) == ([], before, 0)
    auditresp(root, "remind", "--as-of", "2018-10-18")
    for mail in server.inbox:
        text = mail.message.get_body(("plain",))
        assert text is not None
        assert mail.id in shown.output
        assert text.get_content().replace("\r\n", "\n") in shown.output
    assert auditresp(root, "remind", "--as-of", "2018-10-18", "--dry-run").output == "there is nothing to say\n"


@pytest.mark.parametrize("moods", [lambda to, attempt: Mood.REFUSE if to.startswith("chef") and attempt == 1 else Mood.ACCEPT])
def test_who_is_refused_is_tried_again_the_next_time_and_nobody_else(tmp_path: Path, server: Running) -> None:
    root = provby(tmp_path, server.port)

    first = auditresp(root, "remind", "--as-of", "2018-10-18")
    next_day = auditresp(root, "remind", "--as-of", "2018-10-19")

    assert first.exit_code == 1
    assert "not sent to chef@provby.example: 550 5.1.1 no such mailbox\n" in first.output
    assert "1 letter is tried again the next time\n" in first.output
    assert next_day.output == "sent to chef@provby.example: Påminnelse om svaren till revisorerna: 1 på gång\n"
    assert [mail.to for mail in server.inbox] == ["enhet@provby.example", "chef@provby.example"]


def always_dying(to: str, attempt: int) -> Mood:
    return Mood.DIE_AFTER_ACCEPTING if to.startswith("chef") and attempt <= 4 else Mood.ACCEPT


@pytest.mark.parametrize("moods", [always_dying])
def test_a_letter_that_perhaps_arrived_is_the_very_same_the_next_day(tmp_path: Path, server: Running) -> None:
    root = provby(tmp_path, server.port)

    first = auditresp(root, "remind", "--as-of", "2018-10-18")
    log = auditresp(root, "remind", "--log").output
    shown = auditresp(root, "remind", "--as-of", "2018-10-19", "--dry-run")
    next_day = auditresp(root, "remind", "--as-of", "2018-10-19")

    assert first.exit_code == 1
    assert "perhaps sent to chef@provby.example, perhaps not: the connection was lost\n" in first.output
    assert "(perhaps not arrived)" in log
    assert shown.output.startswith("once more, as nobody knows whether it arrived, to chef@provby.example: ")
    assert (next_day.exit_code, next_day.output.count("sent to chef@provby.example")) == (0, 1)
    chefs = [mail for mail in server.inbox if mail.to.startswith("chef")]
    assert len({mail.content for mail in chefs}) == 1
    assert len(chefs) == 5


@pytest.mark.parametrize("moods", [always_dying])
def test_what_perhaps_arrived_is_not_repeated_when_it_is_about_nothing_any_more(tmp_path: Path, server: Running) -> None:
    root = provby(tmp_path, server.port)
    auditresp(root, "remind", "--as-of", "2018-10-18")
    provby_without_report = RESPONSE.replace("reporter: chef}", "reporter: chef, reported: [{date: 2018-10-18}]}")
    (root / "responses" / "avtal.yaml").write_text(dedent(provby_without_report), encoding="utf-8")

    assert auditresp(root, "remind", "--as-of", "2018-10-19").output == ""
    assert len([mail for mail in server.inbox if mail.to.startswith("chef")]) == 4


def test_what_was_said_can_be_listed(tmp_path: Path, server: Running) -> None:
    root = provby(tmp_path, server.port)
    assert "nothing was said yet" in auditresp(root, "remind", "--log").output
    auditresp(root, "remind", "--as-of", "2018-10-18")

    said, _enhet, last = auditresp(root, "remind", "--log").output.splitlines()

    assert said.split()[2:6] == ["mail", "chef@provby.example", "follow_up/avtal/rapport", "-7"]
    assert last.startswith("last run: ")
    assert last.endswith(", for 2018-10-18")


def test_the_terminal_is_a_channel_of_its_own(tmp_path: Path) -> None:
    root = provby(tmp_path, free_port())

    shown = auditresp(root, "remind", "--as-of", "2018-10-18", "--channel", "terminal")

    assert shown.output.startswith("chef@provby.example: Påminnelse om svaren till revisorerna: 1 på gång\n\nHej!\n")
    assert auditresp(root, "remind", "--as-of", "2018-10-18", "--channel", "terminal").output == ""


def test_a_day_that_is_still_to_come_is_said_in_earnest_but_not_without_a_word(tmp_path: Path) -> None:
    root = provby(tmp_path, free_port())

    early, shown = (auditresp(root, "remind", "--as-of", "9998-10-18", "--channel", "terminal", *more) for more in ((), ("--dry-run",)))

    assert early.stderr == "9998-10-18 is still to come: what is said for it now is not said again before then; --dry-run only shows it\n"
    assert shown.stderr == ""


def test_without_mail_in_the_settings_it_says_what_to_write(tmp_path: Path) -> None:
    refused = auditresp(workspace(tmp_path), "remind")

    assert refused.exit_code == 2
    assert "auditresp.yaml does not say how mail is sent; write mail: {server: …, sender: …} there" in refused.output


def test_a_test_mail_tries_the_settings_and_is_not_remembered(tmp_path: Path, server: Running) -> None:
    root = provby(tmp_path, server.port)

    sent = auditresp(root, "remind", "--test-mail", "anna@provby.example")

    assert sent.output == "sent to anna@provby.example: Prov av påminnelserna från auditresp\n"
    assert [mail.to for mail in server.inbox] == ["anna@provby.example"]
    assert not (root / ".auditresp").exists()
    refused = auditresp(root, "remind", "--test-mail", "anna")
    assert (refused.exit_code, refused.output) == (2, "auditresp: 'anna' is no e-mail address\n")


def test_a_test_mail_to_a_server_that_is_not_there_says_so(tmp_path: Path) -> None:
    refused = auditresp(provby(tmp_path, free_port()), "remind", "--test-mail", "anna@provby.example")

    assert refused.exit_code == 1
    assert refused.output.startswith("not sent to anna@provby.example: 127.0.0.1:")


@pytest.mark.parametrize("way", ["option", "environment", "settings"])
def test_two_workspaces_with_one_memory_say_it_once(way: str, tmp_path: Path, server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = tmp_path / "delad" / "minne.sqlite"
    roots = [provby(tmp_path / name, server.port) for name in ("en", "två")]
    option = ["--memory", str(shared)] if way == "option" else []
    if way == "environment":
        monkeypatch.setenv("AUDITRESP_MEMORY", str(shared))
    if way == "settings":
        for root in roots:
            settings = (root / "auditresp.yaml").read_text("utf-8")
            written = settings.replace("reminders:\n", "reminders:\n  memory: ../delad/minne.sqlite\n")
            (root / "auditresp.yaml").write_text(written, encoding="utf-8")

    for root in roots:
        assert auditresp(root, "remind", "--as-of", "2018-10-18", *option).exit_code == 0

    assert len(server.inbox) == 2
    assert shared.exists()


def test_two_runs_at_once_say_it_once(tmp_path: Path, server: Running) -> None:
    root = provby(tmp_path, server.port)
    command = [sys.executable, "-m", "auditresp", "-C", root, "remind", "--as-of", "2018-10-18"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=os.environ) for _ in range(3)]

    assert [run.communicate()[0] and run.returncode for run in runs].count(None) == 0
    assert sorted(mail.to for mail in server.inbox) == ["chef@provby.example", "enhet@provby.example"]


def killing(to: str, attempt: int) -> Mood:
    return {("chef", 1): Mood.KILL, ("chef", 2): Mood.KILL_AFTER_ACCEPTING}.get((to.partition("@")[0], attempt), Mood.ACCEPT)


@pytest.mark.parametrize("moods", [killing])
def test_a_run_that_is_killed_leaves_nothing_unsaid_and_repeats_but_what_nobody_can_know(tmp_path: Path, server: Running) -> None:
    root = provby(tmp_path, server.port)
    command = [sys.executable, "-m", "auditresp", "-C", root, "remind", "--as-of", "2018-10-18"]
    endings = []
    for delay in (None, None, 0.3, 0.5, None):  # killed by the server, twice; at a moment of its own, twice; not at all
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        server.handler.kill = run.kill
        if delay:
            time.sleep(delay)
            run.kill()
        endings.append(run.wait())

    assert (endings[0] != 0, endings[1] != 0, endings[-1]) == (True, True, 0)
    arrived = Counter(mail.to for mail in server.inbox)
    assert set(arrived) == {"chef@provby.example", "enhet@provby.example"}
    assert arrived["chef@provby.example"] in (2, 3, 4)  # once more for the kill after it was accepted, and perhaps for the other two
    assert arrived["enhet@provby.example"] in (1, 2, 3)
    assert len({mail.content for mail in server.inbox}) == 2
    assert "(perhaps not arrived)" not in auditresp(root, "remind", "--log").output


def test_who_has_no_address_is_said(tmp_path: Path, server: Running) -> None:
    root = provby(tmp_path, server.port)
    settings = (root / "auditresp.yaml").read_text("utf-8")
    (root / "auditresp.yaml").write_text(
        settings.replace(", email: ks@provby.example", "").replace(", email: enhet@provby.example", ""), "utf-8"
    )

    said = auditresp(root, "remind", "--as-of", "2018-10-18")

    assert said.exit_code == 0
    assert "Enhetschef has no e-mail address, nor has a board of theirs: nobody is reminded of 1 deadline\n" in said.output


def test_what_cannot_be_read_is_said_and_the_rest_is_reminded_of(tmp_path: Path, server: Running) -> None:
    root = provby(tmp_path, server.port)
    (root / "responses" / "annat.yaml").write_text("audit: [", encoding="utf-8")

    said = auditresp(root, "remind", "--as-of", "2018-10-18")

    assert said.output.startswith("1 error, 0 warnings; auditresp check says which\n")
    assert len(server.inbox) == 2


def test_a_job_that_has_not_run_for_days_is_noticed_by_check(tmp_path: Path, server: Running) -> None:
    root = provby(tmp_path, server.port)
    assert "reminders-not-running" not in auditresp(root, "check").output
    auditresp(root, "remind", "--as-of", "2018-10-18")
    assert "reminders-not-running" not in auditresp(root, "check").output

    with sqlite3.connect(root / ".auditresp" / "reminders.sqlite") as memory:
        memory.execute("UPDATE run SET ended = '2018-10-18T07:30:00+00:00'")
    memory.close()

    (line,) = [line for line in auditresp(root, "check").output.splitlines() if "reminders-not-running" in line]
    assert line.startswith("auditresp.yaml:10:3: warning reminders-not-running: reminders were last given on 2018-10-18, ")


def test_a_memory_that_cannot_be_read_does_not_stop_check(tmp_path: Path) -> None:
    root = provby(tmp_path, free_port())
    (root / ".auditresp").mkdir()
    (root / ".auditresp" / "reminders.sqlite").write_text("Inköpslista: " * 99, encoding="utf-8")

    checked = auditresp(root, "check")

    assert (checked.exit_code, "warning reminders-not-running" in checked.output) == (0, True)


@pytest.mark.skipif(os.name != "posix", reason="Windows says of such a name that nothing is there")
@pytest.mark.parametrize("words", [["check"], ["remind", "--log"], ["remind", "--dry-run"], ["remind"]])
def test_where_nobody_may_look_for_a_memory_the_reason_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    """As in a shared folder that is closed to whoever runs the command; a name too long is refused to root as well."""
    monkeypatch.setenv("AUDITRESP_MEMORY", f"{'a' * 300}/minne.sqlite")

    said = auditresp(provby(tmp_path, free_port()), *words)

    assert said.exit_code == (0 if words == ["check"] else 2)
    assert "minne.sqlite, cannot be used: " in said.output


def test_the_handbook_s_five_minutes_lead_to_a_mail(tmp_path: Path, server: Running) -> None:
    chapter = (REPOSITORY / "docs" / "handbok.md").read_text("utf-8").partition("### Prova på fem minuter")[2].partition("\n### ")[0]
    settings, recommendations = (dedent(text) for text in re.findall(r"   ```yaml\n(.*?) +```", chapter, re.DOTALL))
    init, dry_run, test_mail, remind, log = (line.split()[1:] for line in re.findall(r"^ +(auditresp .+)", chapter, re.MULTILINE))
    assert auditresp(tmp_path, *init).exit_code == 0
    root = tmp_path / "prova"
    (root / "auditresp.yaml").write_text(settings.replace(":1025", f":{server.port}"), encoding="utf-8")
    (root / "recommendations.yaml").write_text(recommendations, encoding="utf-8")

    said = [auditresp(root, *words) for words in (dry_run, test_mail, remind, remind, log)]

    assert [each.exit_code for each in said] == [0] * 5
    assert "om 7 dagar (5 arbetsdagar)" in said[0].output
    assert [mail.to for mail in server.inbox] == ["du@exempel.se", "kommunstyrelsen@exempel.se"]
    assert said[3].stdout == ""
    assert "reply/2027-avtal/ks" in said[4].output
