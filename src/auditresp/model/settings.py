"""auditresp.yaml: the municipality, its boards and contacts, reminders and mail."""

from collections.abc import Iterable, Mapping

from auditresp.model.dates import Day
from auditresp.model.records import Record, optional, required
from auditresp.model.values import BoardKey, ContactKey, Email, Line, PictureFile, TemplateName

FORMAT = 1
"""The version of the files that this program reads and writes."""


class Municipality(Record):
    """Kommunen, som den presenteras i brevhuvud och sidfot."""

    name: Line = required("Kommunens namn.")
    postal_address: Line | None = optional("Postadress.")
    visiting_address: Line | None = optional("Besöksadress.")
    phone: Line | None = optional("Telefonnummer.")
    email: Email | None = optional("E-postadress.")
    organisation_number: Line | None = optional("Organisationsnummer.")
    website: Line | None = optional("Webbplats.")
    logo: PictureFile | None = optional("Kommunens logotyp: en PNG- eller JPEG-fil i arbetsmappen, till exempel templates/logo.png.")


class Board(Record):
    """En nämnd."""

    name: Line = required("Nämndens namn, med stor bokstav.")
    administration: Line | None = optional("Förvaltningen som bereder nämndens ärenden.")
    email: Email | None = optional("Nämndens e-postadress.")
    meetings: tuple[Day, ...] = optional("Nämndens sammanträdesdagar.", default=())
    approval_days: int = optional(
        "Antal dagar från sammanträdet tills protokollet är justerat (högst 14 enligt kommunallagen 5:69 och 6:35).",
        default=14,
        at_least=0,
        at_most=60,
    )


class Contact(Record):
    """En funktion, till exempel en förvaltningschef; nyckeln är vad `owner` och `reporter` får ange."""

    title: Line = required("Funktionens titel.")
    name: Line | None = optional("Personens namn, om det behövs.")
    email: Email | None = optional("E-postadress för påminnelser.")


class Escalation(Record):
    """När och till vem en försenad åtgärd förs vidare."""

    after_working_days: int = required("Antal arbetsdagar efter förfallodagen.", at_least=0)
    to: tuple[ContactKey, ...] = required("Kontakter som då får veta.")


class Reminders(Record):
    """När det påminns om det som ska göras."""

    days_before: tuple[int, ...] = optional("Antal dagar före varje tidsgräns.", default=(30, 14, 7, 1))
    days_overdue: tuple[int, ...] = optional("Antal dagar efter tidsgränsen; därefter upprepas det sista steget.", default=(1, 2, 4, 8, 16))
    escalate: Escalation | None = optional("När en försening förs vidare, och till vem.")
    memory: Line | None = optional(
        "Filen som minns vad som har påmints, om den inte ska ligga i arbetsmappen; en delad nätverksmapp går bra. "
        "Sökvägen räknas från arbetsmappen."
    )


class Mail(Record):
    """Hur e-post skickas. Lösenordet hämtas bara ur miljön, aldrig ur filen."""

    server: Line = required("E-postserver: smtp://värd:port (STARTTLS där det erbjuds) eller smtps://värd:port.")
    sender: Email = required("Avsändarens e-postadress.")
    require_tls: bool = optional("Skicka bara om förbindelsen till servern är krypterad.", default=False)


class Settings(Record):
    """Arbetsmappens inställningar."""

    format: int = required("Filernas formatversion.", at_least=1)
    municipality: Municipality = required("Kommunen.")
    boards: Mapping[BoardKey, Board] = required("Nämnderna; nyckeln är det korta namn som övriga filer använder.")
    contacts: Mapping[ContactKey, Contact] = optional("Funktioner som ansvarar för åtgärder och rapporter.", default={})
    documents: tuple[TemplateName, ...] = optional("Mallar som fylls med hela registret, inte med ett enskilt svar.", default=())
    reminders: Reminders = optional("När det påminns.", default=Reminders())
    mail: Mail | None = optional("Hur e-post skickas.")

    def addresses(self, owner: str | None, boards: Iterable[str]) -> list[Email]:
        """Where a reminder of a promise goes: to its owner, else to its boards; nowhere where none of them has an address."""
        named = [self.contacts.get(ContactKey(owner)) or self.boards.get(BoardKey(owner))] if owner else []
        for asked in (named, [self.boards.get(BoardKey(board)) for board in boards]):
            if found := [each.email for each in asked if each and each.email]:
                return found
        return []

    def called(self, who: str) -> str:
        """What a contact's or a board's key stands for in words; a name as it is."""
        if contact := self.contacts.get(ContactKey(who)):
            return contact.title
        board = self.boards.get(BoardKey(who))
        return board.name if board else who
