"""All rules in their order, and what they find in a Word file."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain

from lxml import etree

from auditresp.documents.accessibility import contrast, headings, identity, links, pictures, review, tables, typing
from auditresp.documents.accessibility.word_file import Finding, WordFile, words_of
from auditresp.documents.word.ooxml import w
from auditresp.documents.word.spots import Spots
from auditresp.problems import Place, Problem

Rule = Callable[[WordFile], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    identity.has_a_title,
    identity.has_a_language,
    headings.has_headings,
    headings.headings_have_words,
    headings.headings_descend_by_steps,
    headings.headings_are_no_bold_text,
    typing.lists_are_lists,
    typing.space_is_no_paragraphs,
    pictures.pictures_are_described,
    pictures.text_boxes_stand_in_the_text,
    tables.tables_have_headers,
    tables.tables_are_grids,
    tables.tables_are_not_nested,
    links.links_say_where_they_lead,
    contrast.letters_can_be_seen,
    review.changes_are_settled,
    review.comments_are_settled,
)

EMPTY = "¶"
"""What to look for where a paragraph has no words: the sign that Word shows there with Ctrl+Shift+8."""


def inaccessible(data: bytes, file: str) -> list[Problem]:
    """What keeps readers out of a Word file, in the order of its text; `file` is its name in the messages.

    Raises AuditrespError where it is no Word file that can be read.
    """
    word_file = WordFile(data, file)
    places = Places(word_file)
    findings = [finding for rule in RULES for finding in rule(word_file)]
    return [
        Problem(places.of(finding), finding.code, finding.message, finding.level)
        for finding in sorted(findings, key=lambda finding: places.order(finding.at))
    ]


class Places:
    """Where findings stand, and which comes first."""

    def __init__(self, file: WordFile) -> None:
        self._file = file.file
        paragraphs = [paragraph for story in file.stories for paragraph in story.paragraphs]
        self._order = {paragraph.element: place for place, paragraph in enumerate(paragraphs)}
        self._headings = {paragraph.element for paragraph in paragraphs if paragraph.level}
        self._names = {story.root: story.name for story in file.stories}
        self._spots = lru_cache(maxsize=None)(self._spots_in)  # counting paragraphs takes time, and most files have no findings

    def order(self, at: etree._Element | None) -> int:
        """What is about the whole file comes first."""
        paragraph = None if at is None else paragraph_at(at)
        return -1 if paragraph is None else self._order[paragraph]

    def of(self, finding: Finding) -> Place:
        """The place as a person finds it in Word."""
        paragraph = None if finding.at is None else paragraph_at(finding.at)
        if paragraph is None:
            return Place(self._file)
        quoted = finding.words or words_of(paragraph).strip() or EMPTY
        return self._spots(paragraph.getroottree().getroot()).place(paragraph, quoted)

    def _spots_in(self, root: etree._Element) -> Spots:
        return Spots(self._file, self._names[root], root, self._headings.__contains__)


def paragraph_at(element: etree._Element) -> etree._Element | None:
    """The paragraph that an element is, is in, begins with or stands before; nothing at the end of a text."""
    if element.tag == w("p"):
        return element
    return next(chain(element.iterancestors(w("p")), element.iter(w("p")), following(element)), None)


def following(element: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs after an element that is none itself, as they follow each other."""
    for around in chain([element], element.iterancestors()):
        for sibling in around.itersiblings():
            yield from sibling.iter(w("p"))
