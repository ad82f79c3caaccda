"""The git repository around a workspace: where it is, and what state it is in."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from auditresp.language import _
from auditresp.problems import AuditrespError
from auditresp.store.repository.git import GitError, git, reason_of

UNDER_WAY = {
    "MERGE_HEAD": _("a merge"),
    "rebase-merge": _("a rebase"),
    "rebase-apply": _("a rebase"),
    "CHERRY_PICK_HEAD": _("a cherry-pick"),
    "REVERT_HEAD": _("a revert"),
    "sequencer": _("a cherry-pick or revert of several commits"),
    "BISECT_LOG": _("a search with git bisect"),
}
"""What git leaves in its folder while a person is in the middle of something."""

LITERALLY = {"GIT_LITERAL_PATHSPECS": "1"}
"""The environment in which a path with `*` in it means just that file."""


@dataclass(frozen=True)
class Repository:
    """Where git keeps the versions of a workspace."""

    top: Path
    """The folder whose files git keeps."""
    folder: Path
    """Where git keeps what concerns this working folder alone: `.git`, or a worktree's own."""
    prefix: str
    """The way from `top` to the workspace, with `/` at its end; empty where it is the same."""
    hooks: Path
    """Where the programs are that the user lets git run before and after a commit."""

    def path(self, name: str) -> str:
        """A file of the workspace as git names it."""
        return self.prefix + name


@dataclass(frozen=True)
class Head:
    """What the next commit would stand on."""

    commit: str | None
    """The last commit; none before the first."""
    branch: str | None
    """The branch as git names it whole; none on a detached head."""


@dataclass(frozen=True)
class Entry:
    """A file as git has it, or would have it at the next commit."""

    mode: str
    blob: str

    def written(self, path: str) -> bytes:
        """The entry as `git update-index -z --index-info` reads it."""
        return f"{self.mode} {self.blob}\t{path}\0".encode()


def repository_around(root: Path) -> Repository:
    """The repository of a workspace. Raises AuditrespError where there is none that has a working folder."""
    try:
        told = git(root, "rev-parse", "--show-toplevel", "--absolute-git-dir", "--show-prefix", "--git-path", "hooks").decode()
    except GitError as error:
        if "not a git repository" in error.said:
            message = _("there is no git repository around {folder}; make one with git init")
            raise AuditrespError(message.format(folder=root)) from error
        raise
    top, folder, prefix, hooks = told.split("\n")[:4]
    return Repository(Path(top), Path(folder), prefix, root / hooks)


def refuse_work_under_way(repository: Repository) -> None:
    """Raises AuditrespError where somebody is in the middle of something in the repository."""
    for name, work in UNDER_WAY.items():
        if (repository.folder / name).exists():
            message = _("{work} is not finished in the repository; finish or abort it first (git status says how)")
            raise AuditrespError(message.format(work=work))
    if git(repository.top, "ls-files", "--unmerged"):
        raise AuditrespError(_("some files wait for a merge to be settled; settle it first (git status says where)"))


def head_of(repository: Repository) -> Head:
    """The last commit and the branch it is on."""
    return Head(commit_at(repository, "HEAD"), answer(repository, "symbolic-ref", "--quiet", "HEAD"))


def commit_at(repository: Repository, revision: str) -> str | None:
    """The commit that a revision names; nothing where there is none."""
    return answer(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")


def answer(repository: Repository, *question: str) -> str | None:
    """What git prints; nothing where it has no answer."""
    try:
        return git(repository.top, *question).decode().strip()
    except GitError:
        return None


def entries_staged(repository: Repository, paths: Collection[str]) -> dict[str, Entry]:
    """What the next ordinary commit would have at these paths, by path."""
    told = git(repository.top, "ls-files", "--stage", "-z", "--", *paths, environment=LITERALLY)
    return {path: Entry(mode, blob) for path, (mode, blob, _stage) in listed(told)}


def entries_in(repository: Repository, commit: str | None, paths: Collection[str]) -> dict[str, Entry]:
    """What a commit has at these paths, by path; a folder stands for its files."""
    if commit is None:
        return {}
    told = git(repository.top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths, environment=LITERALLY)
    return {path: Entry(mode, blob) for path, (mode, _kind, blob) in listed(told)}


def listed(told: bytes) -> Iterator[tuple[str, list[str]]]:
    """Each path that git lists, with the three facts before it."""
    for line in told.decode(errors="surrogateescape").split("\0")[:-1]:
        facts, path = line.split("\t", 1)
        yield path, facts.split(" ")


def settings_that_are_on(repository: Repository, pattern: str) -> frozenset[str]:
    """Those of git's settings whose names fit the pattern and that are true, in small letters."""
    told = answer(repository, "config", "--type=bool", "--get-regexp", pattern) or ""
    return frozenset(name.lower() for name, value in (line.split(" ", 1) for line in told.splitlines()) if value == "true")


def stored(repository: Repository, path: str, data: bytes, *, keep: bool) -> str:
    """The id under which git stores this file's bytes, line ends and the like changed as for that path; stored now with `keep`."""
    return git(repository.top, "hash-object", *(["-w"] if keep else []), "--stdin", "--path", path, given=data).decode().strip()


def commit_new_files(root: Path, files: Collection[str], message: str) -> None:
    """Commit just these files, in the repository around `root`; where there is none, one is made.

    Other staged or changed files are left alone. Raises AuditrespError where git is not installed or knows no user.
    """
    try:
        try:
            git(root, "rev-parse", "--git-dir")
        except GitError:
            git(root, "init", "--quiet")
        git(root, "add", "--", *files)
        git(root, "commit", "--quiet", "--message", message, "--", *files)
    except GitError as error:
        raise AuditrespError(
            _("git could not commit: {reason}; the files are there all the same").format(reason=reason_of(error.said))
        ) from error
