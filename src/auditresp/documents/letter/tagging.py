"""A letter's date, number, addressee and page numbers, found where they stand, and tags put in their place where that is safe."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from auditresp.documents.letter.reading import LONG, PATHS, is_empty, words_of
from auditresp.documents.template.compiling.paragraphs import TEXT, isolated, parent_of, pieces_of, remove, replace_text, runs_of, stretch
from auditresp.documents.word.ooxml import W, w
from auditresp.documents.word.spots import Spots
from auditresp.language import _
from auditresp.wording import MONTHS

MONTH = "|".join(MONTHS)
WAITING = r"\[(?:dagens )?datum\]|(?:Klicka|Ange|Välj)\b[^.]{0,40}\bdatum\b\.?"
"""What stands where a person is to choose the date."""
DATE = rf"(?:\b20\d\d-[01]\d-[0-3]\d\b|(?:\bden )?\b[0-3]?\d (?:{MONTH}) 20\d\d\b|\b(?:20XX|XXXX|ÅÅÅÅ)-(?:XX|MM)-(?:XX|DD)\b|{WAITING})"
NUMBER = r"(?:\b(?![Dd]nr|[Dd]iarie|[Ää]rende)[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,9}[ ./-]{0,2})?\b[\dX]{2,4}[/:.-]\s?[\dX]{1,6}(?:[-/.:]\d{1,5})*\b"
UNMISTAKABLE_NUMBER = r"[A-ZÅÄÖ]{1,8}[ ./-]?20\d\d[/:.-]\d{1,6}"
"""So a case number may stand by itself, without a word that says what it is."""
DATE_LABEL = r"(?:datum|dokumentdatum|skrivelsens datum)"
NUMBER_LABEL = r"(?:(?:vårt? )?(?:d(?:iarie)?\.?\s?n(?:umme)?r|diarieför\w*|ärende\s?n(?:umme)?r|beteckning))"
SOMEBODY_ELSES = re.compile(
    r"\b(?:er|ert|ers|beslut\w*|sammanträd\w*|fastställ\w*|gäller|giltig\w*|revider\w*|ändra\w*|senast|version|utgåva|utskri\w*|uppdatera\w*|upprätta\w*|antag\w*|inkom\w*|svar\w*|född\w*)\b",
    re.IGNORECASE,
)
"""Words before a date or number that is not the letter's own."""
PROSE_BEFORE = re.compile(r"[a-zåäö]\W*$", re.IGNORECASE)
TOWN = re.compile(r"[A-ZÅÄÖ][a-zåäö]+(?:[ -][A-ZÅÄÖ][a-zåäö]+)?,?")
"""Letters are dated from a town: *Hagby den 3 maj 2023*."""
CLOCK = re.compile(r"\s*(?:DATE|TIME|SAVEDATE|CREATEDATE|PRINTDATE)\b")
"""A field that shows another day whenever somebody opens the letter."""
PAGE = re.compile(r"(?:\b(?:Sida|Sid|s)\.?\s*)?(?P<page>\b\d+)\s*(?:\((?P<of>\d+)\)|av\s+(?P<av>\d+)\b)|\bSida\s+(?P<alone>\d+)$")
AUDITORS = re.compile(r"(?:Till:?\s+)?((?:[\w-]+s )?(?:kommun|stads|region)?(?:revisorer(?:na)?|revision(?:en)?)\b.{0,60})", re.IGNORECASE)
BOARD = re.compile(r"(?<![^\t\n])(?:[A-ZÅÄÖ][\w-]*,? (?:[\w-]+, )*(?:och )?)?[\w-]*(?:nämnden|styrelsen)(?![^\t\n])", re.IGNORECASE)
"""*Socialnämnden*, *Kultur- och fritidsnämnden*, *Kommunstyrelsen*, between tabs or alone in its paragraph."""
TO = re.compile(r"Till:?", re.IGNORECASE)
ADDRESSEE_STYLES = {"adressat", "mottagare", "mottagaradress", "envelope address", "adressatblock"}
ADDRESS = re.compile(r"\b\d{3} ?\d{2}\b|^(?:Box|c/o|Att)\b|\b(?:kommun|stad|region)$|\D \d{1,4}(?: ?[A-Za-z])?$", re.IGNORECASE)


@dataclass(frozen=True)
class Sought:
    """Something that a letter says of itself, how it is found, and which tag takes its place."""

    field: str
    label: re.Pattern[str]
    value: re.Pattern[str]
    alone: re.Pattern[str]
    """What it looks like where nothing says what it is."""


