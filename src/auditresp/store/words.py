"""How problems name the records, and what Swedish or English near misses of keys and values probably mean."""

from collections.abc import Collection
from difflib import get_close_matches

from auditresp.language import _
from auditresp.model import audits, responses, settings
from auditresp.model.values import Record

RECORDS: dict[type[Record], str] = {
    settings.Settings: _("the settings"),
    settings.Municipality: _("the municipality"),
    settings.Board: _("a board"),
    settings.Contact: _("a contact"),
    settings.Reminders: _("the reminders"),
    settings.Escalation: _("the escalation"),
    settings.Mail: _("the mail settings"),
    audits.RecommendationsFile: _("this file"),
    audits.Audit: _("an audit"),
    audits.Auditors: _("the auditors"),
    audits.Report: _("a report"),
    audits.CoverLetter: _("a cover letter"),
    audits.Recommendation: _("a recommendation"),
    audits.Finding: _("a finding"),
    audits.Verdict: _("a verdict"),
    responses.Response: _("a response"),
    responses.CaseOfficer: _("a case officer"),
    responses.Basis: _("a document in the decision basis"),
    responses.ProposedDecision: _("a proposed decision"),
    responses.Reply: _("a reply"),
    responses.Measure: _("a measure"),
    responses.Evidence: _("an evidence"),
    responses.DueChange: _("a changed deadline"),
    responses.FollowUp: _("a follow-up"),
    responses.Reported: _("a report back"),
    responses.Section: _("a section"),
    responses.Signature: _("a signature"),
    responses.Attachment: _("an attachment"),
    responses.Decision: _("a decision"),
    responses.Sent: _("the sending"),
}
"""Every record by the words a message uses for it."""

MEANT = {
    "adressater": "addressees",
    "anmärkning": "reprimand",
    "ansvarig": "owner",
    "avbruten": "cancelled",
    "bakgrund": "background",
    "bedömning": "assessment",
    "beslut": "decisions",
    "beslutsunderlag": "decision_basis",
    "bilagor": "attachments",
    "datum": "date",
    "delvis": "partly",
    "diarienummer": "case_number",
    "dnr": "case_number",
    "dokument": "documents",
    "erinran": "reminder",
    "finished": "done",
    "genomförd": "done",
    "granskning": "audit",
    "granskningar": "audits",
    "handläggare": "case_officers",
    "iakttagelser": "findings",
    "instämmer": "agree",
    "instämmer delvis": "partly",
    "instämmer inte": "disagree",
    "ja": "true",
    "klar": "done",
    "kommun": "municipality",
    "kontakter": "contacts",
    "namn": "name",
    "nej": "false",
    "nämnd": "board",
    "nämnder": "boards",
    "paragraf": "paragraph",
    "planerad": "planned",
    "pågående": "ongoing",
    "pågår": "ongoing",
    "rapport": "report",
    "rekommendation": "recommendation",
    "rekommendationer": "recommendations",
    "responsible": "owner",
    "rubrik": "heading",
    "sammanfattning": "summary",
    "sammanträde": "meeting",
    "skickad": "sent",
    "svar": "replies",
    "titel": "title",
    "underskrifter": "signatures",
    "uppföljningar": "follow_ups",
    "ämne": "subject",
    "åtgärder": "measures",
}
"""Words a secretary writes out of habit, and the one the files have for it."""


def nearest(word: str, possible: Collection[str]) -> str | None:
    """The word that probably was meant, when there is one."""
    lowered = word.strip().lower()
    if (meant := MEANT.get(lowered)) in possible:
        return meant
    return next(iter(get_close_matches(lowered.replace("-", "_"), list(possible), n=1)), None)
