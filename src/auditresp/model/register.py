"""The register: everything a workspace says, as one value."""

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any

from auditresp.model.audits import Audit, Item
from auditresp.model.kinds import bare, inside, is_record
from auditresp.model.records import Record
from auditresp.model.responses import Measure, Reply, Response
from auditresp.model.settings import Settings
from auditresp.problems import Level, Path, Place, Places, Problem
from auditresp.value import Value

SETTINGS_FILE = "auditresp.yaml"
RECOMMENDATIONS_FILE = "recommendations.yaml"
RESPONSES_FOLDER = "responses"
TEMPLATES_FOLDER = "templates"


def response_file(response_id: str) -> str:
    """The file a response is kept in, as a path in the workspace."""
    return f"{RESPONSES_FOLDER}/{response_id}.yaml"


def in_responses(file: str) -> bool:
    """Whether a file, as a path in the workspace, is one of the responses'."""
    return file.startswith(f"{RESPONSES_FOLDER}/")


class Register(Value, beside=("problems", "places")):
    """What the auditors said and the boards answer. Two registers are equal when they mean the same.

    `problems` are those met while reading; what could be read is here all the same, so that the
    rules can say the rest of what is wrong in the same run.
    """

    settings: Settings
    audits: tuple[Audit, ...]
    responses: Mapping[str, Response]
    templates: Mapping[str, str] = {}
    """The Word templates there are: the file of each, as a path in the workspace, by its name."""
    pictures: frozenset[str] = frozenset()
    """The files there are where the settings say that the logo is."""
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, Places] = {}
    """For each file that was read, where its values stand."""

    def audit(self, audit_id: str) -> Audit | None:
        """The audit with that id."""
        return self._audits.get(audit_id)

    def responses_to(self, audit: Audit) -> list[Response]:
        """The audit's responses, in the order of their ids."""
        return self._responses.get(audit.id, [])

    def replies(self, response: Response) -> Iterator[tuple[Item, Reply | None]]:
        """Each item that the response's boards are to answer or do answer, in the auditors' order, with the reply."""
        audit = self.audit(response.audit)
        if audit is None:
            return
        for item in audit.items:
            reply = response.replies.get(item.id)
            if reply is not None or set(audit.answered_by(item)) & set(response.boards):
                yield item, reply

    @cached_property
    def unread(self) -> frozenset[str]:
        """The files in responses/ that give no response; what is wrong with them is among the problems."""
        known = {response_file(response_id) for response_id in self.responses}
        return frozenset(file for file in (problem.place.file for problem in self.problems) if in_responses(file)) - known

    @cached_property
    def _audits(self) -> dict[str, Audit]:
        return {audit.id: audit for audit in reversed(self.audits)}

    @cached_property
    def _responses(self) -> dict[str, list[Response]]:
        responses: dict[str, list[Response]] = {}
        for _, response in sorted(self.responses.items()):
            responses.setdefault(response.audit, []).append(response)
        return responses

    def place(self, record: Record, *path: str | int, key: bool = False) -> Place:
        """Where a record of this register, or the value at `path` inside it, stands in its file."""
        file, root = self._roots[id(record)]
        return self.places[file].place((*root, *path), key=key)

    def problem(self, record: Record, *path: str | int, code: str, message: str, level: Level = Level.ERROR, key: bool = False) -> Problem:
        """A problem at the value at `path` inside `record`."""
        return Problem(self.place(record, *path, key=key), code, message, level)

    def lacks(self, record: Record, name: str) -> bool:
        """Whether a field of a record has no value; not when it has one that could not be read, which is a problem already."""
        if getattr(record, name):
            return False
        place = self.place(record, name)
        return place == self.place(record) or place not in self._places_of_problems

    @cached_property
    def _places_of_problems(self) -> frozenset[Place]:
        return frozenset(problem.place for problem in self.problems)

    @cached_property
    def _roots(self) -> dict[int, tuple[str, Path]]:
        """The file and path of every record, by identity: equal records at two places are two."""
        roots: dict[int, tuple[str, Path]] = {}

        def visit(record: Record, file: str, path: Path) -> None:
            roots[id(record)] = file, path
            said = vars(record)
            for name, written in holding(type(record)):
                held = said[name]
                if isinstance(held, Record):
                    visit(held, file, (*path, written))
                elif held:
                    for step, entry in held.items() if isinstance(held, Mapping) else enumerate(held):
                        visit(entry, file, (*path, written, step))

        visit(self.settings, SETTINGS_FILE, ())
        for index, audit in enumerate(self.audits):
            visit(audit, RECOMMENDATIONS_FILE, ("audits", index))
        for response_id, response in self.responses.items():
            visit(response, response_file(response_id), ())
        return roots


@cache
def holding(kind: type[Record]) -> list[tuple[str, str]]:
    """The fields in which records of a kind hold other records, and how they are written."""

    def holds(kind: Any) -> bool:
        within = None if is_record(kind) else inside(kind, 0)
        return is_record(kind) or (within is not None and holds(within))

    return [(name, info.alias or name) for name, info in kind.fields.items() if holds(bare(info.annotation))]


def measures(response: Response) -> Iterator[Measure]:
    """Every measure of a response."""
    for reply in response.replies.values():
        yield from reply.measures
