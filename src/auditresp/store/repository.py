"""The git repository around a workspace."""

from collections.abc import Collection
from pathlib import Path

from auditresp.language import _
from auditresp.problems import AuditrespError
from auditresp.store.git import GitError, git, reason_of


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
