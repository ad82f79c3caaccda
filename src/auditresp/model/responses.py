"""responses/ID.yaml: what the boards answer, promise and decide."""

from collections.abc import Mapping
from enum import StrEnum

from auditresp.model.dates import Day, Deadline
from auditresp.model.records import Record, optional, required
from auditresp.model.values import AuditId, BoardKey, Email, FollowUpId, Id, ItemId, Line, Sha256, TemplateName, Text, Who


class Stance(StrEnum):
    """What a board thinks of a recommendation: instämmer, instämmer delvis, instämmer inte."""

    AGREE = "agree"
    PARTLY = "partly"
    DISAGREE = "disagree"


class MeasureStatus(StrEnum):
    """Where a measure stands: planerad, pågår, genomförd, avbruten."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    DONE = "done"
    CANCELLED = "cancelled"


class Repetition(StrEnum):
    """How often a follow-up comes back."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class DueChange(Record):
    """En flyttad tidsgräns. Ingen tas bort, och den sista `to` är den som gäller."""

    from_: Deadline = required("Tidsgränsen som flyttades.", alias="from")
    to: Deadline = required("Den nya tidsgränsen.")
    reason: Text = required("Varför den flyttades.")
    by: Who | None = optional("Vem som beslutade om flytten.")
    date: Day = required("När den flyttades.")


class Evidence(Record):
    """Underlag som visar att en åtgärd är genomförd."""

    text: Line = required("Vad underlaget är.")
    case_number: Line | None = optional("Diarienummer.")
    sha256: Sha256 | None = optional("Filens SHA-256, när underlaget är en fil.")


class Measure(Record):
    """Vad en nämnd gör med anledning av en rekommendation: en åtgärd."""

    id: Id = required("Kort beteckning, unik i svaret och aldrig återanvänd.")
    text: Text = required("Vad som ska göras.")
    status: MeasureStatus = required("Planerad (planned), pågår (ongoing), genomförd (done) eller avbruten (cancelled).")
    owner: Who | None = optional("Vem som ansvarar: en kontakt eller nämnd ur auditresp.yaml, annars ett namn.")
    due: Deadline | None = optional("När åtgärden ska vara klar.")
    done: Day | None = optional("Dagen då åtgärden blev klar; krävs när den är genomförd.")
    reason: Text | None = optional("Varför åtgärden avbröts; krävs när den är avbruten.")
    evidence: tuple[Evidence, ...] = optional("Underlag som visar att åtgärden är genomförd.", default=())
    due_changes: tuple[DueChange, ...] = optional("Flyttade tidsgränser, äldst först.", default=())


class Reply(Record):
    """Svaret på en rekommendation eller iakttagelse."""

    stance: Stance | None = optional("Instämmer (agree), instämmer delvis (partly) eller instämmer inte (disagree).")
    text: Text | None = optional("Svaret.")
    by_board: Mapping[BoardKey, Text] = optional("Enskilda nämnders egna delar av ett gemensamt svar.", default={})
    measures: tuple[Measure, ...] = optional("Åtgärder med anledning av rekommendationen.", default=())


class Reported(Record):
    """En lämnad återrapport."""

    date: Day = required("Dagen då den lämnades.")
    case_number: Line | None = optional("Diarienummer.")


class FollowUp(Record):
    """Ett åtagande att återrapportera."""

    id: Id = required("Kort beteckning, unik i svaret och aldrig återanvänd.")
    text: Text = required("Vad som ska återrapporteras.")
    due: Deadline = required("När det senast ska återrapporteras.")
    reporter: Who | None = optional("Vem som återrapporterar.")
    receiver: Who | None = optional("Vem som tar emot rapporten.")
    document: TemplateName | None = optional("Mallen som återrapporten skrivs med.")
    repeats: Repetition | None = optional("Hur ofta återrapporteringen upprepas.")
    until: Deadline | None = optional("När upprepningen upphör.")
    due_changes: tuple[DueChange, ...] = optional("Flyttade tidsgränser, äldst först.", default=())
    reported: tuple[Reported, ...] = optional("Lämnade återrapporter.", default=())


