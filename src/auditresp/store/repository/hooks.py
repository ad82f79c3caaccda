"""The programs that a user lets git run around a commit, run around ours as well."""

from pathlib import Path

from auditresp.language import _
from auditresp.problems import AuditrespError
from auditresp.store.repository.git import GitError, git
from auditresp.store.repository.state import Repository


def agreed(repository: Repository, message: str, index: Path) -> str:
    """The commit's message after the hooks that come before a commit have had their say. Raises AuditrespError where one refuses."""
    file = index.with_name("COMMIT_EDITMSG")
    file.write_text(f"{message}\n", encoding="utf-8", newline="\n")
    run(repository, "pre-commit", index)
    run(repository, "prepare-commit-msg", index, str(file), "message")
    run(repository, "commit-msg", index, str(file))
    return file.read_text(encoding="utf-8").strip()


def run(repository: Repository, hook: str, index: Path, *arguments: str) -> None:
    """Run a hook, where there is one, on what is to be committed. Raises AuditrespError where it refuses."""
    if not any((repository.hooks / name).exists() for name in (hook, f"{hook}.exe")):
        return
    try:
        git(
            repository.top,
            *("hook", "run", "--ignore-missing", hook, "--", *arguments),
            environment={"GIT_INDEX_FILE": str(index), "GIT_EDITOR": ":"},
        )
    except GitError as error:
        if "is not a git command" in error.said:
            message = _("the repository has a hook {hook}, and git runs hooks for other programs from version 2.36 on; install a newer git")
            raise AuditrespError(message.format(hook=hook)) from error
        message = _("git's hook {hook} refused the commit, and nothing was changed: {said}")
        raise AuditrespError(message.format(hook=hook, said=error.said.strip())) from error


def tell_afterwards(repository: Repository, index: Path) -> None:
    """Run the hook that is told of a commit. What it answers changes nothing."""
    try:
        run(repository, "post-commit", index)
    except AuditrespError:
        return
