"""Writing files whole or not at all."""

import os
import shutil
import tempfile
from pathlib import Path

from auditresp.language import _, cause_of
from auditresp.problems import AuditrespError


def write_whole(path: Path, data: bytes) -> bool:
    """Put `data` into a file, making its folder where needed; False where it says that already and nothing was written.

    Raises AuditrespError where the file cannot be written, for instance because Word has it open; then it is as before.
    """
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, data)
    except PermissionError as error:
        message = _("{file} cannot be written; if it is open in Word or another program, close it there and try again")
        raise AuditrespError(message.format(file=path)) from error
    except OSError as error:
        raise AuditrespError(_("{file} cannot be written: {reason}").format(file=path, reason=cause_of(error))) from error
    return True


def replace(path: Path, data: bytes) -> None:
    """Write beside the file, and let the finished whole take its place in one step."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=path.suffix, dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        take_mode(beside, path)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def take_mode(beside: Path, path: Path) -> None:
    """Give the new file the old one's permissions, else those of any new file."""
    if path.exists():
        shutil.copymode(path, beside)
    else:
        mask = os.umask(0)
        os.umask(mask)
        beside.chmod(0o666 & ~mask)
