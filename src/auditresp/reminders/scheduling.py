"""What each platform needs to run the job every day: made here, installed by whoever may."""

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from auditresp.language import _


@dataclass(frozen=True, slots=True)
class Job:
    """What is run every day, and where."""

    program: Sequence[str]
    """The program and its first arguments, as an absolute path."""
    workspace: str
    hour: int = 7
    minute: int = 30

    @property
    def command(self) -> list[str]:
        """The whole command."""
        return [*self.program, "-C", self.workspace, "remind"]


@dataclass(frozen=True, slots=True)
class File:
    """A file that a platform reads."""

    name: str
    text: str
    encoding: str = "utf-8"
    newline: str = "\n"

    @property
    def content(self) -> bytes:
        """The file as it is written."""
        return self.text.replace("\n", self.newline).encode(self.encoding)


def systemd(job: Job) -> list[File]:
    """A service and the timer that starts it; a day on which the computer was off is caught up when it is on again."""
    command = " ".join(systemd_quoted(word) for word in job.command)
    service = f"""\
[Unit]
Description=Reminders of what was promised to the auditors

[Service]
Type=oneshot
ExecStart={command}
EnvironmentFile=-%E/auditresp/smtp.env
Environment=AUDITRESP_LANG=sv
NoNewPrivileges=yes
"""
    timer = f"""\
[Unit]
Description=Every day: reminders of what was promised to the auditors

[Timer]
OnCalendar=*-*-* {job.hour:02}:{job.minute:02}:00
Persistent=true
RandomizedDelaySec=5min

[Install]
WantedBy=timers.target
"""
    return [File("auditresp-remind.service", service), File("auditresp-remind.timer", timer)]


def systemd_quoted(word: str) -> str:
    """A word of a command in a unit (systemd.service(5), systemd.syntax(7)): quoted, with its own marks doubled."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$").replace("\n", "\\n")
    return f'"{escaped}"'


def cron(job: Job) -> list[File]:
    """A line for crontab. Cron ends a command at a bare `%` (crontab(5))."""
    command = shlex.join(job.command).replace("%", r"\%")
    return [File("auditresp-remind.crontab", f"{job.minute} {job.hour} * * * AUDITRESP_LANG=sv {command}\n")]


def windows(job: Job) -> list[File]:
    """A task for the Task Scheduler, in the form and encoding in which it exports one; a missed start is made up for.

    A task has no environment of its own, so it speaks the language of whoever's Windows it is; the other jobs are told to speak Swedish.
    """
    from xml.sax.saxutils import escape  # slow, and needed once in a task's life

    program, *arguments = job.command
    text = f"""\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Påminner om det som har lovats revisorerna.</Description>
    <URI>\\auditresp remind</URI>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2026-01-01T{job.hour:02}:{job.minute:02}:00</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>
    <Enabled>true</Enabled>
    <ExecutionTimeLimit>PT1H</ExecutionTimeLimit>
  </Settings>
  <Actions>
    <Exec>
      <Command>{escape(program)}</Command>
      <Arguments>{escape(" ".join(windows_quoted(word) for word in arguments))}</Arguments>
    </Exec>
  </Actions>
</Task>
"""
    return [File("auditresp-remind.xml", text, "utf-16", "\r\n")]


def windows_quoted(word: str) -> str:
    """An argument as Windows programs read it: backslashes count only before a quotation mark, the one that ends it among them."""
    if word and not set(' \t"') & set(word):
        return word
    parts = word.split('"')
    return '"' + '\\"'.join(part + "\\" * (len(part) - len(part.rstrip("\\"))) for part in parts) + '"'


def pipeline(job: Job) -> list[File]:
    """For GitLab and for GitHub, whose memory is kept in the cache between runs; a folder of one's own is safer."""
    gitlab = """\
# The job wants an image in which auditresp is installed.
# Make the schedule under Build > Pipeline schedules, and there the variables AUDITRESP_SMTP_USER and AUDITRESP_SMTP_PASSWORD (masked).
# What was said is kept in the runner's cache: without a cache that all runners share, name a file that stays in AUDITRESP_MEMORY.
remind:
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
  resource_group: auditresp-remind
  variables:
    AUDITRESP_LANG: sv
  cache:
    key: auditresp-remind
    paths: [.auditresp]
    when: always
  script:
    - auditresp remind
"""
    github = f"""\
# The job wants a runner on which auditresp is installed.
# GitHub stops scheduled workflows after 60 days without a commit to the repository; `auditresp check` notices when the job has not run.
# What was said is kept in the cache, which GitHub empties after 7 days without use.
# Better: name a file that stays on the runner in AUDITRESP_MEMORY, and leave the cache out.
name: remind
on:
  schedule:
    - cron: "{job.minute} {job.hour} * * *"  # UTC
  workflow_dispatch:
concurrency: auditresp-remind
permissions:
  contents: read
jobs:
  remind:
    runs-on: self-hosted
    steps:
      - uses: actions/checkout@v4
      - uses: actions/cache/restore@v4
        with:
          path: .auditresp
          key: auditresp-remind-${{{{ github.run_id }}}}
          restore-keys: auditresp-remind-
      - run: auditresp remind
        env:
          AUDITRESP_LANG: sv
          AUDITRESP_SMTP_USER: ${{{{ secrets.AUDITRESP_SMTP_USER }}}}
          AUDITRESP_SMTP_PASSWORD: ${{{{ secrets.AUDITRESP_SMTP_PASSWORD }}}}
      - uses: actions/cache/save@v4
        if: always()
        with:
          path: .auditresp
          key: auditresp-remind-${{{{ github.run_id }}}}
"""
    return [File("gitlab-ci-remind.yml", gitlab), File("github-remind.yml", github)]


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform's files, and what to do with them."""

    files: Callable[[Job], list[File]]
    next_step: str
    """Where `{file}` stands, with the path of the first file."""


PLATFORMS: Mapping[str, Platform] = {
    "systemd": Platform(
        systemd,
        _(
            "put both files into ~/.config/systemd/user, the login for mail into ~/.config/auditresp/smtp.env, and run"
            " systemctl --user enable --now auditresp-remind.timer; loginctl enable-linger lets it run while you are logged out"
        ),
    ),
    "cron": Platform(cron, _("add the line with crontab -e")),
    "windows": Platform(
        windows,
        _('run schtasks /Create /TN "auditresp remind" /XML "{file}"; with /RU and /RP it runs while nobody is logged in too'),
    ),
    "pipeline": Platform(
        pipeline,
        _("GitLab: add the job to .gitlab-ci.yml and make a schedule; GitHub: save it as .github/workflows/remind.yml"),
    ),
}
