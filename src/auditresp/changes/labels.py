"""What the fields are called in a sentence. A field that has no name here is told by the name it has in the files."""

from auditresp.model.audits import Audit, Auditors, CoverLetter, Item, Recommendation, Report, Verdict
from auditresp.model.records import Record
from auditresp.model.responses import (
    Attachment,
    Basis,
    CaseOfficer,
    Decision,
    DueChange,
    Evidence,
    FollowUp,
    Measure,
    ProposedDecision,
    Reply,
    Reported,
    Response,
    Section,
    Sent,
    Signature,
)
from auditresp.model.settings import Board, Contact, Escalation, Mail, Municipality, Reminders, Settings

ITSELF = ""
"""The field that says what the thing is: when it changes, the thing itself is said to."""

LABELS: dict[type[Record], dict[str, str]] = {
    Settings: {
        "format": "filernas formatversion",
        "municipality": "kommunen",
        "boards": "nämnden",
        "contacts": "kontakten",
        "documents": "mallen för hela registret",
        "reminders": "påminnelserna",
        "mail": "inställningen för e-post",
    },
    Municipality: {
        "name": "namnet",
        "postal_address": "postadressen",
        "visiting_address": "besöksadressen",
        "phone": "telefonnumret",
        "email": "e-postadressen",
        "organisation_number": "organisationsnumret",
        "website": "webbplatsen",
        "logo": "logotypen",
    },
    Board: {
        "name": "namnet",
        "administration": "förvaltningen",
        "email": "e-postadressen",
        "meetings": "sammanträdet",
        "approval_days": "antalet dagar till justerat protokoll",
    },
    Contact: {"title": "titeln", "name": "personens namn", "email": "e-postadressen"},
    Reminders: {
        "days_before": "dagarna före en tidsgräns då det påminns",
        "days_overdue": "dagarna efter en tidsgräns då det påminns",
        "escalate": "regeln om vem som får veta vid en försening",
        "memory": "platsen för minnet av vad som påmints om",
    },
    Escalation: {"after_working_days": "antalet arbetsdagar innan en försening förs vidare", "to": "mottagaren av förseningar"},
    Mail: {"server": "e-postservern", "sender": "avsändaren", "require_tls": "kravet på krypterad överföring"},
    Audit: {
        "title": "titeln",
        "auditors": "uppgiften om vilka som granskat",
        "report": "uppgiften om rapporten",
        "cover_letter": "uppgiften om revisionsskrivelsen",
        "boards": "den svarande nämnden",
        "for_information": "mottagaren för kännedom",
        "reply_due": "tidsgränsen för svaret",
        "assessment": "revisorernas bedömning",
        "recommendations": "rekommendationen",
        "findings": "iakttagelsen",
    },
    Auditors: {"elected": "de förtroendevalda revisorernas benämning", "firm": "revisionsbyrån"},
    Report: {"number": "rapportens nummer", "date": "rapportens dag", "title": "rapportens titel"},
    CoverLetter: {"date": "revisionsskrivelsens dag", "case_number": "revisorernas diarienummer"},
    Item: {
        "text": ITSELF,
        "boards": "nämnden som ska svara",
        "group": "rubriken",
        "confidential": "sekretessen",
        "verdicts": "bedömningen",
    },
    Recommendation: {"severity": "graden"},
    Verdict: {"date": "dagen", "value": "bedömningen", "text": "motiveringen"},
    Response: {
        "audit": "granskningen som besvaras",
        "documents": "mallen",
        "boards": "den svarande nämnden",
        "subject": "rubriken",
        "case_number": "diarienumret",
        "their_reference": "revisorernas beteckning",
        "date": "handlingens dag",
        "meeting": "sammanträdet för beslut",
        "addressees": "mottagaren",
        "case_officers": "handläggaren",
        "decision_basis": "underlaget",
        "summary": "sammanfattningen",
        "background": "bakgrunden",
        "assessment": "bedömningen",
        "proposed_decisions": "beslutssatsen",
        "replies": "svaret på",
        "follow_ups": "uppföljningen",
        "texts": "texten",
        "sections": "avsnittet",
        "signatures": "underskriften",
        "attachments": "bilagan",
        "distribution": "mottagaren av beslutet",
        "decisions": "beslutet",
        "sent": "uppgiften om när svaret skickades",
    },
    Reply: {"stance": "ställningstagandet", "text": ITSELF, "by_board": "delen", "measures": "åtgärden"},
    Measure: {
        "text": ITSELF,
        "status": "läget",
        "owner": "ansvarig",
        "due": "tidsgränsen",
        "done": "dagen för genomförandet",
        "reason": "skälet till avbrottet",
        "evidence": "underlaget",
        "due_changes": "den antecknade flytten av tidsgränsen",
    },
    DueChange: {
        "from": "den tidigare tidsgränsen",
        "to": "den nya tidsgränsen",
        "reason": "skälet",
        "by": "uppgiften om vem som beslutade",
        "date": "dagen",
    },
    Evidence: {"text": "benämningen", "case_number": "diarienumret", "sha256": "kontrollsumman"},
    FollowUp: {
        "text": ITSELF,
        "due": "tidsgränsen",
        "reporter": "den som återrapporterar",
        "receiver": "mottagaren",
        "document": "mallen",
        "repeats": "upprepningen",
        "until": "upprepningens slut",
        "due_changes": "den antecknade flytten av tidsgränsen",
        "reported": "återrapporten",
    },
    Reported: {"date": "dagen", "case_number": "diarienumret"},
    ProposedDecision: {"text": ITSELF, "by": "nämnden som beslutar", "follow_up": "uppföljningen"},
    CaseOfficer: {"name": "namnet", "title": "titeln", "phone": "telefonnumret", "email": "e-postadressen"},
    Basis: {"text": "benämningen", "date": "dagen"},
    Section: {"heading": "rubriken", "text": ITSELF},
    Signature: {"name": "namnet", "title": "titeln"},
    Attachment: {"text": "benämningen", "number": "numret"},
    Decision: {"board": "nämnden", "date": "dagen", "paragraph": "paragrafen", "case_number": "diarienumret"},
    Sent: {"date": "dagen", "version": "versionen"},
}
"""In the definite form. Of a list or mapping: what one of its entries is called."""


def label(record: type[Record], field: str) -> str:
    """What a record's field is called in a sentence."""
    kinds = (LABELS[kind] for kind in record.__mro__ if kind in LABELS)
    return next((names[field] for names in kinds if field in names), f"fältet {field}")


CONTENTS: dict[type[Record], dict[str, str]] = {
    Audit: {"boards": "Nämnder", "reply_due": "Svar senast", "recommendations": "Rekommendationer", "findings": "Iakttagelser"},
    Item: {"boards": "Nämnder", "group": "Rubrik"},
    Response: {"audit": "Granskning", "boards": "Nämnder", "date": "Dag", "replies": "Svar på", "follow_ups": "Uppföljningar"},
    Measure: {"status": "Läge", "owner": "Ansvarig", "due": "Tidsgräns", "done": "Genomförd", "reason": "Skäl"},
    FollowUp: {"due": "Tidsgräns", "reporter": "Återrapporterar", "receiver": "Mottagare", "repeats": "Upprepas", "until": "Till och med"},
    ProposedDecision: {"by": "Beslutas av"},
}
"""What a reader wants to know of a thing that came, when its name does not say it."""


def contents(record: Record) -> dict[str, str]:
    """The fields that say what is in a thing that came, with what they are called there."""
    return next((CONTENTS[kind] for kind in type(record).__mro__ if kind in CONTENTS), {})
