"""Documents as an earlier version had them."""

from pathlib import Path

import pytest

from registers import text
from repositories import commit, git, repository
from workspaces import RESPONSE, auditresp, workspace

DECIDED = RESPONSE + "    decisions: [{board: ks, date: 2018-04-25}]\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose response is decided and committed."""
    monkeypatch.setenv("TZ", "UTC")
    root = workspace(repository(tmp_path / "svar"), avtal=DECIDED)
    commit(root, {".gitignore": "build/\n"}, "Beslutat", "2018-04-25T12:00:00+00:00")
    return root


def built(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.docx")}


def test_a_sent_version_is_built_again_byte_for_byte(root: Path) -> None:
    sent = auditresp(root, "send", "avtal", "--date", "2018-04-26")
    assert sent.exit_code == 0, sent.output
    before = built(root / "build")
    template = root / "templates" / "svar.docx"
    commit(root, {"responses/avtal.yaml": text(DECIDED).replace("Ett register", "Ett annat"), "templates/svar.docx": None}, "Annat")
    (root / "responses" / "avtal.yaml").write_text("audit: [")

    result = auditresp(root, "build", "--at", "sent", "avtal")

    version = git(root, "rev-parse", "sent/avtal/1^{commit}")[:10]
    assert result.exit_code == 0, result.output
    assert built(root / "build" / version) == before != {}
    assert result.stderr.startswith(f"as of {version} · ")
    assert not template.exists()
    assert git(root, "status", "--porcelain") == "M responses/avtal.yaml"


def test_the_templates_and_the_logo_are_that_versions_own(root: Path, tmp_path: Path) -> None:
    auditresp(root, "build", "--output", str(tmp_path / "then"))
    commit(root, {"templates/svar.docx": (root / "templates" / "yttrande.docx").read_bytes()}, "Ny mall", "2018-04-26T12:00:00+00:00")
    auditresp(root, "build", "--output", str(tmp_path / "now"))

    auditresp(root, "build", "--at", "2018-04-25", "--output", str(tmp_path / "again"))

    assert built(tmp_path / "again") == built(tmp_path / "then") != built(tmp_path / "now")


def test_a_version_that_is_not_there_is_said(root: Path) -> None:
    result = auditresp(root, "build", "--at", "2018-04-24")

    assert (result.stderr, result.exit_code) == (
        "auditresp: nothing had been committed by 2018-04-24; the first version is of 2018-04-25\n",
        2,
    )
