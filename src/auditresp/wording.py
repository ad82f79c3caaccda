"""Swedish words and dates, for documents, mail and pages.

The functions in `FILTERS` are also what a Word template may write after a `|`. An optional value that is absent
goes in as None, an empty text or anything else that is false, and comes out empty. A `Text` stays a `Text`, so
that whoever prints it still knows that it is Markdown.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache

from auditresp.deadlines import DueKind, DueState
from auditresp.model.audits import Severity, VerdictValue
from auditresp.model.dates import Deadline, Precision
from auditresp.model.records import Record
from auditresp.model.responses import MeasureStatus, Repetition, Stance
from auditresp.model.standing import ItemStatus, ResponseState
from auditresp.model.values import Text

MONTHS = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"]
QUARTERS = ["första", "andra", "tredje", "fjärde"]

Worded = Stance | MeasureStatus | ItemStatus | VerdictValue | Severity | Repetition | ResponseState | DueKind | DueState
"""What has a Swedish word of its own. No two members share a value, or `word` would take one for the other."""


@cache
def word(value: Worded) -> str:
    """The Swedish word for a stance, status, verdict, severity, repetition or state, or for what falls due."""
    match value:
        case Stance.AGREE:
            return "instämmer"
        case Stance.PARTLY:
            return "instämmer delvis"
        case Stance.DISAGREE:
            return "instämmer inte"
        case MeasureStatus.PLANNED:
            return "planerad"
        case MeasureStatus.ONGOING | ItemStatus.IN_PROGRESS:
            return "pågår"
        case MeasureStatus.DONE | ItemStatus.IMPLEMENTED:
            return "genomförd"
        case MeasureStatus.CANCELLED:
            return "avbruten"
        case ItemStatus.UNANSWERED:
            return "obesvarad"
        case ItemStatus.ANSWERED:
            return "besvarad"
        case VerdictValue.OPEN:
            return "kvarstår"
        case VerdictValue.PARTLY_ADDRESSED:
            return "delvis åtgärdad"
        case VerdictValue.ADDRESSED:
            return "åtgärdad"
        case VerdictValue.CLOSED_NOT_ADDRESSED:
            return "avslutad utan åtgärd"
        case VerdictValue.NO_LONGER_RELEVANT:
            return "inte längre aktuell"
        case Severity.RECOMMENDATION:
            return "rekommendation"
        case Severity.REMINDER:
            return "erinran"
        case Severity.REPRIMAND:
            return "anmärkning"
        case Repetition.MONTHLY:
            return "månadsvis"
        case Repetition.QUARTERLY:
            return "kvartalsvis"
        case Repetition.HALF_YEARLY:
            return "halvårsvis"
        case Repetition.YEARLY:
            return "årsvis"
        case ResponseState.DRAFT:
            return "utkast"
        case ResponseState.DECIDED:
            return "beslutat"
        case ResponseState.SENT:
            return "skickat"
        case DueKind.REPLY:
            return "svar"
        case DueKind.MEASURE:
            return "åtgärd"
        case DueKind.FOLLOW_UP:
            return "återrapport"
        case DueState.UPCOMING:
            return "kommande"
        case DueState.DUE_SOON:
            return "snart"
        case DueState.OVERDUE:
            return "försenad"
        case DueState.MET:
            return "klar"


def word_for(status: ItemStatus, number: int) -> str:
    """The Swedish word for what so many recommendations are: *besvarad* of one, *besvarade* of several."""
    match status:
        case ItemStatus.UNANSWERED | ItemStatus.ANSWERED:
            return word(status) + ("" if number == 1 else "e")
        case ItemStatus.IMPLEMENTED:
            return word(status) + ("" if number == 1 else "a")
        case ItemStatus.IN_PROGRESS:
            return word(status)


def date_long(value: date | Deadline | None) -> str:
    """A day or deadline in running text: *den 25 oktober 2018*, *oktober 2018*, *våren 2018*."""
    if isinstance(value, Deadline):
        return _deadline_long(value)
    return f"den {value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def _deadline_long(deadline: Deadline) -> str:
    """A deadline with the precision it was promised with."""
    day = deadline.day
    match deadline.precision:
        case Precision.DAY:
            return date_long(day)
        case Precision.MONTH:
            return f"{MONTHS[day.month - 1]} {day.year}"
        case Precision.QUARTER:
            return f"{QUARTERS[day.month // 3 - 1]} kvartalet {day.year}"
        case Precision.SPRING:
            return f"våren {day.year}"
        case Precision.AUTUMN:
            return f"hösten {day.year}"
        case Precision.YEAR:
            return str(day.year)


def date_iso(value: date | Deadline | None) -> str:
    """A day or deadline where room is scarce: *2018-10-25*, *2018-10*; in words where figures have no form for it."""
    if isinstance(value, Deadline):
        in_figures = value.precision in (Precision.DAY, Precision.MONTH, Precision.YEAR)
        return value.written if in_figures else _deadline_long(value)
    return value.isoformat() if value else ""


def genitive(value: object) -> str:
    """Whose: *nämndens*, *Sundbybergs stads*, *Malmös*, *SKR:s*. A name that ends in s, x or z stays as it is."""
    name, bracket = _before_bracket(_name(value))
    if not name or name[-1] in "sxzSXZ":
        ending = ""
    elif re.search(r"\b[A-ZÅÄÖ]{2,}$|\d$", name):
        ending = ":s"
    else:
        ending = "s"
    return _alike(value, name + ending + bracket)


def _before_bracket(name: str) -> tuple[str, str]:
    """The name and the short form after it: *Socialnämnden (SN)* is in the genitive *Socialnämndens (SN)*."""
    inside = re.search(r"\s*\([^()]*\)$", name)
    return (name[: inside.start()], name[inside.start() :]) if inside and inside.start() else (name, "")


def join_and(values: object) -> str:
    """Several in one breath: *a, b och c*, *Socialnämnden och utbildningsnämnden*. One alone, outside any list, is itself."""
    listed = list(values) if isinstance(values, Iterable) and not isinstance(values, str | Record) else [values]
    first, *further = [name for name in map(_name, listed) if name] or [""]
    *others, last = [first, *map(inside_sentence, further)]
    joined = f"{', '.join(others)} och {last}" if others else last
    return Text(joined) if any(isinstance(value, Text) for value in listed) else joined


BODY = r"(?i:\w+-(?:,| och )|\w*(?:nämnden|styrelsen|utskottet|fullmäktige|beredningen|kommittén|delegationen|revisionen|revisorerna)s?\b)"
"""How the name of a body that is a common noun begins: *Utbildningsnämnden*, *Kultur- och fritidsnämnden*; not *Östra nämnden*."""


def inside_sentence(name: str) -> str:
    """A name as it is written where no sentence begins: *utbildningsnämnden*. A proper name and an abbreviation stay."""
    return name[0].lower() + name[1:] if re.match(BODY, name) and not name[1:2].isupper() else name


def sentence(value: object) -> str:
    """As a sentence: the first letter in upper case, and a full stop unless it has an end already."""
    words = _name(value)
    words = re.sub(r"[^\W_]", lambda first: first[0].upper(), words, count=1)
    ended = not words or re.search(r"[.!?:…]\W*$", words)
    return _alike(value, words if ended else f"{words}.")


def _name(value: object) -> str:
    """What a thing is called in a sentence: its word, its date, the text itself, else the name or title of a record."""
    if not value:
        return ""
    if isinstance(value, Worded):
        return word(value)
    if isinstance(value, date | Deadline):
        return date_long(value)
    if isinstance(value, str):
        return value.strip()
    return str(getattr(value, "name", None) or getattr(value, "title", None) or value)


def _alike(value: object, words: str) -> str:
    """The words, as Markdown where the value was."""
    return Text(words) if isinstance(value, Text) else words


FILTERS: Mapping[str, Callable[..., str]] = {
    "date_long": date_long,
    "date_iso": date_iso,
    "genitive": genitive,
    "join_and": join_and,
    "sentence": sentence,
}
