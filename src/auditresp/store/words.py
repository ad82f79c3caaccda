"""How messages name the records, and what was probably meant by a word that is not in the vocabulary."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches

from auditresp.language import _
from auditresp.model import audits, responses, settings
from auditresp.model.records import Record

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
    responses.Evidence: _("a piece of evidence"),
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

KEYS = {
    "adressater": "addressees",
    "ansvarig": "owner",
    "bakgrund": "background",
    "bedömning": "assessment",
    "beslut": "decisions",
    "beslutsunderlag": "decision_basis",
    "bilagor": "attachments",
    "datum": "date",
    "diarienummer": "case_number",
    "dnr": "case_number",
    "dokument": "documents",
    "granskning": "audit",
    "granskningar": "audits",
    "handläggare": "case_officers",
    "iakttagelser": "findings",
    "kommun": "municipality",
    "kontakter": "contacts",
    "namn": "name",
    "nämnd": "board",
    "nämnder": "boards",
    "paragraf": "paragraph",
    "rapport": "report",
    "rekommendationer": "recommendations",
    "responsible": "owner",
    "rubrik": "heading",
    "sammanfattning": "summary",
    "sammanträde": "meeting",
    "skickad": "sent",
    "skickat": "sent",
    "svar": "replies",
    "titel": "title",
    "underskrifter": "signatures",
    "uppföljningar": "follow_ups",
    "ämne": "subject",
    "åtgärder": "measures",
}
"""What a secretary may write out of habit, and the key the files have for it."""

VALUES = {"delvis": "partly", "ja": "true", "klar": "done", "nej": "false", "pågående": "ongoing"}
"""The same for values, beside the Swedish words that documents print for them."""


def nearest(written: str, possible: Collection[str], habits: Mapping[str, str]) -> str:
    """The end of a message about a word that is none of those possible: the one that probably was meant, if any."""
    meant = {name: name for name in possible} | {habit: name for habit, name in habits.items() if name in possible}
    near = get_close_matches(written.strip().lower(), meant, n=1, cutoff=0.7)
    return _("; did you mean '{name}'?").format(name=meant[near[0]]) if near else ""
