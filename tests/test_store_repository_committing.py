import os
import shutil
import stat
import threading
from itertools import count
from pathlib import Path

import git
import pytest
from git.util import Actor

import kills
from auditresp.problems import AuditrespError
from auditresp.store import writing
from auditresp.store.repository.committing import Completion, FileChange, Tag, commit, keep
from auditresp.store.workspace import find_workspace

FILE = "responses/r.yaml"
CHANGE = FileChange(FILE, b"audit: a1\n", b"audit: a2\n")


def workspace(root: Path, *, prefix: str = "") -> git.Repo:
    """A repository with a workspace at `prefix` in it, another file beside, and all committed."""
    folder = root / prefix
    (folder / "responses").mkdir(parents=True)
    (folder / "auditresp.yaml").write_bytes(b"format: 1\n")
    (folder / FILE).write_bytes(b"audit: a1\n")
    (root / "other.txt").write_bytes(b"other\n")
    repository = git.Repo.init(root, initial_branch="main")
    repository.git.add("-A")
    repository.git.commit("-qm", "first")
    return repository


def tagged(commit: str) -> Completion:
    """A tag and a document that carry the commit's id."""
    return Completion(Tag("sent/r/1", f"Skickat {commit}"), [FileChange("build/r/svar.docx", None, commit.encode())])


def state(repository: git.Repo) -> tuple[object, ...]:
    """All that anybody can see: branch, tags, index, what git calls changed, and the files."""
    root = Path(repository.working_dir)
    files = {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file() and ".git" not in path.parts
    }
    return (
        repository.git.for_each_ref("--format=%(refname) %(objectname)"),
        repository.git.ls_files("--stage"),
        repository.git.status("--porcelain"),
        files,
    )


def test_files_branch_and_tag_become_visible_together(tmp_path: Path) -> None:
    repository = workspace(tmp_path)

    made = commit(tmp_path, [CHANGE], "Svaret ändrat", tagged)

    head = repository.head.commit
    assert (head.hexsha, head.message, head.author) == (made, "Svaret ändrat\n", Actor("Sekreteraren", "sekreteraren@example.se"))
    assert [parent.message for parent in head.parents] == ["first\n"]
    assert repository.git.show("--format=", "--name-status") == f"M\t{FILE}"
    assert (tmp_path / FILE).read_bytes() == b"audit: a2\n"
    assert (tmp_path / "build" / "r" / "svar.docx").read_text() == made
    tag = repository.tags["sent/r/1"].tag
    assert tag is not None
    assert (tag.object.hexsha, tag.message, tag.tagger.name) == (made, f"Skickat {made}", "Sekreteraren")
    assert repository.git.status("--porcelain") == "?? build/"
    assert repository.git.fsck("--strict", "--no-dangling") == ""
    assert repository.head.log()[-1].message == "commit: Svaret ändrat"


