"""What differs between two versions of the register, by what the files mean and not by how they are written."""

from collections.abc import Collection, Iterator

from auditresp.changes.matching import ALIKE
from auditresp.changes.records import differences, in_list, said
from auditresp.changes.values import Change, Kind
from auditresp.changes.where import Where
from auditresp.changes.words import likeness
from auditresp.model.register import RECOMMENDATIONS_FILE, SETTINGS_FILE, Register, response_file
from auditresp.model.responses import Response

__all__ = ["Change", "Kind", "changes_between", "is_read"]


def changes_between(old: Register, new: Register, responses: Collection[str] | None = None) -> tuple[Change, ...]:
    """What differs between two versions, in the order of the files: settings, recommendations, then the responses by their ids.

    With `responses`, only what differs in those and in the audits that they answer; a renamed one is known by both its names.
    A file that cannot be read in one of the versions is not compared: its problem says more than that all of it is gone.
    """
    before = renames(old, new)
    unread = old.unread | new.unread
    ids = sorted({*new.responses, *(old_id for old_id in old.responses if old_id not in before.values())})
    ids = [each for each in ids if response_file(each) not in unread]
    pairs = [(old.responses.get(before.get(each, each)), new.responses.get(each)) for each in ids]
    if responses is None:
        return (*in_settings(old, new), *in_audits(old, new), *(change for pair in pairs for change in in_response(*pair)))
    wanted = [pair for pair in pairs if any(response and response.id in responses for response in pair)]
    audits = {response.audit for pair in wanted for response in pair if response}
    in_theirs = (change for change in in_audits(old, new) if change.audit in audits)
    return (*in_theirs, *(change for pair in wanted for change in in_response(*pair)))


def in_settings(old: Register, new: Register) -> Iterator[Change]:
    """What differs in auditresp.yaml."""
    if is_read(SETTINGS_FILE, old, new):
        yield from differences(old.settings, new.settings, Where(SETTINGS_FILE))


def in_audits(old: Register, new: Register) -> Iterator[Change]:
    """What differs in recommendations.yaml."""
    if old.audits != new.audits and is_read(RECOMMENDATIONS_FILE, old, new):
        yield from in_list(old.audits, new.audits, Where(RECOMMENDATIONS_FILE).at("audits"))


def is_read(file: str, *registers: Register) -> bool:
    """Whether a file could be read in all versions."""
    return all(file in register.places or all(problem.place.file != file for problem in register.problems) for register in registers)


def in_response(old: Response | None, new: Response | None) -> Iterator[Change]:
    """What differs in one response, which may be new or gone."""
    if old is not None and new is not None:
        where = Where(response_file(new.id))
        if old.id != new.id:
            yield where.within(old, new).at("id").change(Kind.RENAMED, old.id, new.id)
        yield from differences(old.but(id=new.id), new, where)
    elif new is not None:
        yield Where(response_file(new.id)).change(Kind.ADDED, None, new)
    elif old is not None:
        yield Where(response_file(old.id)).change(Kind.REMOVED, old)


def renames(old: Register, new: Register) -> dict[str, str]:
    """The old ids of the responses that have another id now: they answer the same audit in much the same words."""
    gone = [response for response in old.responses.values() if response.id not in new.responses]
    come = [response for response in new.responses.values() if response.id not in old.responses]
    scored = [(likeness(words(was), words(now)), was.id, now.id) for was in gone for now in come if was.audit == now.audit]
    found: dict[str, str] = {}
    for score, was_id, now_id in sorted(scored, key=lambda entry: (-entry[0], *entry[1:])):
        if score >= ALIKE and now_id not in found and was_id not in found.values():
            found[now_id] = was_id
    return found


def words(response: Response) -> str:
    """All that a response says, without its id."""
    return " ".join(said(response.but(id="")))
