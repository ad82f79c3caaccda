"""Every field that a template may use, in Swedish words for whoever makes one: what it means, what it is, and an example."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, cast

from auditresp.documents.proofing import what_it_sees
from auditresp.documents.proofing.kinds import Field, Keyed, Kind, Kinds, Plain, Several, Whole, fields_seen
from auditresp.documents.proofing.proof import Proof
from auditresp.documents.proofing.script import script_of
from auditresp.documents.proofing.sheets import Manuscript
from auditresp.documents.proofing.statements import go_through
from auditresp.documents.template.printing import Unprintable, words
from auditresp.documents.template.records import FIELDS
from auditresp.documents.view import fields
from auditresp.documents.word import illustrations
from auditresp.documents.word.charts import Chart
from auditresp.model import audits, responses
from auditresp.model.dates import Deadline
from auditresp.model.records import Record
from auditresp.model.values import Email, Id, Text
from auditresp.wording import join_and, word

DOCUMENTS: tuple[type[Record], ...] = (fields.ResponseDocument, fields.RegisterDocument)
"""What a template may see as a whole; the fields of these stand without anything before them."""

NAMES: Mapping[type[Record], tuple[str, str]] = {
    fields.Actor: ("funktion eller nämnd", "funktioner eller nämnder"),
    fields.AnsweredAudit: ("granskning med sina svar", "granskningar med sina svar"),
    fields.Attachment: ("bilaga", "bilagor"),
    fields.Audit: ("granskning", "granskningar"),
    fields.Board: ("nämnd", "nämnder"),
    fields.Count: ("antal", "antal"),
    fields.Decision: ("beslut", "beslut"),
    fields.DueChange: ("flyttad tidsgräns", "flyttade tidsgränser"),
    fields.Finding: ("iakttagelse", "iakttagelser"),
    fields.FindingGroup: ("grupp av iakttagelser", "grupper av iakttagelser"),
    fields.FollowUp: ("uppföljning", "uppföljningar"),
    fields.ListedFollowUp: ("uppföljning med sitt svar", "uppföljningar med sina svar"),
    fields.ListedMeasure: ("åtgärd med sin rekommendation", "åtgärder med sina rekommendationer"),
    fields.Measure: ("åtgärd", "åtgärder"),
    fields.Municipality: ("kommunen", "kommuner"),
    fields.Part: ("nämnds del av ett svar", "nämnders delar av svaret"),
    fields.Progress: ("läget", "lägen"),
    fields.ProposedDecision: ("beslutssats", "beslutssatser"),
    fields.ProposedDecisionGroup: ("grupp av beslutssatser", "grupper av beslutssatser"),
    fields.Recommendation: ("rekommendation", "rekommendationer"),
    fields.RecommendationGroup: ("grupp av rekommendationer", "grupper av rekommendationer"),
    fields.RegisterDocument: ("mall för hela registret", "mallar för hela registret"),
    fields.Reply: ("svar på en rekommendation", "svar på rekommendationerna"),
    fields.Response: ("svar på en granskning", "svar på granskningen"),
    fields.ResponseDocument: ("mall för ett svar", "mallar för svar"),
    audits.Auditors: ("de som har granskat", "de som har granskat"),
    audits.CoverLetter: ("revisionsskrivelse", "revisionsskrivelser"),
    audits.Report: ("revisionsrapport", "revisionsrapporter"),
    audits.Verdict: ("bedömning av revisorerna", "bedömningar av revisorerna"),
    responses.Basis: ("handling i underlaget", "handlingar i underlaget"),
    responses.CaseOfficer: ("handläggare", "handläggare"),
    responses.Evidence: ("underlag", "underlag"),
    responses.Reported: ("lämnad återrapport", "lämnade återrapporter"),
    responses.Section: ("eget avsnitt", "egna avsnitt"),
    responses.Sent: ("uppgift om när svaret skickades", "uppgifter om när svaret skickades"),
    responses.Signature: ("underskrift", "underskrifter"),
}
"""What one of a kind is called, and what several are."""

LONGEST_EXAMPLE = 70
"""In letters."""

Examples = Mapping[Field, str]


@dataclass(frozen=True)
class Explained:
    """A field."""

    record: type[Record]
    name: str
    meaning: str
    kind: str
    """What it is, in words: `rad`, `lista av rekommendationer`."""
    example: str
    """What it says somewhere; nothing where no example is known."""

    @property
    def field(self) -> Field:
        """The field itself."""
        return self.record, self.name


@dataclass(frozen=True)
class Thing:
    """A kind of thing that has fields."""

    record: type[Record]
    title: str
    """One of it, in words: `rekommendation`."""
    meaning: str
    variable: str
    """What a template calls one of it before the dot; nothing where the fields stand by themselves."""
    found_in: tuple[str, ...]
    """The fields that are one of it or a list of it, as a template writes them."""
    like: tuple[str, ...]
    """Whose fields it has besides its own, which are listed there."""
    fields: tuple[Explained, ...]


def field_list(examples: Examples) -> list[Thing]:
    """Every kind of thing that a template meets, the documents themselves first, each with its fields."""
    records = [*DOCUMENTS, *with_what_they_build_on(reachable(DOCUMENTS))]
    return [thing(record, records, examples) for record in records]


def thing(record: type[Record], records: list[type[Record]], examples: Examples) -> Thing:
    """One kind of thing, with the fields that none of the kinds it builds on has already."""
    like = [each for each in records if each is not record and each not in DOCUMENTS and issubclass(record, each)]
    like += [fields.ResponseDocument] if record is fields.Response else []
    known = set() if record in DOCUMENTS else {name for each in like for name in fields_seen(each)}
    return Thing(
        record=record,
        title=NAMES[record][0],
        meaning=(record.__doc__ or "").strip(),
        variable="" if record in DOCUMENTS else variable(record),
        found_in=tuple(dict.fromkeys(found_in(record, records))),
        like=() if record in DOCUMENTS else tuple(NAMES[each][0] for each in like),
        fields=tuple(explained(record, name, examples) for name in fields_seen(record) if name not in known),
    )


def explained(record: type[Record], name: str, examples: Examples) -> Explained:
    """A field of a record."""
    info = record.fields[FIELDS[record][name][0]]
    return Explained(record, name, info.description or "", in_words(fields_seen(record)[name]), examples.get((record, name), ""))


def variable(record: type[Record]) -> str:
    """What a template would call one of a kind: `follow_up`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", record.__name__.removeprefix("Listed").removeprefix("Answered")).lower()


