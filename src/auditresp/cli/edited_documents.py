"""The documents of a response that is edited: what is in their way, and how they are built with the commit of the edit."""

from collections.abc import Iterator

from auditresp.checks import all_problems
from auditresp.cli.edits import Edit
from auditresp.documents.orders import Document, documents_in, in_the_way, inputs
from auditresp.problems import Problem
from auditresp.store.repository.committing import FileChange
from auditresp.store.versions.comparing import is_blob
from auditresp.store.versions.revisions import Revision
from auditresp.store.writing import said_by

BUILD = "build"


def documents_of(edit: Edit) -> list[Document]:
    """The documents of the response that the edit is about."""
    return documents_in(edit.after, [edit.about])


def in_their_way(edit: Edit) -> list[Problem]:
    """What is wrong with the files after the change, as far as the response's documents are concerned."""
    problems = all_problems(edit.after)
    return list(dict.fromkeys(problem for document in documents_of(edit) for problem in in_the_way(edit.after, document, problems)))


def uncommitted(edit: Edit, made: Revision, document: Document) -> list[str]:
    """The files that a document is built from and that the commit, which has the change, does not have as they are."""
    files, entries = sorted(inputs(edit.after, document)), made.entries
    return [file for file in files if file not in entries or not is_blob(edit.changed.read(file), entries[file].id)]


def built(edit: Edit, made: Revision) -> Iterator[FileChange]:
    """The documents of the change that was committed so; one that the commit cannot give again does not name it."""
    from auditresp.documents.building import Templates, build

    templates = Templates(edit.after.templates, edit.changed.read)
    for document in documents_of(edit):
        known = "" if uncommitted(edit, made, document) else made.commit
        file = f"{BUILD}/{document.file}"
        yield FileChange(file, said_by(edit.source.root / file), build(edit.after, document, templates, commit=known))
