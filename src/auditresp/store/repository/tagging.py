"""Annotated tags, made in git's store before any name leads to them."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from auditresp.language import _
from auditresp.problems import AuditrespError
from auditresp.store.repository.git import git
from auditresp.store.repository.state import Repository, answer


@dataclass(frozen=True)
class Tag:
    """An annotated tag: its name (`sent/2018-skolan/1`) and what it says."""

    name: str
    message: str

    @property
    def reference(self) -> str:
        """The tag as git names it whole."""
        return f"refs/tags/{self.name}"


def tag_object(repository: Repository, tag: Tag, commit: str, *, signed: bool) -> str:
    """The tag of a commit, in git's store but under no name. Raises AuditrespError where git allows no tag of that name, or has it."""
    if answer(repository, "check-ref-format", tag.reference) is None:
        message = _("git allows no tag '{name}'; give the response's file a name without '..' and without '.lock' at its end")
        raise AuditrespError(message.format(name=tag.name))
    if answer(repository, "rev-parse", "--verify", "--quiet", tag.reference):
        raise AuditrespError(_("there is a tag '{name}' already").format(name=tag.name))
    if signed:
        return signed_tag(repository, tag, commit)
    tagger = git(repository.top, "-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT").decode().strip()
    said = f"object {commit}\ntype commit\ntag {tag.name}\ntagger {tagger}\n\n{tag.message}\n"
    return git(repository.top, "mktag", given=said.encode()).decode().strip()


def signed_tag(repository: Repository, tag: Tag, commit: str) -> str:
    """The same with the user's signature. Only `git tag` signs, and it names the tag at once: so in a repository for the moment."""
    objects, settings = (
        git(repository.top, "rev-parse", "--path-format=absolute", "--git-path", name).decode().strip() for name in ("objects", "config")
    )
    with TemporaryDirectory(prefix="tag-", dir=repository.folder / "auditresp") as folder:
        environment = {"GIT_DIR": folder, "GIT_OBJECT_DIRECTORY": objects}
        git(Path(folder), "init", "--quiet", "--bare", folder)
        command = ("-c", f"include.path={settings}", "-c", "core.bare=true", "tag", "--sign", "--cleanup=verbatim", "--file=-")
        git(Path(folder), *command, "--", tag.name, commit, given=f"{tag.message}\n".encode(), environment=environment)
        return git(Path(folder), "rev-parse", tag.reference, environment=environment).decode().strip()