def found_in(record: type[Record], records: list[type[Record]]) -> Iterator[str]:
    """Where a template finds things of a kind."""
    for owner in records:
        for name, kinds in fields_seen(owner).items():
            if record in records_within(kinds):
                yield name if owner in DOCUMENTS else f"{variable(owner)}.{name}"


def reachable(documents: Iterable[type[Record]]) -> list[type[Record]]:
    """The kinds of thing that a template can come to from these, the nearest first."""
    found = list(documents)
    for record in found:
        found += dict.fromkeys(each for kinds in fields_seen(record).values() for each in records_within(kinds) if each not in found)
    return [each for each in found if each not in DOCUMENTS]


def with_what_they_build_on(records: list[type[Record]]) -> list[type[Record]]:
    """The same, but each after the kinds whose fields it has too."""
    done: list[type[Record]] = []
    for record in records:
        done += [each for each in records if issubclass(record, each) and each not in done and each is not record]
        done += [record] if record not in done else []
    return done


def records_within(kinds: Kinds) -> Iterator[type[Record]]:
    """The records that a value is, or that are in it."""
    for kind in sorted(kinds, key=str):
        match kind:
            case Whole(record):
                yield record
            case Several(items) | Keyed(items):
                yield from records_within(items)
            case _:
                pass


def in_words(kinds: Kinds) -> str:
    """What a field is, in Swedish."""
    return " eller ".join(one_in_words(kind) for kind in sorted(kinds, key=str))


def one_in_words(kind: Kind) -> str:
    """The same for one kind of value."""
    match kind:
        case Whole(record):
            return NAMES[record][0]
        case Several(items):
            return f"lista av {many_in_words(items)}"
        case Keyed(items):
            return f"{many_in_words(items)}, efter namn"
        case Plain(type=plain):
            return plain_in_words(plain)
        case _:
            raise TypeError(kind)


def many_in_words(kinds: Kinds) -> str:
    """What the items of a list are."""
    several = {"rad": "rader", "text med stycken": "texter med stycken", "beteckning": "beteckningar"}
    named = (NAMES[kind.record][1] if isinstance(kind, Whole) else one_in_words(kind) for kind in sorted(kinds, key=str))
    return " eller ".join(several.get(each, each) for each in named)


def plain_in_words(kind: type) -> str:
    """What a value is that has no parts."""
    if issubclass(kind, Enum):
        return "en av: " + ", ".join(f"{word(member)} ({member.value})" for member in kind)
    known: tuple[tuple[type, str], ...] = (
        (Text, "text med stycken"),
        (Email, "e-postadress"),
        (Id, "beteckning"),
        (str, "rad"),
        (bool, "ja/nej"),
        (int, "tal"),
        (Deadline, "tidsgräns"),
        (date, "datum"),
        (illustrations.Picture, "bild"),
        (Chart, "diagram"),
    )
    return next(called for each, called in known if issubclass(kind, each))


