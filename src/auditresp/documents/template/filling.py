"""A template, compiled once, and the documents filled from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import TracebackType

from markupsafe import Markup

from auditresp.documents import prose
from auditresp.documents.origin import Origin
from auditresp.documents.template.addressing import in_address, linked
from auditresp.documents.template.compiled import CompiledPart
from auditresp.documents.template.core import TITLE, CoreProperties, Properties
from auditresp.documents.template.current import CURRENT
from auditresp.documents.template.printing import Unprintable, words
from auditresp.documents.template.reckoning import why
from auditresp.documents.template.recurrence import Repetitions
from auditresp.documents.template.slots import MARK_IN_ATTRIBUTE, PRINTED, Call, Standing, Where
from auditresp.documents.template.tags import Level
from auditresp.documents.template.unknown import UnknownNameError, line_run_in
from auditresp.documents.template.wholeness import whole
from auditresp.documents.word import characters
from auditresp.documents.word.additions import Additions, Stock
from auditresp.documents.word.blank import Blank
from auditresp.documents.word.custom import CustomProperties
from auditresp.documents.word.drawings import drawing
from auditresp.documents.word.illustrations import Illustration
from auditresp.documents.word.ooxml import whole as as_part
from auditresp.documents.word.xml import etree
from auditresp.language import _
from auditresp.model.values import Text
from auditresp.problems import AuditrespError, OwnFaultError, Place, Problem, did_you_mean, nearest
from auditresp.value import Value

NOWHERE = Origin()


class TemplateError(AuditrespError):
    """What is wrong in a template, or in what it asks for."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(dict.fromkeys(problems))
        super().__init__("\n".join(map(str, self.problems)))


class Template(Value):
    """A Word template. Compiled once, it fills any number of documents."""

    name: str
    blank: Blank
    parts: tuple[CompiledPart, ...]
    stock: Stock
    core: CoreProperties
    custom: CustomProperties

    def fill(self, view: Mapping[str, object], properties: Properties, origin: Origin = NOWHERE) -> bytes:
        """The Word file with the values of `view`. The same values give the same bytes.

        Raises TemplateError where the template asks for what there is not.
        """
        additions = Additions(self.stock)
        repetitions = Repetitions(additions)
        filled = [Filling(self.name, part, view, additions, repetitions) for part in self.parts]
        changed = {filling.part.name: filling.fill() for filling in filled}
        if problems := [problem for filling in filled for problem in filling.problems]:
            raise TemplateError(problems)
        core = self.core.written(properties, changed.pop(TITLE, None))
        parts = {**changed, **additions.parts(), self.core.part: core}
        custom = self.custom.written(origin.properties(self.blank.content(parts)))
        return self.blank.written({**parts, self.custom.part: custom})


