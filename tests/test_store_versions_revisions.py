import unicodedata
from pathlib import Path

import pytest

from auditresp.problems import AuditrespError
from auditresp.store.loading import load
from auditresp.store.sources import Folder
from auditresp.store.versions.revisions import Blobs, Revision, blob_id
from registers import AUDIT, SETTINGS, text
from repositories import commit, git, repository

RESPONSE = "audit: a1\ndocuments: [svar]\nboards: [san]\nreplies: {R1: {stance: agree, text: Ja}}\n"
FILES: dict[str, str | bytes | None] = {
    "auditresp.yaml": text(SETTINGS),
    "recommendations.yaml": text(AUDIT),
    "responses/r.yaml": RESPONSE,
    "responses/.gitkeep": "",
    "responses/~$r.yaml": "lås",
    "templates/svar.docx": b"\0\1",
}


def test_a_revision_gives_what_the_folder_gave(tmp_path: Path) -> None:
    root = repository(tmp_path)
    first = commit(root, FILES)
    before = load(Folder(root))
    commit(root, {"responses/r.yaml": None, "responses/s.yaml": RESPONSE})

    revision = Revision(root, first)

    assert revision.names("") == ["auditresp.yaml", "recommendations.yaml"]
    assert revision.names("responses") == ["responses/r.yaml"]
    assert revision.names("build") == []
    assert revision.read("templates/svar.docx") == b"\0\1"
    assert load(revision) == before


def test_only_the_workspace_is_seen_where_it_is_a_part_of_the_repository(tmp_path: Path) -> None:
    root = repository(tmp_path) / "nämnd" / "svar"
    commit(tmp_path, {"auditresp.yaml": "", "responses/other.yaml": ""} | {f"nämnd/svar/{name}": text for name, text in FILES.items()})
    inside = Revision(root, git(tmp_path, "rev-parse", "HEAD"))

    assert inside.names("responses") == ["responses/r.yaml"]
    assert load(inside) == load(Folder(root))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_are_as_they_were_committed(tmp_path: Path, form: str) -> None:
    name = unicodedata.normalize(form, "responses/2018-äldreomsorg.yaml")
    revision = Revision(tmp_path, commit(repository(tmp_path), FILES | {name: RESPONSE}))

    assert name in revision.names("responses")
    assert sorted(load(revision).responses) == ["2018-äldreomsorg", "r"]


def test_content_is_as_it_was_committed(tmp_path: Path) -> None:
    root = repository(tmp_path)
    git(root, "config", "core.autocrlf", "true")
    attributes = "*.txt working-tree-encoding=UTF-16LE\n"
    first = commit(root, FILES | {".gitattributes": attributes, "responses/crlf.yaml": RESPONSE.replace("\n", "\r\n")})
    git(root, "rm", "--cached", "--quiet", "-r", ".")
    git(root, "reset", "--hard", "--quiet")

    assert b"\r\n" in (root / "responses" / "r.yaml").read_bytes()
    assert Revision(root, first).read("responses/r.yaml") == Revision(root, first).read("responses/crlf.yaml") == RESPONSE.encode()
    assert load(Revision(root, first)) == load(Folder(root))


def test_links_inside_are_followed_and_none_leads_outside(tmp_path: Path) -> None:
    root = repository(tmp_path / "svar")
    (tmp_path / "secret.yaml").write_text(RESPONSE)
    for name, target in {"s": "r.yaml", "t": "../responses/s.yaml"}.items():
        (root / "responses").mkdir(exist_ok=True)
        (root / "responses" / f"{name}.yaml").symlink_to(target)
    (root / "svar").symlink_to("responses")
    linked = Revision(root, commit(root, FILES))
    (root / "responses" / "u.yaml").symlink_to("../../secret.yaml")
    (root / "responses" / "v.yaml").symlink_to("v.yaml")
    outside = Revision(root, commit(root, {}))

    assert sorted(load(linked).responses) == ["r", "s", "t"]
    assert linked.read("svar/t.yaml") == RESPONSE.encode()
    assert linked.names("svar") == ["svar/r.yaml", "svar/s.yaml", "svar/t.yaml"]
    assert linked.blob("responses/s.yaml") == linked.blob("responses/r.yaml") == blob_id(RESPONSE.encode(), linked.commit)
    with pytest.raises(AuditrespError, match=r"^responses/u.yaml is a link that leads outside the workspace"):
        outside.read("responses/u.yaml")
    with pytest.raises(AuditrespError, match=r"^responses/v.yaml is a link that leads back to itself$"):
        outside.read("responses/v.yaml")


def test_a_submodule_is_read_as_the_commit_wants_it(tmp_path: Path) -> None:
    shared = repository(tmp_path / "mallar")
    commit(shared, {"svar.docx": b"first"})
    root = repository(tmp_path / "svar")
    git(root, "submodule", "--quiet", "add", str(shared), "templates")
    first = commit(root, {name: text for name, text in FILES.items() if not name.startswith("templates/")})
    commit(root / "templates", {"svar.docx": b"second", "yttrande.docx": b""})
    git(tmp_path, "clone", "--quiet", str(root), "clone")

    assert Revision(root, first).names("templates") == ["templates/svar.docx"]
    assert Revision(root, first).read("templates/svar.docx") == b"first"
    with pytest.raises(AuditrespError, match=r"^templates is a submodule.*`git submodule update --init templates` fetches it$"):
        Revision(tmp_path / "clone", first).names("templates")


def test_what_is_not_there_is_said_with_the_version(tmp_path: Path) -> None:
    revision = Revision(tmp_path, commit(repository(tmp_path), FILES))

    with pytest.raises(AuditrespError, match=rf"^responses/x.yaml is not in the version {revision.short}$"):
        revision.read("responses/x.yaml")
    with pytest.raises(AuditrespError, match=r"^the repository is damaged or not whole: it lacks 1{40}"):
        Blobs(tmp_path)["1" * 40]
    with pytest.raises(AuditrespError, match=r"^the version 1{10} is not in the repository"):
        Revision(tmp_path, "1" * 40).names("")


def test_what_two_versions_share_is_read_once(tmp_path: Path) -> None:
    root = repository(tmp_path)
    first = Revision(root, commit(root, FILES))
    second = Revision(root, commit(root, {"responses/r.yaml": RESPONSE + "subject: Ny\n"}), first.blobs)
    load(first)
    known = set(first.blobs._known)

    load(second)

    assert set(first.blobs._known) - known == {second.blob("responses/r.yaml")}
