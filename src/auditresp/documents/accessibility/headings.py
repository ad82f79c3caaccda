"""Headings: what a reader who does not see the page finds their way by."""

from collections.abc import Iterator
from itertools import pairwise

from auditresp.documents.accessibility.looks import bold, size
from auditresp.documents.accessibility.word_file import Finding, Kind, Paragraph, WordFile
from auditresp.documents.word.ooxml import w
from auditresp.language import _
from auditresp.problems import Level

LONG = 500
"""A text of more words than a page holds needs headings."""
LONGEST_HEADING = 90
"""In letters. What is longer is a sentence that matters."""
WORDS_OF_A_TEXT = 8
"""From this many words on, a paragraph below bold words is the text that they stand over."""
LARGER = 1.15
"""How much larger than the letters of its style a heading's are."""
NO_HEADINGS = ("title", "subtitle", "caption", "toc ", "table of figures", "signature", "salutation", "closing")
"""How the names begin of styles whose paragraphs look like headings and are none."""


def has_headings(file: WordFile) -> Iterator[Finding]:
    """A long text has headings."""
    words = sum(len(paragraph.words.split()) for paragraph in file.body)
    if words >= LONG and not any(paragraph.level for paragraph in file.body):
        message = _(
            "the document has {count} words and no heading, so who listens to it cannot find their way; "
            "give each heading a style under Home > Styles > Heading 1, Heading 2"
        )
        yield Finding("headings-missing", message.format(count=words), Level.WARNING)


def headings_have_words(file: WordFile) -> Iterator[Finding]:
    """A heading says something."""
    for paragraph in file.body:
        if paragraph.level and not paragraph.words.strip() and paragraph.element.find(f".//{w('drawing')}") is None:
            message = _(
                "an empty paragraph has a heading's style, and a screen reader announces it; delete it, or choose Home > Styles > Normal"
            )
            yield Finding("heading-empty", message, Level.WARNING, paragraph.element)


def headings_descend_by_steps(file: WordFile) -> Iterator[Finding]:
    """Below a heading of level 1 comes one of level 2, not of level 3; the first is of level 1."""
    above = 0
    for paragraph in file.body:
        if not paragraph.level or not paragraph.words.strip():
            continue
        if paragraph.level > above + 1:
            yield Finding("heading-skipped", skipped(above, paragraph.level), Level.ERROR, paragraph.element)
        above = paragraph.level


def skipped(above: int, level: int) -> str:
    """That levels are missing between two headings."""
    if not above:
        message = _(
            "the first heading is of level {level}, so who listens looks for what is above it; "
            "choose Home > Styles > Heading 1, and change that style if it looks wrong"
        )
        return message.format(level=level)
    message = _(
        "a heading of level {level} comes below one of level {above}, so who listens looks for what is between; "
        "choose Home > Styles > Heading {next}, and change that style if it looks wrong"
    )
    return message.format(level=level, above=above, next=above + 1)


def headings_are_no_bold_text(file: WordFile) -> Iterator[Finding]:
    """What looks like a heading is one."""
    for story in file.stories:
        if story.kind is not Kind.BODY:
            continue
        for stretch in story.stretches:
            for paragraph, below in pairwise(each for each in stretch if each.words.strip()):
                if looks_like_heading(paragraph, file) and is_text(below, file):
                    message = _(
                        "this looks like a heading but is only {look} text, so a screen reader does not find it; "
                        "choose Home > Styles > Heading 1 (or 2, 3) and take the formatting away"
                    )
                    look = _("bold") if stands_out_bold(paragraph, file) else _("large")
                    yield Finding("heading-faked", message.format(look=look), Level.WARNING, paragraph.element)


def looks_like_heading(paragraph: Paragraph, file: WordFile) -> bool:
    """Whether a paragraph was made to look like a heading by hand."""
    words = paragraph.words.strip()
    may_be = not paragraph.level and not paragraph.listed and not paragraph.style.startswith(NO_HEADINGS)
    is_short = len(words) <= LONGEST_HEADING and "\n" not in words and any(map(str.isalpha, words)) and words[-1] not in ".,;!?"
    is_free = next(paragraph.element.iterancestors(w("tc"), w("txbxContent")), None) is None
    return may_be and is_short and is_free and (stands_out_bold(paragraph, file) or stands_out_large(paragraph, file))


def stands_out_bold(paragraph: Paragraph, file: WordFile) -> bool:
    """Whether every letter is bold although the style is not."""
    own = bold(file.looks.of_paragraph(paragraph.element))
    return not own and all(bold(file.looks.of_run(run)) for run in paragraph.runs)


def stands_out_large(paragraph: Paragraph, file: WordFile) -> bool:
    """Whether every letter is larger than those of the style."""
    own = size(file.looks.of_paragraph(paragraph.element))
    return all(size(file.looks.of_run(run)) > LARGER * own for run in paragraph.runs)


def is_text(paragraph: Paragraph, file: WordFile) -> bool:
    """Whether a paragraph is what stands below a heading."""
    return paragraph.listed or (len(paragraph.words.split()) >= WORDS_OF_A_TEXT and not stands_out_bold(paragraph, file))
