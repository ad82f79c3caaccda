"""Where the memory of what was said lies, found without opening it."""

import os
from pathlib import Path

OWN_FOLDER = ".auditresp"
"""Where the memory lies in a workspace, unless another place is named."""


def place_of_memory(root: Path, named: str | None, option: str | None = None) -> Path:
    """Where a workspace's memory is: as the option says, else the environment, else the settings (`named`), else in a folder of its own."""
    written = option or os.environ.get("AUDITRESP_MEMORY") or named
    return root / (Path(written).expanduser() if written else Path(OWN_FOLDER, "reminders.sqlite"))


def is_there(memory: Path) -> bool:
    """Whether there is a memory; also where nobody may look or the folder does not answer, so that whoever opens it says why not."""
    try:
        return memory.exists()
    except OSError:
        return True
