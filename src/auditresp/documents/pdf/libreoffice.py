"""The LibreOffice of this machine: where it is, and a run of it that leaves nothing behind."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from auditresp.language import _
from auditresp.problems import AuditrespError

CHOSEN = "AUDITRESP_SOFFICE"
"""The environment variable that names the program to use."""

SAID = "said.txt"
"""The file for what the program says."""

SMALL_TALK = ("convert ", "Overwriting: ", "Warning: ")
"""How the lines begin with which LibreOffice complains of nothing."""

PROFILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
  <item oor:path="/org.openoffice.Setup/L10N">
    <prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>sv-SE</value></prop>
  </item>
  <item oor:path="/org.openoffice.Office.Linguistic/General">
    <prop oor:name="DefaultLocale" oor:op="fuse"><value>sv-SE</value></prop>
  </item>
  <item oor:path="/org.openoffice.Office.Common/Security/Scripting">
    <prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
  </item>
</oor:items>
"""
"""LibreOffice's settings: what says no language is Swedish wherever it runs, and no picture is fetched from the net."""


def find_libreoffice() -> Path:
    """The program that turns documents into PDF. Raises AuditrespError, which says how to install it, where there is none."""
    if chosen := os.environ.get(CHOSEN):
        if found := shutil.which(chosen):
            return Path(found)
        raise AuditrespError(_("there is no program {path}, which {variable} names").format(path=chosen, variable=CHOSEN))
    for folder in (None, *usual_folders()):
        for name in ("soffice", "libreoffice"):
            if found := shutil.which(name, path=folder):
                return Path(found)
    raise AuditrespError(
        _("PDF files are made by LibreOffice, which is not installed; {how}, or let {variable} name its program soffice").format(
            how=how_to_install(), variable=CHOSEN
        )
    )


def version_of(program: Path) -> str:
    """Which version it is, to the single build: read where LibreOffice writes it, as to ask takes as long as to make a PDF."""
    beside = program.resolve().parent
    for name in ("versionrc", "version.ini", "../Resources/versionrc"):
        with suppress(OSError):
            return (beside / name).read_text(encoding="utf-8", errors="replace")
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603


def usual_folders() -> list[Path]:
    """Where LibreOffice is put on this system without becoming a command."""
    if sys.platform == "win32":
        programs = {os.environ.get(name) for name in ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")}
        return [Path(folder, "LibreOffice", "program") for folder in sorted(filter(None, programs))]
    if sys.platform == "darwin":
        inside = Path("Applications", "LibreOffice.app", "Contents", "MacOS")
        return [Path("/") / inside, Path.home() / inside]
    return [Path("/usr/lib/libreoffice/program"), *sorted(Path("/opt").glob("libreoffice*/program"), reverse=True)]


def how_to_install() -> str:
    """How a person gets LibreOffice on this system."""
    if sys.platform == "win32":
        return _("install it with: winget install TheDocumentFoundation.LibreOffice")
    if sys.platform == "darwin":
        return _("install it with: brew install --cask libreoffice")
    return _("install it with: sudo apt install libreoffice-writer-nogui (Debian, Ubuntu; elsewhere: the package libreoffice-writer)")


def new_profile(folder: Path) -> str:
    """The argument by which LibreOffice uses a profile of its own in the folder, so that it meets no other LibreOffice."""
    settings = folder / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(PROFILE, encoding="utf-8")
    return f"-env:UserInstallation={folder.as_uri()}"


@contextmanager
def running(command: Sequence[str | Path], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program at work in the folder. When the block is left, it and all that it has started have ended."""
    temporary = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder))
    with (folder / SAID).open("wb") as said:
        process = subprocess.Popen(  # noqa: S603
            command,
            cwd=folder,
            env={**os.environ, **temporary},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that it ends when we end it, with all its processes, and not by the terminal's Ctrl-C
        )
        try:
            yield process
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End the program and whatever it has started."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603, S607
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def what_it_said(folder: Path) -> str:
    """The last thing the program that ran in the folder complained of."""
    said = (folder / SAID).read_text(encoding="utf-8", errors="replace").splitlines()
    complaints = [line.strip() for line in said if line.strip() and not line.startswith(SMALL_TALK)]
    return complaints[-1] if complaints else ""
