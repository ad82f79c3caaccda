"""Finding the workspace."""

from pathlib import Path

from auditresp.language import _
from auditresp.model.register import SETTINGS_FILE
from auditresp.problems import AuditrespError


def find_workspace(start: Path) -> Path:
    """The folder with auditresp.yaml: `start` or the nearest around it. Raises AuditrespError where there is none."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    message = _("no workspace here: there is no {file} in {folder} or around it; `auditresp init` makes a new one")
    raise AuditrespError(message.format(file=SETTINGS_FILE, folder=here))
