"""How every command that edits commits: all becomes visible, files, branch and tag, or nothing does.

What is to be shown is made first, in git's store, where nobody sees it: the files as they will be, the commit on top of the last one, and
what depends on the commit's id (documents that carry it, a tag with their checksums). Only then does `Journal` let it be seen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditresp.language import _
from auditresp.model.register import SETTINGS_FILE
from auditresp.problems import AuditrespError
from auditresp.store.repository.git import git
from auditresp.store.repository.hooks import agreed, tell_afterwards
from auditresp.store.repository.journal import Journal
from auditresp.store.repository.locking import one_at_a_time
from auditresp.store.repository.place import git_folder
from auditresp.store.repository.state import (
    Entry,
    Head,
    Repository,
    answer,
    commit_at,
    entries_in,
    entries_staged,
    head_of,
    refuse_work_under_way,
    repository_around,
    settings_that_are_on,
    stored,
)
from auditresp.store.repository.tagging import Tag, tag_object
from auditresp.store.writing import FileChange, refuse_changed_meanwhile, sweep, write_together

__all__ = ["Completion", "FileChange", "Tag", "commit", "keep", "settle_interrupted"]

FILE = "100644"
"""The mode of a file that is no program, as git writes it."""


@dataclass(frozen=True)
class Completion:
    """What becomes visible together with a commit and is made when the commit's id is known."""

    tag: Tag | None = None
    files: Sequence[FileChange] = ()
    """Files that git does not keep, such as documents."""


def nothing_more(commit: str) -> Completion:
    """A commit with which nothing else becomes visible."""
    return Completion()


def keep(root: Path, changes: Sequence[FileChange]) -> None:
    """Write the files, all or none, and leave the commit to the user. What a killed command left beside them goes first.

    Raises AuditrespError where one does not say any more what it said when it was read, or cannot be written.
    """
    if git_folder(root) is None:
        with one_at_a_time(root / SETTINGS_FILE):
            sweep(root, changes)
            write_together(root, changes)
        return
    repository = repository_around(root)
    with one_at_a_time(lock_file(repository.folder)) as lock:
        settle(repository, lock)
        refuse_changed_meanwhile(root, changes)
        files = [FileChange(repository.path(each.name), each.before, each.after) for each in changes]
        sweep(repository.top, files)
        journal = uncommitted(commit_at(repository, "HEAD"), files)
        journal.write(repository)
        try:
            write_together(repository.top, files)
        except BaseException:
            journal.settle(repository, lock)
            raise
        journal.close(repository)


def uncommitted(tip: str | None, files: Sequence[FileChange]) -> Journal:
    """What undoes the writing of files that are left to the user to commit, as long as the last commit is the same."""
    return Journal(commit="", parent=tip, branch="HEAD", subject="", tag=None, files=tuple(files), staged={}, entries={})


def commit(root: Path, changes: Sequence[FileChange], message: str, complete: Callable[[str], Completion] = nothing_more) -> str:
    """Write the files of a workspace and commit them, and give the commit's id; other staged or changed files are left alone.

    `complete` is called with that id while nothing is visible yet; if it raises, nothing has happened. Raises AuditrespError, and all
    is as it was, where there is no repository or it is in the middle of something, where a file has other changes too, where git
    knows no user, where a hook refuses, and where anything cannot be written.
    """
    repository = repository_around(root)
    with one_at_a_time(lock_file(repository.folder)) as lock:
        settle(repository, lock)
        journal = prepared(repository, root, changes, message, complete)
        journal.write(repository)
        try:
            write_together(repository.top, journal.files)
            journal.stage(repository, lock)
            journal.show(repository, lock)
        except BaseException:
            journal.settle(repository, lock)
            raise
        journal.close(repository)
    tell_afterwards(repository, repository.folder / "index")
    return journal.commit


def settle_interrupted(root: Path) -> None:
    """Finish or undo what an earlier command was about to do when it was cut off; wait for one that is still at it."""
    repository = repository_around(root)
    with one_at_a_time(lock_file(repository.folder)) as lock:
        settle(repository, lock)


def settle(repository: Repository, lock: int) -> None:
    """The same, when nobody else is at it."""
    if journal := Journal.read(repository):
        journal.settle(repository, lock)


