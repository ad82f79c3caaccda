"""Which version is meant: a revision, tag or branch, a day, the version last sent, or the working folder."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from auditresp.language import _
from auditresp.model.register import SETTINGS_FILE
from auditresp.problems import AuditrespError, did_you_mean, nearest
from auditresp.store.repository.git import IN_ONE_FORM, GitError, git
from auditresp.store.sources import Folder
from auditresp.store.versions.revisions import ABBREVIATED, Revision

WORKING_FOLDER = "."
"""What stands for the files as they are now; no revision can have that name."""

SENT = "sent"
"""The folder of tags that mark what was sent: `sent/<response>/<n>`; alone, the version that was sent last."""

RECENT = 200
"""Among so many of the latest commits a mistyped id is looked for."""


def version(root: Path, name: str, responses: Sequence[str] = ()) -> Folder | Revision:
    """The files of the version of that name, `.` for the working folder. Raises AuditrespError where there is none."""
    return Folder(root) if name == WORKING_FOLDER else committed(root, name, responses)


def committed(root: Path, name: str, responses: Sequence[str] = ()) -> Revision:
    """The version that a name means: a git revision, a day, `sent` or `sent/<response>`.

    A day is the last commit of that day (local time) or before it, on the branch that is checked out: what others had committed
    elsewhere counts from when it was merged. `sent` is what was sent last, of `responses` where some are named.
    Raises AuditrespError where no version has that name, or the version has no workspace here.
    """
    commit = called(root, name) or on_day(root, name) or last_sent(root, name, responses)
    if commit is None:
        raise AuditrespError(unknown(root, name))
    revision = Revision(root, commit)
    if SETTINGS_FILE not in revision.entries:
        raise AuditrespError(lacking(revision, name))
    return revision


def called(root: Path, name: str) -> str | None:
    """The commit that git knows by that name. Raises AuditrespError where it knows several, or nothing can be asked."""
    try:
        return line(git(root, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}"))
    except GitError as error:
        if "not a git repository" in error.said:
            raise AuditrespError(without_repository(root)) from error
        if "dubious ownership" in error.said:
            raise
        if "is ambiguous" in error.said and (several := re.findall(r"^hint:\s+(\w+) commit", error.said, re.MULTILINE)):
            message = _("'{name}' is how several commits begin; write more of the one you mean: {commits}")
            raise AuditrespError(message.format(name=name, commits=", ".join(several))) from error
        return None


def without_repository(root: Path) -> str:
    """That there are no versions at all, and how there come to be."""
    message = _("there are no versions of {folder}: it lies in no git repository; `git init`, `git add .` and `git commit` make the first")
    return message.format(folder=root)


def day_named(name: str) -> date | None:
    """The day that a name is written as; None where it is no day. Raises AuditrespError where the day is not in the calendar."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", name):
        return None
    try:
        return date.fromisoformat(name)
    except ValueError as error:
        raise AuditrespError(_("{day} is not a day in the calendar").format(day=name)) from error


def on_day(root: Path, name: str) -> str | None:
    """The last commit of the day that `name` is, or before it; None where it is no day."""
    day = day_named(name)
    if day is None or not has_commits(root):
        return None
    found = git(root, "rev-list", "--first-parent", "--max-count=1", f"--before={day} 23:59:59", "HEAD")
    if not found:
        first = line(git(root, *IN_ONE_FORM, "log", "--first-parent", "--reverse", "--format=%cs", "HEAD"))
        message = _("nothing had been committed by {day}; the first version is of {first}")
        raise AuditrespError(message.format(day=day, first=first) + where_history_ends(root))
    return line(found)


def last_sent(root: Path, name: str, responses: Sequence[str]) -> str | None:
    """The commit that was sent last, of all or of one response; None where `name` asks for neither."""
    kind, _slash, response = name.partition("/")
    if kind != SENT or not has_commits(root):
        return None
    wanted = [response] if response else responses
    patterns = [f"refs/tags/{SENT}/{each}/" for each in wanted] or [f"refs/tags/{SENT}/"]
    tags = git(root, "for-each-ref", "--sort=-version:refname", "--sort=-creatordate", "--format=%(refname:short)", "--", *patterns)
    if tags:
        return called(root, line(tags))
    if wanted:
        sent = sorted({tag.split("/")[1] for tag in refs(root) if re.fullmatch(f"{SENT}/[^/]+/\\d+", tag)})
        message = _("no version of {responses} has been sent yet").format(responses=", ".join(wanted))
        raise AuditrespError(message + did_you_mean(wanted[0], sent) + where_tags_are(root))
    message = _("no response has been sent yet: there is no tag whose name begins with {folder}/").format(folder=SENT)
    raise AuditrespError(message + where_tags_are(root))


