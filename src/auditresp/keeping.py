"""What is kept between runs, so that the next need not work it out again. Without it everything works, only slower.

An entry is trusted only where it bears this user's seal: a hash with a key that nobody else can read. So nothing that others could
have written is ever used, and a torn file is none.
"""

import os
import re
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from auditresp import __version__

VARIABLE = "AUDITRESP_CACHE"
"""Names another folder for what is kept; `off` keeps nothing."""

SEAL = 32
"""So many bytes has the key, and the seal that stands before what is kept."""

SIZE = 16
"""So many bytes stand for anything that something was worked out from."""

ROOM = 500_000_000
"""So many bytes are kept; beyond that, what was not used for longest goes."""
HOUR = 3600
"""So often they are counted, and is it written down that an entry was used."""
SETTLED = 2
"""A source file that was changed in so many seconds may be another than the one that runs."""

ENTRY = r"\w+-[0-9a-f]{40}(?:\.[0-9a-f]{16})?"
"""An entry's name, or that of one which is being written."""

USER: int | None = os.geteuid() if hasattr(os, "geteuid") else None
"""Whose the files must be; None on Windows, where nobody else gets into the folders of a user."""


class Keeping:
    """A folder of entries, each found by its kind and by all that it was worked out from."""

    def __init__(self, folder: Path | None, secret: Path | None = None) -> None:
        """Keeps nothing without a folder. `secret` is the file of the key, by default beside the entries."""
        self.folder = folder
        self.secret = secret or (folder and folder / "key")
        self._key: bytes | None = None

    def kept(self, kind: str, key: bytes) -> bytes | None:
        """What was kept, as it was; None where nothing was, or where it cannot be trusted."""
        try:
            entry = self._entry(kind, key)
            return self._unsealed(entry) if entry else None
        except OSError:
            return None

    def keep(self, kind: str, key: bytes, data: bytes) -> None:
        """Keep something, whole or not at all. Where that cannot be done, it is not."""
        with suppress(OSError):
            self._prepare()
            if entry := self._entry(kind, key):
                write(entry, self._seal(entry, data) + data)
                self._make_room(entry.parent)

    def _entry(self, kind: str, key: bytes) -> Path | None:
        """The file of an entry; None where nothing can be kept."""
        if self.folder is None or self.secret is None or program() is None or not is_private(self.folder.stat(), stat.S_ISDIR):
            return None
        self._key = self._key or key_in(self.secret)
        name = blake2b(b"\0".join((kind.encode(), program() or b"", key)), digest_size=20)
        return self.folder / f"{kind}-{name.hexdigest()}" if self._key else None

    def _unsealed(self, entry: Path) -> bytes | None:
        with entry.open("rb") as file:
            used = os.fstat(file.fileno()).st_mtime
            seal, data = file.read(SEAL), file.read()
        if seal != self._seal(entry, data):
            return None
        if time.time() - used > HOUR:
            os.utime(entry)
        return data

    def _seal(self, entry: Path, data: bytes) -> bytes:
        """What only we can write before the data: with another byte, or under another name, it is another."""
        seal = blake2b(entry.name.encode(), key=self._key or b"", digest_size=SEAL)
        seal.update(data)
        return seal.digest()

    def _prepare(self) -> None:
        """Make the folder and the key where there are none."""
        if self.folder and self.secret:
            make_folder(self.folder)
            make_folder(self.secret.parent)
            if not self.secret.exists():
                make_key(self.secret)

    def _make_room(self, folder: Path) -> None:
        """Once in an hour, look whether there is too much."""
        counted = folder / "counted"
        if not counted.exists() or time.time() - counted.stat().st_mtime > HOUR:
            counted.touch(mode=0o600)
            sweep(folder, ROOM)


NOTHING_KEPT = Keeping(None)
"""For whoever works without."""


