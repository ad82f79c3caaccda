"""recommendations.yaml: what the auditors said."""

from enum import StrEnum

from auditresp.model.dates import Day, Deadline
from auditresp.model.records import Record, optional, required
from auditresp.model.values import AuditId, BoardKey, ItemId, Line, Text


class Severity(StrEnum):
    """How serious the auditors' remark is: rekommendation, erinran, anmärkning."""

    RECOMMENDATION = "recommendation"
    REMINDER = "reminder"
    REPRIMAND = "reprimand"


class VerdictValue(StrEnum):
    """What the auditors later find about a recommendation."""

    OPEN = "open"
    PARTLY_ADDRESSED = "partly_addressed"
    ADDRESSED = "addressed"
    CLOSED_NOT_ADDRESSED = "closed_not_addressed"
    NO_LONGER_RELEVANT = "no_longer_relevant"


class Verdict(Record):
    """Revisorernas senare bedömning av en rekommendation. Bara de sätter den, och ingen tas bort."""

    date: Day = required("Dagen för bedömningen.")
    value: VerdictValue = required("Bedömningen.")
    text: Text | None = optional("Revisorernas ord.")


class Asked(Record):
    """The beginning of what a board answers."""

    id: ItemId = required("Kort beteckning, unik i granskningen och aldrig återanvänd, till exempel R1.")
    text: Text = required("Revisorernas ord.")
    boards: tuple[BoardKey, ...] = optional("Nämnder som ska svara, när det inte är alla granskningens nämnder.", default=())
    group: Line | None = optional("Rubrik att samla flera under.")


class Graded(Asked):
    """What is said about a recommendation alone, in its place among the fields."""

    severity: Severity = optional("Rekommendation, erinran (reminder) eller anmärkning (reprimand).", default=Severity.RECOMMENDATION)


class Item(Asked):
    """What a recommendation and a finding have in common: something a board answers."""

    confidential: bool = optional("Utelämnas ur handlingar som publiceras.", default=False)
    verdicts: tuple[Verdict, ...] = optional("Revisorernas senare bedömningar.", default=())


class Recommendation(Item, Graded):
    """En rekommendation, erinran eller anmärkning från revisorerna."""


class Finding(Item):
    """En iakttagelse utöver rekommendationerna, som nämnden också svarar på."""


class Auditors(Record):
    """Vilka som har granskat."""

    elected: Line | None = optional("De förtroendevalda revisorerna, som de benämns i löpande text.")
    firm: Line | None = optional("Revisionsbyrån.")


class Report(Record):
    """Revisionsrapporten."""

    number: Line | None = optional("Rapportens nummer.")
    date: Day | None = optional("Rapportens dag.")
    title: Line | None = optional("Rapportens titel.")


class CoverLetter(Record):
    """Revisionsskrivelsen (missivet) som rapporten kom med."""

    date: Day | None = optional("Skrivelsens dag.")
    case_number: Line | None = optional("Revisorernas diarienummer.")


class Audit(Record):
    """En granskning."""

    id: AuditId = required("Kort beteckning, unik i arbetsmappen, till exempel 2018-ekonomiskt-utanforskap.")
    title: Line = required("Granskningens titel.")
    auditors: Auditors | None = optional("Vilka som har granskat.")
    report: Report | None = optional("Revisionsrapporten.")
    cover_letter: CoverLetter | None = optional("Revisionsskrivelsen (missivet).")
    boards: tuple[BoardKey, ...] = required("Nämnder som ska svara.")
    for_information: tuple[BoardKey, ...] = optional("Nämnder som får granskningen för kännedom.", default=())
    reply_due: Deadline | None = optional("När svaret senast ska lämnas.")
    assessment: Text | None = optional("Revisorernas sammanfattande bedömning.")
    recommendations: tuple[Recommendation, ...] = required("Rekommendationerna, i rapportens ordning.")
    findings: tuple[Finding, ...] = optional("Iakttagelser utöver rekommendationerna som nämnden också svarar på.", default=())

    @property
    def items(self) -> tuple[Item, ...]:
        """Recommendations, then findings: everything a board may have to answer."""
        return (*self.recommendations, *self.findings)

    def answered_by(self, item: Item) -> tuple[BoardKey, ...]:
        """The boards that must answer an item: its own, else all of the audit's."""
        return item.boards or self.boards


class RecommendationsFile(Record):
    """Vad revisorerna har sagt."""

    audits: tuple[Audit, ...] = required("Granskningarna.")