def examples_in(views: Iterable[Mapping[str, object]]) -> dict[Field, str]:
    """What each field says where it first says something, as a document would print it."""
    found: dict[Field, str] = {}
    seen: dict[int, Record] = {}  # by identity, and kept: another record may not take a forgotten one's place

    def visit(value: object) -> None:
        match value:
            case Record() if id(value) not in seen:
                seen[id(value)] = value
                for name, (attribute, _kinds) in FIELDS[type(value)].items():
                    held = getattr(value, attribute)
                    if said := example(held):
                        for kind in (each for each in type(value).__mro__ if issubclass(each, Record) and name in FIELDS[each]):
                            found.setdefault((kind, name), said)
                    visit(held)
            case tuple():
                for each in value:
                    visit(each)
            case Mapping():
                for each in value.values():
                    visit(each)
            case _:
                pass

    for view in views:
        document = next(each for each in DOCUMENTS if view.keys() >= fields_seen(each).keys())
        visit(document.unchecked(**cast("dict[str, Any]", dict(view))))
    return found


def example(value: object) -> str:
    """A value as it reads, shortened; nothing where it has no words."""
    try:
        match value:
            case tuple():
                said = join_and([words(each) for each in value])
            case Mapping():
                said = ", ".join(value)
            case _:
                said = words(value)
    except Unprintable:
        return ""
    return said if len(said) <= LONGEST_EXAMPLE else f"{said[: LONGEST_EXAMPLE - 1].rstrip()}…"


@dataclass(frozen=True)
class Filter:
    """What may be written after a `|`."""

    name: str
    meaning: str
    written: str
    gives: str
    """What that prints in the example; nothing where it is no text."""


FILTERS = (
    Filter("date_long", "En dag eller tidsgräns så som den skrivs i löpande text.", "{{ date | date_long }}", "den 11 april 2018"),
    Filter("date_iso", "En dag eller tidsgräns i siffror.", "{{ follow_ups[0].due | date_iso }}", "2018-10-25"),
    Filter("genitive", "Vems: namnet i genitiv.", "{{ municipality.name | genitive }}", "Lindhaga kommuns"),
    Filter("join_and", "Flera i en rad, med ”och” före den sista.", "{{ distribution | join_and }}", "Revisorerna och kommunfullmäktige"),
    Filter("sentence", "Som en mening: stor bokstav först och punkt sist.", "{{ case_officers[0].title | sentence }}", "Kvalitetsstrateg."),
    Filter("height", "En bild eller ett diagram i den höjden, med bredden i proportion.", '{{ municipality.logo | height("1,5 cm") }}', ""),
    Filter("join", "Flera i en rad, med det du skriver emellan.", '{{ distribution | join(" · ") }}', "Revisorerna · Kommunfullmäktige"),
    Filter("map", "Ett fält hos var och en i en lista.", '{{ boards | map(attribute="key") | join(", ") }}', "san"),
    Filter("length", "Hur många det är.", "{{ recommendations | length }}", "4"),
    Filter("first", "Den första i en lista.", "{{ distribution | first }}", "Revisorerna"),
    Filter("upper", "Med stora bokstäver.", "{{ municipality.name | upper }}", "LINDHAGA KOMMUN"),
    Filter("replace", "Med något utbytt.", '{{ date | date_long | replace("den ", "") }}', "11 april 2018"),
)
"""The filters of the trade, and those of jinja's own that a letter is likely to need."""


class Reading(Proof):
    """A part of a template while the fields in it are counted."""

    counted: Counter[Field]

    def use(self, used: Field | str) -> None:
        """Count a field, also where the template only asks about it."""
        if isinstance(used, tuple):
            self.counted[used] += 1


def times_used(each: Explained, counted: Counter[Field]) -> int:
    """How often a field is used, by whatever kind of thing that has it from there."""
    kinds = (fields.Response, fields.ResponseDocument) if each.record is fields.ResponseDocument else (each.record,)
    return sum(times for (record, name), times in counted.items() if name == each.name and issubclass(record, kinds))


def fields_used(data: bytes, file: str) -> tuple[type[Record], Counter[Field]]:
    """What a template sees, and how often it uses each field. Raises AuditrespError where it is no Word file that can be used."""
    seen, counted = what_it_sees(data, file), Counter[Field]()
    for sheet in Manuscript.read(data, file).sheets:
        if sheet.part.has_tags:
            reading = Reading(script_of(sheet.part), seen)
            reading.counted = counted
            go_through(reading, lambda *_printed: None)
    return seen, counted
