"""Finding the workspace."""

from pathlib import Path

from auditresp.language import _
from auditresp.model.register import SETTINGS_FILE
from auditresp.problems import AuditrespError
from auditresp.store.repository.place import JOURNAL, git_folder


def find_workspace(start: Path) -> Path:
    """The folder with auditresp.yaml: `start` or the nearest around it. Raises AuditrespError where there is none.

    What an earlier command was about to do when it was cut off is finished or undone first.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / SETTINGS_FILE).is_file():
            settle(folder)
            return folder
    message = _("no workspace here: there is no {file} in {folder} or around it; `auditresp init` makes a new one")
    raise AuditrespError(message.format(file=SETTINGS_FILE, folder=here))


def settle(root: Path) -> None:
    """Finish or undo what was cut off, if anything was."""
    folder = git_folder(root)
    if folder and (folder / JOURNAL).is_file():
        from auditresp.store.repository.committing import settle_interrupted

        settle_interrupted(root)
