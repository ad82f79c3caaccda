"""Documents made by a crew: each worker gets the compiled templates once, and then what the register says of a few documents at a time."""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from math import ceil
from typing import TYPE_CHECKING

from auditresp.documents.building import attempt
from auditresp.documents.orders import Document, Ordered, Outcome, Refused
from auditresp.documents.template.filling import Template
from auditresp.documents.word.illustrations import Picture
from auditresp.model.records import no_rings
from auditresp.model.register import Register
from auditresp.model.responses import Response
from auditresp.problems import AuditrespError
from auditresp.value import Value

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from auditresp.documents.production.work import Crew

A_PIECE = 20
"""So many documents are handed out at a time: to hand out costs little beside them, and nobody waits long for the last."""
ROUNDS = 4
"""So often at least everybody's turn comes, so that all are done at about the same time."""


class Workshop(Value):
    """What every document is made with."""

    templates: dict[str, Template]
    picture: Picture | None
    draft: bool
    public: bool

    def __getitem__(self, name: str) -> Template:
        """The template of that name."""
        return self.templates[name]

    def logo(self, _register: Register) -> Picture | None:
        """The municipality's logo."""
        return self.picture


def made_by(crew: "Crew", register: Register, orders: Sequence[Ordered], workshop: Workshop) -> Iterator[tuple[Ordered, Outcome]]:
    """Each document as soon as one of the crew has made it."""
    from auditresp.documents.production.work import Work

    tools = pickle.dumps(workshop, pickle.HIGHEST_PROTOCOL)
    key = key_of(tools)
    size = min(A_PIECE, ceil(len(orders) / crew.size / ROUNDS))
    if crew.inherits:
        WORKSHOPS[key], REGISTERS[key], tools = workshop, register, b""
    work = Work[Ordered, Outcome](pieces(orders, size), giving(register, key))
    try:
        for ordered, outcome in work.done_by(crew, tools):
            yield ordered, Refused((str(outcome),)) if isinstance(outcome, AuditrespError) else outcome
    finally:
        if crew.inherits:
            del WORKSHOPS[key], REGISTERS[key]


def pieces(orders: Sequence[Ordered], size: int) -> Iterator[Sequence[Ordered]]:
    """The documents, so many at a time."""
    return (orders[start : start + size] for start in range(0, len(orders), size))


def giving(register: Register, key: str) -> "Callable[[Executor, Sequence[Ordered]], Future[Sequence[Outcome]]]":
    """Hands a piece to an executor, with what the register says of it unless that is known: in one packet, into which no executor looks."""

    def give(executor: "Executor", piece: Sequence[Ordered]) -> "Future[Sequence[Outcome]]":
        shown = None if key in REGISTERS else excerpt(register, [ordered.document for ordered in piece])
        return executor.submit(made, key, pickle.dumps((shown, piece), pickle.HIGHEST_PROTOCOL))

    return give


def excerpt(register: Register, documents: Iterable[Document]) -> Register:
    """As much of the register as these documents show, without the places of what it says."""
    shown = {document.response for document in documents}
    if None in shown:
        return register.but(problems=(), places={})
    wanted = {register.responses[each].audit for each in shown if each}
    audits = tuple(audit for each in sorted(wanted) if (audit := register.audit(each)))
    answers: dict[str, Response] = {each.id: each for audit in audits for each in register.responses_to(audit)}
    answers |= {each: register.responses[each] for each in shown if each}
    return register.but(audits=audits, responses=answers, problems=(), places={})


WORKSHOPS: dict[str, Workshop] = {}
"""In a process that makes documents for another: what it was given, by its key. On a cluster several may build at the same time."""


REGISTERS: dict[str, Register] = {}
"""In a process that makes documents for another of which it is a copy: what they are made of."""


def key_of(tools: bytes) -> str:
    """By what a workshop is known."""
    return sha256(tools).hexdigest()


def equip(tools: bytes) -> None:
    """In a process that makes documents for another: take what they are made with."""
    if tools:
        WORKSHOPS[key_of(tools)] = pickle.loads(tools)  # noqa: S301 - from the process that started this one, or the cluster's client


def made(key: str, packet: bytes) -> Sequence[Outcome]:
    """In a process that makes documents for another: make a few."""
    workshop = WORKSHOPS[key]
    with no_rings():
        shown, piece = pickle.loads(packet)  # noqa: S301 - the same
    return [attempt(shown or REGISTERS[key], ordered, workshop, draft=workshop.draft, public=workshop.public) for ordered in piece]
