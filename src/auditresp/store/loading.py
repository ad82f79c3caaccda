"""Reading a workspace: every file into the register, and everything that is wrong with the files."""

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from auditresp.keeping import keeping
from auditresp.language import _
from auditresp.model.audits import Audit, RecommendationsFile
from auditresp.model.reading import shaped, stand_in
from auditresp.model.records import Record, no_rings
from auditresp.model.register import RECOMMENDATIONS_FILE, RESPONSES_FOLDER, SETTINGS_FILE, TEMPLATES_FOLDER, Register, response_file
from auditresp.model.responses import Response
from auditresp.model.settings import FORMAT, Settings
from auditresp.model.values import AuditId, Id, Line, Refused
from auditresp.problems import AuditrespError, Path, Place, Places, Problem
from auditresp.store.decoding import UnreadableError, decoded
from auditresp.store.duplicates import duplicate_ids
from auditresp.store.known import Known
from auditresp.store.names import stem, template_files, yaml_files
from auditresp.store.places import TextPlaces
from auditresp.store.sources import Folder, InMemory, Source

R = TypeVar("R", bound=Record)


def load(source: Source) -> Register:
    """The register of a workspace, with what is wrong in its files. Raises AuditrespError where there is no workspace."""
    if SETTINGS_FILE not in source.names(""):
        raise AuditrespError(_("there is no {file} here; `auditresp init` makes a new workspace").format(file=SETTINGS_FILE))
    with no_rings():
        known = known_of(source)
        reading = _Reading(source, known)
        settings = reading.settings()
        register = reading.register(settings, reading.audits(), dict(reading.responses()))
        if known:
            known.keep()
        return register


def load_around(source: Source, files: Collection[str], audits: Collection[str], beside: Callable[[str], Collection[str]]) -> Register:
    """As much of a register as the rules look at together: the responses in these files, these audits and those that are answered.

    `beside` gives the files of an audit's other responses. Of all other audits it is only there that they are. For a workspace in whose
    settings and recommendations nothing is wrong.
    """
    with no_rings():
        reading = _Reading(source, known_of(source))
        settings = reading.settings()
        responses = dict(reading.responses_in(files))
        wanted = {*audits, *(response.audit for response in responses.values())}
        responses |= reading.responses_in([file for audit in sorted(wanted) for file in beside(audit)])
        return reading.register(settings, reading.some_audits(wanted), responses)


def known_of(source: Source) -> Known | None:
    """What the files said when they were read last, where that is kept."""
    kept = keeping()
    return Known(kept, source.root, len(source.names(RESPONSES_FOLDER))) if isinstance(source, Folder) and kept.folder else None


def settings_in(content: bytes) -> Settings | None:
    """What an auditresp.yaml says; None where it cannot be read. What is wrong in it is not told: the version is history."""
    reading = _Reading(InMemory({SETTINGS_FILE: content}))
    read = reading.data(SETTINGS_FILE)
    return read and reading.record(Settings, SETTINGS_FILE, *read)


def audits_in(content: bytes, *, piece: bool = False) -> tuple[Audit, ...] | None:
    """The same of a recommendations.yaml, or of a piece of one: then None also where it could say something else as a part of the whole."""
    reading = _Reading(InMemory({RECOMMENDATIONS_FILE: content}))
    read = reading.data(RECOMMENDATIONS_FILE)
    if piece and reading.problems:
        return None
    file = read and reading.record(RecommendationsFile, RECOMMENDATIONS_FILE, *read)
    return file.audits if file else None


def response_in(name: str, content: bytes) -> Response | None:
    """The same of a response's file; its name is its id."""
    return _Reading(InMemory({name: content})).response(name)


def place_in(source: Source, file: str, path: Path) -> Place:
    """Where a file has the value at a path; the file itself where it cannot be read."""
    read = _Reading(source).data(file)
    return TextPlaces(file, read[0]).place(path) if read else Place(file)


def beside(file: str | None, source: Source) -> list[str]:
    """The files in the folder of one that is named; none where none is."""
    return [] if file is None else source.names(posixpath.dirname(file))


def said_in(name: str, content: bytes, text: str) -> tuple[dict[str, Any], Sequence[Problem]]:
    """What a text says, and what is wrong with it. Raises UnreadableError."""
    from auditresp.store.usual import usual  # not needed where all files are known from an earlier run

    if (data := usual(content, text)) is not None:
        return data, ()
    from auditresp.store.parsing import parsed

    return parsed(name, text)


