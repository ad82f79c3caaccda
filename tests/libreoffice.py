"""LibreOffice as a second reader of tracked changes: it accepts or rejects them all, as somebody who sits before it does."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from tooling import tool

Settle = Callable[[Path, str], bytes]

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settling" script:language="StarBasic">
Sub Settle(source As String, answer As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" + answer + "AllTrackedChanges", "", 0, Array())
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName"
  kind(0).Value = "MS Word 2007 XML"
  document.storeToURL(target, kind())
  document.close(True)
End Sub
</script:module>"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false">
<library:element library:name="Settling"/></library:library>"""
LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>"""


def profile_with_macro(profile: Path) -> Path:
    """A profile that LibreOffice has begun itself, as it would overwrite ours, and then the macro in it."""
    soffice("--terminate_after_init", profile=profile)
    standard = profile / "user" / "basic" / "Standard"
    standard.mkdir(parents=True, exist_ok=True)
    (standard / "Settling.xba").write_text(MACRO, encoding="utf-8")
    (standard / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    (standard.parent / "script.xlc").write_text(LIBRARIES, encoding="utf-8")
    return profile


def settled(profile: Path, file: Path, answer: str) -> bytes:
    """The file when LibreOffice has given that answer, `Accept` or `Reject`, to all changes in it."""
    target = file.with_name(f"{answer}.docx")
    soffice(f"macro:///Standard.Settling.Settle({file.as_uri()},{answer},{target.as_uri()})", profile=profile)
    return target.read_bytes()


def soffice(*arguments: str, profile: Path) -> None:
    command = [tool("soffice"), "--headless", f"-env:UserInstallation={profile.as_uri()}", *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
