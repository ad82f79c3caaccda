import hashlib
import pkgutil
import re
import shutil
from itertools import count
from pathlib import Path

import git
import pytest

import kills
from auditresp.documents.word.custom import custom_properties
from auditresp.documents.word.package import parts_in
from workspaces import RECOMMENDATIONS, RESPONSE, auditresp, workspace

DECIDE = ("decide", "avtal", "--date", "2018-04-25", "--paragraph", "45", "--case-number", "KS 2018/7")
SEND = ("send", "avtal", "--date", "2018-05-02")
ANOTHER = """
      - id: skolan
        title: Granskning av skolan
        boards: [ks]
        recommendations: [{id: R1, text: Fler lärare}, {id: R2, text: Mindre klasser}]
"""
HALF = "audit: skolan\ndocuments: [svar]\nboards: [ks]\nreplies:\n  R1: {stance: agree, text: Ja.}\n"
COMMENTED = RESPONSE.replace("boards: [ks]", "boards: [ks] # kommunstyrelsen")


def committed(root: Path, response: str = COMMENTED, **named: str) -> git.Repo:
    """A repository with a workspace, its answer not decided yet."""
    workspace(root, avtal=response, **named)
    (root / ".gitignore").write_text("build/\n", encoding="utf-8")
    repository = git.Repo.init(root, initial_branch="main")
    repository.git.add("-A")
    repository.git.commit("-qm", "Svaret")
    return repository


def change(repository: git.Repo, old: str, new: str, file: str = "responses/avtal.yaml") -> None:
    """Change some words of a file, and commit it."""
    path = Path(repository.working_dir) / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")
    repository.git.commit("-qam", "Ändrat")


def test_a_decision_is_written_in_place_built_and_committed(tmp_path: Path) -> None:
    repository = committed(tmp_path)

    result = auditresp(tmp_path, *DECIDE)

    made = repository.head.commit
    assert result.output == (
        "responses/avtal.yaml: Kommunstyrelsen har fattat beslut den 25 april 2018, § 45, KS 2018/7.\n"
        "  + decisions:\n"
        "  +   - board: ks\n"
        "  +     date: 2018-04-25\n"
        "  +     paragraph: § 45\n"
        "  +     case_number: KS 2018/7\n"
        f"{tmp_path / 'build' / 'avtal' / 'svar.docx'}\n"
        f"committed as {made.hexsha[:10]}: avtal: Kommunstyrelsen har fattat beslut den 25 april 2018, § 45, KS 2018/7.\n"
    )
    assert repository.git.show("--format=", "--numstat") == "5\t0\tresponses/avtal.yaml"
    assert repository.git.status("--porcelain") == ""
    assert said_by(tmp_path)["AuditrespCommit"] == made.hexsha


def said_by(root: Path) -> dict[str, str]:
    return custom_properties(parts_in((root / "build" / "avtal" / "svar.docx").read_bytes(), "svar.docx"))


def test_a_sent_version_is_tagged_with_the_checksums_of_its_documents(tmp_path: Path) -> None:
    repository = committed(tmp_path)
    auditresp(tmp_path, *DECIDE)

    result = auditresp(tmp_path, *SEND)

    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1] == "tagged sent/avtal/1"
    document = (tmp_path / "build" / "avtal" / "svar.docx").read_bytes()
    tag = repository.tags["sent/avtal/1"].tag
    assert tag is not None
    assert tag.object == repository.head.commit
    assert tag.message == f"Svaret har skickats den 2 maj 2018, version 1.\n\n{hashlib.sha256(document).hexdigest()}  avtal/svar.docx"
    assert repository.head.commit.message == "avtal: Svaret har skickats den 2 maj 2018, version 1.\n"
    assert said_by(tmp_path)["AuditrespCommit"] == repository.head.commit.hexsha
    auditresp(tmp_path, "build")
    assert (tmp_path / "build" / "avtal" / "svar.docx").read_bytes() == document
    assert auditresp(tmp_path, "check").output == ""