class ProposedDecision(Record):
    """En beslutssats som kan verkställas som den står."""

    text: Text = required("Beslutssatsen.")
    by: Who | None = optional("Nämnden som beslutar, när svaret är gemensamt.")
    follow_up: FollowUpId | None = optional("Uppföljningen som beslutssatsen avser.")


class CaseOfficer(Record):
    """En handläggare."""

    name: Line | None = optional("Namn.")
    title: Line | None = optional("Titel.")
    phone: Line | None = optional("Telefonnummer.")
    email: Email | None = optional("E-postadress.")


class Basis(Record):
    """En handling i beslutsunderlaget."""

    text: Line = required("Handlingens benämning.")
    date: Day | None = optional("Handlingens dag.")


class Section(Record):
    """Ett eget avsnitt, till exempel om barnperspektivet."""

    heading: Line = required("Avsnittets rubrik.")
    text: Text = required("Avsnittets text.")


class Signature(Record):
    """En underskrift."""

    name: Line | None = optional("Namn.")
    title: Line | None = optional("Titel.")


class Attachment(Record):
    """En bilaga."""

    text: Line = required("Bilagans benämning.")
    number: Line | None = optional("Bilagans nummer.")


class Decision(Record):
    """En nämnds beslut om svaret."""

    board: BoardKey = required("Nämnden som beslutade.")
    date: Day = required("Beslutsdagen.")
    paragraph: Line | None = optional("Paragraf i protokollet, till exempel § 45.")
    case_number: Line | None = optional("Nämndens diarienummer.")


class Sent(Record):
    """Att svaret är skickat."""

    date: Day = required("Dagen då det skickades.")
    version: int = required("Vilken version som skickades.", at_least=1)


class Response(Record):
    """Ett svar från en eller flera nämnder på en granskning."""

    id: Id = required("Svarets beteckning: filens namn utan .yaml.", in_file=False)
    audit: AuditId = required("Granskningen som besvaras, med dess id i recommendations.yaml.")
    documents: tuple[TemplateName, ...] = required("Mallar att fylla: svar blir build/<svarets id>/svar.docx.")
    boards: tuple[BoardKey, ...] = required("Nämnder som svarar; flera betyder ett gemensamt svar.")
    subject: Line | None = optional("Handlingens rubrik; annars görs den av granskningens titel.")
    case_number: Line | None = optional("Diarienummer.")
    their_reference: Line | None = optional("Revisorernas beteckning.")
    date: Day | None = optional("Handlingens dag.")
    meeting: Day | None = optional("Sammanträdet där svaret ska beslutas.")
    addressees: tuple[Line, ...] = optional("Vem handlingen är ställd till.", default=())
    case_officers: tuple[CaseOfficer, ...] = optional("Handläggare.", default=())
    decision_basis: tuple[Basis, ...] = optional("Beslutsunderlag.", default=())
    summary: Text | None = optional("Sammanfattning av ärendet.")
    background: Text | None = optional("Bakgrund.")
    assessment: Text | None = optional("Nämndens eller förvaltningens bedömning.")
    proposed_decisions: tuple[ProposedDecision, ...] = optional("Förslag till beslut, sats för sats.", default=())
    replies: Mapping[ItemId, Reply] = required("Svaren, efter rekommendationens eller iakttagelsens id.")
    follow_ups: tuple[FollowUp, ...] = optional("Åtaganden att återrapportera.", default=())
    texts: Mapping[Id, Text] = optional("Ytterligare texter som kommunens egen mall frågar efter, med namn.", default={})
    sections: tuple[Section, ...] = optional("Egna avsnitt.", default=())
    signatures: tuple[Signature, ...] = optional("Underskrifter.", default=())
    attachments: tuple[Attachment, ...] = optional("Bilagor.", default=())
    distribution: tuple[Line, ...] = optional("Vilka beslutet skickas till.", default=())
    decisions: tuple[Decision, ...] = optional("Fattade beslut, ett för varje nämnd.", default=())
    sent: Sent | None = optional("När svaret skickades, och vilken version.")
