"""A text field's Markdown in Word: as paragraphs, lists and tables in the template's own styles, or as runs."""

from auditresp.documents.prose.inline import Inline
from auditresp.documents.prose.setting import Setting
from auditresp.documents.prose.simple import simple
from auditresp.documents.word.additions import Additions
from auditresp.markdown import SPACE
from auditresp.markdown.events import events, is_mark, on_one_line, step, steps, words


def runs(text: str, run: str, additions: Additions, part: str) -> str:
    """Runs (`w:r`, `w:hyperlink`) with the text on one line, formatted, ready to stand in a paragraph.

    `run` is the whole `w:rPr` of the run with the tag, or nothing; `part` the name of the part that the runs will stand in.
    """
    line = Inline(run, additions, part)
    spaced = True
    for event in on_one_line(events(text)):
        if is_mark(event):
            line.feed(*step(event))
        elif said := SPACE.sub(" ", words(event)).removeprefix(" " if spaced else ""):
            line.say(said)
            spaced = said.endswith(" ")
    return line.finish()


def blocks(text: str, paragraph: str, run: str, additions: Additions, part: str, *, under: int = 2) -> str:
    """Whole paragraphs and tables (`w:p`, `w:tbl`), ready to stand in place of the paragraph with the tag.

    `paragraph` and `run` are the whole `w:pPr` and `w:rPr` of the paragraph and run with the tag, or nothing, written with the
    prefix `w:` and without namespace declarations. They are what plain paragraphs take. Where the paragraph is an item of a list,
    the whole text is that item: its further paragraphs stand indented under the first, its lists are a level deeper.
    A heading of the text is one level below `under`, the level of the heading above the paragraph.
    An empty text gives nothing. The last element may be a table. A section break in `paragraph` is left out.
    """
    setting = Setting.read(paragraph, additions)
    if (written := simple(text, setting, run)) is not None:
        return written
    from auditresp.documents.prose.writer import Writer  # few documents need all that it knows

    writer = Writer(setting, run, part, under)
    for name, detail in steps(events(text)):
        writer.take(name, detail)
    return writer.xml()