DAY = Sought("date", re.compile(DATE_LABEL, re.IGNORECASE), re.compile(DATE, re.IGNORECASE), re.compile(DATE, re.IGNORECASE))
CASE = Sought("case_number", re.compile(NUMBER_LABEL, re.IGNORECASE), re.compile(NUMBER), re.compile(UNMISTAKABLE_NUMBER))


@dataclass
class Tagging:
    """What was found, and what became of it."""

    placed: set[str] = field(default_factory=set)
    done: list[str] = field(default_factory=list)

    def margin(self, root: etree._Element, spots: Spots) -> None:
        """Put tags into a header or footer."""
        for paragraph in list(root.iter(w("p"))):
            self._paragraph(paragraph, spots)
            self._pages(paragraph, spots)
            self._sender(paragraph, spots)

    def head(self, body: etree._Element, spots: Spots, tags: str) -> None:
        """Put tags into what stands above the letter's title; `tags` is the id of the style of paragraphs that hold nothing else."""
        for paragraph in list(body.iter(w("p"))):
            if len(words_of(paragraph)) < LONG:
                self._paragraph(paragraph, spots)
                self._pages(paragraph, spots)
        self._addressee(list(body.iter(w("p"))), spots, tags)
        for paragraph in list(body.iter(w("p"))):
            self._sender(paragraph, spots)

    def _paragraph(self, paragraph: etree._Element, spots: Spots) -> None:
        """The date and number in a paragraph, or beside it where it is only their label."""
        if any(stop_the_clock(paragraph)):
            self._say("date", paragraph, _("a date that changes by itself"), spots)
        for sought in (DAY, CASE):
            said = words(paragraph)
            if sought.label.fullmatch(said.strip().rstrip(":")) and not SOMEBODY_ELSES.search(said):
                self._labelled(paragraph, sought, spots)
            elif found := value_in(said, paragraph, sought):
                self._say(sought.field, paragraph, found[0], spots)
                put_tag(paragraph, found.start(), found.end(), tag_for(sought, found[0]))

    def _labelled(self, label: etree._Element, sought: Sought, spots: Spots) -> None:
        """The value that a label of its own paragraph stands above or beside; an empty place is filled."""
        near = list(neighbours(label))
        if any("{{" in words(each) for each in near):
            return
        valued = next(((each, found) for each in near if (found := sought.value.fullmatch(words(each).strip()))), None)
        if valued is not None:
            place, found = valued
            start = words(place).index(found[0])
            self._say(sought.field, place, found[0], spots)
            put_tag(place, start, start + len(found[0]), tag_for(sought, found[0]))
        elif (empty := next((each for each in near if not words(each).strip()), None)) is not None:
            self._say(sought.field, label, words(label).strip(), spots)
            append_run(empty, tag_for(sought, ""), label)
        elif words(label).strip().endswith(":"):
            self._say(sought.field, label, words(label).strip(), spots)
            append_run(label, f" {tag_for(sought, '')}", label)

    def _pages(self, paragraph: etree._Element, spots: Spots) -> None:
        """Page numbers that were typed become fields that count."""
        if paragraph.find(f".//{w('fldSimple')}") is not None or paragraph.find(f".//{w('fldChar')}") is not None:
            return
        for piece in words(paragraph).split("\t"):
            if found := PAGE.fullmatch(piece.strip()):
                at = words(paragraph).index(found[0])
                for name, instruction in (("alone", "PAGE"), ("av", "NUMPAGES"), ("of", "NUMPAGES"), ("page", "PAGE")):
                    if found[name]:
                        put_field(paragraph, at + found.start(name), at + found.end(name), instruction)
                self.done.append(_("{spot}: page numbers that count").format(spot=spots.place(paragraph, found[0]).spot))

    def _addressee(self, paragraphs: Sequence[etree._Element], spots: Spots, tags: str) -> None:
        """To whom the letter goes: with its address, one paragraph for each."""
        for place, paragraph in enumerate(paragraphs):
            said, before = words(paragraph).strip(), words(paragraphs[place - 1]).strip() if place else ""
            if not is_addressee(said, before, style_name(paragraph)):
                continue
            self._say("addressees", paragraph, " ".join(said.split()), spots)
            for line in list(following_address(paragraph)):
                parent_of(line).remove(line)
            to = re.match(r"Till:?\s+", said)
            put_tag(paragraph, to.end() if to else 0, len(words(paragraph)), "{{ addressee }}")
            label = paragraph.getprevious() if TO.fullmatch(before) else None
            self._only_if_there_are(paragraph if label is None else label, paragraph, tags, is_labelled=label is not None)
            paragraph.addprevious(only_tag("{%p for addressee in addressees %}", tags))
            paragraph.addnext(only_tag("{%p endfor %}", tags))
            return

    def _only_if_there_are(self, first: etree._Element, last: etree._Element, tags: str, *, is_labelled: bool) -> None:
        """Let a label, and an empty line after those addressed, be there only with them."""
        empty = next((each for each in last.itersiblings() if each is last.getnext() and is_empty(each)), None)
        if is_labelled or empty is not None:
            first.addprevious(only_tag("{%p if addressees %}", tags))
            (last if empty is None else empty).addnext(only_tag("{%p endif %}", tags))

    def _sender(self, paragraph: etree._Element, spots: Spots) -> None:
        """A board's name that stands by itself is that of who writes."""
        for found in BOARD.finditer(words(paragraph)):
            self._say("boards", paragraph, found[0], spots)
            put_tag(paragraph, found.start(), found.end(), "{{ boards | join_and }}")
            return

    def _say(self, name: str, paragraph: etree._Element, found: str, spots: Spots) -> None:
        self.placed.add(name)
        self.done.append(_("{spot} is {tag} now").format(spot=spots.place(paragraph, found).spot, tag=f"{{{{ {name} }}}}"))