def test_other_staged_and_changed_files_are_left_alone(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    (tmp_path / "other.txt").write_bytes(b"staged\n")
    repository.git.add("other.txt")
    (tmp_path / "other.txt").write_bytes(b"staged, and then changed\n")
    (tmp_path / "auditresp.yaml").write_bytes(b"format: 1 # changed\n")
    (tmp_path / "new.txt").write_bytes(b"new\n")

    commit(tmp_path, [CHANGE], "Svaret ändrat")

    assert repository.git.status("--porcelain") == "M auditresp.yaml\nMM other.txt\n?? new.txt".replace("M a", " M a", 1).lstrip("\n")
    assert repository.git.show("--format=", "--name-only") == FILE


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("stage", r"r.yaml has changes that are staged for a commit; commit them first"),
        ("write", r"r.yaml was changed by somebody else meanwhile"),
        ("write and read", r"r.yaml has changes that are not committed; commit them first"),
        ("merge", "a merge is not finished in the repository"),
        ("rebase", "a rebase is not finished in the repository"),
        ("cherry-pick", "a cherry-pick is not finished in the repository"),
        ("stash", "some files wait for a merge to be settled"),
        ("detach", r"on no branch \(a detached head\)"),
        ("git at work", r"another git command is at work in the repository; let it finish, or remove .*index.lock"),
        ("tag there", "there is a tag 'sent/r/1' already"),
        ("tag in the way", "'refs/tags/sent' exists; cannot create 'refs/tags/sent/r/1'"),
        ("no user", r"it knows no user; say who you are with git config --global user.name"),
        ("hook", r"git's hook pre-commit refused the commit, and nothing was changed: not today"),
        ("hook of references", r"ref updates aborted by hook"),
        ("completion", "the template is wrong"),
        ("document", r"svar.docx cannot be read: Is a directory"),
        ("nothing", "nothing changes, so there is nothing to commit"),
        ("open in Word", r"svar.docx cannot be written; if it is open in Word or another program, close it there"),
        ("ignore", r"git ignores responses/new.yaml"),
    ],
)
def test_what_stands_in_the_way_is_said_and_all_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str, reason: str
) -> None:
    repository = workspace(tmp_path)
    wanted, complete = [CHANGE], tagged
    match change:
        case "stage":
            (tmp_path / FILE).write_bytes(b"audit: staged\n")
            repository.git.add(FILE)
            wanted = [FileChange(FILE, b"audit: staged\n", b"audit: a2\n")]
        case "write":
            (tmp_path / FILE).write_bytes(b"audit: changed\n")
        case "write and read":
            (tmp_path / FILE).write_bytes(b"audit: changed\n")
            wanted = [FileChange(FILE, b"audit: changed\n", b"audit: a2\n")]
        case "merge" | "rebase" | "cherry-pick" | "stash":
            in_the_middle_of(change, repository)
        case "detach":
            repository.git.checkout("-q", "--detach")
        case "git at work":
            (tmp_path / ".git" / "index.lock").touch()
        case "tag there":
            repository.create_tag("sent/r/1")
        case "tag in the way":
            repository.create_tag("sent")
        case "no user":
            for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
                monkeypatch.delenv(name, raising=False)
        case "hook":
            hook(repository, "pre-commit", "echo not today >&2; exit 1")
        case "hook of references":
            hook(repository, "reference-transaction", "exit 1")
        case "completion":
            complete = refused
        case "document":
            (tmp_path / "build" / "r" / "svar.docx").mkdir(parents=True)
        case "nothing":
            wanted = [FileChange(FILE, CHANGE.before, b"audit: a1\n")]
        case "open in Word":
            replace = Path.replace
            monkeypatch.setattr(writing.Path, "replace", lambda path, to: locked() if to.suffix == ".docx" else replace(path, to))
        case "ignore":
            (tmp_path / ".gitignore").write_bytes(b"new.yaml\n")
            wanted = [FileChange("responses/new.yaml", None, b"audit: a1\n")]
    before = state(repository)

    with pytest.raises(AuditrespError, match=reason):
        commit(tmp_path, wanted, "Svaret ändrat", complete)

    assert state(repository) == before


def in_the_middle_of(work: str, repository: git.Repo) -> None:
    """Leave some work of git's at a conflict."""
    other = Path(repository.working_dir) / "other.txt"
    repository.git.checkout("-qb", "side")
    other.write_bytes(b"side\n")
    repository.git.commit("-qam", "side")
    repository.git.checkout("-q", "main")
    other.write_bytes(b"main\n")
    if work == "stash":
        repository.git.stash()
        other.write_bytes(b"changed\n")
        repository.git.commit("-qam", "main")
        arguments = ["stash", "pop"]
    else:
        repository.git.commit("-qam", "main")
        arguments = [work, "side"]
    with pytest.raises(git.GitCommandError):
        repository.git.execute(["git", *arguments])


def locked() -> None:
    raise PermissionError(13, "Permission denied")  # as Windows answers while Word has the file open


def refused(commit: str) -> Completion:
    raise AuditrespError("the template is wrong")


def hook(repository: git.Repo, name: str, script: str) -> None:
    """Let git run a script."""
    path = Path(repository.git_dir) / "hooks" / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(os.name == "nt", reason="a script cannot stand for git.exe")
def test_a_git_that_cannot_run_hooks_for_others_is_said_to_be_too_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = workspace(tmp_path / "svar")
    hook(repository, "pre-commit", "exit 0")
    old = tmp_path / "bin" / "git"
    old.parent.mkdir()
    refusing = """if [ "$1" = hook ]; then echo "git: 'hook' is not a git command. See 'git --help'." >&2; exit 1; fi"""
    old.write_text(f'#!/bin/sh\n{refusing}\nexec "{shutil.which("git")}" "$@"\n')
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(old.parent), prepend=os.pathsep)

    with pytest.raises(AuditrespError, match=r"has a hook pre-commit, and git runs hooks .* from version 2\.36 on"):
        commit(tmp_path / "svar", [CHANGE], "Svaret ändrat")


