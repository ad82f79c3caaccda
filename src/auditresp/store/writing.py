"""Writing files whole or not at all."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from auditresp.keeping import write_new
from auditresp.language import _, cause_of
from auditresp.problems import AuditrespError
from auditresp.value import Value


class FileChange(Value):
    """A file of the workspace, what it said when it was read, and what it is to say."""

    name: str
    before: bytes | None
    """None where there was no such file."""
    after: bytes


def write_together(root: Path, changes: Iterable[FileChange]) -> None:
    """Write all these files, or none of them.

    Raises AuditrespError where one does not say any more what it said when it was read, or cannot be written.
    """
    wanted = list(changes)
    refuse_changed_meanwhile(root, wanted)
    try:
        for change in wanted:
            write_whole(root / change.name, change.after)
    except BaseException:
        take_back(root, wanted)
        raise


def refuse_changed_meanwhile(root: Path, changes: Iterable[FileChange]) -> None:
    """Raises AuditrespError where a file does not say any more what it said when it was read."""
    for change in changes:
        if said_by(root / change.name) != change.before:
            message = _("{file} was changed by somebody else meanwhile; nothing was written, so run the command again")
            raise AuditrespError(message.format(file=change.name))


def take_back(root: Path, changes: Iterable[FileChange]) -> None:
    """Give each file what it said before, unless it says something else again by now."""
    for change in changes:
        path = root / change.name
        if not path.is_file() or said_by(path) != change.after:
            continue
        if change.before is None:
            path.unlink()
        else:
            write_whole(path, change.before)


def sweep(root: Path, changes: Iterable[FileChange]) -> None:
    """Remove what a command that was killed has left beside the files."""
    for change in changes:
        path = root / change.name
        for left in path.parent.iterdir() if path.parent.is_dir() else ():
            if left.name.startswith(beside(path)):
                left.unlink(missing_ok=True)


def said_by(path: Path) -> bytes | None:
    """What is in a file; nothing where there is none. Raises AuditrespError where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise AuditrespError(_("{file} cannot be read: {reason}").format(file=path, reason=cause_of(error))) from error


def write_whole(path: Path, data: bytes, *, lasting: bool = True) -> bool:
    """Put `data` into a file, making its folder where needed; False where it says that already and nothing was written.

    What is not `lasting` can be made again, so nobody waits until the disk has it. Raises AuditrespError where the file cannot be
    written, for instance because Word has it open; then it is as before.
    """
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, data, lasting=lasting)
    except PermissionError as error:
        message = _("{file} cannot be written; if it is open in Word or another program, close it there and try again")
        raise AuditrespError(message.format(file=path)) from error
    except OSError as error:
        raise AuditrespError(_("{file} cannot be written: {reason}").format(file=path, reason=cause_of(error))) from error
    return True


def replace(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Write beside the file, and let the finished whole take its place in one step."""
    finished = path.with_name(f"{beside(path)}{os.urandom(8).hex()}{path.suffix}")
    try:
        write_new(finished, data, lasting=lasting)
        take_mode(finished, path)
        finished.replace(path)
    except BaseException:
        finished.unlink(missing_ok=True)
        raise


def beside(path: Path) -> str:
    """How the name begins of what is written beside a file; hidden, so that nobody takes it for one of the workspace's."""
    return f".{path.name}."


def take_mode(new: Path, path: Path) -> None:
    """Give the new file the old one's permissions, else those of any new file."""
    if path.exists():
        new.chmod(stat.S_IMODE(path.stat().st_mode))
    else:
        mask = os.umask(0)
        os.umask(mask)
        new.chmod(0o666 & ~mask)