def is_addressee(said: str, before: str, style: str) -> bool:
    """Whether a paragraph says to whom a letter goes: the auditors, with their address or not, or what is marked as such."""
    first, *address = said.split("\n")
    if not said or "{{" in said or not all(AUDITORS.fullmatch(line) or ADDRESS.search(line) for line in map(str.strip, address)):
        return False
    return bool(AUDITORS.fullmatch(first) or TO.fullmatch(before) or style in ADDRESSEE_STYLES)


def is_label(said: str) -> bool:
    """Whether words only say what stands beside or below them."""
    return any(each.fullmatch(said.rstrip(":")) for each in (DAY.label, CASE.label, TO))


def words(paragraph: etree._Element) -> str:
    """A paragraph's words as they stand, its tabs included."""
    return "".join(piece.text for piece in pieces_of(paragraph, TEXT))


def value_in(said: str, paragraph: etree._Element, sought: Sought) -> re.Match[str] | None:
    """The value in a paragraph that is the letter's own; nothing where it may be another's or where that is not clear."""
    found = [each for each in sought.value.finditer(said) if sought is DAY or not DAY.value.fullmatch(each[0])]
    for each in found:
        beside_it = re.split(r"\t|\s{2,}|[,;|]", said[: each.start()])[-1].strip()
        before = beside_it or " ".join(map(words, labels(paragraph)))
        if SOMEBODY_ELSES.search(before):
            continue
        if re.search(rf"(?:{sought.label.pattern})\W*$", before, re.IGNORECASE):
            return each
        if sought is DAY and TOWN.fullmatch(before):
            return each
        if sought.alone.fullmatch(each[0]) and not PROSE_BEFORE.search(beside_it):
            return each
    return None