def test_the_hooks_see_what_is_committed_and_may_change_its_message(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    hook(repository, "pre-commit", "git diff --cached --name-only > seen; git show :responses/r.yaml >> seen")
    hook(repository, "commit-msg", 'echo "Ärende: 7" >> "$1"')
    hook(repository, "post-commit", "git log -1 --format=%s >> seen; exit 1")

    commit(tmp_path, [CHANGE], "Svaret ändrat")

    assert (tmp_path / "seen").read_text(encoding="utf-8") == f"{FILE}\naudit: a2\nSvaret ändrat Ärende: 7\n"


def test_a_workspace_below_the_top_of_its_repository(tmp_path: Path) -> None:
    repository = workspace(tmp_path, prefix="svar/revision [1]")

    commit(tmp_path / "svar" / "revision [1]", [CHANGE], "Svaret ändrat")

    assert repository.git.show("--format=", "--name-only") == f"svar/revision [1]/{FILE}"
    assert repository.git.status("--porcelain") == ""


def test_a_worktree_commits_on_its_own_branch(tmp_path: Path) -> None:
    repository = workspace(tmp_path / "main")
    repository.git.worktree("add", "-q", "-b", "utkast", str(tmp_path / "utkast"))

    made = commit(tmp_path / "utkast", [CHANGE], "Svaret ändrat", tagged)

    assert repository.commit("utkast").hexsha == made
    assert repository.head.commit.message == "first\n"
    assert git.Repo(tmp_path / "utkast").git.status("--porcelain") == "?? build/"


def test_the_first_commit_of_all_has_just_our_file(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    shutil.rmtree(tmp_path / ".git")
    repository = git.Repo.init(tmp_path, initial_branch="main")
    repository.git.add("-A")

    made = commit(tmp_path, [CHANGE], "Svaret ändrat", tagged)

    assert (repository.head.commit.hexsha, repository.head.commit.parents) == (made, ())
    assert repository.git.ls_tree("-r", "--name-only", "HEAD") == FILE
    assert repository.git.status("--porcelain") == "A  auditresp.yaml\nA  other.txt\n?? build/"


def test_without_a_repository_a_sentence_says_what_to_do(tmp_path: Path) -> None:
    shutil.rmtree(Path(workspace(tmp_path).git_dir))

    with pytest.raises(AuditrespError, match=r"there is no git repository around .*; make one with git init"):
        commit(tmp_path, [CHANGE], "Svaret ändrat")
    keep(tmp_path, [CHANGE])

    assert (tmp_path / FILE).read_bytes() == b"audit: a2\n"


def test_line_ends_are_kept_in_the_folder_and_git_has_its_own(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.git.config("core.autocrlf", "true")
    (tmp_path / FILE).write_bytes(b"audit: a1\r\n")

    commit(tmp_path, [FileChange(FILE, b"audit: a1\r\n", b"audit: a2\r\n")], "Svaret ändrat")

    assert (tmp_path / FILE).read_bytes() == b"audit: a2\r\n"
    assert repository.git.cat_file("blob", f"HEAD:{FILE}", strip_newline_in_stdout=False) == "audit: a2\n"
    assert repository.git.status("--porcelain") == ""


def test_kept_files_are_written_all_or_none(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    (tmp_path / "recommendations.yaml").write_bytes(b"changed\n")
    before = state(repository)

    with pytest.raises(AuditrespError, match=r"recommendations.yaml was changed by somebody else meanwhile; nothing was written"):
        keep(tmp_path, [CHANGE, FileChange("recommendations.yaml", b"audits: []\n", b"audits:\n")])

    assert state(repository) == before


def test_what_a_killed_command_left_beside_a_kept_file_goes(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    left = tmp_path / "responses" / ".r.yaml.k2j9.yaml"
    left.write_bytes(b"audit: a")

    keep(tmp_path, [CHANGE])

    assert not left.exists()
    assert repository.git.status("--porcelain") == f" M {FILE}"


def test_a_commit_and_its_tag_are_signed_where_the_user_signs(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    signer = tmp_path / ".git" / "signer"
    signer.write_text(
        '#!/bin/sh\ncat > /dev/null\necho "[GNUPG:] SIG_CREATED " >&2\necho "-----BEGIN PGP SIGNATURE-----"\n', encoding="utf-8"
    )
    signer.chmod(0o755)
    for setting, value in {"gpg.program": str(signer), "commit.gpgSign": "true", "tag.gpgSign": "on", "user.signingKey": "K"}.items():
        repository.git.config(setting, value)

    commit(tmp_path, [CHANGE], "Svaret ändrat", tagged)

    assert "gpgsig -----BEGIN PGP SIGNATURE-----" in repository.git.cat_file("commit", "HEAD")
    assert repository.git.cat_file("tag", "sent/r/1").splitlines()[2] == "tag sent/r/1"
    assert "-----BEGIN PGP SIGNATURE-----" in repository.git.cat_file("tag", "sent/r/1")


def test_two_commands_at_once_wait_for_each_other(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    changes = [FileChange(f"responses/n{number}.yaml", None, b"audit: a1\n") for number in range(6)]
    threads = [threading.Thread(target=commit, args=(tmp_path, [change], change.name)) for change in changes]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(each.message.strip() for each in repository.iter_commits()) == ["first", *(change.name for change in changes)]
    assert repository.git.status("--porcelain") == ""


@kills.needs_fork
def test_killed_at_any_step_it_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    original = workspace(tmp_path / "original")
    old, new = state(original), None
    left = set()
    for step in count(1):
        root = tmp_path / str(step)
        shutil.copytree(tmp_path / "original", root)
        (root / "build" / "r").mkdir(parents=True)
        died = kills.killed(step, lambda root=root: commit(root, [CHANGE], "Svaret ändrat", tagged_once))
        repository = git.Repo(root)
        torn = state(repository)

        find_workspace(root)

        settled = state(repository)
        assert git.Repo(root).git.fsck("--strict", "--no-dangling") == ""
        if settled != old:
            new = new or settled
            assert settled[1:] == new[1:], step
            assert torn == settled, step
        left.add(torn == settled)
        assert sorted(path.name for path in (root / ".git" / "auditresp").glob("*") if path.name == "journal.json") == []
        shutil.rmtree(root)
        if not died:
            break
    assert new is not None
    assert step > 40
    assert left == {True, False}  # some were cut off in the middle, and undone


@kills.needs_fork
def test_killed_while_it_writes_files_that_are_left_to_the_user_it_writes_all_or_none(tmp_path: Path) -> None:
    workspace(tmp_path / "original", prefix="svar")
    changes = [CHANGE, FileChange("auditresp.yaml", b"format: 1\n", b"format:   1\n")]
    found = set()
    for step in count(1):
        root = tmp_path / str(step)
        shutil.copytree(tmp_path / "original", root)
        died = kills.killed(step, lambda root=root: keep(root / "svar", changes))

        find_workspace(root / "svar")

        found.add(git.Repo(root).git.status("--porcelain"))
        if not died:
            break
    assert found == {"", " M svar/auditresp.yaml\n M svar/responses/r.yaml"}


def tagged_once(commit: str) -> Completion:
    """The same every time, so that states can be compared."""
    return Completion(Tag("sent/r/1", "Skickat"), [FileChange("build/r/svar.docx", None, b"svar")])


@kills.needs_fork
def test_a_user_who_goes_on_after_a_kill_loses_nothing(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    step = next(step for step in count(1) if kills.killed(step, lambda: commit(tmp_path, [CHANGE], "Svaret ändrat")) and torn(repository))
    (tmp_path / FILE).write_bytes(b"audit: mine\n")
    repository.git.commit("-qam", "mine")

    find_workspace(tmp_path)

    assert step
    assert (tmp_path / FILE).read_bytes() == b"audit: mine\n"
    assert repository.head.commit.message == "mine\n"
    assert repository.git.status("--porcelain") == ""


def torn(repository: git.Repo) -> bool:
    """Whether the file is written and not committed; where it is not, all is settled for the next try."""
    if repository.git.status("--porcelain"):
        return True
    find_workspace(Path(repository.working_dir))
    return False


def test_from_a_hook_of_gits_own_the_repository_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = workspace(tmp_path, prefix="svar")
    with monkeypatch.context() as inside:
        inside.chdir(tmp_path)
        inside.setenv("GIT_DIR", ".git")
        commit(tmp_path / "svar", [CHANGE], "Svaret ändrat")

    assert repository.head.commit.message == "Svaret ändrat\n"


@pytest.mark.skipif(os.name == "nt", reason="a program on Windows is looked for in another way")
def test_a_git_in_the_current_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = workspace(tmp_path)
    false = tmp_path / "git"
    false.write_text("#!/bin/sh\ntouch run\nexit 1\n", encoding="utf-8")
    false.chmod(0o755)
    with monkeypatch.context() as here:
        here.chdir(tmp_path)
        here.setenv("PATH", f".:{os.environ['PATH']}:")
        commit(tmp_path, [CHANGE], "Svaret ändrat")

    assert not (tmp_path / "run").exists()
    assert repository.head.commit.message == "Svaret ändrat\n"


def test_the_first_two_commands_of_all_may_make_the_lock_s_folder_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = workspace(tmp_path)
    (Path(repository.git_dir) / "auditresp").mkdir()
    there, missing = Path.is_dir, iter(["auditresp"])  # as the other command saw it a moment ago
    monkeypatch.setattr(Path, "is_dir", lambda path: there(path) and not (path.name == "auditresp" and next(missing, None)))

    assert commit(tmp_path, [CHANGE], "Svaret ändrat") == repository.head.commit.hexsha
