"""From a Word file to a template: its tags found, put where they belong, checked, and handed to jinja, once."""

import re
from dataclasses import replace

import jinja2
from jinja2 import nodes as ast
from lxml import etree

from auditresp.documents.additions import Stock
from auditresp.documents.ooxml import OFFICE_RELATIONSHIPS, W, fragment, number, value, w
from auditresp.documents.package import WORD, Package, parsed
from auditresp.documents.styles import BODY_TEXT
from auditresp.documents.template.balance import balance
from auditresp.documents.template.core import with_core_part
from auditresp.documents.template.environment import FIRST_LINE, MARKS, Environment, Printing
from auditresp.documents.template.filling import CompiledPart, Template, TemplateError
from auditresp.documents.template.hoisting import hoist
from auditresp.documents.template.paragraphs import separate
from auditresp.documents.template.part import MARK, Part, Standing, Where
from auditresp.documents.template.repetition import repeat
from auditresp.documents.template.spots import Spots, style_of
from auditresp.documents.template.tags import ALONE, BEGIN, Kind, Tag, Unclosed, find
from auditresp.documents.template.wholeness import watch
from auditresp.language import _
from auditresp.problems import Place, did_you_mean

WITH_TEXT = {f"{WORD}{name}+xml" for name in ("document.main", "header", "footer", "footnotes", "endnotes", "comments")}
ENVIRONMENT = Environment()
PRINT = f"{MARKS['variable_start_string']}\n{{}} {MARKS['variable_end_string']}"
STATEMENT = f"{MARKS['block_start_string']}\n{{}} {MARKS['block_end_string']}"


def compile_template(data: bytes, name: str) -> Template:
    """The template in a Word file; `name` (`templates/svar.docx`) is its file as messages call it.

    Raises TemplateError with everything that is wrong in it, AuditrespError where it is no Word file that can be used.
    """
    package, core = with_core_part(Package.read(data, name))
    stock = Stock.read(package.parts)
    parts = [read_part(package, part, name, stock) for part, kind in package.content_types().items() if kind in WITH_TEXT]
    compiled = [compiled_part(part, stock) for part in parts if part.slots or part.problems]
    if problems := [problem for part in parts for problem in part.problems]:
        raise TemplateError(problems)
    return Template(name, package, tuple(each for each in compiled if each), stock, core)


def read_part(package: Package, name: str, file: str, stock: Stock) -> Part:
    """A part with its tags taken out of the text."""
    part = Part(name, normal(parsed(package.parts[name], f"{file} ({name})")))

    def is_heading(paragraph: etree._Element) -> bool:
        outline = number(value(paragraph, "w:pPr/w:outlineLvl"))
        return stock.styles.is_heading(style_of(paragraph)) if outline is None else outline < BODY_TEXT

    spots = Spots(file, name, part.root, is_heading)
    for paragraph in list(part.root.iter(w("p"))):
        take_tags(part, paragraph, spots)
    for element in part.root.iter(etree.Element):
        for attribute, text in element.attrib.items():
            if BEGIN.search(text):
                element.set(attribute, without_tags(part, text, spots.place(element, text)))
    return part


def normal(root: etree._Element) -> etree._Element:
    """A tree without spelling marks and layout, in which `w:` means Word's own namespace from the root on."""
    etree.strip_elements(root, w("proofErr"), with_tail=False)
    declared = {prefix: uri for element in root.iter() for prefix, uri in element.nsmap.items() if prefix}
    etree.cleanup_namespaces(root, top_nsmap={**declared, "w": W, "r": OFFICE_RELATIONSHIPS}, keep_ns_prefixes=[*declared, "w", "r"])
    for element in root.iter():
        element.tail = None
        if len(element):
            element.text = None
    return root


def take_tags(part: Part, paragraph: etree._Element, spots: Spots) -> None:
    """Put a mark in the place of every tag in a paragraph."""

    def mark(tag: Tag, run: etree._Element, is_instruction: bool) -> etree._Element:
        look = run.find(w("rPr"))
        where = Where.INSTRUCTION if is_instruction else Where.WORDS
        return part.mark(Standing(tag, spots.place(paragraph, tag.source), where, "" if look is None else fragment(look, part.root)))

    try:
        separate(paragraph, mark)
    except Unclosed as error:
        message = _("the tag does not end in its paragraph; write it whole, on one line and not across a field")
        part.wrong(spots.place(paragraph, error.source), "unclosed-tag", message)


