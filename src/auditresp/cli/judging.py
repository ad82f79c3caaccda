"""What is wrong with a workspace's files and templates, remembered audit by audit: an edited response costs its own audit's time.

The rules look at the settings, and at each audit together with the responses to it. So what is wrong with an audit stays the same as long
as those responses do, and all that the audits share. Where that is not so, nothing is remembered, and all is judged anew.
"""

import marshal
import os
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path as FilePath
from typing import NamedTuple

from auditresp.keeping import Keeping, keeping
from auditresp.model.register import RECOMMENDATIONS_FILE, RESPONSES_FOLDER, SETTINGS_FILE, Register, in_responses, response_file
from auditresp.problems import AuditrespError, Path, Place, Places, Problem
from auditresp.store.names import yaml_files
from auditresp.store.recalling import BESIDES, NAMES, READ, Asked, Plain, digest, gets_the_same, key_of, plain, problem_of

EVERYWHERE = ""
"""In place of an audit's id: what is wrong with what all audits share."""

Judged = tuple[list[Plain], str | None]
"""What is wrong, and where the settings keep the memory of reminders."""
Templates = list[tuple[str, bool]]
"""Names of templates, each with whether it is about the whole register."""


class Answer(NamedTuple):
    """What is remembered of a response: what stands for its file, the audit that it answers, and the templates that it lists."""

    file: bytes
    audit: str
    documents: tuple[str, ...]


class Remembered(NamedTuple):
    """What was found in a workspace."""

    shared: dict[tuple[str, str], bytes]
    """What was asked of the workspace besides the responses, and what stands for each answer."""
    responses: dict[str, Answer]
    """By their files."""
    problems: dict[str, list[Plain]]
    """By the ids of the audits; without those of templates, which are remembered by themselves."""


def judged(root: FilePath, source: Asked) -> Judged:
    """What is wrong, from nothing but what the source is asked. Nothing of it goes by the day."""
    kept = keeping()
    return judged_in_part(root, source, kept) or judged_whole(root, source, kept)


def judged_whole(root: FilePath, source: Asked, kept: Keeping) -> Judged:
    """The same, all of it found anew."""
    from auditresp.documents.orders import templates_asked_for
    from auditresp.store.loading import load

    register, asked = noting_places(load(source))
    problems = problems_of_files(root, register, source)
    of_templates = problems_of_templates(register, templates_asked_for(register), source, kept)
    if kept.folder and source.is_whole and is_divisible(register, response_files(source)):
        shared = {question: answer for question, answer in source.answers.items() if not is_about_responses(*question)}
        if (found := divided(register, problems, asked)) is not None:
            remember(root, Remembered(shared, answers(register, source), found), kept)
    return [*map(plain, problems), *of_templates], place_of_memory(register)


def judged_in_part(root: FilePath, source: Asked, kept: Keeping) -> Judged | None:
    """The same, where only those audits are judged to which a response has changed; None where more must be."""
    before, now = remembered(root, kept), source.afresh()
    if before is None or not gets_the_same(before.shared, now) or (files := digests(now)) is None:
        return None
    from auditresp.documents.orders import templates_asked_for
    from auditresp.store.loading import load_around

    others = {file: answer for file, answer in before.responses.items() if files.get(file) == answer.file}
    touched = {answer.audit for file, answer in before.responses.items() if file not in others}
    beside = defaultdict(list)
    for file, answer in others.items():
        beside[answer.audit].append(file)
    register, asked = noting_places(load_around(now, sorted(files.keys() - others.keys()), touched, lambda audit: beside[audit]))
    if not is_divisible(register, files.keys() - others.keys()) or (is_anything_sent(register) and (BESIDES, "") not in before.shared):
        return None
    found = divided(register, problems_of_files(root, register, now), asked)
    if found is None:
        return None
    anew = {EVERYWHERE, *touched, *(response.audit for response in register.responses.values())}
    problems = {audit: said for audit, said in before.problems.items() if audit not in anew} | found
    asked_for = {*templates_asked_for(register), *((name, False) for answer in others.values() for name in answer.documents)}
    of_templates = known_problems_of_templates(register, sorted(asked_for), now, kept)
    is_as_before = all(now.answers[question] == answer for question, answer in before.shared.items())  # files were read again
    if of_templates is None or not now.is_whole or not is_as_before:
        return None
    remember(root, Remembered(before.shared, others | answers(register, now), problems), kept)
    source.answers.update(now.answers)
    in_order = sorted(problem_of(each) for said in problems.values() for each in said)
    return [*map(plain, in_order), *of_templates], place_of_memory(register)


def digests(source: Asked) -> dict[str, bytes] | None:
    """What stands for each response's file; None where a file is none that can be read."""
    try:
        files = response_files(source)
        return None if files is None else {file: source.ask(READ, file) for file in files}
    except AuditrespError:
        return None


def response_files(source: Asked) -> list[str] | None:
    """The responses' files; None where one has a name with which it is not read."""
    files, misnamed = yaml_files(source.names(RESPONSES_FOLDER))
    return None if misnamed else files


