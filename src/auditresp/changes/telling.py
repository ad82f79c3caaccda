"""Each change as a Swedish sentence that a reviewer reads, with the texts that changed beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from auditresp.changes.labels import ITSELF, contents, label
from auditresp.changes.naming import SHORT, Called, quoted, shown, thing, titled, value_of
from auditresp.changes.texts import Compared, compared_texts
from auditresp.changes.values import Change, Kind
from auditresp.markdown import plain
from auditresp.model.audits import Audit, Item, Verdict
from auditresp.model.records import Record
from auditresp.model.responses import Decision, DueChange, MeasureStatus, Reply, Reported, Response, Section, Sent
from auditresp.model.values import Text
from auditresp.wording import Worded, date_long, genitive, word


@dataclass(frozen=True)
class Told:
    """A change in words."""

    change: Change
    sentence: str
    details: tuple[str, ...] = ()
    """What is in a thing that came, a line each: *Ansvarig: Förvaltningschef*."""
    text: tuple[Compared, ...] = ()
    """The running text that came, went or changed, passage by passage."""


def told(change: Change, called: Called) -> Told:
    """A change in words; `called` says what the key of a board or a contact stands for."""
    return Told(change, upper(sentence(change, called)), tuple(details(change, called)), text_of(change))


def upper(words: str) -> str:
    """The words with a first letter in upper case, and one full stop at their end."""
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?", "…")) else ".")


def sentence(change: Change, called: Called) -> str:
    """What happened, in one sentence or two."""
    if known := happened(change, called):
        return known
    subject = subject_of(change, called)
    old, new = in_a_row(change.old, called), in_a_row(change.new, called)
    match change.kind:
        case Kind.ADDED:
            return f"{subject} har lagts till"
        case Kind.REMOVED:
            return f"{subject} har tagits bort"
        case Kind.SET:
            return f"{subject} har skrivits in" if isinstance(change.new, Text) else f"{subject} har angetts: {new}"
        case Kind.CLEARED:
            return f"{subject} har tagits bort" if isinstance(change.old, Text) else f"{subject} har tagits bort; tidigare {old}"
        case Kind.CHANGED | Kind.RESCHEDULED:
            return f"{subject} har ändrats från {old} till {new}"
        case Kind.REWORDED:
            return f"{subject} har formulerats om"
        case Kind.MOVED:
            return f"{subject} har flyttats från plats {place(change.old)} till plats {place(change.new)}"
        case Kind.RENAMED:
            return f"svaret har bytt beteckning från {change.old} till {change.new}"


def in_a_row(value: object, called: Called) -> str:
    """A value in a sentence that goes on: what is a verb or an adjective stands in quotation marks."""
    words = shown(value, called)
    return f"”{words}”" if isinstance(value, Worded) else words


def place(index: object) -> object:
    """A place in a list as people count."""
    return index + 1 if isinstance(index, int) else index


def subject_of(change: Change, called: Called) -> str:
    """What the sentence is about, in the definite form: *diarienumret*, *ansvarig för åtgärden ”…” (R1)*."""
    if not change.around:
        return whole(change)
    field, record = change.around[-1]
    holder = thing(change.around, change.item, called)
    if change.kind is Kind.MOVED and field == change.field:
        return holder or whole(change)
    name = label(type(record), change.field)
    if change.field == "by_board":
        return f"{genitive(called(str(change.path[-1])))} del av {holder}"
    if change.field == "stance":
        return f"{name} till {change.item}"
    if name == ITSELF:
        return holder
    if change.field == "measures":
        return f"{name} {entry_of(change, called)} ({change.item})"
    return " ".join(filter(None, (name, entry_of(change, called), f"för {holder}" if holder else "")))


def entry_of(change: Change, called: Called) -> str:
    """Which entry of a list or mapping it is; nothing where the field holds one value, or the sentence says it elsewhere."""
    key = change.path[-1]
    if key == change.field or change.kind is Kind.CHANGED:
        return ""
    if change.field == "texts":
        return f"”{key}”"
    entry = change.old if change.kind is Kind.REMOVED else change.new
    match entry:
        case Reply() | Text():
            return str(key) if isinstance(key, str) else ""
        case int() if change.kind is Kind.MOVED:
            values = value_of(change.around[-1].record, change.field)
            return shown(values[entry], called) if isinstance(values, tuple) else ""
        case _:
            return shown(entry, called)


def whole(change: Change) -> str:
    """A whole response or audit."""
    for record in (change.around[-1].record if change.around else None, change.new, change.old):
        match record:
            case Response(id=response):
                return f"svaret {response}"
            case Audit(title=title):
                return f"granskningen ”{title}”"
            case _:
                pass
    return change.file


def happened(change: Change, called: Called) -> str | None:
    """The sentence for what has words of its own in this trade; nothing for other changes."""
    around, new = change.around, change.new
    holder = thing(around, change.item, called)
    record = around[-1].record if around else None
    match change.kind, new, change.old:
        case Kind.RESCHEDULED, _, _ if isinstance(change.given, DueChange):
            return rescheduled(change.given, holder, called)
        case Kind.ADDED, Reply(stance=stance), _:
            return f"svaret på {change.item} har skrivits" + (f": {word(stance)}" if stance else "")
        case Kind.CHANGED, MeasureStatus(), MeasureStatus():
            return f"{holder} har gått från ”{word(change.old)}” till ”{word(new)}”" + along(change)
        case Kind.ADDED, Reported(), _:
            return f"{holder} har återrapporterats {titled(new, called)}"
        case Kind.ADDED, Decision(board=board, date=day), _:
            return ", ".join(filter(None, (f"{called(board)} har fattat beslut {date_long(day)}", new.paragraph, new.case_number)))
        case Kind.ADDED, Verdict(date=day, value=value), _:
            return f"revisorerna har {date_long(day)} bedömt {holder} som {word(value)}"
        case Kind.SET, Sent(date=day, version=version), _:
            return f"svaret har skickats {date_long(day)}, version {version}"
        case Kind.CHANGED, Sent(date=day, version=version), Sent(version=before) if version > before:
            return f"svaret har skickats på nytt {date_long(day)}, version {version}"
        case Kind.CHANGED, bool(), _ if isinstance(record, Item):
            return f"{holder} utelämnas {'nu' if new else 'inte längre'} ur handlingar som publiceras"
        case _:
            return None


def rescheduled(move: DueChange, holder: str, called: Called) -> str:
    """That a deadline was moved: from when to when, on which day, by whom and why."""
    by = f" av {called(move.by)}" if move.by else ""
    return (
        f"tidsgränsen för {holder} har flyttats från {date_long(move.from_)} till {date_long(move.to)} "
        f"({date_long(move.date)}{by}). Skäl: {plain(move.reason)}"
    )


def along(change: Change) -> str:
    """What came with a measure's new status: the day, or the reason."""
    match change.given:
        case None:
            return ""
        case Text():
            return f". Skäl: {plain(change.given)}"
        case _:
            return f" ({shown(change.given, str)})"


