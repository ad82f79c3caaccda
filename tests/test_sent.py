"""What any version of the program has sent, this one builds again: the same parts everywhere, the same bytes with the same compressor."""

from pathlib import Path

import git
import pytest

from auditresp import __version__
from auditresp.documents.word.package import parts_in
from auditresp.documents.word.zipping import Packed, fast, well
from workspaces import auditresp

SENT = Path(__file__).parent / "sent"
VERSIONS = sorted(path.name for path in SENT.iterdir())


@pytest.mark.parametrize("version", VERSIONS)
def test_what_was_sent_is_built_again(version: str, tmp_path: Path) -> None:
    repository = git.Repo.clone_from(str(SENT / version / "sent.bundle"), tmp_path / "workspace", branch="main")
    tags = [tag.name for tag in repository.tags if tag.name.startswith("sent/")]
    for tag in tags:
        response = tag.split("/")[1]
        assert auditresp(tmp_path / "workspace", "build", response, "--at", tag, "--output", str(tmp_path / "again")).exit_code == 0
        for document in sorted((SENT / version / response).glob("*.docx")):
            kept, built = document.read_bytes(), (tmp_path / "again" / response / document.name).read_bytes()
            assert parts_in(built, "") == parts_in(kept, ""), f"{document.name} of {version} is built otherwise now; {ADVICE}"
            assert built == kept or not same_compressor(kept)
    assert len(tags) >= 2


ADVICE = "before that version is released `make sent` accepts it, afterwards what was sent must stay as it was"


def same_compressor(document: bytes) -> bool:
    """Whether this machine packs the parts of a document as it was packed."""
    parts = parts_in(document, "").items()
    return all(any(Packed.of(name, part, each).file in document for each in (fast, well)) for name, part in parts)


@pytest.mark.parametrize("version", VERSIONS)
def test_what_was_sent_is_verified(version: str, tmp_path: Path) -> None:
    git.Repo.clone_from(str(SENT / version / "sent.bundle"), tmp_path, branch="main")
    for document in sorted((SENT / version).glob("*/*.docx")):
        result = auditresp(tmp_path, "verify", str(document))
        assert (result.exit_code, "is byte for byte what was sent: version 1 of" in result.stdout) == (0, True)


def test_the_version_that_is_worked_on_keeps_what_it_sends() -> None:
    assert __version__ in VERSIONS, "make sent"