def labels(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Where a label may stand whose value has a paragraph of its own: the paragraph before, else the cell above or to the left."""
    if (before := paragraph.getprevious()) is not None and before.tag == w("p"):
        yield before
        return
    for cell in (beside(paragraph, 0, -1), beside(paragraph, -1, 0)):
        if cell is not None:
            yield from list(cell.iter(w("p")))[-1:]


def neighbours(label: etree._Element) -> Iterator[etree._Element]:
    """Where the value to a label may stand: the paragraph after, else the cell below or to the right."""
    if (after := label.getnext()) is not None and after.tag == w("p"):
        yield after
    for cell in (beside(label, 1, 0), beside(label, 0, 1)):
        if cell is not None:
            yield from list(cell.iter(w("p")))[:1]


def beside(paragraph: etree._Element, rows: int, cells: int) -> etree._Element | None:
    """The cell so many rows below and so many cells to the right of the one that holds a paragraph."""
    cell = next(paragraph.iterancestors(w("tc")), None)
    if cell is None:
        return None
    row = next(cell.iterancestors(w("tr")))
    table = [each for each in parent_of(row) if each.tag == w("tr")]
    down, right = table.index(row) + rows, row.findall("w:tc", PATHS).index(cell) + cells if cell in row else -1
    if not 0 <= down < len(table):
        return None
    found = table[down].findall("w:tc", PATHS)
    return found[right] if 0 <= right < len(found) else None


def tag_for(sought: Sought, value: str) -> str:
    """The tag that prints what was found, as it was written."""
    if sought is DAY and re.search(MONTH, value):
        return "{{ date | date_long }}" if value.startswith("den") else '{{ date | date_long | replace("den ", "") }}'
    return f"{{{{ {sought.field} }}}}"


def put_tag(paragraph: etree._Element, start: int, end: int, tag: str) -> None:
    """Let a tag stand in place of some of a paragraph's words."""
    pieces = list(pieces_of(paragraph, TEXT))
    first, last = stretch(pieces, start, end)
    for broken in [piece for piece in pieces[first:last] if piece.element.tag != TEXT]:
        broken.run.remove(broken.element)
        pieces.remove(broken)
        last -= 1
    replace_text(pieces[first:last], tag)
    release(pieces[first].run)


def put_field(paragraph: etree._Element, start: int, end: int, instruction: str) -> None:
    """Let a field stand in place of some of a paragraph's words."""
    pieces = list(pieces_of(paragraph, TEXT))
    first, last = stretch(pieces, start, end)
    run = isolated(pieces[first:last])
    counting = etree.Element(w("fldSimple"), {w("instr"): f" {instruction} "})
    run.addprevious(counting)
    counting.append(deepcopy(run))
    remove(pieces[first:last])


def append_run(paragraph: etree._Element, text: str, model: etree._Element) -> None:
    """Add words to a paragraph that look like those of another."""
    own = paragraph.find("w:pPr/w:rPr", PATHS)
    look = own if own is not None else next((run.find("w:rPr", PATHS) for run in runs_of(model)), None)
    run = etree.SubElement(paragraph, w("r"))
    if look is not None:
        copy = etree.SubElement(run, w("rPr"))
        copy.extend(deepcopy(each) for each in look if each.tag not in (w("ins"), w("del"), w("rPrChange")))
    written = etree.SubElement(run, w("t"))
    written.text = text
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    release(run)


def release(run: etree._Element) -> None:
    """Take away the content controls around a run: Word would fill them anew, and the tag would be gone."""
    for look in run.iterfind("w:rPr/w:rStyle", PATHS):
        if "placeholder" in look.get(w("val"), "").lower() or "platshållar" in look.get(w("val"), "").lower():
            parent_of(look).remove(look)
    for control in list(run.iterancestors(w("sdt"))):
        content = control.find("w:sdtContent", PATHS)
        for each in [] if content is None else list(content):
            control.addprevious(each)
        parent_of(control).remove(control)


def stop_the_clock(paragraph: etree._Element) -> Iterator[bool]:
    """Put the tag for the date in place of each field that shows today's."""
    for simple in list(paragraph.iter(w("fldSimple"))):
        if CLOCK.match(simple.get(w("instr"), "")):
            inside = list(simple.iter(w("r")))
            for run in inside[:1]:
                simple.addprevious(run)
                say(run, "{{ date }}")
            parent_of(simple).remove(simple)
            yield bool(inside)
    for begin in [each for each in paragraph.iter(w("fldChar")) if each.get(w("fldCharType")) == "begin"]:
        runs = list(field_runs(parent_of(begin)))
        instruction = "".join(each.text or "" for run in runs for each in run.iterfind("w:instrText", PATHS))
        if runs and CLOCK.match(instruction):
            shown = next((run for run in runs if run.find("w:t", PATHS) is not None), runs[0])
            for run in runs:
                if run is not shown:
                    parent_of(run).remove(run)
            say(shown, "{{ date }}")
            yield True


def field_runs(first: etree._Element) -> Iterator[etree._Element]:
    """The runs of a field that begins in this run; nothing where it does not end beside it."""
    runs, depth = [], 0
    for run in [first, *first.itersiblings(w("r"))]:
        runs.append(run)
        for mark in run.iterfind("w:fldChar", PATHS):
            depth += {"begin": 1, "end": -1}.get(mark.get(w("fldCharType"), ""), 0)
        if depth == 0:
            yield from runs
            return


def say(run: etree._Element, text: str) -> None:
    """Let a run say this and nothing else."""
    for each in [child for child in run if child.tag != w("rPr")]:
        run.remove(each)
    etree.SubElement(run, w("t")).text = text
    release(run)


def following_address(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The lines of an address right below its first."""
    for line in paragraph.itersiblings():
        if line.tag != w("p") or not (AUDITORS.fullmatch(words(line).strip()) or ADDRESS.search(words(line).strip())):
            return
        yield line


def style_name(paragraph: etree._Element) -> str:
    """The id of a paragraph's style in small letters, which Word makes from its name."""
    found = paragraph.find("w:pPr/w:pStyle", PATHS)
    return "" if found is None else found.get(w("val"), "").lower()


def only_tag(tag: str, style: str) -> etree._Element:
    """A paragraph with a tag and nothing else."""
    paragraph = etree.Element(w("p"), nsmap={"w": W})
    etree.SubElement(etree.SubElement(paragraph, w("pPr")), w("pStyle")).set(w("val"), style)
    etree.SubElement(etree.SubElement(paragraph, w("r")), w("t")).text = tag
    return paragraph
