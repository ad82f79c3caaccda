"""The git repository around a workspace."""

from collections.abc import Collection
from pathlib import Path

from auditresp.language import _
from auditresp.problems import AuditrespError


def commit_new_files(root: Path, files: Collection[str], message: str) -> None:
    """Commit just these files, in the repository around `root`; where there is none, one is made.

    Other staged or changed files are left alone. Raises AuditrespError where git is not installed or knows no user.
    """
    try:
        import git
    except ImportError as error:  # GitPython looks for git when it is imported
        raise AuditrespError(_("git is not installed, so nothing was committed; the files are there all the same")) from error
    try:
        repository = git.Repo(root, search_parent_directories=True)
    except git.InvalidGitRepositoryError:
        repository = git.Repo.init(root)
    paths = [str((root / file).resolve()) for file in files]
    try:
        repository.git.add("--", *paths)
        repository.git.commit("--quiet", "--message", message, "--", *paths)
    except git.GitCommandError as error:
        raise AuditrespError(
            _("git could not commit: {reason}; the files are there all the same").format(reason=reason_of(str(error.stderr)))
        ) from error


def reason_of(stderr: str) -> str:
    """What git says went wrong, in one line."""
    if "Please tell me who you are" in stderr or "empty ident" in stderr:
        return _('it knows no user; say who you are with git config --global user.name "…" and user.email "…"')
    lines = [line.strip() for line in stderr.replace("stderr:", "").strip(" '\n").splitlines() if line.strip()]
    return lines[-1] if lines else _("it gave no reason")
