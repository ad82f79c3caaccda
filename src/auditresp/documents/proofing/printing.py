"""What a tag prints comes out whole where the tag stands."""

from jinja2 import nodes as ast

from auditresp.documents.proofing.kinds import Field, Kind, Kinds, Plain, Routine, Whole, described, is_certain, texts_in
from auditresp.documents.proofing.proof import Proof
from auditresp.documents.proofing.sheets import Sheet
from auditresp.documents.template.slots import Standing, Where
from auditresp.documents.template.tags import Level as TagLevel
from auditresp.documents.view import fields
from auditresp.documents.word.ooxml import w
from auditresp.documents.word.spots import style_of, words_of
from auditresp.language import _
from auditresp.model import audits, responses
from auditresp.model.records import Record
from auditresp.problems import Level

LONG: tuple[Field, ...] = (
    (responses.Response, "summary"),
    (responses.Response, "background"),
    (responses.Response, "assessment"),
    (responses.Reply, "text"),
    (responses.Section, "text"),
    (audits.Audit, "assessment"),
    (fields.Item, "reply"),
    (fields.Part, "text"),
)
"""Texts that have several paragraphs by their nature. Others are often one line: a recommendation, a measure."""
MUNICIPALITYS_OWN: Field = (responses.Response, "texts")
"""How long these are is for the template to know."""


def check_printed(proof: Proof, sheet: Sheet, node: ast.Node, kinds: Kinds) -> None:
    """Say where a tag prints what is no text, or a text that would lose its paragraphs."""
    if not is_certain(kinds) or proof.is_wrong(node):
        return
    if not any(is_printable(kind) for kind in kinds):
        proof.wrong(node, "unprintable-value", unprintable(kinds))
    elif origins := {kind.origin for kind in texts_in(kinds) if kind.origin}:
        standing = proof.script.standing(node.lineno)
        if is_in_line(standing) and any(is_meant_whole(origin, standing, sheet) for origin in origins):
            code = standing.tag.code
            message = _("this text may have paragraphs and lists, which would be lost here; write {tag} in a paragraph of its own")
            proof.wrong(node, "text-in-line", message.format(tag=f"{{{{p {code} }}}}"), Level.WARNING)


def is_printable(kind: Kind) -> bool:
    """Whether a value of that kind has words."""
    return isinstance(kind, Plain) or (isinstance(kind, Whole) and kind.record.__str__ is not Record.__str__)


def unprintable(kinds: Kinds) -> str:
    """What to say of what has no words."""
    if records := [_(kind.record.__name__) for kind in kinds if isinstance(kind, Whole)]:
        return _("this is a whole {kind}; write which of its fields to print").format(kind=_(" or ").join(sorted(records)))
    if any(isinstance(kind, Routine) for kind in kinds):
        return _("this is a macro and is not called; write its name with ( )")
    return _("this is no text but {kind}; go through it with {tag}").format(kind=described(kinds), tag="{% for %}")


def is_in_line(standing: Standing) -> bool:
    """Whether a tag prints into the line that it stands in."""
    return standing.where is Where.WORDS and standing.tag.level in (None, TagLevel.RUN)


def is_meant_whole(origin: Field, standing: Standing, sheet: Sheet) -> bool:
    """Whether a text is to come with its paragraphs: because it always has some, or because the tag stands where they could."""
    record, name = origin
    if any(issubclass(record, kind) and name == field for kind, field in LONG):
        return True
    kind, field = MUNICIPALITYS_OWN
    return issubclass(record, kind) and name == field and stands_for_paragraph(standing, sheet)


def stands_for_paragraph(standing: Standing, sheet: Sheet) -> bool:
    """Whether a tag is all that a paragraph of running text says."""
    paragraph = sheet.paragraph_of(standing)
    if paragraph is None or words_of(paragraph) or len(sheet.tags_in(paragraph)) > 1:
        return False
    is_styled = style_of(paragraph) not in (None, sheet.stock.styles.defaults.get("paragraph"))
    is_listed = paragraph.find(f"{w('pPr')}/{w('numPr')}") is not None
    return not (is_styled or is_listed or next(paragraph.iterancestors(w("tc")), None) is not None)
