"""The fields a template may use: the files' records as a document sees them.

Every field of the model is here by inheritance. Where a file has a key, a document sees whom or what it names;
where something follows from the files, a document sees it computed. The descriptions are Swedish: they are what
the person who makes a template reads.
"""
# A resolved field has another type than the key it stands for, which is the point of it.
# mypy: disable-error-code="assignment"

from collections.abc import Mapping

from auditresp.documents.view.unfolding import Unfolding
from auditresp.documents.word.charts import Chart
from auditresp.documents.word.illustrations import Picture
from auditresp.model import audits, responses, settings
from auditresp.model.audits import VerdictValue
from auditresp.model.dates import Deadline
from auditresp.model.records import Record, optional, required
from auditresp.model.responses import Stance
from auditresp.model.standing import ItemStatus, ResponseState
from auditresp.model.values import BoardKey, Email, Id, ItemId, Line, Text


class Actor(Record):
    """Någon som gör något: en funktion eller nämnd ur auditresp.yaml, eller bara ett namn."""

    key: Id | None = optional("Nyckeln i auditresp.yaml.")
    title: Line | None = optional("Funktionens titel.")
    name: Line | None = optional("Personens eller nämndens namn.")
    email: Email | None = optional("E-postadress.")

    def __str__(self) -> str:
        return self.title or self.name or ""


class Municipality(settings.Municipality):
    """Kommunen, som den presenteras i brevhuvud och sidfot."""

    logo: Picture | None = optional("Kommunens logotyp, en bild. Med filtret height får den sin höjd.")


class Board(settings.Board):
    """En nämnd."""

    key: BoardKey = required("Nyckeln i auditresp.yaml.")

    def __str__(self) -> str:
        return self.name


class DueChange(responses.DueChange):
    """En flyttad tidsgräns."""

    by: Actor | None = optional("Vem som beslutade om flytten.")


class Measure(responses.Measure):
    """En åtgärd."""

    number: int = required("Åtgärdens nummer under sin rekommendation, från 1.")
    owner: Actor | None = optional("Vem som ansvarar.")
    due_changes: tuple[DueChange, ...] = optional("Flyttade tidsgränser, äldst först.", default=())


class Part(Record):
    """En nämnds egen del av ett svar."""

    board: Actor = required("Nämnden som svarar så.")
    text: Text = required("Nämndens svar.")


class Reply(responses.Reply):
    """Svaret på en rekommendation eller iakttagelse."""

    by_board: tuple[Part, ...] = optional("Enskilda nämnders egna delar av svaret.", default=())
    measures: tuple[Measure, ...] = optional("Åtgärder.", default=())
    status: ItemStatus = required("Obesvarad, besvarad, pågår eller genomförd.")


class Item(audits.Item):
    """Det som rekommendationer och iakttagelser har gemensamt: revisorernas ord och nämndens svar."""

    number: int = required("Numret i granskningen, från 1; det ändras inte av att något utelämnas.")
    label: Line = required("Vad den är, med sitt nummer: Rekommendation 2, Anmärkning 3, Iakttagelse 1.")
    withheld: bool = optional(
        "Om den är utelämnad för att den omfattas av sekretess. Texten är då en mening som säger det, och svar och åtgärder saknas.",
        default=False,
    )
    boards: tuple[Board, ...] = optional("Nämnder som svarar.", default=())
    stance: Stance | None = optional("Instämmer, instämmer delvis eller instämmer inte.")
    reply: Text | None = optional("Svaret.")
    by_board: tuple[Part, ...] = optional("Enskilda nämnders egna delar av svaret.", default=())
    measures: tuple[Measure, ...] = optional("Åtgärder.", default=())
    verdict: VerdictValue | None = optional("Revisorernas senaste bedömning.")
    status: ItemStatus = required("Obesvarad, besvarad, pågår eller genomförd.")
    due: Deadline | None = optional("När det som återstår av åtgärderna ska vara klart.")


class Recommendation(Item, audits.Recommendation):
    """En rekommendation, erinran eller anmärkning, med svaret."""


class Finding(Item, audits.Finding):
    """En iakttagelse utöver rekommendationerna, med svaret."""


class RecommendationGroup(Record):
    """Rekommendationer under samma rubrik."""

    heading: Line | None = optional("Rubriken.")
    recommendations: tuple[Recommendation, ...] = required("Rekommendationerna.")


class FindingGroup(Record):
    """Iakttagelser under samma rubrik."""

    heading: Line | None = optional("Rubriken.")
    findings: tuple[Finding, ...] = required("Iakttagelserna.")


class ListedMeasure(Measure):
    """En åtgärd i listan över alla."""

    recommendation: Recommendation | Finding = required("Rekommendationen eller iakttagelsen som den gäller.")


class Audit(audits.Audit):
    """En granskning. Rekommendationerna bär alla svar som finns, från alla nämnder."""

    boards: tuple[Board, ...] = required("Nämnder som ska svara.")
    for_information: tuple[Board, ...] = optional("Nämnder som får granskningen för kännedom.", default=())
    recommendations: tuple[Recommendation, ...] = required("Rekommendationerna, i rapportens ordning.")
    findings: tuple[Finding, ...] = optional("Iakttagelser utöver rekommendationerna.", default=())


class FollowUp(responses.FollowUp):
    """Ett åtagande att återrapportera."""

    number: int = required("Nummer, från 1.")
    next_due: Deadline | None = optional("När nästa återrapport ska lämnas; ingenting när alla är lämnade.")
    reporter: Actor | None = optional("Vem som återrapporterar.")
    receiver: Actor | None = optional("Vem som tar emot rapporten.")
    due_changes: tuple[DueChange, ...] = optional("Flyttade tidsgränser, äldst först.", default=())


