"""A municipality's existing letter made into a template: its letterhead and styles, with the words and tags of a standard one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from lxml import etree

from auditresp.documents.accessibility.looks import Looks
from auditresp.documents.letter.accessible import name_columns, name_pictures
from auditresp.documents.letter.colours import make_legible
from auditresp.documents.letter.content import content, without
from auditresp.documents.letter.head import freed, head_of, section_of, title_of
from auditresp.documents.letter.leaving import left_behind
from auditresp.documents.letter.reading import Letter, words_of
from auditresp.documents.letter.roles import is_title_a_heading
from auditresp.documents.letter.sheet import Sheet, as_part
from auditresp.documents.letter.styling import TAGS, Styling
from auditresp.documents.letter.tagging import Tagging, is_label
from auditresp.documents.word.ooxml import w
from auditresp.documents.word.package import Package
from auditresp.documents.word.spots import Spots, shortened, style_of
from auditresp.language import _


@dataclass(frozen=True)
class Made:
    """A template made from a letter."""

    data: bytes
    done: tuple[str, ...]
    """What was found and what became of it, a line each."""
    left: tuple[str, ...]
    """What a person should look at in Word."""


def template_like(data: bytes, name: str, standard: bytes) -> Made:
    """The template that a letter becomes; `name` is its file as messages call it, `standard` the template whose words it gets.

    Raises AuditrespError where the letter is no Word file that can be used.
    """
    letter = Letter.read(data, name)
    title = title_of(letter)
    head, section = head_of(letter, title), section_of(letter)
    trees = {letter.package.main_part: letter.document, **letter.margins}
    spots = {part: Spots("", part, root, letter.is_heading) for part, root in trees.items()}
    sheet = Sheet.in_order(letter, title, head)
    styling = Styling(sheet.letter, Letter.read(standard, name), sheet.body, shifted=is_title_a_heading(sheet.letter, title))
    words, parts = content(styling), styling.finished()

    keep_only(head, letter.body)
    looks = Looks.read(parts[letter.stock.part("styles")])
    pages = [(root, spots[part]) for part, root in trees.items()]
    used = styling.used | {style_of(each) for root in (*trees.values(), *words) for each in root.iter(w("p"))}
    colours = list(make_legible(looks, pages, used))
    columns = list(name_columns(letter.body, looks, spots[letter.package.main_part]))
    tagging = Tagging()
    for part, root in letter.margins.items():
        tagging.margin(root, spots[part])
    tagging.head(letter.body, spots[letter.package.main_part], styling.paragraph(TAGS) or "")
    pictures = [line for part, root in trees.items() for line in name_pictures(root, spots[part])]
    kept = [
        said for each in letter.body.iter(w("p")) if (said := words_of(each, " ")) and not (is_label(said) or takes_care_of_itself(each))
    ]

    letter.body.extend([*without(words, tagging.placed, styling), *([] if section is None else [section])])
    changed = {part: as_part(root) for part, root in (*trees.items(), (letter.stock.part("styles"), looks.root))}
    finished = Package(left_behind({**parts, **changed}, letter.package.main_part))
    return Made(finished.written({}), unlike(tagging.done, sheet.done, columns, colours), unlike(pictures, left(kept, tagging.placed)))


def takes_care_of_itself(paragraph: etree._Element) -> bool:
    """Whether what a paragraph says comes from tags, or from page numbers that count."""
    return "{" in words_of(paragraph) or next(paragraph.iter(w("fldSimple")), None) is not None


def unlike(*lines: Iterable[str]) -> tuple[str, ...]:
    """Each line once: a text box stands in a letter twice, for Word as it is and as it was."""
    return tuple(dict.fromkeys(chain(*lines)))


def keep_only(head: list[etree._Element], body: etree._Element) -> None:
    """Let the body hold the letter's head alone."""
    freed(head)
    for each in [each for each in body if each not in head]:
        body.remove(each)


def left(kept: Iterable[str], placed: set[str]) -> Iterator[str]:
    """What is to be looked at by hand."""
    for words in dict.fromkeys(kept):
        yield _("above the title stands «{words}», as in the letter: keep it, change it, or put a tag there").format(words=shortened(words))
    if "date" not in placed:
        yield _("the letterhead has no date that was recognised, so it stands below the title; move {tag} to where it belongs").format(
            tag="{{ date }}"
        )
    if "case_number" not in placed:
        yield _(
            "the letterhead has no case number that was recognised, so it stands below the title; move {tag} to where it belongs"
        ).format(tag="{{ case_number }}")
