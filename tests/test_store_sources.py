from pathlib import Path

import pytest

from auditresp.problems import AuditrespError
from auditresp.store.loading import load
from auditresp.store.sources import Folder, InMemory, Source
from auditresp.store.workspace import find_workspace
from registers import AUDIT, SETTINGS, text

RESPONSE = "audit: a1\ndocuments: [svar]\nboards: [san]\nreplies: {R1: {stance: agree}}\n"
FILES = {
    "auditresp.yaml": text(SETTINGS),
    "recommendations.yaml": text(AUDIT),
    "responses/r.yaml": RESPONSE,
    "responses/~$r.yaml": "lås",
    "responses/.#r.yaml": "lås",
    "responses/2018/old.yaml": RESPONSE,
    "templates/svar.docx": "",
    "templates/~$svar.docx": "",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    return tmp_path


@pytest.mark.parametrize("kind", [Folder, InMemory])
def test_hidden_files_and_locks_are_not_there(folder: Path, kind: type[Source]) -> None:
    source = Folder(folder) if kind is Folder else InMemory(FILES)

    assert source.names("") == ["auditresp.yaml", "recommendations.yaml"]
    assert source.names("responses") == ["responses/r.yaml"]
    assert source.names("templates") == ["templates/svar.docx"]
    assert source.names("build") == []
    assert source.read("responses/r.yaml") == RESPONSE.encode()


def test_a_folder_and_memory_give_the_same_register(folder: Path) -> None:
    assert load(Folder(folder)) == load(InMemory(FILES))
    assert load(Folder(folder)).templates == {"svar": "templates/svar.docx"}


def test_a_link_never_leads_outside_the_workspace(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.yaml"
    secret.write_text("hemligt: ja\n")
    (folder / "responses" / "s.yaml").symlink_to(secret)

    with pytest.raises(AuditrespError, match=r"^responses/s.yaml is a link that leads outside the workspace"):
        load(Folder(folder))


def test_a_link_inside_the_workspace_is_followed(folder: Path) -> None:
    (folder / "responses" / "s.yaml").symlink_to(folder / "responses" / "r.yaml")

    assert sorted(load(Folder(folder)).responses) == ["r", "s"]


def test_a_file_that_cannot_be_read_stops_the_work_with_a_sentence(folder: Path) -> None:
    (folder / "responses" / "r.yaml").unlink()
    (folder / "responses" / "r.yaml").symlink_to(folder / "nowhere")

    with pytest.raises(AuditrespError, match=r"^responses/r.yaml cannot be read: No such file or directory$"):
        load(Folder(folder))


def test_the_workspace_is_found_from_within(folder: Path) -> None:
    assert find_workspace(folder / "responses" / "2018") == folder


def test_without_a_workspace_the_way_to_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(AuditrespError, match="`auditresp init` makes a new one"):
        find_workspace(tmp_path)
    with pytest.raises(AuditrespError, match=r"^there is no auditresp.yaml here; `auditresp init` makes a new workspace$"):
        load(Folder(tmp_path))
