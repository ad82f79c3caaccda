"""Others' programs that read our calendar files: libical (GNOME, KDE), ical.js (Thunderbird), khal."""

import ctypes
import ctypes.util
import os
import subprocess
from pathlib import Path

import pytest

from tooling import TOOLS, tool


def libical() -> ctypes.CDLL:
    """The library. Without it the test skips."""
    name = ctypes.util.find_library("ical")
    if name is None:
        pytest.skip("libical is not installed; .ci/run shows how")
    library = ctypes.CDLL(name)
    for function, result, argument in (
        ("icalparser_parse_string", ctypes.c_void_p, ctypes.c_char_p),
        ("icalrestriction_check", ctypes.c_int, ctypes.c_void_p),
        ("icalcomponent_as_ical_string", ctypes.c_char_p, ctypes.c_void_p),
        ("icalcomponent_free", None, ctypes.c_void_p),
    ):
        getattr(library, function).restype = result
        getattr(library, function).argtypes = [argument]
    return library


def faults(calendar: bytes) -> list[str]:
    """What libical finds against RFC 5545 and RFC 5546, a line each."""
    library = libical()
    parsed = library.icalparser_parse_string(calendar)
    if not parsed:
        return ["it cannot be read at all"]
    try:
        allowed = library.icalrestriction_check(parsed)
        printed = library.icalcomponent_as_ical_string(parsed).decode().replace("\r\n ", "")
        found = [line for line in printed.splitlines() if line.startswith("X-LIC-ERROR")]
        return found or ([] if allowed else ["it is not allowed"])
    finally:
        library.icalcomponent_free(parsed)


READS_WITH_ICAL_JS = """
import ICAL from FILE;
import { readFileSync } from "node:fs";
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf-8")));
for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component);
  const alarms = component.getAllSubcomponents("valarm").map((alarm) => alarm.getFirstPropertyValue("trigger").toString());
  console.log([event.startDate, event.summary, component.getFirstPropertyValue("status"), event.sequence, alarms.join(" ")].join(" | "));
}
"""


def seen_by_thunderbird(calendar: bytes) -> list[str]:
    """Each event as Thunderbird's parser reads it: day, summary, status, sequence, alarms."""
    library = TOOLS / "node_modules" / "ical.js" / "dist" / "ical.js"
    if not library.exists():
        tool("ical.js")
    script = READS_WITH_ICAL_JS.replace("FILE", f'"{library.resolve().as_uri()}"')
    command = [tool("node"), "--input-type=module", "--eval", script]
    return subprocess.run(command, input=calendar, capture_output=True, check=True).stdout.decode().splitlines()


class Khal:
    """A calendar program with one calendar, into which files are imported."""

    def __init__(self, folder: Path) -> None:
        self.settings = folder / "khal.conf"
        dates = "\n".join(f"{name} = %Y-%m-%d" for name in ("dateformat", "longdateformat"))
        times = "\n".join(f"{name} = %Y-%m-%d %H:%M" for name in ("datetimeformat", "longdatetimeformat"))
        self.settings.write_text(
            f"[calendars]\n[[c]]\npath = {folder / 'c'}\ntype = calendar\n[sqlite]\npath = {folder / 'khal.db'}\n"
            f"[locale]\ntimeformat = %H:%M\n{dates}\n{times}\n",
            encoding="utf-8",
        )

    def imports(self, calendar: bytes) -> None:
        file = self.settings.with_name("imported.ics")
        file.write_bytes(calendar)
        self._run("import", "--batch", "-a", "c", str(file))

    def shows(self) -> list[str]:
        shown = self._run("list", "--format", "{start-date} {title} {status}", "--day-format", "", "2018-01-01", "2019-12-31")
        return [line.strip() for line in shown.splitlines() if line.strip()]

    def _run(self, *words: str) -> str:
        command = [tool("khal"), "-c", str(self.settings), *words]
        environment = os.environ | {"LC_ALL": "C.UTF-8"}
        return subprocess.run(command, capture_output=True, check=True, encoding="utf-8", env=environment).stdout
