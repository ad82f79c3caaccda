"""What to say of a tag that jinja does not understand: what is wrong, in our own words where they are known, and what to write."""

import re
from collections.abc import Callable

import jinja2

from auditresp.documents.template.compiling.finding import DOUBLE, SINGLE, STRING
from auditresp.documents.template.tags import KNOWN
from auditresp.documents.word.spots import shortened
from auditresp.language import _

CLOSING = {"(": ")", "[": "]", "{": "}"}
QUOTE = re.compile(f"[{DOUBLE}{SINGLE}]")
INSTEAD = {"=>": ">=", "===": "==", "<>": "!=", "&&": "and", "&": "and", "||": "or", "!": "not", "=": "=="}
"""Signs of other languages, and what they are here."""
FOREIGN = re.compile(r"=>|===|<>|&&?|\|\||!(?!=)")
GOT = re.compile(r"(?:expected token '(?P<expected>.+)'|Expected an expression), got '(?P<got>.+)'")
UNEXPECTED = re.compile(r"unexpected '(?P<got>.+)'")
UNEXPECTED_SIGN = re.compile(r"unexpected char .(?P<sign>.+). at \d+")
END = "end of "
"""So jinja calls where a tag ends: `end of print statement`."""


def not_understood(error: jinja2.TemplateSyntaxError, code: str) -> str:
    """What to say about the code of a tag."""
    reason, outside = error.message or "", STRING.sub("…", code)
    return next((said for explain in EXPLANATIONS if (said := explain(reason, outside))), as_jinja_says(reason))


def not_understood_together(error: Exception) -> str:
    """What to say where jinja, or Python after it, understands each tag and not all of them together."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        reason = error.message or ""
        return something_after_else(reason) or something_missing_between(reason, "") or as_jinja_says(reason)
    return _("too many blocks stand inside each other; write a few templates instead of one")


def as_jinja_says(reason: str) -> str:
    """What is too seldom for words of our own."""
    return _("this is not the template language: {reason}").format(reason=reason)


def something_after_else(reason: str) -> str:
    """`{% else %}…{% else %}`: all other tags are known to fit."""
    return _("a block has one “else”, and nothing but its end comes after") if reason.startswith("Encountered unknown tag") else ""


def empty(_reason: str, code: str) -> str:
    """Nothing stands in the tag."""
    return "" if code else _("the tag is empty; write in it what is meant, or take it away")


def tag_in_tag(_reason: str, code: str) -> str:
    """`{% if {{ date }} %}`."""
    return _("inside a tag, names stand without braces of their own; write “name”, not “{{ name }}”") if "{{" in code else ""


def quote_without_partner(_reason: str, code: str) -> str:
    """`default("–)`."""
    message = _("the quotation mark {quote} has no partner; words stand between two of them, as in {example}")
    found = QUOTE.search(code)
    return message.format(quote=found[0], example='"–"') if found else ""


def bracket_without_partner(_reason: str, code: str) -> str:
    """`join(", "`."""
    still_open: list[str] = []
    for sign in code:
        if sign in CLOSING:
            still_open.append(sign)
        elif sign in CLOSING.values():
            if not still_open:
                return _("“{bracket}” closes nothing; take it away, or write the bracket that it closes").format(bracket=sign)
            if CLOSING[still_open[-1]] != sign:
                break
            still_open.pop()
    if not still_open:
        return ""
    message = _("“{bracket}” is never closed; write “{closing}” where that ends")
    return message.format(bracket=still_open[-1], closing=CLOSING[still_open[-1]])


def foreign_sign(reason: str, code: str) -> str:
    """`if measure.status = "done"`."""
    found = FOREIGN.search(code)
    sign = found[0] if found else "=" if reason.endswith("'='") else ""
    return _("“{sign}” is not understood here; write “{instead}”").format(sign=sign, instead=INSTEAD[sign]) if sign else ""


def sign_without_meaning(reason: str, _code: str) -> str:
    """`{{ $name }}`."""
    message = _("“{sign}” means nothing in a tag; take it away, or put quotation marks around the words that it belongs to")
    found = UNEXPECTED_SIGN.fullmatch(reason)
    return message.format(sign=found["sign"]) if found else ""


def statement_between_braces(reason: str, code: str) -> str:
    """`{{ if date }}`."""
    keyword = code.partition(" ")[0]
    if keyword not in KNOWN or "'end of print statement'" not in reason:
        return ""
    return _("“{keyword}” stands between other braces: {tag}").format(keyword=keyword, tag=f"{{% {keyword} … %}}")


def statement_without_keyword(reason: str, _code: str) -> str:
    """`{% (date) %}`."""
    return _("to print a value, write {tag}").format(tag="{{ … }}") if reason == "tag name expected" else ""


def loop_without_in(reason: str, _code: str) -> str:
    """`for measure of measures`."""
    message = _("a loop is written {example}")
    return message.format(example="{% for measure in measures %}") if reason.startswith("expected token 'in'") else ""


def field_without_name(reason: str, _code: str) -> str:
    """`audit..title`."""
    return _("after “.” stands the name of a field, without a space") if reason == "expected name or number" else ""


def ends_too_soon(reason: str, code: str) -> str:
    """`if date ==`."""
    found = GOT.fullmatch(reason) or UNEXPECTED.fullmatch(reason)
    if not found or not found["got"].startswith(END):
        return ""
    return _("something is missing at the end, after “{words}”").format(words=shortened(code))


def else_if(_reason: str, code: str) -> str:
    """`{% else if meeting %}`."""
    return _("“{words}” is written “{instead}” here").format(words="else if", instead="elif") if code.startswith("else if") else ""


def something_missing_between(reason: str, code: str) -> str:
    """`first name`."""
    found = GOT.fullmatch(reason)
    message = _("{found} cannot follow what stands before it; is a “|”, “.” or “,” missing there, or a “_” in a name?")
    return message.format(found=in_words(found["got"], code)) if found else ""


def one_too_many(reason: str, code: str) -> str:
    """`f(a,, b)`."""
    found = UNEXPECTED.fullmatch(reason)
    message = _("{found} cannot stand there; something is missing before it, or it is one too many")
    return message.format(found=in_words(found["got"], code)) if found else ""


def in_words(token: str, code: str) -> str:
    """What jinja calls a token: as it stands in the code, or what kind it is."""
    kinds = {"string": _("a text in quotation marks"), "integer": _("a number"), "float": _("a number")}
    quoted = _("“{words}”").format(words=token)
    return quoted if token in code else kinds.get(token, quoted)


EXPLANATIONS: tuple[Callable[[str, str], str], ...] = (
    empty,
    tag_in_tag,
    quote_without_partner,
    bracket_without_partner,
    foreign_sign,
    sign_without_meaning,
    statement_between_braces,
    else_if,
    statement_without_keyword,
    loop_without_in,
    field_without_name,
    ends_too_soon,
    something_missing_between,
    one_too_many,
)
"""Each says something where it knows what is wrong, from jinja's reason and the code, in which … stands for every string."""
