"""Editing a file in place: what is to be said differently changes, and every other byte stays.

What the file says is compared with what it is to say, value by value, and the text is spliced where they differ. What is new is
written in the style of what stands around it. Then the result is read back: where it does not say exactly what it should, nothing is
given back.
"""

from typing import TypeVar

from auditresp.language import _
from auditresp.model.reading import shaped
from auditresp.model.records import Record
from auditresp.model.responses import Response
from auditresp.model.values import Id
from auditresp.problems import AuditrespError, Problem
from auditresp.store.decoding import UnreadableError, decoded
from auditresp.store.explaining import explained
from auditresp.store.names import stem
from auditresp.store.parsing import parsed
from auditresp.store.places import TextPlaces
from auditresp.store.splicing import Splicing

R = TypeVar("R", bound=Record)

BOM = b"\xef\xbb\xbf"


def edited(kind: type[R], name: str, data: bytes, new: R) -> bytes:
    """The bytes of a file, changed so that it says `new`. Raises AuditrespError where it has faults, or cannot be edited safely."""
    text = readable(name, data)
    old = understood(kind, name, text)
    if old == new:
        return data
    changed = Splicing(text).edited(kind, old, new)
    if not means(kind, name, changed, new):
        message = _("{file} is written in a way that cannot be edited safely; make the change in the file itself")
        raise AuditrespError(message.format(file=name))
    return (BOM if data.startswith(BOM) else b"") + changed.encode()


def readable(name: str, data: bytes) -> str:
    """The text of a file. Raises AuditrespError where it is none."""
    try:
        return decoded(name, data)
    except UnreadableError as error:
        raise faulty(error.problems[0]) from error


def understood(kind: type[R], name: str, text: str) -> R:
    """What a file says. Raises AuditrespError where it has faults: then nobody knows what an edit would keep."""
    try:
        data, problems = parsed(name, text)
    except UnreadableError as error:
        raise faulty(error.problems[0]) from error
    whole = data | {"id": Id.read(stem(name))} if issubclass(kind, Response) else data
    record, left_out, flaws = shaped(kind, whole)
    problems += explained(kind, flaws, TextPlaces(name, text, left_out))
    if problems or record is None:
        raise faulty(min(problems))
    return record


def faulty(problem: Problem) -> AuditrespError:
    """That a file with faults is not edited."""
    return AuditrespError(_("the file has a fault that must be corrected first: {problem}").format(problem=problem))


def means(kind: type[R], name: str, text: str, record: R) -> bool:
    """Whether a text says exactly what a record does."""
    try:
        return understood(kind, name, text) == record
    except AuditrespError:
        return False