class _Reading:
    """Collects, while the files are read one after the other, where their values stand and what is wrong."""

    def __init__(self, source: Source, known: Known | None = None) -> None:
        self.source = source
        self.known = known
        self.problems: list[Problem] = []
        self.places: dict[str, Places] = {}

    def register(self, settings: Settings, audits: tuple[Audit, ...], responses: dict[str, Response]) -> Register:
        """What was read as a register, with all that is wrong with it."""
        register = Register(
            settings=settings,
            audits=audits,
            responses=responses,
            templates=template_files(self.source.names(TEMPLATES_FOLDER)),
            pictures=frozenset(beside(settings.municipality.logo, self.source)),
            places=self.places,
        )
        return register.but(problems=tuple(sorted([*self.problems, *duplicate_ids(register)])))

    def settings(self) -> Settings:
        """The settings; without a board where the file says nothing that can be used."""
        read = self.data(SETTINGS_FILE)
        settings = None if read is None or self.is_newer(*read) else self.record(Settings, SETTINGS_FILE, *read)
        return settings or stand_in(Settings, SETTINGS_FILE)

    def is_newer(self, text: str, data: dict[str, Any]) -> bool:
        """Whether the files are written for a later program; then nothing else is said about them."""
        written = data.get("format")
        if not isinstance(written, str) or not written.isdecimal() or int(written) <= FORMAT:
            return False
        message = _("the files have format {written}, and this program knows {known}; install a newer auditresp")
        place = TextPlaces(SETTINGS_FILE, text).written(("format",))
        self.problems.append(Problem(place, "format-too-new", message.format(written=written, known=FORMAT)))
        return True

    def audits(self) -> tuple[Audit, ...]:
        """What the auditors said."""
        names = self.source.names("")
        if RECOMMENDATIONS_FILE not in names:
            message = _("the file with the auditors' recommendations is missing; it begins with `audits:`")
            self.problems.append(Problem(Place(RECOMMENDATIONS_FILE), "missing-file", message))
            return ()
        read = self.data(RECOMMENDATIONS_FILE)
        file = read and self.record(RecommendationsFile, RECOMMENDATIONS_FILE, *read)
        return file.audits if file else ()

    def some_audits(self, wanted: Collection[str]) -> tuple[Audit, ...]:
        """The audits of these ids; of the others only that they are there. Of a file in which nothing is wrong."""
        read = self.data(RECOMMENDATIONS_FILE)
        if read is None:
            return ()
        text, data = read
        try:
            ids = [AuditId.read(each["id"]) for each in data["audits"]]
        except (KeyError, TypeError, Refused):  # it says something else by now
            return ()
        chosen = {"audits": [each for known_as, each in zip(ids, data["audits"], strict=True) if known_as in wanted]}
        file = self.record(RecommendationsFile, RECOMMENDATIONS_FILE, text, chosen)
        audits = {audit.id: audit for audit in file.audits} if file else {}
        return tuple(audits.get(each) or Audit(id=each, title=Line(""), boards=(), recommendations=()) for each in ids)

    def responses(self) -> Iterator[tuple[str, Response]]:
        """The responses by their ids."""
        names, problems = yaml_files(self.source.names(RESPONSES_FOLDER))
        self.problems += problems
        return self.responses_in(names)

    def responses_in(self, names: Iterable[str]) -> Iterator[tuple[str, Response]]:
        """The responses in these files by their ids."""
        for name in names:
            response = self.response(name)
            if response:
                yield response.id, response

    def response(self, name: str) -> Response | None:
        """One response."""
        try:
            response_id = Id.read(stem(name))
        except Refused as error:
            message = _("the file's name is the response's id: {reason}").format(reason=error.message)
            self.problems.append(Problem(Place(name), "not-an-id", message))
            return None
        read = self.data(name)
        if read is None:
            return None
        text, data = read
        if "id" in data:
            message = _("'id' is not a field of a response; its id is the file's name")
            self.problems.append(Problem(TextPlaces(name, text).written(("id",), key=True), "unknown-key", message))
        return self.record(Response, name, text, data | {"id": response_id}, response_file(response_id))

    def data(self, name: str) -> tuple[str, dict[str, Any]] | None:
        """A file's text and what it says, if it can be read at all."""
        try:
            content = self.source.read(name)
            text = decoded(name, content)
            data, problems = self.parsed(name, content, text)
        except UnreadableError as error:
            self.problems += error.problems
            return None
        self.problems += problems
        return text, data

    def parsed(self, name: str, content: bytes, text: str) -> tuple[dict[str, Any], Sequence[Problem]]:
        """What a text says, and what is wrong with it; where nothing is, it is known the next time."""
        if self.known and (data := self.known.data(name, content)):
            return data, ()
        data, problems = said_in(name, content, text)
        if self.known and not problems:
            self.known.note(name, content, data)
        return data, problems

    def record(self, kind: type[R], name: str, text: str, data: dict[str, Any], known_as: str | None = None) -> R | None:
        """The record that a file says; the register knows the file by `known_as` where it differs from the name on disk."""
        record, left_out, flaws = shaped(kind, data)
        places = TextPlaces(name, text, left_out)
        if flaws:
            from auditresp.store.explaining import explained

            self.problems += explained(kind, flaws, places)
        self.places[known_as or name] = places
        return record