def unknown(root: Path, name: str) -> str:
    """That no version has that name, and which was probably meant."""
    if not has_commits(root):
        return _("there are no versions yet: nothing has been committed; `git add .` and `git commit` make the first")
    if ".." in name:
        return _("'{name}' is two versions in one word; write them as two words: {words}").format(
            name=name, words=" ".join(re.split(r"\.{2,3}", name))
        )
    message = _("there is no version '{name}' (a commit, branch or tag, a day such as 2018-04-01, or '{sent}')").format(
        name=name, sent=SENT
    )
    return message + likely(root, name) + where_history_ends(root)


def likely(root: Path, name: str) -> str:
    """The end of a message about a version that is not there: the nearest commit to an id, else the nearest branch or tag."""
    if re.fullmatch(r"[0-9a-f]{4,}", name.lower()):
        recent = git(root, "rev-list", f"--max-count={RECENT}", "--all").decode().split()
        if near := nearest(name, [commit[: len(name)] for commit in recent]):
            return _("; did you mean '{name}'?").format(name=near[:ABBREVIATED] if len(name) > ABBREVIATED else near)
    return did_you_mean(name, [*refs(root), "HEAD"])


def refs(root: Path) -> list[str]:
    """The names of the branches and tags."""
    kinds = ("refs/heads", "refs/tags", "refs/remotes")
    return git(root, "for-each-ref", "--format=%(refname:short)", *kinds).decode(errors="replace").split()


def lacking(revision: Revision, name: str) -> str:
    """That a version has no workspace here, and since when there is one."""
    message = _("the version '{name}' ({short}) has no {file} in {folder}").format(
        name=name, short=revision.short, file=SETTINGS_FILE, folder=revision.root
    )
    added = git(revision.root, *IN_ONE_FORM, "log", "--diff-filter=A", "--reverse", "--format=%h (%cs)", "HEAD", "--", SETTINGS_FILE)
    if added:
        message += _("; the first version that has it is {first}").format(first=line(added))
    return message + where_history_ends(revision.root)


def where_tags_are(root: Path) -> str:
    """The end of a message about a tag that another repository may have."""
    return _("; what was sent from another clone is known here after `git fetch --tags`") if git(root, "remote") else ""


def where_history_ends(root: Path) -> str:
    """The end of a message about something that older commits may have, where they were not fetched."""
    return _("; older versions are not here, as the clone is shallow: `git fetch --unshallow` fetches them") if is_shallow(root) else ""


def remarks(root: Path) -> Iterator[str]:
    """What whoever looks at versions should know of this repository: no branch, older versions missing, submodules with changes."""
    from auditresp.store.repository.attributes import unfinished

    if is_shallow(root):
        yield _("the clone is shallow, and its history ends early; `git fetch --unshallow` fetches the rest")
    yield from detached(root)
    for folder in changed_submodules(root):
        message = _("{folder} is a submodule with changes of its own: they are in the working folder, but in no version of this repository")
        yield message.format(folder=folder)
    yield from unfinished(root)


def detached(root: Path) -> Iterator[str]:
    """What whoever names a day should know: that no branch is checked out, if so."""
    if is_detached(root):
        commit = line(git(root, "rev-parse", f"--short={ABBREVIATED}", "HEAD"))
        message = _("no branch is checked out (detached HEAD): the latest version is {commit}, and days are looked for before it")
        yield message.format(commit=commit)


def changed_submodules(root: Path) -> list[str]:
    """The submodules in the workspace that are not as the last commit wants them."""
    if not has_commits(root):
        return []
    folders = Revision(root, line(git(root, "rev-parse", "HEAD"))).submodules
    return [folder for folder in folders if git(root, "status", "--porcelain", "--ignore-submodules=none", "--", folder)]


def committed_at(revision: Revision) -> datetime:
    """When a version was committed."""
    return datetime.fromisoformat(
        line(git(revision.root, *IN_ONE_FORM, "show", "--no-patch", "--format=%cI", "--end-of-options", revision.commit))
    )


def has_commits(root: Path) -> bool:
    """Whether the branch that is checked out has a commit."""
    return answers(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")


def is_detached(root: Path) -> bool:
    """Whether a commit is checked out and no branch."""
    return not answers(root, "symbolic-ref", "--quiet", "HEAD")


def is_shallow(root: Path) -> bool:
    """Whether older commits were not fetched."""
    return line(git(root, "rev-parse", "--is-shallow-repository")) == "true"


def answers(root: Path, *question: str) -> bool:
    """Whether git has an answer."""
    try:
        git(root, *question)
    except GitError:
        return False
    return True


def line(answer: bytes) -> str:
    """The first line of what git says."""
    return answer.decode(errors="replace").split("\n", 1)[0]