def without_tags(part: Part, text: str, place: Place) -> str:
    """An attribute's value with a mark in the place of every tag."""
    pieces, source, end = [], [], 0
    for found in find(text):
        mark = part.token(Standing(found.tag, place, Where.ATTRIBUTE)) if found.tag else found.literal
        pieces += [text[end : found.start], mark]
        source.append(jinja_tag(found.tag) if found.tag else "")
        end = found.end
    try:
        ENVIRONMENT.parse("".join(source))
    except jinja2.TemplateSyntaxError as error:
        part.wrong(place, "template-syntax", not_understood(error))
    return "".join(pieces) + text[end:]


def compiled_part(part: Part, stock: Stock) -> CompiledPart | None:
    """The part as jinja compiles it; nothing where something is wrong in it, which it then says."""
    check_code(part)
    hoist(part)
    blocks = balance(part)
    if part.problems:
        return None
    watch(part)
    repeat(part, blocks, stock)
    describe_paragraphs(part)
    source, lines = source_of(part)
    try:
        tree = ENVIRONMENT.parse(source)
        names = {each.name for each in tree.find_all((ast.Name, ast.Macro)) if isinstance(each, ast.Macro) or each.ctx != "load"}
        jinja = ENVIRONMENT.from_string(Printing(lines).visit(tree))
    except jinja2.TemplateSyntaxError as error:
        standing = part.slots[lines[max(error.lineno - FIRST_LINE, 0)]]
        assert isinstance(standing, Standing)
        part.wrong(standing.place, "template-syntax", not_understood(error))
        return None
    return CompiledPart(part.name, jinja, tuple(part.slots), lines, frozenset(names))


def check_code(part: Part) -> None:
    """Say of every tag by itself whether jinja understands it, so that all that is wrong is said at once."""
    for standing in part.slots:
        if isinstance(standing, Standing):
            try:
                tree = ENVIRONMENT.parse(by_itself(standing.tag))
            except jinja2.TemplateSyntaxError as error:
                part.wrong(standing.place, "template-syntax", not_understood(error))
            else:
                for each in tree.find_all(ast.Filter):
                    if each.name not in ENVIRONMENT.filters:
                        message = _("there is no filter '{name}'").format(name=each.name)
                        part.wrong(standing.place, "unknown-filter", message + did_you_mean(each.name, ENVIRONMENT.filters.keys()))


def by_itself(tag: Tag) -> str:
    """A tag as a template of its own, with what it cannot do without around it."""
    written, begin, end = jinja_tag(tag), STATEMENT.format, ""
    if tag.keyword in ("elif", "else"):
        return f"{begin('if 1')}{written}{begin('endif')}"
    if tag.keyword in ("break", "continue"):
        return f"{begin('for each in ()')}{written}{begin('endfor')}"
    if tag.opens:
        end = begin(f"end{tag.keyword}")
    elif tag.keyword not in ALONE and tag.kind is Kind.STATEMENT:
        return ""
    return written + end


def not_understood(error: jinja2.TemplateSyntaxError) -> str:
    """What to say about a tag that jinja does not understand."""
    return _("this is not the template language: {reason}").format(reason=error.message)


def describe_paragraphs(part: Part) -> None:
    """Let every tag that stands for its paragraph know that paragraph's properties."""
    for index, paragraph in part.paragraphs.items():
        standing, properties = part.slots[index], paragraph.find(w("pPr"))
        if isinstance(standing, Standing) and properties is not None:
            etree.strip_elements(properties, w("pPrChange"))
            part.slots[index] = replace(standing, paragraph=fragment(properties, part.root))


def source_of(part: Part) -> tuple[str, tuple[int, ...]]:
    """The part as a jinja template, each tag on a line of its own, and the slot on each line."""
    lines: list[int] = []

    def tag(mark: re.Match[str]) -> str:
        index = int(mark[1] or mark[2])
        slot = part.slots[index]
        if isinstance(slot, Standing) and slot.tag.kind is Kind.COMMENT:
            return ""
        lines.append(index)
        return jinja_tag(slot.tag) if isinstance(slot, Standing) else PRINT.format("0")

    xml = etree.tostring(part.root, encoding="unicode").replace("\n", " ")
    return MARK.sub(tag, xml), tuple(lines)


def jinja_tag(tag: Tag) -> str:
    """A tag between the marks that jinja looks for, on a line of its own."""
    return {Kind.PRINT: PRINT, Kind.STATEMENT: STATEMENT, Kind.COMMENT: ""}[tag.kind].format(tag.code)
