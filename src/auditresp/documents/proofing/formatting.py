"""How a template looks: styles instead of formatting by hand, and those that its texts will need."""

from collections.abc import Iterator

from lxml import etree

from auditresp.documents.accessibility.looks import Looks, bold, language, size
from auditresp.documents.proofing.sheets import Manuscript, Sheet
from auditresp.documents.prose.tables import shows
from auditresp.documents.template.slots import Standing
from auditresp.documents.template.tags import Kind
from auditresp.documents.template.tags import Level as TagLevel
from auditresp.documents.word.lists import Kind as ListKind
from auditresp.documents.word.ooxml import value, w
from auditresp.documents.word.spots import style_of, words_of
from auditresp.language import _
from auditresp.problems import Level, Place, Problem

APART = (w("tc"), w("txbxContent"))
"""In these, letters are often set off by hand, and no heading is meant."""


def formatting_problems(manuscript: Manuscript) -> Iterator[Problem]:
    """What a person should look at in the template's styles."""
    for paragraph in manuscript.body.paragraphs:
        yield from formatted_by_hand(manuscript, paragraph)
    if prints_paragraphs(manuscript.body):
        yield from missing_styles(manuscript)
    yield from missing_language(manuscript)
    yield from styles_not_there(manuscript)


def formatted_by_hand(manuscript: Manuscript, paragraph: etree._Element) -> Iterator[Problem]:
    """A paragraph of which every letter, tags included, is formatted otherwise than its style says."""
    original = manuscript.body.originals[paragraph]
    runs = [run for run in original.iter(w("r")) if any(map(str.isalpha, words_of(run)))]
    apart = [*original.iterancestors(*APART), *original.iter(w("txbxContent"))]
    if not runs or apart or not manuscript.body.says_something(paragraph):
        return
    if by_hand := formatting_of(original, runs, manuscript.looks):
        message = _(
            "the whole paragraph is formatted by hand ({formatting}); choose a style for it under Home > Styles instead, "
            "and change the style if it looks wrong, so that all documents look alike"
        )
        place = manuscript.body.place(paragraph, words_of(original))
        yield Problem(place, "direct-formatting", message.format(formatting=", ".join(by_hand)), Level.WARNING)


def formatting_of(paragraph: etree._Element, runs: list[etree._Element], looks: Looks) -> list[str]:
    """What all runs say of their letters, each by itself, other than the style does."""
    found = []
    if not bold(looks.of_paragraph(paragraph)) and all(is_own(run, "b") and bold(looks.of_run(run)) for run in runs):
        found.append(_("bold"))
    if all(is_own(run, "u") and value(run, "w:rPr/w:u") != "none" for run in runs):
        found.append(_("underlined"))
    sizes = {size(looks.of_run(run)) for run in runs if is_own(run, "sz")}
    if all(is_own(run, "sz") for run in runs) and len(sizes) == 1 and sizes != {size(looks.of_paragraph(paragraph))}:
        found.append(_("{size} points").format(size=f"{sizes.pop() / 2:g}"))
    fonts = {font(looks.of_run(run)) for run in runs}
    if all(font(iter(run.findall(w("rPr")))) for run in runs) and len(fonts) == 1 and fonts != {font(looks.of_paragraph(paragraph))}:
        found.append(str(fonts.pop()))
    return found


def is_own(run: etree._Element, name: str) -> bool:
    """Whether a run itself says that of its letters."""
    return run.find(f"{w('rPr')}/{w(name)}") is not None


def font(layers: Iterator[etree._Element]) -> str | None:
    """The font of letters; nothing where only the theme says it."""
    named = (each.find(w("rFonts")) for each in layers)
    return next((fonts.get(w("ascii")) for fonts in named if fonts is not None and fonts.get(w("ascii"))), None)


def prints_paragraphs(sheet: Sheet) -> bool:
    """Whether texts come with their paragraphs, lists and tables."""
    return any(sheet.part.standing(mark).tag.level is TagLevel.PARAGRAPH for mark in sheet.part.marks() if is_print(sheet, mark))


def is_print(sheet: Sheet, mark: etree._Element) -> bool:
    """Whether a tag prints something."""
    return sheet.part.standing(mark).tag.kind is Kind.PRINT


def missing_styles(manuscript: Manuscript) -> Iterator[Problem]:
    """The styles that texts with lists, tables and headings need and the template lacks."""
    styles = manuscript.stock.styles
    missing = [kind.value for kind in ListKind if styles.named(kind) is None]
    if styles.named("Table Grid", "table") is None and not any(shows(styles, style) for style in styles.styles):
        missing.append("Table Grid")
    if not any(styles.named(f"heading {level}") for level in (1, 2, 3)):
        missing.append("Heading 3")
    if missing:
        message = _(
            "the template has no style {names}, which texts with lists, tables or headings need; plain ones will be added; "
            "make styles of that name under Home > Styles to decide how they look"
        )
        yield Problem(Place(manuscript.file), "missing-style", message.format(names=", ".join(missing)), Level.WARNING)


def styles_not_there(manuscript: Manuscript) -> Iterator[Problem]:
    """Styles that paragraphs and tables name and that the template does not have; each where it is first named."""
    named: set[str] = set()
    for sheet in manuscript.sheets:
        for paragraph in sheet.paragraphs:
            for style in styles_named(paragraph):
                if style not in manuscript.stock.styles.by_id and style not in named:
                    message = _("the template has no style '{name}', so this looks as ordinary text; choose a style under Home > Styles")
                    place = sheet.place(paragraph, words_of(sheet.originals[paragraph]))
                    yield Problem(place, "missing-style", message.format(name=style), Level.WARNING)
                    named.add(style)


def styles_named(paragraph: etree._Element) -> Iterator[str]:
    """The ids of the styles of a paragraph and of the table that it stands in."""
    table = next(paragraph.iterancestors(w("tbl")), None)
    yield from filter(None, (style_of(paragraph), None if table is None else value(table, "w:tblPr/w:tblStyle")))


def missing_language(manuscript: Manuscript) -> Iterator[Problem]:
    """A template that says nowhere which language what it prints is in."""
    sheet = manuscript.body
    printed = [mark for mark in sheet.part.marks() if is_print(sheet, mark)]
    if printed and not any(is_marked(mark, sheet.part.standing(mark), manuscript.looks) for mark in printed):
        message = _(
            "the template does not say which language it is in, so spelling checks and screen readers have to guess; "
            "select all (Ctrl+A) and choose Swedish under Review > Language > Set Proofing Language"
        )
        yield Problem(Place(manuscript.file), "missing-language", message, Level.WARNING)


def is_marked(mark: etree._Element, standing: Standing, looks: Looks) -> bool:
    """Whether the letters of a tag are marked with a language."""
    paragraph = next(mark.iterancestors(w("p")), None)
    return "<w:lang " in standing.run or (paragraph is not None and language(looks.of_paragraph(paragraph)) is not None)