def is_divisible(register: Register, files: Collection[str] | None) -> bool:
    """Whether what is wrong with an audit has to do with nothing but its responses, and with what all audits share.

    `files` are the responses' that were read, if all could be; each must give a response, and bear the name by which that is known.
    """
    from auditresp.checks.reminders import counts_deadlines

    ids = {audit.id for audit in register.audits}
    return (
        files is not None
        and set(files) <= {response_file(response.id) for response in register.responses.values()}
        and {SETTINGS_FILE, RECOMMENDATIONS_FILE} <= register.places.keys()
        and len(ids) == len(register.audits)
        and all(response.audit in ids for response in register.responses.values())
        and all(in_responses(problem.place.file) for problem in register.problems)
        and not counts_deadlines(register.settings)
    )


def is_about_responses(kind: str, name: str) -> bool:
    """Whether a question to the workspace is about the responses."""
    return (kind == NAMES and name == RESPONSES_FOLDER) or (kind == READ and in_responses(name))


def is_anything_sent(register: Register) -> bool:
    """Whether any response is sent."""
    return any(response.sent for response in register.responses.values())


def answers(register: Register, source: Asked) -> dict[str, Answer]:
    """What is remembered of a register's responses, by their files."""
    from auditresp.documents.orders import documents_of

    found: dict[str, Answer] = {}
    for response in register.responses.values():
        file, documents = response_file(response.id), documents_of(response, reports=False)
        found[file] = Answer(source.answers[READ, file], str(response.audit), tuple(map(str, documents)))
    return found


class AskedPlaces:
    """The places of recommendations.yaml, which write down of which audit it was that somebody asked."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self.audits: dict[Place, set[int | str]] = defaultdict(set)
        """The audits' places in their list, by the place that was the answer: with an alias, one place can be in several."""

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the value at `path` begins."""
        found = self._places.place(path, key=key)
        self.audits[found].update(path[1:2])
        return found


def noting_places(register: Register) -> tuple[Register, AskedPlaces | None]:
    """The register, whose places of recommendations.yaml write down what they are asked, and these; None where there are none."""
    if RECOMMENDATIONS_FILE not in register.places:
        return register, None
    asked = AskedPlaces(register.places[RECOMMENDATIONS_FILE])
    return register.but(places={**register.places, RECOMMENDATIONS_FILE: asked}), asked


def divided(register: Register, problems: Iterable[Problem], asked: AskedPlaces | None) -> dict[str, list[Plain]] | None:
    """Problems by the ids of the audits that they are about; None where that cannot be said of one."""
    of_responses = {response_file(response.id): str(response.audit) for response in register.responses.values()}
    found: dict[str, list[Plain]] = defaultdict(list)
    for problem in problems:
        audit = of_responses.get(problem.place.file, EVERYWHERE)
        if problem.place.file == RECOMMENDATIONS_FILE:
            if asked is None or len(numbers := asked.audits[problem.place]) != 1:
                return None
            audit = str(register.audits[int(*numbers)].id)
        found[audit].append(plain(problem))
    return dict(found)


def problems_of_files(root: FilePath, register: Register, source: Asked) -> list[Problem]:
    """What is wrong with the files of a register. Only now is imported what finds it."""
    from auditresp.checks import all_problems

    problems = all_problems(register)
    if is_anything_sent(register):
        from auditresp.store.versions.sending import changed_after_sending

        source.besides()
        problems = sorted([*problems, *changed_after_sending(root, register, source)])
    return problems


def problems_of_templates(register: Register, asked_for: Templates, source: Asked, kept: Keeping) -> list[Plain]:
    """What is wrong with the templates that are asked for. They are gone through only where one of them changed."""
    if (known := known_problems_of_templates(register, asked_for, source, kept)) is not None:
        return known
    from auditresp.documents.proofing import template_problems_in

    found = [plain(problem) for problem in template_problems_in(register, source.read)]
    if source.is_whole:
        kept.keep("proofed", key_of_templates(register, asked_for, source), marshal.dumps(found))
    return found


def known_problems_of_templates(register: Register, asked_for: Templates, source: Asked, kept: Keeping) -> list[Plain] | None:
    """The same, as far as an earlier run has found it."""
    key = key_of_templates(register, asked_for, source)
    before = kept.kept("proofed", key) if source.is_whole else None
    found: list[Plain] | None = marshal.loads(before) if before else None  # noqa: S302 - it bears our seal
    return found


def key_of_templates(register: Register, asked_for: Templates, source: Asked) -> bytes:
    """By what the problems of templates are found again: which are asked for, and what they say."""
    read = {file: content_of(file, source) for name, _wide in asked_for if (file := register.templates.get(name))}
    return digest(repr((os.environ["LANGUAGE"], asked_for, read)).encode(errors="surrogatepass"))


def content_of(file: str, source: Asked) -> bytes:
    """What stands for what a file says; nothing where it cannot be read, which is then said of the file."""
    try:
        return digest(source.read(file))
    except AuditrespError:
        return b""


def place_of_memory(register: Register) -> str | None:
    """Where the settings keep the memory of reminders."""
    memory = register.settings.reminders.memory
    return memory and str(memory)


def remembered(root: FilePath, kept: Keeping) -> Remembered | None:
    """What was found by the last run."""
    if (before := kept.kept("judged", key_of(root))) is None:
        return None
    shared, responses, problems = marshal.loads(before)  # noqa: S302 - it bears our seal
    return Remembered(shared, {file: Answer(*answer) for file, answer in responses.items()}, problems)


def remember(root: FilePath, found: Remembered, kept: Keeping) -> None:
    """Keep what was found for the next run."""
    responses = {file: tuple(answer) for file, answer in found.responses.items()}
    kept.keep("judged", key_of(root), marshal.dumps((found.shared, responses, found.problems)))