class Filling:
    """One part of one document while it is filled."""

    def __init__(self, file: str, part: CompiledPart, view: Mapping[str, object], additions: Additions, repetitions: Repetitions) -> None:
        self.part = part
        self.problems: list[Problem] = []
        self._file = file
        self._view = view
        self._additions = additions
        self._repetitions = repetitions
        self._slots = part.prepared_slots

    def fill(self) -> bytes:
        """The part with its values; where something is wrong, that is found in `problems`."""
        token = CURRENT.set(self)
        try:
            rendered = "".join(self.part.pieces(self._view, {PRINTED: self.printed}))
            xml = linked(rendered, self._link)
            return as_part(whole(xml) if self.part.watched else xml)
        except OwnFaultError as error:
            raise (error.__cause__ or error) from None
        except Exception as error:
            self._failed(error)
            return b""
        finally:
            CURRENT.reset(token)

    def printed(self, value: object, slot: int) -> str:
        """What a value becomes where the tag with that number stands: every form escapes."""
        standing, look, more_than_words = self._slots[slot]
        if not isinstance(standing, Standing):
            return self._called(standing) if isinstance(standing, Call) else standing.text
        try:
            if look is not None and not isinstance(value, more_than_words):  # so is most of what is printed
                return characters.runs(words(value), look)
            return self._written(value, standing)
        except Unprintable as error:
            self._wrong(standing.place, str(error))
            return ""

    def _link(self, number: int, address: str) -> str:
        """The id of the relationship to an address; that of a link with that number."""
        if not address:
            message = _("the link leads nowhere in this document; put {begin} and {end} around the link")
            self._wrong(self.part.addresses[number], message.format(begin="{% if … %}", end="{% endif %}"))
        return self._additions.link(self.part.name, address)

    def _wrong(self, place: Place, message: str) -> None:
        """Remember that something cannot be printed, unless it is known why."""
        if not any(problem.place == place for problem in self.problems):
            self.problems.append(Problem(place, "unprintable-value", message))

    def unknown(self, message: str, line: int | None) -> None:
        """Remember what there is not."""
        self.problems.append(Problem(self._place(line), "unknown-name", message))

    def meant(self, name: str) -> str:
        """The end of a message about a name that means nothing: the nearest that the part makes, else that it sees."""
        return did_you_mean(name, self.part.names if nearest(name, self.part.names) else {*self._view, *self.part.names})

    def _failed(self, error: Exception) -> None:
        """Say where the template's own code went wrong."""
        line = last_line_of_template(error.__traceback__)
        match error:
            case UnknownNameError():
                self.unknown(str(error), line)
            case Unprintable():
                self.problems.append(Problem(self._place(line), "unprintable-value", str(error)))
            case _:
                message = _("this cannot be worked out: {reason}").format(reason=why(error))
                self.problems.append(Problem(self._place(line), "template-failed", message))

    def _place(self, line: int | None) -> Place:
        """Where a line of the jinja source stands in the template."""
        return self.part.place(line) or Place(self._file)

    def _called(self, call: Call) -> str:
        """What the engine itself put into the template."""
        return str(getattr(self._repetitions, call.method)(*call.arguments))

    def _written(self, value: object, standing: Standing) -> str:
        """A value in the form that its tag asks for."""
        if standing.where is not Where.WORDS:
            text = words(value) if standing.before is None else in_address(words(value), standing.before)
            return characters.attribute(text) if standing.where is Where.ATTRIBUTE else instruction(text, standing.run)
        if isinstance(value, Markup):
            return self._fragment(value, standing)
        if isinstance(value, Illustration):
            return self._drawing(value, standing)
        match standing.tag.level:
            case Level.PARAGRAPH:
                return self._paragraphs(value, standing)
            case Level.RUN if isinstance(value, Text):
                return prose.runs(value, standing.run, self._additions, self.part.name)
            case Level.RUN | None:
                return characters.runs(words(value), standing.run)
            case Level.CELL | Level.ROW:
                raise Unprintable(_("only a macro gives rows or cells"))

    def _paragraphs(self, value: object, standing: Standing) -> str:
        """Whole paragraphs in place of the tag's own."""
        properties = self._properties(standing)
        if isinstance(value, Text):
            return prose.blocks(value, properties, standing.run, self._additions, self.part.name, under=standing.under)
        return "".join(f"<w:p>{properties}{characters.runs(line, standing.run)}</w:p>" for line in words(value).splitlines())

    def _drawing(self, value: Illustration, standing: Standing) -> str:
        """A picture or chart: among the words, or as a paragraph of its own."""
        properties = self._properties(standing)
        run = drawing(value, properties, standing.run, self._additions, self.part.name)
        return f"<w:p>{properties}{run}</w:p>" if standing.tag.level is Level.PARAGRAPH else run

    def _properties(self, standing: Standing) -> str:
        """The properties of the tag's paragraph, with the list in which it counts this time."""
        return MARK_IN_ATTRIBUTE.sub(lambda mark: str(self.printed(None, int(mark[1]))), standing.paragraph)

    def _fragment(self, value: Markup, standing: Standing) -> str:
        """What a macro gave, where it may stand. It is looked at closely: a template can cut such a thing to pieces."""
        try:
            root = etree.fromstring(f"{self.part.opening}{value}</root>")
        except etree.XMLSyntaxError as error:
            raise Unprintable(_("what a macro gives can only be printed as it is")) from error
        inside = {etree.QName(child).localname for child in root}
        if root.text or any(child.tail for child in root):
            raise Unprintable(_("what a macro gives can only be printed as it is"))
        if inside & {"p", "tbl"} and standing.tag.level is not Level.PARAGRAPH:
            raise Unprintable(_("this macro gives whole paragraphs; print it with {tag}").format(tag="{{p … }}"))
        if inside & {"r", "hyperlink"} and standing.tag.level is Level.PARAGRAPH:
            return f"<w:p>{self._properties(standing)}{value}</w:p>"
        return str(value)


def instruction(text: str, run: str) -> str:
    """A run with words of a field's instruction; quotes inside them do not end what the instruction quotes."""
    content = characters.letters(characters.allowed(text).replace('"', '\\"'))
    return f'<w:r>{run}<w:instrText xml:space="preserve">{content}</w:instrText></w:r>'


def last_line_of_template(trace: TracebackType | None) -> int | None:
    """The line of the jinja source that was run when something failed."""
    line = None
    while trace is not None:
        if (found := line_run_in(trace.tb_frame, trace.tb_lineno)) is not None:
            line = found
        trace = trace.tb_next
    return line