def test_a_dry_run_and_no_commit_leave_the_repository_alone(tmp_path: Path) -> None:
    repository = committed(tmp_path)
    first = repository.head.commit

    planned = auditresp(tmp_path, *DECIDE, "--dry-run")
    assert (planned.exit_code, repository.git.status("--porcelain")) == (0, "")
    kept = auditresp(tmp_path, *DECIDE, "--no-commit")
    assert (kept.exit_code, repository.git.status("--porcelain")) == (0, " M responses/avtal.yaml")
    repository.git.commit("-qam", "Beslutat")
    sending = auditresp(tmp_path, *SEND, "--dry-run")

    assert planned.output == kept.output
    assert sending.output.splitlines()[-2:] == ["would be built: build/avtal/svar.docx", "would be tagged: sent/avtal/1"]
    assert repository.head.commit.parents == (first,)
    assert repository.tags == []
    assert not (tmp_path / "build").exists()


def test_what_is_changed_after_sending_is_sent_again_as_the_next_version(tmp_path: Path) -> None:
    repository = committed(tmp_path)
    auditresp(tmp_path, *DECIDE)
    auditresp(tmp_path, *SEND)
    same = auditresp(tmp_path, *SEND)
    change(repository, "Ett register införs.", "Ett register är infört.")

    check = auditresp(tmp_path, "check")
    decided = auditresp(tmp_path, "decide", "avtal", "--date", "2018-06-13", "--paragraph", "§ 60")
    between = auditresp(tmp_path, "check")
    again = auditresp(tmp_path, "send", "avtal", "--date", "2018-06-20")

    assert between.output == ""
    assert (same.exit_code, same.stderr) == (
        2,
        "auditresp: nothing has changed since version 1 was sent, so there is nothing to send\n",
    )
    assert check.exit_code == 1
    assert check.stdout == (
        "responses/avtal.yaml:15:1: error changed-after-sending: the response says something else than when version 1 was sent "
        "(Svaret på R1 har formulerats om); send it as the next version with auditresp send avtal, or change it back\n"
    )
    assert decided.exit_code == again.exit_code == 0, again.output
    assert [tag.name for tag in repository.tags] == ["sent/avtal/1", "sent/avtal/2"]
    text = (tmp_path / "responses" / "avtal.yaml").read_text(encoding="utf-8")
    assert text.endswith("decisions:\n  - board: ks\n    date: 2018-06-13\n    paragraph: § 60\nsent:\n  date: 2018-06-20\n  version: 2\n")
    assert "boards: [ks] # kommunstyrelsen" in text
    assert auditresp(tmp_path, "check").output == ""


def test_a_sent_line_without_its_tag_is_doubted_where_others_have_one(tmp_path: Path) -> None:
    repository = committed(tmp_path)
    auditresp(tmp_path, *DECIDE)
    auditresp(tmp_path, *SEND)
    change(repository, "version: 1", "version: 2")

    check = auditresp(tmp_path, "check")

    assert re.match(r"responses/avtal.yaml:\d+:1: warning sent-without-tag: there is no tag sent/avtal/2", check.stdout)
    repository.git.tag("-d", "sent/avtal/1")
    assert auditresp(tmp_path, "check").output == ""