def details(change: Change, called: Called) -> Iterator[str]:
    """What is in a thing that came, a line each."""
    match change.kind, change.new:
        case Kind.ADDED, Reply(measures=measures, by_board=parts):
            yield from (f"{called(board)}: {quoted(text)}" for board, text in parts.items())
            yield from (f"Åtgärd: {', '.join((quoted(measure.text), *stated(measure, called)))}" for measure in measures)
        case Kind.ADDED, Record():
            yield from stated(change.new, called)
        case _:
            pass


def stated(record: Record, called: Called) -> Iterator[str]:
    """What a thing that came says besides its name: *Ansvarig: Förvaltningschef*."""
    for field, name in contents(record).items():
        if value := getattr(record, field):
            yield f"{name}: {shown(value, called)}"


def text_of(change: Change) -> tuple[Compared, ...]:
    """The running text that came, went or changed."""
    match change.old, change.new:
        case (Text() | None as before, Text() as after) | (Text() as before, None as after):
            return compared_texts(before, after)
        case (None, Record()) | (Record(), None):
            before, after = running_text(change.old), running_text(change.new)
            return compared_texts(before, after) if before or after else ()
        case _:
            return ()


def running_text(record: object) -> Text | None:
    """What a thing that came or went says at length, where its name does not say it all."""
    text = getattr(record, "text", None)
    return text if isinstance(text, Text) and (isinstance(record, Reply | Item | Verdict | Section) or len(text) > SHORT) else None


def heading(change: Change, titles: Mapping[str, str]) -> str:
    """What a change is read under: the response, the audit, or the settings; `titles` are those of the audits, by their ids."""
    audit = change.audit or ""
    if change.response:
        return f"Svaret {change.response}" + (f": {titles[audit]}" if audit in titles else "")
    return f"Granskningen {titles.get(audit, audit)}" if audit else "Inställningarna"
