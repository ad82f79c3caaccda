"""The files that are built from, what they say in a few bytes, and what is wrong in them, which is looked for only where they changed."""

import marshal
import os
from collections.abc import Callable
from contextlib import suppress

from auditresp.keeping import Keeping, digest, digest_of
from auditresp.model.register import Register
from auditresp.problems import AuditrespError, Problem
from auditresp.store.recalling import plain, problem_of
from auditresp.store.sources import Folder
from auditresp.store.versions.revisions import Revision


class Noted(Folder):
    """A folder, of which is noted what it was asked and what it answered."""

    def __init__(self, folder: Folder) -> None:
        super().__init__(folder.root)
        self.answers: dict[str, bytes] = {}

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder."""
        names = super().names(folder)
        self.answers.setdefault(f"{folder}/", digest(names))
        return names

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        content = super().read(name)
        self.answers.setdefault(name, digest_of(content))
        return content


def noted(source: Folder | Revision) -> Noted | Revision:
    """The files, of which is noted what they say while they are read; those of a commit never say anything else."""
    return source if isinstance(source, Revision) else Noted(source)


def contents_of(source: Noted | Revision) -> Callable[[str], bytes]:
    """What stands for the content of each file when it was first read; nothing where it cannot be."""
    known = source.answers if isinstance(source, Noted) else {}

    def content_of(name: str) -> bytes:
        if name not in known:
            with suppress(AuditrespError):
                known[name] = digest_of(source.read(name))
        return known.get(name, b"")

    return content_of


def problems_of(register: Register, source: Noted | Revision, keeping: Keeping) -> list[Problem]:
    """What is wrong with the files that were read, found once for as long as they say the same."""
    if isinstance(source, Revision):
        return found_in(register)
    key = digest(str(source.root), os.environ["LANGUAGE"])
    said = digest(*sorted(source.answers.items()))
    before = keeping.kept("wrong", key)
    then, wrong = marshal.loads(before) if before else (b"", [])  # noqa: S302 - it bears our seal
    if then == said:
        return [problem_of(each) for each in wrong]
    found = found_in(register)
    keeping.keep("wrong", key, marshal.dumps((said, [plain(problem) for problem in found])))
    return found


def found_in(register: Register) -> list[Problem]:
    """What is wrong. The rules are imported only where they are asked."""
    from auditresp.checks import all_problems

    return all_problems(register)