def keeping() -> Keeping:
    """What is kept for this user."""
    wanted = os.environ.get(VARIABLE)
    if wanted == "off":
        return Keeping(None)
    try:
        entries, state = folders()
        return Keeping(Path(wanted).expanduser() if wanted else entries, state / "key")
    except RuntimeError:  # the system does not know where this user's home is
        return Keeping(None)


def folders() -> tuple[Path, Path]:
    """Where programs keep what they can do without, and what they cannot; platformdirs takes longer to say so than reading the files."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "auditresp"
        return local / "Cache", local
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "auditresp", home / "Library" / "Application Support" / "auditresp"
    named = (("XDG_CACHE_HOME", ".cache"), ("XDG_STATE_HOME", ".local/state"))
    entries, state = (Path(os.environ.get(variable) or home / usual) / "auditresp" for variable, usual in named)
    return entries, state


@cache
def program() -> bytes | None:
    """Which program this is: its files, its libraries, the Python it runs on. None while somebody is changing it."""
    files, now = sorted(files_in(os.fspath(Path(__file__).parent))), time.time()
    if any(0 <= now - changed / 1e9 < SETTLED for _path, _size, changed in files):
        return None
    return blake2b(repr((__version__, sys.version, sorted(libraries()), files)).encode(), digest_size=20).digest()


def libraries() -> Iterator[str]:
    """The libraries that are installed, with their versions."""
    for folder in sys.path:
        with suppress(OSError), os.scandir(folder or ".") as entries:
            yield from (entry.name for entry in entries if entry.name.endswith(".dist-info"))


def files_in(folder: str) -> Iterator[tuple[str, int, int]]:
    """The path, size and last change (ns) of every file in a folder and those in it; Python's own are left out."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from files_in(entry.path)
            else:
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns


def make_folder(folder: Path) -> None:
    """Make a folder into which only this user looks."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def is_private(found: os.stat_result, is_kind: Callable[[int], bool], others: int = 0o022) -> bool:
    """Whether a file or folder is what it should be, this user's, and without the rights that others may not have."""
    return is_kind(found.st_mode) and (USER is None or (found.st_uid == USER and not found.st_mode & others))


def make_key(file: Path) -> None:
    """A new key, unless another process makes one in this moment."""
    with suppress(FileExistsError):
        write_new(file, os.urandom(SEAL))


def key_in(file: Path) -> bytes | None:
    """The key; None where others could know it or have made it."""
    if not is_private(file.parent.stat(), stat.S_ISDIR) or not is_private(file.lstat(), stat.S_ISREG, others=0o077):
        return None
    key = file.read_bytes()
    if len(key) != SEAL:
        file.unlink()  # its writing was cut off; the next run makes one
        return None
    return key


def digest(*pieces: object) -> bytes:
    """A few bytes that are others when one of the pieces is another."""
    return digest_of(repr(pieces).encode(errors="surrogatepass"))


def digest_of(data: bytes) -> bytes:
    """A few bytes that are others when the data are."""
    return blake2b(data, digest_size=SIZE).digest()


def write(file: Path, data: bytes) -> None:
    """Write beside the file, and let the finished whole take its place in one step."""
    finished = file.with_name(f"{file.name}.{os.urandom(8).hex()}")
    write_new(finished, data)
    try:
        finished.replace(file)
    except OSError:
        finished.unlink(missing_ok=True)
        raise


def write_new(file: Path, data: bytes, *, lasting: bool = False) -> None:
    """A file that was not there, and that only this user reads; none where it cannot be written whole. `lasting` waits for the disk."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            if lasting:
                opened.flush()
                os.fsync(handle)
    except OSError:
        file.unlink(missing_ok=True)
        raise


def sweep(folder: Path, room: int) -> None:
    """Remove what was not used for longest, until the rest has room."""
    entries = [(path.stat(), path) for path in folder.iterdir() if re.fullmatch(ENTRY, path.name)]
    for found, path in sorted(entries, key=lambda entry: -entry[0].st_mtime):
        room -= found.st_size
        if room < 0:
            path.unlink()
