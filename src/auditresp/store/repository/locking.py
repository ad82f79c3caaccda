"""One command at a time: a lock that its holder cannot forget to give back, as the system takes it from a program that has ended."""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from auditresp.language import _, cause_of
from auditresp.problems import AuditrespError

PATIENCE = 20.0
"""Seconds to wait for the one before; its work takes one at most, but a hook of git's may take its time."""

if sys.platform == "win32":
    import msvcrt

    BEYOND = 2**30
    """A byte behind the end of any file of ours."""

    def lock(file: int) -> None:
        """Lock an open file. Raises OSError where somebody else has."""
        os.lseek(file, BEYOND, os.SEEK_SET)  # there a lock keeps nobody from reading
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def lock(file: int) -> None:
        """Lock an open file. Raises OSError where somebody else has."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def one_at_a_time(path: Path) -> Iterator[int]:
    """Hold the lock of that file, which is made where it is not there; gives the open file.

    Raises AuditrespError where another command holds it for long, or the file cannot be made.
    """
    try:
        file = opened(path)
    except OSError as error:
        raise AuditrespError(_("{file} cannot be written: {reason}").format(file=path, reason=cause_of(error))) from error
    try:
        wait_for(file, path)
        yield file
    finally:
        os.close(file)


def opened(path: Path) -> int:
    """The file, open, and made where it is not there: for whoever else may write in the folder around its own, too."""
    if not path.parent.is_dir():
        path.parent.mkdir(exist_ok=True)  # another command may have made it since
        shutil.copymode(path.parents[1], path.parent)
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError:
        return os.open(path, os.O_RDONLY)  # made by somebody else, and enough for a lock


def wait_for(file: int, path: Path) -> None:
    """Lock an open file as soon as it is free. Raises AuditrespError where it is not for long."""
    last = time.monotonic() + PATIENCE
    while True:
        try:
            lock(file)
        except OSError as error:
            if time.monotonic() > last:
                message = _("another auditresp command is at work here ({file} is locked); try again when it has ended")
                raise AuditrespError(message.format(file=path)) from error
            time.sleep(0.02)
        else:
            return