def lock_file(folder: Path) -> Path:
    """The file that is locked while a command changes what git keeps in this folder."""
    return folder / "auditresp" / "lock"


def prepared(
    repository: Repository, root: Path, changes: Sequence[FileChange], message: str, complete: Callable[[str], Completion]
) -> Journal:
    """All that is to become visible, made and stored where nobody sees it yet."""
    refuse_work_under_way(repository)
    head = head_of(repository)
    branch = branch_of(head)
    refuse_changed_meanwhile(root, changes)
    if all(each.before == each.after for each in changes):
        raise AuditrespError(_("nothing changes, so there is nothing to commit"))
    files = [FileChange(repository.path(each.name), each.before, each.after) for each in changes]
    paths = [each.name for each in files]
    committed, staged = entries_in(repository, head.commit, paths), entries_staged(repository, paths)
    for change in files:
        refuse_other_changes(repository, change, committed.get(change.name), staged.get(change.name))
    modes = {path: entry.mode for path, entry in committed.items()}
    blobs = {each.name: stored(repository, each.name, each.after, keep=True) for each in files}
    entries = {path: Entry(modes.get(path, FILE), blob) for path, blob in blobs.items()}
    signed = settings_that_are_on(repository, r"^(commit|tag)\.gpgsign$")
    made = commit_object(repository, head, entries, message, signed="commit.gpgsign" in signed)
    completion = complete(made)
    tag = completion.tag
    return Journal(
        commit=made,
        parent=head.commit,
        branch=branch,
        subject=message.partition("\n")[0],
        tag=(tag.reference, tag_object(repository, tag, made, signed="tag.gpgsign" in signed)) if tag else None,
        files=(*files, *(FileChange(repository.path(each.name), each.before, each.after) for each in completion.files)),
        staged={path: staged.get(path) for path in paths},
        entries=entries,
    )


def branch_of(head: Head) -> str:
    """The branch to commit on. Raises AuditrespError on a detached head, whose commits nobody would find again."""
    if head.branch:
        return head.branch
    message = _("the repository is on no branch (a detached head), so the commit would be lost; choose one with git switch BRANCH")
    raise AuditrespError(message)


def refuse_other_changes(repository: Repository, change: FileChange, committed: Entry | None, staged: Entry | None) -> None:
    """Raises AuditrespError where a file has changes that are not ours and would be committed, or lost, with ours."""
    said = None if change.before is None else stored(repository, change.name, change.before, keep=False)
    if committed and not committed.mode.startswith("100"):
        raise AuditrespError(_("{file} is a link; put the file itself there instead").format(file=change.name))
    if staged != committed and not (committed is None and staged and staged.blob == said):
        message = _('{file} has changes that are staged for a commit; commit them first with git commit -m "…"')
        raise AuditrespError(message.format(file=change.name))
    if committed and committed.blob != said:
        message = _('{file} has changes that are not committed; commit them first with git commit -m "…" {file}')
        raise AuditrespError(message.format(file=change.name))
    if staged is None and answer(repository, "check-ignore", "--", change.name):
        raise AuditrespError(_("git ignores {file}; take it out of .gitignore").format(file=change.name))


def commit_object(repository: Repository, head: Head, entries: Mapping[str, Entry], message: str, *, signed: bool) -> str:
    """The commit that has these files beside what the last one has, in git's store but on no branch."""
    index = repository.folder / "auditresp" / "index"
    for left in (index, index.with_name("index.lock")):
        left.unlink(missing_ok=True)
    environment = {"GIT_INDEX_FILE": str(index)}
    git(repository.top, "read-tree", head.commit or "--empty", environment=environment)
    given = b"".join(entry.written(path) for path, entry in entries.items())
    git(repository.top, "update-index", "--add", "-z", "--index-info", given=given, environment=environment)
    tree = git(repository.top, "write-tree", environment=environment).decode().strip()
    return git(
        repository.top,
        *("-c", "user.useConfigOnly=true", "-c", "i18n.commitEncoding=utf-8", "commit-tree"),
        *(["-S"] if signed else []),
        *(["-p", head.commit] if head.commit else []),
        tree,
        given=f"{agreed(repository, message, index)}\n".encode(),
    ).decode().strip()  # fmt: skip