def test_in_a_clone_without_tags_no_second_version_is_begun(tmp_path: Path) -> None:
    repository = committed(tmp_path)
    auditresp(tmp_path, *DECIDE)
    auditresp(tmp_path, *SEND)
    repository.git.tag("-d", "sent/avtal/1")
    change(repository, "Ett register införs.", "Ett register är infört.")
    before = repository.head.commit

    for words in (("decide", "avtal", "--date", "2018-06-13"), ("send", "avtal", "--date", "2018-06-20")):
        result = auditresp(tmp_path, *words)
        assert result.exit_code == 2
        assert "'avtal' was sent, but its tag sent/avtal/1 is not here" in result.stderr
        assert "git fetch --tags" in result.stderr

    assert (repository.head.commit, repository.tags) == (before, [])


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("decide", "avtalet", "--date", "2018-04-25"), 2, "there is no response 'avtalet'; did you mean 'avtal'?"),
        (("decide", "avtal", "--date", "2018-04-25", "--board", "kss"), 2, "there is no board 'kss' in auditresp.yaml; did you mean 'ks'?"),
        (("decide", "avtal", "--date", "2018-13-25"), 2, "2018-13-25"),
        (("send", "avtal"), 2, "still to decide: ks"),
        (("decide", "halvt", "--date", "2018-04-25"), 1, "error unanswered"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_changed(tmp_path: Path, words: tuple[str, ...], status: int, said: str) -> None:
    repository = committed(tmp_path, recommendations=RECOMMENDATIONS + ANOTHER, halvt=HALF)
    first = repository.head.commit

    result = auditresp(tmp_path, *words)

    assert result.exit_code == status
    assert said in result.stderr
    assert (repository.head.commit, repository.git.status("--porcelain"), repository.tags) == (first, "", [])


def test_what_is_sent_must_be_committed_whole(tmp_path: Path) -> None:
    repository = committed(tmp_path)
    auditresp(tmp_path, *DECIDE)
    settings = tmp_path / "auditresp.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("Provby kommun", "Provby stad"), encoding="utf-8")
    before = repository.head.commit

    result = auditresp(tmp_path, *SEND)

    assert (result.exit_code, repository.head.commit, repository.tags) == (2, before, [])
    assert "auditresp.yaml has changes that are not committed; commit them first" in result.stderr
    assert "sent:" not in (tmp_path / "responses" / "avtal.yaml").read_text(encoding="utf-8")


def test_without_a_repository_a_decision_can_only_be_kept(tmp_path: Path) -> None:
    shutil.rmtree(committed(tmp_path).git_dir)

    assert "there is no git repository around" in auditresp(tmp_path, *DECIDE).stderr
    assert auditresp(tmp_path, *DECIDE, "--no-commit").exit_code == 0
    assert "date: 2018-04-25" in (tmp_path / "responses" / "avtal.yaml").read_text(encoding="utf-8")


@kills.needs_fork
def test_killed_while_it_sends_all_is_old_or_all_is_new(tmp_path: Path) -> None:
    auditresp(committed(tmp_path / "original").working_tree_dir, *DECIDE)  # type: ignore[arg-type]
    for step in count(2, 7):
        root = tmp_path / str(step)
        shutil.copytree(tmp_path / "original", root)
        died = kills.killed(step, lambda root=root: auditresp(root, *SEND))

        auditresp(root, "check")

        repository = git.Repo(root)
        sent = "sent:" in (root / "responses" / "avtal.yaml").read_text(encoding="utf-8")
        assert (len(repository.tags), "skickats" in repository.head.commit.message) == (int(sent), sent)
        assert repository.git.status("--porcelain") == ""
        if sent:
            document = hashlib.sha256((root / "build" / "avtal" / "svar.docx").read_bytes()).hexdigest()
            assert document in repository.git.cat_file("tag", "sent/avtal/1")
        shutil.rmtree(root)
        if not died:
            break
    assert sent
    assert step > 40


@pytest.mark.parametrize(("command", "between"), [((*DECIDE, "--no-commit"), "decide.deciding"), (SEND, "send.sent_versions")])
def test_what_is_saved_while_a_command_works_is_never_reverted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], between: str
) -> None:
    repository = committed(tmp_path)
    if command == SEND:
        auditresp(tmp_path, *DECIDE)
    path = tmp_path / "responses/avtal.yaml"
    goes_on = pkgutil.resolve_name(f"auditresp.cli.{between.replace('.', ':')}")

    def meanwhile(*arguments: object) -> object:
        change(repository, "Ett register införs.", "Ett annat register.")
        return goes_on(*arguments)

    monkeypatch.setattr(f"auditresp.cli.{between}", meanwhile)
    result = auditresp(tmp_path, *command)

    assert (result.exit_code, "Ett annat register." in path.read_text(encoding="utf-8")) == (2, True)
