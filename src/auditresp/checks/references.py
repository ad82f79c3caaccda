"""What is named in one place exists in another."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from auditresp.checks.values import roots, values
from auditresp.language import _
from auditresp.model.records import Record
from auditresp.model.register import RECOMMENDATIONS_FILE, SETTINGS_FILE, Register
from auditresp.model.responses import Response
from auditresp.model.values import AuditId, BoardKey, ContactKey, FollowUpId, ItemId, PictureFile, TemplateName, Who, Written
from auditresp.problems import Level, Problem, did_you_mean


class Unknown(NamedTuple):
    """How it is said that something that is named does not exist."""

    code: str
    message: str


def unknown(written: Written) -> Unknown:
    """That a board, contact, template, picture, audit, item or follow-up does not exist."""
    match written:
        case BoardKey():
            return Unknown(code="unknown-board", message=_("auditresp.yaml has no board '{name}'"))
        case ContactKey():
            return Unknown(code="unknown-contact", message=_("auditresp.yaml has no contact '{name}'"))
        case TemplateName():
            return Unknown(code="unknown-template", message=_("there is no template templates/{name}.docx"))
        case PictureFile():
            return Unknown(code="unknown-file", message=_("there is no file {name}"))
        case AuditId():
            return Unknown(code="unknown-audit", message=_("recommendations.yaml has no audit '{name}'"))
        case FollowUpId():
            return Unknown(code="unknown-follow-up", message=_("the response has no follow-up '{name}'"))
        case _:
            return Unknown(code="unknown-recommendation", message=_("the audit has no recommendation or finding '{name}'"))


def names_what_exists(register: Register) -> Iterator[Problem]:
    """A board, contact, template, picture, audit, recommendation, finding or follow-up that is named exists."""
    everywhere = known_everywhere(register)
    for root in roots(register):
        known = {**everywhere, **known_inside(register, root)}
        for value in values(root, tuple(known), lambda name: name not in known[type(name)]):  # noqa: B023 - used before the next root
            code, message = unknown(value.written)
            message = message.format(name=value.written) + did_you_mean(value.written, known[type(value.written)])
            yield register.problem(value.record, *value.path, code=code, message=message, key=value.key)


def known_everywhere(register: Register) -> dict[type[Written], Collection[str]]:
    """The names that mean the same in every file, by the kind of value; none of a file that could not be read."""
    known: dict[type[Written], Collection[str]] = {TemplateName: register.templates, PictureFile: register.pictures}
    if SETTINGS_FILE in register.places:
        known |= {BoardKey: register.settings.boards, ContactKey: register.settings.contacts}
    if RECOMMENDATIONS_FILE in register.places:
        known[AuditId] = {audit.id for audit in register.audits}
    return known


def known_inside(register: Register, root: Record) -> Mapping[type[Written], Collection[str]]:
    """The names that a response may use besides: its audit's items and its own follow-ups."""
    if not isinstance(root, Response):
        return {}
    audit = register.audit(root.audit)
    items: dict[type[Written], Collection[str]] = {ItemId: {item.id for item in audit.items}} if audit else {}
    return items | {FollowUpId: {follow_up.id for follow_up in root.follow_ups}}


def names_each_once(register: Register) -> Iterator[Problem]:
    """A list of boards, contacts or templates names each of them once."""
    for root in roots(register):
        named = set()
        for value in values(root, (BoardKey, ContactKey, TemplateName), bool):
            if isinstance(value.path[-1], int):
                entry = (id(value.record), value.path[:-1], value.written)
                if entry in named:
                    message = _("'{name}' stands in the list already; name it once").format(name=value.written)
                    yield register.problem(value.record, *value.path, code="named-twice", message=message)
                named.add(entry)


def names_people_by_their_keys(register: Register) -> Iterator[Problem]:
    """Whoever is named is a contact, a board or somebody else; what is nearly a key was meant to be that key."""
    exact: set[str] = {*register.settings.contacts, *register.settings.boards}
    keys = {key.casefold(): key for key in exact}
    judged: dict[str, str | None] = {}
    for root in roots(register):
        for value in values(root, (Who,), lambda name: name not in exact):
            if value.written not in judged:
                judged[value.written] = nearly(value.written, keys)
            if meant := judged[value.written]:
                message = _("'{name}' is no contact or board, so it is printed as a name; did you mean '{key}'?")
                message = message.format(name=value.written, key=meant)
                yield register.problem(value.record, *value.path, code="nearly-a-key", message=message, level=Level.WARNING)


SHORT = 4
"""In so short a word one slip is much, so less likeness is asked for."""


def nearly(name: str, keys: Mapping[str, str]) -> str | None:
    """The key that was probably meant by a name; a short word in small letters is taken for a key rather than a name."""
    from difflib import get_close_matches

    likeness = 0.6 if len(name) <= SHORT and name.islower() else 0.8
    near = get_close_matches(name.casefold(), keys, n=1, cutoff=likeness)
    return keys[near[0]] if near else None
