"""Reading two versions of a workspace in order to compare them: of the responses, only the files that differ are read."""

from collections.abc import Collection

from auditresp.model.register import RESPONSES_FOLDER, Register, in_responses
from auditresp.problems import AuditrespError
from auditresp.store.loading import load
from auditresp.store.names import stem
from auditresp.store.sources import Source
from auditresp.store.versions.revisions import Revision, blob_id


def differing(old: Source, new: Source, responses: Collection[str] | None = None) -> tuple[Register, Register]:
    """The registers of two versions, without the responses that are written alike in both, and with `responses` without the others.

    A response that only one of them has is always there, as it may be one of the others under another name.
    """
    shared = set(old.names(RESPONSES_FOLDER)) & set(new.names(RESPONSES_FOLDER))
    alike = {name for name in shared if (responses is not None and stem(name) not in responses) or same(old, new, name)}
    return load(Without(old, alike)), load(Without(new, alike))


def same(old: Source, new: Source, name: str) -> bool:
    """Whether a file is written alike in two versions. What cannot be read is not, so that it is said when it is read."""
    try:
        match old, new:
            case Revision(), Revision():
                return old.blob(name) == new.blob(name)
            case Revision(), _:
                return is_blob(new.read(name), old.blob(name))
            case _, Revision():
                return is_blob(old.read(name), new.blob(name))
            case _:
                return old.read(name) == new.read(name)
    except AuditrespError:
        return False


def is_blob(content: bytes, blob: str) -> bool:
    """Whether a content was committed under that id; a checkout may have given it the line ends of Windows."""
    return blob in (blob_id(content, blob), blob_id(content.replace(b"\r\n", b"\n"), blob))


class Without:
    """A source without some of its responses' files."""

    def __init__(self, source: Source, left_out: Collection[str]) -> None:
        self.source = source
        self.left_out = left_out

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder that are not left out."""
        names = self.source.names(folder)
        return [name for name in names if name not in self.left_out] if in_responses(f"{folder}/") else names

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        return self.source.read(name)
