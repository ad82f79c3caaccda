"""What some LibreOffice gets wrong, put right: PDF/A-2b (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) from every version.

Each repair finds nothing to do where LibreOffice is right already. What only the author can mend is left for the
author to see: a picture without alternative text, a level of headings left out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, Operator, Pdf, String

from auditresp.documents.pdf.metadata import describe, forget_the_hour

STANDARD_TAGS = (
    "/Document /Part /Art /Sect /Div /BlockQuote /Caption /TOC /TOCI /Index /NonStruct /Private /P /H /H1 /H2 /H3 /H4 /H5 /H6 "
    "/L /LI /Lbl /LBody /Table /TR /TH /TD /THead /TBody /TFoot /Span /Quote /Note /Reference /BibEntry /Code /Link /Annot "
    "/Ruby /RB /RT /RP /Warichu /WT /WP /Figure /Formula /Form"
)
"""The tags that ISO 32000-1 gives a meaning (14.8.4)."""

PATH_BEGINS = frozenset({"m", "re"})
PATH_ENDS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"})

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


def conforming(pdf: bytes, name: str, drawings: Sequence[str] = ()) -> bytes:
    """The PDF put right, without a trace of when and where it was made. `name` is its title where it has none.

    `drawings` are the words for the drawings that may have come without, in their order.
    """
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        for repair in REPAIRS:
            repair(document)
        charts_have_words(document, drawings)
        describe(document, name)
        forget_the_hour(document)
        document.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return with_certain_ends(made.getvalue())


def with_certain_ends(pdf: bytes) -> bytes:
    """The PDF with no doubt about where its streams end (A-2, 6.1.7.1): data that end with CR have CR LF after them, not LF.

    Which data end so is chance. The byte is taken from a space in the stream's dictionary, so that all others keep their place.
    """
    pieces, done = [], 0
    for end in re.finditer(rb"\r\nendstream", pdf):
        space = pdf.rindex(b" obj\n<< ", done, end.start()) + len(b" obj\n<<")
        pieces += [pdf[done:space], pdf[space + 1 : end.start() + 1], b"\r"]
        done = end.start() + 1
    return b"".join((*pieces, pdf[done:]))


def lines_are_decoration(document: Pdf) -> None:
    """What belongs to no text is marked as decoration (UA-1, 7.1). 7.4 leaves the borders of paragraphs and pages unmarked."""
    for page in document.pages:
        drawn = pikepdf.parse_content_stream(page)
        marked = list(with_lines_marked(drawn))
        if len(marked) > len(drawn):
            page.Contents = document.make_stream(pikepdf.unparse_content_stream(marked))


def with_lines_marked(drawn: Iterable[Instruction]) -> Iterator[Instruction]:
    """The instructions, and around each line or area that stands outside all marks a mark that it is decoration."""
    depth, in_path = 0, False
    for instruction in drawn:
        operator = str(instruction.operator)
        depth += (operator in ("BMC", "BDC")) - (operator == "EMC")
        if depth == 0 and operator in PATH_BEGINS and not in_path:
            in_path = True
            yield pikepdf.ContentStreamInstruction([Name.Artifact], Operator("BMC"))
        yield instruction
        if in_path and operator in PATH_ENDS:
            in_path = False
            yield pikepdf.ContentStreamInstruction([], Operator("EMC"))


def tags_keep_their_meaning(document: Pdf) -> None:
    """A paragraph whose style has the name of a standard tag, as Quote, is tagged with what it is (UA-1, 7.1)."""
    roles = document.Root.StructTreeRoot.get("/RoleMap", Dictionary())
    misused = {tag: roles[tag] for tag in STANDARD_TAGS.split() if tag in roles}
    for element in elements(document):
        element.S = misused.get(str(element.S), element.S)
    for tag in misused:
        del roles[tag]


def notes_have_names(document: Pdf) -> None:
    """Each footnote can be told from the others (UA-1, 7.9). 7.4 gives them no name."""
    nameless = [element for element in elements(document) if str(element.S) == "/Note" and "/ID" not in element]
    if nameless:
        names = NameTree.new(document)
        for number, note in enumerate(nameless, start=1):
            note.ID = String(f"note-{number}")
            names[f"note-{number}"] = note
        document.Root.StructTreeRoot.IDTree = names.obj


def charts_have_words(document: Pdf, drawings: Sequence[str]) -> None:
    """Each chart says in words what it shows (UA-1, 7.3). 7.4 forgets the words that Word has."""
    wordless = [element for element in elements(document) if str(element.S) == "/Figure" and "/Alt" not in element]
    if len(wordless) == len(drawings):
        for element, words in zip(wordless, drawings, strict=True):
            if words:
                element.Alt = String(words)


def links_are_for_everyone(document: Pdf) -> None:
    """Every link is reached in the text's order and says where it leads (UA-1, 7.18).

    25.2 says it only where Word does; 7.4 calls the order by the wrong kind of value. Neither tags the links of headers
    and footers, nor 7.4 those to footnotes: they would be reached with a mouse alone, so they become plain words.
    """
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
    for page in document.pages:
        if "/Annots" not in page:
            continue
        page.Tabs = Name.S
        page.Annots = Array([link for link in page.Annots.as_list() if "/StructParent" in link])
        for link in page.Annots.as_list():
            if "/Contents" not in link:
                link.Contents = String(destination(link, pages))


def destination(link: Object, pages: dict[tuple[int, int], int]) -> str:
    """Where the link leads: an address, or a page of the document."""
    if "/A" in link and "/URI" in link.A:
        return str(link.A.URI)
    return f"sidan {pages[link.Dest[0].objgen]}"


def elements(document: Pdf) -> Iterator[Object]:
    """All that is tagged, in the order it is read."""
    waiting = [document.Root.StructTreeRoot.K]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Array):
            waiting += reversed(each.as_list())
        elif isinstance(each, Dictionary) and "/S" in each:
            yield each
            waiting += [each.K] if "/K" in each else []


REPAIRS = (lines_are_decoration, tags_keep_their_meaning, notes_have_names, links_are_for_everyone)
