"""From a Word file to a template: its tags found, put where they belong, checked, and handed to jinja, once."""

import re

import jinja2
from jinja2 import nodes as ast
from lxml import etree

from auditresp.documents.origin import NAMES
from auditresp.documents.template.compiled import CompiledPart
from auditresp.documents.template.compiling.balance import balance
from auditresp.documents.template.compiling.generating import code_of
from auditresp.documents.template.compiling.hoisting import hoist
from auditresp.documents.template.compiling.language import (
    PRINT,
    check_code,
    read_code,
    strange_filters,
    strange_tests,
    written,
)
from auditresp.documents.template.compiling.links import without_tagged
from auditresp.documents.template.compiling.misunderstandings import not_understood_together
from auditresp.documents.template.compiling.part import MARK, Part, as_it_was_said, is_mark
from auditresp.documents.template.compiling.reading import heading_level, read_part
from auditresp.documents.template.compiling.repetition import repeat
from auditresp.documents.template.compiling.rewriting import Printing
from auditresp.documents.template.compiling.unfilled import unfilled_elsewhere
from auditresp.documents.template.compiling.watching import watch
from auditresp.documents.template.core import TITLE, CoreProperties, with_core_part
from auditresp.documents.template.filling import Template, TemplateError
from auditresp.documents.template.slots import FIRST_LINE, Border, Standing
from auditresp.documents.template.tags import Kind
from auditresp.documents.template.wholeness import BEGINS_NOTE, root_tag
from auditresp.documents.word.additions import Stock
from auditresp.documents.word.characters import letters
from auditresp.documents.word.custom import CustomProperties, with_custom_part
from auditresp.documents.word.ooxml import W, fragment, w
from auditresp.documents.word.package import WORD, Package
from auditresp.problems import Place

WITH_TEXT = {f"{WORD}{name}+xml" for name in ("document.main", "header", "footer", "footnotes", "endnotes", "comments")}


def compile_template(data: bytes, name: str) -> Template:
    """The template in a Word file; `name` (`templates/svar.docx`) is its file as messages call it.

    Raises TemplateError with everything that is wrong in it, AuditrespError where it is no Word file that can be used.
    """
    package, core = with_core_part(Package.to_build_on(data, name))
    package, custom = with_custom_part(package)
    filled = without_tagged(package)
    stock = Stock.read(filled.parts)
    properties = CoreProperties.read(package, core)
    parts = [read_part(package, part, name, stock) for part, kind in package.content_types().items() if kind in WITH_TEXT]
    parts.append(title_part(properties, name, stock))
    compiled = [compiled_part(part, stock) for part in parts if part.has_tags or part.problems]
    found = (problem for part in parts for problem in part.problems_in_order())
    if problems := [*found, *unfilled_elsewhere(package, name)]:
        raise TemplateError(problems)
    own = CustomProperties.read(package, custom, without=NAMES)
    return Template(name, filled.blank, tuple(each for each in compiled if each), stock, properties, own)


def title_part(properties: CoreProperties, name: str, stock: Stock) -> Part:
    """The title among the template's properties, as a part by itself: it may have tags like any other text."""
    paragraph = f'<w:p xmlns:w="{W}"><w:r><w:t>{letters(properties.own.get("title", ""))}</w:t></w:r></w:p>'
    return read_part(Package({TITLE: paragraph.encode()}), TITLE, name, stock)


def compiled_part(part: Part, stock: Stock) -> CompiledPart | None:
    """The part as jinja compiles it; nothing where something is wrong in it, which it then says."""
    hoist(part)
    blocks = balance(part)
    if part.problems:
        check_code(part)
        return None
    watch(part)
    repeat(part, blocks, stock)
    describe_paragraphs(part, stock)
    source, lines = source_of(part)
    try:
        return understood(part, source, lines)
    except (jinja2.TemplateSyntaxError, SyntaxError, RecursionError) as error:
        check_code(part)
        if not part.problems:  # each tag is right by itself
            part.wrong(where(error, part, lines), "template-syntax", not_understood_together(error))
        return None


def where(error: Exception, part: Part, lines: tuple[int, ...]) -> Place:
    """The place of the tag at which jinja gave up; that of the first where it does not say."""
    line = error.lineno - FIRST_LINE if isinstance(error, jinja2.TemplateSyntaxError) else -1
    slot = part.slots[lines[line]] if 0 <= line < len(lines) else None
    return slot.place if isinstance(slot, Standing) else part.places[0]


def understood(part: Part, source: str, lines: tuple[int, ...]) -> CompiledPart:
    """The part with what jinja makes of its source.

    Raises TemplateSyntaxError, and SyntaxError or RecursionError for blocks too deep in each other.
    """
    tree = read_code(source)
    if strange := [*strange_filters(tree), *strange_tests(tree)]:
        raise jinja2.TemplateAssertionError(", ".join(strange), 1)
    code, needs_jinja = code_of(Printing(lines).visit(tree))
    return CompiledPart(
        name=part.name,
        code=code,
        needs_jinja=needs_jinja,
        slots=tuple(part.slots),
        lines=lines,
        names=names_made_in(tree),
        addresses=tuple(part.addresses),
        opening=root_tag(source),
        watched=BEGINS_NOTE in source,
    )


def names_made_in(tree: ast.Template) -> frozenset[str]:
    """The names that a template makes itself."""
    macros = (each.name for each in tree.find_all(ast.Macro))
    return frozenset((*macros, *(each.name for each in tree.find_all(ast.Name) if each.ctx != "load")))


def describe_paragraphs(part: Part, stock: Stock) -> None:
    """Let every tag that stands for its paragraph know that paragraph's properties, and the level of the heading above it."""
    under = 0
    for node in part.root.iter():
        if node.tag == w("p"):
            under = heading_level(node, stock) or under
        elif is_mark(node) and (paragraph := part.paragraphs.get(index := int(node.text or 0))) is not None:
            part.slots[index] = part.standing(node).but(paragraph=properties_of(paragraph, part.root), under=under)


def properties_of(paragraph: etree._Element, root: etree._Element) -> str:
    """A paragraph's properties, as what stands in its place takes them over."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        return ""
    etree.strip_elements(properties, w("pPrChange"))
    return fragment(properties, root)


def source_of(part: Part) -> tuple[str, tuple[int, ...]]:
    """The part as a jinja template, and the slot on each of its lines."""
    lines: list[int] = []

    def tag(mark: re.Match[str]) -> str:
        index = int(mark[1] or mark[2])
        slot = part.slots[index]
        if isinstance(slot, Border):
            return slot.text
        if isinstance(slot, Standing) and slot.tag.kind is Kind.COMMENT:
            return ""
        lines.append(index)
        return written(slot.tag) if isinstance(slot, Standing) else PRINT.format("0")

    xml = etree.tostring(part.root, encoding="unicode").replace("\n", " ")
    return as_it_was_said(MARK.sub(tag, xml)), tuple(lines)