class Progress(Record):
    """Hur långt åtgärderna har kommit när en återrapport ska lämnas. Försenat är det som skulle ha varit klart före den dagen."""

    follow_up: FollowUp | None = optional(
        "Åtagandet som återrapporten gäller: det första som inte är fullgjort, helst ett som anger just den här mallen; annars det sista."
    )
    due: Deadline | None = optional("När återrapporten senast ska lämnas.")
    done: tuple[ListedMeasure, ...] = optional("Genomförda åtgärder.", default=())
    late: tuple[ListedMeasure, ...] = optional("Försenade åtgärder.", default=())
    ongoing: tuple[ListedMeasure, ...] = optional("Åtgärder som pågår och inte är försenade.", default=())
    planned: tuple[ListedMeasure, ...] = optional("Åtgärder som inte har börjat och inte är försenade.", default=())
    cancelled: tuple[ListedMeasure, ...] = optional("Avbrutna åtgärder.", default=())


class ProposedDecision(responses.ProposedDecision):
    """En beslutssats."""

    number: int = required("Nummer, från 1.")
    by: Actor | None = optional("Nämnden som beslutar, när svaret är gemensamt.")
    follow_up: FollowUp | None = optional("Uppföljningen som beslutssatsen avser.")


class ProposedDecisionGroup(Record):
    """Beslutssatser för samma nämnd."""

    by: Actor | None = optional("Nämnden som beslutar.")
    proposed_decisions: tuple[ProposedDecision, ...] = required("Beslutssatserna.")


class Attachment(responses.Attachment):
    """En bilaga."""

    number: Line = required("Bilagans nummer; där inget är angivet räknas från 1.")


class Decision(responses.Decision):
    """En nämnds beslut om svaret."""

    board: Board = required("Nämnden som beslutade.")


class Response(responses.Response, Unfolding):
    """Svaret på en granskning."""

    audit: Audit = required("Granskningen som besvaras.")
    boards: tuple[Board, ...] = required("Nämnder som svarar.")
    subject: Line = required("Handlingens rubrik.")
    recommendations: tuple[Recommendation, ...] = required("Rekommendationerna, med svaren.")
    recommendation_groups: tuple[RecommendationGroup, ...] = required("Rekommendationerna, under sina rubriker.")
    reprimands: tuple[Recommendation, ...] = optional("De av rekommendationerna som är anmärkningar.", default=())
    findings: tuple[Finding, ...] = optional("Övriga iakttagelser, med svaren.", default=())
    finding_groups: tuple[FindingGroup, ...] = optional("Övriga iakttagelser, under sina rubriker.", default=())
    replies: Mapping[ItemId, Reply] = required("Svaren, efter rekommendationens eller iakttagelsens id.")
    measures: tuple[ListedMeasure, ...] = optional("Alla åtgärder.", default=())
    progress: Progress = required("Hur långt åtgärderna har kommit, för en återrapport.")
    proposed_decisions: tuple[ProposedDecision, ...] = optional("Förslag till beslut, sats för sats.", default=())
    proposed_decision_groups: tuple[ProposedDecisionGroup, ...] = optional("Förslag till beslut, nämnd för nämnd.", default=())
    follow_ups: tuple[FollowUp, ...] = optional("Åtaganden att återrapportera.", default=())
    attachments: tuple[Attachment, ...] = optional("Bilagor.", default=())
    decisions: tuple[Decision, ...] = optional("Fattade beslut, ett för varje nämnd.", default=())
    state: ResponseState = required("Utkast, beslutat eller skickat.")


class ResponseDocument(Response):
    """Det som en mall för ett svar ser: allt i svaret direkt vid sitt namn, och dessutom detta."""

    municipality: Municipality = required("Kommunen.")
    response: Response = required("Svaret; allt i det kan också skrivas utan response framför.")


class ListedFollowUp(FollowUp):
    """Ett åtagande att återrapportera, i listan över alla."""

    response: Response = required("Svaret där åtagandet gjordes.")


class Count(Record):
    """Hur många rekommendationer som står så."""

    status: ItemStatus = required("Obesvarad, besvarad, pågår eller genomförd.")
    number: int = required("Antalet.")


class AnsweredAudit(Audit):
    """En granskning med sina svar."""

    responses: tuple[Response, ...] = optional("Svaren.", default=())
    counts: tuple[Count, ...] = required(
        "Hur många av granskningens rekommendationer som är obesvarade, besvarade, pågår och är genomförda."
    )
    moved_measures: tuple[ListedMeasure, ...] = optional("De av åtgärderna vars tidsgräns har flyttats.", default=())


class RegisterDocument(Record):
    """Det som en mall för hela registret ser."""

    municipality: Municipality = required("Kommunen.")
    boards: tuple[Board, ...] = required("Nämnderna.")
    contacts: tuple[Actor, ...] = optional("Funktioner som ansvarar för åtgärder och rapporter.", default=())
    audits: tuple[AnsweredAudit, ...] = required("Granskningarna.")
    counts: tuple[Count, ...] = required("Hur många rekommendationer som är obesvarade, besvarade, pågår och är genomförda.")
    chart: Chart | None = optional("Diagram över detta: en stapel för varje granskning eller, när de är många, för varje år.")
    board_chart: Chart | None = optional(
        "Diagram med en stapel för varje nämnd. En rekommendation till flera nämnder räknas hos var och en, efter hur långt den har kommit."
    )
    follow_ups: tuple[ListedFollowUp, ...] = optional("Alla åtaganden att återrapportera, i den ordning de ska lämnas.", default=())
