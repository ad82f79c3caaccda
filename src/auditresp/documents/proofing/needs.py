"""What every document needs: a template that never shows it would leave it out of all documents without a word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from auditresp.documents.proofing.kinds import Field
from auditresp.documents.proofing.sheets import Sheet
from auditresp.documents.template.slots import Standing
from auditresp.documents.template.tags import Kind
from auditresp.documents.view import fields
from auditresp.language import _
from auditresp.model import audits, responses
from auditresp.model.records import Record
from auditresp.problems import Level, Place, Problem, did_you_mean

LEFT_OUT = re.compile(r"utelämnar\s*:(?P<names>.*)", re.IGNORECASE | re.DOTALL)
"""`{#p utelämnar: replies, measures #}`: the template leaves them out on purpose."""


@dataclass(frozen=True)
class Need:
    """Something that a document has to say."""

    name: str
    """As the template names what it leaves out."""
    shown_by: tuple[Field, ...]
    """The fields that say it; one of them is enough."""
    tag: str
    """How it is usually printed."""
    what: str
    """In words."""
    part_of: str = ""
    """The need that this belongs to: where that is not met, this is not looked for."""


REPLIES = Need("replies", ((fields.Recommendation, "reply"), (responses.Reply, "text")), "{{p recommendation.reply }}", _("the replies"))
RECOMMENDATIONS = Need("recommendations", ((audits.Recommendation, "text"),), "{{ recommendation.text }}", _("the recommendations"))
MEASURES = Need("measures", ((responses.Measure, "due"),), "{{ measure.due | date_long }}", _("the measures' deadlines"))
FOLLOW_UPS = Need("follow_ups", ((responses.FollowUp, "due"),), "{{ follow_up.due | date_long }}", _("the deadlines for reporting back"))

OF_A_RESPONSE = (
    Need("subject", ((responses.Response, "subject"), (audits.Audit, "title")), "{{ subject }}", _("the subject")),
    Need("boards", ((responses.Response, "boards"),), "{{ boards | join_and }}", _("the boards")),
    RECOMMENDATIONS,
    REPLIES,
    Need("by_board", ((fields.Part, "text"),), "{{p part.text }}", _("the boards' own parts of a joint reply"), "replies"),
    Need(
        "findings", ((fields.Finding, "reply"), (responses.Reply, "text")), "{{p finding.reply }}", _("the replies to findings"), "replies"
    ),
    Need("proposed_decisions", ((responses.ProposedDecision, "text"),), "{{ clause.text }}", _("the proposed decisions")),
    MEASURES,
    FOLLOW_UPS,
)
OF_THE_REGISTER = (
    Need("audits", ((audits.Audit, "title"),), "{{ audit.title }}", _("the audits")),
    RECOMMENDATIONS,
    Need(
        "status", ((fields.Item, "status"), (fields.Reply, "status")), "{{ recommendation.status }}", _("where the recommendations stand")
    ),
    MEASURES,
    FOLLOW_UPS,
)


def needs_of(seen: type[Record]) -> tuple[Need, ...]:
    """What a document needs whose template sees this."""
    return OF_A_RESPONSE if issubclass(seen, responses.Response) else OF_THE_REGISTER


def never_shown(file: str, seen: type[Record], used: Iterable[Field | str], left_out: Iterable[str]) -> Iterator[Problem]:
    """Each need that a template does nothing for and does not say that it leaves out."""
    used = set(used)
    unmet = {need.name for need in needs_of(seen) if not any(shows(each, need) for each in used)}
    for need in needs_of(seen):
        if need.name in unmet - set(left_out) and need.part_of not in unmet:
            message = _(
                "the template never prints {what}, so every document goes without; write {tag}, "
                "or {comment} in a paragraph of its own if that is meant"
            )
            said = message.format(what=need.what, tag=need.tag, comment=f"{{#p utelämnar: {need.name} #}}")
            yield Problem(Place(file), "never-printed", said, Level.WARNING)


def shows(used: Field | str, need: Need) -> bool:
    """Whether a field that is used says what is needed; of a value nobody knows, a field of that name may."""
    if isinstance(used, str):
        return any(used == name for _record, name in need.shown_by)
    return any(issubclass(used[0], record) and used[1] == name for record, name in need.shown_by)


def left_out_in(sheets: Iterable[Sheet]) -> Iterator[tuple[str, Standing]]:
    """What the template says that it leaves out, each with the tag that says so."""
    for sheet in sheets:
        for mark in sheet.part.marks():
            standing = sheet.part.standing(mark)
            if standing.tag.kind is Kind.COMMENT and (said := LEFT_OUT.fullmatch(standing.tag.code)):
                yield from ((name, standing) for name in re.findall(r"[^\s,;]+", said["names"]))


def unknown_omissions(seen: type[Record], left_out: Iterable[tuple[str, Standing]]) -> Iterator[Problem]:
    """Say where a template leaves out what no document needs: then the name is wrong."""
    names = [need.name for need in needs_of(seen)]
    for name, standing in left_out:
        if name not in names:
            message = _("'{name}' is nothing that a template can say it leaves out").format(name=name) + did_you_mean(name, names)
            yield Problem(standing.place, "unknown-omission", message, Level.WARNING)
